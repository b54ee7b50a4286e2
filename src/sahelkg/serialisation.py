"""RDF to bytes: streaming, with the house's prefixes, and the same bytes for the same quads."""

import gzip
import heapq
import io
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from sahelkg.vocabulary import PREFIXES

_RUN = 500_000
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_sorted(quads: Iterable[Quad], target: Path) -> int:
    """Write `quads` as N-Quads, sorted by code point and each once; returns how many there are.

    More quads than fit in memory are sorted in runs beside `target` and merged.

    Raises:
        ValueError: a quad has a blank node; a release has none, so that bytes are stable and everything can be linked to.
    """
    runs: list[Path] = []
    remaining = iter(quads)
    lines = _sorted_run(remaining)
    while len(lines) == _RUN:
        runs.append(target.with_name(f"{target.name}.run{len(runs)}"))
        runs[-1].write_bytes(b"".join(lines))
        lines = _sorted_run(remaining)
    count = 0
    with ExitStack() as files, target.open("wb") as output:
        sources = [files.enter_context(path.open("rb")) for path in runs]
        for line, _ in groupby(heapq.merge(lines, *sources)):
            output.write(line)
            count += 1
    for path in runs:
        path.unlink()
    return count


def convert(source: Path, target: Path, form: RdfFormat) -> None:
    """Write the triples of the sorted N-Quads file `source` to `target` in another format; types come first in a subject."""
    with target.open("wb") as output:
        write(_types_first(quad.triple for quad in parse(path=source, format=RdfFormat.N_QUADS)), output, form)


def write(triples: Iterable[Triple], output: IO[bytes], form: RdfFormat) -> None:
    """Write `triples` in the order they come.

    RDF/XML cannot hold control characters and turns a bare carriage return into a line feed: the first become U+FFFD, so
    that offsets stay right, the second is written as a character reference.
    """
    if form == RdfFormat.RDF_XML:
        serialize(map(_fit_for_xml, triples), cast(IO[bytes], _CarriageReturns(output)), form, prefixes=PREFIXES)
    else:
        serialize(triples, output, form, prefixes=PREFIXES)


def compress(source: Path) -> Path:
    """Write the gzip twin of a file beside it, without name and time; returns its path."""
    target = source.with_name(source.name + ".gz")
    with (
        source.open("rb") as plain,
        target.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed,
    ):
        shutil.copyfileobj(plain, packed, 1 << 20)
    return target


def _sorted_run(quads: Iterator[Quad]) -> list[bytes]:
    return sorted(f"{_without_blank_nodes(quad)} .\n".encode() for quad in islice(quads, _RUN))


def _without_blank_nodes(quad: Quad) -> Quad:
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        raise ValueError(f"a release has no blank nodes, yet there is {quad}")
    return quad


def _types_first(triples: Iterable[Triple]) -> Iterator[Triple]:
    for _, group in groupby(triples, key=lambda triple: triple.subject):
        yield from sorted(group, key=lambda triple: triple.predicate != _TYPE)


def _fit_for_xml(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and _NOT_IN_XML.search(value.value):
        text = _NOT_IN_XML.sub("\ufffd", value.value)
        fit = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
        return Triple(triple.subject, triple.predicate, fit)
    return triple


class _CarriageReturns(io.RawIOBase):
    """Passes bytes on, carriage returns as character references; in RDF/XML they occur in text only."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._output.write(bytes(data).replace(b"\r", b"&#13;"))
        return len(data)
