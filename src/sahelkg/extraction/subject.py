"""What a document is about as a whole: the project of a project sheet, the treaty whose text it is, the meeting it
reports.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.fields import Field, Labels, fields, labels_of
from sahelkg.extraction.nodes import WORD, Node, Piece, Referent, key
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.titles import headline
from sahelkg.lexicon import Lexicon
from sahelkg.model import Article, Document, Span
from sahelkg.ontology import Ontology

_PARTS = re.compile(r"\s[-–—|]\s|:\s|\n")
_TITLE_LENGTH = 220
_SHORT_VALUE = 120
_PROSE = 200
_TAKEN_UP = re.compile(
    r"\b(?:(?:the|this)\s(?:project|programme|program|action)|(?:le|ce)\s(?:projet|programme)|(?:l[’']|cette\s)action)\b",
    re.IGNORECASE,
)
_OFTEN = 3
"""How often a text says "the project" that tells of one."""
_HEAD_WITHIN = 4
_SMALL = 4
_PAGED = ("Organisation", "Mission", "Programme", "Fund", "State", "Person")
_LONGEST_PERSON = 6
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_DEFINED = {
    "en": re.compile(r"[^.;:\n]{0,160}?\b(?:is|was|are)\s(?:an?|the|one\sof)\s"),
    "fr": re.compile(r"[^.;:\n]{0,160}?\b(?:est|était|fut)\s(?:une?|l[ea]\s|l[’']|l[’']une?\s)"),
}


@dataclass(frozen=True)
class Subjects:
    """Tells what articles are about, by the kinds of record in ``records.yaml``."""

    data: Mapping[str, Any]
    ontology: Ontology

    @cached_property
    def _labels(self) -> Mapping[str, Labels]:
        return {language: labels_of(self.data, language) for language in self.data["naming"]}

    def fields(self, document: Document, own_blocks: Mapping[int, Sequence[int]]) -> Mapping[int, Sequence[Field]]:
        """The fields of each article, by its index."""
        return {
            article.index: tuple(fields(document, own_blocks[article.index], self._labels[article.language]))
            for article in document.articles
        }

    def of(
        self,
        document: Document,
        article: Article,
        own: Sequence[int],
        lines: Sequence[Field],
        nouns: Nouns,
        candidates: Candidates,
    ) -> Referent | None:
        """What the article is about as a whole, named by its title or a field; None where they say nothing of the kind.

        `own` are the indices of its blocks, `lines` its fields.
        """
        titled = self._title(document, article, own)
        if titled is None:
            return None
        record, first = self._record(article, lines)
        naming = self._naming(article, lines) if record is not None else None
        start, end = (naming.start, naming.end) if naming is not None else titled
        if record is not None and naming is None:
            told = headline(document, own, Span(start, end))
            start, end = told.start, told.end
        text = " ".join(document.text[start:end].split())[:_TITLE_LENGTH]
        known = candidates.lexicon.named(text, article.language)
        if known is not None:
            return Referent(known.slug, known.cls, start, end, "name")
        if record is not None and naming is None and ("forms" in record or self._told_before(document, own, first)):
            return None
        cls = str(record["class"]) if record is not None else self._head_class(document, start, end, nouns)
        if cls is None:
            return None
        entity = candidates.described(slug_of(text), ((text, article.language),), cls)
        return Referent(entity.slug, entity.cls, start, end, "name", 0.9 if record is None else 0.95)

    def named(
        self,
        document: Document,
        article: Article,
        own: Sequence[int],
        lines: Sequence[Field],
        candidates: Candidates,
        pieces: Sequence[Piece],
    ) -> Referent | None:
        """What a record is about whose thing bears a name of its own, in the title or before the first field: the first
        thing of the kind, one of the lexicon before others, or the one named most often where prose tells of it; else what
        the part of the title that is not the form's calls it.

        `pieces` are the names of the document, in order. That of the form itself is none: ``MISSION FACT SHEET``.
        """
        titled = self._title(document, article, own)
        record, first = self._record(article, lines)
        if titled is None or record is None:
            return None
        (start, end), cls = titled, str(record["class"])
        forms = [words_of(form) for form in record.get("forms", {}).get(article.language, ())]
        last = document.blocks[first].end
        names = [
            piece.referents[0]
            for piece in _between(pieces, start, last)
            if piece.referents
            and self.ontology.is_a(piece.referents[0].cls, (cls,))
            and not any(stands_in(words_of(document.text[piece.start : piece.end]), form) for form in forms)
        ]
        known = [one for one in names if one.entity in candidates.lexicon.entities]
        if names and "forms" not in record:
            told = Counter(one.entity for one in names)
            return replace(max(names, key=lambda one: told[one.entity]), confidence=0.85)
        if names:
            return replace((known or names)[0], confidence=0.95)
        parts = [
            part
            for part in _PARTS.split(document.text[start:end])
            if not any(stands_in(words_of(part), form) for form in forms)
        ]
        if not parts:
            return None
        text = " ".join(parts[0].split())[:_TITLE_LENGTH]
        entity = candidates.described(slug_of(text), ((text, article.language),), cls)
        return Referent(entity.slug, entity.cls, start, end, "name", 0.8)

    def paged(
        self,
        document: Document,
        article: Article,
        own: Sequence[int],
        nouns: Nouns,
        candidates: Candidates,
        pieces: Sequence[Piece],
    ) -> Referent | None:
        """What a page is about whose title is the name of its bearer, alone or with words such as "history of"; of a page
        called "about us" or the like, what its first sentence defines: ``The Nordic Bank is a …``.

        `pieces` are the names of the document, in order; of a person the title of a life is the name: ``Biography of X``.
        """
        titled = self._title(document, article, own)
        if titled is None:
            return None
        start, end = titled
        names = [one for one in _between(pieces, start, end) if one.referents and one.referents[0].form == "name"]
        common = frozenset(key(word) for word in self.data["pages"].get(article.language, ()))
        outside = document.text[start:end]
        if names:
            outside = _BRACKETS.sub(" ", document.text[start : names[0].start] + document.text[names[0].end : end])
        small = common | nouns.honorifics
        if any(key(word) not in small for word in WORD.findall(outside) if word[0].isalnum()):
            return None if names else self._lived(document, article, titled, nouns, candidates)
        if not names:
            return self._defined(document, article, own, pieces)
        about = names[0].referents[0]
        return replace(about, confidence=0.95) if self.ontology.is_a(about.cls, _PAGED) else None

    def _lived(
        self, document: Document, article: Article, titled: tuple[int, int], nouns: Nouns, candidates: Candidates
    ) -> Referent | None:
        """Whose life a page tells by its title: ``Biography of Dr Ada Lind``."""
        words = list(WORD.finditer(document.text, *titled))
        lives = {key(word) for word in self.data["lives"].get(article.language, ())}
        if lives.isdisjoint(key(word.group()) for word in words):
            return None
        small = lives | nouns.honorifics | frozenset(map(key, self.data["pages"].get(article.language, ())))
        named = [word for word in words if key(word.group()) not in small and word.group()[0].isalnum()]
        if not 1 < len(named) <= _LONGEST_PERSON or not all(word.group()[0].isupper() for word in (named[0], named[-1])):
            return None
        start, end = named[0].start(), named[-1].end()
        entity = candidates.named(" ".join(document.text[start:end].split()), "Person", article.language)
        return Referent(entity.slug, entity.cls, start, end, "name", 0.9)

    def _defined(self, document: Document, article: Article, own: Sequence[int], pieces: Sequence[Piece]) -> Referent | None:
        """What the first paragraph says that it is."""
        block = next((document.blocks[at] for at in own if document.blocks[at].kind == "paragraph"), None)
        first = next(iter(_between(pieces, block.content, block.end)), None) if block is not None else None
        if block is None or first is None or not first.referents or first.start - block.content > _SMALL:
            return None
        says = _DEFINED[article.language].match(document.text, first.end, block.end)
        known = says is not None and self.ontology.is_a(first.referents[0].cls, _PAGED)
        return replace(first.referents[0], confidence=0.9) if known else None

    def told(self, document: Document, own: Sequence[int], pieces: Sequence[Piece]) -> Referent | None:
        """The project that a text without fields tells of: it names one oftener than any other and goes on about "the
        project".
        """
        start, end = document.blocks[own[0]].start, document.blocks[own[-1]].end
        names = [
            piece.referents[0]
            for piece in _between(pieces, start, end)
            if piece.referents
            and piece.referents[0].form == "name"
            and self.ontology.is_a(piece.referents[0].cls, ("Programme",))
        ]
        if not names or sum(1 for _ in _TAKEN_UP.finditer(document.text, start, end)) < _OFTEN:
            return None
        told = Counter(one.entity for one in names)
        return replace(max(names, key=lambda one: told[one.entity]), confidence=0.8)

    @staticmethod
    def _title(document: Document, article: Article, own: Sequence[int]) -> tuple[int, int] | None:
        """Where the title stands: the article's, else its first block where that is one short line."""
        if article.title is not None:
            return article.title.start, article.title.end
        first = document.blocks[own[0]] if own else None
        if first is None or first.end - first.content > _TITLE_LENGTH:
            return None
        return None if "\n" in document.text[first.content : first.end] else (first.content, first.end)

    def _record(self, article: Article, lines: Sequence[Field]) -> tuple[Mapping[str, Any] | None, int]:
        """The kind of record whose fields the article has, two at least, and the block of the first. Sections of prose are
        no fields.
        """
        labels = self._labels[article.language]
        short = [line for line in lines if not line.below or line.end - line.start < _SHORT_VALUE]
        for record in self.data["records"]:
            signs = {labels.find(sign) for sign in record["signs"].get(article.language, ())}
            telling = [line for line in short if line.label in signs]
            if len({line.label for line in telling}) > 1:
                return record, telling[0].block
        return None, 0

    def _naming(self, article: Article, lines: Sequence[Field]) -> Field | None:
        """The field that says what the thing of the record is called."""
        labels = self._labels[article.language]
        naming = {labels.find(label) for label in self.data["naming"][article.language]}
        return next((line for line in lines if line.label in naming and line.end - line.start < _TITLE_LENGTH), None)

    @staticmethod
    def _told_before(document: Document, own: Sequence[int], first: int) -> bool:
        """Whether a text tells of the thing in prose, with a box of fields only behind it."""
        return any(index < first and document.blocks[index].end - document.blocks[index].content > _PROSE for index in own)

    def _head_class(self, document: Document, start: int, end: int, nouns: Nouns) -> str | None:
        """The class of the agreement whose noun opens the title: ``Revised treaty of …``, ``Accord entre …``."""
        words = [key(match.group()) for match in WORD.finditer(document.text, start, end)]
        for at in range(min(_HEAD_WITHIN, len(words))):
            if any(tuple(words[at : at + length]) in nouns.reports for length in (3, 2)):
                return None
            for length in (3, 2, 1):
                head = nouns.name_heads.get(tuple(words[at : at + length]))
                if head is not None and self.ontology.is_a(head.cls, ("Agreement",)):
                    return head.cls
        return None


def _start(piece: Piece) -> int:
    return piece.start


def _between(pieces: Sequence[Piece], start: int, end: int) -> Sequence[Piece]:
    """The pieces of ``text[start:end]``."""
    return pieces[bisect_left(pieces, start, key=_start) : bisect_left(pieces, end, key=_start)]


def may_bind(nodes: Sequence[Node], at: int, titled: bool) -> bool:
    """Whether a thing stands where a party of an agreement stands: in a title behind "between"; in a preamble at the head of
    its paragraph.
    """
    before = [node.text for node in nodes[:at]]
    if titled:
        return any(word in ("between", "entre") for word in before[-4:])
    named = any(node.kind in ("thing", "role") for node in nodes[:at])
    small = all(node.kind in ("thing", "role", "punctuation") or len(node.text) < _SMALL for node in nodes[:at])
    return len(before) <= 4 or (named and small) or (len(before) <= 9 and before[-1:] in (["et"], ["and"]))


def body_of(text: str, subject: Referent | None, lexicon: Lexicon, ontology: Ontology) -> Referent | None:
    """The known union or community whose treaty an article is about: the one that the `subject` names behind its noun."""
    if subject is None or not ontology.is_a(subject.cls, ("Agreement",)):
        return None
    named = [hit.entities[0] for hit in lexicon.find(text[subject.start : subject.end].partition(" ")[2])]
    bodies = {one.slug: one for one in named if ontology.is_a(one.cls, ("RegionalOrganisation", "Alliance"))}
    body = next(iter(bodies.values())) if len(bodies) == 1 else None
    return Referent(body.slug, body.cls, subject.start, subject.end, "described", 0.85) if body is not None else None
