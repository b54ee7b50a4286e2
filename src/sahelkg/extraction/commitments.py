"""Lists that words announce: commitments, purposes, organs, one an item, and paragraphs of commitments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import key
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.purposes import is_infinitive, split_infinitives
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Document, Span, Text
from sahelkg.ontology import Ontology

LISTED = "structure:commitments"
_LABEL_LENGTH = 90
_LEAD_IN = 30
_FOLLOWING = frozenset(("following", "suivant", "suivante", "suivants", "suivantes"))
_CALLING = frozenset(("to", "de", "à"))
_ARTICLE = re.compile(r"(?:(?:the|an?|le|la|les|une?)\s|l['’])", re.IGNORECASE)
_SHORTEST_AIM = 15
_ANNOUNCING = 4
_COMMA = re.compile(r",\s")
_FIRST_WORD = re.compile(r"[\w-]+")
_CLITICS = re.compile(r"(?:(?:s|n|y|l)['’]|(?:se|ne|pas|en|y|leur|lui)\s)*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_AIMING = ("Organisation", "Mission", "Programme", "Fund", "Agreement")


@dataclass(frozen=True, slots=True)
class _List:
    """What the items of a list are, in an article: purposes or organs of a `thing`, or actions, its own where one is given;
    actions may be worded as `nouns`.
    """

    what: Literal["organs", "aims", "actions"]
    article: int
    thing: str = ""
    nouns: bool = False


@dataclass(frozen=True)
class Commitments:
    """Reads announced lists, by the words in `data`; `forms` are the verb forms of each language."""

    data: Mapping[str, Mapping[str, Sequence[str]]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    forms: Mapping[str, VerbForms]

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """One claim per item of an announced list, and per action in the paragraphs that follow a lead-in such as "agreed on
        the following actions:"; the articles of a treaty are no such paragraphs.
        """
        document = survey.document
        open_in: int | None = None
        section: str | None = None
        listed: _List | None = None
        marked = ""
        for index, block in enumerate(document.blocks):
            if block.kind == "heading":
                open_in = open_in if block.marker else None
            if block.kind in ("heading", "paragraph"):
                listed = None
            if block.kind == "item" and listed is not None:
                marked = marked or _sort(block.marker)
                listed = listed if marked == _sort(block.marker) else None
            if block.kind == "item" and listed is not None and listed.article == block.article:
                yield from self._item(survey, index, listed, section)
            elif open_in == block.article and block.kind == "heading":
                section = _digits(block.marker)
                if section:
                    yield self._topic(survey, block, section)
            elif open_in == block.article and block.kind in ("item", "paragraph"):
                yield from self._actions(survey, block, section, _List("actions", block.article))
            if document.text[block.start : block.end].rstrip().endswith((":", "…")):
                found = self._opened(survey, index)
                listed, marked = found or listed, "" if found else marked
                if (
                    found is not None
                    and found.what == "actions"
                    and not self._binding(survey, block, ("Treaty", "Protocol"))
                ):
                    open_in, section = block.article, None

    def _item(self, survey: Survey, index: int, listed: _List, section: str | None) -> Iterator[Claim]:
        block = survey.document.blocks[index]
        if listed.what == "organs":
            yield from self._organ(survey, index, listed.thing)
        elif listed.what == "aims":
            yield from self._aims(survey, block, listed.thing)
        else:
            yield from self._actions(survey, block, section, listed)

    def _opened(self, survey: Survey, index: int) -> _List | None:
        """The list that the block at `index`, which ends with a colon, announces."""
        block = survey.document.blocks[index]
        language, article = block.language, block.article
        words = words_of(survey.document.text[block.content : block.end].rstrip(" :…"))
        if len(words) <= _LEAD_IN and self._named_in(words, "organs", language):
            owner = self._aiming(survey, index, 0)
            return _List("organs", article, owner) if owner else None
        charges = map(words_of, self.data["charges"].get(language, ()))
        if any(words[-len(phrase) :] == phrase for phrase in charges):
            return self._charged(survey, index)
        aims = self._last_aim(survey, index)
        if aims is not None and self._announces(words, language) and not self._led_behind(survey, index, aims):
            thing = self._aiming(survey, index, aims)
            return _List("aims", article, thing) if thing else None
        resolved = self._binding(survey, block, ("Resolution",)) and words[-1] in _CALLING
        if resolved or self._leads_in(words, language):
            return _List("actions", article, nouns=resolved or not _FOLLOWING.isdisjoint(words[-_ANNOUNCING:]))
        return None

    def _charged(self, survey: Survey, index: int) -> _List | None:
        """What the items say that a block announces as what somebody "shall" do: the purposes of a body or mission, the
        duties of a state.
        """
        block = survey.document.blocks[index]
        nodes, grammar = survey.sentences[index][-1].nodes, self.grammars[block.language]
        named = [at for at, node in enumerate(nodes) if node.kind == "thing" and governor(nodes, at, grammar) is None]
        if not named or len(nodes[named[-1]].referents) > 1:
            return None
        bearer = nodes[named[-1]].referents[0]
        if self.ontology.is_a(bearer.cls, _AIMING):
            return _List("aims", block.article, bearer.entity)
        return _List("actions", block.article, bearer.entity) if self.ontology.is_a(bearer.cls, ("State",)) else None

    def _binding(self, survey: Survey, block: Block, classes: Sequence[str]) -> bool:
        """Whether the article of `block` is an agreement of one of `classes`."""
        subject = survey.subjects.get(block.article)
        return subject is not None and self.ontology.is_a(subject.cls, classes)

    def _led_behind(self, survey: Survey, index: int, aims: int) -> bool:
        """Whether the word for aims at offset `aims` only sets out what else announces the list: ``to this end, they pledge
        to``, ``in pursuit of its aims, the Union:``.
        """
        block = survey.document.blocks[index]
        if self._leads_in(words_of(survey.document.text[aims : block.end]), block.language):
            return True
        nodes = survey.sentences[index][-1].nodes
        at = next((at for at, node in enumerate(nodes) if node.start == aims), 0)
        governed = governor(nodes, at, self.grammars[block.language]) is not None
        return governed and any(node.text == "," for node in nodes[at:])

    def _topic(self, survey: Survey, block: Block, section: str) -> Claim:
        """The heading of a section of commitments is a topic of the document."""
        return survey.claim(
            block,
            block.content,
            block.end,
            subject=survey.document.article_slug(block.article),
            predicate="topic",
            value=Text(survey.document.text[block.content : block.end].rstrip(" ."), block.language),
            qualifiers=(("section", section),),
            confidence=0.85,
            method=LISTED,
        )

    def _last_aim(self, survey: Survey, index: int) -> int | None:
        """The offset of the last word for objectives that the sentence before the colon has outside names."""
        block = survey.document.blocks[index]
        words = set(map(key, self.data["aims"].get(block.language, ())))
        last = survey.sentences[index][-1:]
        return max((node.start for sentence in last for node in sentence.nodes if key(node.text) in words), default=None)

    def _aiming(self, survey: Survey, index: int, word: int) -> str:
        """Whose objectives the block at `index` introduces: the thing it names nearest to the `word` for them that can have
        some, rather one that no preposition governs; empty where it names none.
        """
        found: list[tuple[bool, int, str]] = []
        grammar = self.grammars[survey.document.blocks[index].language]
        for sentence in survey.sentences[index]:
            for at, node in enumerate(sentence.nodes):
                for referent in node.referents[:1]:
                    if self.ontology.is_a(referent.cls, _AIMING):
                        governed = governor(sentence.nodes, at, grammar) is not None
                        found.append((governed, abs(node.start - word), referent.entity))
        return min(found)[2] if found else ""

    def _aims(self, survey: Survey, block: Block, subject: str) -> Iterator[Claim]:
        """An item below "its objectives are:" is a purpose."""
        document = survey.document
        end = block.content + len(document.text[block.content : block.end].rstrip(" ;.,"))
        if end - block.content > _SHORTEST_AIM:
            yield survey.claim(
                block,
                block.content,
                end,
                subject=subject,
                predicate="hasPurpose",
                value=Text(document.text[block.content : end], block.language),
                confidence=0.8,
                method="structure:aims",
            )

    def _announces(self, words: tuple[str, ...], language: str) -> bool:
        """Whether the words before a colon announce aims: name them, and nothing else behind "the following"."""
        aims = set(map(key, self.data["aims"].get(language, ())))
        beside = {one for at, word in enumerate(words) if word in _FOLLOWING for one in words[max(0, at - 1) : at + 2]}
        return bool((beside or set(words)) & aims)

    def _named_in(self, words: tuple[str, ...], kind: str, language: str) -> bool:
        return bool(set(words) & set(map(key, self.data[kind].get(language, ()))))

    def _organ(self, survey: Survey, index: int, owner: str) -> Iterator[Claim]:
        """An item below "the organs of the Union are:" is a body of it, named in full or by its common noun."""
        document, block = survey.document, survey.document.blocks[index]
        end = block.content + len(document.text[block.content : block.end].split("\n")[0].rstrip(" ;.,"))
        article = _ARTICLE.match(document.text, block.content, end)
        label = " ".join(document.text[article.end() if article else block.content : end].split())
        stop = re.search(r"\s?[(;,:]|\s(?:et|and)\Z", label)
        label = label[: stop.start()] if stop else label
        if not 0 < len(label) <= _LABEL_LENGTH or not label[0].isupper():
            return
        known = survey.candidates.lexicon.named(label, block.language)
        entity = known or survey.candidates.described(
            slug_of(f"{label} {owner}"), ((label, block.language),), "Organisation", (("partOf", owner),)
        )
        if entity.slug != owner:
            yield survey.claim(
                block,
                block.content,
                end,
                subject=entity.slug,
                predicate="partOf",
                object=owner,
                confidence=0.85,
                method="structure:organs",
            )

    @cached_property
    def _recitals(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The words that open a paragraph which recalls and commits to nothing, by language."""
        return {language: tuple(map(words_of, found)) for language, found in self.data["recitals"].items()}

    def recalls(self, document: Document, block: Block) -> bool:
        """Whether the block is a recital."""
        opening = words_of(document.text[block.content : block.end][:_LABEL_LENGTH])
        return any(opening[: len(phrase)] == phrase for phrase in self._recitals.get(block.language, ()))

    def _leads_in(self, words: tuple[str, ...], language: str) -> bool:
        return any(stands_in(words, words_of(phrase)) for phrase in self.data["lead_ins"].get(language, ()))

    def _actions(self, survey: Survey, block: Block, section: str | None, listed: _List) -> Iterator[Claim]:
        document = survey.document
        qualifiers = [("paragraph", number)] if (number := _digits(block.marker)) else []
        if section:
            qualifiers.append(("section", section))
        for sentence in block.sentences:
            whole = Span(max(sentence.start, block.content), sentence.end)
            named = listed.nouns and block.kind == "item" and whole.end - whole.start >= _SHORTEST_AIM
            span = self._action(document, block, whole) or (whole if named else None)
            if span is None:
                continue
            for start, end in split_infinitives(
                document.text, span.start, span.end, block.language, self.forms[block.language]
            ):
                yield survey.claim(
                    block,
                    start,
                    end,
                    subject=listed.thing or document.article_slug(block.article),
                    predicate="commitsTo",
                    value=Text(document.text[start:end].rstrip(" .;,"), block.language),
                    qualifiers=tuple(qualifiers),
                    confidence=0.9,
                    method=LISTED,
                )

    def _action(self, document: Document, block: Block, sentence: Span) -> Span | None:
        """The part of a sentence that begins with an infinitive, behind what opens it: ``On this basis, strengthen …``."""
        text = document.text
        grammar, forms = self.grammars[block.language], self.forms[block.language]
        begins = [sentence.start, *(match.end() for match in _COMMA.finditer(text, sentence.start, sentence.end))]
        for begin in begins:
            bare = _CLITICS.match(text, begin, sentence.end)
            for first in (begin, bare.end() if bare else begin):
                word = _FIRST_WORD.match(text, first, sentence.end)
                if word and is_infinitive(word.group(), block.language, forms):
                    return Span(begin, sentence.end)
            word = _FIRST_WORD.match(text, begin, sentence.end)
            if begin == sentence.start and not (word and grammar.preposition(key(word.group()))):
                return None
        return None


def _sort(marker: str | None) -> str:
    """The sort of mark that items of one list share: a number, a letter, a dash."""
    return "number" if _digits(marker) else "letter" if any(map(str.isalpha, marker or "")) else "dash"


def _digits(marker: str | None) -> str | None:
    found = _NUMBER.search(marker or "")
    return found.group() if found else None
