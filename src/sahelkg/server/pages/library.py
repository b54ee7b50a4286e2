"""The documents: what was read, with publisher, date, language and how many claims each makes."""

import asyncio

from sahelkg.server.pages.graph import text, things
from sahelkg.server.pages.page import Page
from sahelkg.vocabulary import ID

_SIZE = 50


async def show(page: Page) -> bytes:
    """``/documents``."""
    after = page.one("after")
    behind = f"FILTER(STR(?d) > {text(ID + after)})" if after else ""
    rows = await page.graph.select(f"SELECT ?d {{ ?d sahel:sha256 ?sum {behind} }} ORDER BY STR(?d) LIMIT {_SIZE + 1}")
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
        next=page.url("/documents", after=slugs[-1]) if len(rows) > _SIZE else "",
        first=page.url("/documents") if after else "",
        query=(
            "SELECT ?document ?title ?publisher ?issued\nWHERE {\n  ?document sahel:sha256 ?sum ;\n    dct:title ?title .\n"
            "  OPTIONAL { ?document dct:publisher ?publisher }\n  OPTIONAL { ?document dct:issued ?issued }\n}\n"
            "ORDER BY ?title"
        ),
    )
