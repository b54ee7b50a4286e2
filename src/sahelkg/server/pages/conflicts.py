"""Where sources disagree: every set of contradicting claims, what each says beside the other."""

import asyncio
from itertools import groupby

from sahelkg.server.pages import claims
from sahelkg.server.pages.gathering import Line, shared, voices
from sahelkg.server.pages.graph import text, things
from sahelkg.server.pages.listing import editable, twins
from sahelkg.server.pages.lists import about_conflict, conflicts
from sahelkg.server.pages.page import Page
from sahelkg.vocabulary import ID

_SIZE = 8
_STATEMENTS = 6


async def show(page: Page) -> bytes:
    """``/conflicts``, of one kind or about one thing where the address says so."""
    kind, about, after = page.one("kind"), page.one("about"), page.one("after")
    given = {name: value for name, value in (("kind", kind), ("about", about)) if value}
    behind = f"FILTER(STR(?conflict) > {text(ID + after)})" if after else ""
    rows, kinds = await asyncio.gather(
        page.graph.select(
            f"SELECT DISTINCT ?conflict {{ ?conflict a sahel:Conflict . {about_conflict(page, kind)} {behind} }} "
            f"ORDER BY STR(?conflict) LIMIT {_SIZE + 1}"
        ),
        page.graph.select(
            f"SELECT ?label (COUNT(DISTINCT ?conflict) AS ?n) {{ ?conflict a sahel:Conflict ; rdfs:label ?label "
            f"FILTER(LANG(?label) = {text(page.language)}) {about_conflict(page)} }} "
            "GROUP BY ?label ORDER BY DESC(?n) ?label"
        ),
    )
    slugs = [row["conflict"].slug for row in rows[:_SIZE]]
    sets = await _sets(page, slugs)
    await page.name(*slugs, about)
    return page.render(
        "conflicts.html",
        sets=[(slug, told, shared(told)) for slug, told in sets],
        kinds=[(row["label"].text, int(row["n"].text)) for row in kinds if "label" in row],
        kind=kind,
        about=about,
        statements=_STATEMENTS,
        total=sum(int(row["n"].text) for row in kinds if "label" in row and kind in ("", row["label"].text)),
        next=page.url("/conflicts", kind=kind, about=about, after=slugs[-1]) if len(rows) > _SIZE else "",
        first=page.url("/conflicts", kind=kind, about=about) if after else "",
        query=editable(conflicts(page)),
        data=twins(page, "/conflicts", given),
    )


async def _sets(page: Page, slugs: list[str]) -> list[tuple[str, list[Line]]]:
    if not slugs:
        return []
    rows = await page.graph.select(f"SELECT ?c {{ VALUES ?x {{ {things(slugs)} }} ?c sahel:conflict ?x }} LIMIT 300")
    found = await claims.fetch(page.graph, [row["c"].slug for row in rows])
    await page.introduce(found)
    ordered = sorted(found, key=lambda claim: claim.conflict)
    return [(slug, voices(same)) for slug, same in groupby(ordered, key=lambda claim: claim.conflict)]
