"""How a worker and its pool talk over their socket pair: frames of one letter, four bytes of length, and a body."""

import struct

HEADER = struct.Struct(">cI")

READY = b"R"
WHOLE = b"S"
"""A whole answer: one byte with the format's number, then the bytes; for lookups zero and their answers, marshalled."""
BEGIN = b"B"
"""The format's number, one byte; data follow in frames of their own."""
DATA = b"D"
END = b"E"
FAILURE = b"X"
"""JSON: ``error`` (name of the class in `sahelkg.store.errors`), ``detail`` and perhaps ``line`` and ``column``."""

CHUNK = 1 << 16
"""Bytes a worker gathers before it sends: headers wait for the first so many, or for the end."""


def frame(letter: bytes, body: bytes = b"") -> bytes:
    """One frame, ready to send."""
    return HEADER.pack(letter, len(body)) + body
