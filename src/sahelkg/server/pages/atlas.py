"""The map: how many claims place something in each state."""

from sahelkg.server.figures import map as drawn
from sahelkg.server.pages.listing import twins
from sahelkg.server.pages.lists import IN_STATES
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.rendering import STATIC

LAYERS = ("", "operatesIn", "hasOfficeIn", "funds", "supports", "visited", "heldIn", "casualties")
"""Predicates that can be mapped; the empty one stands for all."""

_MOST_STATES = 300
_COUNTRY = "http://publications.europa.eu/resource/authority/country/"


async def show(page: Page) -> bytes:
    """``/map``."""
    layer = page.one("predicate")
    layer = layer if layer in LAYERS else ""
    pattern = f"?claim rdf:predicate sahel:{layer} . " if layer else ""
    rows = await page.graph.select(
        f"SELECT ?state ?code ?n {{ {{ SELECT ?state (COUNT(DISTINCT ?claim) AS ?n) {{ {pattern}{IN_STATES} }} "
        f"GROUP BY ?state ORDER BY DESC(?n) ?state LIMIT {_MOST_STATES} }} "
        f'OPTIONAL {{ ?state skos:exactMatch ?code FILTER(STRSTARTS(STR(?code), "{_COUNTRY}")) }} }} '
        "ORDER BY DESC(?n) ?state"
    )
    rows = [row for row in rows if "state" in row]
    await page.name(*(row["state"].slug for row in rows))
    ranges = drawn.shades([int(row["n"].text) for row in rows])
    table = []
    areas = {}
    for row in rows:
        slug, count = row["state"].slug, int(row["n"].text)
        shade = next(number for number, (low, high) in enumerate(ranges) if low <= count <= high)
        parameters = {"object": slug, "predicate": layer}
        table.append((slug, count, page.url("/claims", **parameters)))
        if "code" in row:
            label = page.names[slug].label(page.language)
            areas[row["code"].local] = drawn.Area(row["code"].local, label, count, shade, page.url("/claims", **parameters))
    return page.render(
        "map.html",
        layer=layer,
        layers=LAYERS,
        table=table,
        ranges=ranges,
        figure=drawn.draw(areas, STATIC / "vendor", page),
        query=(
            f"SELECT ?state (COUNT(DISTINCT ?claim) AS ?claims)\nWHERE {{\n  {pattern}\n  {IN_STATES}\n"
            "}\nGROUP BY ?state\nORDER BY DESC(?claims)"
        ),
        data=twins(page, "/map", {"predicate": layer} if layer else {}),
    )
