"""The ontology's own words: labels, definitions, inverses and the class hierarchy, for pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sahelkg.ontology import KINDS, Ontology, load_ontology
from sahelkg.vocabulary import ONTOLOGY, ONTOLOGY_IRI, PREFIXES

_CLASS = PREFIXES["owl"] + "Class"
_PROPERTIES = {PREFIXES["owl"] + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}


@dataclass(slots=True)
class OntologyTerm:
    """A class, property or individual. Texts are keyed by language; `about` holds what else is said, as local names."""

    name: str
    kind: str = "individual"
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def label(self, language: str) -> str:
        return self.labels.get(language) or self.labels.get("en") or self.name

    def definition(self, language: str) -> str:
        return self.definitions.get(language) or self.definitions.get("en") or ""


class Terms:
    """All terms of the ontology by local name, in the order of the file."""

    def __init__(
        self, hierarchy: Ontology, terms: Mapping[str, OntologyTerm], about: Mapping[str, str], licence: str
    ) -> None:
        """`about` holds the ontology's own abstract by language, `licence` the address of its licence."""
        self.hierarchy = hierarchy
        self.about = about
        self.licence = licence
        self.terms = terms
        self._inverses: dict[str, str] = {}
        for term in terms.values():
            for other in term.about.get("inverseOf", ()):
                self._inverses.setdefault(term.name, other)
                self._inverses.setdefault(other, term.name)

    def label(self, name: str, language: str) -> str:
        """The label of a term; its local name where the ontology does not have it."""
        term = self.terms.get(name)
        return term.label(language) if term else name

    def goes_both_ways(self, name: str) -> bool:
        """Whether a property is the same read from its object."""
        return name in self.terms and "SymmetricProperty" in self.terms[name].about["type"]

    def backward(self, name: str, language: str) -> str:
        """The label of a property read from its object: its inverse's, or its own behind an arrow."""
        if self.goes_both_ways(name):
            return self.label(name, language)
        inverse = self._inverses.get(name)
        return self.label(inverse, language) if inverse else f"← {self.label(name, language)}"

    def wording(self, text: str, language: str) -> str:
        """The label of the property or fixed value that a text names, behind an arrow read backwards; else the text."""
        name = text.removeprefix("← ")
        if name not in self.terms or self.terms[name].kind == "class":
            return text
        return self.label(name, language) if name == text else self.backward(name, language)

    def most_specific(self, classes: Iterable[str]) -> str:
        """Of the classes of one thing the narrowest; empty when it has none of ours."""
        ours = [name for name in classes if name in self.hierarchy.superclasses]
        return self.hierarchy.most_specific(ours) if ours else ""

    def kind(self, cls: str) -> str:
        """The top kind of a class, by which things are grouped and coloured; ``Thing`` outside of them."""
        found = self.hierarchy.kind(cls)
        return found if found in KINDS else "Thing"


def load_terms(path: Path) -> Terms:
    """The terms in the ontology's Turtle file. Raises InputError when it is malformed."""
    hierarchy = load_ontology(path)
    terms: dict[str, OntologyTerm] = {}
    about: dict[str, str] = {}
    licence = ""
    for triple in parse(path=path, format=RdfFormat.TURTLE):
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if subject == NamedNode(ONTOLOGY_IRI) and predicate == PREFIXES["dct"] + "abstract" and isinstance(value, Literal):
            about[value.language or ""] = value.value
        if subject == NamedNode(ONTOLOGY_IRI) and predicate == PREFIXES["dct"] + "license" and isinstance(value, NamedNode):
            licence = value.value
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ONTOLOGY):
            continue
        name = subject.value.removeprefix(ONTOLOGY)
        term = terms.setdefault(name, OntologyTerm(name))
        if isinstance(value, Literal):
            if predicate == PREFIXES["rdfs"] + "label":
                term.labels[value.language or ""] = value.value
            elif predicate == PREFIXES["skos"] + "definition":
                term.definitions[value.language or ""] = value.value
        elif isinstance(value, NamedNode):
            if value.value == _CLASS:
                term.kind = "class"
            elif value.value in _PROPERTIES:
                term.kind = "property"
            term.about[_local(predicate)].append(_local(value.value))
    return Terms(hierarchy, terms, about, licence)


def _local(iri: str) -> str:
    """A local name for our terms and the OWL vocabulary, a prefixed name for others'."""
    if iri.startswith(ONTOLOGY):
        return iri.removeprefix(ONTOLOGY)
    for prefix in ("rdf", "rdfs", "owl"):
        if iri.startswith(PREFIXES[prefix]):
            return iri.removeprefix(PREFIXES[prefix])
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
