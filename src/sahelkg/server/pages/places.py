"""Where a document names things, makes claims and has its blocks: read once, then told part by part."""

import asyncio
import csv
import io
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass

from sahelkg.server.pages.graph import Graph, with_prefixes
from sahelkg.vocabulary import ID

_REMEMBERED = 250_000
"""Stretches that are remembered, of however many documents."""

_QUERIES = (
    "SELECT ?s ?e ?c { ?c prov:wasQuotedFrom %s ; oa:hasSelector ?q . ?q oa:start ?s ; oa:end ?e }",
    "SELECT ?s ?e ?x { ?m sahel:inDocument %s ; sahel:refersTo ?x ; oa:start ?s ; oa:end ?e }",
    "SELECT ?s ?e ?kind ?language { ?b sahel:inDocument %s ; sahel:blockKind ?kind ; oa:start ?s ; oa:end ?e "
    "OPTIONAL { ?b dct:language ?language } }",
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text from `start` to `end`, in code points, and what is told of it: slugs or words."""

    start: int
    end: int
    told: tuple[str, ...]


class Stretches:
    """Stretches in the order in which they begin."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._all = sorted(stretches, key=lambda one: (one.start, one.end, one.told))
        self._starts = [one.start for one in self._all]
        self._longest = max((one.end - one.start for one in self._all), default=0)

    def __len__(self) -> int:
        return len(self._all)

    def within(self, start: int, end: int) -> list[Stretch]:
        """Those of which a part lies between two places."""
        first, last = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return [one for one in self._all[first:last] if one.end > start]


@dataclass(frozen=True, slots=True)
class Places:
    """A document's claims and the things it names, by slug; its blocks, by kind and language."""

    claims: Stretches
    mentions: Stretches
    blocks: Stretches

    def __len__(self) -> int:
        return len(self.claims) + len(self.mentions) + len(self.blocks)


class Atlas:
    """The places of one release's documents, those last read remembered."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Places] = OrderedDict()
        self._reading: dict[str, asyncio.Lock] = {}

    async def of(self, graph: Graph, node: str) -> Places:
        """The places of a document, given as a SPARQL term."""
        async with self._reading.setdefault(node, asyncio.Lock()):
            if node not in self._known:
                self._known[node] = await _read(graph, node)
            self._known.move_to_end(node)
        while len(self._known) > 1 and sum(map(len, self._known.values())) > _REMEMBERED:
            self._reading.pop(self._known.popitem(last=False)[0], None)
        return self._known[node]


async def _read(graph: Graph, node: str) -> Places:
    answers = await asyncio.gather(*(graph.answer(with_prefixes(query % node), solutions="csv") for query in _QUERIES))
    return Places(*await asyncio.to_thread(lambda: [_stretches(answer) for answer in answers]))


def _stretches(answer: bytes) -> Stretches:
    _, *rows = csv.reader(io.StringIO(answer.decode()))
    return Stretches(
        [Stretch(int(start), int(end), tuple(one.removeprefix(ID) for one in told)) for start, end, *told in rows]
    )
