"""What each piece is: heading, item, paragraph, hashtags, dateline or footer.

Decided by form and neighbours: numbering, punctuation, length, blank lines. The order of the rules is the order of their
certainty.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from sahelkg.model import BlockKind
from sahelkg.reading.pieces import Piece, has_label, is_hashtags

_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:/|of|sur|de)\s*\d{1,4})?")
_ENDS_WITH_DATE = re.compile(
    r"(?:.{1,60}\W)?(?:\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d_]{3,10}\.?,?\s+\d{4}|[^\W\d_]{3,10}\.?\s+\d{1,2},\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4})\.?"
)
_REFERENCE = re.compile(r"[A-Z][A-Z-]*[/ ]?\d{1,4}/\d+|[A-Z]+/[A-Z0-9/]+\d")
_DIVISION = re.compile(
    r"(?:Article|Art\.?|Chapter|Chapitre|Section|Titre|Title|Part|Partie|Annexe?|Schedule)\s+(?:[IVXLC]+|\d+|premier|1er)\b",
    re.IGNORECASE,
)
_RUBRIC = re.compile(
    r"(?:press|news|media)\s(?:releases?|statement|advisory|note)|for\simmediate\srelease|statement|news|opinion|interview|op-ed"
    r"|communiqués?(?:\sde\spresse)?|note\sde\spresse|pour\sdiffusion\simmédiate|tribune|actualités?|déclaration|entretien",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[A-Z]{1,5}/[A-Z0-9][\w./()-]*\d[\w./()-]*")
_LETTERHEAD = 5
_SENTENCE_INSIDE = re.compile(r"[a-zà-öø-ÿ0-9)][.!?]\s+[^\W_a-z]")
_LONGEST_HEADING = 150
_LONGEST_TITLE = 400


def classify(pieces: Sequence[Piece], opened: bool, addressed: bool) -> list[BlockKind]:
    """The kind of every piece of an article. `opened`: the first piece is a post's bullet line; `addressed`: it has no
    title.
    """
    sectional = _sectional_markers(pieces)
    kinds: list[BlockKind | None] = [_certain_kind(piece, i in sectional) for i, piece in enumerate(pieces)]
    led = rubrics(pieces)
    kinds[:led] = ["dateline"] * led
    if opened:
        kinds[0] = "paragraph" if addressed else "heading"
    _find_labels(pieces, kinds)
    _find_edges(pieces, kinds, 1 if opened else 0)
    _find_headings(pieces, kinds, led)
    _find_lists(pieces, kinds)
    return [kind or "paragraph" for kind in kinds]


def rubrics(pieces: Sequence[Piece]) -> int:
    """How many pieces at the head only say what kind of text follows, ``PRESS RELEASE``, or are a letterhead that ends with
    the text's symbol and date.
    """
    led = next((i + 1 for i, piece in enumerate(pieces[:_LETTERHEAD]) if _SYMBOL.fullmatch(piece.text)), 0)
    while 0 < led < len(pieces) - 2 and _ENDS_WITH_DATE.fullmatch(pieces[led].text):
        led += 1
    while led < len(pieces) - 2 and _RUBRIC.fullmatch(pieces[led].text.strip(" :.*")):
        led += 1
    return led


def _certain_kind(piece: Piece, sectional: bool) -> BlockKind | None:
    if piece.mark and piece.mark.kind:
        return piece.mark.kind
    if is_hashtags(piece.text):
        return "hashtags"
    if _PAGE_NUMBER.fullmatch(piece.text) and piece.marker is None:
        return "footer"
    if piece.marker:
        return "heading" if sectional else "item"
    return None


def _sectional_markers(pieces: Sequence[Piece]) -> set[int]:
    """Numbered lines that are headings: those between which another numbering runs on without starting again."""
    numbered: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        number = re.fullmatch(r"(\(?)(\d{1,3})([.)])", piece.marker or "")
        if number:
            numbered.setdefault(number[1] + number[3], []).append((index, int(number[2])))
    sectional: set[int] = set()
    for outer in numbered.values():
        for inner in numbered.values():
            if outer is not inner and len(outer) > 1 and _counts_up(outer) and _counts_up(inner):
                between = [sum(one < i < two for i, _ in inner) for (one, _), (two, _) in pairwise(outer)]
                if max(between) > 1 and min(between) > 0:
                    sectional.update(index for index, _ in outer)
    return sectional


def _counts_up(numbered: Sequence[tuple[int, int]]) -> bool:
    return all(two > one for (_, one), (_, two) in pairwise(numbered))


def _find_labels(pieces: Sequence[Piece], kinds: list[BlockKind | None]) -> None:
    """``label: value`` lines are items where at least two stand together."""
    labelled = [kind is None and has_label(piece.text) for piece, kind in zip(pieces, kinds, strict=True)]
    for i, is_labelled in enumerate(labelled):
        if is_labelled and (any(labelled[max(i - 1, 0) : i]) or any(labelled[i + 1 : i + 2])):
            kinds[i] = "item"


def _find_edges(pieces: Sequence[Piece], kinds: list[BlockKind | None], first: int) -> None:
    """A short line that ends with a date is a dateline at the top and a footer at the bottom of an article."""
    for i in range(first, min(first + 4, len(pieces) - 1)):
        if kinds[i] is None and len(pieces[i].text) <= 80 and _ENDS_WITH_DATE.fullmatch(pieces[i].text):
            kinds[i] = "dateline"
    for i in range(max(len(pieces) - 2, 1), len(pieces)):
        text = pieces[i].text
        if kinds[i] is None and len(text) <= 120 and (_ENDS_WITH_DATE.fullmatch(text) or _REFERENCE.match(text)):
            kinds[i] = "footer"


def _find_headings(pieces: Sequence[Piece], kinds: list[BlockKind | None], first: int) -> None:
    last = max((i for i, kind in enumerate(kinds) if kind not in ("hashtags", "footer")), default=-1)
    chain = 0
    for i in range(last - 1, -1, -1):
        if kinds[i] is None and _is_heading(pieces, kinds, i):
            chain += 1
            if chain <= 3:
                kinds[i] = "heading"
        elif kinds[i] != "heading":
            chain = 0
    if last > first and kinds[first] is None and _is_title(pieces[first]):
        kinds[first] = "heading"
    _find_byline(kinds, first)


def _is_title(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_TITLE and piece.text[-1] not in ".;,:" and not _SENTENCE_INSIDE.search(piece.text)


def _find_byline(kinds: list[BlockKind | None], first: int) -> None:
    """A short line under the title that governs the whole article is a byline or subtitle, not a section."""
    if kinds[first : first + 2] == ["heading", "heading"] and "heading" not in kinds[first + 2 :]:
        kinds[first + 1] = "paragraph"


def _is_heading(pieces: Sequence[Piece], kinds: Sequence[BlockKind | None], i: int) -> bool:
    piece, following = pieces[i], pieces[i + 1]
    text = piece.text
    if (
        len(text) > _LONGEST_HEADING
        or text[0].islower()
        or _SENTENCE_INSIDE.search(text)
        or not re.search(r"[^\W\d_]", text)
    ):
        return False
    if len(text) <= 80 and (_is_division(text) or _is_capitals(text)):
        return True
    if text[-1] == ":":
        return kinds[i + 1] == "heading" and not _is_division(following.text)
    if text[-1] in ".;,…" or has_label(text):
        return False
    under_division = i > 0 and piece.blanks == 0 and _DIVISION.match(pieces[i - 1].text) is not None
    if under_division:
        return len(text) <= 80 and text[0] != "(" and (following.blanks > 0 or len(following.text) > len(text))
    alone = (piece.blanks > 0 or i == 0) and following.blanks > 0
    tight = (
        i > 0
        and len(text) <= 60
        and following.blanks > 0
        and len(following.text) >= 100
        and pieces[i - 1].text[-1] in ".;”»"
    )
    return alone or tight


def _is_division(text: str) -> bool:
    return _DIVISION.match(text) is not None and len(text.split()) <= 8 and text[-1] not in ";,"


def _is_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= 8 and text[-1] not in ".;,"


def _find_lists(pieces: Sequence[Piece], kinds: list[BlockKind | None]) -> None:
    """Unmarked items: lines of a run under a colon or among labelled lines, and members of a chain that ends with
    semicolons.
    """
    begin = 0
    for i in range(1, len(pieces) + 1):
        if i < len(pieces) and pieces[i].blanks == 0:
            continue
        members = [j for j in range(begin, i) if kinds[j] in (None, "item") and pieces[j].text[-1] != ":"]
        labelled = sum(has_label(pieces[j].text) for j in members)
        introduced = begin > 0 and pieces[begin - 1].text[-1] == ":"
        if len(members) > 1 and (introduced or labelled >= max(2, len(members) / 2)):
            for j in members:
                kinds[j] = "item"
        begin = i
    for i, piece in enumerate(pieces):
        if kinds[i] is None and (
            piece.text[-1] == ";" or (i > 0 and kinds[i - 1] == "item" and pieces[i - 1].text[-1] == ";")
        ):
            kinds[i] = "item"
