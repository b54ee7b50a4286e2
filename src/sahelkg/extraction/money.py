"""Sums of money in English and French text: ``€154,5 million``, ``8 milliards d'euros``, ``half a billion dollars``,
``US$1.2bn``.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sahelkg.extraction.currencies import currency_after, currency_before
from sahelkg.extraction.numerals import Numeral, comparator_before, find_numerals, plain

_RANGE = re.compile(r"[\s\u00a0]*(?:[-–—]|to|and|à|et)[\s\u00a0]*(?:[€$£]|US\$|EUR[ \u00a0]|USD[ \u00a0])?\Z")
_BETWEEN = re.compile(r"(?:between|from|entre|de|d[’'])[\s\u00a0]+\Z", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\b(?:and|et)\b")
_NOUN_BEHIND = re.compile(
    r"[\s\u00a0\u202f]+(?:d[e’']\s?(?!(?:dons|prêts|subventions|crédits)\b))?(?!(?:through|via|towards|sous|réservés|destinés|dons|prêts|for|to|in|over|from|by|per|a|the|and|or|of|on|at|since|until|during|under|with|as|is|was"
    r"|pour|par|sur|en|dans|à|au|aux|et|ou|entre|depuis|dont|avec|sous|est|a)\b)[^\W\d_]"
)
_STOP = re.compile(r"[.!?;][\s\u00a0]|\n")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum as written. `number` is the whole sum (154500000), `currency` its ISO 4217 code or None where the text names
    none.

    `comparator` is ``about``, ``nearly``, ``more than``, ``at least``, ``up to`` or ``less than``; the span leaves it out.
    """

    start: int
    end: int
    number: Decimal
    currency: str | None
    comparator: str | None = None


@lru_cache(maxsize=256)
def find_amounts(text: str) -> tuple[AmountMention, ...]:
    """All sums with a currency, in order, its own or that of the sum before in its sentence: ``€5 million, of which 2
    million for schools``. The two ends of a range are two sums, ``at least`` and ``up to``.
    """
    numerals, sums = _sums(text)
    for i, numeral in enumerate(numerals):
        before = sums.get(i - 1)
        if i in sums or before is None or not _bare(text, numeral):
            continue
        if not _STOP.search(text, before.end, numeral.start):
            comparator = comparator_before(text, numeral.start)
            sums[i] = AmountMention(numeral.start, numeral.end, numeral.number, before.currency, comparator)
    return tuple(amount for _, amount in sorted(sums.items()))


def find_bare_millions(text: str) -> tuple[AmountMention, ...]:
    """Round sums that name neither a currency nor a thing counted (``36 million (2017)``), for places where only money
    can stand.
    """
    numerals, sums = _sums(text)
    return tuple(
        AmountMention(numeral.start, numeral.end, numeral.number, None, comparator_before(text, numeral.start))
        for i, numeral in enumerate(numerals)
        if i not in sums and _bare(text, numeral)
    )


def _bare(text: str, numeral: Numeral) -> bool:
    """Whether a round number counts no thing."""
    return numeral.scale >= 1000 and not _NOUN_BEHIND.match(text, numeral.end)


def _sums(text: str) -> tuple[list[Numeral], dict[int, AmountMention]]:
    """The numerals of a text, and by their index the sums they state."""
    numerals = [_rescaled(text, numeral) for numeral in find_numerals(text)]
    alone = [_amount(text, numeral) for numeral in numerals]
    for i in range(1, len(alone)):
        earlier, later = alone[i - 1], alone[i]
        if earlier and later and later.start < earlier.end:  # one sign between two numbers belongs to the first
            alone[i] = replace(later, start=earlier.end)
    sums = {i: amount for i, amount in enumerate(alone) if amount}
    for i in range(1, len(numerals)):
        ends = _range(text, numerals[i - 1], numerals[i], alone[i - 1], alone[i])
        if ends:
            sums[i - 1], sums[i] = ends
    return numerals, sums


def _rescaled(text: str, numeral: Numeral) -> Numeral:
    """The numeral with its abbreviated scale applied where a currency stands beside it, else with the letter given back."""
    if numeral.abbreviated is None:
        return numeral
    if currency_before(text, numeral.start) or currency_after(text, numeral.end):
        number = plain(numeral.number * numeral.abbreviated)
        return replace(numeral, number=number, scale=numeral.abbreviated, abbreviated=None)
    return replace(numeral, end=numeral.bare_end, abbreviated=None)


def _amount(text: str, numeral: Numeral) -> AmountMention | None:
    before = currency_before(text, numeral.start)
    after = currency_after(text, numeral.end)
    if before and before[0] == "EUR" and text[before[1]] == "E" and text[before[1] : before[1] + 3] != "EUR":
        before = None if numeral.scale == 1 and _YEAR.fullmatch(text[numeral.start : numeral.end]) else before
    start, end = numeral.start, numeral.end
    if before:
        currency, start = before
        if after and after[0] == "CAD" and currency == "USD":
            currency, end = after
        elif after and after[0] == currency:
            end = after[1]
    elif after:
        currency, end = after
    else:
        return None
    return AmountMention(start, end, numeral.number, currency, comparator_before(text, start))


def _range(
    text: str, first: Numeral, second: Numeral, lower: AmountMention | None, upper: AmountMention | None
) -> tuple[AmountMention, AmountMention] | None:
    """The ends of ``€5-10 million``, ``between 5 and 10 million euros``; None where the two numerals are no range of
    money.
    """
    currency = upper.currency if upper else lower.currency if lower else None
    begin = lower.start if lower else first.start
    end = lower.end if lower else first.end
    between = text[end : second.start]
    if currency is None or (lower and lower.currency != currency) or len(between) > 12 or not _RANGE.match(between):
        return None
    if _CONJUNCTION.search(between) and not _BETWEEN.search(text[max(0, begin - 10) : begin]):
        return None
    number = first.number if first.scale > 1 or end > first.end else plain(first.number * second.scale)
    if number >= second.number:
        return None
    return (
        AmountMention(begin, end, number, currency, "at least"),
        replace(upper, comparator="up to")
        if upper
        else AmountMention(second.start, second.end, second.number, currency, "up to"),
    )
