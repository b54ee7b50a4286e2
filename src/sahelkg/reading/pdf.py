"""PDF: the text layer of every page, running heads and page numbers left out of the blocks."""

import io
import logging
import re
from collections import Counter
from pathlib import Path

from pypdf import PdfReader

from sahelkg.errors import InputError
from sahelkg.reading.lines import Line, split_lines
from sahelkg.reading.source import Mark, Source

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n\r\f\v"}
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\W{0,2}\d{1,4}\W{0,2}(?:(?:/|of|sur|de)\s*\d{1,4})?", re.IGNORECASE)
_REPEATED = 3


def read_pdf(path: Path, data: bytes) -> Source:
    """The pages' texts, a blank line between them. Raises InputError for a broken, locked or merely scanned file."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(path, None, "is locked with a password; save an open copy")
        pages = [_clean(page.extract_text()) for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # the parser meets hostile bytes and answers with almost any exception
        raise InputError(path, None, "is a broken PDF; save it again or convert it to text") from error
    pages = [page for page in pages if page]
    if not pages:
        raise InputError(path, None, "has no text layer; run text recognition over it first")
    text = "\n\n".join(pages)
    return Source(text, "application/pdf", _margins(pages))


def _clean(page: str) -> str:
    """Without lone surrogates and control characters, which no encoding or dump can carry."""
    return page.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_CONTROLS).strip()


def _margins(pages: list[str]) -> dict[int, Mark]:
    """The first and last lines of pages that are page numbers or recur on most pages."""
    edges: list[tuple[int, Line]] = []
    offset = 0
    for page in pages:
        lines = split_lines(page)
        edges += [(offset, line) for line in {lines[0], lines[-1]}]
        offset += len(page) + 2
    seen = Counter(re.sub(r"\d+", "0", line.text) for _, line in edges)
    often = max(_REPEATED, len(pages) // 2)
    return {
        offset + line.start: Mark(None, offset + line.start)
        for offset, line in edges
        if len(pages) > 1 and (seen[re.sub(r"\d+", "0", line.text)] >= often or _PAGE_NUMBER.fullmatch(line.text))
    }
