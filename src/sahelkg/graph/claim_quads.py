"""A claim as triples: what is said, by whom, when, how surely, and on which words it rests."""

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Triple

from sahelkg.graph.schema import Schema
from sahelkg.graph.terms import (
    currency,
    date,
    day,
    decimal,
    first_day,
    is_date,
    known,
    last_day,
    number,
    offset,
    sahel,
    thing,
)
from sahelkg.model import Claim, Date, Quantity, Text, Value
from sahelkg.vocabulary import REIFIERS_GRAPH

CONTEXT = 32
"""How many code points a text quote selector gives on either side of the quote."""

MONEY = frozenset({"funds", "budget"})
"""Predicates whose quantity is a sum of money even where the text names no currency."""

_CURRENCY_CODE_LENGTH = 3
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (known(f"rdf:{name}") for name in ("type", "subject", "predicate", "object"))
_START, _END = known("oa:start"), known("oa:end")
_REIFIERS = NamedNode(REIFIERS_GRAPH)


def is_money(predicate: str, quantity: Quantity) -> bool:
    """Whether the quantity is a sum: by its predicate, or by its unit being an ISO 4217 code."""
    unit = quantity.unit or ""
    return predicate in MONEY or (len(unit) == _CURRENCY_CODE_LENGTH and unit.isalpha() and unit.isupper())


def literal(value: Value) -> Literal:
    """A claim's value as literal."""
    match value:
        case Text(text, language):
            return Literal(text, language=language) if language else Literal(text)
        case Date(iso):
            return date(iso)
        case Quantity(amount, _):
            return number(amount)


def said(claim: Claim) -> NamedNode | Literal | None:
    """The object of the claim's statement; None for a claim with neither object nor value."""
    if claim.object is not None:
        return thing(claim.object)
    if isinstance(claim.value, Quantity) and is_money(claim.predicate, claim.value):
        return decimal(claim.value.number)
    return None if claim.value is None else literal(claim.value)


def statement(claim: Claim) -> Triple | None:
    """The plain triple of the claim, whether or not it holds."""
    value = said(claim)
    return None if value is None else Triple(thing(claim.subject), sahel(claim.predicate), value)


def camel(key: str) -> str:
    """The property of a qualifier key: ``asOf`` for ``as_of``."""
    head, *tail = key.split("_")
    return head + "".join(part.capitalize() for part in tail)


def qualifier(value: str) -> NamedNode | Literal:
    """A qualifier's value: an entity for ``id:slug``, a typed date for an ISO month or day, else text."""
    if value.startswith("id:"):
        return thing(value.removeprefix("id:"))
    return date(value) if is_date(value) and "-" in value else Literal(value)


Pair = tuple[NamedNode, NamedNode | Literal]


def _bounded(name: str, iso: str) -> Iterator[Pair]:
    yield sahel(f"{name}NotBefore"), day(first_day(iso))
    yield sahel(f"{name}NotAfter"), day(last_day(iso))


def content(claim: Claim) -> Iterator[Pair]:
    """What the claim says, as (property, value): the part that rules read."""
    yield _SUBJECT, thing(claim.subject)
    yield _PREDICATE, sahel(claim.predicate)
    value = said(claim)
    if value is not None:
        yield _OBJECT, value
    match claim.value:
        case Quantity(amount, unit) if is_money(claim.predicate, claim.value):
            yield sahel("amount"), decimal(amount)
            yield sahel("currency"), currency(unit)
        case Quantity(amount, unit):
            yield sahel("quantity"), decimal(amount)
            if unit:
                yield sahel("unit"), Literal(unit)
        case Date(iso):
            yield from _bounded("value", iso)
        case _:
            pass
    for name, bound in (("start", claim.since), ("end", claim.until)):
        if bound:
            yield sahel(name), date(bound)
            yield from _bounded(name, bound)
    for key, written in claim.qualifiers:
        yield sahel(camel(key)), qualifier(written)
    yield sahel("modality"), sahel(claim.modality)
    yield sahel("confidence"), decimal(round(claim.confidence, 3))
    yield known("prov:wasQuotedFrom"), thing(f"document-{claim.document}")
    if claim.asserted_by:
        yield known("prov:wasAttributedTo"), thing(claim.asserted_by)
    if claim.reported_by:
        yield sahel("reportedBy"), thing(claim.reported_by)


def provenance(claim: Claim, article: str) -> Iterator[Pair]:
    """How the claim came about. `article` is the slug of the article it stands in."""
    stated, _, rule = claim.basis.partition(":")
    yield sahel("basis"), sahel(stated)
    if rule:
        yield sahel("rule"), thing(f"rule-{rule}")
    for premise in claim.premises:
        yield sahel("restsOn"), thing(premise)
    if claim.method:
        yield sahel("method"), Literal(claim.method)
    yield sahel("article"), thing(article)
    yield known("dct:language"), Literal(claim.language)


def _position(node: NamedNode, start: int, end: int) -> Iterator[Quad]:
    yield Quad(node, _TYPE, known("oa:TextPositionSelector"))
    yield Quad(node, _START, offset(start))
    yield Quad(node, _END, offset(end))


def _quotation(node: NamedNode, text: str, start: int, end: int) -> Iterator[Quad]:
    yield Quad(node, _TYPE, known("oa:TextQuoteSelector"))
    yield Quad(node, known("oa:exact"), Literal(text[start:end]))
    yield Quad(node, known("oa:prefix"), Literal(text[max(0, start - CONTEXT) : start]))
    yield Quad(node, known("oa:suffix"), Literal(text[end : end + CONTEXT]))


def _further_passages(claim: Claim, text: str) -> Iterator[Quad]:
    """The passages beside its quote that a claim rests on, each a selector of both kinds."""
    for place, passage in enumerate(sorted(set(claim.evidence)), start=1):
        node = thing(f"{claim.id}-passage-{place}")
        yield Quad(thing(claim.id), sahel("furtherPassage"), node)
        yield from _position(node, passage.start, passage.end)
        yield from _quotation(node, text, passage.start, passage.end)


def claim_quads(claim: Claim, article: str, text: str, schema: Schema, conflicts: Mapping[str, str]) -> Iterator[Quad]:
    """All quads of a claim, its selectors and its reifier."""
    node = thing(claim.id)
    for cls in schema.types("Claim"):
        yield Quad(node, _TYPE, cls)
    for predicate, value in sorted({*content(claim), *provenance(claim, article)}, key=str):
        yield Quad(node, predicate, value)
    if claim.id in conflicts:
        yield Quad(node, sahel("conflict"), thing(conflicts[claim.id]))
    position, quotation = thing(f"{claim.id}-position"), thing(f"{claim.id}-quote")
    for selector in (position, quotation):
        yield Quad(node, known("oa:hasSelector"), selector)
    yield from _position(position, claim.start, claim.end)
    yield from _quotation(quotation, text, claim.start, claim.end)
    yield from _further_passages(claim, text)
    reified = statement(claim)
    if reified is not None:
        yield Quad(node, known("rdf:reifies"), reified, _REIFIERS)
