"""Tables of multi-word phrases, looked up over nodes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from sahelkg.extraction.nodes import WORD, Node, key

T = TypeVar("T")
_WORDS = ("word", "punctuation")
_VOWEL_Y = re.compile(r"[^aeiou]y$")


@lru_cache(maxsize=4096)
def words_of(phrase: str) -> tuple[str, ...]:
    """The words of `phrase`, cut as `nodes_of` cuts a text."""
    return tuple(key(match.group()) for match in WORD.finditer(phrase))


def stands_in(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the words of `phrase` stand in `words`, one behind the other."""
    length = len(phrase)
    return any(word == phrase[0] and tuple(words[at : at + length]) == tuple(phrase) for at, word in enumerate(words))


def behind_phrase(nodes: Sequence[Node], at: int, phrases: Iterable[tuple[str, ...]]) -> int:
    """The index behind the one of `phrases` whose words begin at `at`; `at` where none does."""
    opening = nodes[at].text if at < len(nodes) else None
    for words in phrases:
        end = at + len(words)
        if words[0] == opening and tuple(node.text for node in nodes[at:end]) == words:
            return end
    return at


def plain_line(nodes: Sequence[Node]) -> list[Node]:
    """The nodes of a line without dates and what stands in brackets: ``Norway (founding member, 1952)``."""
    made: list[Node] = []
    depth = 0
    for node in nodes:
        depth += node.text in ("(", "[")
        if depth == 0 and node.kind not in ("date", "count"):
            made.append(node)
        depth -= node.text in (")", "]") and depth > 0
    return made


def plural(word: str, language: str) -> str:
    """The regular plural of a folded noun or adjective."""
    if word.endswith(("s", "x", "z")):
        return word if language == "fr" else word + "es"
    if language == "fr":
        return word[:-2] + "aux" if word.endswith("al") else word + ("x" if word.endswith("eau") else "s")
    if word.endswith(("ch", "sh")):
        return word + "es"
    return word[:-1] + "ies" if _VOWEL_Y.search(word) else word + "s"


def inflected(phrase: str, language: str) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The words of a noun phrase, in the singular and in its regular plurals, each with whether it is a plural."""
    words = words_of(phrase)
    yield words, False
    if language == "en":
        first, dash, rest = words[-1].partition("-general")
        if dash and not rest:
            yield (*words[:-1], f"{plural(first, language)}{dash}"), True
        if len(words) > 1 and words[-1] == "general":
            yield (*words[:-2], plural(words[-2], language), "general"), True
        yield (*words[:-1], plural(words[-1], language)), True
        if len(words) > 2 and words[1] == "of":
            yield (plural(words[0], language), *words[1:]), True
    else:
        yield (plural(words[0], language), *words[1:]), True
        if len(words) > 1:
            yield tuple(plural(word, language) if len(word) > 3 else word for word in words), True


@dataclass
class PhraseTable(Generic[T]):
    """Phrases with what they mean, longest first."""

    _by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, words: tuple[str, ...], meaning: T) -> None:
        entries = self._by_first[words[0]]
        entries.append((words, meaning))
        entries.sort(key=lambda entry: -len(entry[0]))

    def vocabulary(self) -> frozenset[str]:
        """Every word of every phrase."""
        return frozenset(word for entries in self._by_first.values() for words, _ in entries for word in words)

    def knows(self, word: str) -> bool:
        """Whether `word` alone is a phrase of the table."""
        return any(words == (word,) for words, _ in self._by_first.get(word, ()))

    def begins(self, words: Sequence[str]) -> bool:
        """Whether `words` begin with a phrase of the table."""
        return any(tuple(words[: len(phrase)]) == phrase for phrase, _ in self._by_first.get(words[0], ()))

    def at(self, nodes: Sequence[Node], index: int) -> tuple[int, T] | None:
        """The longest phrase whose words begin at `index`, as (index behind it, meaning)."""
        entries = self._by_first.get(nodes[index].text)
        if entries is None or nodes[index].kind not in _WORDS:
            return None
        for words, meaning in entries:
            end = index + len(words)
            if len(words) == 1:
                return end, meaning
            if end > len(nodes) or nodes[index + 1].text != words[1]:
                continue
            following = nodes[index + 1 : end]
            if all(node.text == word and node.kind in _WORDS for node, word in zip(following, words[1:], strict=True)):
                return end, meaning
        return None
