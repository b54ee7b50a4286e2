"""Looking things up in a release from the command line: queries, facts, search, explanations, things to review."""

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
)

from sahelkg.errors import InputError, SahelkgError
from sahelkg.questions import ParameterError, read_question
from sahelkg.release import Release
from sahelkg.serialisation import write
from sahelkg.store.scan import features
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES, REIFIERS_GRAPH, iri, term

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
_CONTEXT = 160
_DEFAULT = DefaultGraph()
_REIFIERS = NamedNode(REIFIERS_GRAPH)
_LABELS = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
SELECT DISTINCT ?thing ?name {
  VALUES ?property { skos:prefLabel skos:altLabel sahel:acronym } ?thing ?property ?name
} ORDER BY ?thing ?name"""
_QUOTES = """PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
SELECT ?thing ?name { ?thing a sahel:Claim ; oa:hasSelector/oa:exact ?name } ORDER BY ?thing"""
_CANDIDATES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
SELECT ?thing (COUNT(?mention) AS ?mentions) {
  ?thing sahel:reviewed false . OPTIONAL { ?mention sahel:refersTo ?thing }
} GROUP BY ?thing ORDER BY DESC(?mentions) ?thing"""


class NotFoundError(SahelkgError):
    """What was asked for is not in the release."""


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
            for row in self._select(query):
                slug, text = row["thing"].value.removeprefix(ID), row["name"].value
                folded = _folded(text)
                if slug not in seen and all(word in folded for word in wanted):
                    seen.add(slug)
                    found.append((kind, len(text) if kind == "entity" else 0, Hit(kind, slug, text)))
        return [hit for _, _, hit in sorted(found, key=lambda item: (item[0] != "entity", item[1], item[2].slug))]

    def explain(self, claim: str) -> str:
        """What a claim says, who says so, the words it rests on in their context, and what made it.

        Raises:
            NotFoundError: the release has no such claim.
        """
        slug = claim.removeprefix(ID).removeprefix("id:")
        if (NamedNode(term("Claim"))) not in self._values(slug, PREFIXES["rdf"] + "type"):
            raise NotFoundError(f"no claim {slug} in this release; the first column of `sahelkg facts` names them")
        return "\n".join(self._explained(slug, "", frozenset()))

    def candidates(self) -> Iterator[tuple[str, str, int]]:
        """Things that no person has reviewed: slug, name, number of mentions; the most mentioned first."""
        for row in self._select(_CANDIDATES):
            slug = row["thing"].value.removeprefix(ID)
            yield slug, self._name(row["thing"]), int(row["mentions"].value)

    def _explained(self, slug: str, indent: str, above: frozenset[str]) -> Iterator[str]:
        subject, predicate, value = (
            self._first(slug, PREFIXES["rdf"] + part) for part in ("subject", "predicate", "object")
        )
        yield f"{indent}{slug}: {self._name(subject)} – {self._name(predicate)} – {self._name(value)}"
        for name in (
            "amount",
            "currency",
            "quantity",
            "unit",
            "start",
            "end",
            "role",
            "instrument",
            "purpose",
            "status",
            "place",
        ):
            for found in self._values(slug, term(name)):
                yield f"{indent}  {name}: {self._name(found)}"
        modality, confidence = (self._name(self._first(slug, term(name))) for name in ("modality", "confidence"))
        yield f"{indent}  {modality}, confidence {confidence}"
        for label, name in (("said by", PREFIXES["prov"] + "wasAttributedTo"), ("passed on by", term("reportedBy"))):
            for found in self._values(slug, name):
                yield f"{indent}  {label}: {self._name(found)}"
        for label, name in (("read by", term("method")), ("inferred by", term("rule")), ("conflict", term("conflict"))):
            for found in self._values(slug, name):
                yield f"{indent}  {label}: {self._name(found)}"
        yield f"{indent}  in: {self._name(self._first(slug, term('article')))}"
        yield f"{indent}  words: {self._context(slug)}"
        premises = [premise.value.removeprefix(ID) for premise in self._values(slug, term("restsOn"))]
        for premise in premises:
            if premise not in above:
                yield f"{indent}  rests on:"
                yield from self._explained(premise, indent + "    ", above | {slug})

    def _context(self, slug: str) -> str:
        document = self._first(slug, PREFIXES["prov"] + "wasQuotedFrom")
        text = self._text(document.value.removeprefix(ID), term("text")) if document else ""
        start, end = (int(self._text(f"{slug}-position", PREFIXES["oa"] + name)) for name in ("start", "end"))
        before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
        return " ".join(f"… {before}»{text[start:end]}«{after} …".split())

    def _text(self, slug: str, name: str) -> str:
        found = self._first(slug, name)
        if found is None:
            raise NotFoundError(f"the release has no {name} of {slug}; validate it")
        return found.value

    def _name(self, node: NamedNode | Literal | None) -> str:
        if node is None:
            return "–"
        if isinstance(node, Literal):
            return node.value
        for name in (PREFIXES["skos"] + "prefLabel", PREFIXES["dct"] + "title", PREFIXES["rdfs"] + "label"):
            labels = self._values(node.value.removeprefix(ID), name) if node.value.startswith(ID) else []
            for label in sorted(labels, key=lambda label: (getattr(label, "language", "") != "en", str(label))):
                return label.value
        return node.value.removeprefix(ID).removeprefix(ONTOLOGY)

    def _values(self, slug: str, name: str) -> list[NamedNode | Literal]:
        quads = self._store.quads_for_pattern(NamedNode(iri(slug)), NamedNode(name), None, _DEFAULT)
        return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)), key=str)

    def _first(self, slug: str, name: str) -> NamedNode | Literal | None:
        return next(iter(self._values(slug, name)), None)

    def _select(self, query: str) -> QuerySolutions:
        solutions = self._store.query(query)
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


def to_review(release: Release, below: float) -> Iterator[str]:
    """Lines for what a person should look at: conflicts, claims of less confidence than `below`, unreviewed things."""
    rows = facts(release, {})
    header = next(rows)
    table = [dict(zip(header, row, strict=True)) for row in rows]
    for row in sorted((row for row in table if row["conflict"]), key=lambda row: (row["conflict"], row["fact"])):
        yield "\t".join(("conflict", row["conflict"], *_briefly(row)))
    doubtful = (row for row in table if float(row["confidence"]) < below)
    for row in sorted(doubtful, key=lambda row: (float(row["confidence"]), row["fact"])):
        yield "\t".join(("doubtful", row["confidence"], *_briefly(row)))
    for slug, name, mentions in Browser(release).candidates():
        yield "\t".join(("candidate", str(mentions), slug, name))


def dump(release: Release, form: str, output: IO[bytes]) -> None:
    """Write the whole graph in a format named by its suffix, or as N-Quads with the reifiers for ``rdf12``."""
    if form == "rdf12":
        quads = sorted(f"{quad} .\n" for quad in Store.read_only(str(release.store)))
        output.writelines(line.encode() for line in quads)
        return
    with (release.dumps / f"sahelkg.{form}").open("rb") as file:
        shutil.copyfileobj(file, output)


def _briefly(row: Mapping[str, str]) -> tuple[str, ...]:
    said = (row["subject_label"], row["predicate"], row["object_label"] or row["value"])
    return (row["fact"].removeprefix(ID), *said, " ".join(row["quote"].split()))


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
