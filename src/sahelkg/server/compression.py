"""Compressed twins of ready answers."""

import gzip

import brotli  # type: ignore[import-untyped]
import zstandard

SMALLEST = 1000
"""Bytes below which compression gains nothing."""

_INCOMPRESSIBLE = (b"image/png", b"application/gzip", b"application/vnd.apache.parquet", b"application/zip", b"font/")


def worthwhile(content_type: bytes, size: int) -> bool:
    """Whether an answer of that type and size is worth compressing."""
    return size >= SMALLEST and not content_type.startswith(_INCOMPRESSIBLE)


def twins(body: bytes) -> dict[str, bytes]:
    """The body in every encoding; takes milliseconds, so call it off the event loop."""
    return {
        "gzip": gzip.compress(body, 6, mtime=0),
        "br": brotli.compress(body, quality=5),
        "zstd": zstandard.ZstdCompressor(level=9).compress(body),
    }


def without_suffix(tag: str) -> str:
    """An entity tag without the encoding we append to it."""
    for encoding in ("gzip", "br", "zstd"):
        tag = tag.removesuffix(f"-{encoding}")
    return tag
