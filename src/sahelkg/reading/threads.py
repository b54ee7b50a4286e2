"""A thread's form: posts that open with a bullet and whose bodies stand indented below it.

Nothing is recognised by a word. A post opens where a bullet line is followed, after a blank line, by a line indented
more deeply; posts nest by indentation. A text that does not begin with a post is a thread only where posts hold most of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sahelkg.reading.lines import Line

_BULLETS = "•●▪‣■►*-"


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one article. `opened` is True where the first is a post's bullet line, `addressed` where that speaks to
    another poster (``@name: …``) instead of giving a title."""

    lines: tuple[Line, ...]
    opened: bool = False

    @property
    def addressed(self) -> bool:
        return self.opened and self.lines[0].text[1:].lstrip().startswith("@")


def split_posts(lines: Sequence[Line]) -> list[Part]:
    """The parts of a text: one per post of a thread, one for any other text."""
    openers = _openers(lines)
    if not openers:
        return [Part(tuple(lines))]
    parts = []
    begin, floor = 0, -1
    opened = False
    for index, line in enumerate(lines):
        opens = index in openers
        returns = not opens and line.indent <= floor
        if (opens or returns) and index > begin:
            parts.append(Part(tuple(lines[begin:index]), opened))
            begin = index
        if opens or returns:
            opened = opens
            floor = line.indent if opens else -1
    parts.append(Part(tuple(lines[begin:]), opened))
    return parts


def _openers(lines: Sequence[Line]) -> set[int]:
    bodied = {i for i, line in enumerate(lines[:-1]) if _is_bulleted(line) and _has_body(line, lines[i + 1])}
    if not bodied:
        return set()
    signs = {(lines[i].text[0], lines[i].indent) for i in bodied}
    openers = {
        i
        for i, line in enumerate(lines)
        if i in bodied or (_is_bulleted(line) and line.blanks > 0 and (line.text[0], line.indent) in signs)
    }
    if 0 in openers:
        return openers
    held = sum(len(line.text) for line in lines[min(openers) :])
    return openers if len(openers) > 1 and 2 * held > sum(len(line.text) for line in lines) else set()


def _is_bulleted(line: Line) -> bool:
    return line.text[0] in _BULLETS and len(line.text) > 2 and line.text[1].isspace()


def _has_body(line: Line, following: Line) -> bool:
    return following.blanks > 0 and following.indent > line.indent and not _is_bulleted(following)
