"""Money: who funds whom, with how much, through what, at which stage; figures side by side, never added."""

from sahelkg.server.figures.money import STATUSES, draw
from sahelkg.server.pages import claims, values
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.listing import SAMPLED, Filters, read
from sahelkg.server.pages.lists import FUNDING, LARGEST_FIRST
from sahelkg.server.pages.page import Page

_FACETS = ("status", "currency", "subject", "object", "instrument", "asserted_by", "modality", "document")
_COLUMNS = ("route", "sum", "instrument", "when", "said_by", "quote")
_CURRENCIES = 4
_DRAWN = 40
"""Claims of a currency among which the figure finds its largest sums; several may tell of the same."""


async def show(page: Page) -> bytes:
    """``/funding``."""
    filters = Filters(page, FUNDING)
    if (name := page.one(values.PARAMETER)) in _FACETS:
        return await values.show(page, "/funding", filters, name)
    listing = await read(page, "/funding", filters, _FACETS, LARGEST_FIRST)
    figures = draw(await _largest(page, filters.pattern()), page)
    return page.render("funding.html", listing=listing, columns=_COLUMNS, figures=figures, statuses=STATUSES)


async def _largest(page: Page, pattern: str) -> list[Claim]:
    """The claims of the largest sums in each of the currencies most used."""
    currencies = await page.graph.select(
        f"SELECT ?currency (COUNT(*) AS ?n) {{ {{ SELECT ?claim {{ {pattern} }} LIMIT {SAMPLED} }} "
        f"?claim sahel:currency ?currency }} GROUP BY ?currency ORDER BY DESC(?n) STR(?currency) LIMIT {_CURRENCIES}"
    )
    parts = (
        f"{{ SELECT ?claim {{ {pattern} ?claim sahel:currency <{row['currency'].text}> ; sahel:amount ?amount }} "
        f"ORDER BY DESC(?amount) ?claim LIMIT {_DRAWN} }}"
        for row in currencies
        if "currency" in row
    )
    largest = " UNION ".join(parts)
    rows = await page.graph.select(f"SELECT ?claim {{ {largest} }}") if largest else []
    found = await claims.fetch(page.graph, (row["claim"].slug for row in rows))
    await page.introduce(found)
    return found
