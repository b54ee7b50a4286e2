"""Embassies and consulates: ``the Norwegian Embassy in Nairobi`` is an office of Norway in Nairobi."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import WORD, Node, Referent, key
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.survey import Survey
from sahelkg.lexicon import fold
from sahelkg.model import Claim
from sahelkg.ontology import Ontology

_IN = frozenset(("in", "at", "à", "en", "dans"))
_OF = frozenset(("of", "de"))


@dataclass(frozen=True)
class Embassies:
    """Finds them; `kinds` are the words for such an office by language, `grammars` those of the languages."""

    kinds: Mapping[str, Sequence[str]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """One claim for each place of an embassy that the text names with its state."""
        document = survey.document
        for index, block in enumerate(document.blocks):
            kinds = {words_of(kind): kind for kind in self.kinds.get(block.language, ())}
            for sentence in survey.sentences[index]:
                passage = fold(document.text[sentence.start : sentence.end])
                if not any(fold(phrase[0]) in passage for phrase in kinds):
                    continue
                for at, node in enumerate(sentence.nodes):
                    found = self._office(survey, sentence.nodes, at, kinds)
                    if found is None:
                        continue
                    kind, owner, end = found
                    place = self._place(sentence.nodes, end, self.grammars[block.language])
                    if place is None or place.entity == owner.entity:
                        continue
                    yield Claim(
                        document=document.id,
                        article=block.article,
                        start=min(node.start, owner.start),
                        end=place.end,
                        language=block.language,
                        subject=owner.entity,
                        predicate="hasOfficeIn",
                        object=place.entity,
                        qualifiers=(("kind", kind),),
                        confidence=0.85,
                        method="construction:embassy",
                    )

    def _office(
        self, survey: Survey, nodes: Sequence[Node], at: int, kinds: Mapping[tuple[str, ...], str]
    ) -> tuple[str, Referent, int] | None:
        """The kind of the office at `at`, whose it is, and the index behind it; None where there is no such office."""
        node = nodes[at]
        if node.kind == "word":
            return self._worded(nodes, at, kinds)
        if node.kind != "thing" or len(node.referents) != 1:
            return None
        words = [key(match.group()) for match in WORD.finditer(survey.document.text, node.start, node.end)]
        kind = next((kind for phrase, kind in kinds.items() if _within(phrase, words)), None)
        if kind is None:
            return None
        entity = survey.candidates.get(node.referents[0].entity)
        for link, slug in entity.links if entity else ():
            owner = survey.candidates.get(slug)
            if link == "partOf" and owner is not None and self.ontology.is_a(owner.cls, ("State",)):
                return kind, Referent(owner.slug, owner.cls, node.start, node.end), at + 1
        for hit in survey.candidates.lexicon.find(survey.document.text[node.start : node.end]):
            if self.ontology.is_a(hit.entities[0].cls, ("State",)):
                return kind, Referent(hit.entities[0].slug, hit.entities[0].cls, node.start, node.end), at + 1
        return None

    def _worded(
        self, nodes: Sequence[Node], at: int, kinds: Mapping[tuple[str, ...], str]
    ) -> tuple[str, Referent, int] | None:
        """An office in small letters: ``Norway's consulate``, ``consulat de Norvège``."""
        for phrase, kind in kinds.items():
            end = at + len(phrase)
            if nodes[at].text != phrase[0] or tuple(node.text for node in nodes[at:end]) != phrase:
                continue
            before = nodes[at - 1] if at and nodes[at - 1].text != "'s" else nodes[at - 2] if at > 1 else None
            if before is not None and (self._state(before) or self._possessed(before)):
                return kind, before.referents[0], end
            of = end + 1
            while of < len(nodes) and nodes[of].text in ("the", "la", "le", "les", "l'"):
                of += 1
            joined = end < len(nodes) and nodes[end].text in _OF | {"du", "des", "d'"}
            if joined and of < len(nodes) and self._state(nodes[of]):
                return kind, nodes[of].referents[0], of + 1
        return None

    def _state(self, node: Node) -> bool:
        return node.kind == "thing" and len(node.referents) == 1 and self.ontology.is_a(node.referents[0].cls, ("State",))

    def _possessed(self, node: Node) -> bool:
        """Whether the node is a possessive that takes up a state: ``its`` in ``its embassy``."""
        possessives = frozenset[str]().union(*(grammar.possessives for grammar in self.grammars.values()))
        return node.text in possessives and bool(node.referents) and self.ontology.is_a(node.referents[0].cls, ("State",))

    def _place(self, nodes: Sequence[Node], at: int, grammar: Grammar) -> Referent | None:
        """The place that "in" introduces at `at`, or the town that stands there: ``Embassy Nairobi``."""
        led = at < len(nodes) and grammar.preposition(nodes[at].text) in _IN
        at += led
        while led and at < len(nodes) and nodes[at].text in grammar.articles:
            at += 1
        if at >= len(nodes) or nodes[at].kind != "thing" or not nodes[at].referents:
            return None
        kinds = ("Place", "State") if led else ("City",)
        place = nodes[at].referents[0]
        return place if self.ontology.is_a(place.cls, kinds) and place.form == "name" else None


def _within(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in range(len(words)))
