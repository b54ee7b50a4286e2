"""The closed list of relations a language model may be asked for, with what the ontology says of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal as OneOf

from pydantic import BaseModel, ConfigDict, ValidationError
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sahelkg.errors import InputError
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.vocabulary import ONTOLOGY, PREFIXES

ValueKind = OneOf["money", "count", "date", "text"]
QualifierKind = str | tuple[str, ...]

_DOMAIN, _RANGE = PREFIXES["rdfs"] + "domain", PREFIXES["rdfs"] + "range"
_DEFINITION = PREFIXES["skos"] + "definition"
_TYPE, _SYMMETRIC = PREFIXES["rdf"] + "type", PREFIXES["owl"] + "SymmetricProperty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One relation: `domain` and `range` are local class names, `range` None where it takes no object.

    `value` is the kind of literal it carries. `qualifiers` are what a claim may carry besides, each with ``words`` for words
    of the quote, the words to choose from, or the local name of the class of the thing. `definition` is English.
    """

    name: str
    domain: str
    range: str | None
    value: ValueKind | None
    qualifiers: Mapping[str, QualifierKind]
    symmetric: bool
    definition: str


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    value: ValueKind | None = None
    qualifiers: dict[str, QualifierKind] = {}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    relations: dict[str, _Entry]


def load_relations(ontology: Path) -> dict[str, Relation]:
    """The relations of ``language-model.yaml`` in the folder `ontology`, described by its ``sahel.ttl``, by name.

    Raises:
        InputError: one of the files is malformed, or a relation has no domain in the ontology.
    """
    path = ontology / "language-model.yaml"
    try:
        entries = _File.model_validate(load_yaml(path)).relations
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(path, None, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    domains, ranges, definitions, symmetric = _properties(ontology / "sahel.ttl")
    for name in entries:
        if name not in domains:
            raise InputError(path, None, f"{name}: the ontology has no property of that name with a domain")
    return {
        name: Relation(
            name=name,
            domain=domains[name],
            range=ranges.get(name),
            value=entry.value,
            qualifiers=entry.qualifiers,
            symmetric=name in symmetric,
            definition=definitions.get(name, ""),
        )
        for name, entry in entries.items()
    }


def _properties(path: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str], set[str]]:
    """Of the properties in the Turtle file: domains, ranges that are classes of the ontology, definitions, and the
    symmetric ones.
    """
    domains: dict[str, str] = {}
    ranges: dict[str, str] = {}
    definitions: dict[str, str] = {}
    symmetric: set[str] = set()
    for triple in parse(path.read_bytes(), RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(ONTOLOGY):
            continue
        name = subject.value.removeprefix(ONTOLOGY)
        if isinstance(value, Literal):
            if triple.predicate.value == _DEFINITION and value.language == "en":
                definitions[name] = value.value
        elif isinstance(value, NamedNode):
            if triple.predicate.value == _TYPE and value.value == _SYMMETRIC:
                symmetric.add(name)
            elif triple.predicate.value in (_DOMAIN, _RANGE) and value.value.startswith(ONTOLOGY):
                found = domains if triple.predicate.value == _DOMAIN else ranges
                found[name] = value.value.removeprefix(ONTOLOGY)
    return domains, ranges, definitions, symmetric
