"""Query results as Python values, and the few ways to put values into a query."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sahelkg.server.errors import NotFound
from sahelkg.store.errors import MalformedQuery
from sahelkg.store.interface import Query, Store
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

PROLOGUE = "".join(
    f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("sahel", "id", "rdf", "rdfs", "skos", "prov", "oa", "dct")
)
"""What every query here begins with."""


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term of a result. `language` and `datatype` are empty where there is none."""

    value: str
    is_iri: bool
    language: str = ""
    datatype: str = ""

    @property
    def slug(self) -> str:
        """The last part of an IRI of this graph, the whole value otherwise."""
        return slug(self.value)


Row = dict[str, Term]

_ABSOLUTE = re.compile(r"https?://|urn:")
_NOT_IN_IRI = re.compile(r"%(?![0-9A-Fa-f]{2})|[^\w%.~:/?#@!$&'()*+,;=-]")


@dataclass(frozen=True, slots=True)
class Reader:
    """A store as one client sees it."""

    store: Store
    client: str

    async def select(self, pattern: str) -> list[Row]:
        """The rows of a SELECT, to which the prologue is added. Raises Refusal."""
        found = await self._ask_store(pattern)
        return [{name: _term(binding) for name, binding in row.items()} for row in found["results"]["bindings"]]

    async def ask(self, pattern: str) -> bool:
        """The answer to an ASK. Raises Refusal."""
        return bool((await self._ask_store(pattern))["boolean"])

    async def _ask_store(self, pattern: str) -> Any:
        try:
            answer = await self.store.query(Query(text=PROLOGUE + pattern, solutions="json", client=self.client))
            return json.loads(await answer.read())
        except MalformedQuery as error:
            # The queries are ours; all that can be wrong in them is an IRI that came with the request.
            raise NotFound("A name in the request is no IRI.") from error


def _term(binding: dict[str, str]) -> Term:
    return Term(binding["value"], binding["type"] == "uri", binding.get("xml:lang", ""), binding.get("datatype", ""))


def slug(iri: str) -> str:
    """The last part of an IRI of this graph: of ``…/id/mali`` and of ``…/ontology#memberOf`` alike."""
    return iri.removeprefix(ID).removeprefix(ONTOLOGY)


def iri(name: str) -> str:
    """The IRI that a slug or an IRI names, ready to stand in a query."""
    return f"<{escaped(name if _ABSOLUTE.match(name) else ID + name)}>"


def term(name: str) -> str:
    """The IRI of an ontology term by its local name or IRI, ready to stand in a query."""
    return f"<{escaped(name if _ABSOLUTE.match(name) else ONTOLOGY + name)}>"


def escaped(iri: str) -> str:
    """The IRI with what an IRI may not hold percent-encoded, so that it cannot end early in a query."""
    return _NOT_IN_IRI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), iri)


def literal(text: str) -> str:
    """A plain string, ready to stand in a query."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block that binds the variable to each of the IRIs."""
    return f"VALUES ?{variable} {{ {' '.join(f'<{escaped(iri)}>' for iri in iris)} }}"


def after(variable: str, position: str | None) -> str:
    """A filter that keeps what comes behind a position in the order of IRIs; nothing for the first page."""
    return "" if position is None else f"FILTER(STR(?{variable}) > {literal(position)})"


def batches(items: Sequence[str], size: int = 200) -> Iterable[Sequence[str]]:
    """The items in portions that any endpoint takes in one query."""
    return (items[start : start + size] for start in range(0, len(items), size))
