"""Claims as facts: as rows of the facts table, and as nested JSON."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import BaseModel, Field

from sahelkg.server.lookup.lists import Excerpt, Position, excerpt
from sahelkg.server.lookup.rows import Reader, Term, batches, iri, slug, term, values
from sahelkg.server.lookup.things import Reference, Thing, things
from sahelkg.vocabulary import CURRENCY, ID, PREFIXES
from sahelkg.vocabulary import iri as full_iri
from sahelkg.vocabulary import term as full_term

COLUMNS = (
    "fact", "subject", "subject_label", "subject_class", "predicate", "object", "object_label", "object_class",
    "value", "unit", "start", "end", "qualifiers", "modality", "basis", "asserted_by", "reported_by", "confidence",
    "conflict", "quote", "start_char", "end_char", "document", "language",
)  # fmt: skip
"""The header of the facts table."""

_QUALIFIERS = {
    full_term(name): key
    for name, key in {
        "role": "role", "instrument": "instrument", "purpose": "purpose", "status": "status", "place": "place",
        "kind": "kind", "section": "section", "paragraph": "paragraph", "comparator": "comparator", "asOf": "as_of",
        "recurrence": "recurrence",
    }.items()
}  # fmt: skip
_NUMERIC = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "integer", "double", "nonNegativeInteger"))

_RDF, _PROV, _OA, _DCT = (PREFIXES[prefix] for prefix in ("rdf", "prov", "oa", "dct"))
_PASSAGE = full_term("furtherPassage")

Basis = Literal["stated", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which claims; None leaves a side open. Things are named by slug or IRI, predicates by local name."""

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    document: str | None = None
    asserted_by: str | None = None
    basis: Basis | None = None
    modality: str | None = None
    conflict: str | None = None

    def pattern(self) -> str:
        """The filter as a graph pattern on ``?claim``."""
        parts = ["?claim a sahel:Claim ."]
        for predicate, name in (
            ("rdf:subject", self.subject),
            ("rdf:object", self.object),
            ("prov:wasAttributedTo", self.asserted_by),
            ("sahel:conflict", self.conflict),
        ):
            if name is not None:
                parts.insert(0, f"?claim {predicate} {iri(name)} .")
        if self.document is not None:
            name = self.document if ":" in self.document else f"document-{self.document.removeprefix('document-')}"
            parts.insert(0, f"?claim prov:wasQuotedFrom {iri(name)} .")
        if self.predicate is not None:
            parts.append(f"?claim rdf:predicate {term(self.predicate)} .")
        if self.basis is not None:
            parts.append(f"?claim sahel:basis {term(self.basis)} .")
        if self.modality is not None:
            parts.append(f"?claim sahel:modality {term(self.modality)} .")
        return " ".join(parts)


class Quote(BaseModel):
    """The words a fact rests on. `start` and `end` are code points into the document's text, half open."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    language: str


class Value(BaseModel):
    """A literal. `unit` is an ISO 4217 code for money, or what is counted; null where the text states none."""

    value: str
    datatype: str = ""
    language: str = ""
    unit: str | None = None


class Fact(BaseModel):
    """A claim: who says what, when, how surely, in which words."""

    id: str
    iri: str
    subject: Reference
    predicate: Reference
    object: Reference | None = Field(description="Null where the object is a literal")
    value: Value | None = Field(description="The literal, or the sum or number that goes with the object")
    start: str | None = Field(description="ISO 8601 at the precision of the text")
    end: str | None
    qualifiers: dict[str, list[str]]
    modality: str
    basis: str
    rule: str | None = Field(description="Name of the rule that inferred it")
    rests_on: list[str] = Field(description="Ids of the facts it was inferred from")
    asserted_by: Reference | None
    reported_by: Reference | None
    confidence: float
    method: str
    conflict: str | None = Field(description="Id shared by facts that contradict each other")
    document: Reference
    article: Reference | None
    quote: Quote
    further_passages: list[Quote] = Field(description="Words beside the quote that the fact rests on")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as read from the graph: its properties by IRI, its selectors' and further passages' too, and the things it
    names.
    """

    iri: str
    properties: dict[str, list[Term]]
    selectors: dict[str, Term]
    passages: list[dict[str, Term]]
    things: dict[str, Thing]

    def first(self, property_: str) -> Term | None:
        return next(iter(self.properties.get(property_, ())), None)

    def text(self, property_: str) -> str:
        found = self.first(property_)
        return found.value if found else ""

    def name(self, property_: str) -> str:
        return slug(self.text(property_))

    def thing(self, property_: str) -> Thing | None:
        found = self.first(property_)
        return self.things[found.value] if found and found.is_iri else None

    def reference(self, property_: str, language: str) -> Reference | None:
        found = self.thing(property_)
        return found.reference(language) if found else None


async def find(reader: Reader, wanted: Filter, position: Position | None, size: int) -> Excerpt:
    """A page of claims."""
    return await excerpt(reader, "claim", wanted.pattern(), position, size)


async def read(reader: Reader, iris: Sequence[str]) -> list[Claim]:
    """The claims, in the order given; those that are none are left out."""
    properties: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    selectors: dict[str, dict[str, Term]] = defaultdict(dict)
    for batch in batches(iris, 100):
        block = values("claim", batch)
        for row in await reader.select(f"SELECT ?claim ?p ?o WHERE {{ {block} ?claim ?p ?o }}"):
            properties[row["claim"].value][row["p"].value].append(row["o"])
        for row in await reader.select(f"SELECT ?claim ?p ?o WHERE {{ {block} ?claim oa:hasSelector ?s . ?s ?p ?o }}"):
            selectors[row["claim"].value][row["p"].value] = row["o"]
    passages = await _passages(reader, properties)
    named = await things(reader, _named(properties.values()))
    subject = PREFIXES["rdf"] + "subject"
    return [
        Claim(iri_, dict(properties[iri_]), selectors[iri_], passages.get(iri_, []), named)
        for iri_ in iris
        if subject in properties.get(iri_, {})
    ]


async def _passages(reader: Reader, claims: Mapping[str, dict[str, list[Term]]]) -> dict[str, list[dict[str, Term]]]:
    """The properties of each claim's further passages, in the order of their numbers."""
    of = {passage.value: claim for claim, found in claims.items() for passage in found.get(_PASSAGE, ())}
    told: dict[str, dict[str, Term]] = defaultdict(dict)
    for batch in batches(sorted(of), 100):
        for row in await reader.select(f"SELECT ?passage ?p ?o WHERE {{ {values('passage', batch)} ?passage ?p ?o }}"):
            told[row["passage"].value][row["p"].value] = row["o"]
    passages: dict[str, list[dict[str, Term]]] = defaultdict(list)
    for passage in sorted(told, key=lambda one: int(told[one][_OA + "start"].value)):
        passages[of[passage]].append(told[passage])
    return passages


def _named(claims: Iterable[dict[str, list[Term]]]) -> set[str]:
    skipped = {
        PREFIXES["rdf"] + "type",
        PREFIXES["oa"] + "hasSelector",
        full_term("restsOn"),
        full_term("conflict"),
        _PASSAGE,
    }
    return {
        value.value
        for properties in claims
        for property_, found in properties.items()
        if property_ not in skipped
        for value in found
        if value.is_iri
    }


def plain_number(text: str) -> str:
    """A number without trailing zeros; anything else as it is."""
    try:
        number = format(Decimal(text), "f")
    except InvalidOperation:
        return text
    return (number.rstrip("0").rstrip(".") if "." in number else number) or "0"


def _value(claim: Claim) -> Value | None:
    for property_ in (full_term("amount"), full_term("quantity")):
        found = claim.first(property_)
        if found is not None:
            return Value(value=plain_number(found.value), datatype=found.datatype, unit=_unit(claim))
    found = claim.first(_RDF + "object")
    if found is None or found.is_iri:
        return None
    value = plain_number(found.value) if found.datatype in _NUMERIC else found.value
    return Value(value=value, datatype=found.datatype, language=found.language, unit=_unit(claim))


def _unit(claim: Claim) -> str | None:
    currency = claim.text(full_term("currency"))
    if currency.startswith(CURRENCY):
        return currency.removeprefix(CURRENCY)
    return claim.text(full_term("unit")) or None


def _qualifiers(claim: Claim, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for property_, key in _QUALIFIERS.items():
        for value in claim.properties.get(property_, ()):
            text = claim.things[value.value].label(language) if value.is_iri else value.value
            found.setdefault(key, []).append(text)
    return {key: sorted(found[key]) for key in sorted(found)}


def _quote(selector: Mapping[str, Term], language: str) -> Quote:
    exact, prefix, suffix, start, end = (
        selector[_OA + name].value if _OA + name in selector else ""
        for name in ("exact", "prefix", "suffix", "start", "end")
    )
    return Quote(exact=exact, prefix=prefix, suffix=suffix, start=int(start or 0), end=int(end or 0), language=language)


def fact(claim: Claim, language: str = "en") -> Fact:
    """A claim as nested JSON, names in the language."""
    subject, document = claim.reference(_RDF + "subject", language), claim.reference(_PROV + "wasQuotedFrom", language)
    predicate = claim.reference(_RDF + "predicate", language)
    assert subject is not None
    assert predicate is not None
    assert document is not None
    return Fact(
        id=slug(claim.iri),
        iri=claim.iri,
        subject=subject,
        predicate=predicate,
        object=claim.reference(_RDF + "object", language),
        value=_value(claim),
        start=claim.text(full_term("start")) or None,
        end=claim.text(full_term("end")) or None,
        qualifiers=_qualifiers(claim, language),
        modality=claim.name(full_term("modality")),
        basis=claim.name(full_term("basis")),
        rule=claim.name(full_term("rule")).removeprefix("rule-") or None,
        rests_on=sorted(premise.slug for premise in claim.properties.get(full_term("restsOn"), ())),
        asserted_by=claim.reference(_PROV + "wasAttributedTo", language),
        reported_by=claim.reference(full_term("reportedBy"), language),
        confidence=float(claim.text(full_term("confidence")) or 0),
        method=claim.text(full_term("method")),
        conflict=claim.name(full_term("conflict")) or None,
        document=document,
        article=claim.reference(full_term("article"), language),
        quote=_quote(claim.selectors, claim.text(_DCT + "language")),
        further_passages=[_quote(passage, claim.text(_DCT + "language")) for passage in claim.passages],
    )


def row(claim: Claim) -> dict[str, str]:
    """A claim as a row of the facts table, the same to the letter as in the release's ``facts.csv``."""
    told = fact(claim)
    value = told.value
    qualifiers = (
        f"{key}={' '.join(text.replace(';', ',').split())}" for key, texts in told.qualifiers.items() for text in texts
    )
    return {
        "fact": claim.iri,
        "subject": told.subject.iri,
        "subject_label": told.subject.label,
        "subject_class": told.subject.kind,
        "predicate": told.predicate.slug,
        "object": told.object.iri if told.object else "",
        "object_label": told.object.label if told.object else "",
        "object_class": told.object.kind if told.object else "",
        "value": value.value if value else "",
        "unit": (value.unit or "") if value else "",
        "start": told.start or "",
        "end": told.end or "",
        "qualifiers": "; ".join(qualifiers),
        "modality": told.modality,
        "basis": f"{told.basis}:{told.rule}" if told.rule else told.basis,
        "asserted_by": told.asserted_by.iri if told.asserted_by else "",
        "reported_by": told.reported_by.iri if told.reported_by else "",
        "confidence": plain_number(claim.text(full_term("confidence"))),
        "conflict": told.conflict or "",
        "quote": told.quote.exact,
        "start_char": str(told.quote.start),
        "end_char": str(told.quote.end),
        "document": told.document.slug.removeprefix("document-"),
        "language": told.quote.language,
    }


def claim_iri(name: str) -> str:
    """The IRI of a claim by its id or IRI."""
    return name if name.startswith(ID) else full_iri(name)
