"""What a treaty binds its parties to: ``Les Parties veilleront à …``, ``Each Government shall …``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, key
from sahelkg.extraction.phrases import PhraseTable, words_of

_OWN = ("State", "GroupOfStates")
_FUTURE = re.compile(r"\w+r(?:a|ont)\Z")
_CLITICS = frozenset(("se", "s'", "en", "y", "ne", "n'", "lui", "leur", "leurs", "les", "la", "le", "l'"))
_OF = frozenset(("of", "de"))
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Duty:
    """Nodes ``[start, end)`` of a sentence that tell a duty; `party` is the index of the thing that is bound, None where
    the words for it name no thing.
    """

    party: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Duties:
    """Finds the duty that a sentence of a treaty tells, by what the parties are called and by the verb."""

    parties: Mapping[str, PhraseTable[None]]
    binding: Mapping[str, frozenset[str]]
    unbinding: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, data: Mapping[str, Mapping[str, Sequence[str]]]) -> "Duties":
        """The duties described by `data`: ``parties``, ``binding`` and ``unbinding`` by language."""
        parties: dict[str, PhraseTable[None]] = {}
        for language, names in data["parties"].items():
            parties[language] = PhraseTable()
            for name in names:
                parties[language].add(words_of(name), None)
        binding, unbinding = (
            {language: frozenset(map(key, words)) for language, words in data[sort].items()}
            for sort in ("binding", "unbinding")
        )
        return cls(parties, binding, unbinding)

    def of(self, clauses: Clauses) -> Duty | None:
        """The duty that the sentence tells, if it tells one."""
        nodes = clauses.nodes
        end = len(nodes)
        while end and nodes[end - 1].kind == "punctuation":
            end -= 1
        for at in range(end):
            if not self._binds(clauses, at):
                continue
            start = at
            while start and nodes[start - 1].text in _CLITICS:
                start -= 1
            party = self._party(clauses, start)
            if party is not None and end - start >= _SHORTEST:
                return Duty(party if nodes[party].referents else None, start, end)
        return None

    def _binds(self, clauses: Clauses, at: int) -> bool:
        """Whether the word at `at` is a verb of duty: ``shall``, a French future, a verb that binds in the present."""
        language, node = clauses.grammar.language, clauses.nodes[at]
        if node.kind != "word" or node.referents or clauses.grammar.preposition(clauses.sentence.word(at - 1)) in _OF:
            return False
        if language == "en":
            return node.text == "shall" and clauses.sentence.word(at + 1) not in self.unbinding["en"]
        if _FUTURE.match(node.text):
            return node.text not in self.unbinding["fr"]
        group = clauses.groups.get(at)
        if group is None or group.voice != "active" or group.modality != "asserted" or not group.finite:
            return False
        return group.start == at - group.reflexive and key(group.verb) in self.binding["fr"]

    def _party(self, clauses: Clauses, verb: int) -> int | None:
        """The index of the party before the verb that no preposition governs."""
        nodes, grammar = clauses.nodes, clauses.grammar
        found: int | None = None
        for at in range(verb):
            if nodes[at].text == ":":
                found = None
            if governor(nodes, at, grammar) is not None:
                continue
            if _state(nodes[at]) or self.parties[grammar.language].at(nodes, at) is not None:
                found = at
            elif nodes[at].referents and nodes[at].kind in ("thing", "role"):
                found = None
        return found


def _state(node: Node) -> bool:
    return node.kind == "thing" and bool(node.referents) and all(one.cls in _OWN for one in node.referents)
