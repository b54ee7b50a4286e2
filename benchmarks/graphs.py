"""Releases to measure: the seed's, and one of any size in the same form, made up from numbers."""

import gzip
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from sahelkg.build import Domain, build, find_sources
from sahelkg.release import Release, drafted, publish
from sahelkg.settings import domain_folder
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

_RDF, _SKOS, _PROV, _OA, _DCT, _XSD = (PREFIXES[name] for name in ("rdf", "skos", "prov", "oa", "dct", "xsd"))
_CLASSES = ("State", "Organisation", "Mission", "Agreement", "Meeting", "Person", "Fund", "Programme", "Place", "Event")
_PREDICATES = ("memberOf", "supports", "funds", "participatedIn", "signed", "operatesIn", "trains", "partnerOf")
_CLAIMS_PER_DOCUMENT = 200
_CLAIMS_PER_ENTITY = 5


def seed(folder: Path) -> Release:
    """The release of the seed, as ``sahelkg build`` makes it."""
    domain = Domain(domain_folder())
    return build(find_sources([str(domain.seeds)]), folder, domain, jobs=1, keep_going=False).release


def made_up(folder: Path, triples: int) -> Release:
    """A release of about so many triples: claims with quotes and offsets, entities with names in two languages."""
    with drafted(folder) as draft:
        dumps = draft.path / "dumps"
        dump = dumps / "sahelkg.nt"
        with dump.open("w", encoding="utf-8") as file:
            file.writelines(islice(_lines(), triples))
        store = Store(str(draft.path / "store"))
        store.bulk_load(path=str(dump), format=RdfFormat.N_TRIPLES)
        store.optimize()
        del store
        shutil.copyfile(dump, dumps / "sahelkg.ttl")
        with dump.open("rb") as source, gzip.open(dumps / "sahelkg.ttl.gz", "wb", compresslevel=1) as target:
            shutil.copyfileobj(source, target)
        shutil.copyfile(domain_folder() / "ontology" / "sahel.ttl", dumps / "ontology.ttl")
        (draft.path / "void.ttl").write_text("", encoding="utf-8")
        release = draft.complete(draft.manifest({"counts": {"triples": triples}, "sources": [], "skipped": []}))
    publish(release)
    return release


def _lines() -> Iterator[str]:
    """Triples without end, a claim with its entity and document at a time."""
    number = 0
    while True:
        if number % _CLAIMS_PER_DOCUMENT == 0:
            yield from _document(number // _CLAIMS_PER_DOCUMENT)
        if number % _CLAIMS_PER_ENTITY == 0:
            yield from _entity(number // _CLAIMS_PER_ENTITY)
        yield from _claim(number)
        number += 1


def _triple(subject: str, predicate: str, value: str) -> str:
    return f"<{ID}{subject}> <{predicate}> {value} .\n"


def _thing(slug: str) -> str:
    return f"<{ID}{slug}>"


def _term(name: str) -> str:
    return f"<{ONTOLOGY}{name}>"


def _integer(number: int) -> str:
    return f'"{number}"^^<{_XSD}integer>'


def _document(number: int) -> Iterator[str]:
    slug = f"document-{number}"
    yield _triple(slug, _RDF + "type", _term("Document"))
    yield _triple(slug, _DCT + "title", f'"Report {number}"@en')
    yield _triple(slug, _DCT + "language", '"en"')
    yield _triple(slug, ONTOLOGY + "sha256", f'"{number:064x}"')
    yield _triple(slug, ONTOLOGY + "text", f'"Text of report {number}."')


def _entity(number: int) -> Iterator[str]:
    slug = f"entity-{number}"
    for class_ in _with_superclasses(_CLASSES[number % len(_CLASSES)]):
        yield _triple(slug, _RDF + "type", f"<{class_}>")
    for name, property_ in (("", "prefLabel"), (" of old", "altLabel"), (" as some call it", "altLabel")):
        yield _triple(slug, _SKOS + property_, f'"Body {number}{name}"@en')
        yield _triple(slug, _SKOS + property_, f'"Organisme {number}{name}"@fr')
    yield _triple(slug, _SKOS + "definition", f'"Number {number} of the bodies that this graph is made up of."@en')
    yield _triple(slug, _SKOS + "definition", f'"Le numéro {number} des organismes dont ce graphe est fait."@fr')
    yield _triple(slug, ONTOLOGY + "acronym", f'"B{number}"@en')
    yield _triple(slug, ONTOLOGY + "reviewed", f'"true"^^<{_XSD}boolean>')
    for step in (1, 7, 31):
        yield _triple(slug, ONTOLOGY + "partnerOf", _thing(f"entity-{number // step}"))


@cache
def _with_superclasses(name: str) -> list[str]:
    """A class with all that it is a kind of, which a build writes down of every entity, too."""
    ontology = Store()
    ontology.load(path=str(domain_folder() / "ontology" / "sahel.ttl"), format=RdfFormat.TURTLE)
    rows = ontology.query(
        f"SELECT ?class {{ {_term(name)} rdfs:subClassOf* ?class FILTER(ISIRI(?class)) }}", prefixes=PREFIXES
    )
    assert isinstance(rows, QuerySolutions)
    return sorted(row["class"].value for row in rows)


def _claim(number: int) -> Iterator[str]:
    slug, start = f"claim-{number:016x}", number % 1000 * 40
    subject = number // _CLAIMS_PER_ENTITY
    yield _triple(slug, _RDF + "type", _term("Claim"))
    yield _triple(slug, _RDF + "subject", _thing(f"entity-{subject}"))
    yield _triple(slug, _RDF + "predicate", _term(_PREDICATES[number % len(_PREDICATES)]))
    yield _triple(slug, _RDF + "object", _thing(f"entity-{number * 7 // 11 // _CLAIMS_PER_ENTITY}"))
    yield _triple(slug, ONTOLOGY + "modality", _term("asserted"))
    yield _triple(slug, ONTOLOGY + "basis", _term("stated"))
    yield _triple(slug, ONTOLOGY + "confidence", f'"0.9"^^<{_XSD}decimal>')
    yield _triple(slug, _PROV + "wasAttributedTo", _thing(f"entity-{number % 50}"))
    yield _triple(slug, _PROV + "wasQuotedFrom", _thing(f"document-{number // _CLAIMS_PER_DOCUMENT}"))
    yield _triple(slug, _DCT + "language", '"en"')
    for part in ("position", "quote"):
        yield _triple(slug, _OA + "hasSelector", _thing(f"{slug}-{part}"))
    yield _triple(f"{slug}-position", _RDF + "type", f"<{_OA}TextPositionSelector>")
    yield _triple(f"{slug}-position", _OA + "start", _integer(start))
    yield _triple(f"{slug}-position", _OA + "end", _integer(start + 30))
    yield _triple(f"{slug}-quote", _RDF + "type", f"<{_OA}TextQuoteSelector>")
    yield _triple(f"{slug}-quote", _OA + "exact", f'"body {subject} is said to work with others"')
