"""Documents of one paragraph, for tests of extraction."""

from sahelkg.model import Article, Block, Document, Extraction, Sidecar
from sahelkg.reading.sentences import split_sentences


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
