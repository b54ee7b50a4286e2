"""A sentence as the frames see it: words, and things, sums, dates and counts in their places."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.numbers import CountMention
from sahelkg.lexicon import fold

Form = Literal["name", "demonym", "anaphor", "pronoun", "described", "member"]
NodeKind = Literal["word", "punctuation", "thing", "sum", "count", "date", "role"]


@dataclass(frozen=True, slots=True)
class Referent:
    """One thing that a stretch of text stands for, and how: by name, by adjective, by a word that takes it up
    again, as a member of a group each of which is meant.
    """

    entity: str
    cls: str
    start: int
    end: int
    form: Form = "name"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RolePhrase:
    """An office as worded, ``head`` or ``minister of foreign affairs``, with the thing it belongs to where it is
    named inside.

    `group` are its holders together where the text speaks of several, as does a `plural`; `home` is the state whose office
    it likely is where the text names none; `posting` is where an `envoy` is sent to.
    """

    label: str
    start: int
    end: int
    holder_of: Referent | None = None
    group: Referent | None = None
    home: Referent | None = None
    plural: bool = False
    envoy: bool = False
    posting: Referent | None = None


Payload = AmountMention | DateMention | CountMention | RolePhrase | None


@dataclass(frozen=True, slots=True)
class Node:
    """A word, or a stretch that counts as one. `text` is folded; `payload` is what a sum, count, date or role says.

    The referents of a pronoun are what it may take up, likeliest first; where it takes up all of them, they are `together`.
    `shares` are the sums that stand in brackets behind things, each with its thing: ``Norway (€5 million)``.
    """

    start: int
    end: int
    kind: NodeKind
    text: str
    referents: tuple[Referent, ...] = ()
    payload: Payload = None
    together: bool = False
    shares: tuple[tuple[str, AmountMention], ...] = ()


def is_person(node: Node) -> bool:
    """Whether `node` stands for one person."""
    return node.kind == "thing" and len(node.referents) == 1 and node.referents[0].cls == "Person"


@dataclass(frozen=True, slots=True)
class Piece:
    """A recognised stretch on its way to being a node; where two overlap, the longer wins, then the earlier in the list."""

    start: int
    end: int
    kind: NodeKind
    referents: tuple[Referent, ...] = ()
    payload: Payload = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The nodes of one sentence, with where it stands."""

    start: int
    end: int
    block: int
    language: str
    nodes: tuple[Node, ...]

    def word(self, index: int) -> str:
        """The folded text of the node at `index`; empty outside the sentence."""
        return self.nodes[index].text if 0 <= index < len(self.nodes) else ""


WORD = re.compile(
    r"['’]s\b(?!\w)|\w+n['’]t\b|\b[^\W\d_](?:\.[^\W\d_])+(?!\w)|(?:[cdjlmnst]|qu|lorsqu|jusqu|puisqu|quelqu)['’]|aujourd['’]hui|\w+(?:[-‐‑]\w+)*|[^\w\s]",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 16)
def key(word: str) -> str:
    """A word as the tables spell it: lower case, and without accents where more than three letters are left to
    tell words apart.
    """
    return fold(word) if len(word) > 3 else word.lower().replace("’", "'")


def without_overlap(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` in order of the text, the shorter of two that overlap left out."""
    ranked = sorted(enumerate(pieces), key=lambda numbered: (numbered[1].start - numbered[1].end, numbered[0]))
    starts: list[int] = []
    by_start: dict[int, Piece] = {}
    for _, piece in ranked:
        at = bisect_left(starts, piece.end)
        if at and by_start[starts[at - 1]].end > piece.start:
            continue
        insort(starts, piece.start)
        by_start[piece.start] = piece
    return [by_start[start] for start in starts]


def nodes_of(text: str, start: int, end: int, pieces: Sequence[Piece], language: str) -> list[Node]:
    """The nodes of ``text[start:end]``; `pieces` are those inside it, in order, without overlap."""
    nodes: list[Node] = []

    def words(begin: int, finish: int) -> None:
        for match in WORD.finditer(text, begin, finish):
            word = match.group()
            if word == "#":
                continue
            kind: NodeKind = "word" if word[0].isalnum() or len(word) > 1 or word == "&" else "punctuation"
            at_start = match.start() == start and word == "A"
            nodes.append(Node(match.start(), match.end(), kind, "à" if at_start and language == "fr" else key(word)))

    at = start
    for piece in pieces:
        words(at, piece.start)
        folded = fold(text[piece.start : piece.end])
        nodes.append(Node(piece.start, piece.end, piece.kind, folded, piece.referents, piece.payload))
        at = piece.end
    words(at, end)
    return nodes
