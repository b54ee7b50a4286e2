"""One reader per file format, chosen by suffix and loaded when first met."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from sahelkg.errors import InputError
from sahelkg.reading.source import Source

_READERS = {
    ".txt": ("plain", "read_plain"),
    ".text": ("plain", "read_plain"),
    ".md": ("markdown", "read_markdown"),
    ".markdown": ("markdown", "read_markdown"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".xhtml": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
}
SUFFIXES = frozenset(_READERS)
"""The suffixes of the files that can be read, in lower case."""


def read_source(path: Path) -> Source:
    """The text of a file and what its format says of the lines. Raises InputError for a file that cannot be read."""
    suffix = path.suffix.casefold()
    if suffix not in _READERS:
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
    module, function = _READERS[suffix]
    read: Callable[[Path, bytes], Source] = getattr(import_module(f"sahelkg.reading.{module}"), function)
    return read(path, data)
