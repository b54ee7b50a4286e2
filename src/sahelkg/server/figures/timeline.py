"""Dates as precisely as the text has them: a day is a point, a month a short bar, a year a bar as long as the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from sahelkg.server.figures.svg import drawing, element, link
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.gathering import Fact

if TYPE_CHECKING:
    from sahelkg.server.pages.page import Page

_WIDTH = 960
_LEFT = 190
_RIGHT = 34
_HEAD = 30
_LANE = 17
_GAP = 10
_NARROWEST = 7.0
_LONG = 30
"""Years; where facts span more, the earliest of them are left out: one in `_RARE`."""

_RARE = 10
_TOLD = 6
"""Facts that the title of a mark tells in full."""

Span = tuple[date, date]


def span(claim: Claim) -> Span | None:
    """The first and last day that a claim's date may mean; where it has two ends, all between them."""
    first = claim.one("startNotBefore").text or claim.one("valueNotBefore").text
    last = claim.one("endNotAfter").text or claim.one("startNotAfter").text or claim.one("valueNotAfter").text or first
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return start, max(start, end)


def precision(claim: Claim) -> str:
    """``day``, ``month``, ``year`` or ``period``."""
    if claim.start and claim.end and claim.start != claim.end:
        return "period"
    return {4: "year", 7: "month"}.get(len(claim.start or claim.end or claim.value.text), "day")


Dated = tuple[Fact, Span]


@dataclass(frozen=True, slots=True)
class Figure:
    """The drawing, the first year on it, and how many facts of earlier years are not."""

    drawing: Markup
    first: int
    earlier: int


def draw(facts: Iterable[Fact], page: "Page") -> Figure | None:
    """The figure, a lane for each predicate; None where nothing has a date.

    A few facts from long before the others would press these together; they are left out, and counted.
    """
    every = sorted(((fact, days) for fact in facts if (days := span(fact.first)) is not None), key=lambda one: one[1])
    if not every:
        return None
    first = opening([days[0].year for _, days in every])
    last = max(days[1] for _, days in every).year + 1
    dated = [(fact, days) for fact, days in every if days[0].year >= first]
    return Figure(_drawn(dated, first, last, page), first, len(every) - len(dated))


def opening(years: list[int]) -> int:
    """The year that a figure opens with: the first of the years, which are in order, or the first that is not far off."""
    return years[0] if years[-1] - years[0] <= _LONG else years[len(years) // _RARE]


def _drawn(dated: list[Dated], first: int, last: int, page: "Page") -> Markup:
    origin, scale = date(first, 1, 1).toordinal(), (_WIDTH - _LEFT - _RIGHT) / (365.25 * (last - first))

    def place(day: date) -> float:
        return _LEFT + (day.toordinal() - origin) * scale

    lanes: dict[str, list[Dated]] = {}
    for fact, days in dated:
        lanes.setdefault(fact.first.predicate, []).append((fact, days))
    rows: list[Markup] = []
    y = _HEAD
    for predicate, entries in sorted(lanes.items(), key=lambda pair: (pair[1][0][1][0], pair[0])):
        ends: list[float] = []
        rows.append(element("text", page.terms.label(predicate, page.language), x=0, y=y + 12, class_="lane"))
        for days, same in _by_span(entries):
            x, width = place(days[0]), max((days[1].toordinal() - days[0].toordinal() + 1) * scale, _NARROWEST)
            row = next((number for number, end in enumerate(ends) if end < x - 1), len(ends))
            room = 9.0 * len(str(len(same))) if len(same) > 1 else 0.0
            ends[row:] = [x + width + room, *ends[row + 1 :]]
            rows.append(_mark(same, x, width, y + row * _LANE, page))
        y += len(ends) * _LANE + _GAP
        rows.append(element("line", x1=0, x2=_WIDTH, y1=y - _GAP / 2, y2=y - _GAP / 2, class_="between"))
    years = range(first, last + 1, max(1, (last - first) // 14))
    grid = [
        element(
            "g",
            element("line", x1=place(date(year, 1, 1)), x2=place(date(year, 1, 1)), y1=18, y2=y, class_="grid"),
            element("text", str(year), x=place(date(year, 1, 1)) + 3, y=12, class_="tick"),
        )
        for year in years
    ]
    return drawing(_WIDTH, y, page.words("timeline_figure"), [*grid, *rows], "timeline")


def _by_span(entries: list[Dated]) -> list[tuple[Span, list[Fact]]]:
    """The facts by the days they may mean, in order."""
    found: dict[Span, list[Fact]] = {}
    for fact, days in entries:
        found.setdefault(days, []).append(fact)
    return sorted(found.items(), key=lambda pair: pair[0])


def _told(fact: Fact, page: "Page") -> str:
    claim = fact.first
    subject = page.names[claim.subject].label(page.language)
    value = page.names[claim.value.slug].label(page.language) if claim.value.slug else page.words.literal(claim.value)
    verb = page.terms.label(claim.predicate, page.language)
    when = page.words.period(claim.start, claim.end)
    return f"{when}: {subject} {verb} {value}" if when else f"{subject} {verb} {value}"


def _mark(same: list[Fact], x: float, width: float, y: float, page: "Page") -> Markup:
    """One mark for the facts of the same days: with their number where there are several, and a link to all of them."""
    claim = same[0].first
    exact = precision(claim)
    shape = (
        element("path", d=f"M{x:.1f} {y + 8:.1f} l4.5 -5.5 l4.5 5.5 l-4.5 5.5 z", class_="mark day")
        if exact == "day"
        else element("rect", x=x, y=y + 3, width=width, height=10, rx=2, class_=f"mark {exact}")
    )
    title = "\n".join(_told(fact, page) for fact in same[:_TOLD])
    if len(same) == 1:
        return link(page.url(f"/entity/{claim.slug}"), title, shape)
    days = span(claim)
    assert days is not None, "only dated facts are drawn"
    address = page.url("/timeline", predicate=claim.predicate, since=days[0].year, until=days[1].year)
    more = f"\n… {page.words('more_facts', n=len(same) - _TOLD)}" if len(same) > _TOLD else ""
    number = element("text", str(len(same)), x=x + max(width, 9) + 2, y=y + 12, class_="tick")
    return link(address, title + more, shape, number)
