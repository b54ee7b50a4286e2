"""Which heading governs a block.

Headings of one form (questions, capitals, numbered lines, …) are of one rank; a heading straight under another is nested
in it; a new form after text starts again below the title. A larger gap than usual ends the innermost heading: what
follows has lost its own.
"""

import re
from collections.abc import Sequence

from sahelkg.model import BlockKind
from sahelkg.reading.pieces import Piece


def govern(
    pieces: Sequence[Piece], kinds: Sequence[BlockKind], groups: Sequence[int], title: int | None
) -> list[int | None]:
    """For each piece the index of the heading above it, or None. `title` is the index of the article's title."""
    governing: list[int | None] = []
    open_headings: list[tuple[int, str]] = []
    for i, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind == "heading":
            if title is not None and i <= title:
                open_headings = []
            else:
                _close(open_headings, piece, nested=i > 0 and kinds[i - 1] == "heading", title=title)
            governing.append(open_headings[-1][0] if open_headings else None)
            open_headings.append((i, _form(piece)))
        else:
            if i > 0 and groups[i] != groups[i - 1] and open_headings:
                heading = open_headings[-1][0]
                if heading != title and groups[heading] == groups[i - 1]:
                    open_headings.pop()
            governing.append(open_headings[-1][0] if open_headings else None)
    return governing


def _close(open_headings: list[tuple[int, str]], piece: Piece, nested: bool, title: int | None) -> None:
    form = _form(piece)
    floor = 1 if open_headings and open_headings[0][0] == title else 0
    forms = [known for _, known in open_headings]
    if form.startswith("level"):
        while len(open_headings) > floor and open_headings[-1][1] >= form:
            open_headings.pop()
    elif form in forms[floor:]:
        del open_headings[floor + forms[floor:].index(form) :]
    elif not nested:
        del open_headings[floor:]


def _form(piece: Piece) -> str:
    if piece.mark and piece.mark.level:
        return f"level {piece.mark.level}"
    if piece.marker:
        return re.sub(r"\w+", "0", piece.marker)
    first = piece.text.split(None, 1)[0]
    if re.search(r"\d|\b[IVX]+\b", piece.text[:20]) and len(first) > 2:
        return first.casefold()
    if piece.text.isupper():
        return "capitals"
    return piece.text[-1] if piece.text[-1] in "?:" else "plain"
