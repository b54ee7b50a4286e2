"""The pages' way to the graph: SPARQL through the store, rows of terms back."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from sahelkg.store.interface import Query, Store
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

_PROLOGUE = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n"
    for name in ("sahel", "id", "rdf", "rdfs", "xsd", "skos", "prov", "oa", "dct", "currency")
)


_AT_ONCE = 4
"""Queries of one page that are under way at once: more would take turns from other readers, and be refused together."""


class _Parts(NamedTuple):
    text: str
    is_iri: bool = False
    language: str = ""
    datatype: str = ""


class Term(_Parts):
    """A node or literal of an answer. `language` and `datatype` are empty where the term has none."""

    @cached_property
    def slug(self) -> str:
        """The last part of the IRI of one of the graph's own things; empty for all else."""
        return self.text.removeprefix(ID) if self.is_iri and self.text.startswith(ID) else ""

    @cached_property
    def local(self) -> str:
        """The local name of an ontology term; for other IRIs what stands behind the last ``#`` or ``/``."""
        if self.text.startswith(ONTOLOGY):
            return self.text.removeprefix(ONTOLOGY)
        return self.text.rpartition("#")[2].rpartition("/")[2] if self.is_iri else self.text

    @property
    def is_text(self) -> bool:
        return not self.is_iri and self.type in ("", "string", "langString")

    @property
    def is_number(self) -> bool:
        return self.type in ("integer", "decimal", "double", "nonNegativeInteger")

    @property
    def type(self) -> str:
        """The local name of the datatype: ``gYear``, ``decimal`` …"""
        return self.datatype.rpartition("#")[2]


Row = Mapping[str, Term]


def with_prefixes(text: str) -> str:
    """The query with the declarations of those prefixes that it uses."""
    used = [line for line in _PROLOGUE.splitlines() if f"{line.split()[1]}" in text]
    return "\n".join((*used, text))


class Graph:
    """A release's graph, as one client's requests see it."""

    def __init__(self, store: Store, client: str = "") -> None:
        self._store = store
        self._client = client
        self._turn = asyncio.Semaphore(_AT_ONCE)

    async def select(self, text: str) -> list[Row]:
        """The rows of a SELECT query whose prefixes are those of the vocabulary. Raises Refusal."""
        body = await self.answer(with_prefixes(text), solutions="json")
        return [{name: as_term(term) for name, term in row.items()} for row in json.loads(body)["results"]["bindings"]]

    async def describe(self, slugs: Iterable[str], properties: str) -> list[Row]:
        """What the graph says of things by some properties, as rows of ``?x``, ``?p`` and ``?o``. Raises Refusal."""
        named = f"VALUES ?x {{ {things(slugs)} }}"
        # Were the properties a second set of values, the engine would go through all that the graph says by each of them.
        branches = (f"{{ {named} ?x {property_} ?o BIND({property_} AS ?p) }}" for property_ in properties.split())
        return await self.select(f"SELECT ?x ?p ?o {{ {' UNION '.join(branches)} }}")

    async def answer(self, text: str, *, solutions: str | None = None, graph: str | None = None) -> bytes:
        """The answer to any query in a format of the store, by its short name. Raises Refusal."""
        query = Query(text=text, solutions=solutions, graph=graph, client=self._client)
        async with self._turn:
            return await (await self._store.query(query)).read()

    async def answer_of_either_kind(self, text: str) -> tuple[bytes, str]:
        """The answer to a reader's own query, and whether it is ``solutions`` (in JSON) or a ``graph`` (in Turtle)."""
        answer = await self._store.query(Query(text=text, solutions="json", graph="ttl", client=self._client))
        return await answer.read(), answer.format.kind


def as_term(term: Mapping[str, Any]) -> Term:
    """A term of a SPARQL result in JSON."""
    if term["type"] == "triple":
        parts = (as_term(term["value"][part]) for part in ("subject", "predicate", "object"))
        return Term(f"<<( {' '.join(part.text for part in parts)} )>>")
    if term["type"] == "uri":
        return _node(term["value"])
    return Term(term["value"], False, term.get("xml:lang", ""), term.get("datatype", ""))


@lru_cache(maxsize=1 << 14)
def _node(iri: str) -> Term:
    """A node; one that comes again, as most do, is told apart and named once."""
    return Term(iri, is_iri=True)


def thing(slug: str) -> str:
    """The SPARQL term of one of the graph's own things. Raises ValueError for what is no slug."""
    return str(NamedNode(ID + slug))


def things(slugs: Iterable[str]) -> str:
    """The SPARQL terms of several things, for a VALUES clause."""
    return " ".join(thing(slug) for slug in slugs)


def text(value: str, language: str = "") -> str:
    """The SPARQL term of a string, plain or in a language."""
    return str(Literal(value, language=language or None))
