"""Entities: lists of them, and one with its names, its definition and what is plainly true of it."""

from collections import defaultdict
from dataclasses import dataclass

from pydantic import BaseModel, Field

from sahelkg.server.lookup import folding
from sahelkg.server.lookup.lists import Excerpt, Position, excerpt
from sahelkg.server.lookup.rows import Reader, Row, Term, iri, slug, term
from sahelkg.server.lookup.things import Reference, Thing, things
from sahelkg.vocabulary import ONTOLOGY, PREFIXES
from sahelkg.vocabulary import iri as full_iri
from sahelkg.vocabulary import term as full_term

MOST_STATEMENTS = 2000
"""Plain triples of an entity that are shown; more are announced, and can be had by SPARQL."""

_SKOS = PREFIXES["skos"]
_NAMES = ("skos:prefLabel", "skos:altLabel", "sahel:acronym", "dct:title")
_NOT_STATEMENTS = frozenset(
    {
        PREFIXES["rdf"] + "type",
        _SKOS + "prefLabel",
        _SKOS + "altLabel",
        _SKOS + "definition",
        _SKOS + "exactMatch",
        full_term("acronym"),
        full_term("demonym"),
        full_term("reviewed"),
        full_term("text"),
    }
)


class Name(BaseModel):
    """A name with its language; empty for one without."""

    text: str
    language: str


class Statement(BaseModel):
    """What is plainly true of an entity, by one of its properties."""

    property: str
    object: Reference | None
    value: Name | None


class Entity(BaseModel):
    """A thing that facts are about."""

    slug: str
    iri: str
    label: str
    kind: str
    classes: list[str] = Field(description="Local names of all classes, the kind's superclasses too")
    labels: dict[str, str] = Field(description="Preferred name by language")
    also_called: list[Name]
    acronyms: list[Name]
    definitions: dict[str, str]
    same_as: list[str] = Field(description="The same thing in other graphs")
    reviewed: bool | None = Field(
        description="False for a thing found in a text that nobody has looked at; null where it does not apply"
    )
    statements: list[Statement]
    truncated: bool = Field(description="Whether there are more statements than shown")
    facts: dict[str, str] = Field(description="Where the facts are that have it as subject, as object and as asserter")


class EntitySummary(Reference):
    """An entity in a list."""

    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entities: of a class by its local name, and with words in a name; None leaves a side open."""

    kind: str | None = None
    words: str | None = None

    def pattern(self) -> str:
        """The filter as a graph pattern on ``?entity``."""
        about = f"?entity a {term(self.kind)} ." if self.kind else "?entity sahel:reviewed ?reviewed ."
        if self.words is None:
            return about
        names = " UNION ".join(f"{{ ?entity {name} ?name }}" for name in _NAMES)
        # By itself, so that the engine goes through the names once and does not look for those of each entity.
        named = f"{{ SELECT DISTINCT ?entity {{ {names} {folding.matches('name', self.words)} }} }}"
        return f"{named} {about}"


async def find(reader: Reader, wanted: Filter, position: Position | None, size: int) -> Excerpt:
    """A page of entities."""
    return await excerpt(reader, "entity", wanted.pattern(), position, size)


async def summaries(reader: Reader, iris: list[str], language: str) -> list[EntitySummary]:
    """Entities as lists show them, in the order given."""
    found = await things(reader, iris)
    return [summary(found[iri_], language) for iri_ in iris]


def summary(thing: Thing, language: str) -> EntitySummary:
    """A thing as lists show it."""
    return EntitySummary(**thing.reference(language).model_dump(), labels=dict(sorted(thing.labels.items())))


async def read(reader: Reader, name: str, language: str) -> Entity | None:
    """One entity, by slug; None when the graph says nothing of it."""
    rows = await reader.select(f"SELECT ?p ?o WHERE {{ {iri(name)} ?p ?o }} LIMIT {MOST_STATEMENTS + 1}")
    if not rows:
        return None
    truncated = len(rows) > MOST_STATEMENTS
    if truncated:
        rows = await _most_telling(reader, name)
    about: dict[str, list[Term]] = defaultdict(list)
    for row in rows:
        about[row["p"].value].append(row["o"])
    linked = {value.value for found in about.values() for value in found if value.is_iri}
    known = await things(reader, {*linked, *about, full_iri(name)})
    own = known[full_iri(name)]
    return Entity(
        slug=name,
        iri=full_iri(name),
        label=own.label(language),
        kind=own.kind,
        classes=sorted(own.classes),
        labels=dict(sorted(own.labels.items())),
        also_called=_names(about[_SKOS + "altLabel"]),
        acronyms=_names(about[full_term("acronym")]),
        definitions={value.language: value.value for value in about[_SKOS + "definition"]},
        same_as=sorted(value.value for value in about[_SKOS + "exactMatch"]),
        reviewed=next((value.value in ("true", "1") for value in about[full_term("reviewed")]), None),
        statements=[
            _statement(property_, value, known, language)
            for property_ in sorted(about)
            if property_ not in _NOT_STATEMENTS
            for value in sorted(about[property_], key=lambda value: (value.value, value.language))
        ],
        truncated=truncated,
        facts={},
    )


async def _most_telling(reader: Reader, name: str) -> list[Row]:
    """The literals of a hub and as many of its links as are shown, the names first: what a cut at random might lose."""
    literals = await reader.select(
        f"SELECT ?p ?o WHERE {{ {iri(name)} ?p ?o FILTER(ISLITERAL(?o)) }} LIMIT {MOST_STATEMENTS}"
    )
    classes = await reader.select(f"SELECT (rdf:type AS ?p) ?o WHERE {{ {iri(name)} rdf:type ?o }}")
    links = await reader.select(
        f"SELECT ?p ?o WHERE {{ {iri(name)} ?p ?o FILTER(ISIRI(?o) && ?p != rdf:type) }} LIMIT {MOST_STATEMENTS}"
    )
    return [*classes, *literals, *links]


def _names(values: list[Term]) -> list[Name]:
    return [
        Name(text=text, language=language) for text, language in sorted({(value.value, value.language) for value in values})
    ]


def _statement(property_: str, value: Term, known: dict[str, Thing], language: str) -> Statement:
    name = slug(property_) if property_.startswith(ONTOLOGY) else property_
    if value.is_iri:
        return Statement(property=name, object=known[value.value].reference(language), value=None)
    return Statement(property=name, object=None, value=Name(text=value.value, language=value.language))
