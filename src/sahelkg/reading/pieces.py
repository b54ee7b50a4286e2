"""Lines → pieces: which lines are one paragraph, and which marker opens an item.

Press texts come in two layouts: one line per paragraph or record, and hard-wrapped. A line runs on into the next where
the part of the text is wrapped and the line is full, or where the sentence is plainly unfinished.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sahelkg.reading.lines import Line
from sahelkg.reading.source import Mark

_MARKER = re.compile(
    r"(?:[•●▪▫◦‣■►*+·–—-]"
    r"|\(?(?:\d{1,3}|[ivxIVX]{1,6}|[A-Za-z])\)"
    r"|\d{1,3}(?:\.\d{1,3}){0,3}\."
    r"|\d{1,2}°"
    r"|[A-Z]{1,3}\.\d{1,3}(?:\.\d{1,3}){0,3}\.?(?:\s?:)?"
    r"|[IVX]{1,5}\.|[ivx]{1,4}\.|[a-z]\."
    r")(?=\s)\s*"
    r"|[•●▪-](?=[^\W\d_]{2})|[a-z]\.(?=[a-zà-öø-ÿ]{2})"
)
_FINISHED = '.!?…:;"”»)]'
_DASHES = "*·–—-"
_UNFINISHING = frozenset(
    "a an and as at by for from in into its of on or that the their this to with which "
    "à au aux avec ce cette ces dans de des du en et la le les leur leurs ou par pour qui que sa ses son sur un une".split()
)
_LONG_LINE = 140
_NARROWEST = 45
_FULL_ENOUGH = 0.7
_LEAST_BEFORE_GAP = 60
_LEAST_BEFORE_BREAK = 20
_LABEL = re.compile(r"[^\W_a-zà-öø-ÿ][^:.;!?]{0,59}?\s?:\s+\S")
_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more lines that belong together. `blanks` counts the blank lines before it; `text` is what stands behind
    the marker.
    """

    start: int
    end: int
    content: int
    marker: str | None
    indent: int
    blanks: int
    mark: Mark | None
    text: str


def marker_of(text: str) -> tuple[str | None, int]:
    """The marker that opens a line, and where the content behind it begins."""
    match = _MARKER.match(text)
    return (match.group().rstrip(), match.end()) if match and match.end() < len(text) else (None, 0)


def is_hashtags(text: str) -> bool:
    """Whether a line is nothing but hashtags."""
    return text[0] == "#" and all(len(word) > 1 and word[0] == "#" and word[1] != "#" for word in text.split())


def has_label(text: str) -> bool:
    """Whether a line has the form ``label: value``."""
    match = _LABEL.match(text)
    return match is not None and len(match.group().split(":", 1)[0].split()) <= _LABEL_WORDS


def join_lines(text: str, lines: Sequence[Line], marks: Mapping[int, Mark]) -> list[Piece]:
    """The pieces of a run of lines. A line that the format marks always opens a piece of its own."""
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.start not in marks and not _is_heading(groups[-1][0], marks):
            first, last = groups[-1][0], groups[-1][-1]
            if _runs_on(last, line, width, itemised=marker_of(first.text)[0] is not None):
                groups[-1].append(line)
                continue
        groups.append([line])
    return [_piece(text, group, marks.get(group[0].start)) for group in groups]


def _is_heading(line: Line, marks: Mapping[int, Mark]) -> bool:
    mark = marks.get(line.start)
    return mark is not None and mark.kind == "heading"


def _piece(text: str, lines: Sequence[Line], mark: Mark | None) -> Piece:
    first, last = lines[0], lines[-1]
    shift = mark.content - first.start if mark else 0
    marker, behind = (None, 0) if mark and mark.kind == "heading" else marker_of(first.text[shift:])
    content = first.start + shift + behind
    return Piece(first.start, last.end, content, marker, first.indent, first.blanks, mark, text[content : last.end])


def _runs_on(line: Line, following: Line, width: int | None, itemised: bool) -> bool:
    if is_hashtags(line.text) or is_hashtags(following.text):
        return False
    ends_openly = line.text[-1] not in _FINISHED
    marker, _ = marker_of(following.text)
    is_dash = marker is not None and marker in _DASHES
    if marker and not (is_dash and ends_openly and width and not itemised):
        return False
    lower = following.text[0].islower()
    if following.blanks:
        return following.blanks == 1 and ends_openly and lower and len(line.text) >= _LEAST_BEFORE_GAP
    if width and (following.indent <= line.indent + 1 or marker_of(line.text)[0]):
        room = len(line.text) + 1 + len(following.text.split(None, 1)[0])
        if room > width * (_FULL_ENOUGH if ends_openly else 1.0):
            return True
    if not ends_openly or len(line.text) < _LEAST_BEFORE_BREAK:
        return False
    return lower or (_last_word(line.text) in _UNFINISHING and not has_label(following.text))


def _last_word(text: str) -> str:
    return text[-24:].rsplit(None, 1)[-1].replace("'", "’").casefold()


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which lines were wrapped, or None where they were not: long lines, or breaks that fall between
    sentences.
    """
    lengths = sorted(len(line.text) for line in lines)
    short = [length for length in lengths if length <= _LONG_LINE]
    if len(short) < 3 or sum(short) < 0.7 * sum(lengths):
        return None
    width = short[int(len(short) * 0.95) - 1] if len(short) > 20 else short[-1]
    pairs = [(one, two) for one, two in pairwise(lines) if two.blanks == 0]
    broken = sum(one.text[-1] not in _FINISHED and two.text[0].islower() for one, two in pairs)
    return width if width >= _NARROWEST and broken * 4 >= len(pairs) > 0 else None
