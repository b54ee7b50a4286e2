"""The ontology's documentation: every class, property and fixed value, what it means, and where the graph uses it."""

from fastapi import Response

from sahelkg.server.pages import claims
from sahelkg.server.pages.graph import Row
from sahelkg.server.pages.page import Page, ontology_file

_AT_ONCE = 40
_TOO_LONG = {"text"}
"""Properties whose values are whole documents."""


async def show(page: Page) -> bytes:
    """``/ontology``, for readers who accept HTML."""
    kinds = {
        kind: [term for term in page.terms.terms.values() if term.kind == kind]
        for kind in ("class", "property", "individual")
    }
    names = {kind: [term.name for term in terms] for kind, terms in kinds.items()}
    instances = await _examples(page, [(name, f"?x a sahel:{name} .") for name in names["class"]])
    told = await _examples(page, [(name, f"?x rdf:predicate sahel:{name} .") for name in names["property"]])
    others = [name for name in names["property"] if name not in told and name not in _TOO_LONG]
    used = await _examples(page, [(name, f"?x sahel:{name} ?value .") for name in others])
    used |= await _examples(
        page, [(name, f"?x ?property sahel:{name} . ?x rdf:predicate ?any .") for name in names["individual"]]
    )
    rows = [*told.values(), *used.values()]
    found = {claim.slug: claim for claim in await claims.fetch(page.graph, [row["x"].slug for row in rows])}
    await page.introduce(found.values())
    await page.name(*(row[name].slug for row in (*instances.values(), *rows) for name in ("x", "value") if name in row))
    return page.render(
        "ontology.html",
        classes=kinds["class"],
        properties=kinds["property"],
        individuals=kinds["individual"],
        instances={name: row["x"].slug for name, row in instances.items()},
        examples={name: (found.get(row["x"].slug), row["x"].slug, row.get("value")) for name, row in (told | used).items()},
    )


async def _examples(page: Page, wanted: list[tuple[str, str]]) -> dict[str, Row]:
    """For each name one solution of its pattern, with ``?x``; where there is none, the name is left out."""
    found: dict[str, Row] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        parts = " UNION ".join(
            f'{{ SELECT ("{name}" AS ?name) ?x ?value {{ {pattern} }} LIMIT 1 }}'
            for name, pattern in wanted[start : start + _AT_ONCE]
        )
        rows = await page.graph.select(f"SELECT ?name ?x ?value {{ {parts} }}")
        found |= {row["name"].text: row for row in rows if "x" in row and row["x"].slug}
    return found


async def send_turtle(page: Page) -> Response:
    """``/ontology.ttl``."""
    return Response(ontology_file(page.view.release).read_bytes(), media_type="text/turtle; charset=utf-8")
