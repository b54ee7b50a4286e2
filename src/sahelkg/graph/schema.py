"""What the ontology says about properties and classes, worked out once: hierarchies, inverses, symmetry, ranges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from sahelkg.errors import InputError
from sahelkg.vocabulary import ONTOLOGY, PREFIXES

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_SUBCLASS = {_RDFS + "subClassOf", _OWL + "equivalentClass"}
_SUBPROPERTY = {_RDFS + "subPropertyOf", _OWL + "equivalentProperty"}
_EQUIVALENT = {_OWL + "equivalentClass", _OWL + "equivalentProperty"}
_UNTOLD = {_OWL + "Thing", _RDFS + "Resource"}


@dataclass(frozen=True)
class Reading:
    """What a plain triple entails: properties that hold from subject to object, and from object to subject."""

    onward: tuple[NamedNode, ...]
    back: tuple[NamedNode, ...]


@dataclass(frozen=True)
class Schema:
    """The ontology as the graph needs it. Terms are full IRIs."""

    classes: Mapping[str, tuple[NamedNode, ...]]
    properties: Mapping[str, Reading]
    domains: Mapping[str, str]
    ranges: Mapping[str, str]
    symmetric: frozenset[str]

    def types(self, cls: str) -> tuple[NamedNode, ...]:
        """A local class name's class with all that lie above it, sorted."""
        return self.classes.get(ONTOLOGY + cls) or (NamedNode(ONTOLOGY + cls),)

    def entailed(self, predicate: str) -> Reading:
        """What a triple with this property (full IRI) entails, itself included."""
        return self.properties.get(predicate) or Reading((NamedNode(predicate),), ())

    def range(self, name: str) -> str | None:
        """The range of a property by its local name, as full IRI."""
        return self.ranges.get(ONTOLOGY + name)


def _reachable(start: str, steps: Mapping[str, Iterable[str]]) -> set[str]:
    found, open_ends = {start}, [start]
    while open_ends:
        for step in steps.get(open_ends.pop(), ()):
            if step not in found:
                found.add(step)
                open_ends.append(step)
    return found


def _entailments(above: Mapping[str, set[str]], inverses: Mapping[str, set[str]]) -> Iterator[tuple[str, Reading]]:
    """Closure over (property, direction): a superproperty keeps the direction, an inverse turns it."""
    steps: dict[str, list[str]] = defaultdict(list)
    for name in sorted(above.keys() | inverses.keys()):
        for sign, turned in (("+", "-"), ("-", "+")):
            steps[sign + name] += [sign + parent for parent in above.get(name, ())]
            steps[sign + name] += [turned + inverse for inverse in inverses.get(name, ())]
    names = {name[1:] for name in steps}
    for name in sorted(names):
        reached = sorted(_reachable("+" + name, steps))
        yield (
            name,
            Reading(
                tuple(NamedNode(item[1:]) for item in reached if item[0] == "+"),
                tuple(NamedNode(item[1:]) for item in reached if item[0] == "-"),
            ),
        )


def load_schema(path: Path) -> Schema:
    """The schema in the Turtle file at `path`.

    Raises:
        InputError: the file is absent or not valid Turtle.
    """
    above_class: dict[str, set[str]] = defaultdict(set)
    above_property: dict[str, set[str]] = defaultdict(set)
    inverses: dict[str, set[str]] = defaultdict(set)
    domains: dict[str, str] = {}
    ranges: dict[str, str] = {}
    symmetric: set[str] = set()
    try:
        for triple in parse(path.read_bytes(), RdfFormat.TURTLE):
            if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode):
                continue
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            if predicate in _SUBCLASS | _SUBPROPERTY and value not in _UNTOLD:
                above = above_class if predicate in _SUBCLASS else above_property
                above[subject].add(value)
                if predicate in _EQUIVALENT:
                    above[value].add(subject)
            elif predicate == _OWL + "inverseOf":
                inverses[subject].add(value)
                inverses[value].add(subject)
            elif predicate == PREFIXES["rdf"] + "type" and value == _OWL + "SymmetricProperty":
                inverses[subject].add(subject)
                symmetric.add(subject)
            elif predicate == _RDFS + "domain":
                domains[subject] = value
            elif predicate == _RDFS + "range":
                ranges[subject] = value
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"not valid Turtle: {error.msg}") from error
    return Schema(
        classes={
            name: tuple(NamedNode(found) for found in sorted(_reachable(name, above_class))) for name in sorted(above_class)
        },
        properties=dict(_entailments(above_property, inverses)),
        domains=domains,
        ranges=ranges,
        symmetric=frozenset(symmetric),
    )
