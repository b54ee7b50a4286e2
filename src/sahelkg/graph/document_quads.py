"""A document as triples: its text, articles, blocks and the mentions in it."""

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from sahelkg.graph.schema import Schema
from sahelkg.graph.terms import date, is_date, known, offset, sahel, thing
from sahelkg.model import Article, Document, Mention

_TYPE = known("rdf:type")
_START, _END, _LANGUAGE = known("oa:start"), known("oa:end"), known("dct:language")


def title_of(document: Document) -> Literal:
    """The document's title: its sidecar's, its first titled article's, else its id."""
    if document.sidecar.title:
        return Literal(document.sidecar.title, language=document.language)
    for article in document.articles:
        if article.title is not None:
            return article_title(document, article)
    return Literal(document.id, language=document.language)


def article_title(document: Document, article: Article) -> Literal:
    """The title of an article; where it has none, the document's id and the article's number."""
    if article.title is not None:
        text = " ".join(document.text[article.title.start : article.title.end].split())
        return Literal(text, language=article.language)
    return Literal(f"{document.id}, {article.index + 1}", language=article.language)


def _reference(text: str) -> NamedNode | Literal:
    return NamedNode(text) if text.startswith(("http://", "https://")) and " " not in text else Literal(text)


def _described(document: Document, publisher: str | None) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    sidecar = document.sidecar
    yield known("dct:title"), title_of(document)
    if sidecar.publisher:
        yield known("dct:publisher"), thing(publisher) if publisher else Literal(sidecar.publisher)
    if sidecar.published and is_date(sidecar.published):
        yield known("dct:issued"), date(sidecar.published)
    yield _LANGUAGE, Literal(document.language)
    if sidecar.source:
        yield known("dct:source"), _reference(sidecar.source)
    if sidecar.licence:
        licence = _reference(sidecar.licence)
        yield known("dct:license" if isinstance(licence, NamedNode) else "dct:rights"), licence
    yield known("dct:format"), Literal(document.media_type)
    yield sahel("sha256"), Literal(document.digest)
    yield sahel("text"), Literal(document.text)


def mention_slug(document: str, mention: Mention) -> str:
    """``mention-`` and 16 hexadecimal digits, from document, span and entity."""
    key = "\x1f".join((document, str(mention.start), str(mention.end), mention.entity))
    return "mention-" + hashlib.sha256(key.encode()).hexdigest()[:16]


def _articles(document: Document, schema: Schema) -> Iterator[Quad]:
    for article in document.articles:
        node = thing(document.article_slug(article.index))
        for cls in schema.types("Article"):
            yield Quad(node, _TYPE, cls)
        yield Quad(node, known("dct:isPartOf"), thing(document.slug))
        yield Quad(node, known("dct:title"), article_title(document, article))
        yield Quad(node, _LANGUAGE, Literal(article.language))
        yield Quad(node, _START, offset(article.start))
        yield Quad(node, _END, offset(article.end))


def _passage(node: NamedNode, cls: str, span: tuple[int, int], document: Document, schema: Schema) -> Iterator[Quad]:
    for kind in schema.types(cls):
        yield Quad(node, _TYPE, kind)
    yield Quad(node, sahel("inDocument"), thing(document.slug))
    yield Quad(node, _START, offset(span[0]))
    yield Quad(node, _END, offset(span[1]))


def document_quads(document: Document, mentions: Iterable[Mention], publisher: str | None, schema: Schema) -> Iterator[Quad]:
    """All quads of a document but its claims. `publisher` is the slug of the sidecar's publisher where that is known."""
    node = thing(document.slug)
    for cls in schema.types("Document"):
        yield Quad(node, _TYPE, cls)
    for predicate, value in _described(document, publisher):
        yield Quad(node, predicate, value)
    if len(document.articles) > 1:
        for article in document.articles:
            yield Quad(node, known("dct:hasPart"), thing(document.article_slug(article.index)))
        yield from _articles(document, schema)
    for block in document.blocks:
        node = thing(f"{document.slug}-block-{block.start}")
        yield from _passage(node, "Block", (block.start, block.end), document, schema)
        yield Quad(node, sahel("blockKind"), Literal(block.kind))
        yield Quad(node, _LANGUAGE, Literal(block.language))
    for mention in sorted(mentions):
        node = thing(mention_slug(document.id, mention))
        yield from _passage(node, "Mention", (mention.start, mention.end), document, schema)
        yield Quad(node, sahel("refersTo"), thing(mention.entity))
        yield Quad(node, sahel("origin"), Literal(mention.origin))
