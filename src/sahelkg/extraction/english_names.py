"""English names by their form: ``Nordic Fund for Peace``, whose head stands before a preposition; ``Operation Dawn``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sahelkg.extraction.name_forms import ARTICLES, LONGEST, NameForms, ProperName, Words, capital
from sahelkg.extraction.nodes import key
from sahelkg.extraction.nouns import NameHead

_CONNECTORS = frozenset(("of", "for", "and", "the", "on", "against", "&", "de", "du", "la", "le", "des", "d'", "l'"))
_OPENERS = frozenset(("of", "for", "on", "against"))
_JOINTS = frozenset(("and", "&"))
_FRENCH = frozenset(("de", "du", "des", "d'", "la", "le", "l'", "les"))
_ROMAN = re.compile(r"[IVX]+")
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "our", "this", "new"))
_ABBREVIATED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}[-–\s](?=\Z)")
_ACTS = frozenset(("met", "led", "held", "gave", "took", "saw", "left"))
_LONGEST_ITEM = 4
_ITEMS = 8


def english_names(text: str, words: Words, forms: NameForms) -> Iterator[ProperName]:
    """The names among `words` that are built around a head noun."""
    at = 0
    while at < len(words):
        if not words[at][2][:1].isupper() or key(words[at][2]) in forms.small_words:
            at += 1
            continue
        finish = _stretch(text, words, at, forms)
        abbreviated = _ABBREVIATED.search(text, max(0, words[at][0] - LONGEST), words[at][0])
        definite = at > 0 and (key(words[at - 1][2]) in _DETERMINERS or abbreviated is not None)
        for name in _names(words, at, finish, forms, definite):
            abbreviated = _ABBREVIATED.search(text, max(0, name.start - LONGEST), name.start)
            yield replace(name, start=abbreviated.start()) if abbreviated else name
        at = finish


def _stretch(text: str, words: Words, at: int, forms: NameForms) -> int:
    """Where the stretch of capitalised words and of connectors between them ends that begins at `at`."""
    finish = at + 1
    while finish < len(words) and finish - at < LONGEST:
        word = key(words[finish][2])
        if capital(words[finish][2]) and not (word in forms.small_words and word not in _CONNECTORS):
            finish += 1
            continue
        if word in ARTICLES and key(words[finish - 1][2]) not in _OPENERS:
            break
        if word in _CONNECTORS or word == "'s":
            beyond = finish + 1
            while beyond < len(words) and key(words[beyond][2]) in ARTICLES:
                beyond += 1
            follows = beyond < len(words) and capital(words[beyond][2])
            beyond = beyond + 1 if follows and "\n" not in text[words[at][0] : words[beyond][0]] else finish
        elif word == ",":
            beyond = _listed(words, at, finish, forms)
        elif _plural_possessor(text, words, finish):
            beyond = finish + 2
        elif word in ("(", "–"):
            beyond = _joined(words, finish, forms)
        else:
            break
        if beyond == finish:
            break
        finish = beyond
    return finish


def _listed(words: Words, at: int, comma: int, forms: NameForms) -> int:
    """Where a list of capitalised words that goes on at `comma` ends, if it is part of a name: ``Treaty of Peace, Trade, and
    Navigation``, ``the Truth, Justice and Reconciliation Commission``; `comma` where it is none.
    """
    opened = any(key(words[i][2]) in _OPENERS for i in range(at, comma))
    if not opened and not (comma == at + 1 and at and key(words[at - 1][2]) in _DETERMINERS):
        return comma
    index = comma
    for _ in range(_ITEMS):
        if index + 1 >= len(words):
            return comma
        index += words[index][2] == ","
        last = key(words[index][2]) in _JOINTS
        index += last
        first = index
        if index < len(words) and forms.is_office(key(words[index][2])):
            return comma
        while index < len(words) and index - first < _LONGEST_ITEM and words[index][2][:1].isupper():
            if key(words[index][2]) in forms.small_words or words[index][0] in forms.known:
                return comma
            index += 1
        sign = index - first == 1 and words[first][2].isupper() and not words[at][2].isupper()
        headed = any(forms.head_at(words, i) for i in range(first, index - 1 if last and not opened else index))
        if index == first or sign or headed or (not opened and not last and index - first > 1):
            return comma
        if last:
            return index if opened or forms.head_at(words, index - 1) else comma
        if index >= len(words) or not (words[index][2] == "," or key(words[index][2]) in _JOINTS):
            return comma
    return comma


def _joined(words: Words, at: int, forms: NameForms) -> int:
    """Behind a dash between two words at `at`, or a short form in brackets inside a name, ``Bright Seas (BS) Fund``; `at`
    where neither stands there.
    """
    if words[at][2] == "–":
        glued = at + 1 < len(words) and words[at - 1][1] == words[at][0] and words[at][1] == words[at + 1][0]
        return at + 2 if glued and words[at + 1][2][:1].isupper() else at
    short = at + 3 < len(words) and words[at + 1][2].isupper() and words[at + 2][2] == ")"
    return at + 3 if short and words[at + 3][2][:1].isupper() and forms.head_at(words, at + 3) else at


def _plural_possessor(text: str, words: Words, mark: int) -> bool:
    """Whether the mark after a plural lets a capital word go on the name: ``Foreign Ministers’ Meeting``."""
    if key(words[mark][2]) != "'" or mark + 1 == len(words) or not words[mark - 1][2].endswith("s"):
        return False
    joined = words[mark - 1][1] == words[mark][0] and text[words[mark][1] : words[mark + 1][0]] == " "
    return joined and words[mark + 1][2][:1].isupper()


def _acts_on(words: Words, at: int) -> bool:
    """Whether the word at `at`, which opens a name, is a verb that acts on it: ``Attended the Nordic Summit``."""
    acts = key(words[at][2]) in _ACTS or words[at][2].endswith("ed")
    return acts and key(words[at + 1][2]) in ARTICLES


def _governs(words: Words, at: int) -> bool:
    """Whether the word at `at` is a verb form with an object: Establishing in ``Agreement Establishing the Nordic Bank``."""
    return words[at][2].endswith("ing") and key(words[at + 1][2]) in ARTICLES | {"a", "an"}


def _names(words: Words, at: int, finish: int, forms: NameForms, definite: bool) -> Iterator[ProperName]:
    """The names in the stretch ``words[at:finish]``; it is `definite` where an article stands before it."""
    while at < finish and (
        key(words[at][2]) in ARTICLES or words[at][2].isdigit() or (at + 1 < finish and _acts_on(words, at))
    ):
        at, definite = at + 1, True
    if at == finish:
        return
    founding = next((i for i in range(at, finish - 1) if _governs(words, i)), None)
    cut = _cut(words, at, finish, forms, definite) if founding is None else founding
    if cut is not None:
        yield from _names(words, at, cut, forms, definite)
        yield from _names(words, cut + 1, finish, forms, False)
        return
    stop = next((i for i in range(at, finish) if key(words[i][2]) in _OPENERS), finish)
    heads = [(index, head) for index in range(max(stop - 3, at), stop) if (head := forms.head_at(words, index))]
    closing = ((i, head) for i, head in heads if i + head[0] >= stop or (i > at and head[1].sited))
    index, head = next(closing, None) or (at, _leading(words, at, finish, forms))
    if head is not None:
        offices = [i for i in range(at, index) if stop < finish and forms.is_office(key(words[i][2]))]
        first = offices[-1] + 1 if offices else at
        if finish - first > head[0]:
            yield ProperName(words[first][0], words[finish - 1][1], head[1].cls)
        return
    if stop + 1 >= finish:
        return
    joined = any(key(words[i][2]) in _JOINTS for i in range(stop, finish))
    last = next((cls for i in range(max(stop + 1, finish - 3), finish) if (cls := _closing(words, i, finish, forms))), None)
    if (
        last is not None
        and definite
        and not joined
        and key(words[stop + 1][2]) not in ARTICLES
        and not forms.is_office(key(words[at][2]))
    ):
        yield ProperName(words[at][0], words[finish - 1][1], last)
    else:
        yield from _names(words, stop + 1, finish, forms, False)


def _leading(words: Words, at: int, finish: int, forms: NameForms) -> tuple[int, NameHead] | None:
    """The head noun at `at` if a name may begin with it: one that leads, has a number, or is a French one."""
    head = forms.head_at(words, at)
    if head is None or finish - at == head[0]:
        return None
    following = words[at + head[0]][2]
    numbered = following[0].isdigit() or _ROMAN.fullmatch(following) is not None
    french = any(key(word) in _FRENCH for _, _, word in words[at:finish])
    return head if head[1].leads or head[1].sited or numbered or french else None


def _closing(words: Words, at: int, finish: int, forms: NameForms) -> str | None:
    """The class that the head noun ``words[at:finish]`` gives, if it is one."""
    head = forms.head_at(words, at)
    return head[1].cls if head is not None and at + head[0] == finish else None


def _cut(words: Words, at: int, finish: int, forms: NameForms, definite: bool) -> int | None:
    """Where the stretch falls into two names: at a possessive, or at an "and" that no name holds together."""
    for cut in range(at + 1, finish - 1):
        word = key(words[cut][2])
        if word == "'s" or (word in _JOINTS and _parts(words, at, cut, finish, forms, definite)):
            return cut
    return None


def _parts(words: Words, at: int, cut: int, finish: int, forms: NameForms, definite: bool) -> bool:
    """Whether the "and" at `cut` stands between two names, and not in one: ``the Trade and Development Agency``."""
    article = key(words[cut + 1][2]) in ARTICLES
    right = cut + 2 if article else cut + 1
    later = any(forms.head_at(words, i) for i in range(right, finish))
    if any(key(words[i][2]) in _OPENERS for i in range(at, cut)):
        head = forms.head_at(words, right)
        if article or head is None:
            return article and later
        behind = right + head[0]
        return behind < finish and (head[1].cls == "Place" or key(words[behind][2]) in _OPENERS)
    if not later or article or not definite:
        return True
    left = words[at:cut]
    sign = len(left) == 1 and left[0][2].isupper() and not words[right][2].isupper()
    known = any(forms.known.get(start) == left[-1][1] for start, _, _ in left)
    return sign or known or any(forms.head_at(words, i) for i in range(at, cut))
