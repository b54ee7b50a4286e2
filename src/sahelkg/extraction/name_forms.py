"""What the search for names by their form knows: nouns that head names, words that are part of none, names known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.nodes import key
from sahelkg.extraction.nouns import NameHead

LONGEST = 16
ARTICLES = frozenset(("the", "la", "le", "les", "l'"))

Words = Sequence[tuple[int, int, str]]
"""Where each word of a passage starts and ends, and how it is written."""


@dataclass(frozen=True, slots=True)
class ProperName:
    """A stretch of text that has the form of a name, and the class its head noun gives it."""

    start: int
    end: int
    cls: str


@dataclass(frozen=True)
class NameForms:
    """How names look in one language, and where names already known stand in the text."""

    heads: Mapping[tuple[str, ...], NameHead]
    small_heads: frozenset[str]
    """The first words of heads that begin a name in lower case, too."""
    small_words: frozenset[str]
    """Words that are no part of a name, or only inside one."""
    is_office: Callable[[str], bool]
    known: Mapping[int, int]
    """The end of each known name, by its start."""

    def head_at(self, words: Words, index: int) -> tuple[int, NameHead] | None:
        """The longest head noun that begins at `index`, with the number of its words before it."""
        spelt = tuple([key(word) for _, _, word in words[index : index + 3]])
        for length in range(len(spelt), 0, -1):
            found = self.heads.get(spelt[:length])
            if found is not None:
                return length, found
        return None


def capital(word: str) -> bool:
    """Whether `word` begins with a capital or a digit."""
    return word[:1].isupper() or word[:1].isdigit()
