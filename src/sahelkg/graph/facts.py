"""The facts table: the flat face of the graph, one row per claim."""

from collections.abc import Iterator
from dataclasses import dataclass, fields


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
