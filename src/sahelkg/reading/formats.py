"""One reader per file format, chosen by suffix."""

from collections.abc import Callable
from pathlib import Path

from sahelkg.errors import InputError
from sahelkg.reading.encodings import decode
from sahelkg.reading.source import Source


def _plain(path: Path, data: bytes) -> Source:
    return Source(decoded(path, data), "text/plain")


def decoded(path: Path, data: bytes) -> str:
    """The text of a file's bytes; raises InputError where they are no text."""
    try:
        return decode(data)
    except ValueError as error:
        hint = "name it .pdf" if data.startswith(b"%PDF-") else "save it as UTF-8 text"
        raise InputError(path, None, f"is binary, no text ({error}); {hint} or leave it out") from error


_READERS: dict[str, Callable[[Path, bytes], Source]] = {
    ".txt": _plain,
}
SUFFIXES = frozenset(_READERS)
"""The suffixes of the files that can be read, in lower case."""


def read_source(path: Path) -> Source:
    """The text of a file and what its format says of the lines. Raises InputError for a file that cannot be read."""
    reader = _READERS.get(path.suffix.casefold())
    if reader is None:
        raise InputError(path, None, f"is of no kind that can be read; convert it to one of {', '.join(sorted(SUFFIXES))}")
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, None, "is not there; check the path") from error
    except IsADirectoryError as error:
        raise InputError(path, None, "is a folder; name the files in it") from error
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}; check its permissions") from error
    if not data.strip():
        raise InputError(path, None, "is empty; leave it out or replace it")
    return reader(path, data)
