"""PDF: the text layer of every page, without running heads and page numbers."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pypdf import PdfReader

from sahelkg.errors import InputError
from sahelkg.reading.source import Source

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_CONTROLS = {code: " " for code in range(32) if chr(code) not in "\t\n"}
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\W{0,2}\d{1,4}\W{0,2}(?:(?:/|of|sur|de)\s*\d{1,4})?", re.IGNORECASE)
_FEWEST_RECURRENCES = 3
_FINISHED = ".!?…:;"


def read_pdf(path: Path, data: bytes) -> Source:
    """The pages' texts, a blank line between them where no sentence runs on.

    Raises InputError for a broken, locked or merely scanned file.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(path, None, "is locked with a password; save an open copy")
        pages = [_clean(page.extract_text()).splitlines() for page in reader.pages]
    except InputError:
        raise
    except Exception as error:  # the parser meets hostile bytes and answers with almost any exception
        raise InputError(path, None, "is a broken PDF; save it again or convert it to text") from error
    texts = [text for page in _without_margins(pages) if (text := "\n".join(page).strip())]
    if not texts:
        raise InputError(path, None, "has no text layer; run text recognition over it first")
    parts = texts[:1]
    for page, following in pairwise(texts):
        runs_on = page[-1] not in _FINISHED and following[0].islower()
        parts += ["\n" if runs_on else "\n\n", following]
    return Source("".join(parts), "application/pdf")


def _clean(page: str) -> str:
    """Without lone surrogates and control characters, which no encoding or dump can carry."""
    return page.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_CONTROLS).strip()


def _without_margins(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without first and last lines that are page numbers or recur on most pages."""
    recurring = Counter(_form(line) for page in pages for line in {*page[:1], *page[-1:]})
    often = max(_FEWEST_RECURRENCES, len(pages) // 2)

    def is_margin(line: str) -> bool:
        return len(pages) > 1 and (recurring[_form(line)] >= often or _PAGE_NUMBER.fullmatch(line.strip()) is not None)

    return [[line for i, line in enumerate(page) if i not in (0, len(page) - 1) or not is_margin(line)] for page in pages]


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())
