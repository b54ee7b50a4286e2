"""Sums of money side by side: one panel for each currency, a logarithmic axis, shapes for how far it has got."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from sahelkg.server.figures.svg import drawing, element, link
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.gathering import Fact, gather

if TYPE_CHECKING:
    from sahelkg.server.pages.page import Page

STATUSES = ("pledged", "committed", "allocated", "provided", "")
"""How far money can have got, in order; the last stands for what the text does not say."""

_WIDTH = 560
_LEFT = 12
_RIGHT = 96
_ROW = 42
_HEAD = 52
_MOST_ROWS = 12
_LONGEST = 66


def draw(claims: Iterable[Claim], page: "Page") -> list[Markup]:
    """A figure for each currency, the one of most sums first. Claims of one statement share a mark."""
    panels: dict[str, list[Fact]] = {}
    for fact in gather(claims):
        if fact.first.amount and float(fact.first.amount) > 0:
            panels.setdefault(fact.first.currency, []).append(fact)
    return [
        _panel(currency, sorted(rows, key=lambda fact: -float(fact.first.amount))[:_MOST_ROWS], len(rows), page)
        for currency, rows in sorted(panels.items(), key=lambda pair: (not pair[0], -len(pair[1])))
    ]


def mark(status: str, x: float, y: float) -> Markup:
    """The shape of a status: ring, half disc, diamond, disc; a cross where it is unknown."""
    if status == "provided":
        return element("circle", cx=x, cy=y, r=6, class_="mark s-provided")
    if status == "pledged":
        return element("circle", cx=x, cy=y, r=5.5, class_="mark s-pledged")
    if status == "committed":
        half = element("path", d=f"M{x:.1f} {y - 5.5:.1f} a5.5 5.5 0 0 1 0 11 z", class_="half")
        return element("g", element("circle", cx=x, cy=y, r=5.5), half, class_="mark s-committed")
    if status == "allocated":
        return element("path", d=f"M{x:.1f} {y - 7:.1f} l7 7 l-7 7 l-7 -7 z", class_="mark s-allocated")
    return element("path", d=f"M{x - 4.5:.1f} {y - 4.5:.1f} l9 9 m0 -9 l-9 9", class_="mark s-unknown")


def _panel(currency: str, rows: list[Fact], of: int, page: "Page") -> Markup:
    """One currency's sums, the largest first; `of` is how many there are with those not drawn."""
    amounts = [float(fact.first.amount) for fact in rows]
    low, high = math.floor(math.log10(min(amounts))), math.ceil(math.log10(max(amounts)))
    high = max(high, low + 1)

    def place(amount: float) -> float:
        return _LEFT + (math.log10(amount) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    bottom = _HEAD + _ROW * len(rows)
    name = currency or page.words("currency_not_stated")
    if of > len(rows):
        name = page.words("largest_of", name=name, n=len(rows))
    parts = [element("text", name, x=0, y=14, class_="panel-title")]
    step = max(1, (high - low + 3) // 4)
    for power in range(low, high + 1, step):
        x = place(10.0**power)
        parts.append(element("line", x1=x, x2=x, y1=_HEAD - 14, y2=bottom, class_="grid"))
        label = page.words.money(str(10**power), "").strip()
        anchor = "start" if power == low else "middle"
        parts.append(element("text", label, x=x, y=_HEAD - 20, class_="tick", text_anchor=anchor))
    for number, fact in enumerate(rows):
        claim = fact.first
        y = _HEAD + _ROW * number + 27
        x = place(float(claim.amount))
        giver, taker = (page.names[slug].label(page.language) for slug in (claim.subject, claim.value.slug))
        route = _short(f"{giver} → {taker}" if taker else giver)
        status = claim.one("status").text
        said = page.words.known("status", status) if status else page.words("status_not_stated")
        total = page.words.money(claim.amount, claim.currency)
        title = f"{giver} → {taker}: {total}, {said}"
        row = (
            element("line", x1=_LEFT, x2=x, y1=y, y2=y, class_="lead"),
            element("text", route, x=0, y=y - 13, class_="route"),
            mark(status, x, y),
            element("text", page.words.money(claim.amount, ""), x=x + 11, y=y + 4, class_="amount"),
        )
        parts.append(link(page.url(f"/entity/{claim.slug}"), title, *row))
    return drawing(_WIDTH, bottom + 8, f"{page.words('funding_figure')}: {name}", parts, "money")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
