"""What titles say a text is about: ``Joint Statement on X``, ``FACT SHEET: X``, ``Déclaration relative à X``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelkg.extraction.dates import find_dates
from sahelkg.model import Document, Span

_SHORTEST = 4
_TRIMMED = " .;,:"
_CLOSING = ".;,:!?"
_LONGEST_MASTHEAD = 80
_LONGEST_HEADLINE = 220
_FEWEST_WORDS = 3
_FEWEST_OF_LABELLED = 7
"""How long a line with a colon is at least that is a title, and no field."""
_COLUMN = re.compile(r"[^|]{2,60}\s\|\s[\w ’']{3,25}")
_BRACKETED = re.compile(r"\s*\([^()]*\d[^()]*\)\s*\Z")


def headline(document: Document, own: Sequence[int], title: Span) -> Span:
    """The title that stands below a masthead: ``NORDIC BANK``, ``Nordic Bank | Projects``; else `title` itself.

    `own` are the indices of the article's blocks. A masthead is in capitals, or says what column of a site it heads; the
    line below it is in small letters, and more than a date.
    """
    blocks = [document.blocks[index] for index in own[:2]]
    masthead = document.text[title.start : title.end]
    if len(blocks) < 2 or blocks[0].content != title.start or blocks[1].kind not in ("heading", "paragraph", "item"):
        return title
    below = document.text[blocks[1].content : blocks[1].end]
    fewest = _FEWEST_OF_LABELLED if blocks[1].kind == "item" else _FEWEST_WORDS
    heads = (masthead.isupper() and len(masthead) <= _LONGEST_MASTHEAD) or _COLUMN.fullmatch(masthead)
    dated = any(date.end - date.start > len(below) / 3 for date in find_dates(below))
    plain = len(below.split()) >= fewest and len(below) <= _LONGEST_HEADLINE and below[-1] not in _CLOSING
    return Span(blocks[1].content, blocks[1].end) if heads and plain and not dated and not below.isupper() else title


@dataclass(frozen=True)
class Titles:
    """Reads the topic in a title. `data` names, by language, the ``kinds`` of texts and what stands before what one is
    ``about``.
    """

    data: Mapping[str, Mapping[str, Sequence[str]]]

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        found = {}
        for language, lists in self.data.items():
            kinds, about = ("|".join(map(re.escape, lists[name])) for name in ("kinds", "about"))
            found[language] = re.compile(
                rf"\A\W*(?:[\w-]+\s){{0,3}}?(?:{kinds})\b(?:\s?[:–—|]\s|[^:.;]*?\s(?:{about})(?:\s|(?<=[’'])))",
                re.IGNORECASE,
            )
        return found

    def topic(self, text: str, title: Span, language: str) -> Span | None:
        """The words of `title` that say what the text is about; None where it names no kind of text first."""
        opening = self._patterns[language].match(text[title.start : title.end]) if language in self.data else None
        if opening is None:
            return None
        behind = text[title.start + opening.end() : title.end]
        if opening.group().rstrip()[-1].isalpha():
            behind = behind.split(": ")[0]
        told = _BRACKETED.sub("", behind).rstrip(_TRIMMED)
        start = title.start + opening.end() + len(told) - len(told.lstrip(_TRIMMED))
        end = title.start + opening.end() + len(told)
        return Span(start, end) if end - start >= _SHORTEST else None
