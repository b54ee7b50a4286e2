"""Our own grammar's reading of a quote, against which a language model's numbers, dates and words are held."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sahelkg.extraction.dates import find_dates, resolve
from sahelkg.extraction.language_model.relations import ValueKind
from sahelkg.extraction.money import AmountMention, find_amounts, find_bare_millions
from sahelkg.extraction.numbers import CountMention, find_counts
from sahelkg.model import Date, Quantity, Text, Value

_PLAIN = re.compile(r"[0-9]{1,30}(?:\.[0-9]{1,10})?")


class RejectedError(Exception):
    """A claim that is not taken; ``str()`` says why."""


@dataclass(frozen=True, slots=True)
class Read:
    """A value found in the quote. `comparator` is ``about``, ``at least`` and so on; `relative` is whether it was a relative
    date.
    """

    value: Value
    comparator: str | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A date as our grammar resolves it, at the precision of the text."""

    since: str | None
    until: str | None
    relative: bool


class Readings:
    """What the grammar reads in `quote`; `reference` is the date by which relative dates are told."""

    def __init__(self, quote: str, language: str, reference: str | None) -> None:
        self._quote = quote
        self._language = language
        self._reference = reference

    def value(self, kind: ValueKind, value: str, unit: str | None) -> Read:
        """The value of that kind which the model gives.

        Raises:
            RejectedError: the quote, as our grammar reads it, has no such value.
        """
        if kind == "text":
            return Read(Text(self.words(value), self._language))
        if kind == "date":
            return self._date(value)
        return self._sum(_number(value), unit) if kind == "money" else self._counted(_number(value), unit)

    def words(self, words: str) -> str:
        """The words as they stand in the quote.

        Raises:
            RejectedError: they do not stand there.
        """
        found = next(occurrences(self._quote, words, 0, len(self._quote)), None)
        if found is None:
            raise RejectedError(f"“{briefly(words)}” does not stand in the quote")
        return self._quote[found[0] : found[1]]

    def since(self, iso: str) -> Day:
        """The date in the quote that begins with `iso`.

        Raises:
            RejectedError: no date in it does.
        """
        return self._day(iso, [day for day in self._days() if day.since == iso])

    def until(self, iso: str) -> Day:
        """The date in the quote that ends with `iso`.

        Raises:
            RejectedError: no date in it does.
        """
        return self._day(iso, [day for day in self._days() if day.until == iso])

    def _date(self, iso: str) -> Read:
        found = self._day(iso, [day for day in self._days() if iso in (day.since, day.until)])
        return Read(Date(iso), relative=found.relative)

    def _day(self, iso: str, found: list[Day]) -> Day:
        if not found:
            raise RejectedError(f"the date {briefly(iso)} is not what the quote says: {self._said(self._days())}")
        return min(found, key=lambda day: day.relative)

    def _days(self) -> list[Day]:
        days = []
        for mention in find_dates(self._quote):
            resolved = resolve(mention, self._reference)
            if resolved is not None:
                days.append(Day(*resolved, mention.kind == "relative"))
        return days

    def _sum(self, number: Decimal, unit: str | None) -> Read:
        sums = [*find_amounts(self._quote), *find_bare_millions(self._quote)]
        for amount in sums:
            if amount.number == number and unit in (None, amount.currency):
                return Read(Quantity(amount.number, amount.currency), amount.comparator)
        raise RejectedError(f"the sum {number:f} {briefly(unit or '')} is not what the quote says: {self._said(sums)}")

    def _counted(self, number: Decimal, unit: str | None) -> Read:
        counts = find_counts(self._quote)
        for count in counts:
            if count.number == number and (unit in (None, "persons") or _counts(count, unit or "")):
                return Read(Quantity(count.number, unit), count.comparator)
        raise RejectedError(f"the number {number:f} {briefly(unit or '')} is not what the quote says: {self._said(counts)}")

    def _said(self, found: "list[Day] | list[AmountMention] | tuple[CountMention, ...]") -> str:
        return ", ".join(_shown(one) for one in found) or "none"


def _shown(one: Day | AmountMention | CountMention) -> str:
    if isinstance(one, Day):
        return "/".join(part for part in (one.since, one.until) if part)
    if isinstance(one, AmountMention):
        return f"{one.number:f} {one.currency or ''}".rstrip()
    return f"{one.number:f} {one.noun}".rstrip()


def _counts(count: CountMention, unit: str) -> bool:
    return unit.lower() in (count.noun.lower(), *count.noun_words())


def _number(value: str) -> Decimal:
    if not _PLAIN.fullmatch(value):
        raise RejectedError(f"{briefly(value)} is no plain number")
    return Decimal(value)


def occurrences(text: str, words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where `words` stand in ``text[start:end]``, letter by letter and not within a word; line breaks count as spaces."""
    parts = words.split()
    if not parts or sum(map(len, parts)) > end - start:
        return
    pattern = r"\s+".join(map(re.escape, parts))
    if parts[0][0].isalnum():
        pattern = r"(?<!\w)" + pattern
    if parts[-1][-1].isalnum():
        pattern += r"(?!\w)"
    for match in re.finditer(pattern, text[start:end]):
        yield start + match.start(), start + match.end()


def briefly(words: str) -> str:
    """What the model wrote, short enough for a message."""
    line = " ".join(words.split())
    return line if len(line) <= 60 else line[:59] + "…"
