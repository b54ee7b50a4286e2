"""Small releases for the tests of the serving wing, written by the same code as real ones."""

import shutil
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from sahelkg.release import Release, drafted, publish
from sahelkg.settings import domain_folder
from sahelkg.vocabulary import PREFIXES, REIFIERS_GRAPH

GRAPH = Path(__file__).parent / "graph.ttl"
RDF = PREFIXES["rdf"]
_DUMPS = (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD)


def quads(extra: bytes = b"") -> list[Quad]:
    """The default graph of `GRAPH` and of `extra` (N-Quads), with the claims' reifiers in their own graph."""
    triples = [Quad(quad.subject, quad.predicate, quad.object) for quad in parse(path=GRAPH, format=RdfFormat.TURTLE)]
    parts: dict[NamedNode, dict[str, object]] = {}
    for quad in triples:
        name = quad.predicate.value.removeprefix(RDF)
        if name in ("subject", "predicate", "object"):
            parts.setdefault(quad.subject, {})[name] = quad.object
    reifiers = [
        Quad(
            claim,
            NamedNode(RDF + "reifies"),
            Triple(part["subject"], part["predicate"], part["object"]),
            NamedNode(REIFIERS_GRAPH),
        )
        for claim, part in parts.items()
    ]
    return [*triples, *reifiers, *(parse(extra, RdfFormat.N_QUADS) if extra else ())]


def write_release(folder: Path, extra: bytes = b"") -> Release:
    """A published release of `GRAPH` and `extra` (N-Quads) in `folder`."""
    with drafted(folder) as draft:
        store = Store(str(draft.path / "store"))
        store.bulk_extend(quads(extra))
        store.flush()
        store.optimize()
        for format_ in _DUMPS:
            with (draft.path / "dumps" / f"sahelkg.{format_.file_extension}").open("wb") as file:
                store.dump(file, format_, from_graph=DefaultGraph(), prefixes=PREFIXES)
        del store
        shutil.copyfile(domain_folder() / "ontology" / "sahel.ttl", draft.path / "dumps" / "ontology.ttl")
        (draft.path / "dumps" / "facts.csv").write_text("fact\n", encoding="utf-8")
        shutil.copyfile(GRAPH, draft.path / "void.ttl")
        release = draft.complete(draft.manifest({"counts": {}, "sources": []}))
    publish(release)
    return release
