"""Quads and shapes to a report.

Core constraints look at one node's own triples, so pyshacl checks them batch by batch on small rdflib graphs: memory stays
bounded, and its false ``sh:in`` findings over Oxigraph cannot arise. SPARQL constraints compare nodes; each runs once for
all its focus nodes on the store itself, a thousand times faster than once per node, with the results of the standard as long
as the query binds ``$this`` by its own pattern (a test compares both ways).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph
import pyshacl
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, QueryTriples, RdfFormat, Store
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from sahelkg.errors import InputError
from sahelkg.release import open_release
from sahelkg.report import SEVERITIES, Report, Result, Severity, shorten

_BATCH = 5000
_TYPE = NamedNode(str(RDF.type))
_STRING = NamedNode(str(XSD.string))
_PROPERTY_NAMERS = (SH.path, SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint)


@dataclass(frozen=True, slots=True)
class Shape:
    """A property shape. `targets` are the classes whose members it must hold for, `messages` (language, text) pairs.

    `selects` are its SPARQL constraints, with `prefixes`, where it has such; it then has no core constraint.
    """

    iri: str
    path: str
    targets: tuple[str, ...]
    severity: Severity
    messages: tuple[tuple[str, str], ...]
    prefixes: str = ""
    selects: tuple[str, ...] = ()

    def queries(self) -> Iterator[str]:
        """Queries for ``?this``, and maybe ``?value``, of all targets that break a SPARQL constraint."""
        targets = " ".join(f"<{target}>" for target in self.targets)
        for select in self.selects:
            targeted = f"FILTER EXISTS {{ VALUES ?target {{ {targets} }} ?this a ?target }}"
            yield f"{self.prefixes}\nSELECT DISTINCT * {{ {{ {select} }} {targeted} }}"

    def result(self, focus: str, component: str, value: str | None, term: str) -> Result:
        """A finding; `value` is the offending term as text, None if there is none, `term` the same in N-Triples."""
        return Result(
            focus=focus,
            shape=self.iri,
            value=term,
            path=self.path,
            component=component,
            severity=self.severity,
            messages=tuple((language, text.replace("{?value}", shorten(value or ""))) for language, text in self.messages),
        )


@dataclass(frozen=True, slots=True)
class Shapes:
    """A shapes graph, ready to be checked.

    `turtle` is all of it; `core` is what pyshacl checks, `properties` what that looks at.
    """

    turtle: str
    core: Graph
    properties: frozenset[NamedNode]
    by_iri: Mapping[str, Shape]


def load_shapes(folder: Path, ontology: Path) -> Shapes:
    """The shapes in the Turtle files of `folder`, with those that its ``.rq`` files construct from the ontology file.

    Raises:
        InputError: a file is absent or malformed.
    """
    parts = [_checked_turtle(path) for path in sorted(folder.glob("*.ttl"))]
    if not parts:
        raise InputError(folder, None, "no shapes here; expected Turtle files")
    schema = Store()
    schema.load(_checked_turtle(ontology), RdfFormat.TURTLE)
    parts += [_constructed(path, schema) for path in sorted(folder.glob("*.rq"))]
    turtle = "\n".join(parts)
    graph = Graph().parse(data=turtle, format="turtle")
    core = _core(graph)
    looked_at = {NamedNode(str(found)) for name in _PROPERTY_NAMERS for found in core.objects(None, name)}
    shapes = sorted(_shapes(graph), key=lambda shape: shape.iri)
    return Shapes(turtle, core, frozenset(looked_at | {_TYPE}), {shape.iri: shape for shape in shapes})


def validate(store: Store, shapes: Shapes) -> Report:
    """Whether the default graph of `store` satisfies `shapes`."""
    results = set(_check_constraints(store, shapes))
    for batch in _batches(store, shapes):
        results.update(_check_core(batch, shapes))
    return Report(tuple(sorted(results)))


def check(target: Path, domain: Path) -> Report:
    """The report on the release at `target`, or on the file there, against the shapes of the folder `domain`.

    Raises:
        InputError: the file is not RDF.
        ReleaseError: there is no whole release.
    """
    shapes = load_shapes(domain / "shapes", domain / "ontology" / "sahel.ttl")
    return validate(_load(target) if target.is_file() else Store.read_only(str(open_release(target).store)), shapes)


def _checked_turtle(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        Store().load(text, RdfFormat.TURTLE)
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(path, None, "not UTF-8") from error
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"not valid Turtle: {error.msg}") from error
    return text


def _constructed(path: Path, schema: Store) -> str:
    try:
        triples = schema.query(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        raise InputError(path, None, f"not a SPARQL query: {error}") from error
    if not isinstance(triples, QueryTriples):
        raise InputError(path, None, "not a CONSTRUCT query")
    return "".join(sorted(f"{triple} .\n" for triple in triples))


def _core(graph: Graph) -> Graph:
    """The property shapes without a SPARQL constraint, each made to target the classes of its node shape itself.

    That says the same, and lets pyshacl check a shape for all its focus nodes in one go instead of once per node.
    """
    core = Graph()
    core += graph
    for owner, shape in graph.subject_objects(SH.property):
        core.remove((owner, SH.property, shape))
        for target in graph.objects(owner, SH.targetClass):
            core.add((shape, SH.targetClass, target))
    for shape in graph.subjects(SH.sparql):
        core.remove((shape, None, None))
    return core


def _shapes(graph: Graph) -> Iterator[Shape]:
    for node in graph.subjects(RDF.type, SH.PropertyShape):
        owners = graph.subjects(SH.property, node)
        constraints = list(graph.objects(node, SH.sparql))
        texts = [text for text in graph.objects(node, SH.message) if isinstance(text, Literal)]
        stated = graph.value(node, SH.severity)
        yield Shape(
            iri=str(node),
            path=str(graph.value(node, SH.path)),
            targets=tuple(sorted({str(target) for owner in owners for target in graph.objects(owner, SH.targetClass)})),
            severity=next((name for name in SEVERITIES if stated == SH[name]), "Violation"),
            messages=tuple(sorted((text.language or "en", str(text)) for text in texts)),
            prefixes="\n".join(sorted({line for constraint in constraints for line in _prefixes(graph, constraint)})),
            selects=tuple(sorted(str(graph.value(constraint, SH.select)) for constraint in constraints)),
        )


def _prefixes(graph: Graph, constraint: Node) -> Iterator[str]:
    for declarer in graph.objects(constraint, SH.prefixes):
        for declaration in graph.objects(declarer, SH.declare):
            yield f"PREFIX {graph.value(declaration, SH.prefix)}: <{graph.value(declaration, SH.namespace)}>"


def _check_constraints(store: Store, shapes: Shapes) -> Iterator[Result]:
    for shape in shapes.by_iri.values():
        for query in shape.queries():
            solutions = _select(store, query)
            valued = any(variable.value == "value" for variable in solutions.variables)
            for solution in solutions:
                value = solution["value"] if valued else None
                yield shape.result(
                    focus=solution["this"].value,
                    component=str(SH.SPARQLConstraintComponent),
                    value=None if value is None else value.value,
                    term="" if value is None else str(value),
                )


def _batches(store: Store, shapes: Shapes) -> Iterator[Graph]:
    """What core constraints look at, of all focus nodes, some thousand nodes at a time."""
    targets = sorted({str(target) for target in shapes.core.objects(None, SH.targetClass)})
    classes = " ".join(f"<{target}>" for target in targets)
    nodes = (
        row["this"] for row in _select(store, f"SELECT DISTINCT ?this {{ VALUES ?class {{ {classes} }} ?this a ?class }}")
    )
    while batch := list(islice(nodes, _BATCH)):
        quads = (quad for node in batch for quad in store.quads_for_pattern(node, None, None, DefaultGraph()))
        yield _graph(quad for quad in quads if quad.predicate in shapes.properties)


def _graph(quads: Iterable[Quad]) -> Graph:
    """The quads' triples as rdflib knows them; term by term, which takes half the time of parsing them."""
    known: dict[object, Node] = {}

    def term(node: object) -> Node:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    graph = Graph()
    graph.addN((term(quad.subject), term(quad.predicate), term(quad.object), graph) for quad in quads)
    return graph


def _term(node: object) -> Node:
    match node:
        case pyoxigraph.Literal():
            plain = node.language or node.datatype == _STRING
            return Literal(node.value, lang=node.language, datatype=None if plain else URIRef(node.datatype.value))
        case NamedNode():
            return URIRef(node.value)
        case _:
            return BNode(str(node).removeprefix("_:"))


def _check_core(batch: Graph, shapes: Shapes) -> Iterator[Result]:
    _, report, _ = pyshacl.validate(batch, shacl_graph=shapes.core, inplace=True)
    for found in report.objects(None, SH.result):
        value = report.value(found, SH.value)
        yield shapes.by_iri[str(report.value(found, SH.sourceShape))].result(
            focus=str(report.value(found, SH.focusNode)),
            component=str(report.value(found, SH.sourceConstraintComponent)),
            value=None if value is None else str(value),
            term=value.n3() if isinstance(value, URIRef | Literal) else "",
        )


def _select(store: Store, query: str) -> QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _load(path: Path) -> Store:
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError(path, None, "not a kind of RDF file; known are .ttl, .nt, .nq, .trig, .jsonld, .rdf")
    store = Store()
    try:
        store.bulk_load(path=path, format=form)
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"malformed: {error.msg}") from error
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error}") from error
    return store
