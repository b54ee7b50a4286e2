"""Competency questions: SPARQL files that say in their header what they ask, and may be asked with other values.

A question is one file ``NAME.rq``. It opens with comment lines and goes on with the query::

    # title@en: Which states and bodies belong to an organisation?
    # title@fr: Quels États et organismes appartiennent à une organisation ?
    # description@en: …
    # description@fr: …
    # parameter organisation: entity

Each parameter stands exactly once in the query as ``VALUES ?organisation { id:some-slug }``. That term is its default, so
the file runs as it is on any SPARQL 1.1 endpoint. Values are put in place of that term as RDF terms, never as text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Store

from sahelkg.errors import InputError, SahelkgError
from sahelkg.vocabulary import ID, PREFIXES

ParameterKind = Literal["entity", "date", "language", "text"]

LANGUAGES = ("en", "fr")
_KINDS: Mapping[str, ParameterKind] = {kind: kind for kind in get_args(ParameterKind)}

_HEADER = re.compile(r"#\s*(?P<key>[^:]+?)\s*:\s*(?P<value>.*?)\s*")
_PARAMETER_KEY = re.compile(r"parameter\s+(?P<name>[a-z][a-z0-9_]*)")
_POSITION = re.compile(r"error at (?P<line>\d+):")
_TERM = r'id:(?P<slug>[\w.-]*\w)|"(?P<text>[^"\\\n\r]*)"(?P<day>\^\^xsd:date)?'
_PLACE = re.compile(
    # Comments, IRIs and strings are stepped over, so that what looks like a place inside them is none.
    r"#[^\n]*|<[^<>\s]*>|\"\"\".*?\"\"\"|'''.*?'''"
    rf"|(?P<head>\bVALUES\s*\?(?P<name>\w+)\s*\{{\s*)(?P<term>{_TERM})(?P<tail>\s*\}})"
    r"|\"(?:[^\"\\\n\r]|\\.)*\"|'(?:[^'\\\n\r]|\\.)*'",
    re.DOTALL | re.IGNORECASE,
)
_SLUG = re.compile(r"\w(?:[\w.-]*\w)?")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")


class ParameterError(SahelkgError):
    """A value that a question cannot be asked with; the message tells the user which parameter and what it takes."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may vary in a question.

    `default` is written as a user writes it: an entity's slug, ``2018-03-16``, ``fr`` or plain text.
    """

    name: str
    kind: ParameterKind
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question. `titles` and `descriptions` are keyed by language; `sparql` is the whole file."""

    name: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    sparql: str

    def asked_with(self, values: Mapping[str, str]) -> str:
        """The query with `values` in place of the defaults of the parameters they name.

        Raises ParameterError for a name the question does not have and for a value its parameter cannot take.
        """
        kinds = {parameter.name: parameter.kind for parameter in self.parameters}
        for name in values:
            if name not in kinds:
                known = ", ".join(kinds) or "none"
                raise ParameterError(f"{self.name} has no parameter {name!r}; it has: {known}")
        terms = {name: _term(name, kinds[name], value) for name, value in values.items()}

        def replace(match: re.Match[str]) -> str:
            name = match["name"]
            return match["head"] + terms[name] + match["tail"] if name in terms else match[0]

        return _PLACE.sub(replace, self.sparql)


def load_questions(folder: Path) -> tuple[Question, ...]:
    """All questions of a folder by name. Raises InputError for a malformed one."""
    return tuple(read_question(path) for path in sorted(folder.glob("*.rq")))


def read_question(path: Path) -> Question:
    """The question in a file. Raises InputError with file and line where header or query are malformed."""
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, None, f"cannot be read as UTF-8 text: {error}") from error
    words: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    kinds: dict[str, tuple[ParameterKind, int]] = {}
    for number, line in _header_lines(sparql):
        match = _HEADER.fullmatch(line)
        if match is None or not match["value"]:
            raise InputError(path, number, "expected “# key: value”")
        key, value = match["key"], match["value"]
        word, _, language = key.partition("@")
        if word in words and language in LANGUAGES:
            if language in words[word]:
                raise InputError(path, number, f"{key} is given twice")
            words[word][language] = value
        elif parameter := _PARAMETER_KEY.fullmatch(key):
            if parameter["name"] in kinds:
                raise InputError(path, number, f"parameter {parameter['name']} is declared twice")
            kinds[parameter["name"]] = (_kind(path, number, value), number)
        else:
            raise InputError(
                path, number, f"unknown key {key!r}; known are title@…, description@… (en, fr) and parameter NAME"
            )
    for word, texts in words.items():
        for language in LANGUAGES:
            if language not in texts:
                raise InputError(path, 1, f"the header lacks {word}@{language}")
    _check_syntax(path, sparql)
    return Question(path.stem, words["title"], words["description"], _parameters(path, sparql, kinds), sparql)


def _header_lines(sparql: str) -> list[tuple[int, str]]:
    lines = []
    for number, line in enumerate(sparql.splitlines(), start=1):
        if not line.startswith("#"):
            break
        lines.append((number, line))
    return lines


def _kind(path: Path, line: int, name: str) -> ParameterKind:
    if name not in _KINDS:
        raise InputError(path, line, f"unknown kind of parameter {name!r}; known are {', '.join(_KINDS)}")
    return _KINDS[name]


def _check_syntax(path: Path, sparql: str) -> None:
    try:
        Store().query(sparql)
    except SyntaxError as error:
        position = _POSITION.search(str(error))
        raise InputError(path, int(position["line"]) if position else None, f"not a SPARQL query: {error}") from error


def _parameters(path: Path, sparql: str, kinds: Mapping[str, tuple[ParameterKind, int]]) -> tuple[Parameter, ...]:
    places = [match for match in _PLACE.finditer(sparql) if match["name"]]
    parameters = []
    for name, (kind, line) in kinds.items():
        own = [place for place in places if place["name"] == name]
        if len(own) != 1:
            raise InputError(
                path, line, f"parameter {name} needs exactly one “VALUES ?{name} {{ default }}”; found {len(own)}"
            )
        default = own[0]["slug"] if own[0]["slug"] is not None else own[0]["text"]
        found = _kind_of_place(own[0])
        if found != ("text" if kind == "language" else kind):
            raise InputError(path, line, f"parameter {name} is declared {kind}, but its default is {own[0]['term']}")
        try:
            _term(name, kind, default)
        except ParameterError as error:
            raise InputError(path, line, str(error)) from error
        parameters.append(Parameter(name, kind, default))
    return tuple(parameters)


def _kind_of_place(place: re.Match[str]) -> ParameterKind:
    if place["slug"] is not None:
        return "entity"
    return "date" if place["day"] else "text"


def _term(name: str, kind: ParameterKind, value: str) -> str:
    """The value as a SPARQL term; only terms that a library serialises leave here."""
    if kind == "entity":
        slug = value.removeprefix(ID)
        if not _SLUG.fullmatch(slug):
            raise ParameterError(f"{name} takes the slug or the IRI of an entity, not {value!r}")
        return str(NamedNode(ID + slug))
    if kind == "date":
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise ParameterError(f"{name} takes a date such as 2018-03-16, not {value!r}") from None
        return str(RdfLiteral(day.isoformat(), datatype=_XSD_DATE))
    if kind == "language" and not _LANGUAGE_TAG.fullmatch(value):
        raise ParameterError(f"{name} takes a language tag such as en, not {value!r}")
    return str(RdfLiteral(value))
