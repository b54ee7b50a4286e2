"""One search over names and quotes, grouped by kind of thing."""

import asyncio
from collections import defaultdict

from pydantic import BaseModel, Field

from sahelkg.server.lookup import facts, folding
from sahelkg.server.lookup.lists import excerpt
from sahelkg.server.lookup.rows import Reader, Row, Term, slug
from sahelkg.server.lookup.things import Reference, things
from sahelkg.store.folding import fold
from sahelkg.store.texts import NAMES, QUOTES

_CANDIDATES = 400
FACTS = "Fact"
"""The group of facts found by their quotes."""


class Hit(Reference):
    """Something found, with the name or the quote that has the words in it."""

    matched: str
    language: str


class Group(BaseModel):
    """What was found of one kind, the closest first."""

    kind: str = Field(description="State, Organisation, Mission …, Document, or Fact")
    hits: list[Hit]
    more: bool = Field(description="Whether there are more than shown")


class Results(BaseModel):
    """What a search found."""

    q: str
    groups: list[Group]


async def search(reader: Reader, words: str, size: int, language: str) -> Results:
    """Everything with the words in a name or a quote, up to `size` of each kind."""
    groups, quoted = await asyncio.gather(named(reader, words, size, language), _quoted(reader, words, size, language))
    return Results(q=words, groups=[*groups, *([quoted] if quoted.hits else [])])


async def named(reader: Reader, words: str, size: int, language: str) -> list[Group]:
    """Things with the words in a name, up to `size` of each kind."""
    return await _by_kind(reader, _best(await _candidates(reader, words), words), size, language)


async def _candidates(reader: Reader, words: str) -> list[Row]:
    """Names that are the words, and names that hold them, as far as there are not very many."""
    if reader.store.texts is not None:
        found = await reader.store.texts.named(words, _CANDIDATES)
        return [{"thing": Term(thing, True), "name": Term(name, False, language)} for thing, name, language in found]
    names = f"SELECT ?thing ?name WHERE {{ {NAMES}"
    rows = await reader.select(f"{names} FILTER(REGEX(?name, {folding.whole(words)})) }} LIMIT {_CANDIDATES}")
    return rows + await reader.select(f"{names} {folding.matches('name', words)} }} LIMIT {_CANDIDATES}")


def _best(rows: list[Row], words: str) -> dict[str, Row]:
    """Of each thing the name that is closest to the words, the things with the closest names first."""
    wanted = fold(words)

    def distance(row: Row) -> tuple[int, int, str, str, str, str]:
        name = fold(row["name"].value)
        place = 0 if name == wanted else 1 if name.startswith(wanted) else 2
        # Names that differ in case only have an order, too, whatever order the store tells them in.
        return place, len(name), name, row["thing"].value, row["name"].value, row["name"].language

    found: dict[str, Row] = {}
    for row in sorted(rows, key=distance):
        found.setdefault(row["thing"].value, row)
    return found


async def _by_kind(reader: Reader, best: dict[str, Row], size: int, language: str) -> list[Group]:
    known = await things(reader, best)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for iri, row in best.items():
        name = row["name"]
        reference = known[iri].reference(language)
        hits[reference.kind].append(Hit(**reference.model_dump(), matched=name.value, language=name.language))
    return [Group(kind=kind, hits=found[:size], more=len(found) > size) for kind, found in hits.items()]


async def _quoted(reader: Reader, words: str, size: int, language: str) -> Group:
    if reader.store.texts is not None:
        iris = await reader.store.texts.quoting(words, size + 1)
    else:
        found = await excerpt(reader, "claim", f"{QUOTES} {folding.matches('quote', words)}", None, size + 1)
        iris = found.iris
    claims = await facts.read(reader, iris[:size])
    hits = []
    for claim in claims:
        told = facts.fact(claim, language)
        said = told.object.label if told.object else told.value.value if told.value else ""
        label = f"{told.subject.label} · {told.predicate.label} · {said}"
        hits.append(
            Hit(
                slug=slug(claim.iri),
                iri=claim.iri,
                label=label,
                kind=FACTS,
                matched=told.quote.exact,
                language=told.quote.language,
            )
        )
    return Group(kind=FACTS, hits=hits, more=len(iris) > size)
