"""Documents of one paragraph, for tests of extraction."""

from dataclasses import dataclass

import pytest

from sahelkg.extraction import Extractor, recogniser
from sahelkg.model import Article, Block, Document, Extraction, Sidecar
from sahelkg.reading.sentences import split_sentences
from sahelkg.reading.source import Source
from sahelkg.reading.structure import structure


def paragraph(text: str, language: str, published: str | None = None) -> Document:
    """A document that is the one paragraph `text`."""
    block = Block(
        start=0,
        end=len(text),
        content=0,
        kind="paragraph",
        language=language,
        article=0,
        sentences=split_sentences(text, 0, len(text)),
    )
    return Document(
        id="passage",
        text=text,
        language=language,
        media_type="text/plain",
        sidecar=Sidecar(publisher="Test Press", published=published),
        articles=(Article(index=0, start=0, end=len(text), language=language),),
        blocks=(block,),
    )


def readable(extraction: Extraction, labels: dict[str, str]) -> list[tuple[str, str]]:
    """The claims as ``Subject | predicate | Object or value`` by English label, each with the method that made it."""
    names = labels | {
        entity.slug: next((label.text for label in entity.labels if label.kind == "pref"), entity.slug)
        for entity in extraction.entities
    }
    lines = []
    for claim in extraction.claims:
        value = claim.value
        literal = (
            getattr(value, "iso", None) or getattr(value, "text", None) or (f"{value.number:f}" if value is not None else "")  # type: ignore[union-attr]
        )
        target = names.get(claim.object, claim.object) if claim.object else literal
        lines.append((f"{names.get(claim.subject, claim.subject)} | {claim.predicate} | {target}", claim.method))
    return lines


def as_read(text: str, language: str | None = None, sidecar: Sidecar | None = None) -> Document:
    """The document that `sahelkg.reading.read` makes of a file with `text`."""
    found = structure(Source(text, "text/plain"), language)
    return Document(
        id="passage",
        text=text,
        language=found.language,
        media_type="text/plain",
        sidecar=sidecar or Sidecar(published="2019-05-12"),
        articles=found.articles,
        blocks=found.blocks,
    )


@dataclass(frozen=True)
class Reader:
    """Reads texts with one lexicon and no models, and tells what they claim by English label."""

    extractor: Extractor
    labels: dict[str, str]

    def extraction(self, document: Document) -> Extraction:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recogniser, "installed_models", dict)
            return self.extractor.extract(document)

    def claims(self, text: str, language: str = "en") -> set[str]:
        """What one paragraph claims, as ``Subject | predicate | Object or value``."""
        return {line for line, _ in readable(self.extraction(paragraph(text, language)), self.labels)}

    def names(self, text: str, language: str = "en") -> dict[str, str]:
        """The passages of one paragraph that name a thing, each with the thing's label."""
        extraction = self.extraction(paragraph(text, language))
        found = {entity.slug: entity.labels[0].text for entity in extraction.entities}
        return {
            text[mention.start : mention.end]: self.labels.get(mention.entity) or found[mention.entity]
            for mention in extraction.mentions
        }
