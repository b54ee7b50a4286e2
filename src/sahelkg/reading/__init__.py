"""Files → documents: formats, encodings, thread and block structure, languages, sentences."""

from pathlib import Path

from sahelkg.errors import InputError
from sahelkg.model import Document
from sahelkg.reading.formats import SUFFIXES, read_source
from sahelkg.reading.sidecars import read_sidecar
from sahelkg.reading.structure import structure

__all__ = ["SUFFIXES", "read"]


def read(path: Path) -> Document:
    """Read a document and the sidecar ``NAME.yaml`` beside it. The document's id is the file's name without its suffix.

    Plain text, Markdown, HTML and PDF are told by the suffix. Text and Markdown are kept exactly as decoded, line ends
    included. Raises InputError for a file that is absent, unreadable, empty, binary, broken or of another kind, and for
    a bad sidecar.
    """
    source = read_source(path)
    if not source.text.strip():
        raise InputError(path, None, "has no text; leave it out or replace it")
    sidecar = read_sidecar(path.with_suffix(".yaml"))
    primary = sidecar.language.split("-")[0].casefold() if sidecar.language else None
    found = structure(source, primary)
    return Document(
        id=path.stem,
        text=source.text,
        language=found.language,
        media_type=source.media_type,
        sidecar=sidecar,
        articles=found.articles,
        blocks=found.blocks,
    )
