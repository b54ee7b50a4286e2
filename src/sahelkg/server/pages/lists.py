"""The lists of claims: for each the graph pattern on ``?claim`` that its page, its data and its query share."""

from collections.abc import Callable, Mapping

from sahelkg.server.pages.graph import text
from sahelkg.server.pages.listing import Filters, Sorting, term
from sahelkg.server.pages.page import Page

FUNDING = "?claim rdf:predicate sahel:funds ."
IN_STATES = "{ ?claim rdf:object ?state } UNION { ?claim sahel:place ?state } ?state a sahel:State ."
LARGEST_FIRST = Sorting(
    "DESC(BOUND(?amount)) STR(?currency) DESC(?amount)",
    "OPTIONAL { ?claim sahel:amount ?amount } OPTIONAL { ?claim sahel:currency ?currency }",
)
"""The largest sum first, currency by currency: sums of different currencies have no order."""

LATEST_FIRST = Sorting("DESC(?day)")
_DATED = "{ ?claim sahel:startNotBefore ?day } UNION { ?claim sahel:valueNotBefore ?day }"


def conflicts(page: Page) -> str:
    """Contested claims: of one kind of contradiction, or of contradictions about a thing, where the address says so."""
    return Filters(page, f"?claim sahel:conflict ?conflict . {about_conflict(page, page.one('kind'))}").pattern()


def about_conflict(page: Page, kind: str = "") -> str:
    """What the address asks of ``?conflict``."""
    parts = [f"?conflict rdfs:label ?label FILTER(STR(?label) = {text(kind)})"] if kind else []
    if about := page.one("about"):
        parts.append(f"?conflict sahel:hasClaim/(rdf:subject|rdf:object) {term('subject', about)} .")
    return " ".join(parts)


def timeline(page: Page) -> str:
    """Dated claims between the years asked for, of a thing where one is named; ``?day`` is the first they can mean."""
    about = page.one("about")
    parts = [f"?claim (rdf:subject|rdf:object) {term('subject', about)} ."] if about else []
    limits = []
    for name, sign, day in (("since", ">=", "01-01"), ("until", "<=", "12-31")):
        year = page.one(name)
        if year.isdecimal() and len(year) == 4:
            limits.append(f'?day {sign} "{year}-{day}"^^xsd:date')
    years = f"FILTER({' && '.join(limits)})" if limits else ""
    return Filters(page, " ".join((*parts, _DATED, years))).pattern()


LISTS: Mapping[str, Callable[[Page], str]] = {
    "claims": lambda page: Filters(page).pattern(),
    "funding": lambda page: Filters(page, FUNDING).pattern(),
    "conflicts": conflicts,
    "timeline": timeline,
    "map": lambda page: Filters(page, IN_STATES).pattern(),
}
"""By the name that their addresses have."""

SORTED: Mapping[str, Sorting] = {
    "funding": LARGEST_FIRST,
    "conflicts": Sorting("STR(?conflict)"),
    "timeline": LATEST_FIRST,
}
"""How those of the lists are sorted that do not begin with the newest document and follow its text."""
