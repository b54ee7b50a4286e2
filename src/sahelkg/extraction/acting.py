"""Whom the paragraphs of a resolution leave unsaid: ``The Council, … 1. Decides to …``, ``Adopted by the Council``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.nodes import Node, Referent, Sentence
from sahelkg.extraction.survey import Survey
from sahelkg.ontology import Ontology

_BODIES = ("Organisation", "Group", "Meeting")
_OPENING = 4
_LEAD_WORDS = 4
_PLURAL = {"en": "", "fr": "nt"}
_ADOPTED = frozenset("adopted signed concluded adopte adoptee adoptes adoptees signe signee conclu conclue".split())


@dataclass(frozen=True)
class Acting:
    """Finds what the sentences of one document are silent on: who acts, what was adopted. `forms` are the verb forms of each
    language.
    """

    survey: Survey
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    forms: Mapping[str, VerbForms]

    def completed(self, sentence: Sentence) -> Sentence:
        """`sentence` with the thing it leaves unsaid before its verb."""
        at = self._verb(sentence)
        if at is None:
            return sentence
        verb = sentence.nodes[at]
        body = self._bodies.get(sentence.block)
        if body is not None and self._acts(verb.text, sentence.language, body.cls == "Group"):
            told = body
        elif (subject := self._adopted(sentence, verb)) is not None:
            told = subject
        else:
            return sentence
        taken = replace(told, form="anaphor", confidence=0.9)
        unsaid = Node(sentence.nodes[0].start, sentence.nodes[0].start, "thing", "", (taken,))
        return replace(sentence, nodes=(unsaid, *sentence.nodes))

    def _verb(self, sentence: Sentence) -> int | None:
        """The index of the word that opens the sentence with a capital, behind an adverb at most."""
        grammar = self.grammars[sentence.language]
        at = 1 if grammar.is_adverb(sentence.word(0)) else 0
        nodes = sentence.nodes
        plain = at < len(nodes) and nodes[at].kind == "word" and not nodes[at].referents
        return at if plain and self.survey.document.text[nodes[0].start].isupper() else None

    def _acts(self, word: str, language: str, plural: bool) -> bool:
        """Whether `word` is a verb in the present of the third person."""
        readings = self.forms[language].get(word, ())
        if not any("present" in tags or (plural and "base" in tags) for _, tags in readings):
            return False
        return (
            word.endswith(_PLURAL[language]) if plural else not word.endswith("nt") and (language == "fr" or word[-1] == "s")
        )

    def _adopted(self, sentence: Sentence, verb: Node) -> Referent | None:
        """The agreement that the article is, where one of its first lines opens with how it came about."""
        block = self.survey.document.blocks[sentence.block]
        subject = self.survey.subjects.get(block.article)
        opening = sentence.block in self.survey.own_blocks[block.article][:_OPENING]
        if subject is None or not opening or verb.text not in _ADOPTED:
            return None
        return subject if self.ontology.is_a(subject.cls, ("Agreement",)) else None

    @cached_property
    def _bodies(self) -> Mapping[int, Referent]:
        """By block, the body whose acts its paragraphs tell: the last that a line of its own has named, with a comma."""
        found: dict[int, Referent] = {}
        acting: Referent | None = None
        for index, block in enumerate(self.survey.document.blocks):
            before = self.survey.document.blocks[index - 1].article if index else block.article
            acting = next(self._led(index), acting if before == block.article else None)
            if acting is not None:
                found[index] = acting
        return found

    def _led(self, index: int) -> Iterator[Referent]:
        """The body that the block at `index` names and nothing else, before a comma or colon: ``The Security Council,``."""
        nodes = [node for sentence in self.survey.sentences[index] for node in sentence.nodes]
        if not 1 < len(nodes) <= _LEAD_WORDS or nodes[-1].text not in (",", ":"):
            return
        grammar = self.grammars[self.survey.document.blocks[index].language]
        *before, last = nodes[:-1]
        if any(node.text not in grammar.articles for node in before):
            return
        if last.referents:
            yield from (one for one in last.referents[:1] if self.ontology.is_a(one.cls, _BODIES))
        elif last.kind == "word":
            yield from self._called(last.text, index)

    def _called(self, noun: str, index: int) -> Iterator[Referent]:
        """The last body named before the block at `index` with `noun` in its name: the council that ``Council:`` means."""
        for sentences in reversed(self.survey.sentences[:index]):
            for node in (node for sentence in reversed(sentences) for node in reversed(sentence.nodes)):
                for one in node.referents:
                    if self.ontology.is_a(one.cls, ("Organisation",)) and noun in node.text.split():
                        yield one
                        return
