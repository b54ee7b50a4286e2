"""Text → lines with their place, indentation and the blank lines before them."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]|\Z)")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `start` and `end` leave out the white space around it; `blanks` counts blank lines
    before it.
    """

    start: int
    end: int
    text: str
    indent: int
    blanks: int


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of a text, in order."""
    lines = []
    blanks = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        content = raw.strip()
        if content:
            lead = raw[: len(raw) - len(raw.lstrip())]
            start = match.start() + len(lead)
            lines.append(Line(start, start + len(content), content, len(lead.expandtabs(_TAB)), blanks))
            blanks = 0
        elif raw:
            blanks += 1
    return lines
