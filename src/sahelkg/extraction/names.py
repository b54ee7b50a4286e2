"""Proper names by their form: capitalised stretches around a known head noun, acronyms and defined terms."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.nodes import WORD, key
from sahelkg.extraction.nouns import NameHead
from sahelkg.lexicon import fold

_CONNECTORS = {
    "en": frozenset(("of", "for", "and", "the", "on", "against", "&", "de", "du", "la", "le", "des", "d'", "l'")),
    "fr": frozenset(
        ("de", "du", "des", "d'", "la", "le", "les", "l'", "et", "pour", "à", "au", "aux", "en", "sur", "contre")
    ),
}
_OPENERS = {
    "en": frozenset(("of", "for", "on", "against", "and")),
    "fr": frozenset(("de", "du", "des", "d'", "pour", "au", "aux", "à", "et")),
}
_ORDINAL = re.compile(
    r"(?:\d{1,3}|[IVX][IVXL]*)(?:e|er|re|ère|ème|ième)|[\w-]{2,}ième|[Pp]remi(?:er|ère)|[Ss]econde?", re.UNICODE
)
_ABBREVIATED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}[-–](?=\Z)")
_ARTICLES = frozenset(("the", "la", "le", "les", "l'"))
_ADJECTIVE = re.compile(
    r"(?:al|el|ique|aire|if|ien|ain|ois|é|eux|ier|ible|able|ive|euse|ière|ale|elle|aine|oise|ienne|ée|aux|un|une|in|ine)s?\Z"
)
_ENDING = frozenset(
    word.rstrip("e")
    for word in "denomme appele nomme intitule dit cree institue constitue compose charge etabli fonde reuni tenu signe"
    " adopte vise mentionne prevu base preside conclu consacre dedie invite participant reunissant statuant ayant".split()
)
_OF_FORMS = frozenset(("de", "du", "des", "d'"))
_MEETINGS = frozenset(("Summit", "Conference", "Dialogue", "Meeting"))
_ACTS = frozenset(("met", "led", "held", "gave", "took", "saw", "left"))
_GERUND = re.compile(r"\w+ant\Z")
_LONGEST = 16
_DEFINED_WITHIN = 80
_INITIALS_SKIPPED = frozenset(
    ("of", "the", "and", "for", "on", "in", "to", "de", "du", "des", "la", "le", "les", "et", "pour", "en")
)
_PARENTHESIS = re.compile(r"\s?[(\[«“\"]\s?([^()\[\]«»“”\"\n]{2,60}?)\s?[)\]»”\"]")
_SIGN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]*(?:[-/&][A-ZÀ-Þa-z0-9]+)*")
_DEFINED = re.compile(
    r"[,(\s](?:\()?(?:hereinafter|hereafter|herein|ci-après|ci-apres|dénommée?s?)\b[^«“\"()\n]{0,60}?"
    r"[«“\"]\s?(?:the |la |le |les |l['’])?"
    r"([^«»“”\"\n]{2,60}?)\s?[»”\"]",
    re.IGNORECASE,
)


_SITED = re.compile(
    r"\b(?P<noun>[\w-]+)\s(?:(?:of|de(?:\sla)?|du|des)\s|d(?:e\sl)?['’])"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]*\w(?:[ -][A-ZÀ-Þ][\w-]*\w){0,2})"
)
_DEFINED_BARE = re.compile(
    r"[,(]\s?(?:hereinafter|hereafter|ci-après)\s(?:be\s)?(?:referred\sto\sas|called|dénommée?s?|désignée?s?|appelée?s?)\s"
    r"(?:the\s|la\s|le\s|les\s|l['’])([A-ZÀ-Þ][\w-]*(?:\s[A-ZÀ-Þ][\w-]*){0,3})"
)


Words = Sequence[tuple[int, int, str]]
NameHeads = Mapping[tuple[str, ...], NameHead]


@dataclass(frozen=True, slots=True)
class ProperName:
    """A stretch of text that has the form of a name, and the class its head noun gives it."""

    start: int
    end: int
    cls: str


def _capital(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def proper_names(
    text: str, start: int, end: int, language: str, heads: NameHeads, small_words: frozenset[str]
) -> Iterator[ProperName]:
    """The names in ``text[start:end]`` that are built around one of `heads`, by their words."""
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text, start, end)]
    find = _english if language == "en" else _french
    yield from find(text, words, heads, small_words)


def sited_names(text: str, start: int, end: int, nouns: Mapping[str, str]) -> Iterator[ProperName]:
    """The names in ``text[start:end]`` that one of `nouns` (to class) makes a place's: ``town of Lamu``, ``province de
    la Kapisa``.
    """
    for match in _SITED.finditer(text, start, end):
        cls = nouns.get(match["noun"].lower())
        if cls is not None:
            yield ProperName(*match.span("name"), cls)


def _head_at(words: Words, index: int, heads: NameHeads) -> tuple[int, NameHead] | None:
    """The longest head noun that begins at `index`, with the number of its words before it."""
    spelt = tuple([key(word) for _, _, word in words[index : index + 3]])
    for length in range(len(spelt), 0, -1):
        found = heads.get(spelt[:length])
        if found is not None:
            return length, found
    return None


def _english(text: str, words: Words, heads: NameHeads, small_words: frozenset[str]) -> Iterator[ProperName]:
    """Names such as ``Nordic Fund for Peace`` (the head ends the stretch before a connector) and ``Operation
    Dawn`` (it begins it).
    """
    at = 0
    while at < len(words):
        if not words[at][2][:1].isupper() or key(words[at][2]) in small_words:
            at += 1
            continue
        finish = at + 1
        while finish < len(words) and finish - at < _LONGEST:
            word = key(words[finish][2])
            if _capital(words[finish][2]) and not (word in small_words and word not in _CONNECTORS["en"] | _ARTICLES):
                finish += 1
            elif _plural_possessor(text, words, finish):
                finish += 2
            elif word in _CONNECTORS["en"] or word == "'s":
                beyond = finish + 1
                while beyond < len(words) and key(words[beyond][2]) in _ARTICLES:
                    beyond += 1
                if beyond < len(words) and _capital(words[beyond][2]) and "\n" not in text[words[at][0] : words[beyond][0]]:
                    finish = beyond + 1
                else:
                    break
            else:
                break
        for name in _english_run(words, at, finish, heads):
            abbreviated = _ABBREVIATED.search(text, max(0, name.start - _LONGEST), name.start)
            yield replace(name, start=abbreviated.start()) if abbreviated else name
        at = finish


def _plural_possessor(text: str, words: Words, mark: int) -> bool:
    """Whether the mark after a plural lets a capital word go on the name: ``Foreign Ministers’ Meeting``."""
    if key(words[mark][2]) != "'" or mark + 1 == len(words) or not words[mark - 1][2].endswith("s"):
        return False
    joined = words[mark - 1][1] == words[mark][0] and text[words[mark][1] : words[mark + 1][0]] == " "
    return joined and words[mark + 1][2][:1].isupper()


def _governs(words: Words, at: int) -> bool:
    """Whether the word at `at` is a verb form with an object: Establishing in ``Agreement Establishing the Nordic Bank``."""
    return words[at][2].endswith("ing") and key(words[at + 1][2]) in _ARTICLES | {"a", "an"}


def _acts_on(words: Words, at: int) -> bool:
    """Whether the word at `at`, which opens a name, is a verb that acts on it: ``Attended the Nordic Summit``."""
    acts = key(words[at][2]) in _ACTS or words[at][2].endswith("ed")
    return acts and key(words[at + 1][2]) in _ARTICLES


def _english_run(words: Words, at: int, finish: int, heads: NameHeads) -> Iterator[ProperName]:
    while at < finish and (key(words[at][2]) in _ARTICLES or (at + 1 < finish and _acts_on(words, at))):
        at += 1
    if at == finish:
        return
    founding = next((i for i in range(at + 1, finish - 1) if _governs(words, i)), None)
    if founding is not None:
        yield from _english_run(words, at, founding, heads)
        yield from _english_run(words, founding + 1, finish, heads)
        return
    cut = next((i for i in range(at, finish) if key(words[i][2]) in ("and", "&", "'s")), None)
    if cut is not None and at < cut < finish - 1:
        later = any(_head_at(words, i, heads) for i in range(cut + 1, finish))
        opened = any(key(words[i][2]) in ("of", "for") for i in range(at, cut))
        if key(words[cut][2]) == "'s" or (later and not opened) or not (later or opened):
            yield from _english_run(words, at, cut, heads)
            yield from _english_run(words, cut + 1, finish, heads)
            return
    stop = next((i for i in range(at, finish) if key(words[i][2]) in _OPENERS["en"]), finish)
    for index in (*range(max(stop - 3, at), stop), at):
        head = _head_at(words, index, heads)
        if head is not None and (index + head[0] == stop or index == at or head[1].sited):
            if finish - at == head[0]:
                return
            yield ProperName(words[at][0], words[finish - 1][1], head[1].cls)
            return


def _complement(words: Words, at: int, word: str, small_words: frozenset[str]) -> bool:
    """Whether a lower-case French word may go on a name: any noun behind a connector, only an adjective behind the head.

    A participle that tells what the thing was made for (``Conseil chargé de``) goes on no name, nor does a gerund.
    """
    if not word.replace("-", "").isalpha() or word in small_words or fold(word).rstrip("s").rstrip("e") in _ENDING:
        return False
    before = key(words[at - 1][2])
    if before in _CONNECTORS["fr"]:
        return not (before == "en" and _GERUND.match(word))
    return bool(_ADJECTIVE.search(words[at][2].lower()))


def _french(text: str, words: Words, heads: NameHeads, small_words: frozenset[str]) -> Iterator[ProperName]:
    """Names such as ``Agence nationale de la sécurité``: a capital head, adjectives, complements.

    A declaration's name leaves out the meeting that made it: ``Communiqué final du Sommet …``.
    """
    at = 0
    while at < len(words):
        head = _head_at(words, at, heads) if words[at][2][:1].isupper() else None
        if head is None:
            at += 1
            continue
        finish = at + head[0]
        content = finish
        adjectives = 0
        while finish < len(words) and finish - at < _LONGEST:
            word = key(words[finish][2])
            if "\n" in text[words[at][0] : words[finish][0]]:
                break
            if word in _CONNECTORS["fr"]:
                if content < finish - 2 or (word in _ARTICLES and content == finish):
                    break
                if word == "et":
                    follower = words[min(finish + 1, len(words) - 1)][2]
                    joined = {key(word) for _, _, word in words[at:finish]} & _OF_FORMS
                    joint = _capital(follower) or (joined and key(follower) in _OF_FORMS)
                    if key(follower) in _ARTICLES or not (joint or (adjectives and _ADJECTIVE.search(follower))):
                        break
                adjectives = 0
                finish += 1
            elif head[1].cls == "Declaration" and (inner := _head_at(words, finish, heads)) and inner[1].cls in _MEETINGS:
                break
            elif (
                words[finish][2][:1].isupper()
                or (word[:1].isdigit() and content == finish)
                or (_complement(words, finish, word, small_words) and adjectives < 2)
            ):
                adjectives += not _capital(words[finish][2])
                finish += 1
                content = finish
            else:
                break
        first = at - 1 if at and _ORDINAL.fullmatch(words[at - 1][2]) else at
        if content > at + head[0]:
            yield ProperName(words[first][0], words[content - 1][1], head[1].cls)
        at = max(content, at + 1)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """``long form (SHORT)``: where both stand in the text."""

    long: tuple[int, int]
    short: tuple[int, int]


def abbreviations(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Abbreviation]:
    """The short forms that the text gives in brackets after, or before, a longer name.

    `names` are the spans of names already known, in order; the one that ends at the bracket is the long form. Else the long
    form is found by its initials, as in Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
    in biomedical text", PSB 2003, accents folded.
    """
    ends = {end: start for start, end in names}
    for match in _PARENTHESIS.finditer(text):
        short = match.group(1)
        sign = _SIGN.fullmatch(short.lstrip("#"))
        if sign is None or sum(map(str.isupper, short)) < 2 or len(short) > 16:
            continue
        span = match.start(1), match.end(1)
        if match.start() in ends:
            yield Abbreviation((ends[match.start()], match.start()), span)
            continue
        begin = _long_form(text, match.start(), short)
        if begin is not None:
            yield Abbreviation((begin, match.start()), span)


def _long_form(text: str, end: int, short: str) -> int | None:
    """Where the words begin, before `end`, whose initials spell `short`; None where none do."""
    letters = [letter for letter in key(short + "    ").strip() if letter.isalnum()]
    window = max(0, end - 12 * len(short) - 40)
    window = max(window, text.rfind("\n", window, end) + 1)
    words = list(WORD.finditer(text, window, end))
    position = len(letters) - 1
    for index in range(len(words) - 1, -1, -1):
        word = key(words[index].group() + "    ").strip()
        if not word[:1].isalnum():
            return None
        if word[0] == letters[position] and not (word in _INITIALS_SKIPPED and letters[position] not in "de"):
            position -= 1
            if position < 0:
                return words[index].start() if words[index].group()[0].isupper() else None
        elif word not in _INITIALS_SKIPPED and len(words) - index > 2 * len(letters):
            return None
    return None


def defined_terms(text: str, names: Sequence[tuple[int, int]]) -> Iterator[Abbreviation]:
    """Terms a treaty or contract defines: ``the Nordic Bank, hereinafter referred to as "the Bank"``; `names` are
    in order.
    """
    for match in sorted((*_DEFINED.finditer(text), *_DEFINED_BARE.finditer(text)), key=re.Match.start):
        behind = bisect_right(names, match.start() + 1, key=lambda span: span[1])
        if not behind:
            continue
        nearest = names[behind - 1]
        if match.start() - nearest[1] < _DEFINED_WITHIN and "." not in text[nearest[1] : match.start()]:
            yield Abbreviation(nearest, (match.start(1), match.end(1)))
