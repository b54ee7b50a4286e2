"""All that the requests share: settings, the served release, limits, figures, and the endpoints below the application."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from fastapi import Request, Response

from sahelkg.questions import load_questions
from sahelkg.release import Release
from sahelkg.server import description
from sahelkg.server.downloads import Downloads
from sahelkg.server.errors import BadRequest
from sahelkg.server.exchange import API_POLICY, COMMON, Exchange
from sahelkg.server.graphstore import GraphStore
from sahelkg.server.limits import RateLimit
from sahelkg.server.logs import AccessLog
from sahelkg.server.metrics import Metrics
from sahelkg.server.negotiation import choices, first_known, named
from sahelkg.server.releases import Releases
from sahelkg.server.sparql import METHODS, Parameters, SparqlEndpoint
from sahelkg.server.urls import Urls
from sahelkg.settings import Settings, domain_folder
from sahelkg.store.embedded import EmbeddedStore
from sahelkg.store.errors import NotAcceptable, Refusal
from sahelkg.store.interface import Store
from sahelkg.store.pool import Limits
from sahelkg.store.remote import RemoteStore

logger = logging.getLogger("sahelkg")

Page = Callable[[Exchange], Awaitable[None]]
EntityPage = Callable[[Request, str], Awaitable[Response]]
OntologyPage = Callable[[Exchange], Awaitable[Response]]
RefusalPage = Callable[[Exchange, Refusal], Awaitable[Response]]


class Service:
    """One server process's shared state.

    `query_page` answers a browser that opens ``/sparql`` without a query, `entity_page` makes the page of the thing with a
    slug, `ontology_page` the ontology's, `refusal_page` one that tells why there is none; None where there is no such page.
    """

    def __init__(self, settings: Settings, path: Path, servers: int = 1) -> None:
        """`path` is a releases folder, or one release in it; `servers` is how many processes serve it on this machine."""
        self.settings = settings
        self._servers = servers
        self.urls = Urls(settings.base_url)
        self.rate = RateLimit(settings.client_rate)
        self.releases = Releases(path, self._open_store, settings.cache_size << 20, settings.cache_entry << 10)
        self.metrics = Metrics(self.releases)
        self.log = AccessLog()
        self.graph_store = GraphStore()
        self.downloads = Downloads()
        self.query_page: Page | None = None
        self.entity_page: EntityPage | None = None
        self.ontology_page: OntologyPage | None = None
        self.refusal_page: RefusalPage | None = None
        self.questions = {question.name: question for question in load_questions(domain_folder() / "queries")}
        self._endpoint = SparqlEndpoint(
            "https://w3id.org/sahelkg/sparql",
            settings.service_hosts,
            settings.body_limit << 10,
            settings.client_timeout,
            settings.query_timeout,
        )
        self._descriptions: tuple[str, dict[str, bytes]] = ("", {})
        self._watch: asyncio.Task[None] | None = None
        self._refreshing: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Opens the release and begins to watch for newer ones. Raises SahelkgError."""
        await self.releases.open()
        self.loop = loop = asyncio.get_running_loop()
        # Only the main thread of a process may handle signals.
        with suppress(ValueError, RuntimeError):
            loop.add_signal_handler(signal.SIGHUP, self.refresh)
        if self.settings.release_watch:
            self._watch = loop.create_task(self.releases.watch(self.settings.release_watch))

    async def close(self) -> None:
        """Ends all that was opened."""
        if self._watch is not None:
            self._watch.cancel()
        await self.releases.close()

    def refresh(self) -> None:
        """Looks for a newer release; to be called on the event loop."""
        task = asyncio.get_running_loop().create_task(self.releases.refresh())
        self._refreshing.add(task)
        task.add_done_callback(self._refreshing.discard)

    async def _open_store(self, release: Release) -> Store:
        settings = self.settings
        if settings.store:
            remote = RemoteStore(settings.store, settings.query_timeout, settings.query_result << 20)
            await remote.open()
            return remote
        limits = Limits(
            processes=settings.query_processes,
            most=max(settings.query_processes_most, settings.query_processes),
            deadline=settings.query_timeout,
            memory=settings.query_memory,
            total_memory=settings.query_memory_total,
            queue=settings.query_queue,
            per_client=settings.client_concurrency,
            stalled=settings.client_timeout,
        )
        store = EmbeddedStore(release.store, limits, settings.query_result << 20, self._servers)
        await store.open()
        return store

    async def sparql(self, exchange: Exchange) -> None:
        """Answers whatever comes to ``/sparql``. Raises Refusal."""
        parameters = Parameters(exchange.query_string)
        if exchange.method not in ("GET", "HEAD") or "query" in parameters or "update" in parameters:
            await self._endpoint.answer(exchange, parameters)
        elif "graph" in parameters or "default" in parameters:
            await self.graph_store.answer(exchange)
        else:
            await self._describe(exchange, parameters)

    async def _describe(self, exchange: Exchange, parameters: Parameters) -> None:
        name = first_known(parameters.all("format"))
        if parameters and name is None:
            raise BadRequest("The parameter “query” is missing.")
        if self.query_page is not None and name is None and b"text/html" in exchange.accept:
            await self.query_page(exchange)
            return
        choice = (named(name) if name else choices(exchange.accept.decode("latin-1"))).graph
        if choice is None:
            raise NotAcceptable("The service description is an RDF graph, and none of the accepted formats can hold it.")
        if self._descriptions[0] != exchange.release.digest:
            found = await asyncio.to_thread(description.describe_service, exchange.release.release)
            self._descriptions = (exchange.release.digest, found)
        address = self.urls.absolute(exchange, "").encode()
        body = self._descriptions[1][choice.name].replace(description.PLACEHOLDER.encode(), address)
        headers = [
            *COMMON,
            (b"content-type", choice.content_type.encode()),
            (b"content-security-policy", API_POLICY),
            (b"cache-control", b"no-cache"),
            (b"vary", b"accept, host"),
            (b"content-length", str(len(body)).encode()),
        ]
        await exchange.plain(200, headers, body)

    def allowed(self, path: str) -> str:
        """The methods an address knows."""
        return METHODS if path.rstrip("/") == "/sparql" else "GET, HEAD, OPTIONS"

    @staticmethod
    def report(request_id: str, error: Exception) -> None:
        """Logs a fault of ours, which the client is not told."""
        logger.error("request %s failed", request_id, exc_info=error)
