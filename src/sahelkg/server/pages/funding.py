"""Money: who funds whom, with how much, through what, at which stage; figures side by side, never added."""

from sahelkg.server.figures.money import STATUSES, draw
from sahelkg.server.pages.browser import LISTINGS
from sahelkg.server.pages.listing import Filters, read
from sahelkg.server.pages.page import Page

_FACETS = ("status", "currency", "subject", "object", "instrument", "asserted_by", "modality", "document")
_COLUMNS = ("route", "sum", "instrument", "when", "said_by", "quote")
_LARGEST_FIRST = "OPTIONAL { ?claim sahel:amount ?amount }|DESC(?amount)"


async def show(page: Page) -> bytes:
    """``/funding``."""
    listing = await read(page, "/funding", Filters(page, LISTINGS["funding"]), _FACETS, _LARGEST_FIRST)
    figure = draw(listing.claims, page)
    return page.render("funding.html", listing=listing, columns=_COLUMNS, figure=figure, statuses=STATUSES)
