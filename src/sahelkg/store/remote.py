"""Any SPARQL 1.1 endpoint as the store.

Endpoints differ in the formats they write and in how they write terms. So solutions are always asked for as JSON and graphs
as N-Triples, which all have, and are turned here into whatever the client wants.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results, serialize

from sahelkg.store import scan
from sahelkg.store.errors import (
    DeadlineExceeded,
    Forbidden,
    MalformedQuery,
    NotAcceptable,
    ResultTooLarge,
    StoreUnavailable,
    UpstreamFailed,
)
from sahelkg.store.formats import GRAPHS_BY_NAME, SOLUTIONS_BY_NAME, Format
from sahelkg.store.interface import Answer, Query
from sahelkg.store.pointer import CURRENT_GRAPH, VERSION
from sahelkg.store.wire import CHUNK
from sahelkg.store.writers import GRAPH_WRITERS, SOLUTION_WRITERS

_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.5"
_VIRTUOSO_ASK = "__ASK_RETVAL"
"""The variable as whose rows old releases of Virtuoso answer ASK: a row for true, none for false."""

_POSITION = re.compile(r"(?:error at|line:?)\s*(\d+)(?:[:,]\s*(?:column:?\s*)?(\d+))?", re.IGNORECASE)


class RemoteStore:
    """An endpoint, and the graph in it that holds the release."""

    def __init__(self, endpoint: str, deadline: float, result_limit: int) -> None:
        """`deadline` in seconds, `result_limit` in bytes."""
        self._endpoint = endpoint
        self._deadline = deadline
        self._result_limit = result_limit
        self._client = httpx.AsyncClient(timeout=httpx.Timeout(deadline, connect=5), follow_redirects=False)
        self._graph: str | None = None
        self._under_way = 0

    @property
    def texts(self) -> None:
        """An endpoint searches its texts itself."""
        return None

    async def open(self) -> None:
        """Finds the published graph; without one the endpoint's own default graph is queried.

        Raises:
            StoreUnavailable: the endpoint does not answer.
        """
        text = f"SELECT ?graph WHERE {{ GRAPH <{CURRENT_GRAPH}> {{ <{CURRENT_GRAPH}> <{VERSION}> ?graph }} }}"
        answer = await self._ask(text, Query(text=text), _JSON, {})
        rows = list(parse_query_results(answer, QueryResultsFormat.JSON))  # type: ignore[arg-type]
        self._graph = rows[0]["graph"].value if rows else None

    async def query(self, query: Query) -> Answer:
        if scan.too_deep(query.text):
            raise MalformedQuery(f"The query nests more than {scan.MAX_DEPTH} brackets.")
        form = scan.first_word(query.text)
        if scan.is_update(query.text):
            raise Forbidden("Only queries are answered here; the graph cannot be changed.")
        found = query.features or scan.features(query.text)
        parameters = self._dataset(query, found)
        if form in ("CONSTRUCT", "DESCRIBE"):
            wanted = _wanted(query.graph, GRAPHS_BY_NAME, "a graph")
            body = await self._ask(query.text, query, _TRIPLES, parameters)
            return Answer(wanted, **_pieces(await asyncio.to_thread(_graph_as, body, wanted.name)))
        wanted = _wanted(query.solutions, SOLUTIONS_BY_NAME, "query solutions")
        body = await self._ask(query.text, query, _JSON, parameters)
        return Answer(wanted, **_pieces(await asyncio.to_thread(_solutions_as, body, wanted.name)))

    def _dataset(self, query: Query, found: scan.Features) -> dict[str, Any]:
        if query.dataset:
            return {"default-graph-uri": list(query.dataset.default), "named-graph-uri": list(query.dataset.named)}
        return {"default-graph-uri": [self._graph]} if self._graph and not found.dataset else {}

    async def _ask(self, text: str, query: Query, accept: str, parameters: dict[str, Any]) -> bytes:
        """The answer's body. Raises Refusal for all that may go wrong on the way."""
        based = f"BASE <{query.base}> {text}" if scan.has_relative_iri(text) else text
        self._under_way += 1
        try:
            async with (
                asyncio.timeout(self._deadline),
                self._client.stream(
                    "POST", self._endpoint, data={"query": based, **parameters}, headers={"accept": accept}
                ) as response,
            ):
                body = await self._body(response)
        except (TimeoutError, httpx.TimeoutException):
            raise DeadlineExceeded(f"The query was stopped after {self._deadline:g} seconds.") from None
        except httpx.TransportError:
            raise StoreUnavailable("The endpoint behind this service does not answer.") from None
        finally:
            self._under_way -= 1
        _check(response, body)
        return body

    async def _body(self, response: httpx.Response) -> bytes:
        parts, size = [], 0
        async for part in response.aiter_bytes():
            parts.append(part)
            size += len(part)
            if size > self._result_limit:
                raise ResultTooLarge(f"The result is larger than {self._result_limit >> 20} MiB; ask for less of it.")
        return b"".join(parts)

    def state(self) -> dict[str, float]:
        return {"busy": self._under_way}

    async def close(self) -> None:
        await self._client.aclose()


def _wanted(name: str | None, formats: dict[str, Format], form: str) -> Format:
    if name is None:
        raise NotAcceptable(f"The answer is {form}, and none of the accepted formats can hold it.")
    return formats[name]


def _check(response: httpx.Response, body: bytes) -> None:
    """Raises Refusal for an answer that is none, or that is cut short by the endpoint."""
    if response.status_code == 400:
        message = " ".join(body.decode(errors="replace").split())[:300]
        place = _POSITION.search(message)
        line = int(place[1]) if place else None
        raise MalformedQuery(message, line, int(place[2]) if place and place[2] else None)
    if response.status_code in (408, 504):
        raise DeadlineExceeded("The endpoint behind this service stopped the query.")
    if response.status_code == 503:
        raise StoreUnavailable("The endpoint behind this service is busy.")
    if response.status_code != 200:
        raise UpstreamFailed(f"The endpoint behind this service answered {response.status_code}.")
    # Virtuoso cuts results at its own bounds of rows and time, and tells so in headers only.
    if response.headers.get("x-sql-state") == "S1TAT":
        raise DeadlineExceeded("The endpoint behind this service stopped the query.")
    if "x-sparql-maxrows" in response.headers:
        raise ResultTooLarge("The endpoint behind this service gives no result as large as this; ask for less of it.")


def _solutions_as(body: bytes, name: str) -> bytes:
    try:
        results = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(results, QuerySolutions) and [variable.value for variable in results.variables] == [_VIRTUOSO_ASK]:
            truth = b"true" if any(row[0] is not None for row in results) else b"false"
            results = parse_query_results(b'{"head":{},"boolean":' + truth + b"}", QueryResultsFormat.JSON)
        return results.serialize(format=SOLUTION_WRITERS[name]) or b""
    except SyntaxError as error:
        raise UpstreamFailed("The endpoint behind this service answered with a result that cannot be read.") from error


def _graph_as(body: bytes, name: str) -> bytes:
    try:
        # N-Triples is a part of Turtle, so that either can be read as Turtle.
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in parse(body, RdfFormat.TURTLE))
        return serialize(triples, format=GRAPH_WRITERS[name]) or b""
    except SyntaxError as error:
        raise UpstreamFailed("The endpoint behind this service answered with a graph that cannot be read.") from error


def _pieces(body: bytes) -> dict[str, Any]:
    return {"whole": body} if len(body) <= CHUNK else {"chunks": _cut(body)}


async def _cut(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), CHUNK):
        yield body[start : start + CHUNK]
