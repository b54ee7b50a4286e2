"""Documents: what is known of them, their text, and what stands where in it."""

from pydantic import BaseModel, Field

from sahelkg.server.lookup.lists import Excerpt, Position, excerpt
from sahelkg.server.lookup.rows import Reader, Row, iri, slug
from sahelkg.server.lookup.things import Reference, things
from sahelkg.vocabulary import PREFIXES
from sahelkg.vocabulary import iri as full_iri
from sahelkg.vocabulary import term as full_term

_DCT = PREFIXES["dct"]


class DocumentSummary(BaseModel):
    """A document in a list."""

    id: str = Field(description="Name of its file without the extension")
    iri: str
    title: str
    language: str
    publisher: Reference | str | None
    published: str | None
    source: str | None
    licence: str | None


class Part(BaseModel):
    """A stretch of a document's text; offsets in code points, half open."""

    start: int
    end: int


class Block(Part):
    """A heading, paragraph or list item."""

    kind: str
    language: str


class Mention(Part):
    """A stretch that names an entity."""

    entity: Reference
    origin: str


class Article(Part):
    """One contribution inside a document."""

    slug: str
    title: str
    language: str


class Document(DocumentSummary):
    """A document with its text."""

    text: str
    sha256: str
    articles: list[Article]
    blocks: list[Block]
    mentions: list[Mention]
    facts: str = Field(description="Where its facts are")


async def find(reader: Reader, position: Position | None, size: int) -> Excerpt:
    """A page of documents."""
    return await excerpt(reader, "document", "?document sahel:sha256 ?sum", position, size)


async def summaries(reader: Reader, iris: list[str]) -> list[DocumentSummary]:
    """Documents as lists show them, in the order given."""
    return [found for iri_ in iris if (found := await _summary(reader, iri_)) is not None]


async def _properties(reader: Reader, document: str) -> dict[str, list[Row]]:
    rows = await reader.select(f"SELECT ?p ?o WHERE {{ {iri(document)} ?p ?o FILTER(?p != sahel:text) }}")
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["p"].value, []).append(row)
    return found


async def _summary(reader: Reader, document: str) -> DocumentSummary | None:
    about = await _properties(reader, document)
    if full_term("sha256") not in about:
        return None

    def first(property_: str) -> str | None:
        return about[property_][0]["o"].value if property_ in about else None

    publisher: Reference | str | None = None
    if _DCT + "publisher" in about:
        term = about[_DCT + "publisher"][0]["o"]
        publisher = (await things(reader, [term.value]))[term.value].reference() if term.is_iri else term.value
    return DocumentSummary(
        id=slug(document).removeprefix("document-"),
        iri=document,
        title=first(_DCT + "title") or slug(document),
        language=first(_DCT + "language") or "",
        publisher=publisher,
        published=first(_DCT + "issued"),
        source=first(_DCT + "source"),
        licence=first(_DCT + "license") or first(_DCT + "rights"),
    )


async def read(reader: Reader, name: str, language: str, facts: str) -> Document | None:
    """A document by its id; None when there is none. `facts` is where its facts are."""
    document = full_iri(f"document-{name}")
    summary = await _summary(reader, document)
    if summary is None:
        return None
    text = await reader.select(f"SELECT ?text ?sum WHERE {{ {iri(document)} sahel:text ?text ; sahel:sha256 ?sum }}")
    return Document(
        **summary.model_dump(),
        text=text[0]["text"].value if text else "",
        sha256=text[0]["sum"].value if text else "",
        articles=await _articles(reader, document),
        blocks=await _blocks(reader, document),
        mentions=await _mentions(reader, document, language),
        facts=facts,
    )


async def _articles(reader: Reader, document: str) -> list[Article]:
    rows = await reader.select(
        "SELECT ?article ?title ?language ?start ?end WHERE { "
        f"?article dct:isPartOf {iri(document)} ; a sahel:Article ; oa:start ?start ; oa:end ?end ; dct:title ?title ; "
        "dct:language ?language }"
    )
    found = [
        Article(slug=row["article"].slug, title=row["title"].value, language=row["language"].value, **_span(row))
        for row in rows
    ]
    return sorted(found, key=lambda article: article.start)


async def _blocks(reader: Reader, document: str) -> list[Block]:
    rows = await reader.select(
        f"SELECT ?kind ?language ?start ?end WHERE {{ ?block sahel:inDocument {iri(document)} ; sahel:blockKind ?kind ; "
        "oa:start ?start ; oa:end ?end OPTIONAL { ?block dct:language ?language } }"
    )
    found = [
        Block(kind=row["kind"].value, language=row["language"].value if "language" in row else "", **_span(row))
        for row in rows
    ]
    return sorted(found, key=lambda block: (block.start, -block.end))


async def _mentions(reader: Reader, document: str, language: str) -> list[Mention]:
    rows = await reader.select(
        f"SELECT ?entity ?origin ?start ?end WHERE {{ ?mention sahel:inDocument {iri(document)} ; sahel:refersTo ?entity ; "
        "oa:start ?start ; oa:end ?end OPTIONAL { ?mention sahel:origin ?origin } }"
    )
    known = await things(reader, {row["entity"].value for row in rows})
    found = [
        Mention(
            entity=known[row["entity"].value].reference(language),
            origin=row["origin"].value if "origin" in row else "",
            **_span(row),
        )
        for row in rows
    ]
    return sorted(found, key=lambda mention: (mention.start, -mention.end, mention.entity.slug))


def _span(row: Row) -> dict[str, int]:
    return {"start": int(row["start"].value), "end": int(row["end"].value)}
