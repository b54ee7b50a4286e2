"""Bytes → text: which encoding a plain file is in, and whether it is text at all."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from sahelkg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = ["cp1252", "latin_1", "mac_roman", "cp850"]
_SAMPLE = 100_000
_LINE_CONTROLS = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x85")


def decoded(path: Path, data: bytes) -> str:
    """The text of a file's bytes; raises InputError where they are no text."""
    try:
        return decode(data)
    except ValueError as error:
        hint = "name it .pdf" if data.startswith(b"%PDF-") else "save it as UTF-8 text or leave it out"
        raise InputError(path, None, f"is binary, no text; {hint}") from error


def decode(data: bytes) -> str:
    """The text of a file's bytes, line ends kept, byte order mark left out.

    A byte order mark decides; else UTF-8; else charset-normalizer chooses among the Western encodings by what reads as
    words. Raises ValueError where the bytes are no text.
    """
    text = _decode(data)
    if any(not (char in _LINE_CONTROLS or char >= " ") or char == "\x7f" for char in set(text)):
        raise ValueError("control characters")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise ValueError("NUL bytes")
    best = from_bytes(data[:_SAMPLE], cp_isolation=_WESTERN).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
