"""What statistical models name in a document, without what its own form shows to be no name."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Piece
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.recogniser import Name, recognise
from sahelkg.lexicon import fold
from sahelkg.model import Block, Document, Span

_LONGEST_PASSAGE = 20_000
_SHORTEST = 3
_LONGEST_UNHEADED = 5
_SMALL_WORD = re.compile(r"\b[a-zà-ÿ][a-zà-ÿ-]{2,}\b")
_BROKEN = re.compile(r"[,:;()«»“”\"\n|]")
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Z0-9-]+\)")
_APPOSED = re.compile(r",\s(?:the\s|le\s|la\s|l['’])?((?:[A-ZÀ-Þ][\w-]+\s?){1,4})(?:of|for|in|to|de|du|des|d['’]|\()")
_NAME_WORDS = range(2, 5)
_BEFORE = 12
_SCENE = re.compile(r"\b(?:in|near)\s\Z")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name that a model sees; that of a person in full where a surname alone stands for it."""

    start: int
    end: int
    cls: str
    full: str


@dataclass(frozen=True)
class ModelNames:
    """Finds the names that models see and that bear a second look."""

    grammars: Mapping[str, Grammar]
    nouns: Mapping[str, Nouns]

    def find(self, document: Document, known: Sequence[Piece]) -> Iterator[Sighting]:
        """The names that the models see outside of the `known` pieces, language by language."""
        text = document.text
        starts = [piece.start for piece in known]
        in_small = frozenset(map(fold, _SMALL_WORD.findall(text)))
        surnames: dict[str, str] = {}
        for language in sorted({block.language for block in document.blocks}):
            blocks = [block for block in document.blocks if block.language == language and block.kind != "hashtags"]
            passages = [(passage, block) for block in blocks for passage in _passages(block)]
            texts = (text[passage.start : passage.end] for passage, _ in passages)
            sightings: list[Sighting] = []
            told: dict[str, str] = {}
            for (passage, block), names in zip(passages, recognise(texts, language), strict=True):
                for name in names:
                    start, end = self._trimmed(text, passage.start + name.start, passage.start + name.end, language)
                    at = bisect_left(starts, end)
                    if end - start < _SHORTEST or (at and known[at - 1].end > start) or not text[start].isupper():
                        continue
                    label = " ".join(text[start:end].split())
                    full = surnames.get(fold(label))
                    if full is not None:
                        sightings.append(Sighting(start, end, "Person", full))
                    elif self._bears(text, start, end, name, block, in_small):
                        if name.cls == "Person":
                            surnames.setdefault(fold(label.split()[-1]), label)
                        placed = name.cls == "Organisation" and " " not in label and not label.isupper()
                        cls = "Place" if placed and _SCENE.search(text, max(0, start - 6), start) else name.cls
                        sightings.append(Sighting(start, end, cls, label))
                        if (shown := self._shown(text, passage.start + name.start, start, end, block)) is not None:
                            told.setdefault(label, shown)
            for seen in sightings:
                yield replace(seen, cls=told.get(seen.full, seen.cls))

    def _shown(self, text: str, seen: int, start: int, end: int, block: Block) -> str | None:
        """The class that the words around a name at ``text[start:end]`` show, seen from `seen` on with a title before it: a
        person's where an honorific stands before or an office in capitals behind it, a body's where a short form does.
        """
        if _SHORT_FORM.match(text, end):
            return "Organisation"
        nouns = self.nouns[block.language]
        honours = words_of(text[max(block.content, seen - _BEFORE) : start])[-1:]
        office = _APPOSED.match(text, end)
        several = len(text[start:end].split()) in _NAME_WORDS
        honoured = bool(honours) and honours[0] in nouns.honorifics
        titles = list(words_of(office.group(1))) if office is not None else []
        while len(titles) > 1 and titles[0] in nouns.office_qualifiers:
            del titles[0]
        offices = bool(titles) and nouns.offices.begins(titles)
        return "Person" if several and (honoured or offices) else None

    def _bears(self, text: str, start: int, end: int, name: Name, block: Block, in_small: frozenset[str]) -> bool:
        """Whether what a model sees at ``text[start:end]`` looks like a name: no heading, no common words in capitals."""
        language = block.language
        label = text[start:end]
        if is_plain(label, self.grammars[language], self.nouns[language]):
            return False
        words = words_of(label)
        if name.cls == "Person":
            return len(words) > 1 and "\n" not in label
        headed = block.kind == "heading" or (start == block.content and text[end : end + 1] in (":", ""))
        signs = [word for word in label.split() if word.isupper() and len(word) > 1]
        telling = [word for word in words if len(word) > _SHORTEST]
        if _BROKEN.search(label):
            return False
        common = telling and all(word in in_small for word in map(fold, telling))
        return bool(signs) or not (headed or common or len(words) > _LONGEST_UNHEADED)

    def _trimmed(self, text: str, start: int, end: int, language: str) -> tuple[int, int]:
        """The span of a model's name without article, office or honorific before it, possessive, joint or beginning of an
        office behind it."""
        for suffix in ("’s", "'s"):
            if text[start:end].endswith(suffix):
                end -= 2
            owned = text.find(f"{suffix} ", start, end)
            end = owned if owned > start else end
        nouns, grammar = self.nouns[language], self.grammars[language]
        trailing = grammar.conjunctions | grammar.prepositions | grammar.articles | nouns.office_qualifiers
        while fold(text[start:end].rpartition(" ")[2]) in trailing:
            end = start + len(text[start:end].rpartition(" ")[0])
        while True:
            first, _, rest = text[start:end].partition(" ")
            word = fold(first.rstrip("."))
            honours = word in nouns.honorifics
            if not rest or not (honours or word in grammar.articles or nouns.offices.knows(word)):
                return start, end
            start += len(first) + 1


def is_plain(label: str, grammar: Grammar, nouns: Nouns) -> bool:
    """Whether `label` is but common nouns in capitals, and so no name: ``the Council of Ministers``."""
    return all(word in nouns.common or word in grammar.prepositions or word in grammar.articles for word in words_of(label))


def _passages(block: Block) -> Iterator[Span]:
    """The content of a block in parts of whole sentences, each short enough for a model."""
    start = end = block.content
    for sentence in block.sentences:
        if sentence.end - start > _LONGEST_PASSAGE and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    if block.end > start:
        yield Span(start, block.end)
