"""The formats an answer can have, by the short names that suffixes and the ``format`` parameter use."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["solutions", "graph"]
"""What a query yields: SELECT and ASK give solutions, CONSTRUCT and DESCRIBE a graph."""


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation. `media_types` begins with the preferred one; `text` formats get a charset."""

    name: str
    kind: Kind
    media_types: tuple[str, ...]
    text: bool = False

    def content_type(self, media_type: str | None = None) -> str:
        """The Content-Type to send, as `media_type` where the client asked for that one."""
        chosen = media_type or self.media_types[0]
        return f"{chosen}; charset=utf-8" if self.text else chosen


SOLUTIONS = (
    Format("json", "solutions", ("application/sparql-results+json", "application/json")),
    Format("xml", "solutions", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", "solutions", ("text/csv",), text=True),
    Format("tsv", "solutions", ("text/tab-separated-values",), text=True),
)
GRAPHS = (
    Format("ttl", "graph", ("text/turtle", "application/x-turtle"), text=True),
    Format("nt", "graph", ("application/n-triples", "text/plain"), text=True),
    Format("jsonld", "graph", ("application/ld+json", "application/json")),
    Format("rdf", "graph", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("nq", "graph", ("application/n-quads",), text=True),
    Format("trig", "graph", ("application/trig",), text=True),
)
FORMATS = SOLUTIONS + GRAPHS
INDEX = {format_.name: number for number, format_ in enumerate(FORMATS)}
"""Short name to place in `FORMATS`, the number a worker names a format by."""

SOLUTIONS_BY_NAME = {format_.name: format_ for format_ in SOLUTIONS}
GRAPHS_BY_NAME = {format_.name: format_ for format_ in GRAPHS}
