"""Runs the rules over claims until nothing new follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store, Triple

from sahelkg.graph.claim_quads import content
from sahelkg.graph.entity_quads import background
from sahelkg.graph.rules import Rule
from sahelkg.graph.schema import Schema
from sahelkg.graph.terms import known, sahel, thing
from sahelkg.model import Claim, Date, Entity, Modality, Quantity, Text, Value
from sahelkg.vocabulary import CURRENCY, ID, ONTOLOGY, PREFIXES

LEAST_CONFIDENCE = 0.4
"""Claims below this confidence are no premises."""

_WEAKER: tuple[Modality, ...] = ("asserted", "planned", "proposed")
"""Modalities that a premise may have; a conclusion has that of its weakest premise."""

_ROUNDS = 8
_QUALIFIERS = ("role", "instrument", "purpose", "status", "place", "kind", "comparator", "recurrence")
_XSD = PREFIXES["xsd"]

Fact = tuple[str, str, str | None, Value | None]


def fact(claim: Claim) -> Fact:
    """What the claim says, whoever says it, wherever."""
    return (claim.subject, claim.predicate, claim.object, claim.value)


Node = dict[str, list[NamedNode | Literal]]


def _slug(terms: list[NamedNode | Literal]) -> str | None:
    term = terms[0] if terms else None
    return term.value.removeprefix(ID) if isinstance(term, NamedNode) and term.value.startswith(ID) else None


def _iso(terms: list[NamedNode | Literal]) -> str | None:
    return terms[0].value if terms and isinstance(terms[0], Literal) else None


def _value(node: Node) -> Value | None:
    number = node["amount"] or node["quantity"]
    if number:
        unit = node["currency"] or node["unit"]
        code = unit[0].value if unit else None
        if code is not None and code.startswith(ONTOLOGY):
            code = None
        return Quantity(Decimal(number[0].value), code and code.removeprefix(CURRENCY))
    said = node["object"][0]
    if not isinstance(said, Literal):
        return None
    if said.language:
        return Text(said.value, said.language)
    if said.datatype.value in {_XSD + "date", _XSD + "gYear", _XSD + "gYearMonth"}:
        return Date(said.value)
    if said.datatype.value in {_XSD + "integer", _XSD + "decimal"}:
        return Quantity(Decimal(said.value))
    return Text(said.value, "")


class Inference:
    """The rules with the background they reason on: classes and links of the known things, and the ontology's symmetry."""

    def __init__(self, rules: Iterable[Rule], entities: Iterable[Entity], schema: Schema) -> None:
        self._rules = [rule for rule in rules if rule.query]
        self._store = Store()
        things = list(entities)
        self._store.extend(
            Quad(thing(entity.slug), known("rdf:type"), cls) for entity in things for cls in schema.types(entity.cls)
        )
        self._store.extend(Quad(said.subject, said.predicate, said.object) for said in background(things, schema))
        self._store.extend(
            Quad(NamedNode(name), known("rdf:type"), known("owl:SymmetricProperty")) for name in sorted(schema.symmetric)
        )

    def conclusions(self, claims: Iterable[Claim]) -> list[Claim]:
        """What follows from the claims and none of them says, to a fixpoint, in a fixed order; one claim for each fact."""
        given = list(claims)
        premises = {claim.id: claim for claim in given if _may_be_premise(claim)}
        said = {fact(claim) for claim in given}
        added: list[Quad] = []
        made: list[Claim] = []
        fresh: list[Claim] = list(premises.values())
        try:
            for _ in range(_ROUNDS):
                quads = [quad for claim in fresh for quad in _premise_quads(claim)]
                self._store.extend(quads)
                added += quads
                fresh = []
                for rule in self._rules:
                    for claim in self._apply(rule, premises):
                        if fact(claim) not in said:
                            said.add(fact(claim))
                            fresh.append(claim)
                made += fresh
                fresh = [claim for claim in fresh if _may_be_premise(claim)]
                premises.update((claim.id, claim) for claim in fresh)
                if not fresh:
                    break
        finally:
            for quad in added:
                self._store.remove(quad)
        return made

    def _apply(self, rule: Rule, premises: Mapping[str, Claim]) -> list[Claim]:
        """The rule's conclusions, the surest and earliest for each fact, in a fixed order."""
        answer = self._store.query(rule.query, prefixes=PREFIXES)
        assert isinstance(answer, QueryTriples)
        best: dict[Fact, Claim] = {}
        for node in _nodes(answer):
            claim = _conclusion(rule, node, premises)
            if claim is None:
                continue
            key = fact(claim)
            if key not in best or _rank(claim) < _rank(best[key]):
                best[key] = claim
        return sorted(best.values(), key=lambda claim: (claim.document, claim.start, claim.end, claim.id))


def _may_be_premise(claim: Claim) -> bool:
    return claim.confidence >= LEAST_CONFIDENCE and claim.modality in _WEAKER and not isinstance(claim.value, Text)


def _rank(claim: Claim) -> tuple[float, str, int, int, str]:
    return (-claim.confidence, claim.document, claim.start, claim.end, repr(claim))


def _premise_quads(claim: Claim) -> Iterator[Quad]:
    node = thing(claim.id)
    for predicate, value in content(claim):
        yield Quad(node, predicate, value)
    yield Quad(node, sahel("basis"), sahel(claim.basis.partition(":")[0]))
    yield Quad(node, sahel("article"), thing(f"document-{claim.document}-article-{claim.article + 1}"))


def _nodes(triples: Iterable[Triple]) -> list[Node]:
    found: dict[str, Node] = {}
    for triple in triples:
        name = _local(triple.predicate.value)
        if isinstance(triple.object, NamedNode | Literal):
            found.setdefault(str(triple.subject), defaultdict(list))[name].append(triple.object)
    for node in found.values():
        for terms in node.values():
            terms.sort(key=str)
    return list(found.values())


def _local(iri: str) -> str:
    """The local name of a property."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _conclusion(rule: Rule, node: Node, premises: Mapping[str, Claim]) -> Claim | None:
    """The claim that a node of the rule's result describes; None where it is incomplete or rests on no claim."""
    slugs = {slug for term in node["restsOn"] if (slug := _slug([term]))}
    rests_on = sorted((premises[slug] for slug in slugs if slug in premises), key=_place)
    subject, predicate, said = _slug(node["subject"]), node["predicate"], node["object"]
    if not rests_on or len(rests_on) < len(slugs) or subject is None or not predicate or not said:
        return None
    quoted = premises.get(_slug(node["wasQuotedFrom"]) or "", rests_on[0])
    target = _slug(said)
    if target == subject:
        return None
    return Claim(
        document=quoted.document,
        article=quoted.article,
        start=quoted.start,
        end=quoted.end,
        language=quoted.language,
        subject=subject,
        predicate=predicate[0].value.removeprefix(ONTOLOGY),
        object=target,
        value=_value(node),
        since=_iso(node["start"]),
        until=_iso(node["end"]),
        qualifiers=tuple(
            (key, f"id:{_slug(node[key])}" if _slug(node[key]) else node[key][0].value) for key in _QUALIFIERS if node[key]
        ),
        modality=max((claim.modality for claim in rests_on), key=_WEAKER.index),
        asserted_by=quoted.asserted_by,
        reported_by=quoted.reported_by,
        confidence=round(min(claim.confidence for claim in rests_on) * rule.factor, 3),
        method=f"rule:{rule.name}",
        basis=f"inferred:{rule.name}",
        premises=tuple(claim.id for claim in rests_on),
    )


def _place(claim: Claim) -> tuple[str, int, int, str]:
    return (claim.document, claim.start, claim.end, claim.id)
