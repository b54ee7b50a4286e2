"""Whose government issues a document, told by its own words: a letterhead, the place of a decree, the state it speaks of."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Piece, Referent
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.model import Block, Document
from sahelkg.ontology import Ontology

_OPENING = 8
_CLOSING = 6
_TITLE = 3
_LETTERHEAD = 90
_FEWEST = 2
_OFTEN = 3


@dataclass(frozen=True)
class Governments:
    """Tells the government that issues a document. `data` names, by language, the ``texts`` of governments and the ``heads``
    of their letters.
    """

    data: Mapping[str, Mapping[str, Sequence[str]]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]

    def of(
        self, document: Document, pieces: Sequence[Piece], state_of: Callable[[Referent], Referent | None]
    ) -> Referent | None:
        """The state whose government issues `document`; None where its first lines are no government's.

        `pieces` are the names of the document, in order; `state_of` tells the state where a place lies.
        """
        if len(document.articles) > 1 or not self._governmental(document):
            return None
        heads = {
            one.entity: one for block in document.blocks[:_OPENING] for one in self._letterhead(document, block, pieces)
        }
        found = next(iter(heads.values())) if len(heads) == 1 else None
        found = found or self._dated(document, pieces, state_of) or self._most_named(pieces)
        return replace(found, form="described", confidence=0.85) if found is not None else None

    def told_of(
        self, document: Document, pieces: Sequence[Piece], state_of: Callable[[Referent], Referent | None]
    ) -> Mapping[int, Referent]:
        """The state that each article tells of: named, itself or by its places, thrice as often as any other."""
        named: dict[int, Counter[str]] = defaultdict(Counter)
        for piece in pieces:
            for one in piece.referents:
                if self.ontology.is_a(one.cls, ("State", "Place")) and (state := state_of(one)) is not None:
                    at = bisect_right(document.articles, piece.start, key=lambda article: article.start) - 1
                    named[max(at, 0)][state.entity] += 1
        found = {}
        for article, states in named.items():
            (first, often), *others = [*states.most_common(2), ("", 0)]
            if often > _FEWEST and often >= _OFTEN * others[0][1]:
                found[article] = Referent(first, "State", 0, 0, "described", 0.75)
        return found

    def foremost(self, state: Referent | None, pieces: Sequence[Piece]) -> Referent | None:
        """`state` where the document names no other as often: its offices need no owner."""
        if state is None:
            return None
        named = Counter(one.entity for piece in pieces for one in piece.referents if self.ontology.is_a(one.cls, ("State",)))
        return state if named[state.entity] >= max(named.values(), default=0) else None

    def _governmental(self, document: Document) -> bool:
        """Whether the first lines say that the text is one that governments issue."""
        return any(
            stands_in(words_of(document.text[block.content : block.end]), words_of(phrase))
            for block in document.blocks[:_TITLE]
            if block.end - block.content <= 2 * _LETTERHEAD
            for phrase in self.data["texts"].get(block.language, ())
        )

    def _letterhead(self, document: Document, block: Block, pieces: Sequence[Piece]) -> Sequence[Referent]:
        """The state that a line names and nothing else, behind its government or the head of it at most."""
        if block.end - block.content > _LETTERHEAD:
            return ()
        inside = _within(pieces, block.content, block.end)
        states = [piece for piece in inside if self.ontology.is_a(piece.referents[0].cls, ("State",))]
        if len(states) != 1 or document.text[states[0].end : block.end].strip(" ,.:"):
            return ()
        grammar = self.grammars[block.language]
        heads = {word for phrase in self.data["heads"].get(block.language, ()) for word in words_of(phrase)}
        before = words_of(document.text[block.content : states[0].start])
        plain = all(word in heads or word in grammar.articles or grammar.preposition(word) for word in before)
        return states[0].referents if plain else ()

    def _dated(
        self, document: Document, pieces: Sequence[Piece], state_of: Callable[[Referent], Referent | None]
    ) -> Referent | None:
        """The state of the town that a date stands beside in the first and last lines: ``Done at Oslo, 3 May 2001``."""
        blocks = document.blocks
        for block in (*blocks[:_OPENING], *blocks[-_CLOSING:]):
            dated = any(piece.kind == "date" for piece in _pieces(pieces, block.content, block.end))
            for piece in _within(pieces, block.content, block.end) if dated else ():
                if self.ontology.is_a(piece.referents[0].cls, ("City",)) and (state := state_of(piece.referents[0])):
                    return state
        return None

    def _most_named(self, pieces: Sequence[Piece]) -> Referent | None:
        """The state that the document names most often."""
        states = [one for piece in pieces for one in piece.referents if self.ontology.is_a(one.cls, ("State",))]
        counts = Counter(one.entity for one in states).most_common(2)
        if not counts or counts[0][1] < _FEWEST or (len(counts) > 1 and counts[1][1] == counts[0][1]):
            return None
        return next(one for one in states if one.entity == counts[0][0])


def _pieces(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """The pieces that begin in ``text[start:end]``."""
    return pieces[bisect_left(pieces, start, key=_start) : bisect_left(pieces, end, key=_start)]


def _within(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """The names that begin in ``text[start:end]``."""
    return [piece for piece in _pieces(pieces, start, end) if piece.referents]


def _start(piece: Piece) -> int:
    return piece.start
