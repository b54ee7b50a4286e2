"""Who says a claim, and when: publishers of articles, their dates, and speakers inside them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.issuers import issuer
from sahelkg.extraction.speech import Utterance
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Document
from sahelkg.ontology import Ontology

_NAME_ALONE = "construction:telling-name"
_MOSTLY = 0.45
_DATELINE = re.compile(r"^[A-ZÀ-Þ][\w’' ,.-]{2,60}\(([A-ZÀ-Þ][\w &.-]{1,40})\)\s?[-–—]")


@dataclass(frozen=True, slots=True)
class Source:
    """Who publishes an article, and its date at the precision known; `stated` is who the text itself says does, with the
    span that says so.
    """

    publisher: str
    published: str | None
    stated: tuple[str, int, int] | None


def sources(survey: Survey, ontology: Ontology) -> tuple[Source, ...]:
    """The source of each article: what a dateline says, else the sidecar for a document that is one article, else
    its unnamed author.
    """
    document = survey.document
    return tuple(_source(survey, ontology, index) for index in range(len(document.articles)))


def publishers(document: Document, sources: Sequence[Source]) -> Iterator[Claim]:
    """Who publishes each article whose words tell it."""
    for article, source in zip(document.articles, sources, strict=True):
        if source.stated is not None:
            yield Claim(
                document=document.id,
                article=article.index,
                start=source.stated[1],
                end=source.stated[2],
                language=article.language,
                subject=document.article_slug(article.index),
                predicate="publisher",
                object=source.stated[0],
                confidence=0.9,
                method="structure:dateline",
            )


def _source(survey: Survey, ontology: Ontology, index: int) -> Source:
    document, candidates = survey.document, survey.candidates
    published = document.sidecar.published if len(document.articles) == 1 else None
    for at in survey.own_blocks[index]:
        if document.blocks[at].kind in ("footer", "dateline"):
            for sentence in survey.sentences[at]:
                for node in sentence.nodes:
                    if isinstance(node.payload, DateMention) and (found := resolve(node.payload, None)) and found[0]:
                        published = published or found[0]
    for at in survey.own_blocks[index]:
        block = document.blocks[at]
        if block.kind in ("paragraph", "dateline"):
            match = _DATELINE.match(document.text[block.content : block.end])
            if match:
                entity = candidates.named(match.group(1), "MediaOrganisation", block.language)
                stated = (entity.slug, block.content + match.start(1), block.content + match.end(1))
                return Source(entity.slug, published, stated)
    told = issuer(document, survey.own_blocks[index], index, survey.sentences, ontology)
    issued = (told.entity, told.start, told.end) if told is not None else None
    if len(document.articles) == 1 and document.sidecar.publisher:
        entity = candidates.named(document.sidecar.publisher, "Organisation", document.language)
        return Source(entity.slug, published, issued)
    return Source(issued[0] if issued else _unnamed_author(document, candidates, index), published, issued)


def _unnamed_author(document: Document, candidates: Candidates, index: int) -> str:
    title = document.articles[index].title
    about = document.text[title.start : title.end] if title else document.sidecar.title or document.id
    labels = ((f"author of “{about}”", "en"), (f"auteur de « {about} »", "fr"))
    return candidates.described(f"author-of-{document.article_slug(index)}", labels, "Group").slug


class Calendar:
    """The full dates a document states, by which its relative ones are read."""

    def __init__(self, survey: Survey) -> None:
        self._stated: list[tuple[int, date]] = []
        for block in survey.sentences:
            for sentence in block:
                for node in sentence.nodes:
                    if isinstance(node.payload, DateMention) and node.payload.kind in ("point", "range"):
                        day = node.payload.since or ""
                        if len(day) == 10:
                            self._stated.append((node.start, date.fromisoformat(day)))

    def reference(self, offset: int, published: str | None) -> str | None:
        """The date by which a relative date at `offset` is read: the publication's, else the nearest one
        stated before it, else after.
        """
        if published is not None:
            return published
        if not self._stated:
            return None
        at = bisect_right(self._stated, offset, key=lambda stated: stated[0])
        return self._stated[max(at - 1, 0)][1].isoformat()


def attribute(claims: Iterable[Claim], articles: Sequence[Source], spoken: Sequence[Utterance]) -> list[Claim]:
    """`claims` with who says them: the speaker where they lie inside an utterance, else the article's publisher. What a mere
    name tells, no speaker says.
    """
    attributed = []
    passages = _Passages(spoken)
    for claim in claims:
        publisher = articles[claim.article].publisher
        if claim.asserted_by is not None:
            attributed.append(replace(claim, reported_by=None if claim.asserted_by == publisher else publisher))
            continue
        utterance = passages.around(claim.start, claim.end) if claim.method != _NAME_ALONE else None
        if utterance is None or utterance.speaker == publisher:
            attributed.append(replace(claim, asserted_by=publisher))
            continue
        modality = "opinion" if utterance.opinion and claim.modality == "asserted" else claim.modality
        attributed.append(replace(claim, asserted_by=utterance.speaker, reported_by=publisher, modality=modality))
    return attributed


class _Passages:
    """The utterances of a document, found by place."""

    def __init__(self, spoken: Sequence[Utterance]) -> None:
        self._ordered = sorted(enumerate(spoken), key=lambda numbered: numbered[1].start)
        self._longest = max((utterance.end - utterance.start for utterance in spoken), default=0)

    def around(self, start: int, end: int) -> Utterance | None:
        """The first utterance on whose words ``text[start:end]`` mostly rests."""
        behind = bisect_right(self._ordered, end, key=lambda numbered: numbered[1].start)
        first = bisect_right(self._ordered, start - self._longest - 1, hi=behind, key=lambda numbered: numbered[1].start)
        holding = [
            numbered
            for numbered in self._ordered[first:behind]
            if min(end, numbered[1].end) - max(start, numbered[1].start) >= _MOSTLY * (end - start)
        ]
        return min(holding, key=lambda numbered: numbered[0])[1] if holding else None
