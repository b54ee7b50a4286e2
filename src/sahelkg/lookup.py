"""Looking things up in a release from the command line: queries, facts, search."""

import csv
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from sahelkg.errors import InputError, SahelkgError
from sahelkg.questions import ParameterError, read_question
from sahelkg.release import Release
from sahelkg.serialisation import write
from sahelkg.store.scan import features
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES, REIFIERS_GRAPH, iri

SOLUTION_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_DEFAULT = DefaultGraph()
_REIFIERS = NamedNode(REIFIERS_GRAPH)
_LABELS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
SELECT DISTINCT ?thing ?name {
  VALUES ?property { skos:prefLabel skos:altLabel sahel:acronym } ?thing ?property ?name
} ORDER BY ?thing ?name"""
_QUOTES = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
SELECT ?thing ?name { ?thing a sahel:Claim ; oa:hasSelector/oa:exact ?name } ORDER BY ?thing"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name or quote that holds the words searched for. `kind` is ``entity`` or ``claim``."""

    kind: str
    slug: str
    text: str


class Browser:
    """A release's graph, opened for looking things up."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._store = Store.read_only(str(release.store))

    def answer(self, query: str, form: str | None, output: IO[bytes]) -> None:
        """Write the answer to a SPARQL query; `form` is one of the formats' names, None for CSV or Turtle.

        Reifiers are seen by queries in RDF 1.2 syntax, as on the service.

        Raises:
            SahelkgError: the query is malformed, or `form` does not suit its kind of answer.
        """
        graphs: list[NamedNode | BlankNode | DefaultGraph] | None = [_DEFAULT, _REIFIERS] if features(query).rdf12 else None
        try:
            result = self._store.query(query, prefixes=PREFIXES, default_graph=graphs)
        except SyntaxError as error:
            raise SahelkgError(f"malformed query: {' '.join(str(error).split())}") from error
        formats = GRAPH_FORMATS if isinstance(result, QueryTriples) else SOLUTION_FORMATS
        chosen = form or ("ttl" if isinstance(result, QueryTriples) else "csv")
        if chosen not in formats:
            raise SahelkgError(f"this query's answer cannot be written as {chosen}; choose from {', '.join(formats)}")
        if isinstance(result, QueryTriples):
            write(result, output, GRAPH_FORMATS[chosen])
        elif isinstance(result, QueryBoolean) and chosen in ("csv", "tsv"):
            output.write(f"{str(bool(result)).lower()}\n".encode())
        else:
            result.serialize(output, SOLUTION_FORMATS[chosen])

    def search(self, words: str) -> list[Hit]:
        """Things and claims with all `words` in one name or quote, whatever accents and case; things first."""
        wanted = _folded(words).split()
        found = []
        for kind, query in (("entity", _LABELS), ("claim", _QUOTES)):
            seen = set()
            for row in self.select(query):
                slug, text = row["thing"].value.removeprefix(ID), row["name"].value
                folded = _folded(text)
                if slug not in seen and all(word in folded for word in wanted):
                    seen.add(slug)
                    found.append((kind, len(text) if kind == "entity" else 0, Hit(kind, slug, text)))
        return [hit for _, _, hit in sorted(found, key=lambda item: (item[0] != "entity", item[1], item[2].slug))]

    def name(self, node: NamedNode | Literal | None) -> str:
        """What a thing is called in English, or a literal's text; a dash for None."""
        if node is None:
            return "–"
        if isinstance(node, Literal):
            return node.value
        for name in (PREFIXES["skos"] + "prefLabel", PREFIXES["dct"] + "title", PREFIXES["rdfs"] + "label"):
            labels = self.values(node.value.removeprefix(ID), name) if node.value.startswith(ID) else []
            for label in sorted(labels, key=lambda label: (getattr(label, "language", "") != "en", str(label))):
                return label.value
        return node.value.removeprefix(ID).removeprefix(ONTOLOGY)

    def values(self, slug: str, name: str) -> list[NamedNode | Literal]:
        """The values that the thing `slug` has for the property with the IRI `name`, sorted."""
        quads = self._store.quads_for_pattern(NamedNode(iri(slug)), NamedNode(name), None, _DEFAULT)
        return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)), key=str)

    def first(self, slug: str, name: str) -> NamedNode | Literal | None:
        """The first of these values."""
        return next(iter(self.values(slug, name)), None)

    def select(self, query: str, **given: str) -> QuerySolutions:
        """The rows of a SELECT query, in which ``?NAME`` stands for the thing whose slug is `given`."""
        substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): NamedNode(iri(slug)) for name, slug in given.items()
        }
        solutions = self._store.query(query, prefixes=PREFIXES, substitutions=substitutions)
        assert isinstance(solutions, QuerySolutions)
        return solutions


def facts(release: Release, wanted: Mapping[str, str]) -> Iterator[list[str]]:
    """The header and the rows of the facts table whose columns hold what `wanted` says.

    Things are wanted by slug, IRI or label; ``basis`` by its beginning, so that ``inferred`` finds every rule.
    """
    with (release.dumps / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        yield header
        for row in rows:
            cells = dict(zip(header, row, strict=True))
            if all(_holds(cells, column, value) for column, value in wanted.items()):
                yield row


def dump(release: Release, form: str, output: IO[bytes]) -> None:
    """Write the whole graph in a format named by its suffix, or as N-Quads with the reifiers for ``rdf12``."""
    if form == "rdf12":
        quads = sorted(f"{quad} .\n" for quad in Store.read_only(str(release.store)))
        output.writelines(line.encode() for line in quads)
        return
    with (release.dumps / f"sahelkg.{form}").open("rb") as file:
        shutil.copyfileobj(file, output)


def _holds(cells: Mapping[str, str], column: str, value: str) -> bool:
    if column == "basis":
        return cells[column].startswith(value)
    names = {cells[column], cells[column].removeprefix(ID), cells.get(f"{column}_label", "")}
    return any(_folded(name) == _folded(value) for name in names)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def wording(question: str, parameters: Sequence[str], folder: Path) -> str:
    """The query text of a competency question of `folder`, asked with ``KEY=VALUE`` parameters, or of a file or ``-``.

    Raises:
        SahelkgError: there is no such question or file, or it has no such parameter.
    """
    path = folder / f"{question}.rq"
    if not path.is_file():
        if parameters:
            raise SahelkgError(f"{question} is no competency question, and only these take parameters")
        return _read_query(question)
    pairs = [pair.partition("=") for pair in parameters]
    try:
        return read_question(path).asked_with({key: value for key, _, value in pairs})
    except ParameterError as error:
        raise SahelkgError(str(error)) from error


def _read_query(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text("utf-8")
    except OSError as error:
        raise InputError(file, None, f"neither a competency question nor a file: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(file, None, "not UTF-8 text") from error
