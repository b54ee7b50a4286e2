"""``/sparql``: the query side of the SPARQL 1.1 Protocol, as a plain ASGI endpoint."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote_to_bytes, urlsplit

from sahelkg.server.cache import AnswerCache, Headers, Key, Ready
from sahelkg.server.errors import BadRequest, MethodNotAllowed, UnsupportedMediaType
from sahelkg.server.exchange import API_POLICY, COMMON, Exchange
from sahelkg.server.flights import Flight
from sahelkg.server.negotiation import Choice, Choices, choices, first_known, named
from sahelkg.store import scan
from sahelkg.store.errors import Forbidden, NotAcceptable
from sahelkg.store.interface import Answer, Dataset, Query

METHODS = "GET, HEAD, POST, OPTIONS"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"

_FIELDS = 200
_UPDATE_PARAMETERS = ("update", "using-graph-uri", "using-named-graph-uri")
_NO_UPDATE = "Only queries are answered here; the graph cannot be changed."


@dataclass(frozen=True, slots=True)
class Operation:
    """A query as it came over the protocol."""

    text: str
    dataset: Dataset
    format: str | None


class Parameters:
    """The parameters of a request, names with their values in order."""

    def __init__(self, source: bytes) -> None:
        """Raises BadRequest when they are not percent-encoded UTF-8."""
        self._values: dict[str, list[str]] = {}
        self._count = 0
        self.add(source)

    def add(self, source: bytes) -> None:
        """Adds those of another source. Raises BadRequest as the constructor does."""
        pairs = [pair for pair in source.split(b"&") if pair]
        self._count += len(pairs)
        if self._count > _FIELDS:
            raise BadRequest(f"There are more than {_FIELDS} parameters.")
        try:
            for pair in pairs:
                name, _, value = pair.replace(b"+", b" ").partition(b"=")
                self._values.setdefault(_unquoted(name), []).append(_unquoted(value))
        except UnicodeDecodeError as error:
            raise BadRequest("The parameters are not UTF-8.") from error

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __bool__(self) -> bool:
        return bool(self._values)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self._values.get(name, ()))

    def one(self, name: str) -> str | None:
        """The value, None where there is none. Raises BadRequest for several."""
        values = self._values.get(name)
        if values is None:
            return None
        if len(values) > 1:
            raise BadRequest(f"The parameter “{name}” stands more than once.")
        return values[0]


def _unquoted(text: bytes) -> str:
    return (unquote_to_bytes(text) if b"%" in text else text).decode()


class SparqlEndpoint:
    """The endpoint. `service_hosts` are those that SERVICE may reach; `base` resolves relative IRIs."""

    def __init__(
        self, base: str, service_hosts: frozenset[str], body_limit: int, patience: float, query_timeout: float
    ) -> None:
        """`body_limit` in bytes, `patience` with a sender and `query_timeout` in seconds."""
        self._base = base
        self._service_hosts = service_hosts
        self._body_limit = body_limit
        self._patience = patience
        self._query_timeout = query_timeout

    async def answer(self, exchange: Exchange, parameters: Parameters) -> None:
        """Answers a request that has a query; `parameters` are those of its address. Raises Refusal."""
        operation, key = await self._operation(exchange, parameters)
        release = exchange.release
        if key is None:
            key, ready = exchange.key, None
        else:
            ready = release.ready(key)
        ready = ready or await release.awaited(key, self._query_timeout)
        if ready is not None:
            exchange.cached = True
            await exchange.ready(ready)
            return
        with release.flight(key) as flight:
            await self._ask(exchange, operation, key, flight)

    async def _ask(self, exchange: Exchange, operation: Operation, key: Key, flight: Flight) -> None:
        exchange.query_hash = hashlib.sha256(operation.text.encode()).hexdigest()[:16]
        wanted = named(operation.format) if operation.format else choices(exchange.accept.decode("latin-1"))
        if wanted.solutions is None and wanted.graph is None:
            raise NotAcceptable("None of the accepted formats is one that results can have.")
        found = scan.features(operation.text)
        self._check_services(found.services)
        if found.volatile:
            flight.let_others_go()
        answer = await exchange.release.store.query(
            Query(
                text=operation.text,
                solutions=wanted.solutions.name if wanted.solutions else None,
                graph=wanted.graph.name if wanted.graph else None,
                dataset=operation.dataset,
                base=self._base,
                client=exchange.client,
                features=found,
            )
        )
        await send_answer(exchange, answer, wanted, None if found.volatile else key, flight)

    async def _operation(self, exchange: Exchange, parameters: Parameters) -> tuple[Operation, Key | None]:
        """The query, and for a POST the key under which its answer is kept."""
        if exchange.method in ("GET", "HEAD"):
            return _operation(parameters), None
        if exchange.method != "POST":
            raise MethodNotAllowed(f"{exchange.method} means nothing here.", METHODS)
        media_type, charset = _media_type(exchange.content_type)
        if media_type == UPDATE:
            raise Forbidden(_NO_UPDATE)
        if media_type not in (FORM, DIRECT):
            raise UnsupportedMediaType(f"A query comes as {FORM} or {DIRECT}.")
        if charset not in ("", "utf-8", "utf8"):
            raise UnsupportedMediaType("A query comes in UTF-8.")
        for name, _ in exchange.scope["headers"]:
            if name == b"content-encoding":
                raise UnsupportedMediaType("A compressed body is not read here.")
        body = await exchange.body(self._body_limit, self._patience)
        if media_type == FORM:
            parameters.add(body)
            operation = _operation(parameters)
        else:
            operation = _direct(parameters, body)
        digest = hashlib.sha256(body).digest()
        return operation, (b"POST", media_type.encode(), exchange.query_string, exchange.accept, digest)

    def _check_services(self, services: tuple[str, ...]) -> None:
        for service in services:
            try:
                host = urlsplit(service).hostname
            except ValueError:
                host = None
            if host not in self._service_hosts:
                raise Forbidden("SERVICE may reach only hosts that this server has on its list, named by a full IRI.")


def _operation(parameters: Parameters) -> Operation:
    text = parameters.one("query")
    updates = [name for name in _UPDATE_PARAMETERS if name in parameters]
    if updates and text is not None:
        raise BadRequest(f"A query cannot come with “{updates[0]}”.")
    if updates:
        raise Forbidden(_NO_UPDATE)
    if text is None:
        raise BadRequest("The parameter “query” is missing.")
    return Operation(text, _dataset(parameters), first_known(parameters.all("format")))


def _direct(parameters: Parameters, body: bytes) -> Operation:
    if "query" in parameters or "update" in parameters:
        raise BadRequest("The query is the body; “query” and “update” cannot stand beside it.")
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"The query is not UTF-8: byte {error.start}.") from error
    return Operation(text, _dataset(parameters), first_known(parameters.all("format")))


def _dataset(parameters: Parameters) -> Dataset:
    dataset = Dataset(parameters.all("default-graph-uri"), parameters.all("named-graph-uri"))
    for iri in (*dataset.default, *dataset.named):
        check_iri(iri)
    return dataset


def check_iri(iri: str) -> None:
    """Raises BadRequest when the text is not an absolute IRI."""
    scheme, colon, _ = iri.partition(":")
    if (
        not colon
        or not scheme.isascii()
        or not scheme[:1].isalpha()
        or any(char in '<>"{}|^`\\' or char <= " " for char in iri)
    ):
        raise BadRequest(f"“{iri[:80]}” is not an absolute IRI.")


def _media_type(header: bytes) -> tuple[str, str]:
    """Media type and charset of a Content-Type, both in small letters."""
    media_type, *parameters = header.decode("latin-1").lower().split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return media_type.strip(), charset


async def send_answer(exchange: Exchange, answer: Answer, wanted: Choices, key: Key | None, flight: Flight) -> None:
    """Sends a store's answer and keeps it under the key; without a key it is not kept and has no validator.

    Those that wait for the flight are let go when it is kept, or turns out too large for that.
    """
    choice = wanted.solutions if answer.format.kind == "solutions" else wanted.graph
    assert choice is not None, "the store answers in a format it was asked for"
    tag = f"{exchange.release.tag}-{choice.name}" if key is not None else ""
    headers = answer_headers(choice, kept=key is not None)
    if answer.whole is not None:
        ready = Ready(200, headers, answer.whole, tag, exchange.route)
        if key is not None:
            exchange.release.cache.put(key, ready)
            flight.let_others_go()
        await exchange.ready(ready)
        return
    streamed = Ready(200, headers, b"", tag, exchange.route)
    bare = [header for header in streamed.best(())[0] if header[0] != b"content-length"]
    gathered = Gatherer(answer.chunks, exchange.release.cache, flight)
    try:
        await exchange.pieces(200, bare, gathered)
    finally:
        await answer.aclose()
    if key is not None and gathered.body is not None:
        exchange.release.cache.put(key, Ready(200, headers, gathered.body, tag, exchange.route))


@cache
def answer_headers(choice: Choice, *, kept: bool) -> Headers:
    """The headers of an answer in a format; one that is not kept must not be kept by others either."""
    return [
        *COMMON,
        (b"content-type", choice.content_type.encode()),
        (b"cache-control", b"public, no-cache" if kept else b"no-store"),
        (b"content-security-policy", API_POLICY),
    ]


class Gatherer:
    """Passes chunks on and gathers them as long as they may be worth keeping; then lets go those that wait for them."""

    def __init__(self, chunks: AsyncIterator[bytes], cache: AnswerCache, flight: Flight) -> None:
        self._chunks = chunks
        self._flight = flight
        self._largest = cache.largest
        self._parts: list[bytes] | None = []
        self._size = 0
        self._ended = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            chunk = await anext(self._chunks)
        except StopAsyncIteration:
            self._ended = True
            raise
        self._size += len(chunk)
        if self._parts is not None:
            self._parts.append(chunk)
            if self._size > self._largest:
                self._parts = None
                self._flight.let_others_go()
        return chunk

    @property
    def body(self) -> bytes | None:
        """All that passed, if it came to its end and is not too large to keep."""
        return b"".join(self._parts) if self._ended and self._parts is not None else None
