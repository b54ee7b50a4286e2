"""Numerals in figures and words, English and French: ``6,000,000``, ``6 000 000``, ``154,5 million``, ``half a
billion``, ``deux cents``.

Which of ``.`` and ``,`` is the decimal sign is read off the numeral itself: the last of two kinds; else one that does
not divide groups of three. ``1.234`` alone is one thousand; before a scale word (``1.234 million``) the stop is a
decimal sign.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_SPACES = " \u00a0\u202f\u2009"
_GAP = rf"[\s{_SPACES}]"
_FIGURES = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,'’]\d+)*"
_SCALES = {
    "thousand": 10**3,
    "mille": 10**3,
    "millier": 10**3,
    "milliers": 10**3,
    "million": 10**6,
    "millions": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "milliard": 10**9,
    "milliards": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
}
_ABBREVIATED_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "md": 10**9,
    "mds": 10**9,
    "mrd": 10**9,
    "tn": 10**12,
}
_LONGEST = 24
_LARGEST = 10**15
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITES = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS.split())},
    **{word: value for value, word in enumerate(_UNITES.split())},
    **{word: 20 + 10 * step for step, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())},
    **{
        word: 20 + 10 * step
        for step, word in enumerate("vingt trente quarante cinquante soixante septante huitante nonante".split())
    },
    "une": 1,
    "fourty": 40,
    "vingts": 20,
    "hundred": 100,
    "cent": 100,
    "cents": 100,
    "dozen": 12,
    "huitaine": 8,
    "dizaine": 10,
    "douzaine": 12,
    "quinzaine": 15,
    "vingtaine": 20,
    "trentaine": 30,
    "quarantaine": 40,
    "cinquantaine": 50,
    "soixantaine": 60,
    "centaine": 100,
    **_SCALES,
}
_COLLECTIVES = frozenset(word for word in _WORDS if word.endswith("aine")) | {"dozen", "millier"}
_MULTIPLIERS = (frozenset(_SCALES) | {"hundred", "cents", "vingts", "dozen"}) - {"mille"}
"""Words that make no number without one before them (``several million``)."""
_ARTICLES = frozenset({"a", "an", "un", "une", "one"})
_word = "|".join(sorted((re.escape(word) for word in _WORDS if word not in ("un", "une")), key=len, reverse=True))
_scale = "|".join(sorted(_SCALES, key=len, reverse=True))
_abbreviated = "|".join(sorted(_ABBREVIATED_SCALES, key=len, reverse=True))
_initials = "".join(sorted({word[0] for word in (*_WORDS, *_ARTICLES, "half", "quarter")}))
_NUMERAL = re.compile(
    rf"(?=\d|(?<!\w)[{_initials}])(?:(?<![\w/.,-])(?<!per{_GAP})(?<!pour{_GAP})(?:"
    rf"(?P<half>(?:half|quarter){_GAP}(?:of{_GAP})?an?{_GAP}|(?:une?{_GAP})?demi[- ])(?P<halved>{_scale})"
    rf"|(?P<words>(?:(?:an?|une?){_GAP})?(?:{_word})(?:(?:[-\s]|{_GAP}and{_GAP}|{_GAP}et{_GAP}|-et-)(?:{_word}|une?))*))(?![\w-])"
    rf"|(?:(?<![\w/.,'’°-])|(?<=[A-Z]{{3}})(?<!\w{{4}})|(?<=[^\W\d_]['’])|(?<=\d[-–]))"
    rf"(?P<figures>{_FIGURES})(?:{_GAP}?(?P<scale>{_scale})(?!\w)"
    rf"|[{_SPACES}]?(?P<abbreviated>{_abbreviated})(?![^\W_€$£]))?)",
    re.IGNORECASE,
)
_COMPARATORS = {
    "about": r"about|around|approximately|roughly|some|an estimated|estimated(?: at)?|circa|in the region of|in the order of"
    r"|environ|quelques?|autour d[eu’']|aux alentours d[eu’']|de l[’']ordre d[eu’']|approximativement|à peu près",
    "nearly": r"nearly|almost|close to|just under|près d[eu’']|presque|pas loin d[eu’']|à peine",
    "more than": r"(?:well |just |slightly |a little )?(?:over|more than|above)|exceeding|upwards of|in excess of"
    r"|greater than|(?:un peu |bien )?plus d[eu’']|au[- ]delà d[eu’']|supérieure?s? à|dépassant(?: les)?",
    "at least": r"at least|no(?:t)? (?:less|fewer) than|a minimum of|au moins|pas moins d[eu’']|au minimum"
    r"|un minimum d[eu’']",
    "up to": r"up to|as (?:much|many) as|at most|no(?:t)? more than|a maximum of|maximum"
    r"|jusqu[’']à|au plus|au maximum|un maximum d[eu’']|tout au plus",
    "less than": r"less than|fewer than|under|below|moins d[eu’']|inférieure?s? à|en[- ]dessous d[eu’']",
}
_COMPARATOR = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<c{i}>{wording})" for i, wording in enumerate(_COMPARATORS.values())) + r")\s*\Z",
    re.IGNORECASE,
)
_COMPARATOR_REACH = 32


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. `scale` is the factor of its scale word (1 without one); `collective` marks ``a dozen``,
    ``une centaine``.

    `abbreviated` is the factor of a letter behind the figures (``1.2bn``, ``5 m``), which only a currency beside it
    makes a scale; `bare_end` is where the figures end before that letter.
    """

    start: int
    end: int
    number: Decimal
    scale: int = 1
    collective: bool = False
    abbreviated: int | None = None
    bare_end: int = 0
    figures: bool = True


@lru_cache(maxsize=256)
def find_numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, in order."""
    found = (_numeral(match) for match in _NUMERAL.finditer(text))
    return tuple(numeral for numeral in found if numeral is not None)


def _numeral(match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if match["half"]:
        scale = _SCALES[match["halved"].lower()]
        part = Decimal("0.25") if "quarter" in match["half"].lower() else Decimal("0.5")
        return Numeral(start, end, plain(part * scale), scale, bare_end=end, figures=False)
    if match["words"]:
        words = [word for word in re.split(rf"(?:{_GAP}|-)+", match["words"].lower()) if word not in ("and", "et")]
        counted = _words_value(words)
        if counted is None:
            return None
        collective = bool(_COLLECTIVES & set(words))
        return Numeral(start, end, Decimal(counted), _SCALES.get(words[-1], 1), collective, bare_end=end, figures=False)
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 1
    number = figures_value(match["figures"], scaled=match["scale"])
    if number is None:
        return None
    letter = match["abbreviated"]
    abbreviated = _ABBREVIATED_SCALES[letter.lower()] if letter else None
    bare_end = match.end("figures") if letter else end
    return Numeral(start, end, plain(number * scale), scale, abbreviated=abbreviated, bare_end=bare_end)


def figures_value(figures: str, scaled: str | None = None) -> Decimal | None:
    """The value of a numeral in figures, or None where its separators make no number. `scaled` is the scale word behind
    it.
    """
    if len(figures) > _LONGEST:
        return None
    compact = re.sub(rf"[{_SPACES}'’]", "", figures)
    grouped_by_space = compact != figures
    kinds = [sign for sign in ".," if sign in compact]
    if len(kinds) == 2:
        decimal = max(kinds, key=compact.rindex)
        whole, _, fraction = compact.rpartition(decimal)
        other = "," if decimal == "." else "."
        return (
            Decimal(f"{whole.replace(other, '')}.{fraction}") if decimal not in whole and _in_groups(whole, other) else None
        )
    if not kinds:
        return Decimal(compact)
    sign = kinds[0]
    if compact.count(sign) > 1:
        return Decimal(compact.replace(sign, "")) if _in_groups(compact, sign) else None
    decimal_before_scale = scaled is not None and (sign == "." or scaled.lower().startswith("milliard"))
    if _in_groups(compact, sign) and not (grouped_by_space or decimal_before_scale or compact.startswith("0")):
        return Decimal(compact.replace(sign, ""))
    return Decimal(compact.replace(",", "."))


def _in_groups(figures: str, sign: str) -> bool:
    first, *groups = figures.split(sign)
    return 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)


def _words_value(words: list[str]) -> int | None:
    if len(words) == 1 and words[0] in _MULTIPLIERS:
        return None
    if words[0] in _ARTICLES:
        if len(words) == 1:
            return 1 if words[0] == "one" else None
        if words[0] in ("a", "an") or _WORDS[words[1]] >= 100 or words[1] in _COLLECTIVES:
            words = words[1:]
    total, current = 0, 0
    previous = ""
    for word in words:
        value = _WORDS[word]
        if value >= 1000 and total and not current:
            total *= value
        elif value >= 1000:
            total, current = total + max(current, 1) * value, 0
        elif value == 100 and current < 100:
            current = max(current, 1) * 100
        elif value == 20 and previous == "quatre":
            current += 76
        elif _may_follow(value, current % 100):
            current += value
        else:
            return None
        previous = word
        if total > _LARGEST:
            return None
    return total + current


def _may_follow(value: int, so_far: int) -> bool:
    if so_far == 0:
        return True
    if so_far == 10:
        return 7 <= value <= 9
    return so_far >= 20 and so_far % 10 == 0 and 0 < value < (20 if so_far in (60, 80) else 10)


def comparator_before(text: str, start: int) -> str | None:
    """The comparator before an offset: ``about``, ``nearly``, ``more than``, ``at least``, ``up to`` or ``less than``;
    else None.
    """
    begin = max(0, start - _COMPARATOR_REACH)
    match = _COMPARATOR.search(text[begin:start])
    if match is None:
        return None
    return next(name for i, name in enumerate(_COMPARATORS) if match[f"c{i}"])


def plain(number: Decimal) -> Decimal:
    """The number without exponent and without zeros behind the decimal sign."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == number else number.normalize()
