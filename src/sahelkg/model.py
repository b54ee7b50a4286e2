"""The words of the house: what a document, a mention and a claim are.

Offsets everywhere are code points into `Document.text`, half open: ``text[start:end]``.
Entities, documents and claims are named by their slug, the last part of their IRI (``mali`` for ``…/id/mali``).
Dates keep the precision the text gives: ``2014``, ``2017-07`` or ``2018-03-16`` (ISO 8601, no time of day).
"""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Modality = Literal["asserted", "planned", "proposed", "negated", "opinion"]
BlockKind = Literal["heading", "paragraph", "item", "hashtags", "dateline", "footer"]
LabelKind = Literal["pref", "alt", "hidden", "acronym", "demonym"]
Origin = Literal["lexicon", "acronym", "composed", "model", "anaphora", "structure", "document"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What is known of a document from beside it (``NAME.yaml``); every key is optional."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, paragraph or list item, with its sentences.

    `depth` is the indentation level, 0 outermost. `marker` is the item's own numbering as written (``12.``, ``(ii)``, ``•``)
    and `content` starts behind it. `section` is the index of the heading block that governs this block, or None.
    `group` is a running number: it grows with each article and with each gap of blank lines that is larger than
    the usual one.
    """

    start: int
    end: int
    content: int
    kind: BlockKind
    language: str
    article: int
    sentences: tuple[Span, ...]
    depth: int = 0
    marker: str | None = None
    section: int | None = None
    group: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One contribution inside a document; a plain document is one article.

    `title` is the span of its title where it has one; `hashtags` are the tags that close it, as spans without ``#``.
    """

    index: int
    start: int
    end: int
    language: str
    title: Span | None = None
    hashtags: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source as read. `text` is kept exactly; `digest` is the SHA-256 of its UTF-8 bytes, hexadecimal."""

    id: str
    text: str
    language: str
    media_type: str
    sidecar: Sidecar
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]

    @property
    def slug(self) -> str:
        return f"document-{self.id}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def article_slug(self, index: int) -> str:
        """The slug of one article: the document's own when it has only one."""
        return self.slug if len(self.articles) == 1 else f"{self.slug}-article-{index + 1}"


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A name of an entity. `language` is a BCP 47 tag, or empty for a name without a language."""

    text: str
    language: str
    kind: LabelKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A thing that claims are about.

    `cls` is the local name of its most specific ontology class. `links` are background statements of the lexicon as
    (property local name, slug). `reviewed` is False for candidates found in a text.
    """

    slug: str
    cls: str
    labels: tuple[Label, ...]
    links: tuple[tuple[str, str], ...] = ()
    reviewed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mention:
    """A stretch of text that names an entity. `cls` is the entity's class; `origin` says what recognised it."""

    start: int
    end: int
    entity: str
    cls: str
    origin: Origin = "lexicon"


@dataclass(frozen=True, slots=True)
class Text:
    """A literal in the words of the document."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: an ISO 4217 code, ``persons``, ``battalions`` …; None where the text states none."""

    number: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date at the precision of the text."""

    iso: str


Value = Text | Quantity | Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's statement, with the words it rests on.

    `start` and `end` delimit the quote; `since` and `until` are the claim's own dates. `method` names what made it
    (``frame:hosting``, ``structure:country-lines``); `basis` is ``stated`` or ``inferred:RULE``, and then `premises` are the
    ids of the claims it rests on. `evidence` are further spans it rests on: an antecedent, a heading, the neighbour
    that dates it.
    """

    document: str
    article: int
    start: int
    end: int
    language: str
    subject: str
    predicate: str
    object: str | None = None
    value: Value | None = None
    since: str | None = None
    until: str | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    modality: Modality = "asserted"
    asserted_by: str | None = None
    reported_by: str | None = None
    confidence: float = 0.9
    method: str = ""
    basis: str = "stated"
    premises: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = field(default=())

    @property
    def id(self) -> str:
        """``claim-`` and 16 hexadecimal digits, from document, span, subject, predicate, object and value, and from the
        place where one is told, since the same number may be in several.
        """
        places = [value for name, value in self.qualifiers if name == "place"]
        parts = (self.document, self.start, self.end, self.subject, self.predicate, self.object, self.value, *places)
        return "claim-" + hashlib.sha256("\x1f".join(map(repr, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroducedName:
    """A passage in which the text itself gives an entity a name: ``the African Development Bank (AfDB)``."""

    entity: str
    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should look at: an unresolved date, an anaphor without antecedent; a language model's claim that
    was rejected, or a passage it did not answer for.
    """

    kind: Literal["date", "anaphor", "name", "claim", "passage"]
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything read out of one document. `entities` are those the lexicon does not have."""

    document: Document
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    names: tuple[IntroducedName, ...] = ()
    doubts: tuple[Doubt, ...] = ()
