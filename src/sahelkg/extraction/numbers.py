"""Counted things and ordinals in English and French: ``5 000 soldats``, ``two French soldiers``, ``over 455,000
children``, ``5e``.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from sahelkg.extraction.dates import find_dates
from sahelkg.extraction.money import find_amounts
from sahelkg.extraction.numerals import Numeral, comparator_before, find_numerals, plain

_G = r"[\s\u00a0\u202f]"
_NOT_COUNTED = re.compile(
    rf"(?:(?<!\w)(?:articles?|arts?\.?|no\.?|nos\.?|n°|nº|number|numéro|para(?:graph)?s?\.?|paragraphes?|alinéas?|resolutions?|résolutions?"
    rf"|chapters?|chapitres?|sections?|regulations?|règlements?|directives?|pages?|pp?\.|annexe?s?|figures?|tables?|tableaux?|phases?|protocols?"
    rf"|protocoles?|items?|points?|lignes?|category|catégorie|schedule|vol\.?|volume|title|titre|decision|décision|decree|décret|law|loi"
    rf"|agenda|objecti[fv]e?s?|goal|odd|sdg|covid|programmes?|target){_G}?|§{_G}?|#|\d[/:]|\d{_G}?h{_G}?|\d[.,]\d*)\Z",
    re.IGNORECASE,
)
_NOT_A_COUNT = re.compile(
    rf"{_G}?(?:%|‰|°|per{_G}?cent|pour{_G}?cents?|percent|points? de pourcentage)"
    rf"|[/:]\d|{_G}?[hH](?:\d\d)?\b|{_G}?[ap]\.?m\b|-[^\W\d_]"
    r"|(?:st|nd|rd|th|er|ère|re|nde?|e|è|ème|ième)\b"
)
_TOKEN = re.compile(rf"{_G}{{1,2}}(?:d[eu]{_G}|d[’']|of{_G})?(?P<word>[^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_STOP = frozenset(
    """
    a an and are as at been but by each for from had has have in into is of on or other over since such that the their
    they this those to them us you under until up was were when it he she we where which while who will with within both
    between
    during after before against among not also its à au aux avec car chez dans de des dont du elle en est et eu il ils nous
    la le
    les leur leurs mais ne on ont ou où par pas pendant pour qui quand que sa se ses soit son sont sous sur un une vers y
    été ayant ainsi après avant depuis entre lors contre afin
    """.split()
)
_PLURALS_WITHOUT_S = frozenset(
    """
    people men women children personnel police staff military troops youth media data cattle livestock crew aircraft
    policemen policewomen servicemen
    """.split()
)
_SINGULARS_IN_S = frozenset("plus moins très sous dans vers hors was is has this us its as les des ses ces".split())
_REACH = 8
_LINKS = frozenset({"and", "et", "of"})
_BACK = 20
_WORD = 30
_COUNTED_BEFORE = re.compile(rf"(?P<noun>[^\W\d_]{{3,}}){_G}\(\Z")
_MORE_IN_BRACKET = re.compile(rf"{_G}[^\W\d_]")
_EN_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_FR_ORDINALS = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième "
    "quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
).split()
_ORDINALS = {
    **{word: number for number, word in enumerate(_EN_ORDINALS, 1)},
    **{word: number for number, word in enumerate(_FR_ORDINALS, 1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_EN_ORDINALS[:9], 1)},
    **{"première": 1, "premiers": 1, "premières": 1, "seconde": 2, "thirtieth": 30, "trentième": 30, "vingt et unième": 21},
}
_TENS = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
    r"|(?P<figures>\d{1,3})(?:st|nd|rd|th|er|ère|re|e|è|ème|ième|nde?)"
    r"|(?P<roman>(?-i:(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})))(?:er|ère|re|e|è|ème))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number with what it counts: ``text[noun_start:noun_end]``, the noun with adjectives beside it, empty where none
    follows; that before the bracket which a number opens, as in ``battalions (8 so far)``.

    The span is the numeral alone; `comparator` is ``about``, ``nearly``, ``more than``, ``at least``, ``up to`` or
    ``less than``.
    """

    start: int
    end: int
    number: Decimal
    noun_start: int
    noun_end: int
    comparator: str | None = None
    noun: str = ""

    def shifted(self, offset: int) -> "CountMention":
        """The same mention in a longer text, in which this one begins at `offset`."""
        return replace(
            self,
            start=self.start + offset,
            end=self.end + offset,
            noun_start=self.noun_start + offset,
            noun_end=self.noun_end + offset,
        )

    def noun_words(self) -> tuple[str, ...]:
        """The words of the noun in lower case."""
        return tuple(self.noun.lower().split())


@dataclass(frozen=True, slots=True)
class OrdinalMention:
    """An ordinal: ``fifth``, ``5th``, ``5e``, ``Ve``, ``cinquième``."""

    start: int
    end: int
    number: int


def find_counts(text: str) -> tuple[CountMention, ...]:
    """Numbers that count something, in order: no sums of money, dates, shares, times of day or numbers of articles."""
    taken = [(m.start, m.end) for m in find_amounts(text)] + [(m.start, m.end) for m in find_dates(text)]
    taken.sort()
    counts = []
    passed = 0
    for numeral in find_numerals(text):
        while passed < len(taken) and taken[passed][1] <= numeral.start:
            passed += 1
        inside = passed < len(taken) and taken[passed][0] < numeral.end
        if not inside:
            count = _count(text, numeral)
            if count:
                counts.append(count)
    return tuple(counts)


def find_ordinals(text: str) -> tuple[OrdinalMention, ...]:
    """All ordinals in a text, in order."""
    found = []
    for match in _ORDINAL.finditer(text):
        if match["word"]:
            number = _ORDINALS[match["word"].lower()]
        elif match["figures"]:
            number = int(match["figures"])
        else:
            number = _roman(match["roman"])
        if number and not (match["word"] == "second" and text[match.end() : match.end() + 1] == "s"):
            found.append(OrdinalMention(match.start(), match.end(), number))
    return tuple(found)


def _roman(numeral: str) -> int:
    total = 0
    for letters, value in _TENS:
        while numeral.startswith(letters):
            total, numeral = total + value, numeral[len(letters) :]
    return total


def _count(text: str, numeral: Numeral) -> CountMention | None:
    end = numeral.bare_end
    if _NOT_COUNTED.search(text, max(0, numeral.start - _BACK), numeral.start) or _NOT_A_COUNT.match(text, end):
        return None
    noun_start, noun_end = _noun(text, end)
    bracketed = _COUNTED_BEFORE.search(text, max(0, numeral.start - _WORD), numeral.start)
    if noun_start == noun_end and bracketed and _MORE_IN_BRACKET.match(text, end) and _is_plural(bracketed["noun"].lower()):
        noun_start, noun_end = bracketed.span("noun")
    if not numeral.figures and numeral.number == 1 and noun_start == noun_end:
        return None
    number = plain(numeral.number)
    comparator = comparator_before(text, numeral.start) or ("about" if numeral.collective else None)
    return CountMention(numeral.start, end, number, noun_start, noun_end, comparator, text[noun_start:noun_end])


def _noun(text: str, offset: int) -> tuple[int, int]:
    """The words behind a numeral up to the last plural, or the next word alone where none of the next ones is a plural.

    Linking words are passed only inside a name (``3 active Common Security and Defence Policy missions``).
    """
    words: list[tuple[int, int, bool]] = []
    named = False
    while len(words) < _REACH and (token := _TOKEN.match(text, offset)):
        word = token["word"]
        folded = word.lower()
        if folded in _STOP and not (named and folded in _LINKS and text[token.end() + 1 : token.end() + 2].isupper()):
            break
        plural = _is_plural(folded)
        if words and words[-1][2] and not plural:
            break
        words.append((token.start("word"), token.end("word"), plural))
        named = word[0].isupper()
        offset = token.end()
    if not words:
        return offset, offset
    plurals = [end for _, end, plural in words if plural]
    return words[0][0], plurals[-1] if plurals else words[0][1]


def _is_plural(word: str) -> bool:
    return word in _PLURALS_WITHOUT_S or (word[-1] in "sx" and len(word) > 2 and word not in _SINGULARS_IN_S)
