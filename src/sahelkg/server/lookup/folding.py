"""Search that minds neither accents nor case, as a regular expression that every SPARQL engine understands.

SPARQL cannot fold accents, and engines differ in how they read classes of accented letters. So each letter of the words
becomes an alternation of all letters that fold to it, in either case.
"""

from sahelkg.server.lookup.rows import literal
from sahelkg.store.folding import APOSTROPHES, fold

_LETTERS = "àáâãäåāçćčèéêëēìíîïīñńòóôõöøōšśùúûüūýÿžźżœæ"
_SPECIAL = frozenset(r"\.^$*+?()[]{}|-")


def _variants() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for letter in _LETTERS:
        base = fold(letter)
        if len(base) == 1:
            found.setdefault(base, {base, base.upper()}).update((letter, letter.upper()))
    return {base: tuple(sorted(letters)) for base, letters in found.items()}


_VARIANTS = _variants()


def pattern(words: str) -> str:
    """A regular expression that finds the words, in whatever accents and case, anywhere in a text."""
    folded = fold(words)
    parts = []
    position = 0
    while position < len(folded):
        pair, char = folded[position : position + 2], folded[position]
        if pair in ("oe", "ae"):
            ligatures = ("œ", "Œ") if pair == "oe" else ("æ", "Æ")
            parts.append("(" + "|".join((_letter(pair[0]) + _letter(pair[1]), *ligatures)) + ")")
            position += 2
            continue
        parts.append(_letter(char))
        position += 1
    return "".join(parts)


def _letter(char: str) -> str:
    if char == " ":
        return r"\s+"
    if char in APOSTROPHES:
        return "(" + "|".join(APOSTROPHES) + ")"
    variants = _VARIANTS.get(char, (char,) if char == char.upper() else (char, char.upper()))
    if len(variants) == 1:
        return f"\\{char}" if char in _SPECIAL else char
    return "(" + "|".join(variants) + ")"


def matches(variable: str, words: str) -> str:
    """A filter that keeps what has the words in it. On STR() of a text, Virtuoso would match bytes and miss accents."""
    return f"FILTER(REGEX(?{variable}, {literal(pattern(words))}))"


def whole(words: str) -> str:
    """The pattern, as a string in a query, of a text that is nothing but the words."""
    return literal(f"^{pattern(words)}$")
