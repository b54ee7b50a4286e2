"""What texts have in common that differ only in accents, case, apostrophes and spaces."""

import unicodedata

_DIGRAPHS = {"œ": "oe", "æ": "ae", "ø": "o"}
APOSTROPHES = ("'", "’", "ʼ")


def fold(text: str) -> str:
    """Small letters without accents, with straight apostrophes and single blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(_DIGRAPHS.get(char, char) for char in lowered if not unicodedata.combining(char))
    for apostrophe in APOSTROPHES[1:]:
        plain = plain.replace(apostrophe, "'")
    return " ".join(plain.split())
