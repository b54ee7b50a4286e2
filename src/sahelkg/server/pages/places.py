"""Where a document names things, makes claims and has its blocks: all of it, or what lies in a part of a long one."""

import asyncio
import csv
import io
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from dataclasses import dataclass

from sahelkg.server.pages.graph import Graph, thing, things, with_prefixes
from sahelkg.vocabulary import ID

_REMEMBERED = 250_000
"""Stretches that are remembered, of however many documents."""

_CROWD = 5_000
"""Passages of all documents together that are looked at to find those in a part of one document."""

_REACH = 4_000
"""Code points before a part in which a passage may begin that ends in the part."""

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

    async def near(self, graph: Graph, node: str, start: int, end: int) -> Places:
        """The places of a document from `start` to `end`, found without reading the whole document where that is quicker."""
        if node in self._known:
            return self._known[node]
        return await _read_near(graph, node, start, end) or await self.of(graph, node)


async def _read(graph: Graph, node: str) -> Places:
    answers = await asyncio.gather(*(graph.answer(with_prefixes(query % node), solutions="csv") for query in _QUERIES))
    return Places(*await asyncio.to_thread(lambda: [_stretches(answer) for answer in answers]))


def _stretches(answer: bytes) -> Stretches:
    _, *rows = csv.reader(io.StringIO(answer.decode()))
    return Stretches(
        [Stretch(int(start), int(end), tuple(one.removeprefix(ID) for one in told)) for start, end, *told in rows]
    )


async def _read_near(graph: Graph, node: str, start: int, end: int) -> Places | None:
    """The places found by the offsets at which they begin; None where too many documents have passages there."""
    offsets = " ".join(map(str, range(max(0, start - _REACH), end)))
    begun = await graph.select(f"SELECT ?x ?s {{ VALUES ?s {{ {offsets} }} ?x oa:start ?s }} LIMIT {_CROWD}")
    if len(begun) == _CROWD:
        return None
    starts = {row["x"].slug: int(row["s"].text) for row in begun}
    named = things(starts)
    told, selected = await asyncio.gather(
        graph.describe(starts, "oa:end sahel:inDocument sahel:refersTo sahel:blockKind dct:language"),
        graph.select(f"SELECT ?x ?c {{ VALUES ?x {{ {named} }} ?c oa:hasSelector ?x }}"),
    )
    quoted = await graph.describe((row["c"].slug for row in selected), "prov:wasQuotedFrom")
    own = {row["x"].slug for row in quoted if f"<{row['o'].text}>" == node}
    known: dict[str, dict[str, str]] = defaultdict(dict)
    for row in told:
        known[row["x"].slug][row["p"].local] = row["o"].slug or row["o"].text

    def stretch(slug: str, *words: str) -> Stretch:
        return Stretch(starts[slug], int(known[slug]["end"]), words)

    here = [slug for slug, said in known.items() if thing(said.get("inDocument", "")) == node]
    mentions = [slug for slug in here if "refersTo" in known[slug]]
    blocks = [slug for slug in here if "blockKind" in known[slug]]
    return Places(
        Stretches([stretch(row["x"].slug, row["c"].slug) for row in selected if row["c"].slug in own]),
        Stretches([stretch(slug, known[slug]["refersTo"]) for slug in mentions]),
        Stretches([stretch(slug, known[slug]["blockKind"], known[slug].get("language", "")) for slug in blocks]),
    )
