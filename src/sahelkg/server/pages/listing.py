"""Lists of claims that readers narrow down: filters in the address, facets with counts, pages, and the query behind them."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sahelkg.server.errors import NotFound
from sahelkg.server.pages import claims
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import Row, text, thing
from sahelkg.server.pages.ordering import Position, position
from sahelkg.server.pages.page import Page
from sahelkg.vocabulary import CURRENCY, ONTOLOGY

SIZE = 40
"""Claims on a page."""

COUNTED = 20_000
"""Claims up to which a list is counted."""

SAMPLED = 5_000
"""Claims among which the choices of facets are counted."""

_CHOICES = 8
_NAMED = 100

_DOT = re.compile(r' \.(?= |$)(?=(?:[^"]*"[^"]*")*[^"]*$)')
"""The end of a triple pattern, not a full stop within a text."""

FORMS = {"csv": "CSV", "json": "JSON", "ttl": "Turtle"}
"""The forms that every list has as data, and how they are called."""

PROPERTIES: Mapping[str, str] = {
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "status": "sahel:status",
    "currency": "sahel:currency",
    "instrument": "sahel:instrument",
    "purpose": "sahel:purpose",
    "place": "sahel:place",
    "asserted_by": "prov:wasAttributedTo",
    "reported_by": "sahel:reportedBy",
    "document": "prov:wasQuotedFrom",
    "modality": "sahel:modality",
    "basis": "sahel:basis",
    "conflict": "sahel:conflict",
}
"""What claims can be filtered by: the address's parameter and the claim's property."""

EVERY_CLAIM = "?claim a sahel:Claim ."
"""All claims. The engine comes upon them as if shuffled, so that the first of them tell of the rest."""

_THINGS_OR_TEXT = {"object", "instrument", "purpose", "place"}
"""Properties that may have a text, by which a list cannot be narrowed down."""

_ONTOLOGY_TERMS = {"predicate", "modality", "basis"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set; `without` is the address that lacks it."""

    facet: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that would narrow the list down to `count` claims."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The most frequent values of a property. `all` is the address of all of them, where there are more."""

    label: str
    choices: list[Choice]
    all: str


@dataclass(slots=True)
class Listing:
    """One page of claims with what readers need to go on from it."""

    claims: list[Claim]
    chips: list[Chip]
    facets: list[Facet]
    total: int
    counted: int
    query: str
    path: str
    bare: str
    data: list[tuple[str, str]]
    next: str = ""
    first: str = ""
    estimated: bool = field(default=False)

    @property
    def is_sampled(self) -> bool:
        """Whether the choices of facets are counted among some of the claims only."""
        return self.total > self.counted


@dataclass(frozen=True, slots=True)
class Sorting:
    """Expressions by which claims are sorted, and the pattern that brings what the expressions are about.

    Equals stay in the order of the engine's index: to tell them apart by IRI, it would look up the text of every one.
    """

    by: str
    joined: str = ""

    def applied(self, pattern: str) -> str:
        """The end of a query for the claims of a graph pattern, from its first brace on."""
        return f"{{ {pattern} {self.joined} }} ORDER BY {self.by}"


class Filters:
    """What an address asks for. `fixed` is a graph pattern on ``?claim`` that the list always has."""

    def __init__(self, page: Page, fixed: str = "") -> None:
        self.given = {name: page.one(name) for name in PROPERTIES if page.one(name)}
        self._fixed = fixed

    def pattern(self) -> str:
        """The graph pattern of all claims asked for. Raises NotFound for a value that cannot be one."""
        parts = [f"?claim {PROPERTIES[name]} {term(name, value)} ." for name, value in self.given.items()]
        if self._fixed:
            parts.append(self._fixed)
        return " ".join(parts) or EVERY_CLAIM

    def things(self) -> list[str]:
        """The slugs of the things by which the list is narrowed down."""
        slugs = {name: value for name, value in self.given.items() if name not in _ONTOLOGY_TERMS}
        return [
            f"document-{value.removeprefix('document-')}" if name == "document" else value for name, value in slugs.items()
        ]


def term(name: str, value: str) -> str:
    """A filter's value as a SPARQL term: a thing, an ontology term, a currency or text. Raises NotFound."""
    try:
        if name in _ONTOLOGY_TERMS:
            return f"<{ONTOLOGY}{value}>" if value.isalnum() else thing(value)
        if name == "currency":
            return "sahel:currencyNotStated" if value == "none" else f"<{CURRENCY}{value}>" if value.isalnum() else thing("")
        if name == "document":
            return thing(f"document-{value.removeprefix('document-')}")
        if name == "status" or " " in value:
            return text(value)
        return thing(value)
    except ValueError:
        raise NotFound(f"“{value[:60]}” cannot be a value of “{name}”.") from None


async def read(page: Page, path: str, filters: Filters, facets: tuple[str, ...], sorting: Sorting | None = None) -> Listing:
    """The page of claims that the request asks for.

    `facets` are names of `PROPERTIES`. Without a sorting the newest document comes first, and its claims in the order of its
    text.
    """
    pattern = filters.pattern()
    part = _sorted(page, pattern, sorting) if sorting else _in_text_order(page, pattern)
    open_facets = [name for name in facets if name not in filters.given]
    asked = (counted_claims(pattern), *(_counting(name, pattern) for name in open_facets))
    (slugs, begin, following), (counted, *counts) = await asyncio.gather(
        part, asyncio.gather(*map(page.graph.select, asked))
    )
    listed = await claims.fetch(page.graph, slugs)
    await page.introduce(listed)
    values = {row["value"].slug for rows in counts for row in rows if row["value"].slug}
    await page.name(*values, *filters.things())
    total = int(counted[0]["n"].text)
    listing = Listing(
        claims=listed,
        chips=chips(page, path, filters),
        facets=[
            facet
            for name, rows in zip(open_facets, counts, strict=True)
            if (facet := _facet(page, path, filters, name, rows)) is not None
        ],
        total=total,
        counted=SAMPLED,
        query=editable(pattern),
        path=path,
        bare=page.url(path),
        data=twins(page, path, filters.given),
        estimated=total >= COUNTED,
    )
    if following:
        listing.next = page.url(path, **{**filters.given, "from": following})
    if begin:
        listing.first = page.url(path, **filters.given)
    return listing


_Part = tuple[list[str], str, str]
"""The slugs of a page's claims, where it begins and where the next page does, as addresses write it: empty for nowhere."""


async def _in_text_order(page: Page, pattern: str) -> _Part:
    begin = position(page.one("from"))
    found = await page.view.order.part(page.graph, pattern, begin, SIZE)
    return found.claims, str(begin) if begin > Position() else "", str(found.following or "")


async def _sorted(page: Page, pattern: str, sorting: Sorting) -> _Part:
    offset = _whole(page.one("from"))
    rows = await page.graph.select(f"SELECT ?claim {sorting.applied(pattern)} OFFSET {offset} LIMIT {SIZE + 1}")
    slugs = [row["claim"].slug for row in rows[:SIZE]]
    return slugs, str(offset or ""), str(offset + SIZE) if len(rows) > SIZE else ""


def twins(page: Page, path: str, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where a list is had as data, by the name of each form."""
    return [(label, page.url.plain(f"{path}.{form}", list(given.items()))) for form, label in FORMS.items()]


def _whole(value: str) -> int:
    return min(int(value), COUNTED) if value.isdecimal() and len(value) < 9 else 0


def counted_claims(pattern: str) -> str:
    """The query for the number of claims, up to `COUNTED`."""
    return f"SELECT (COUNT(*) AS ?n) {{ SELECT ?claim {{ {pattern} }} LIMIT {COUNTED} }}"


def counted_values(name: str, pattern: str, among: int) -> str:
    """The query for the values of a property and how many claims have each; only those that a list can be narrowed by."""
    named = "FILTER(ISIRI(?value))" if name in _THINGS_OR_TEXT else ""
    return (
        f"SELECT ?value (COUNT(*) AS ?n) {{ {{ SELECT ?claim {{ {pattern} }} LIMIT {among} }} "
        f"?claim {PROPERTIES[name]} ?value {named} }} GROUP BY ?value"
    )


def _counting(name: str, pattern: str) -> str:
    """The commonest values; equally common ones by name, but only among some, since every name takes the engine time."""
    return (
        f"SELECT ?value ?n {{ {{ {counted_values(name, pattern, SAMPLED)} ORDER BY DESC(?n) LIMIT {_NAMED} }} }} "
        f"ORDER BY DESC(?n) STR(?value) LIMIT {_CHOICES + 1}"
    )


def editable(pattern: str) -> str:
    """The query that a reader may edit."""
    lines = "\n".join(f"  {part.strip()} ." for part in _DOT.split(pattern) if part.strip())
    return (
        "SELECT ?claim ?subject ?predicate ?object ?amount ?currency ?start ?said_by ?quote\nWHERE {\n"
        f"{lines}\n  ?claim rdf:subject ?subject ;\n    rdf:predicate ?predicate ;\n    oa:hasSelector/oa:exact ?quote .\n"
        "  OPTIONAL { ?claim rdf:object ?object }\n  OPTIONAL { ?claim sahel:amount ?amount }\n"
        "  OPTIONAL { ?claim sahel:currency ?currency }\n  OPTIONAL { ?claim sahel:start ?start }\n"
        "  OPTIONAL { ?claim prov:wasAttributedTo ?said_by }\n}\nORDER BY ?subject ?predicate ?start\nLIMIT 500"
    )


def value_label(page: Page, name: str, value: str) -> str:
    """How a filter's value is called."""
    if name in _ONTOLOGY_TERMS:
        return page.terms.label(value, page.language)
    if name == "currency":
        return page.words("currency_not_stated") if value == "none" else value
    if name == "status":
        return page.words.known("status", value)
    if name == "document":
        return page.names[f"document-{value.removeprefix('document-')}"].label(page.language)
    return page.names[value].label(page.language)


def as_parameter(name: str, value: str) -> str:
    """A value, as the slug or local name it has in the graph, as addresses write it."""
    if name == "currency" and value == "currencyNotStated":
        return "none"
    return value.removeprefix("document-") if name == "document" else value


def chips(page: Page, path: str, filters: Filters) -> list[Chip]:
    """The filters that are set, each with the address of the list without it."""
    found = []
    for name, value in filters.given.items():
        rest = {other: one for other, one in filters.given.items() if other != name}
        found.append(Chip(page.words(f"facet.{name}"), value_label(page, name, value), page.url(path, **rest)))
    return found


def _facet(page: Page, path: str, filters: Filters, name: str, rows: list[Row]) -> Facet | None:
    choices = []
    for row in rows[:_CHOICES]:
        value = as_parameter(name, row["value"].slug or row["value"].local)
        address = page.url(path, **{**filters.given, name: value})
        choices.append(Choice(value_label(page, name, value), int(row["n"].text), address))
    if not choices:
        return None
    more = page.url(path, **{**filters.given, "values": name}) if len(rows) > _CHOICES else ""
    return Facet(page.words(f"facet.{name}"), choices, more)
