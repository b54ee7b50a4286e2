"""Runs the rules over claims until nothing new follows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
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

_MOST_ROUNDS = 20
"""Chains of conclusions end of themselves, as confidence shrinks; this stops rules that do not let it shrink."""

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


class Background:
    """What is known before any document is read: classes and links of things, and which properties are symmetric."""

    def __init__(self, entities: Mapping[str, Entity], schema: Schema) -> None:
        self._entities = entities
        self._schema = schema
        self._links: dict[str, list[Quad]] = defaultdict(list)
        for said in background(entities.values(), schema):
            if isinstance(said.subject, NamedNode):
                slug = said.subject.value.removeprefix(ID)
                self._links[slug].append(Quad(said.subject, said.predicate, said.object))
        self._symmetric = [
            Quad(NamedNode(name), known("rdf:type"), known("owl:SymmetricProperty")) for name in sorted(schema.symmetric)
        ]

    def around(self, claims: Iterable[Claim]) -> Iterator[Quad]:
        """The background of the things that claims speak of, and of those that these are linked to."""
        near = {slug for claim in claims for slug in (claim.subject, claim.object) if slug}
        linked = {quad.object.value.removeprefix(ID) for slug in near for quad in self._links.get(slug, ())}  # type: ignore[union-attr]
        yield from self._symmetric
        for slug in sorted(near | linked):
            yield from self._links.get(slug, ())
            if slug in self._entities:
                for cls in self._schema.types(self._entities[slug].cls):
                    yield Quad(thing(slug), known("rdf:type"), cls)


class Inference:
    """The rules, and the background they reason on."""

    def __init__(self, rules: Iterable[Rule], background_of: Background) -> None:
        self._rules = [rule for rule in rules if rule.query]
        self._background = background_of

    def across(self, claims: Iterable[Claim]) -> list[Claim]:
        """What follows from claims of several documents together, by the rules that join documents."""
        given = list(claims)
        joining = [rule for rule in self._rules if rule.joins_documents]
        read = frozenset[str]().union(*(rule.predicates for rule in joining))
        premises = (claim for claim in given if claim.predicate in read)
        return self._run(joining, premises, {fact(claim) for claim in given})

    def conclusions(self, claims: Iterable[Claim]) -> list[Claim]:
        """What follows from the claims and none of them says, to a fixpoint, in a fixed order; one claim for each fact."""
        given = list(claims)
        return self._run(self._rules, _once(given), {fact(claim) for claim in given})

    def _run(self, rules: Iterable[Rule], claims: Iterable[Claim], said: set[Fact]) -> list[Claim]:
        premises = {claim.id: claim for claim in claims if _may_be_premise(claim)}
        made: list[Claim] = []
        fresh = list(premises.values())
        # A store of its own for each run: one that is filled and emptied again grows slower with every run.
        store = Store()
        for _ in range(_MOST_ROUNDS):
            store.extend(self._background.around(fresh))
            store.extend(quad for claim in fresh for quad in _premise_quads(claim))
            concluded: list[Claim] = []
            for rule in rules:
                found = _apply(rule, store, premises, said)
                said.update(map(fact, found))
                concluded += found
            made += concluded
            fresh = [claim for claim in concluded if _may_be_premise(claim)]
            premises.update((claim.id, claim) for claim in fresh)
            if not fresh:
                break
        return made


def _once(claims: Iterable[Claim]) -> Iterable[Claim]:
    """Of claims that say the very same, the surest and earliest: rules that join claims would join each with each."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        same = (*fact(claim), claim.since, claim.until, claim.qualifiers, claim.modality, claim.document)
        if same not in kept or _rank(claim) < _rank(kept[same]):
            kept[same] = claim
    return kept.values()


def _apply(rule: Rule, store: Store, premises: Mapping[str, Claim], said: Set[Fact]) -> list[Claim]:
    """The rule's conclusions that are not `said` yet, the surest and earliest for each fact, in a fixed order."""
    answer = store.query(rule.query, prefixes=PREFIXES)
    assert isinstance(answer, QueryTriples)
    best: dict[Fact, Claim] = {}
    for node in _nodes(answer):
        key = _conclusion(node)
        if key is None or key in said:
            continue
        claim = _claim(key, rule, node, premises)
        if claim is not None and (key not in best or _rank(claim) < _rank(best[key])):
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


def _conclusion(node: Node) -> Fact | None:
    """The fact that a node of a rule's result describes; None where it is incomplete, or says a thing of itself."""
    subject, predicate = _slug(node["subject"]), node["predicate"]
    target = _slug(node["object"])
    if subject is None or not predicate or not node["object"] or target == subject:
        return None
    return (subject, _local(predicate[0].value), target, _value(node))


def _claim(said: Fact, rule: Rule, node: Node, premises: Mapping[str, Claim]) -> Claim | None:
    """The claim of a fact that a node describes; None where it rests on no premise, or on one that is none."""
    slugs = {slug for term in node["restsOn"] if (slug := _slug([term]))}
    rests_on = sorted((premises[slug] for slug in slugs if slug in premises), key=_place)
    if not rests_on or len(rests_on) < len(slugs):
        return None
    quoted = premises.get(_slug(node["wasQuotedFrom"]) or "", rests_on[0])
    subject, predicate, target, value = said
    return Claim(
        document=quoted.document,
        article=quoted.article,
        start=quoted.start,
        end=quoted.end,
        language=quoted.language,
        subject=subject,
        predicate=predicate,
        object=target,
        value=value,
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
