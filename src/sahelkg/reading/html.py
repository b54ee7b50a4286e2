"""HTML: the main text of a page by trafilatura, written out as plain text with its headings, lists and tables known."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from lxml.etree import _Element  # type: ignore[import-untyped]

from sahelkg.errors import InputError
from sahelkg.reading.encodings import decoded
from sahelkg.reading.source import Mark, Source

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DECLARATION_REACH = 4096


def read_html(path: Path, data: bytes) -> Source:
    """The main text of a page: a blank line between paragraphs, one line per list item and table row."""
    page = trafilatura.bare_extraction(
        _XML_DECLARATION.sub("", _text(path, data), count=1), include_comments=False, with_metadata=True, favor_recall=True
    )
    if page is None or isinstance(page, dict) or page.body is None:
        raise InputError(path, None, "has no main text to be found; save the article as plain text")
    title = " ".join((page.title or "").split())
    lines = list(_lines(page.body))
    if title and not any(title.startswith(line) or line.startswith(title) for _, line, _, _ in lines[:3]):
        lines.insert(0, ("heading", title, 1, True))
    parts: list[str] = []
    marks: dict[int, Mark] = {}
    offset = 0
    for kind, line, level, apart in lines:
        if parts:
            gap = "\n\n" if apart else "\n"
            parts.append(gap)
            offset += len(gap)
        if kind == "heading":
            marks[offset] = Mark("heading", offset, level)
        parts.append(line)
        offset += len(line)
    return Source("".join(parts), "text/html", marks)


def _text(path: Path, data: bytes) -> str:
    declared = _DECLARED.search(data, 0, _DECLARATION_REACH)
    if declared:
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(path, data)


def _lines(body: _Element) -> Iterator[tuple[str, str, int, bool]]:
    """(kind, text, heading level, stands apart) of every line, in order."""
    for element in body:
        if element.tag == "head":
            heading = _flat(element)
            if heading:
                yield "heading", heading, int(str(element.get("rend", "h2"))[1:] or 2), True
        elif element.tag == "list":
            yield from _rows(f"- {item}" for entry in element.iter("item") if (item := _flat(entry)))
        elif element.tag == "table":
            yield from _rows(row for entry in element.iter("row") if (row := _row(entry)))
        elif element.tag == "quote" and len(element):
            yield from _lines(element)
        else:
            yield from _rows(line for part in _broken(element) if (line := " ".join(part.split())))


def _rows(lines: Iterator[str]) -> Iterator[tuple[str, str, int, bool]]:
    for i, line in enumerate(lines):
        yield "text", line, 0, i == 0


def _row(row: _Element) -> str:
    """Two cells read as ``label: value``, more are set apart by bars."""
    cells = [cell for entry in row.iter("cell") if (cell := _flat(entry))]
    return f"{cells[0].rstrip(' :')}: {cells[1]}" if len(cells) == 2 else " | ".join(cells)


def _flat(element: _Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def _broken(element: _Element) -> list[str]:
    """The text of a paragraph, cut at its line breaks."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            parts.append("")
        else:
            parts[-1] += _flat(child) if child.tag != "p" else " " + _flat(child)
        parts[-1] += child.tail or ""
    return parts
