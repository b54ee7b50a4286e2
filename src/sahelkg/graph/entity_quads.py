"""An entity as triples: its classes, names, background and the plain triples that nobody contests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from sahelkg.errors import InputError
from sahelkg.graph.claim_quads import statement
from sahelkg.graph.labels import with_both_languages
from sahelkg.graph.schema import Schema
from sahelkg.graph.terms import FALSE, TRUE, known, sahel, thing
from sahelkg.model import Claim, Entity, LabelKind
from sahelkg.vocabulary import ID, ONTOLOGY

_TYPE = known("rdf:type")
_NAMES: dict[LabelKind, NamedNode] = {
    "pref": known("skos:prefLabel"),
    "alt": known("skos:altLabel"),
    "acronym": sahel("acronym"),
    "demonym": sahel("demonym"),
}
_TOLD_BY_ENTITY = {_TYPE, *_NAMES.values(), known("skos:hiddenLabel"), sahel("ambiguous")}

Notes = Mapping[str, tuple[tuple[NamedNode, NamedNode | Literal], ...]]
"""What the lexicon files say of an entity beyond class, names and links: definitions, matches in other vocabularies."""


def load_notes(folder: Path) -> Notes:
    """The notes of every entity in the lexicon files of `folder`.

    Raises:
        InputError: a file is not valid Turtle.
    """
    notes: dict[str, set[tuple[NamedNode, NamedNode | Literal]]] = defaultdict(set)
    for path in sorted(folder.glob("**/*.ttl")):
        try:
            for triple in parse(path.read_bytes(), RdfFormat.TURTLE):
                subject, predicate, value = triple.subject, triple.predicate, triple.object
                if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                    continue
                is_link = (
                    isinstance(value, NamedNode) and value.value.startswith(ID) and predicate.value.startswith(ONTOLOGY)
                )
                if subject.value.startswith(ID) and predicate not in _TOLD_BY_ENTITY and not is_link:
                    notes[subject.value.removeprefix(ID)].add((predicate, value))
        except SyntaxError as error:
            raise InputError(path, error.lineno, f"not valid Turtle: {error.msg}") from error
    return {slug: tuple(sorted(found, key=str)) for slug, found in notes.items()}


def entailed(triple: Triple, schema: Schema) -> Iterator[Triple]:
    """The triple and what the ontology makes of it: superproperties, inverses, the mirror image of a symmetric one."""
    reading = schema.entailed(triple.predicate.value)
    for predicate in reading.onward:
        yield Triple(triple.subject, predicate, triple.object)
    if isinstance(triple.object, NamedNode):
        for predicate in reading.back:
            yield Triple(triple.object, predicate, triple.subject)


def plain_triples(claims: Iterable[Claim], contested: frozenset[str], schema: Schema) -> Iterator[Triple]:
    """What holds by the claims: asserted by one, contested or denied by none; with all it entails."""
    holding: set[Triple] = set()
    doubtful: set[Triple] = set()
    for claim in claims:
        said = statement(claim)
        if said is not None and (claim.id in contested or claim.modality == "negated"):
            doubtful.add(said)
        elif said is not None and claim.modality == "asserted":
            holding.add(said)
    for said in holding - doubtful:
        yield from entailed(said, schema)


def background(entities: Iterable[Entity], schema: Schema) -> Iterator[Triple]:
    """What the lexicon knows of the entities, with all it entails."""
    for entity in entities:
        for name, target in entity.links:
            yield from entailed(Triple(thing(entity.slug), sahel(name), thing(target)), schema)


def entity_quads(entity: Entity, notes: Notes, schema: Schema) -> Iterator[Quad]:
    """Classes, names and notes of an entity."""
    node = thing(entity.slug)
    for cls in schema.types(entity.cls):
        yield Quad(node, _TYPE, cls)
    for label in with_both_languages(entity.labels):
        name = _NAMES.get(label.kind)
        if name is not None:
            yield Quad(node, name, Literal(label.text, language=label.language) if label.language else Literal(label.text))
    for predicate, value in notes.get(entity.slug, ()):
        yield Quad(node, predicate, value)
    yield Quad(node, sahel("reviewed"), TRUE if entity.reviewed else FALSE)
