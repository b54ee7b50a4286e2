"""What titles say a text is about: ``Joint Statement on X``, ``FACT SHEET: X``, ``Déclaration relative à X``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelkg.model import Span

_SHORTEST = 4
_TRIMMED = " .;,:"
_BRACKETED = re.compile(r"\s*\([^()]*\d[^()]*\)\s*\Z")


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
