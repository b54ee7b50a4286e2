"""What of what we have does the client want most? Accept, Accept-Encoding and ``format=``."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sahelkg.server.errors import BadRequest
from sahelkg.store.formats import GRAPHS, SOLUTIONS, Format

_RANGE = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_SYNONYMS = {
    "json": "json", "srj": "json", "sparql-results+json": "json",
    "xml": "xml", "srx": "xml", "sparql-results+xml": "xml",
    "csv": "csv", "tsv": "tsv",
    "ttl": "ttl", "turtle": "ttl", "n3": "ttl",
    "nt": "nt", "ntriples": "nt", "n-triples": "nt", "n_triples": "nt",
    "jsonld": "jsonld", "json-ld": "jsonld", "ld+json": "jsonld",
    "rdf": "rdf", "rdfxml": "rdf", "rdf+xml": "rdf", "rdf/xml": "rdf",
    "nq": "nq", "nquads": "nq", "n-quads": "nq", "trig": "trig",
}  # fmt: skip
HTML = Format("html", "solutions", ("text/html", "application/xhtml+xml"), text=True)
"""What pages are in."""

_ON_GRAPHS = {"json": "jsonld", "xml": "rdf"}
"""Names that mean one format for solutions and another for graphs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A format and the Content-Type to send it as."""

    format: Format
    content_type: str

    @property
    def name(self) -> str:
        return self.format.name


@dataclass(frozen=True, slots=True)
class Choices:
    """The format for either kind of result; None where the client accepts none of that kind."""

    solutions: Choice | None
    graph: Choice | None


def accepted(header: str) -> list[tuple[str, str, float]]:
    """The media ranges of an Accept header as type, subtype and quality. Parameters other than ``q`` are not told apart."""
    ranges = []
    for part in header.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        quality = _QUALITY.search(match[3])
        ranges.append((match[1].lower(), match[2].lower(), float(quality[1]) if quality else 1.0))
    return ranges


def quality(media_type: str, ranges: list[tuple[str, str, float]]) -> float:
    """How much the client wants a media type: the quality of the most specific range that holds it; 0 when none does."""
    type_, subtype = media_type.split("/")
    best, found = -1, 0.0
    for range_type, range_subtype, value in ranges:
        if range_type == type_ and range_subtype == subtype:
            specificity = 2
        elif range_type == type_ and range_subtype == "*":
            specificity = 1
        elif range_type == range_subtype == "*":
            specificity = 0
        else:
            continue
        if specificity > best:
            best, found = specificity, value
        elif specificity == best:
            found = max(found, value)
    return found


def choose(formats: tuple[Format, ...], header: str) -> Choice | None:
    """The format wanted most; ours in their order among equals, by their own names first. No header means anything."""
    if not header.strip():
        return Choice(formats[0], formats[0].content_type())
    ranges = accepted(header)
    best: tuple[float, Choice] | None = None
    preferred = [(format_, format_.media_types[0]) for format_ in formats]
    other = [(format_, media_type) for format_ in formats for media_type in format_.media_types[1:]]
    for format_, media_type in (*preferred, *other):
        wanted = quality(media_type, ranges)
        if wanted > 0 and (best is None or wanted > best[0]):
            best = (wanted, Choice(format_, format_.content_type(media_type)))
    return best[1] if best else None


@lru_cache(maxsize=512)
def choices(header: str) -> Choices:
    """What an Accept header asks for, for either kind of result."""
    return Choices(choose(SOLUTIONS, header), choose(GRAPHS, header))


@lru_cache(maxsize=64)
def named(name: str) -> Choices:
    """What ``format=NAME`` asks for; a media type will do as well. Raises BadRequest for an unknown name."""
    wanted = name.strip().lower().replace(" ", "+")
    if "/" in wanted and wanted not in _SYNONYMS:
        found = choices(wanted)
        if found.solutions is None and found.graph is None:
            raise BadRequest(_unknown(name))
        return found
    short = _SYNONYMS.get(wanted)
    if short is None:
        raise BadRequest(_unknown(name))
    solutions = next((format_ for format_ in SOLUTIONS if format_.name == short), None)
    graph = next((format_ for format_ in GRAPHS if format_.name == _ON_GRAPHS.get(short, short)), None)
    return Choices(
        Choice(solutions, solutions.content_type()) if solutions else None,
        Choice(graph, graph.content_type()) if graph else None,
    )


def first_known(names: tuple[str, ...]) -> str | None:
    """The first of the names that we know, else the first: some clients send several, for servers of several makes."""
    for name in names:
        try:
            named(name)
        except BadRequest:
            continue
        return name
    return names[0] if names else None


def _unknown(name: str) -> str:
    known = ", ".join(format_.name for format_ in (*SOLUTIONS, *GRAPHS))
    return f"There is no format “{name[:40]}”; there are {known}."


ENCODINGS = ("zstd", "br", "gzip")
"""Content encodings we have, the one we like best first."""


@lru_cache(maxsize=512)
def encodings(header: str) -> tuple[str, ...]:
    """The encodings of `ENCODINGS` that the client accepts, the one it wants most first."""
    wanted: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.partition(";")
        match = _QUALITY.search(";" + parameters) if parameters else None
        wanted[name.strip()] = float(match[1]) if match else 1.0
    rest = wanted.get("*", 0.0)
    usable = [(-wanted.get(name, rest), place, name) for place, name in enumerate(ENCODINGS)]
    return tuple(name for value, _, name in sorted(usable) if value < 0)
