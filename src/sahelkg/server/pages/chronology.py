"""What happened when, each date as precisely as the text has it and no more."""

from sahelkg.server.figures import timeline as drawn
from sahelkg.server.pages import claims
from sahelkg.server.pages.gathering import gather
from sahelkg.server.pages.listing import editable, twins
from sahelkg.server.pages.lists import LATEST_FIRST, timeline
from sahelkg.server.pages.page import Page

MOST = 150
"""Claims on one timeline; more are announced, and shown by narrowing down."""

_COLUMNS = ("when", "claim", "said_by", "quote")


async def show(page: Page) -> bytes:
    """``/timeline``."""
    pattern = timeline(page)
    rows = await page.graph.select(f"SELECT DISTINCT ?claim ?day {LATEST_FIRST.applied(pattern)} LIMIT {MOST + 1}")
    found = await claims.fetch(page.graph, dict.fromkeys(row["claim"].slug for row in rows[:MOST]))
    facts = gather(found)
    await page.introduce(found)
    given = {name: page.one(name) for name in ("predicate", "about", "since", "until") if page.one(name)}
    await page.name(page.one("about"))
    predicates = await page.graph.select(
        "SELECT ?p (COUNT(*) AS ?n) { { SELECT ?claim { { ?claim sahel:startNotBefore ?day } UNION "
        "{ ?claim sahel:valueNotBefore ?day } } LIMIT 20000 } ?claim rdf:predicate ?p } "
        "GROUP BY ?p ORDER BY DESC(?n) LIMIT 14"
    )
    return page.render(
        "timeline.html",
        listed=[fact.first for fact in facts],
        columns=_COLUMNS,
        figure=drawn.draw(facts, page),
        truncated=len(rows) > MOST,
        most=MOST,
        about=page.one("about"),
        given=given,
        predicates=[(row["p"].local, int(row["n"].text)) for row in predicates],
        query=editable(pattern),
        data=twins(page, "/timeline", given),
    )
