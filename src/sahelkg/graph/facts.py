"""The facts table: the flat face of the graph, one row per claim."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from sahelkg.graph.curation import written
from sahelkg.graph.terms import plain
from sahelkg.model import Claim, Quantity
from sahelkg.vocabulary import iri


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One claim as a row; the fields are the table's columns in their order. Absent values are empty strings."""

    fact: str
    subject: str
    subject_label: str
    subject_class: str
    predicate: str
    object: str
    object_label: str
    object_class: str
    value: str
    unit: str
    start: str
    end: str
    qualifiers: str
    modality: str
    basis: str
    asserted_by: str
    reported_by: str
    confidence: str
    conflict: str
    quote: str
    start_char: int
    end_char: int
    document: str
    language: str


COLUMNS = tuple(column.name for column in fields(FactRow))
"""The header of the table."""


def cells(row: FactRow) -> Iterator[str | int]:
    """The cells of a row in the order of `COLUMNS`."""
    return (getattr(row, column) for column in COLUMNS)


@dataclass(frozen=True)
class Namer:
    """How things are called in the table: English label and top kind of a slug."""

    label: Callable[[str], str]
    kind: Callable[[str], str]


def _qualifiers(claim: Claim, namer: Namer) -> str:
    pairs = (
        (key, namer.label(value.removeprefix("id:")) if value.startswith("id:") else value)
        for key, value in sorted(claim.qualifiers)
    )
    return "; ".join(f"{key}={' '.join(value.replace(';', ',').split())}" for key, value in pairs)


def fact_row(claim: Claim, text: str, namer: Namer, conflicts: Mapping[str, str]) -> FactRow:
    """The row of a claim; `text` is its document's."""
    return FactRow(
        fact=iri(claim.id),
        subject=iri(claim.subject),
        subject_label=namer.label(claim.subject),
        subject_class=namer.kind(claim.subject),
        predicate=claim.predicate,
        object=iri(claim.object) if claim.object else "",
        object_label=namer.label(claim.object) if claim.object else "",
        object_class=namer.kind(claim.object) if claim.object else "",
        value=written(claim.value),
        unit=(claim.value.unit or "") if isinstance(claim.value, Quantity) else "",
        start=claim.since or "",
        end=claim.until or "",
        qualifiers=_qualifiers(claim, namer),
        modality=claim.modality,
        basis=claim.basis,
        asserted_by=iri(claim.asserted_by) if claim.asserted_by else "",
        reported_by=iri(claim.reported_by) if claim.reported_by else "",
        confidence=plain(Decimal(str(round(claim.confidence, 3)))),
        conflict=conflicts.get(claim.id, ""),
        quote=text[claim.start : claim.end],
        start_char=claim.start,
        end_char=claim.end,
        document=claim.document,
        language=claim.language,
    )
