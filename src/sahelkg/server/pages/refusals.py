"""Why there is no answer, told in the reader's language: what kind of fault it is, where in the query, what to do."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sahelkg.server.errors import NotFound
from sahelkg.server.pages.words import Words
from sahelkg.store.errors import Refusal

_FOLDER = Path(__file__).parent.parent / "locale"
_PLACE = re.compile(r"Line \d+, column \d+: (?P<message>.*)", re.DOTALL)
_EXPECTED = re.compile(r"expected (?:one of )?(?P<what>.+)", re.DOTALL)
_KEYWORD = re.compile(r'"[^"\\ ]+"|[A-Z_]{2,}')
"""What the engine expects and a reader can write; its character classes tell a reader nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal in words. `meaning` tells its kind; `detail` is in `language`, or in the page's own where that is empty.

    `expected` is what could stand at the place of the fault, which is between `before` and `after` on its line.
    """

    meaning: str
    detail: str
    language: str
    place: str = ""
    expected: str = ""
    before: str = ""
    after: str = ""


def tell(refusal: Refusal, words: Words, query: str = "") -> Told:
    """The refusal in the reader's language; with the query that was refused, its line of the fault."""
    kind = next(cls.__name__ for cls in type(refusal).__mro__ if words.has(f"refusal.{cls.__name__}"))
    meaning = words(f"refusal.{kind}")
    placed = _PLACE.fullmatch(refusal.detail)
    if placed is None:
        return Told(meaning, *_translated(refusal.detail, words, isinstance(refusal, NotFound)))
    line, column = int(str(refusal.extensions["line"])), int(str(refusal.extensions["column"] or 1))
    place = words("at_line", line=line, column=column)
    lines = query.splitlines()
    text = lines[line - 1] if line <= len(lines) else ""
    expected = _EXPECTED.fullmatch(placed["message"])
    if expected is not None:
        tokens = ", ".join(token.strip('"') for token in _KEYWORD.findall(expected["what"]))
        return Told(meaning, "", "", place, tokens, text[: column - 1], text[column - 1 :])
    return Told(meaning, *_translated(placed["message"], words), place, "", text[: column - 1], text[column - 1 :])


def _translated(message: str, words: Words, is_ours: bool = False) -> tuple[str, str]:
    """The message in the reader's language, and the language it is in where that is another."""
    if words.language == "en":
        return message, ""
    for template, translation in _messages(words.language):
        if found := template.fullmatch(message):
            return translation.format(*found.groups()), ""
    return message, "" if is_ours else "en"


@cache
def _messages(language: str) -> list[tuple[re.Pattern[str], str]]:
    listed = yaml.safe_load((_FOLDER / f"messages.{language}.yaml").read_text("utf-8"))
    return [
        (re.compile("(.*?)".join(map(re.escape, template.split("{}"))), re.DOTALL), translation)
        for template, translation in listed
    ]
