"""A date as far as a text gives it, and what it becomes beside a reference date."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Direction = Literal["previous", "next"]
Kind = Literal["point", "range", "since", "until", "relative", "recurring"]


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a text says of a date: any of year, month, day and weekday (Monday 0)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a date, and on that weekday where one is given with a whole date."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None or self.month is None:
            return True
        if not 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]:
            return False
        return self.year is None or self.weekday is None or date(self.year, self.month, self.day).weekday() == self.weekday

    def iso(self) -> str | None:
        """ISO 8601 at the precision given, or None without a year."""
        if self.year is None:
            return None
        return "-".join(
            [f"{self.year:04}"]
            + [f"{part:02}" for part in (self.month, self.day if self.month is not None else None) if part is not None]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """An expression of time. The span takes in the words that make it a range, a beginning or an end (``since May 2015``).

    `since` and `until` are ISO 8601 at the precision of the text and None where it leaves them open; a point has `since`
    only. `kind` is ``relative`` where a reference date is needed: then `first` and `last` hold what is known, or `unit`
    and `steps` the distance (``last year``: year, -1), and `direction` whether the text says that it lies before or
    behind. `bound` is what else the wording says: ``before`` or ``after`` a point; ``since`` or ``until`` a relative
    date. `recurrence` is the rhythm of a recurring one: ``yearly``, ``monthly``, ``weekly`` or ``daily``.
    """

    start: int
    end: int
    kind: Kind
    since: str | None = None
    until: str | None = None
    first: DateParts | None = None
    last: DateParts | None = None
    unit: str | None = None
    steps: int = 0
    direction: Direction | None = None
    bound: str | None = None
    recurrence: str | None = None

    @property
    def ends(self) -> tuple[str, ...]:
        """``since`` or ``until`` where it begins or ends something, else ``day``; ``period``, too, for two ends."""
        if self.kind in ("since", "until"):
            return (self.kind,)
        bound = self.bound if self.bound in ("since", "until") else "day"
        return (bound, "period") if self.since and self.until else (bound,)


def span_of(iso: str) -> tuple[date, date]:
    """The first and last day that an ISO date at any precision may mean."""
    numbers = [int(part) for part in iso.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if len(numbers) == 3:
        day = date(year, numbers[1], numbers[2])
        return day, day
    return date(year, month or 1, 1), date(year, month or 12, calendar.monthrange(year, month or 12)[1])


def nearest(parts: DateParts, reference: str, direction: Direction | None) -> str | None:
    """The date that a year-less one, or a weekday alone, means beside a reference; None where that does not settle it.

    A month or a day of a month takes the year that brings it nearest to the reference, or before or behind it as `direction`
    says; a weekday given with it must agree. A weekday alone is the last one up to the reference, unless `direction`
    says else.
    """
    first, last = span_of(reference)
    if parts.month is None:
        return _weekday(parts, first, direction) if first == last else None
    candidates = [DateParts(year, parts.month, parts.day, parts.weekday) for year in range(first.year - 1, first.year + 2)]
    if len(reference) == 4:
        candidates = candidates[1:2]
        if direction:
            return None
    known = [(candidate, span_of(iso)) for candidate in candidates if candidate.exists and (iso := candidate.iso())]
    if direction == "previous":
        known = [pair for pair in known if pair[1][1] <= first][-1:]
    elif direction == "next":
        known = [pair for pair in known if pair[1][0] >= last][:1]
    if not known:
        return None
    middle = first + (last - first) / 2
    best, (begin, end) = min(known, key=lambda pair: _distance(pair[1], middle))
    return best.iso() if direction or _distance((begin, end), middle) <= timedelta(days=184) else None


def _distance(span: tuple[date, date], day: date) -> timedelta:
    begin, end = span
    return max(begin - day, day - end, timedelta(0))


def _weekday(parts: DateParts, reference: date, direction: Direction | None) -> str | None:
    if parts.weekday is None:
        return None
    back = (reference.weekday() - parts.weekday) % 7
    if direction == "next":
        return (reference + timedelta(days=7 - back)).isoformat()
    if direction == "previous" and back == 0:
        back = 7
    return (reference - timedelta(days=back)).isoformat()


def shifted(reference: str, unit: str, steps: int) -> tuple[str, str | None] | None:
    """The day, week, month or year so many steps from a reference, or None where the reference is not precise enough.

    A week is given by its Monday and Sunday, all else as one date at the unit's precision.
    """
    numbers = [int(part) for part in reference.split("-")]
    if unit == "year":
        return f"{numbers[0] + steps:04}", None
    if len(numbers) < 2:
        return None
    if unit == "month":
        months = numbers[0] * 12 + numbers[1] - 1 + steps
        return f"{months // 12:04}-{months % 12 + 1:02}", None
    if len(numbers) < 3:
        return None
    day = date(*numbers)
    if unit == "day":
        return (day + timedelta(days=steps)).isoformat(), None
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
