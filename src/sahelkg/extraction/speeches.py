"""Speeches: for which state or body somebody speaks as "we"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelkg.extraction.nodes import Piece, Referent, key
from sahelkg.model import Article, Document
from sahelkg.ontology import Ontology

_HEAD = 8
_LINE = 400
_FIRST_WORDS = 700
_SPEAKERS = ("State", "Organisation", "Mission")


@dataclass(frozen=True)
class Speeches:
    """Finds the speeches of a document by the words of ``records.yaml``, which are explained there."""

    data: Mapping[str, Mapping[str, Sequence[str]]]
    ontology: Ontology

    @cached_property
    def own(self) -> Mapping[str, frozenset[str]]:
        """By language, the nouns by which a speaker speaks of the own state: ``my country``."""
        return {language: frozenset(map(key, lists["own"])) for language, lists in self.data.items()}

    @cached_property
    def stands(self) -> Mapping[str, frozenset[str]]:
        """By language, the words with which a speaker takes a stand."""
        return {language: frozenset(map(key, lists["stands"])) for language, lists in self.data.items()}

    @cached_property
    def _patterns(self) -> dict[str, dict[str, re.Pattern[str]]]:
        found = {}
        for language, lists in self.data.items():
            words = {name: "|".join(map(re.escape, phrases)) for name, phrases in lists.items()}
            found[language] = {
                "given": re.compile(rf"\b(?:{words['called']})\b[^.;:]{{0,80}}?(?<!\w)(?:{words['by']})", re.IGNORECASE),
                "debate": re.compile(rf"\b(?:{words['debates']})\b[^:]*:\s", re.IGNORECASE),
                "addressed": re.compile(rf"(?:\A|\n|,\s|\.\s)(?:{words['addressed']})\b\W", re.IGNORECASE),
                "behalf": re.compile(rf"\b(?:{words['on_behalf']})\b", re.IGNORECASE),
            }
        return found

    def speakers(
        self, document: Document, own_blocks: Mapping[int, Sequence[int]], pieces: Sequence[Piece]
    ) -> dict[int, Referent]:
        """Who speaks as "we" in each article that is a speech; `pieces` are the names of the document, in order."""
        found = {}
        for article in document.articles:
            speaker = self._speaker(document, article, own_blocks[article.index], pieces)
            if speaker is not None:
                found[article.index] = speaker
        return found

    def _speaker(self, document: Document, article: Article, own: Sequence[int], pieces: Sequence[Piece]) -> Referent | None:
        patterns, text = self._patterns.get(article.language), document.text
        if patterns is None or not own:
            return None
        start = document.blocks[own[0]].start
        debate = patterns["debate"].match(text, start, document.blocks[own[0]].end)
        debate = debate or patterns["debate"].search(text, start, document.blocks[own[0]].end)
        if debate is not None:
            named = next(self._named(pieces, debate.end(), document.blocks[own[0]].end), None)
            if named is not None:
                return named
        if patterns["addressed"].search(text, start, article.end) is None:
            return None
        for index in own[:_HEAD]:
            block = document.blocks[index]
            given = patterns["given"].search(text, block.start, min(block.end, block.start + _LINE))
            if given is not None and block.kind != "item":
                told = [*self._named(pieces, given.end(), block.end)]
                states = [one for one in told if one.cls == "State"]
                if told:
                    return (states or told)[0]
        spoken = patterns["behalf"].search(text, start, min(article.end, start + _FIRST_WORDS))
        if spoken is not None:
            return next((one for one in self._named(pieces, spoken.end(), spoken.end() + _LINE) if one.cls == "State"), None)
        return None

    def _named(self, pieces: Sequence[Piece], start: int, end: int) -> Iterator[Referent]:
        """The states and bodies that the text names from `start` to `end`."""
        for piece in pieces[bisect_left(pieces, start, key=lambda piece: piece.start) :]:
            if piece.start >= end:
                return
            for one in piece.referents[:1]:
                if one.form == "name" and self.ontology.is_a(one.cls, _SPEAKERS):
                    yield one
