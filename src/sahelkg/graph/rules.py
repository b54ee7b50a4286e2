"""Inference rules: SPARQL CONSTRUCTs over claims whose results are claims again.

A rule file opens with comment lines ``# key: value``: ``title``, ``description``, ``confidence`` (the factor by which the
weakest premise's confidence shrinks), ``label-en`` and ``label-fr``; ``joins: documents``
lets it rest on claims of different documents. Its template describes each conclusion as a node with
``rdf:subject``, ``rdf:predicate``, ``rdf:object`` and ``sahel:restsOn`` the claims it follows from; ``prov:wasQuotedFrom``
one of these says which of them lends its words (else the first in the document does). A blank node makes one conclusion per
solution; an IRI gathers the premises of all solutions that build the same IRI.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QueryTriples, Store

from sahelkg.errors import InputError
from sahelkg.graph.records import Record, read_records
from sahelkg.vocabulary import PREFIXES

_HEADER = re.compile(r"#\s*([a-z-]+):\s*(.*\S)\s*$")
_TERM = re.compile(r"\bsahel:(\w+)")
_PLACE = re.compile(r"at (\d+):\d+")
_REQUIRED = ("title", "description", "confidence", "label-en", "label-fr")


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to conclude. `query` is empty where the reading room draws the conclusion itself.

    A rule that `joins_documents` may rest on claims of different documents; others see one document at a time.
    """

    name: str
    title: str
    description: str
    factor: float
    labels: Mapping[str, str]
    query: str = ""
    joins_documents: bool = False

    @property
    def predicates(self) -> frozenset[str]:
        """Local names of the ontology that the query names."""
        return frozenset(_TERM.findall(self.query))


class ReadingRule(Record):
    """A rule that reading applies, described here so that claims can name it."""

    title: str
    description: str
    label: Mapping[str, str]


class _ReadingRules(Record):
    rules: Mapping[str, ReadingRule] = {}


def _header(path: Path, text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        found = _HEADER.match(line)
        if found:
            header[found[1]] = found[2]
    for key in _REQUIRED:
        if key not in header:
            raise InputError(path, 1, f"the rule's header lacks a line “# {key}: …”")
    return header


def _factor(path: Path, text: str, written: str) -> float:
    line = next(number for number, line in enumerate(text.splitlines(), 1) if re.match(r"#\s*confidence:", line))
    try:
        factor = float(written)
    except ValueError:
        factor = 0.0
    if not 0 < factor <= 1:
        raise InputError(path, line, f"confidence must be a number above 0 and at most 1, not “{written}”")
    return factor


def load_rule(path: Path) -> Rule:
    """The rule in a file; its name is the file's.

    Raises:
        InputError: the header is incomplete, or the query is no valid CONSTRUCT; with the line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(path, None, "not UTF-8 text; save the file as UTF-8") from error
    header = _header(path, text)
    try:
        answer = Store().query(text, prefixes=PREFIXES)
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        raise InputError(path, int(place[1]) if place else None, f"not valid SPARQL: {error.msg}") from error
    if not isinstance(answer, QueryTriples):
        raise InputError(path, None, "a rule is a CONSTRUCT query")
    return Rule(
        name=path.stem,
        title=header["title"],
        description=header["description"],
        factor=_factor(path, text, header["confidence"]),
        labels={"en": header["label-en"], "fr": header["label-fr"]},
        query=text,
        joins_documents=header.get("joins") == "documents",
    )


def load_rules(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder in the order of their names, with those that ``reading.yaml`` describes.

    Raises:
        InputError: a file is malformed.
    """
    rules = [load_rule(path) for path in sorted(folder.glob("*.rq"))]
    described = read_records(folder / "reading.yaml", _ReadingRules).rules
    rules += [
        Rule(name=name, title=rule.title, description=rule.description, factor=1.0, labels=rule.label)
        for name, rule in sorted(described.items())
    ]
    return tuple(rules)
