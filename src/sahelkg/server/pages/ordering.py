"""The order of lists of claims: the newest document first, and in it the order of the text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.pages.graph import Graph, Row, things

MOST_SORTED = 2000
"""Claims that are read at once to be sorted; a longer list is gone through document by document. A single document with more
claims of a list keeps the order of the engine's index, the same within a release."""

_WORDS = "?claim prov:wasQuotedFrom ?document ; oa:hasSelector ?selector . ?selector oa:start ?start ."
_GROWTH = 4
_MOST_DOCUMENTS = 256


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a list: behind so many documents, and so many claims of the next one."""

    document: int = 0
    claim: int = 0

    def __str__(self) -> str:
        return f"{self.document}.{self.claim}"


def position(text: str) -> Position:
    """The position that an address holds; the beginning of the list for any other text."""
    document, _, claim = text.partition(".")
    return (
        Position(int(document), int(claim)) if document.isdecimal() and claim.isdecimal() and len(text) < 20 else Position()
    )


@dataclass(frozen=True, slots=True)
class Part:
    """The slugs of the claims of a part of a list, and where the next one begins; None where there is none."""

    claims: list[str]
    following: Position | None


class Order:
    """The documents of one release in the order of lists, looked up once."""

    def __init__(self) -> None:
        self._documents: dict[str, int] = {}

    async def part(self, graph: Graph, pattern: str, begin: Position, size: int) -> Part:
        """Up to `size` of the claims of a graph pattern on ``?claim``, from a position on. Raises Refusal."""
        if not self._documents:
            self._documents = await _listed(graph)
        probed = await graph.select(f"SELECT ?claim {{ {pattern} }} LIMIT {MOST_SORTED + 1}")
        if len(probed) > MOST_SORTED:
            return _cut(await self._gone_through(graph, pattern, begin, size), size)
        placed = self._placed(await graph.select(_query(pattern)))
        return _cut([one for one in placed if one[0] >= begin], size)

    async def _gone_through(self, graph: Graph, pattern: str, begin: Position, size: int) -> list[tuple[Position, str]]:
        """More than `size` claims, or all that are left: document by document, many at once where few have any."""
        documents = list(self._documents)
        found: list[tuple[Position, str]] = []
        first, at_once = begin.document, 1
        while len(found) <= size and first < len(documents):
            some = documents[first : first + at_once]
            rows = await graph.select(_query(f"VALUES ?document {{ {things(some)} }} {pattern}"))
            if len(rows) <= MOST_SORTED:
                found += [one for one in self._placed(rows) if one[0] >= begin]
            elif len(some) > 1:
                at_once = 1
                continue
            else:
                skipped = begin.claim if first == begin.document else 0
                found += await _as_they_come(graph, f"VALUES ?document {{ {things(some)} }} {pattern}", first, skipped, size)
            first, at_once = first + len(some), min(at_once * _GROWTH, _MOST_DOCUMENTS)
        return found

    def _placed(self, rows: Iterable[Row]) -> list[tuple[Position, str]]:
        """The claims in order, each with its position."""
        ordered = sorted(
            {(self._documents[row["document"].slug], int(row["start"].text), row["claim"].slug) for row in rows}
        )
        before: Counter[int] = Counter()
        placed = []
        for document, _, claim in ordered:
            placed.append((Position(document, before[document]), claim))
            before[document] += 1
        return placed


async def _listed(graph: Graph) -> dict[str, int]:
    """The place of each document: the newest first, those without a date last."""
    rows = await graph.select(
        "SELECT ?d { ?d sahel:sha256 ?sum OPTIONAL { ?d dct:issued ?day } } ORDER BY DESC(STR(?day)) STR(?d)"
    )
    return {row["d"].slug: place for place, row in enumerate(rows)}


def _query(pattern: str) -> str:
    return f"SELECT DISTINCT ?claim ?document ?start {{ {pattern} {_WORDS} }} LIMIT {MOST_SORTED + 1}"


async def _as_they_come(graph: Graph, pattern: str, document: int, skipped: int, size: int) -> list[tuple[Position, str]]:
    """Some of the claims of one document in the engine's order."""
    rows = await graph.select(
        f"SELECT DISTINCT ?claim {{ {pattern} ?claim prov:wasQuotedFrom ?document }} OFFSET {skipped} LIMIT {size + 1}"
    )
    return [(Position(document, place), row["claim"].slug) for place, row in enumerate(rows, skipped)]


def _cut(found: list[tuple[Position, str]], size: int) -> Part:
    return Part([claim for _, claim in found[:size]], found[size][0] if len(found) > size else None)
