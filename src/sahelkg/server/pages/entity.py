"""The page of a thing: what is claimed of it, by whom, on which words; and what links to it."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.errors import NotFound
from sahelkg.server.pages import claims
from sahelkg.server.pages.gathering import Line, voices
from sahelkg.server.pages.graph import Row, Term, thing
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.telling import choose, tell

LOOKED_AT = 1500
"""Claims of which predicate and object are read; what is beyond is announced, and listed in the browser of claims."""

_DOCUMENTS = 8

_SIDES = {
    "›": ("rdf:subject", "rdf:object"),
    "‹": ("rdf:object", "rdf:subject"),
    "through": ("sahel:instrument", "rdf:object"),
    "at": ("sahel:place", "rdf:subject"),
}
"""The sides from which a page tells claims: the property that leads to the thing, and the one that leads on from it."""

_REGISTERS = {
    "http://www.wikidata.org/entity/": "wikidata",
    "http://publications.europa.eu/resource/authority/": "publications",
}
"""Registers that know things under identifiers of their own, by the beginning of their addresses."""

_DESCRIBED = (
    "rdf:type skos:prefLabel skos:altLabel sahel:acronym sahel:demonym skos:definition skos:exactMatch sahel:reviewed"
    " dct:title dct:isPartOf oa:start oa:end dct:description rdfs:label"
)


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of a thing itself."""

    slug: str
    values: dict[str, list[Term]]

    def texts(self, name: str, language: str = "") -> list[Term]:
        """The values of a property, those in a language first."""
        return sorted(self.values.get(name, []), key=lambda term: (term.language != language, term.text))

    def other_names(self, shown: str, language: str) -> list[Term]:
        """What the thing is called besides the name shown and its acronyms, each once."""
        told = {shown, *(term.text for term in self.texts("acronym"))}
        names = [*self.texts("prefLabel", language), *self.texts("altLabel", language)]
        return _distinct(term for term in names if term.text not in told)

    def acronyms(self, language: str) -> list[Term]:
        """The thing's acronyms, each once."""
        return _distinct(self.texts("acronym", language))

    def one(self, name: str, language: str = "") -> Term:
        found = self.texts(name, language)
        return found[0] if found else Term("")


def _distinct(terms: Iterable[Term]) -> list[Term]:
    """The terms, the first of each text."""
    found: dict[str, Term] = {}
    for term in terms:
        found.setdefault(term.text, term)
    return list(found.values())


async def describe(page: Page, slug: str) -> Description:
    """What the graph says of a thing. Raises NotFound when it says nothing."""
    try:
        rows = await page.graph.describe([slug], _DESCRIBED)
    except ValueError:
        raise NotFound(page.words("no_such_thing", name=slug)) from None
    if not rows:
        raise NotFound(page.words("no_such_thing", name=slug))
    values: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        values[row["p"].local].append(row["o"])
    return Description(slug, values)


async def show(page: Page) -> bytes:
    """``/entity/{slug}`` for everything but claims, conflicts and rules."""
    slug = page.path["slug"]
    described, named, roles, sides = await asyncio.gather(
        describe(page, slug), page.graph.select(_naming(slug)), page.graph.select(_roles(slug)), _sides(page, slug)
    )
    kind = page.terms.kind(page.terms.most_specific(term.local for term in described.values.get("type", ())))
    choice = choose(sides, kind, page.terms)
    found = {claim.slug: claim for claim in await claims.fetch(page.graph, choice.slugs)}
    documents = [(row["d"].slug, int(row["n"].text)) for row in named if "d" in row]
    await page.introduce(found.values())
    await page.name(slug, *(name for name, _ in documents))
    return page.render(
        "entity.html",
        described=described,
        name=page.names[slug],
        kind=kind,
        told=tell(page, choice, found, kind),
        documents=documents[:_DOCUMENTS],
        document_count=len(documents),
        mention_count=sum(number for _, number in documents),
        subject_count=len(sides["›"]),
        object_count=len(sides["‹"]),
        limit=LOOKED_AT,
        roles={row["p"].local: int(row["n"].text) for row in roles if "p" in row},
        disagreements=_disagreements(found.values()),
        registers=_REGISTERS,
        query=_query(slug),
    )


async def _sides(page: Page, slug: str) -> dict[str, list[Row]]:
    asked = (page.graph.select(_side(slug, property_, other)) for property_, other in _SIDES.values())
    return dict(zip(_SIDES, await asyncio.gather(*asked), strict=True))


def _side(slug: str, property_: str, other: str) -> str:
    """The claims in which the thing has a part, with what tells them apart."""
    return (
        f"SELECT ?c ?p ?o ?conflict {{ {{ SELECT ?c {{ ?c {property_} {thing(slug)} }} LIMIT {LOOKED_AT} }} "
        f"?c rdf:predicate ?p OPTIONAL {{ ?c {other} ?o }} OPTIONAL {{ ?c sahel:conflict ?conflict }} }}"
    )


def _naming(slug: str) -> str:
    """The documents that name the thing, by number of mentions; of a thing named very often, some of them."""
    return (
        f"SELECT ?d (COUNT(?m) AS ?n) {{ {{ SELECT ?m {{ ?m sahel:refersTo {thing(slug)} }} LIMIT 5000 }} "
        "?m sahel:inDocument ?d } GROUP BY ?d ORDER BY DESC(?n) ?d LIMIT 1000"
    )


def _roles(slug: str) -> str:
    """How often the thing stands elsewhere in a claim than as its subject or object."""
    properties = ("sahel:instrument", "sahel:place", "prov:wasAttributedTo", "sahel:reportedBy", "sahel:purpose")
    parts = " UNION ".join(
        f"{{ SELECT ({name} AS ?p) (COUNT(?c) AS ?n) {{ SELECT ?c {{ ?c {name} {thing(slug)} }} LIMIT 5000 }} }}"
        for name in properties
    )
    return f"SELECT ?p ?n {{ {parts} FILTER(?n > 0) }}"


def _query(slug: str) -> str:
    """The query that a reader may edit: all claims about the thing."""
    return (
        "SELECT ?claim ?subject ?predicate ?object ?said_by ?quote\nWHERE {\n"
        f"  VALUES ?thing {{ {thing(slug)} }}\n"
        "  ?claim rdf:subject|rdf:object ?thing ;\n    rdf:subject ?subject ;\n    rdf:predicate ?predicate ;\n"
        "    rdf:object ?object ;\n    oa:hasSelector/oa:exact ?quote .\n"
        "  OPTIONAL { ?claim prov:wasAttributedTo ?said_by }\n}\nORDER BY ?predicate ?subject STR(?object)\nLIMIT 500"
    )


def _disagreements(found: Iterable[claims.Claim]) -> list[list[Line]]:
    """The claims shown that contradict each other, set by set, each set's different statements side by side."""
    sets: dict[str, list[claims.Claim]] = defaultdict(list)
    for claim in found:
        if claim.conflict:
            sets[claim.conflict].append(claim)
    return [told for _, same in sorted(sets.items()) if len(told := voices(same)) > 1]
