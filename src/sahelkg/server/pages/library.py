"""The documents: what was read, the newest first, with publisher, date, language and how many claims each makes."""

import asyncio

from sahelkg.server.pages.graph import things, with_prefixes
from sahelkg.server.pages.page import Page

_SIZE = 50
_FURTHEST = 1_000_000

_LISTED = (
    "SELECT ?document ?title ?publisher ?issued\nWHERE {\n  ?document sahel:sha256 ?sum ;\n    dct:title ?title .\n"
    "  OPTIONAL { ?document dct:publisher ?publisher }\n  OPTIONAL { ?document dct:issued ?issued }\n}\n"
    "ORDER BY DESC(STR(?issued)) ?title"
)
_DESCRIBED = (
    "CONSTRUCT { ?document ?property ?value }\nWHERE {\n  ?document sahel:sha256 ?sum ;\n    ?property ?value .\n"
    "  FILTER(?property != sahel:text)\n}"
)


async def show(page: Page) -> bytes:
    """``/documents``."""
    begun = page.one("from")
    offset = min(int(begun), _FURTHEST) if begun.isdecimal() and len(begun) < 9 else 0
    rows = await page.graph.select(
        "SELECT ?d { ?d sahel:sha256 ?sum OPTIONAL { ?d dct:issued ?day } } "
        f"ORDER BY DESC(STR(?day)) STR(?d) OFFSET {offset} LIMIT {_SIZE + 1}"
    )
    slugs = [row["d"].slug for row in rows[:_SIZE]]
    values = f"VALUES ?d {{ {things(slugs)} }}"
    counted, _ = await asyncio.gather(
        page.graph.select(f"SELECT ?d (COUNT(?c) AS ?n) {{ {values} ?c prov:wasQuotedFrom ?d }} GROUP BY ?d"),
        page.view.sources.fetch(page.graph, page.names, slugs),
    )
    return page.render(
        "documents.html",
        sources=[page.source(slug) for slug in slugs],
        counts={row["d"].slug: int(row["n"].text) for row in counted if "d" in row},
        total=page.view.release.manifest["counts"].get("documents", len(slugs)),
        next=page.url("/documents", **{"from": offset + _SIZE}) if len(rows) > _SIZE else "",
        first=page.url("/documents") if offset else "",
        query=_LISTED,
        data=[
            ("CSV", _answer(page, _LISTED, "csv")),
            ("JSON", page.url.plain("/api/documents")),
            ("Turtle", _answer(page, _DESCRIBED, "ttl")),
        ],
    )


def _answer(page: Page, query: str, form: str) -> str:
    return page.url.plain("/sparql", [("query", with_prefixes(query)), ("format", form)])
