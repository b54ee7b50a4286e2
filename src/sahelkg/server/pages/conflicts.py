"""Where sources disagree: every set of contradicting claims, what each says beside the other."""

import asyncio
from itertools import groupby

from sahelkg.server.pages import claims
from sahelkg.server.pages.gathering import Line, voices
from sahelkg.server.pages.graph import text, thing, things
from sahelkg.server.pages.page import Page
from sahelkg.vocabulary import ID

_SIZE = 8
_STATEMENTS = 6


async def show(page: Page) -> bytes:
    """``/conflicts``, of one kind or about one thing where the address says so."""
    kind, about, after = page.one("kind"), page.one("about"), page.one("after")
    parts = ["?x a sahel:Conflict ."]
    if kind:
        parts.append(f"?x rdfs:label ?label FILTER(STR(?label) = {text(kind)})")
    if about:
        parts.append(f"?x sahel:hasClaim ?claim . ?claim (rdf:subject|rdf:object) {thing(about)} .")
    if after:
        parts.append(f"FILTER(STR(?x) > {text(ID + after)})")
    language = text(page.language)
    rows, kinds = await asyncio.gather(
        page.graph.select(f"SELECT DISTINCT ?x {{ {' '.join(parts)} }} ORDER BY STR(?x) LIMIT {_SIZE + 1}"),
        page.graph.select(
            "SELECT ?label (COUNT(?x) AS ?n) { ?x a sahel:Conflict ; rdfs:label ?label "
            f"FILTER(LANG(?label) = {language}) }} GROUP BY ?label ORDER BY DESC(?n) ?label"
        ),
    )
    slugs = [row["x"].slug for row in rows[:_SIZE]]
    sets = await _sets(page, slugs)
    await page.name(*slugs, about)
    return page.render(
        "conflicts.html",
        sets=sets,
        kinds=[(row["label"].text, int(row["n"].text)) for row in kinds],
        kind=kind,
        about=about,
        statements=_STATEMENTS,
        total=sum(int(row["n"].text) for row in kinds),
        next=page.url("/conflicts", kind=kind, about=about, after=slugs[-1]) if len(rows) > _SIZE else "",
        first=page.url("/conflicts", kind=kind, about=about) if after else "",
        query=_QUERY,
    )


_QUERY = (
    "SELECT ?conflict ?subject ?predicate ?object ?amount ?said_by ?quote\nWHERE {\n  ?conflict a sahel:Conflict ;\n"
    "    sahel:hasClaim ?claim .\n  ?claim rdf:subject ?subject ;\n    rdf:predicate ?predicate ;\n"
    "    oa:hasSelector/oa:exact ?quote .\n  OPTIONAL { ?claim rdf:object ?object }\n"
    "  OPTIONAL { ?claim sahel:amount ?amount }\n  OPTIONAL { ?claim prov:wasAttributedTo ?said_by }\n}\n"
    "ORDER BY ?conflict ?subject\nLIMIT 500"
)


async def _sets(page: Page, slugs: list[str]) -> list[tuple[str, list[Line]]]:
    if not slugs:
        return []
    rows = await page.graph.select(f"SELECT ?c {{ VALUES ?x {{ {things(slugs)} }} ?c sahel:conflict ?x }} LIMIT 300")
    found = await claims.fetch(page.graph, [row["c"].slug for row in rows])
    await page.introduce(found)
    ordered = sorted(found, key=lambda claim: claim.conflict)
    return [(slug, voices(same)) for slug, same in groupby(ordered, key=lambda claim: claim.conflict)]
