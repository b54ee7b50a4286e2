"""The outermost layer: identity, limits, ready answers, refusals, log and metrics for every request.

Ready answers are sent from here, before any routing, and so are ``/sparql``, the graph store and the dumps; all else goes
to the application.
"""

import asyncio
import itertools
import secrets
import time
from typing import Any

from sahelkg.server.cache import Headers, Ready
from sahelkg.server.errors import AddressTooLong, of_status
from sahelkg.server.exchange import API_POLICY, COMMON, Exchange, Scope
from sahelkg.server.flights import Flight
from sahelkg.server.service import Service
from sahelkg.store.errors import ClientLeft, Refusal, StoreUnavailable

_WATCH = 0.05
_FLUSH = 0.5
_HELD_BACK = 2 << 20
"""Bytes of an answer of the application that are gathered before the first of them is sent."""

_PREFLIGHT: Headers = [
    *COMMON,
    (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, Authorization, X-Requested-With"),
    (b"access-control-max-age", b"86400"),
    (b"vary", b"access-control-request-headers"),
]


class Edge:
    """The ASGI application that a server runs; `application` answers what is not answered here."""

    def __init__(self, service: Service, application: Any) -> None:
        self.service = service
        self._application = application
        self._prefix = secrets.token_hex(4)
        self._numbers = itertools.count()
        self._under_way: set[Exchange] = set()
        self._watchers: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)

    async def _lifespan(self, receive: Any, send: Any) -> None:
        await receive()
        try:
            await self.service.open()
        except Exception as error:
            await send({"type": "lifespan.startup.failed", "message": str(error)})
            return
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._watch_clients()), loop.create_task(self._flush_log())]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in self._tasks:
            task.cancel()
        await self.service.close()
        self.service.log.flush()
        await send({"type": "lifespan.shutdown.complete"})

    async def _http(self, scope: Scope, receive: Any, send: Any) -> None:
        service = self.service
        release = service.releases.current
        if release is None:
            raise StoreUnavailable("The service has no release.")
        exchange = Exchange(scope, receive, send, f"{self._prefix}-{next(self._numbers):x}", release)
        release.exchanges += 1
        self._under_way.add(exchange)
        exchange.task = asyncio.current_task(service.loop)
        try:
            await self._answer(exchange)
        except Refusal as refusal:
            service.metrics.count_refusal(type(refusal).__name__)
            await exchange.refuse(refusal)
        except asyncio.CancelledError:
            if not exchange.left:
                raise
            exchange.outcome = ClientLeft.__name__
        finally:
            self._under_way.discard(exchange)
            release.exchanges -= 1
            seconds = time.monotonic() - exchange.started
            service.metrics.count(exchange.route, exchange.status, seconds)
            if service.settings.access_log:
                service.log.add(exchange, seconds)

    async def _answer(self, exchange: Exchange) -> None:
        service = self.service
        service.urls.strip_prefix(exchange)
        if exchange.method in ("GET", "HEAD"):
            ready = exchange.release.ready(exchange.key)
            if ready is not None:
                service.rate.check(exchange.client)
                exchange.cached = True
                exchange.route = ready.route
                await exchange.ready(ready)
                return
        service.rate.check(exchange.client)
        if len(exchange.path) + len(exchange.query_string) > service.settings.url_limit << 10:
            raise AddressTooLong(f"The address has more than {service.settings.url_limit} KiB; POST the query instead.")
        if exchange.method == "OPTIONS":
            exchange.route = "preflight"
            allow = service.allowed(exchange.path)
            await exchange.plain(204, [*_PREFLIGHT, (b"allow", allow.encode())], b"")
        elif exchange.path in ("/sparql", "/sparql/"):
            exchange.route = "/sparql"
            await service.sparql(exchange)
        elif exchange.path == "/store":
            exchange.route = "/store"
            await service.graph_store.answer(exchange)
        elif exchange.path.startswith("/dumps/"):
            exchange.route = "/dumps"
            await service.downloads.answer(exchange)
        else:
            await self._apply(exchange)

    async def _apply(self, exchange: Exchange) -> None:
        """Lets the application answer, unless another request is about to bring the same answer; keeps what may be kept."""
        release, key = exchange.release, exchange.key
        ready = await release.awaited(key, self.service.settings.query_timeout) if exchange.reads_no_more else None
        if ready is not None:
            exchange.cached = True
            exchange.route = ready.route
            await exchange.ready(ready)
            return
        scope = dict(exchange.scope)
        scope["exchange"] = exchange
        scope["path"] = exchange.path
        scope["root_path"] = self.service.urls.prefix
        if exchange.head:
            scope["method"] = "GET"
        try:
            with release.flight(key) as flight:
                await self._application(scope, exchange.receive, _Passage(exchange, scope, flight).send)
        except Refusal:
            raise
        except Exception as error:
            self.service.report(exchange.id, error)
            raise of_status(500, "Something went wrong here; the request's id helps to find out what.") from error

    async def _watch_clients(self) -> None:
        """Waits, for every request that takes a while, for its client to leave."""
        while True:
            await asyncio.sleep(_WATCH)
            now = time.monotonic()
            for exchange in self._under_way:
                if not exchange.watched and now - exchange.started > _WATCH and exchange.reads_no_more:
                    exchange.watched = True
                    task = asyncio.get_running_loop().create_task(self._watch(exchange))
                    self._watchers.add(task)
                    task.add_done_callback(self._watchers.discard)

    async def _watch(self, exchange: Exchange) -> None:
        await exchange.departure()
        if exchange in self._under_way and exchange.task is not None:
            exchange.left = True
            exchange.task.cancel()

    async def _flush_log(self) -> None:
        while True:
            await asyncio.sleep(_FLUSH)
            self.service.log.flush()


class _Passage:
    """What the application sends, on its way out: completed with common headers, and gathered where it may be kept."""

    def __init__(self, exchange: Exchange, scope: Scope, flight: Flight) -> None:
        self._exchange = exchange
        self._scope = scope
        self._flight = flight
        self._start: dict[str, Any] | None = None
        self._parts: list[bytes] | None = None
        self._size = 0
        self._largest = min(_HELD_BACK, exchange.release.cache.largest)

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] == "http.response.body":
            await self._go_on(message.get("body", b""), more=message.get("more_body", False))

    async def _begin(self, message: dict[str, Any]) -> None:
        exchange = self._exchange
        route = self._scope.get("route")
        exchange.route = getattr(route, "path", "") or "unknown"
        names = {name for name, _ in message["headers"]}
        headers: Headers = [*COMMON, *message["headers"]]
        if b"content-security-policy" not in names:
            headers.append((b"content-security-policy", API_POLICY))
        kept = message["status"] == 200 and exchange.method in ("GET", "HEAD") and b"cache-control" not in names
        if kept:
            headers.append((b"cache-control", b"public, no-cache"))
            self._start = {"status": message["status"], "headers": headers}
            self._parts = []
        else:
            self._flight.let_others_go()
            await exchange.begin(message["status"], headers)

    async def _go_on(self, body: bytes, *, more: bool) -> None:
        if self._parts is None:
            await self._exchange.piece(body, more=more)
            return
        self._parts.append(body)
        self._size += len(body)
        if not more:
            await self._keep(b"".join(self._parts))
        elif self._size > self._largest:
            self._flight.let_others_go()
            assert self._start is not None
            ready = self._ready(b"")
            bare = [header for header in ready.best(())[0] if header[0] != b"content-length"]
            await self._exchange.begin(self._start["status"], bare)
            parts, self._parts = self._parts, None
            await self._exchange.piece(b"".join(parts), more=True)

    def _ready(self, body: bytes) -> Ready:
        assert self._start is not None
        headers = [header for header in self._start["headers"] if header[0] not in (b"content-length", b"vary")]
        media_type = next((value for name, value in headers if name == b"content-type"), b"").split(b";")[0]
        kind = media_type.decode("latin-1").rpartition("/")[2].rpartition("+")[2]
        return Ready(200, headers, body, f"{self._exchange.release.tag}-{kind}", self._exchange.route)

    async def _keep(self, body: bytes) -> None:
        ready = self._ready(body)
        self._exchange.release.cache.put(self._exchange.key, ready)
        self._flight.let_others_go()
        await self._exchange.ready(ready)
