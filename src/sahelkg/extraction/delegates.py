"""Who takes part in the meeting at hand by a delegation: the state that sends it, who leads it and who is in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.delegations import BY, LED, NEAR, NOUNS, REACH, sent_by
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.meetings_at_hand import MeetingsAtHand
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, Sentence
from sahelkg.model import Claim
from sahelkg.ontology import Ontology

_INCLUDING: Mapping[str, frozenset[str]] = {
    "en": frozenset("included includes including comprised comprises comprising".split()),
    "fr": frozenset("comprenait comprend comprenant incluait inclut composee".split()),
}
_DELEGATIONS = frozenset(("delegations", "délégations"))


@dataclass(frozen=True)
class Delegates:
    """Finds who took part in a meeting by the delegations that came to it."""

    meetings: MeetingsAtHand
    ontology: Ontology
    grammars: Mapping[str, Grammar]

    def claims(self, sentence: Sentence) -> Iterator[Claim]:
        """That the state that sent a delegation, who led it, and who was in it took part in the meeting."""
        grammar, nodes = self.grammars[sentence.language], sentence.nodes
        for at, node in enumerate(nodes):
            if node.text not in NOUNS[sentence.language] and not _plural(node):
                continue
            guests = [*self._leaders(nodes, at, grammar), *self._members(nodes, at, grammar)]
            if not guests:
                continue
            sender = sent_by(nodes, at, grammar)
            block = self.meetings.survey.document.blocks[sentence.block]
            meeting = self._meeting(nodes, at) or self.meetings.before(block, sentence.start)
            if meeting is not None:
                for guest in {one.entity: one for one in (*((sender,) if sender else ()), *guests)}.values():
                    yield self._claim(sentence, block.article, guest, meeting)

    def _meeting(self, nodes: Sequence[Node], at: int) -> Referent | None:
        """The meeting to which the sentence says a delegation came: ``led the delegation to the Oslo Forum``."""
        for node in nodes[at + 1 :]:
            if len(node.referents) == 1 and self.ontology.is_a(node.referents[0].cls, ("Meeting",)):
                return node.referents[0]
        return None

    def _leaders(self, nodes: Sequence[Node], at: int, grammar: Grammar) -> tuple[Referent, ...]:
        """The persons who lead the delegation of the noun at `at`: behind "led by", behind a bare "by" after another
        delegation, before "led".
        """
        led = LED[grammar.language]
        by = next((index for index in range(at + 1, min(at + REACH, len(nodes) - 1)) if nodes[index].text in BY), None)
        if by is not None and not any(node.referents for node in nodes[at + 1 + NEAR : by]):
            elliptic = by == at + 1 + (grammar.language == "fr" and bool(nodes[at + 1].referents))
            if any(node.text in led for node in (nodes[:by] if elliptic else nodes[at:by])):
                return self._persons(nodes, by + 1, grammar)
        verb = next((index for index in range(at - 1, max(0, at - REACH), -1) if nodes[index].text in led), None)
        if verb is None or any(node.text in BY or node.text == "," for node in nodes[verb:at]):
            return ()
        return self._persons(nodes, verb - 1, grammar)

    def _members(self, nodes: Sequence[Node], at: int, grammar: Grammar) -> Iterator[Referent]:
        """Those whom the delegation of the noun at `at` is said to include, up to the end of the list."""
        including = _INCLUDING[grammar.language]
        reach = min(at + REACH, len(nodes))
        first = next((index for index in range(at + 1, reach) if nodes[index].text in including), None)
        if first is None or any(node.text in (";", ".") for node in nodes[at:first]):
            return
        for node in nodes[first + 1 :]:
            if node.kind in ("thing", "role"):
                yield from (one for one in node.referents if self.ontology.is_a(one.cls, ("Agent",)))
            elif node.kind not in ("word", "punctuation") or node.text in (";", ".", ":") or node.text in grammar.relatives:
                return

    @staticmethod
    def _persons(nodes: Sequence[Node], at: int, grammar: Grammar) -> tuple[Referent, ...]:
        """The persons that stand at `at`, over an article."""
        at += nodes[at].text in grammar.articles and at + 1 < len(nodes)
        referents = nodes[at].referents
        return referents if referents and all(one.cls == "Person" for one in referents) else ()

    def _claim(self, sentence: Sentence, article: int, guest: Referent, meeting: Referent) -> Claim:
        return Claim(
            document=self.meetings.survey.document.id,
            article=article,
            start=sentence.start,
            end=sentence.end,
            language=sentence.language,
            subject=guest.entity,
            predicate="participatedIn",
            object=meeting.entity,
            confidence=0.8,
            method="construction:delegation",
        )


def _plural(node: Node) -> bool:
    return isinstance(node.payload, RolePhrase) and node.payload.label.casefold() in _DELEGATIONS
