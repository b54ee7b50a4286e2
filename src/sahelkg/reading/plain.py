"""Plain text: kept as decoded, and nothing more to say of its lines."""

from pathlib import Path

from sahelkg.reading.encodings import decoded
from sahelkg.reading.source import Source


def read_plain(path: Path, data: bytes) -> Source:
    """The decoded text of a file. Raises InputError for bytes that are no text."""
    return Source(decoded(path, data), "text/plain")
