"""Proper names by their form: around a head noun, behind a noun that says what is called so, or of a place."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import ahocorasick

from sahelkg.extraction.english_names import english_names
from sahelkg.extraction.french_names import french_names
from sahelkg.extraction.name_forms import NameForms, ProperName
from sahelkg.extraction.nodes import WORD, key

_SITED = re.compile(
    r"\b(?P<noun>[\w-]+)\s(?:(?:of|de(?:\sla)?|du|des)\s|d(?:e\sl)?['’])"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]*\w(?:[ -][A-ZÀ-Þ][\w-]*\w){0,2})"
)
_SITED_BEFORE = re.compile(r"(?<![\w’'])(?P<name>[A-ZÀ-Þ][\w-]*\w(?:[ -][A-ZÀ-Þ][\w-]*\w){0,2})\s(?P<noun>[a-z]+)\b")
_NAME = r"[A-ZÀ-Þ][\w-]*\w(?:[ -][A-ZÀ-Þ][\w-]*\w){0,2}"
_NEXT = re.compile(
    rf"(?:,\s(?:(?:and|et)\s)?|\s(?:and|et)\s)(?:(?:de(?:\sla)?|du|des)\s|d(?:e\sl)?['’])?(?P<name>{_NAME})(?!\w)"
)
_LISTED_BEFORE = re.compile(rf"(?<![\w’'])(?P<names>{_NAME}(?:,\s{_NAME})*,?\s(?:and|et)\s{_NAME})\s(?P<noun>[a-z]+)\b")
_ITEM = re.compile(rf"{_NAME}(?!\w)")
_NUMBERED = re.compile(r"\b(?P<noun>[^\W\d_]{5,12})\s(?:n[o°]\.?\s?)?\d{1,4}(?:/\d+)*(?:\s?\((?:19|20)\d\d\))?(?![\w%])")
_CALLED = re.compile(
    r"\b(?P<noun>[a-zà-ÿ]+)\s(?:(?P<quote>[«“\"]\s?)(?P<quoted>[^«»“”\"\n]{2,60}?)\s?[»”\"]"
    r"|(?P<bare>[A-ZÀ-Þ][\w’'-]*\w(?:[ -][A-ZÀ-Þ][\w’'-]*\w){0,3}))"
)

_CALLED_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Aa]n?)\s(?P<name>[A-ZÀ-Þ][\w-]*\w(?:\s(?:(?:of|for|and|to|in)\s)?[A-ZÀ-Þ][\w-]*\w){0,5})"
    r"\s(?P<noun>[a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class CalledName:
    """A name beside the noun that says what bears it, ``l'opération Dune``, ``the Bright
    Harbours project``; `whole` is both."""

    start: int
    end: int
    cls: str
    whole: tuple[int, int]
    quoted: bool = False


def proper_names(text: str, start: int, end: int, language: str, forms: NameForms) -> Iterator[ProperName]:
    """The names in ``text[start:end]`` that are built around a head noun, by their words."""
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text, start, end)]
    yield from english_names(text, words, forms) if language == "en" else french_names(text, words, forms)


def sited_names(
    text: str, start: int, end: int, nouns: Mapping[str, str], small_words: frozenset[str]
) -> Iterator[ProperName]:
    """The names in ``text[start:end]`` that one of `nouns` (to class) makes a place's: ``town of Lamu``, ``province de
    la Kapisa``; ``Lamu district``; several where the noun is in the plural, ``the towns of Lamu and Kitui``. None begins
    with one of `small_words`.
    """
    for match in (*_SITED.finditer(text, start, end), *_SITED_BEFORE.finditer(text, start, end)):
        cls = nouns.get(match["noun"].lower())
        further: re.Match[str] | None = match
        while cls is not None and further is not None and key(further["name"].split()[0]) not in small_words:
            yield ProperName(*further.span("name"), cls)
            listed = match.re is _SITED and match["noun"].endswith("s")
            further = _NEXT.match(text, further.end("name"), end) if listed else None
    for match in _LISTED_BEFORE.finditer(text, start, end):
        cls = nouns.get(match["noun"].lower()) if match["noun"].endswith("s") else None
        for name in _ITEM.finditer(text, *match.span("names")) if cls is not None else ():
            if cls is not None and key(name.group().split()[0]) not in small_words:
                yield ProperName(*name.span(), cls)


def numbered_names(text: str, start: int, end: int, nouns: Collection[str]) -> Iterator[tuple[int, int]]:
    """The spans in ``text[start:end]`` of texts that one of `nouns` calls by a number: ``resolution 632 (1989)``."""
    for match in _NUMBERED.finditer(text, start, end):
        if match["noun"].lower() in nouns:
            yield match.span()


def called_names(
    text: str, start: int, end: int, before: Mapping[str, str], behind: Mapping[str, str]
) -> Iterator[CalledName]:
    """The names in ``text[start:end]`` that stand right behind a noun of `before` (to class), in quotation marks or not, or
    right before one of `behind`.
    """
    for match in _CALLED.finditer(text, start, end):
        cls = before.get(match["noun"])
        if cls is not None:
            quoted = match["quote"] is not None
            yield CalledName(*match.span("quoted" if quoted else "bare"), cls, match.span(), quoted)
    for match in _CALLED_BEFORE.finditer(text, start, end):
        cls = behind.get(match["noun"])
        if cls is not None:
            yield CalledName(*match.span("name"), cls, (match.start("name"), match.end()))


def occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where each of `names` stands as a word of its own, in order."""
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    if not len(automaton):
        return
    automaton.make_automaton()
    for last, name in automaton.iter(text):
        start, end = last - len(name) + 1, last + 1
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, name
