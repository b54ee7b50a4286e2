"""The language of a passage, English or French.

py3langid limited to the two was right on every block it was measured on; short lines and lists of names say too little
and take the language of what surrounds them.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

LANGUAGES = ("en", "fr")
_SAMPLE = 400
_ENOUGH_LETTERS = 24
_MARGIN = 3.0
_LINE = 160
_SMALL_WORDS = {
    "en": frozenset("the of and to in for by on at with from is are was were has have that which".split()),
    "fr": frozenset("le les du et à au aux en par pour sur dans est sont été a ont une un qui que avec".split()),
}
_WORD = re.compile(r"\w+")


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def detect(passage: str) -> str | None:
    """``en`` or ``fr``, or None where the passage is too short or too even to tell. Reads at most its first 400
    characters.
    """
    sample = passage[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return None
    (first, score), (_, other) = _identifier().rank(sample)[:2]
    return str(first) if score - other >= _MARGIN else None


def plainly(passage: str, language: str) -> bool:
    """Whether a passage that stands among others of another language is in `language`: a line, mostly of names, is only
    where its small words are.
    """
    if len(passage) > _LINE:
        return True
    words = _WORD.findall(passage.lower())
    own, other = (sum(word in _SMALL_WORDS[one] for word in words) for one in sorted(LANGUAGES, key=language.__ne__))
    return own > other
