"""The class hierarchy of the ontology, as far as reading and describing things needs it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from sahelkg.errors import InputError
from sahelkg.vocabulary import ONTOLOGY, PREFIXES

KINDS = (
    "State",
    "Organisation",
    "Mission",
    "Agreement",
    "Meeting",
    "Person",
    "Fund",
    "Programme",
    "Place",
    "Event",
    "Document",
    "Group",
)
"""The top kinds of thing; every class of a thing lies under one of them."""

_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"


@dataclass(frozen=True)
class Ontology:
    """Local class names, each with the local names of all its superclasses and of itself."""

    superclasses: dict[str, frozenset[str]]

    def is_a(self, cls: str, kinds: Iterable[str]) -> bool:
        """Whether `cls` is one of `kinds` or lies under one."""
        return not self.superclasses.get(cls, frozenset((cls,))).isdisjoint(kinds)

    def kind(self, cls: str) -> str:
        """The top kind of `cls`; the class itself where it lies under none."""
        above = self.superclasses.get(cls, frozenset((cls,)))
        return next((kind for kind in KINDS if kind in above), cls)

    def most_specific(self, classes: Iterable[str]) -> str:
        """Of the classes of one thing, the one with most superclasses; the first by name among equals."""
        return min(classes, key=lambda cls: (-len(self.superclasses.get(cls, ())), cls))


def load_ontology(path: Path) -> Ontology:
    """The class hierarchy in the Turtle file at `path`.

    Raises:
        InputError: the file is absent or not valid Turtle.
    """
    try:
        triples = list(parse(path.read_bytes(), RdfFormat.TURTLE))
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise InputError(path, error.lineno, f"not valid Turtle: {error.msg}") from error
    parents: dict[str, set[str]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ONTOLOGY):
            continue
        name = subject.value.removeprefix(ONTOLOGY)
        if triple.predicate.value == _SUBCLASS and isinstance(value, NamedNode) and value.value.startswith(ONTOLOGY):
            parents.setdefault(name, set()).add(value.value.removeprefix(ONTOLOGY))

    def above(name: str, seen: frozenset[str]) -> frozenset[str]:
        if name in seen:
            return seen
        seen |= {name}
        for parent in parents.get(name, ()):
            seen |= above(parent, seen)
        return seen

    names = parents.keys() | {parent for found in parents.values() for parent in found}
    return Ontology({name: above(name, frozenset()) for name in sorted(names)})
