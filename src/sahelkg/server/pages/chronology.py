"""What happened when, each date as precisely as the text has it and no more."""

from sahelkg.server.figures import timeline
from sahelkg.server.pages import claims
from sahelkg.server.pages.gathering import gather
from sahelkg.server.pages.listing import Filters, term
from sahelkg.server.pages.page import Page

MOST = 150
"""Claims on one timeline; more are announced, and shown by narrowing down."""


def _sides(page: Page) -> str:
    """The pattern of dated claims between the years asked for, of a thing where one is named."""
    parts = [Filters(page).pattern()]
    if about := page.one("about"):
        parts.append(f"?claim (rdf:subject|rdf:object) {term('subject', about)} .")
    return " ".join(parts)


def _years(page: Page) -> str:
    limits = []
    for name, sign in (("since", ">="), ("until", "<=")):
        year = page.one(name)
        if year.isdecimal() and len(year) == 4:
            day = f"{year}-01-01" if name == "since" else f"{year}-12-31"
            limits.append(f'?day {sign} "{day}"^^xsd:date')
    return f"FILTER({' && '.join(limits)})" if limits else ""


async def show(page: Page) -> bytes:
    """``/timeline``."""
    base = _sides(page)
    pattern = f"{base} {{ ?claim sahel:startNotBefore ?day }} UNION {{ ?claim sahel:valueNotBefore ?day }} {_years(page)}"
    rows = await page.graph.select(
        f"SELECT DISTINCT ?claim ?day {{ {pattern} }} ORDER BY DESC(?day) ?claim LIMIT {MOST + 1}"
    )
    found = await claims.fetch(page.graph, dict.fromkeys(row["claim"].slug for row in rows[:MOST]))
    facts = gather(found)
    await page.introduce(found)
    about = page.one("about")
    await page.name(about)
    predicates = await page.graph.select(
        "SELECT ?p (COUNT(*) AS ?n) { { SELECT ?claim { { ?claim sahel:startNotBefore ?day } UNION "
        "{ ?claim sahel:valueNotBefore ?day } } LIMIT 20000 } ?claim rdf:predicate ?p } "
        "GROUP BY ?p ORDER BY DESC(?n) LIMIT 14"
    )
    return page.render(
        "timeline.html",
        facts=facts,
        figure=timeline.draw(facts, page),
        truncated=len(rows) > MOST,
        most=MOST,
        about=about,
        given={name: page.one(name) for name in ("predicate", "about", "since", "until") if page.one(name)},
        predicates=[(row["p"].local, int(row["n"].text)) for row in predicates],
        query=(
            "SELECT ?day ?subject ?predicate ?object ?claim\nWHERE {\n  ?claim rdf:subject ?subject ;\n"
            "    rdf:predicate ?predicate .\n  { ?claim sahel:startNotBefore ?day }\n  UNION\n"
            "  { ?claim sahel:valueNotBefore ?day }\n  OPTIONAL { ?claim rdf:object ?object }\n}\nORDER BY ?day\nLIMIT 500"
        ),
    )
