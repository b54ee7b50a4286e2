"""What a validation found, and how it is written down: SHACL report in Turtle, a page in HTML, lines for a terminal."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as Choice

from jinja2 import Environment, PackageLoader
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES, SHAPES

Severity = Choice["Violation", "Warning", "Info"]
SEVERITIES: tuple[Severity, ...] = ("Violation", "Warning", "Info")

_SH = PREFIXES["sh"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_BOOLEAN = NamedNode(PREFIXES["xsd"] + "boolean")
_REPORT = NamedNode(SHAPES + "report")
_PAGES = Environment(loader=PackageLoader("sahelkg", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Result:
    """One finding. `shape`, `focus`, `path` and `component` are IRIs; `value` is an RDF term in N-Triples, or empty.

    `messages` are (language, text) pairs with the value filled in.
    """

    focus: str
    shape: str
    value: str
    path: str
    component: str
    severity: Severity
    messages: tuple[tuple[str, str], ...]

    def message(self, language: str) -> str:
        """The message in `language`, else in whatever language there is."""
        texts = dict(self.messages)
        return texts.get(language) or next(iter(texts.values()), "")

    def line(self, language: str = "en") -> str:
        """The finding as one line for a terminal."""
        return f"{self.severity}: {shorten(self.focus)}: {self.message(language)} [{shorten(self.shape)}]"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings, sorted."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no Violation; warnings do not keep a release back."""
        return not any(result.severity == "Violation" for result in self.results)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in SEVERITIES}

    def turtle(self) -> bytes:
        """The report as a SHACL validation report, without blank nodes."""
        return serialize(self._triples(), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""

    def html(self) -> str:
        """The report as a page that needs nothing else."""
        return _PAGES.get_template("report.html").render(report=self, shorten=shorten, severities=SEVERITIES)

    def _triples(self) -> Iterator[Triple]:
        yield Triple(_REPORT, _TYPE, NamedNode(_SH + "ValidationReport"))
        yield Triple(_REPORT, NamedNode(_SH + "conforms"), Literal(str(not self.results).lower(), datatype=_BOOLEAN))
        nodes = [NamedNode(f"{SHAPES}result-{_digest(result)}") for result in self.results]
        for node in nodes:
            yield Triple(_REPORT, NamedNode(_SH + "result"), node)
        for node, result in zip(nodes, self.results, strict=True):
            yield Triple(node, _TYPE, NamedNode(_SH + "ValidationResult"))
            yield Triple(node, NamedNode(_SH + "focusNode"), NamedNode(result.focus))
            yield Triple(node, NamedNode(_SH + "resultPath"), NamedNode(result.path))
            yield Triple(node, NamedNode(_SH + "resultSeverity"), NamedNode(_SH + result.severity))
            yield Triple(node, NamedNode(_SH + "sourceShape"), NamedNode(result.shape))
            yield Triple(node, NamedNode(_SH + "sourceConstraintComponent"), NamedNode(result.component))
            for language, text in result.messages:
                yield Triple(node, NamedNode(_SH + "resultMessage"), Literal(text, language=language))


def shorten(iri: str) -> str:
    """An IRI of the house as ``prefix:name``, any other as it is."""
    for prefix, namespace in (("id", ID), ("sahel", ONTOLOGY), ("shape", SHAPES)):
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _digest(result: Result) -> str:
    parts = (result.focus, result.shape, result.value, result.component)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
