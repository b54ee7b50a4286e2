"""What a text says of itself: its title and topic, its tags, when it was published."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sahelkg.extraction.dates import find_dates, resolve
from sahelkg.extraction.survey import Survey
from sahelkg.extraction.titles import Titles, headline
from sahelkg.model import Block, Claim, Date, Document, Span, Text

_DATELINE_LENGTH = 90
_OUT = r"(?:(?:[Pp]ubliée?|[Pp]ublished|[Pp]osted|[Mm]ise?\sen\sligne)\s)?"
_PLACE = re.compile(rf"\(?(?:[A-ZÀ-Þ][\w’'./ -]{{1,40}}(?:\([^)]{{2,40}}\))?,?\s)?{_OUT}(?:(?:le|on)\s)?")
_DASH = re.compile(r"[.,)]*\s?(?:\([^)]{2,40}\)\s?)?[-–—]")
_ISSUED = re.compile(
    r"(?:published|posted|issued|released|updated|date|publi[ée]e?|mise? en ligne|paru|post[ée]|diffus[ée])"
    r"\b[^.;\d]{0,24}\Z",
    re.IGNORECASE,
)
_APART = re.compile(r"\s[-–—|•·]\s")
_MOSTLY = 0.5
_LONGEST_BARE_DATE = 40
"""A longer line with a full stop is a sentence that ends with a date."""
_IMPRINT_WITHIN = 6
_LONGEST_TITLE = 140
_MOST_IMPRINTS = 2
"""An article with more dates on lines of their own lists events by them."""


@dataclass(frozen=True)
class Imprints:
    """Reads titles, tags and datelines."""

    titles: Titles

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """The title, the topic it tells, the tags and the dates of publication of every article."""
        document = survey.document
        text = document.text
        for article in document.articles:
            slug = document.article_slug(article.index)
            common: dict[str, Any] = {
                "document": document.id,
                "article": article.index,
                "language": article.language,
                "subject": slug,
                "confidence": 0.95,
            }
            own = survey.own_blocks[article.index]
            title = article.title or self._untold_title(document, own)
            if title is not None:
                title = headline(document, own, title)
                start, end = title.start, title.end
                value = Text(text[start:end], article.language)
                yield Claim(start=start, end=end, predicate="title", value=value, method="structure:title", **common)
                if (about := self.titles.topic(text, title, article.language)) is not None:
                    told = Text(text[about.start : about.end], article.language)
                    yield Claim(start=start, end=end, predicate="topic", value=told, method="structure:title", **common)
            for tag in article.hashtags:
                value = Text(text[tag.start : tag.end], article.language)
                yield Claim(
                    start=tag.start, end=tag.end, predicate="hashtag", value=value, method="structure:hashtag", **common
                )
        imprints = list(self._imprints(survey))
        dates: dict[int, set[object]] = defaultdict(set)
        for claim in imprints:
            dates[claim.article].add(claim.value)
        for claim in imprints:
            if len(dates[claim.article]) <= (1 if claim.article in survey.travellers else _MOST_IMPRINTS):
                yield claim

    def _imprints(self, survey: Survey) -> Iterator[Claim]:
        """The dates of publication that footers and datelines give, and no fields of a record."""
        document = survey.document
        told = {field.block for article in survey.subjects for field in survey.fields[article] if field.known}
        for number, block in enumerate(document.blocks):
            text = document.text[block.content : block.end]
            sentence = block.kind == "dateline" and len(text) > _LONGEST_BARE_DATE and text.endswith(".")
            if number in told or sentence:
                continue
            if block.kind in ("footer", "dateline") or (number < _IMPRINT_WITHIN and self._dated(document, block)):
                yield from self._imprint(survey, block)
            elif number < _IMPRINT_WITHIN and block.kind in ("paragraph", "item"):
                yield from self._imprint(survey, block, within=_DATELINE_LENGTH)

    @staticmethod
    def _untold_title(document: Document, own: Sequence[int]) -> Span | None:
        """The first line where nothing else was told to be the title: short, and no sentence."""
        first = document.blocks[own[0]] if own else None
        if first is None or first.end - first.content > _LONGEST_TITLE or len(document.blocks) < 3:
            return None
        return None if document.text[first.end - 1] in ".:;,?!" else Span(first.content, first.end)

    @staticmethod
    def _dated(document: Document, block: Block) -> bool:
        """Whether a block is little more than a date, or a date between dashes with where and who: ``3 May – Oslo – X``."""
        text = document.text[block.content : block.end]
        parts = _APART.split(text) if len(text) <= _DATELINE_LENGTH else [text]
        return any(
            mention.end - mention.start > _MOSTLY * len(part.strip()) for part in parts for mention in find_dates(part)
        )

    def _imprint(self, survey: Survey, block: Block, within: int | None = None) -> Iterator[Claim]:
        """The date of publication that a footer or dateline gives; of a paragraph, only the dateline that
        opens it, no longer than `within`.
        """
        document = survey.document
        text = document.text[block.start : block.end]
        for mention in find_dates(text if within is None else text[:within]):
            placed = block.kind != "item" and _PLACE.fullmatch(text, 0, mention.start)
            opening = (placed and _DASH.match(text, mention.end)) or _ISSUED.match(text, 0, mention.start)
            if within is not None and not opening:
                return
            resolved = resolve(mention, None)
            if resolved is not None and resolved[0] is not None:
                yield survey.claim(
                    block,
                    block.start,
                    block.end if within is None else block.start + mention.end,
                    subject=document.article_slug(block.article),
                    predicate="publishedOn",
                    value=Date(resolved[0]),
                    confidence=0.9,
                    method="structure:imprint",
                )
