"""Which of the lines that open an article is its title.

Mostly the first. What only says what kind of text follows (``PRESS RELEASE``), with its place and date at most, is none
where a line that may be one stands below; nor is the name of who issues it above ``Final Communiqué of …``.
"""

import re
from collections.abc import Sequence

from sahelkg.model import BlockKind
from sahelkg.reading.pieces import Piece, has_label

_OPENING = 4
_LONGEST = 250
_KIND = (
    r"(?:communiqu[ée]s?|(?:press|news|media)\s(?:release|statement)|statement|declaration|déclaration|conclusions|allocution"
    r"|remarks|note\sd['’]information|dossier\sde\spresse|read-?out|media\s(?:note|advisory))"
)
_QUALIFIED = (
    rf"(?:(?:joint|final|press|official|chair(?:man|person)?['’]s)\s)*{_KIND}"
    r"(?:\s(?:final|finale|conjointe?|commune?|de\spresse|à\sla\spresse))*"
)
_LABEL = re.compile(rf"{_QUALIFIED}\s?:?(?:\s?[-–—|,]\s.*\d{{4}})?", re.IGNORECASE)
_OF_KIND = re.compile(rf"{_QUALIFIED}\s(?!.*,\s[^,]*\d{{4}}\Z)\S", re.IGNORECASE)
_NAMES_KIND = re.compile(rf"\b{_KIND}\b", re.IGNORECASE)
_ISSUER = re.compile(
    r"(?:the\s)?(?:office|bureau|ministry|department|embassy|spokesperson)\b|(?:le\s|la\s)?(?:ministère|ambassade|porte-parole)\b",
    re.IGNORECASE,
)
"""How lines begin that name who issues a text."""


def title_of(pieces: Sequence[Piece], kinds: Sequence[BlockKind], first: int) -> int | None:
    """The index of the title among the `pieces` of an article from the `first` that may be it, None where it has none."""
    if first >= len(kinds) or kinds[first] != "heading":
        return None
    for at in range(first, min(first + _OPENING, len(pieces))):
        text = pieces[at].text
        if not _short(pieces[at]):
            break
        if _LABEL.fullmatch(text):
            return at + 1 if _entitles(pieces, kinds, at + 1, opening=at == first) else first
        if kinds[at] == "dateline":
            break
        if _OF_KIND.match(text):
            return at
        if _NAMES_KIND.search(text):
            break
    return first


def _entitles(pieces: Sequence[Piece], kinds: Sequence[BlockKind], at: int, opening: bool) -> bool:
    """Whether the line at `at`, below what says the kind of the text, is its title and no name of who issues it: a heading,
    or any short line below the one that is `opening` it.
    """
    if at >= len(pieces) or kinds[at] == "dateline" or has_label(pieces[at].text) or _ISSUER.match(pieces[at].text):
        return False
    return kinds[at] == "heading" or (opening and _short(pieces[at]))


def _short(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and piece.text[-1] not in ".;,:?!"
