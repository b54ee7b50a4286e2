"""The ontology's documentation: every class and property, what it means, and a claim that uses it."""

from fastapi import Response

from sahelkg.server.pages import claims
from sahelkg.server.pages.page import Page, ontology_file

_AT_ONCE = 40


async def show(page: Page) -> bytes:
    """``/ontology``, for readers who accept HTML."""
    classes = [term for term in page.terms.terms.values() if term.kind == "class"]
    properties = [term for term in page.terms.terms.values() if term.kind == "property"]
    instances = await _examples(page, [(term.name, f"?x a sahel:{term.name} .") for term in classes])
    used = await _examples(page, [(term.name, f"?x rdf:predicate sahel:{term.name} .") for term in properties])
    found = {claim.predicate: claim for claim in await claims.fetch(page.graph, used.values())}
    await page.introduce(found.values())
    await page.name(*instances.values())
    return page.render(
        "ontology.html",
        classes=classes,
        properties=properties,
        individuals=[term for term in page.terms.terms.values() if term.kind == "individual"],
        instances=instances,
        claims=found,
    )


async def _examples(page: Page, wanted: list[tuple[str, str]]) -> dict[str, str]:
    """For each name one thing that fits its pattern; where nothing does, the name is left out."""
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        parts = " UNION ".join(
            f'{{ SELECT ("{name}" AS ?name) ?x {{ {pattern} }} LIMIT 1 }}'
            for name, pattern in wanted[start : start + _AT_ONCE]
        )
        rows = await page.graph.select(f"SELECT ?name ?x {{ {parts} }}")
        found |= {row["name"].text: row["x"].slug for row in rows if "x" in row and row["x"].slug}
    return found


async def send_turtle(page: Page) -> Response:
    """``/ontology.ttl``."""
    return Response(ontology_file(page.view.release).read_bytes(), media_type="text/turtle; charset=utf-8")
