"""Claims that the form of a text makes: lists, numbered commitments, what other readers of form find."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sahelkg.extraction.attendance import Attendance
from sahelkg.extraction.commitments import LISTED, Commitments
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.imprints import Imprints
from sahelkg.extraction.listed_sums import ListedSums
from sahelkg.extraction.money_lines import MoneyLines
from sahelkg.extraction.nodes import key
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.statements import Statements
from sahelkg.extraction.survey import Survey
from sahelkg.extraction.titles import Titles
from sahelkg.model import Claim, Span, Text
from sahelkg.ontology import Ontology

_FIRST_PART = re.compile(r"\((?:1|i|a)\)")
_PART = re.compile(r"(?:and |et )?\((?:\d|[ivx]{1,4}|[a-h])\)")
_AIMING = ("Organisation", "Mission", "Programme", "Fund", "Agreement", "Meeting")
_PARTICIPANTS = re.compile(
    r"\b(?:participants?|parties|ministers|ministres|delegations|délégations|we|nous)\b", re.IGNORECASE
)
_MISSIONS = re.compile(r"\b(?:missions|operations|opérations)\b")


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

    @cached_property
    def commitments(self) -> Commitments:
        """The reader of announced lists."""
        return Commitments(self.data["commitments"], self.ontology, self.grammars, self.forms)

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """Every claim that the form of the surveyed document makes."""
        yield from Imprints(Titles(self.data["titles"])).claims(survey)
        yield from MoneyLines(self.data["money_lines"]["purposes"], self.ontology, survey).claims()
        yield from ListedSums(self.data["money_lines"]["giving"], self.ontology, self.grammars).claims(survey)
        yield from Statements(self.data["statements"], self.ontology).claims(survey)
        yield from Attendance(self.data["attendance"], self.data["commitments"]["lead_ins"], self.ontology).claims(survey)
        yield from self._listed(survey)
        yield from self._enumerated(survey)
        yield from self.commitments.claims(survey)

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
                    yield survey.claim(
                        block,
                        start,
                        end,
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

    def parties(self, survey: Survey, claims: Sequence[Claim]) -> list[Claim]:
        """Who took part in the meeting of an article that lists commitments is party to what the article declares."""
        document = survey.document
        found = []
        by_article: dict[int, list[Claim]] = {article.index: [] for article in document.articles}
        for claim in claims:
            by_article[claim.article].append(claim)
        for article in document.articles:
            own = by_article[article.index]
            first = next((claim for claim in own if claim.predicate == "commitsTo" and claim.method == LISTED), None)
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
                        method=LISTED,
                        basis="inferred:participants-commit",
                        premises=(claim.id,),
                        evidence=(Span(claim.start, claim.end),),
                    )
                )
        return found
