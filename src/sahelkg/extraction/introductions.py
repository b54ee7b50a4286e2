"""Short forms that a text itself gives: ``Nordic Bank (NB)``, ``hereinafter "the Bank"``."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelkg.extraction.nodes import WORD, key

_DEFINED_WITHIN = 80
_SMALL_WORDS = 2
_INITIALS_SKIPPED = frozenset(
    ("of", "the", "and", "for", "on", "in", "to", "de", "du", "des", "la", "le", "les", "et", "pour", "en")
)
_PARENTHESIS = re.compile(r"\s?[(\[«“\"]\s?([^()\[\]«»“”\"\n]{2,60}?)\s?[)\]»”\"]")
_SIGN = re.compile(r"(?:[A-Z][a-z]+ )?[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]*(?:[-/&][A-ZÀ-Þa-z0-9]+)*")
_DEFINED = re.compile(
    r"[,(\s](?:\()?(?:hereinafter|hereafter|herein|ci-après|ci-apres|dénommée?s?)\b[^«“\"()\n]{0,60}?"
    r"[«“\"]\s?(?:the |la |le |les |l['’])?"
    r"([^«»“”\"\n]{2,60}?)\s?[»”\"]",
    re.IGNORECASE,
)
_DEFINED_BARE = re.compile(
    r"[,(]\s?(?:hereinafter|hereafter|ci-après)\s(?:be\s)?(?:referred\sto\sas|called|dénommée?s?|désignée?s?|appelée?s?)\s"
    r"(?:the\s|la\s|le\s|les\s|l['’])([A-ZÀ-Þ][\w-]*(?:\s[A-ZÀ-Þ][\w-]*){0,3})"
)
_ASIDE = re.compile(r"\s?\(([^()\n]{4,200})\)")
_OF_SEVERAL = re.compile(
    r"(?:\A|[;,:]\s|\b(?:or|ou|abbreviated|acronym|sigle|abrégé|abrégée)\s(?:as\s|en\s)?)"
    r"([A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]*(?:[-/&][A-ZÀ-Þa-z0-9]+)*)(?=\s?(?:[;,]|\Z))"
)
_ALSO = re.compile(
    r"(?:\)|\s?\([^()\n]{1,160}\))?,?\s(?:also|formerly|better|commonly|previously|aussi|également|plus|anciennement)?\s?"
    r"(?:known\sas|called|appelée?|nommée?|dénommée?|désignée?|connue?\ssous\sle\snom\sd(?:e|’|'))\s?(?:the\s|l[ae]s?\s|l[’'])?"
    r"[«“\"]?\s?"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:(?:of|for|the|de|du|des|la|le)\s){0,2}[A-ZÀ-Þ][\w’'-]*)*")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """``long form (SHORT)``: where both stand in the text."""

    long: tuple[int, int]
    short: tuple[int, int]


def abbreviations(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Abbreviation]:
    """The short forms that the text gives in brackets after, or before, a longer name.

    `names` are the spans of names already known, in order; the one that ends at the bracket is the long form. Else the long
    form is found by its initials, as in Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
    in biomedical text", PSB 2003, accents folded.
    """
    ends = {end: start for start, end in names}
    for aside in _ASIDE.finditer(text):
        found = _OF_SEVERAL.search(aside.group(1)) if aside.start() in ends else None
        if found is not None and sum(map(str.isupper, found.group(1))) > 1 and len(found.group(1)) < len(aside.group(1)):
            start = aside.start(1)
            yield Abbreviation((ends[aside.start()], aside.start()), (start + found.start(1), start + found.end(1)))
    for match in _PARENTHESIS.finditer(text):
        short = match.group(1)
        sign = _SIGN.fullmatch(short.lstrip("#"))
        if sign is None or sum(map(str.isupper, short)) < 2 or len(short) > 16:
            continue
        span = match.start(1), match.end(1)
        if match.start() in ends:
            yield Abbreviation((ends[match.start()], match.start()), span)
            continue
        begin = _long_form(text, match.start(), short)
        if begin is not None:
            yield Abbreviation((begin, match.start()), span)


def _long_form(text: str, end: int, short: str) -> int | None:
    """Where the words begin, before `end`, whose initials spell `short`; None where none do."""
    sign = short.removesuffix("s") if short[:-1].isupper() else short
    letters = [letter for letter in key(sign + "    ").strip() if letter.isalnum()]
    window = max(0, end - 12 * len(short) - 40)
    window = max(window, text.rfind("\n", window, end) + 1)
    words = list(WORD.finditer(text, window, end))
    position = len(letters) - 1
    for index in range(len(words) - 1, -1, -1):
        word = key(words[index].group() + "    ").strip()
        if not word[:1].isalnum():
            return None
        if word[0] == letters[position] and not (word in _INITIALS_SKIPPED and letters[position] not in "de"):
            position -= 1
            if position < 0:
                return words[index].start() if words[index].group()[0].isupper() else None
        elif word not in _INITIALS_SKIPPED and len(words) - index > 2 * len(letters):
            return None
    return None


def other_names(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Abbreviation]:
    """Other names of what was just named: ``the Nordic Mission, also known as Operation Fjord``; `names` are in order."""
    starts = dict(names)
    for one in names:
        also = _ALSO.match(text, one[1])
        called = _CAPITALS.match(text, also.end()) if also is not None else None
        if called is not None:
            yield Abbreviation(one, (called.start(), starts.get(called.start(), called.end())))


def defined_terms(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Abbreviation]:
    """Terms a treaty or contract defines: ``the Nordic Bank, hereinafter referred to as "the Bank"``; `names` are
    in order.
    """
    for match in sorted((*_DEFINED.finditer(text), *_DEFINED_BARE.finditer(text)), key=re.Match.start):
        behind = bisect_right(names, match.start() + 1, key=lambda span: span[1])
        if not behind:
            continue
        nearest = names[behind - 1]
        if match.start() - nearest[1] < _DEFINED_WITHIN and "." not in text[nearest[1] : match.start()]:
            yield Abbreviation(nearest, (match.start(1), match.end(1)))


def goes_on_small(text: str, start: int, end: int) -> bool:
    """Whether the name that ends at `start` goes on, up to the bracket at `end`, with one or two words in small letters:
    ``Mouvement des ports unis (MPU)``.
    """
    words = text[start:end].split()
    return 0 < len(words) <= _SMALL_WORDS and all(word.isalpha() and word.islower() for word in words)
