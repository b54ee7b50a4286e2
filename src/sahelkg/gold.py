"""Hand-made lists of the facts of documents: their rows, and the passages these rest on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sahelkg.errors import InputError
from sahelkg.graph.terms import is_date
from sahelkg.model import Span

_ENTRY_COLUMNS = (
    "document", "language", "tier", "predicate", "subject", "object", "value", "unit", "start", "end", "qualifiers",
    "modality", "asserted_by",
)  # fmt: skip
_POINTER = re.compile(r"@(\d+):(\d+)\Z")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of the hand-made list. `line` is where it stands; `span` is its passage, None until `quote` is located."""

    document: str
    language: str
    tier: str
    predicate: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    value: str
    unit: str
    start: str
    end: str
    qualifiers: Mapping[str, str]
    modality: str
    line: int
    quote: str = ""
    span: Span | None = None

    @property
    def optional(self) -> bool:
        return self.tier.endswith("?")


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for part in cell.split("|") if (name := part.strip()))


def qualifiers(cell: str) -> dict[str, str]:
    """The pairs of a qualifiers cell: ``key=value; key=value``."""
    pairs = (part.partition("=") for part in cell.split(";") if "=" in part)
    return {key.strip(): value.strip() for key, _, value in pairs}


def read_gold(path: Path) -> list[Entry]:
    """The rows of a hand-made list.

    Raises:
        InputError: the file cannot be read, a column lacks, or a row has another number of cells.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, None, f"cannot be read as UTF-8 text: {error}") from error
    header = lines[0].split("\t") if lines else []
    missing = [column for column in _ENTRY_COLUMNS if column not in header]
    if missing or not ({"quote"} <= set(header) or {"start_char", "end_char"} <= set(header)):
        raise InputError(path, 1, f"the header lacks {', '.join(missing) or 'quote, or start_char and end_char'}")
    entries = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise InputError(path, number, f"{len(cells)} cells instead of {len(header)}")
        row = dict(zip(header, cells, strict=True))
        entries.append(_entry(path, number, row))
    return entries


def _entry(path: Path, line: int, row: Mapping[str, str]) -> Entry:
    start, end = row.get("start_char", ""), row.get("end_char", "")
    if "quote" not in row and not (start.isdigit() and end.isdigit()):
        raise InputError(path, line, "start_char and end_char are whole numbers")
    return Entry(
        document=row["document"],
        language=row["language"],
        tier=row["tier"],
        predicate=row["predicate"],
        subject=_names(row["subject"]),
        object=_names(row["object"]),
        value=row["value"].strip(),
        unit=row["unit"],
        start=row["start"],
        end=row["end"],
        qualifiers=qualifiers(row["qualifiers"]),
        modality=row["modality"] or "asserted",
        line=line,
        quote=row.get("quote", ""),
        span=None if "quote" in row else Span(int(start), int(end)),
    )


def located(entries: Iterable[Entry], texts: Mapping[str, str], path: Path) -> list[Entry]:
    """The rows with their passages, and with the words that their values point to; a title's is the first that reads so.

    Raises:
        InputError: a quote does not occur exactly once in its document; offsets lie outside of it.
    """
    found = []
    for entry in entries:
        text = texts.get(entry.document)
        if text is None:
            found.append(entry)
            continue
        span = entry.span
        if span is None:
            times = text.count(entry.quote) if entry.quote else 0
            if times != 1 and not (times and entry.predicate == "title"):
                raise InputError(path, entry.line, f"the quote occurs {times} times in {entry.document}, not once")
            start = text.index(entry.quote)
            span = Span(start, start + len(entry.quote))
        if not 0 <= span.start < span.end <= len(text):
            raise InputError(path, entry.line, f"{span.start}–{span.end} lies outside of {entry.document}")
        pointer = _POINTER.match(entry.value)
        value = text[int(pointer[1]) : int(pointer[2])] if pointer else entry.value
        found.append(replace(entry, span=span, value=value))
    return found


def frozen(path: Path, texts: Mapping[str, str]) -> Iterator[str]:
    """The lines of the list at `path` with offsets in place of quotes and of values copied from the text.

    Raises:
        InputError: the list is malformed, or a quote does not occur exactly once.
    """
    yield "\t".join((*_ENTRY_COLUMNS, "start_char", "end_char"))
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t") if lines else []
    for entry in located(read_gold(path), texts, path):
        row = dict(zip(header, lines[entry.line - 1].split("\t"), strict=True))
        if entry.span is None:
            raise InputError(path, entry.line, f"the text of {entry.document} is not at hand")
        row["value"] = _pointed(row["value"].strip(), texts[entry.document], entry.span)
        yield "\t".join((*(row[column] for column in _ENTRY_COLUMNS), str(entry.span.start), str(entry.span.end)))


def _pointed(value: str, text: str, span: Span) -> str:
    """A value of words as pointer into the text, if it stands there: first looked for in the row's own passage."""
    if _NUMBER.match(value) or is_date(value):
        return value
    start = text.find(value, span.start, span.end)
    start = text.find(value) if start < 0 else start
    return f"@{start}:{start + len(value)}" if value and start >= 0 else value
