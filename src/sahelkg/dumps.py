"""A graph to the files of a release: dumps in every format, the facts table, the doubts, the store."""

import csv
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow
import pyarrow.parquet
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

from sahelkg.graph import COLUMNS, KnowledgeGraph, cells
from sahelkg.model import Span
from sahelkg.serialisation import compress, convert, write_sorted

NAME = "sahelkg"
QUADS = f"{NAME}.nq"
FACTS = "facts.csv"
TABLE = "facts.parquet"
DOUBTS = "doubts.csv"
DOUBT_COLUMNS = ("document", "kind", "start_char", "end_char", "words", "reason", "passage")

_CONVERSIONS = {
    f"{NAME}.ttl": RdfFormat.TURTLE,
    f"{NAME}.trig": RdfFormat.TRIG,
    f"{NAME}.jsonld": RdfFormat.JSON_LD,
    f"{NAME}.rdf": RdfFormat.RDF_XML,
}
FORMATS = (*_CONVERSIONS, f"{NAME}.nt")
_NUMBERS = {"confidence": pyarrow.float64(), "start_char": pyarrow.int64(), "end_char": pyarrow.int64()}
_SCHEMA = pyarrow.schema([(name, _NUMBERS.get(name, pyarrow.string())) for name in COLUMNS])
_ROWS = 50_000
_DEFAULT = DefaultGraph()


def write_store(graph: KnowledgeGraph, dumps: Path, store: Path) -> int:
    """Write the N-Quads dump, which is RDF 1.1, and the store, which has reifiers, too; returns the number of triples."""
    reifiers = dumps / "reifiers.nq"
    with reifiers.open("w", encoding="utf-8") as aside:

        def plain() -> Iterator[Quad]:
            for quad in graph.quads():
                if quad.graph_name == _DEFAULT:
                    yield quad
                else:
                    aside.write(f"{quad} .\n")

        count = write_sorted(plain(), dumps / QUADS)
    opened = Store(store)
    opened.bulk_load(path=dumps / QUADS, format=RdfFormat.N_QUADS)
    opened.bulk_load(path=reifiers, format=RdfFormat.N_QUADS)
    opened.flush()
    reifiers.unlink()
    return count


def write_dump(dumps: Path, name: str) -> None:
    """Write one of `FORMATS` from the N-Quads dump."""
    if name in _CONVERSIONS:
        convert(dumps / QUADS, dumps / name, _CONVERSIONS[name])
    else:
        # With all in the default graph, N-Quads are N-Triples.
        shutil.copyfile(dumps / QUADS, dumps / name)


def write_twin(dumps: Path, name: str) -> None:
    """Write the gzip twin of a dump."""
    compress(dumps / name)


def write_facts(graph: KnowledgeGraph, dumps: Path) -> None:
    """Write the facts table as CSV (RFC 4180) and as Parquet, there with numbers as numbers."""
    rows = ([*cells(row)] for row in graph.facts())
    with (
        (dumps / FACTS).open("w", encoding="utf-8", newline="") as text,
        pyarrow.parquet.ParquetWriter(dumps / TABLE, _SCHEMA) as table,
    ):
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        while batch := list(islice(rows, _ROWS)):
            writer.writerows(batch)
            columns = [_typed(name, values) for name, values in zip(COLUMNS, zip(*batch, strict=True), strict=True)]
            table.write_table(pyarrow.table(columns, schema=_SCHEMA))


def write_doubts(graph: KnowledgeGraph, dumps: Path) -> None:
    """Write what reading left open, with its sentence; it is about the reading, not the world, so not in the graph."""
    with (dumps / DOUBTS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(DOUBT_COLUMNS)
        for extraction in graph.extractions:
            document = extraction.document
            spans = [span for block in document.blocks for span in block.sentences]
            for doubt in sorted(extraction.doubts, key=lambda doubt: (doubt.start, doubt.end, doubt.kind, doubt.reason)):
                around = next((s for s in spans if s.start <= doubt.start < s.end), Span(doubt.start, doubt.end))
                words, passage = document.text[doubt.start : doubt.end], document.text[around.start : around.end]
                writer.writerow((document.id, doubt.kind, doubt.start, doubt.end, words, doubt.reason, passage))


def _typed(name: str, values: tuple[str | int, ...]) -> pyarrow.Array:
    if name == "confidence":
        return pyarrow.array([float(value) for value in values], _NUMBERS[name])
    return pyarrow.array(values, _SCHEMA.field(name).type)
