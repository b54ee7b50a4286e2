"""Names compared and chosen: what counts as the same name, and which name a thing is shown by."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sahelkg.model import Entity, Label

_ARTICLES = frozenset(["the", "a", "an", "le", "la", "les", "l", "un", "une", "des", "d", "de", "du", "of"])
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, punctuation, articles and "of": ``("union", "africaine")``."""
    folded = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    words = tuple(_WORD.findall(folded.replace("_", " ")))
    return tuple(word for word in words if word not in _ARTICLES) or words


def normalised(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(words_of(name))


def shown(entity: Entity, language: str = "en") -> str:
    """The label a thing is shown by: preferred in the language, preferred in any, any, else its slug."""

    def rank(label: Label) -> tuple[bool, bool, str, str]:
        return (label.kind != "pref", label.language != language, label.language, label.text)

    visible = [label for label in entity.labels if label.kind != "hidden"]
    return min(visible, key=rank).text if visible else entity.slug


def with_both_languages(labels: Iterable[Label], languages: tuple[str, ...] = ("en", "fr")) -> tuple[Label, ...]:
    """The labels, with a preferred one in every language: where one lacks, the name is the same in it."""
    found = sorted(set(labels))
    preferred = [label for label in found if label.kind == "pref"] or found[:1]
    missing = [language for language in languages if language not in {label.language for label in preferred}]
    return tuple(sorted({*found, *(Label(preferred[0].text, language, "pref") for language in missing if preferred)}))
