"""Money: who funds whom, with how much, through what, at which stage; figures side by side, never added."""

from sahelkg.server.figures import money
from sahelkg.server.pages.browser import LISTINGS
from sahelkg.server.pages.listing import Filters, read
from sahelkg.server.pages.page import Page

_FACETS = ("status", "currency", "subject", "object", "instrument", "asserted_by", "modality", "document")
_COLUMNS = ("subject", "recipient", "sum", "status", "instrument", "when", "kind", "said_by", "quote")
_LARGEST_FIRST = "OPTIONAL { ?claim sahel:amount ?amount }|DESC(?amount)"


async def show(page: Page) -> bytes:
    """``/funding``."""
    listing = await read(page, "/funding", Filters(page, LISTINGS["funding"]), _FACETS, _LARGEST_FIRST)
    figure = money.draw(listing.claims, page)
    return page.render("funding.html", listing=listing, columns=_COLUMNS, figure=figure, statuses=money.STATUSES)
