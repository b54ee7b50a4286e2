"""All claims, narrowed down by any of their sides; and every list of claims as data."""

import json

from fastapi import Response

from sahelkg.server.errors import NotFound
from sahelkg.server.lookup import facts
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.pages import values
from sahelkg.server.pages.graph import with_prefixes
from sahelkg.server.pages.listing import FORMS, Filters, read
from sahelkg.server.pages.lists import LISTS, SORTED
from sahelkg.server.pages.ordering import Position
from sahelkg.server.pages.page import Page
from sahelkg.server.routers.facts import csv_text
from sahelkg.vocabulary import iri

MOST = 5000
"""Claims in a list's data; all of them are in the dumps."""

_FACETS = ("predicate", "subject", "object", "asserted_by", "document", "modality", "basis")
_COLUMNS = ("claim", "when", "said_by", "quote")


async def show(page: Page) -> bytes:
    """``/claims``."""
    filters = Filters(page)
    if (name := page.one(values.PARAMETER)) in _FACETS:
        return await values.show(page, "/claims", filters, name)
    listing = await read(page, "/claims", filters, _FACETS)
    return page.render("claims.html", listing=listing, columns=_COLUMNS)


async def send_data(page: Page) -> Response:
    """A list of claims as a facts table, as JSON or as Turtle; where it is cut short, a header says so."""
    name, _, form = page.exchange.path.strip("/").rpartition(".")
    if name not in LISTS or form not in FORMS:
        raise NotFound("There is no such list.")
    pattern = LISTS[name](page)
    if form == "ttl":
        return Response(await page.graph.answer(_construct(pattern), graph="ttl"), media_type="text/turtle; charset=utf-8")
    listed, is_cut = await _listed(page, name, pattern)
    client = Reader(page.exchange.release.store, page.exchange.client)
    found = await facts.read(client, listed)
    headers = {"x-truncated": f"{MOST} only"} if is_cut else {}
    if form == "csv":
        headers["content-disposition"] = f'attachment; filename="{name}.csv"'
        return Response(csv_text(found), media_type="text/csv; charset=utf-8", headers=headers)
    items = [facts.fact(claim, page.chosen_language or "en").model_dump() for claim in found]
    body = json.dumps({"items": items, "truncated": is_cut}, ensure_ascii=False)
    return Response(body, media_type="application/json", headers=headers)


async def _listed(page: Page, name: str, pattern: str) -> tuple[list[str], bool]:
    """The IRIs of a list's claims, in the order of its page, and whether there are more than are listed."""
    if name in SORTED:
        rows = await page.graph.select(f"SELECT ?claim {SORTED[name].applied(pattern)} LIMIT {MOST + 1}")
        return list(dict.fromkeys(row["claim"].text for row in rows[:MOST])), len(rows) > MOST
    part = await page.view.order.part(page.graph, pattern, Position(), MOST)
    return [iri(slug) for slug in dict.fromkeys(part.claims)], part.following is not None


def _construct(pattern: str) -> str:
    return with_prefixes(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ SELECT DISTINCT ?claim {{ {pattern} }} LIMIT {MOST} }} "
        "{ ?claim ?p ?o BIND(?claim AS ?s) } UNION { ?claim oa:hasSelector ?s . ?s ?p ?o } }"
    )
