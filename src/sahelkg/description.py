"""A release described for machines: VoID statistics, DCAT downloads, PROV origin. No blank nodes, no clock."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, RdfFormat, Store, Triple, parse, serialize

from sahelkg.vocabulary import ID, ONTOLOGY_IRI, PREFIXES

BASE = ID.removesuffix("id/")
"""Where the addresses of the service stand; a server behind another address puts its own in place."""
DATASET = BASE + "dataset"

_SPDX = "http://spdx.org/rdf/terms#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
}
_ABOUT_ONTOLOGY = ("license", "creator", "publisher")
_LINKS = """SELECT ?space (COUNT(*) AS ?count) {
  ?s <http://www.w3.org/2004/02/skos/core#exactMatch> ?o BIND (REPLACE(STR(?o), "[^/#]+$", "") AS ?space)
} GROUP BY ?space"""


def describe(store: Store, manifest: Mapping[str, Any], ontology: Path) -> bytes:
    """``void.ttl`` for the graph in `store` and what `manifest` says; licence and makers are those of the ontology."""
    triples = {
        *_dataset(manifest),
        *_rights(ontology),
        *_statistics(store),
        *_distributions(manifest["files"]),
        *_origin(manifest),
    }
    prefixes = {**PREFIXES, "spdx": _SPDX}
    return serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _term(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode((_SPDX if prefix == "spdx" else PREFIXES[prefix]) + name)


def _triples(subject: str, *pairs: tuple[str, NamedNode | Literal]) -> Iterator[Triple]:
    for predicate, value in pairs:
        yield Triple(NamedNode(subject), _term(predicate), value)


def _dataset(manifest: Mapping[str, Any]) -> Iterator[Triple]:
    yield from _triples(
        DATASET,
        ("rdf:type", _term("void:Dataset")),
        ("rdf:type", _term("dcat:Dataset")),
        ("dct:title", Literal("Graph of claims, each with the words it rests on", language="en")),
        ("dct:title", Literal("Graphe d’affirmations, chacune avec les mots qui la fondent", language="fr")),
        ("dct:description", Literal("What the documents say, who says it, and where they disagree.", language="en")),
        ("dct:description", Literal("Ce que disent les documents, qui le dit, et où ils divergent.", language="fr")),
        ("dct:identifier", Literal(manifest["digest"])),
        ("dcat:version", Literal(manifest["digest"])),
        ("dct:conformsTo", NamedNode(ONTOLOGY_IRI)),
        ("foaf:homepage", NamedNode(BASE)),
        ("void:sparqlEndpoint", NamedNode(BASE + "sparql")),
        ("void:uriSpace", Literal(ID)),
        ("void:uriLookupEndpoint", NamedNode(BASE + "api/search?q=")),
        ("void:vocabulary", NamedNode(ONTOLOGY_IRI)),
    )
    for language in sorted({source["language"] for source in manifest["sources"]}):
        yield from _triples(DATASET, ("dct:language", Literal(language)))
    for prefix in ("prov", "oa", "skos", "dct", "org"):
        yield from _triples(DATASET, ("void:vocabulary", NamedNode(PREFIXES[prefix])))


def _rights(ontology: Path) -> Iterator[Triple]:
    wanted = {_term(f"dct:{name}") for name in _ABOUT_ONTOLOGY}
    for quad in parse(path=ontology, format=RdfFormat.TURTLE):
        if quad.subject == NamedNode(ONTOLOGY_IRI) and quad.predicate in wanted:
            yield Triple(NamedNode(DATASET), quad.predicate, quad.object)


def _statistics(store: Store) -> Iterator[Triple]:
    totals = next(_select(store, "SELECT (COUNT(*) AS ?triples) (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o }"))
    objects = next(_select(store, "SELECT (COUNT(DISTINCT ?o) AS ?objects) { ?s ?p ?o }"))
    yield from _triples(
        DATASET,
        ("void:triples", _number(totals, "triples")),
        ("void:distinctSubjects", _number(totals, "subjects")),
        ("void:entities", _number(totals, "subjects")),
        ("void:distinctObjects", _number(objects, "objects")),
    )
    classes = list(_select(store, "SELECT ?class (COUNT(*) AS ?count) { ?s a ?class } GROUP BY ?class"))
    properties = list(_select(store, "SELECT ?property (COUNT(*) AS ?count) { ?s ?property ?o } GROUP BY ?property"))
    yield from _triples(DATASET, ("void:classes", Literal(len(classes))), ("void:properties", Literal(len(properties))))
    for row in classes:
        yield from _partition(row, "class", "void:entities")
    for row in properties:
        yield from _partition(row, "property", "void:triples")
    for row in _select(store, _LINKS):
        space = row["space"].value
        linkset = f"{DATASET}#links-{space.split('//')[-1].strip('/').replace('/', '-')}"
        yield from _triples(DATASET, ("void:subset", NamedNode(linkset)))
        yield from _triples(
            linkset,
            ("rdf:type", _term("void:Linkset")),
            ("void:subjectsTarget", NamedNode(DATASET)),
            ("void:objectsTarget", NamedNode(space)),
            ("void:linkPredicate", _term("skos:exactMatch")),
            ("void:triples", _number(row, "count")),
        )


def _partition(row: QuerySolution, kind: str, counted: str) -> Iterator[Triple]:
    term = row[kind]
    assert isinstance(term, NamedNode)
    name = next(
        (f"{key}-{term.value.removeprefix(space)}" for key, space in PREFIXES.items() if term.value.startswith(space)), None
    )
    part = f"{DATASET}#{kind}-{name or term.value.rsplit('/', 1)[-1]}"
    yield from _triples(DATASET, (f"void:{kind}Partition", NamedNode(part)))
    yield from _triples(part, (f"void:{kind}", term), (counted, _number(row, "count")))


def _distributions(files: Mapping[str, Mapping[str, Any]]) -> Iterator[Triple]:
    for name, facts in files.items():
        if not name.startswith("dumps/"):
            continue
        address = BASE + name
        packed = name.endswith(".gz")
        suffix = Path(name.removesuffix(".gz")).suffix
        yield from _triples(DATASET, ("dcat:distribution", NamedNode(address)))
        yield from _triples(
            address,
            ("rdf:type", _term("dcat:Distribution")),
            ("dct:title", Literal(name.removeprefix("dumps/"))),
            ("dcat:downloadURL", NamedNode(address)),
            ("dcat:mediaType", NamedNode(_MEDIA + _MEDIA_TYPES[suffix])),
            ("dcat:byteSize", Literal(str(facts["bytes"]), datatype=_term("xsd:nonNegativeInteger"))),
            ("spdx:checksum", NamedNode(address + "#checksum")),
        )
        yield from _triples(
            address + "#checksum",
            ("rdf:type", _term("spdx:Checksum")),
            ("spdx:algorithm", _term("spdx:checksumAlgorithm_sha256")),
            ("spdx:checksumValue", Literal(facts["sha256"], datatype=_term("xsd:hexBinary"))),
        )
        if packed:
            yield from _triples(address, ("dcat:compressFormat", NamedNode(_MEDIA + "application/gzip")))
        if name.startswith("dumps/sahelkg."):
            yield from _triples(DATASET, ("void:dataDump", NamedNode(address)))


def _origin(manifest: Mapping[str, Any]) -> Iterator[Triple]:
    build, software = f"{DATASET}#build", f"{DATASET}#software"
    yield from _triples(DATASET, ("prov:wasGeneratedBy", NamedNode(build)))
    yield from _triples(build, ("rdf:type", _term("prov:Activity")), ("prov:wasAssociatedWith", NamedNode(software)))
    yield from _triples(software, ("rdf:type", _term("prov:SoftwareAgent")))
    for name, version in manifest["versions"].items():
        yield from _triples(software, ("schema:softwareRequirements", Literal(f"{name} {version}")))
    said = f"Language models: {', '.join(manifest['models'].values()) or 'none'}"
    yield from _triples(build, ("dct:description", Literal(said, language="en")))
    for source in manifest["sources"]:
        document = NamedNode(f"{ID}document-{source['id']}")
        yield from _triples(build, ("prov:used", document))
        yield from _triples(DATASET, ("prov:wasDerivedFrom", document))


def _select(store: Store, query: str) -> QuerySolutions:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _number(row: QuerySolution, name: str) -> Literal:
    value = row[name]
    assert isinstance(value, Literal)
    return value
