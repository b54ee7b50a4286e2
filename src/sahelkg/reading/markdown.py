"""Markdown: what its signs say of the lines. The text itself is kept as written, signs included."""

import re
from itertools import pairwise
from pathlib import Path

from sahelkg.reading.encodings import decoded
from sahelkg.reading.lines import Line, split_lines
from sahelkg.reading.source import Mark, Source

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_FENCE = re.compile(r"```|~~~")
_RULER = re.compile(r"(?:[-*_]\s*){3,}")
_UNDERLINE = re.compile(r"=+|-+")
_TABLE_RULER = re.compile(r"[|:\s-]*-[|:\s-]*")
_QUOTE = re.compile(r"(?:>\s*)+(?=[^\s>])")
_COMMENT = re.compile(r"<!--.*-->")


def read_markdown(path: Path, data: bytes) -> Source:
    """Headings, rulers, tables, quotes and front matter of a Markdown file; lists are told by their markers like any
    other.
    """
    text = decoded(path, data)
    lines = split_lines(text)
    marks: dict[int, Mark] = {}
    hidden = _front_matter(lines)
    marks.update((line.start, Mark(None, line.start)) for line in lines[:hidden])
    for line in lines[hidden:]:
        mark = _mark(line)
        if mark:
            marks[line.start] = mark
    for line, below in pairwise(lines[hidden:]):
        if below.blanks == 0 and line.start not in marks and _UNDERLINE.fullmatch(below.text):
            marks[line.start] = Mark("heading", line.start, 1 if below.text[0] == "=" else 2)
            marks[below.start] = Mark(None, below.start)
    return Source(text, "text/markdown", marks)


def _front_matter(lines: list[Line]) -> int:
    """How many lines a front matter between two ``---`` at the top takes."""
    if not lines or lines[0].text != "---" or lines[0].start > 1:
        return 0
    return next((i + 1 for i, line in enumerate(lines[1:], 1) if line.text == "---"), 0)


def _mark(line: Line) -> Mark | None:
    text = line.text
    heading = _HEADING.match(text)
    if heading:
        return Mark("heading", line.start + heading.end(), len(heading[1]))
    quote = _QUOTE.match(text)
    if quote:
        return Mark("paragraph", line.start + quote.end())
    if text[0] == "|":
        cell = len(text) - len(text.lstrip("| \t"))
        return Mark(None, line.start) if _TABLE_RULER.fullmatch(text) else Mark("item", line.start + cell)
    if _FENCE.match(text) or _RULER.fullmatch(text) or _UNDERLINE.fullmatch(text) or _COMMENT.fullmatch(text):
        return Mark(None, line.start)
    return None
