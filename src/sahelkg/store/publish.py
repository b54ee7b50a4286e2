"""Loads a release into a remote store over the Graph Store Protocol.

The triples go in chunks into a graph of the release's own, and a pointer is moved to it at the end, so that readers see
the old release or the new one and never a part. There are no blank nodes, so a chunk may be sent twice without harm: an
interrupted load goes on where the store says it stands.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import httpx

from sahelkg.errors import SahelkgError
from sahelkg.release import Release
from sahelkg.store.pointer import CURRENT_GRAPH, PREVIOUS, VERSION, release_graph

CHUNK = 20_000
"""Triples in a request."""

_CONVENTIONS = {"/sparql-graph-crud-auth": "/sparql", "/sparql-graph-crud": "/sparql", "/store": "/query"}
_PATIENCE = 600.0

Progress = Callable[[int, int], None]


class PublishError(SahelkgError):
    """The remote store did not take the release; running the command again goes on where it stopped."""


def query_address(graph_store: str) -> str:
    """The address that answers queries, for the address of a graph store of a known make; the same address otherwise."""
    for ending, other in _CONVENTIONS.items():
        if graph_store.endswith(ending):
            return graph_store.removesuffix(ending) + other
    return graph_store


class Publication:
    """A release on its way into a store. `endpoint` answers queries; `auth` is user and password, or None."""

    def __init__(self, graph_store: str, endpoint: str, auth: tuple[str, str] | None = None) -> None:
        self._graph_store = graph_store
        self._endpoint = endpoint
        self._client = httpx.Client(timeout=_PATIENCE, auth=httpx.DigestAuth(*auth) if auth else None)

    def publish(self, release: Release, progress: Progress = lambda done, total: None) -> str:
        """Loads the release and points to it. The name of its graph.

        Raises:
            PublishError: the store refuses, does not answer, or has not taken all of it.
        """
        dump = release.dumps / "sahelkg.nt"
        graph = release_graph(release.digest)
        total = _lines(dump)
        done = self.count(graph) // CHUNK * CHUNK
        progress(done, total)
        for chunk in _chunks(dump, done):
            self._send("POST", graph, "".join(chunk).encode())
            done += len(chunk)
            progress(done, total)
        there = self.count(graph)
        if there < total:
            raise PublishError(f"{self._graph_store}: has {there} of {total} triples; run the command again")
        self._point_to(graph)
        return graph

    def count(self, graph: str) -> int:
        """How many triples the graph has. Raises PublishError."""
        rows = self._select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"])

    def current(self) -> str | None:
        """The graph that is pointed to. Raises PublishError."""
        rows = self._select(f"SELECT ?g WHERE {{ GRAPH <{CURRENT_GRAPH}> {{ <{CURRENT_GRAPH}> <{VERSION}> ?g }} }}")
        return rows[0]["g"] if rows else None

    def _point_to(self, graph: str) -> None:
        old = self.current()
        if old == graph:
            return
        older = self._select(f"SELECT ?g WHERE {{ GRAPH <{CURRENT_GRAPH}> {{ <{CURRENT_GRAPH}> <{PREVIOUS}> ?g }} }}")
        pointer = f"<{CURRENT_GRAPH}> <{VERSION}> <{graph}> .\n"
        if old is not None:
            pointer += f"<{CURRENT_GRAPH}> <{PREVIOUS}> <{old}> .\n"
        self._send("PUT", CURRENT_GRAPH, pointer.encode())
        for row in older:
            if row["g"] not in (graph, old):
                self._send("DELETE", row["g"], None)

    def _send(self, method: str, graph: str, content: bytes | None) -> None:
        headers = {"content-type": "application/n-triples"} if content is not None else {}
        response = self._request(method, self._graph_store, params={"graph": graph}, content=content, headers=headers)
        missing = method == "DELETE" and response.status_code == 404
        if not response.is_success and not missing:
            detail = " ".join(response.text.split())[:200]
            raise PublishError(f"{self._graph_store}: {method} was answered {response.status_code}: {detail}")

    def _select(self, query: str) -> list[dict[str, str]]:
        headers = {"accept": "application/sparql-results+json"}
        response = self._request("POST", self._endpoint, data={"query": query}, headers=headers)
        if not response.is_success:
            raise PublishError(f"{self._endpoint}: a query was answered {response.status_code}; is it a SPARQL endpoint?")
        bindings = response.json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    def _request(self, method: str, address: str, **options: object) -> httpx.Response:
        try:
            return self._client.request(method, address, **options)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            raise PublishError(f"{address}: does not answer: {error}") from error


def _chunks(dump: Path, start: int) -> Iterator[list[str]]:
    with dump.open(encoding="utf-8") as lines:
        rest = islice(lines, start, None)
        while chunk := list(islice(rest, CHUNK)):
            yield chunk


def _lines(dump: Path) -> int:
    with dump.open("rb") as lines:
        return sum(1 for _ in lines)
