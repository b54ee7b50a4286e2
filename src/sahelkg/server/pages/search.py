"""What a search found, grouped by kind of thing."""

from sahelkg.server.lookup import search as lookup
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.pages import claims
from sahelkg.server.pages.graph import things
from sahelkg.server.pages.page import Page

_OF_A_KIND = 12
_LONGEST = 100
_LAST = ("Document", lookup.FACTS)
"""Kinds that come behind those of things, however close their names are."""


async def show(page: Page) -> bytes:
    """``/search?q=``."""
    words = page.one("q")[:_LONGEST]
    groups: list[lookup.Group] = []
    if words:
        client = Reader(page.exchange.release.store, page.exchange.client)
        found = (await lookup.search(client, words, _OF_A_KIND, page.language)).groups
        groups = sorted(found, key=lambda group: _LAST.index(group.kind) if group.kind in _LAST else -1)
        await page.name(*(hit.slug for group in groups for hit in group.hits))
    told = [hit.slug for group in groups if group.kind == lookup.FACTS for hit in group.hits]
    claimed = {claim.slug: claim for claim in await claims.fetch(page.graph, told)}
    await page.introduce(claimed.values())
    definitions = await _definitions(
        page, [hit.slug for group in groups if group.kind != lookup.FACTS for hit in group.hits]
    )
    data = page.url.plain("/api/search", [("q", words)]) if words else ""
    return page.render(
        "search.html",
        searched=words,
        groups=groups,
        found=claimed,
        definitions=definitions,
        data=data,
        fact=lookup.FACTS,
    )


async def _definitions(page: Page, slugs: list[str]) -> dict[str, str]:
    if not slugs:
        return {}
    rows = await page.graph.select(
        f"SELECT ?x ?text {{ VALUES ?x {{ {things(slugs)} }} ?x skos:definition ?text "
        f'FILTER(LANG(?text) = "{page.language}") }}'
    )
    return {row["x"].slug: row["text"].text for row in rows}
