"""Claims that the form of a text makes: lists, numbered commitments, what other readers of form find."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sahelkg.extraction.attendance import Attendance
from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.imprints import Imprints
from sahelkg.extraction.listed_sums import ListedSums
from sahelkg.extraction.lists import governor
from sahelkg.extraction.money_lines import MoneyLines
from sahelkg.extraction.nodes import key
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.purposes import is_infinitive, split_infinitives
from sahelkg.extraction.statements import Statements
from sahelkg.extraction.survey import Survey
from sahelkg.extraction.titles import Titles
from sahelkg.model import Block, Claim, Document, Span, Text
from sahelkg.ontology import Ontology

_LABEL_LENGTH = 90
_LEAD_IN = 30
_FOLLOWING = frozenset(("following", "suivant", "suivante", "suivants", "suivantes"))
_ARTICLE = re.compile(r"(?:(?:the|an?|le|la|les|une?)\s|l['’])", re.IGNORECASE)
_FIRST_PART = re.compile(r"\((?:1|i|a)\)")
_PART = re.compile(r"(?:and |et )?\((?:\d|[ivx]{1,4}|[a-h])\)")
_AIMING = ("Organisation", "Mission", "Programme", "Fund", "Agreement", "Meeting")
_SHORTEST_AIM = 15
_PARTICIPANTS = re.compile(
    r"\b(?:participants?|parties|ministers|ministres|delegations|délégations|we|nous)\b", re.IGNORECASE
)
_MISSIONS = re.compile(r"\b(?:missions|operations|opérations)\b")
_COMMA = re.compile(r",\s")
_FIRST_WORD = re.compile(r"[\w-]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Structures:
    """Reads the structures of documents; `forms` are the verb forms of each language."""

    data: Mapping[str, Any]
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    forms: Mapping[str, VerbForms]

    @classmethod
    def load(
        cls, folder: Path, ontology: Ontology, grammars: Mapping[str, Grammar], forms: Mapping[str, VerbForms]
    ) -> "Structures":
        """The structures described in ``structures.yaml``.

        Raises:
            InputError: the file is malformed.
        """
        return cls(load_yaml(folder / "structures.yaml"), ontology, grammars, forms)

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """Every claim that the form of the surveyed document makes."""
        yield from Imprints(Titles(self.data["titles"])).claims(survey)
        yield from MoneyLines(self.data["money_lines"]["purposes"], self.ontology, survey).claims()
        yield from ListedSums(self.data["money_lines"]["giving"], self.ontology, self.grammars).claims(survey)
        yield from Statements(self.data["statements"], self.ontology).claims(survey)
        yield from Attendance(self.data["attendance"], self.data["commitments"]["lead_ins"], self.ontology).claims(survey)
        yield from self._listed(survey)
        yield from self._enumerated(survey)
        yield from self._commitments(survey)

    def _enumerated(self, survey: Survey) -> Iterator[Claim]:
        """``The Alliance has six priorities: (1) …; (2) …``: each part is a purpose of what the sentence begins with."""
        document = survey.document
        words = {language: frozenset(map(key, found)) for language, found in self.data["enumerations"].items()}
        for index, block in enumerate(document.blocks):
            for sentence in survey.sentences[index]:
                text = document.text[sentence.start : sentence.end]
                colon = text.find(":")
                first = _FIRST_PART.search(text, max(colon, 0))
                if colon == -1 or first is None or not words[block.language] & set(words_of(text[:colon])):
                    continue
                thing = next(
                    (
                        n.referents[0]
                        for n in sentence.nodes
                        if n.kind == "thing" and self.ontology.is_a(n.referents[0].cls, _AIMING)
                    ),
                    None,
                )
                if thing is None or thing.start > sentence.start + colon:
                    continue
                marks = [first, *_PART.finditer(text, first.end())]
                for mark, following in zip(marks, [*marks[1:], None], strict=True):
                    part = text[mark.end() : following.start() if following else len(text)]
                    start = sentence.start + mark.end() + len(part) - len(part.lstrip())
                    end = start + len(part.strip(" .;,"))
                    if end <= start:
                        continue
                    yield Claim(
                        document=document.id,
                        article=block.article,
                        start=start,
                        end=end,
                        language=block.language,
                        subject=thing.entity,
                        predicate="hasPurpose",
                        value=Text(document.text[start:end], block.language),
                        confidence=0.8,
                        method="structure:enumeration",
                        evidence=(Span(sentence.start, sentence.start + colon),),
                    )

    def _listed(self, survey: Survey) -> Iterator[Claim]:
        """Missions that items present one by one below "The Union has three missions in the region:": who
        leads them, and where.
        """
        document = survey.document
        for index, block in enumerate(document.blocks[:-1]):
            if not document.text[block.start : block.end].rstrip().endswith(":") or not survey.sentences[index]:
                continue
            lead_in = survey.sentences[index][-1]
            things = [node for node in lead_in.nodes if node.kind == "thing" and node.referents]
            owner = next(
                (n.referents[0] for n in things if self.ontology.is_a(n.referents[0].cls, ("Organisation", "State"))), None
            )
            areas = [r for n in things[1:] for r in n.referents if self.ontology.is_a(r.cls, ("Place",))]
            if owner is None or not _MISSIONS.search(document.text, lead_in.start, lead_in.end):
                continue
            for following in range(index + 1, len(document.blocks)):
                item = document.blocks[following]
                if item.kind != "item" or item.article != block.article or not survey.sentences[following]:
                    break
                first = next((n for n in survey.sentences[following][0].nodes if n.referents), None)
                if (
                    first is None
                    or first.start > item.content + 4
                    or not self.ontology.is_a(first.referents[0].cls, ("Mission",))
                ):
                    continue
                common: dict[str, Any] = {
                    "document": document.id,
                    "article": block.article,
                    "start": block.content,
                    "end": block.end,
                    "language": block.language,
                    "confidence": 0.85,
                    "method": "structure:listed-missions",
                    "evidence": (Span(first.start, first.end),),
                }
                yield Claim(subject=first.referents[0].entity, predicate="ledBy", object=owner.entity, **common)
                for area in areas:
                    yield Claim(subject=first.referents[0].entity, predicate="operatesIn", object=area.entity, **common)

    # --- commitments --------------------------------------------------------------------------------------------------

    def _commitments(self, survey: Survey) -> Iterator[Claim]:
        """One claim per action in the paragraphs that follow a lead-in such as "agreed on the following actions:"."""
        document = survey.document
        open_in: int | None = None
        section: str | None = None
        purpose: tuple[str, int] | None = None
        organs: tuple[str, int] | None = None
        for index, block in enumerate(document.blocks):
            if block.kind == "heading":
                open_in = open_in if block.marker else None
                purpose = organs = None
            if organs is not None and block.kind == "item" and organs[1] == block.article:
                yield from self._organ(survey, index, organs[0])
            elif purpose is not None and block.kind == "item" and purpose[1] == block.article:
                yield from self._aims(document, block, purpose[0])
            elif block.kind == "paragraph":
                purpose = organs = None
            if open_in == block.article and block.kind == "heading":
                section = _digits(block.marker)
                if section:
                    yield self._topic(document, block, section)
            elif open_in == block.article and block.kind in ("item", "paragraph"):
                yield from self._actions(document, block, section)
            if not document.text[block.start : block.end].rstrip().endswith((":", "…")):
                continue
            words = words_of(document.text[block.content : block.end])
            aims = self._last_aim(survey, index)
            if len(words) <= _LEAD_IN and self._named_in(words, "organs", block.language):
                organs = self._aiming(survey, index, 0)
            elif (
                aims is not None
                and self._announces(words, block.language)
                and not self._leads_in(words_of(document.text[aims : block.end]), block.language)
            ):
                purpose = self._aiming(survey, index, aims)
            elif self._leads_in(words, block.language):
                open_in, section = block.article, None

    def parties(self, survey: Survey, claims: Sequence[Claim]) -> list[Claim]:
        """Who took part in the meeting of an article that lists commitments is party to what the article declares."""
        document = survey.document
        found = []
        by_article: dict[int, list[Claim]] = {article.index: [] for article in document.articles}
        for claim in claims:
            by_article[claim.article].append(claim)
        for article in document.articles:
            own = by_article[article.index]
            first = next((claim for claim in own if claim.predicate == "commitsTo"), None)
            if first is None:
                continue
            lead_in = max(
                (
                    b
                    for b in map(document.blocks.__getitem__, survey.own_blocks[article.index])
                    if b.end <= first.start and b.kind != "heading"
                ),
                key=lambda block: block.start,
                default=None,
            )
            meetings = [claim for claim in own if claim.predicate == "participatedIn" and claim.end <= first.start]
            if lead_in is None or not _PARTICIPANTS.search(document.text, lead_in.start, lead_in.end):
                continue
            counts = Counter(claim.object for claim in meetings)
            meeting = max(counts, key=lambda slug: (counts[slug], slug or ""), default=None)
            for claim in {claim.subject: claim for claim in meetings if claim.object == meeting}.values():
                found.append(
                    Claim(
                        document=document.id,
                        article=article.index,
                        start=lead_in.content,
                        end=lead_in.end,
                        language=lead_in.language,
                        subject=claim.subject,
                        predicate="partyTo",
                        object=document.article_slug(article.index),
                        confidence=0.75,
                        method="structure:commitments",
                        basis="inferred:participants-commit",
                        premises=(claim.id,),
                        evidence=(Span(claim.start, claim.end),),
                    )
                )
        return found

    def _topic(self, document: Document, block: Block, section: str) -> Claim:
        """The heading of a section of commitments is a topic of the document."""
        return Claim(
            document=document.id,
            article=block.article,
            start=block.content,
            end=block.end,
            language=block.language,
            subject=document.article_slug(block.article),
            predicate="topic",
            value=Text(document.text[block.content : block.end].rstrip(" ."), block.language),
            qualifiers=(("section", section),),
            confidence=0.85,
            method="structure:commitments",
        )

    def _last_aim(self, survey: Survey, index: int) -> int | None:
        """The offset of the last word for objectives that the sentence before the colon has outside names."""
        block = survey.document.blocks[index]
        words = set(map(key, self.data["commitments"]["aims"].get(block.language, ())))
        last = survey.sentences[index][-1:]
        return max((node.start for sentence in last for node in sentence.nodes if key(node.text) in words), default=None)

    def _aiming(self, survey: Survey, index: int, word: int) -> tuple[str, int] | None:
        """Whose objectives the block at `index` introduces, with its article: the thing it names nearest to the `word` for
        them that can have some, rather one that no preposition governs.
        """
        found: list[tuple[bool, int, str]] = []
        grammar = self.grammars[survey.document.blocks[index].language]
        for sentence in survey.sentences[index]:
            for at, node in enumerate(sentence.nodes):
                for referent in node.referents[:1]:
                    if self.ontology.is_a(referent.cls, ("Organisation", "Mission", "Programme", "Fund", "Agreement")):
                        governed = governor(sentence.nodes, at, grammar) is not None
                        found.append((governed, abs(node.start - word), referent.entity))
        return (min(found)[2], survey.document.blocks[index].article) if found else None

    def _aims(self, document: Document, block: Block, subject: str) -> Iterator[Claim]:
        """An item below "its objectives are:" is a purpose."""
        end = block.content + len(document.text[block.content : block.end].rstrip(" ;.,"))
        if end - block.content > _SHORTEST_AIM:
            yield Claim(
                document=document.id,
                article=block.article,
                start=block.content,
                end=end,
                language=block.language,
                subject=subject,
                predicate="hasPurpose",
                value=Text(document.text[block.content : end], block.language),
                confidence=0.8,
                method="structure:aims",
            )

    def _announces(self, words: tuple[str, ...], language: str) -> bool:
        """Whether the words before a colon announce aims: name them, and nothing else behind "the following"."""
        aims = set(map(key, self.data["commitments"]["aims"].get(language, ())))
        beside = {one for at, word in enumerate(words) if word in _FOLLOWING for one in words[max(0, at - 1) : at + 2]}
        return bool((beside or set(words)) & aims)

    def _named_in(self, words: tuple[str, ...], kind: str, language: str) -> bool:
        return bool(set(words) & set(map(key, self.data["commitments"][kind].get(language, ()))))

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
            yield Claim(
                document=document.id,
                article=block.article,
                start=block.content,
                end=end,
                language=block.language,
                subject=entity.slug,
                predicate="partOf",
                object=owner,
                confidence=0.85,
                method="structure:organs",
            )

    @cached_property
    def _recitals(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The words that open a paragraph which recalls and commits to nothing, by language."""
        return {language: tuple(map(words_of, found)) for language, found in self.data["commitments"]["recitals"].items()}

    def recalls(self, document: Document, block: Block) -> bool:
        """Whether the block is a recital."""
        opening = words_of(document.text[block.content : block.end][:_LABEL_LENGTH])
        return any(opening[: len(phrase)] == phrase for phrase in self._recitals.get(block.language, ()))

    def _leads_in(self, words: tuple[str, ...], language: str) -> bool:
        return any(stands_in(words, words_of(phrase)) for phrase in self.data["commitments"]["lead_ins"].get(language, ()))

    def _actions(self, document: Document, block: Block, section: str | None) -> Iterator[Claim]:
        qualifiers = [("paragraph", number)] if (number := _digits(block.marker)) else []
        if section:
            qualifiers.append(("section", section))
        for sentence in block.sentences:
            span = self._action(document, block, Span(max(sentence.start, block.content), sentence.end))
            if span is None:
                continue
            for start, end in split_infinitives(
                document.text, span.start, span.end, block.language, self.forms[block.language]
            ):
                yield Claim(
                    document=document.id,
                    article=block.article,
                    start=start,
                    end=end,
                    language=block.language,
                    subject=document.article_slug(block.article),
                    predicate="commitsTo",
                    value=Text(document.text[start:end].rstrip(" .;,"), block.language),
                    qualifiers=tuple(qualifiers),
                    confidence=0.9,
                    method="structure:commitments",
                )

    def _action(self, document: Document, block: Block, sentence: Span) -> Span | None:
        """The part of a sentence that begins with an infinitive, behind what opens it: ``On this basis, strengthen …``."""
        text = document.text
        grammar, forms = self.grammars[block.language], self.forms[block.language]
        begins = [sentence.start, *(match.end() for match in _COMMA.finditer(text, sentence.start, sentence.end))]
        for begin in begins:
            word = _FIRST_WORD.match(text, begin, sentence.end)
            if word and is_infinitive(word.group(), block.language, forms):
                return Span(begin, sentence.end)
            if begin == sentence.start and not (word and grammar.preposition(key(word.group()))):
                return None
        return None


def _digits(marker: str | None) -> str | None:
    found = _NUMBER.search(marker or "")
    return found.group() if found else None
