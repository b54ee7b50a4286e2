"""The SPARQL service description, made once per release."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from sahelkg.release import VOID, Release
from sahelkg.store.writers import GRAPH_WRITERS
from sahelkg.vocabulary import PREFIXES, REIFIERS_GRAPH

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG",
)  # fmt: skip
_LANGUAGES = ("SPARQL10Query", "SPARQL11Query")
PLACEHOLDER = "https://service.invalid"
"""Stands for the service's own address until a request tells it."""

_STATISTICS = ("triples", "entities", "classes", "properties", "distinctSubjects", "distinctObjects")


def describe_service(release: Release) -> dict[str, bytes]:
    """The description in every RDF format, by short name, with `PLACEHOLDER` for the service's address."""
    triples = list(_triples(release))
    prefixes = {"sd": SD}
    return {name: serialize(triples, format=format_, prefixes=prefixes) or b"" for name, format_ in GRAPH_WRITERS.items()}


def _triples(release: Release) -> Iterator[Triple]:
    endpoint = PLACEHOLDER + "/sparql"
    service, dataset, default, reifiers = (NamedNode(endpoint + part) for part in ("", "#dataset", "#default", "#reifiers"))
    type_ = NamedNode(PREFIXES["rdf"] + "type")

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    yield Triple(service, type_, sd("Service"))
    yield Triple(service, sd("endpoint"), NamedNode(endpoint))
    for language in _LANGUAGES:
        yield Triple(service, sd("supportedLanguage"), sd(language))
    for name in _RESULT_FORMATS:
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, type_, sd("Dataset"))
    yield Triple(dataset, type_, NamedNode(PREFIXES["void"] + "Dataset"))
    yield Triple(dataset, NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode(PLACEHOLDER + "/.well-known/void"))
    yield Triple(dataset, sd("defaultGraph"), default)
    yield Triple(default, type_, sd("Graph"))
    yield Triple(dataset, sd("namedGraph"), reifiers)
    yield Triple(reifiers, type_, sd("NamedGraph"))
    yield Triple(reifiers, sd("name"), NamedNode(REIFIERS_GRAPH))
    yield Triple(dataset, NamedNode(PREFIXES["dct"] + "identifier"), Literal(release.digest))
    void = release.path / VOID
    if void.is_file():
        yield from _statistics(void.read_bytes(), default)


def _statistics(void: bytes, graph: NamedNode) -> Iterator[Triple]:
    """The figures of the whole dataset, which are those of its default graph, and its parts by class and by property."""
    wanted = {PREFIXES["void"] + name for name in _STATISTICS}
    partitions = {PREFIXES["void"] + name for name in ("classPartition", "propertyPartition")}
    triples = list(parse(void, RdfFormat.TURTLE))
    whole = {quad.subject for quad in triples if quad.predicate.value == PREFIXES["void"] + "sparqlEndpoint"}
    parts = {quad.object for quad in triples if quad.predicate.value in partitions and quad.subject in whole}
    for quad in triples:
        predicate = quad.predicate.value
        if quad.subject in whole and (predicate in wanted or predicate in partitions):
            yield Triple(graph, quad.predicate, quad.object)
        elif quad.subject in parts:
            yield Triple(quad.subject, quad.predicate, quad.object)


def converted(turtle: bytes, name: str) -> bytes:
    """A graph in Turtle, in the format with the short name."""
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in parse(turtle, RdfFormat.TURTLE))
    return serialize(triples, format=GRAPH_WRITERS[name]) or b""
