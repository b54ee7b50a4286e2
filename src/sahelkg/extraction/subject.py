"""What a document is about as a whole: the project of a project sheet, the treaty whose text it is, the meeting it
reports.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.nodes import WORD, Node, Piece, Referent, key
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.model import Article, Document
from sahelkg.ontology import Ontology

_PARTS = re.compile(r"\s[-–—|]\s|:\s|\n")
_LABEL_LENGTH = 60
_TITLE_LENGTH = 220
_HEAD_WITHIN = 4
_SMALL = 4


@dataclass(frozen=True, slots=True)
class Field:
    """A line ``label: value``; offsets of the value into the document, `label` as `key` spells its words."""

    block: int
    label: str
    start: int
    end: int


def fields(document: Document, own: Sequence[int]) -> Iterator[Field]:
    """The lines of an article that have the form of a field; `own` are the indices of its blocks."""
    for index in own:
        block = document.blocks[index]
        if block.kind == "hashtags":
            continue
        colon = document.text.find(":", block.content, min(block.end, block.content + _LABEL_LENGTH))
        if colon == -1:
            continue
        label = " ".join(key(word) for word in WORD.findall(document.text[block.content : colon]))
        start = colon + 1
        while start < block.end and document.text[start].isspace():
            start += 1
        if label and start < block.end:
            yield Field(index, label, start, block.end)


@dataclass(frozen=True)
class Subjects:
    """Tells what articles are about, by the kinds of record in ``records.yaml``."""

    records: Sequence[Mapping[str, Any]]
    ontology: Ontology

    def of(
        self, document: Document, article: Article, own: Sequence[int], nouns: Nouns, candidates: Candidates
    ) -> Referent | None:
        """What the article is about as a whole, named by its title; None where the title says nothing of the kind.

        `own` are the indices of its blocks.
        """
        titled = self._title(document, article, own)
        if titled is None:
            return None
        start, end = titled
        text = " ".join(document.text[start:end].split())[:_TITLE_LENGTH]
        known = candidates.lexicon.named(text, article.language)
        if known is not None:
            return Referent(known.slug, known.cls, start, end, "name")
        record = self._record(article, list(fields(document, own)))
        if record is not None and "forms" in record:
            return None
        cls = str(record["class"]) if record is not None else self._head_class(document, start, end, nouns)
        if cls is None:
            return None
        entity = candidates.described(slug_of(text), ((text, article.language),), cls)
        return Referent(entity.slug, entity.cls, start, end, "name", 0.9 if record is None else 0.95)

    def named(
        self, document: Document, article: Article, own: Sequence[int], candidates: Candidates, pieces: Sequence[Piece]
    ) -> Referent | None:
        """What a record is about whose thing bears a name of its own, in the title or before the first field: the first
        thing of the kind, one of the lexicon before others; else what the part of the title that is not the form's calls it.

        `pieces` are the names of the document, in order. That of the form itself is none: ``MISSION FACT SHEET``.
        """
        titled = self._title(document, article, own)
        lines = list(fields(document, own))
        record = self._record(article, lines)
        if titled is None or record is None or "forms" not in record:
            return None
        (start, end), cls = titled, str(record["class"])
        forms = [words_of(form) for form in record["forms"].get(article.language, ())]
        last = document.blocks[lines[0].block].end
        names = [
            piece.referents[0]
            for piece in pieces[bisect_left(pieces, start, key=_start) : bisect_left(pieces, last, key=_start)]
            if piece.referents
            and self.ontology.is_a(piece.referents[0].cls, (cls,))
            and not any(stands_in(words_of(document.text[piece.start : piece.end]), form) for form in forms)
        ]
        known = [one for one in names if one.entity in candidates.lexicon.entities]
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

    @staticmethod
    def _title(document: Document, article: Article, own: Sequence[int]) -> tuple[int, int] | None:
        """Where the title stands: the article's, else its first block where that is one short line."""
        if article.title is not None:
            return article.title.start, article.title.end
        first = document.blocks[own[0]] if own else None
        if first is None or first.end - first.content > _TITLE_LENGTH:
            return None
        return None if "\n" in document.text[first.content : first.end] else (first.content, first.end)

    def _record(self, article: Article, lines: Sequence[Field]) -> Mapping[str, Any] | None:
        """The kind of record whose fields the article has, two at least."""
        for record in self.records:
            signs = {
                " ".join(key(word) for word in WORD.findall(sign)) for sign in record["signs"].get(article.language, ())
            }
            if sum(line.label in signs for line in lines) > 1:
                return record
        return None

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
