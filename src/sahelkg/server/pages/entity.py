"""The page of a thing: what is claimed of it, by whom, on which words; and what links to it."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.errors import NotFound
from sahelkg.server.pages import claims, sections
from sahelkg.server.pages.claims import Fact
from sahelkg.server.pages.graph import Row, Term, thing
from sahelkg.server.pages.page import Page

LOOKED_AT = 1500
"""Claims of which predicate and object are read; what is beyond is announced, and listed in the browser of claims."""

_SHOWN = 110
_OF_A_KIND = 8
_DOCUMENTS = 8

_DESCRIBED = (
    "rdf:type skos:prefLabel skos:altLabel sahel:acronym sahel:demonym skos:definition skos:exactMatch sahel:reviewed"
    " dct:title dct:isPartOf oa:start oa:end dct:description rdfs:label"
)


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one predicate read in one direction. `more` is how many facts are not shown, or 0."""

    predicate: str
    direction: str
    label: str
    facts: list[Fact]
    more: int


@dataclass(frozen=True, slots=True)
class Description:
    """What the graph says of a thing itself."""

    slug: str
    values: dict[str, list[Term]]

    def texts(self, name: str, language: str = "") -> list[Term]:
        """The values of a property, those in a language first."""
        return sorted(self.values.get(name, []), key=lambda term: (term.language != language, term.text))

    def one(self, name: str, language: str = "") -> Term:
        found = self.texts(name, language)
        return found[0] if found else Term("")


async def describe(page: Page, slug: str) -> Description:
    """What the graph says of a thing. Raises NotFound when it says nothing."""
    try:
        node = thing(slug)
    except ValueError:
        raise NotFound(page.words("no_such_thing", name=slug)) from None
    rows = await page.graph.select(f"SELECT ?p ?o {{ VALUES ?p {{ {_DESCRIBED} }} {node} ?p ?o }}")
    if not rows:
        raise NotFound(page.words("no_such_thing", name=slug))
    values: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        values[row["p"].local].append(row["o"])
    return Description(slug, values)


async def show(page: Page) -> bytes:
    """``/entity/{slug}`` for everything but claims, conflicts and rules."""
    slug = page.path["slug"]
    described, forward, backward, named, roles = await asyncio.gather(
        describe(page, slug),
        page.graph.select(_sides("subject", "object", slug)),
        page.graph.select(_sides("object", "subject", slug)),
        page.graph.select(_naming(slug)),
        page.graph.select(_roles(slug)),
    )
    kind = page.terms.kind(page.terms.most_specific(term.local for term in described.values.get("type", ())))
    chosen, more = _choose(forward, backward, kind)
    found = {claim.slug: claim for claim in await claims.fetch(page.graph, _flat(chosen.values()))}
    groups: dict[str, list[tuple[int, Group]]] = defaultdict(list)
    for (direction, predicate), slugs in chosen.items():
        facts = claims.facts(found[name] for name in slugs if name in found)
        if not facts:
            continue
        section, place = sections.section_of(direction, predicate)
        label = _label(page, direction, predicate)
        groups[section].append((place, Group(predicate, direction, label, _sorted(facts), more[direction, predicate])))
    told = [
        (section, [group for _, group in sorted(groups[section], key=lambda pair: pair[0])])
        for section in sections.order(kind)
        if groups[section]
    ]
    documents = [(row["d"].slug, int(row["n"].text)) for row in named if "d" in row]
    await page.introduce(found.values())
    await page.name(slug, *(name for name, _ in documents))
    return page.render(
        "entity.html",
        described=described,
        name=page.names[slug],
        kind=kind,
        told=told,
        documents=documents[:_DOCUMENTS],
        document_count=len(documents),
        mention_count=sum(number for _, number in documents),
        subject_count=len(forward),
        object_count=len(backward),
        limit=LOOKED_AT,
        roles={row["p"].local: int(row["n"].text) for row in roles if "p" in row},
        disagreements=_disagreements(found.values()),
        query=_query(slug),
    )


def _sides(side: str, other: str, slug: str) -> str:
    return (
        f"SELECT ?c ?p ?o ?conflict {{ {{ SELECT ?c {{ ?c rdf:{side} {thing(slug)} }} LIMIT {LOOKED_AT} }} "
        f"?c rdf:predicate ?p OPTIONAL {{ ?c rdf:{other} ?o }} OPTIONAL {{ ?c sahel:conflict ?conflict }} }}"
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


Key = tuple[str, str]


def _choose(forward: list[Row], backward: list[Row], kind: str) -> tuple[dict[Key, list[str]], Counter[Key]]:
    """Which claims are shown, by direction and predicate, and how many statements of each are left out.

    Contested claims are always among those shown: a contradiction must not hide behind a limit.
    """
    stated: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    contested: set[str] = set()
    for direction, rows in (("›", forward), ("‹", backward)):
        for row in rows:
            value = row["o"].text if "o" in row else ""
            stated[direction, row["p"].local][value].append(row["c"].slug)
            if "conflict" in row:
                contested.add(row["c"].slug)
    order = {name: place for place, name in enumerate(sections.order(kind))}

    def rank(key: Key) -> tuple[int, int]:
        section, place = sections.section_of(*key)
        return order[section], place

    chosen: dict[Key, list[str]] = {}
    more: Counter[Key] = Counter()
    left = _SHOWN
    for key in sorted(stated, key=rank):
        values = sorted(stated[key].values(), key=lambda slugs: (contested.isdisjoint(slugs), -len(slugs)))
        shown = values[: max(2, min(_OF_A_KIND, left))]
        chosen[key] = [slug for slugs in shown for slug in sorted(slugs, key=lambda name: name not in contested)[:6]]
        more[key] = len(values) - len(shown)
        left -= len(chosen[key])
    return chosen, more


def _label(page: Page, direction: str, predicate: str) -> str:
    if direction == "›":
        return page.terms.label(predicate, page.language)
    return page.terms.backward(predicate, page.language)


def _sorted(facts: list[Fact]) -> list[Fact]:
    """Facts with a date by date, those most often stated first among the others."""
    return sorted(facts, key=lambda fact: (fact.first.start or "9999", -len(fact.claims)))


def _flat(lists: Iterable[list[str]]) -> list[str]:
    return [slug for slugs in lists for slug in slugs]


def _disagreements(found: Iterable[claims.Claim]) -> list[list[Fact]]:
    """The claims shown that contradict each other, set by set, each set's different statements side by side."""
    sets: dict[str, list[claims.Claim]] = defaultdict(list)
    for claim in found:
        if claim.conflict:
            sets[claim.conflict].append(claim)
    return [facts for _, same in sorted(sets.items()) if len(facts := claims.facts(same)) > 1]
