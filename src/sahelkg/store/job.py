"""One query on its way through the pool."""

import asyncio
import marshal
import time
from collections import deque
from collections.abc import AsyncIterator, Callable

from sahelkg.store import scan, wire
from sahelkg.store.errors import ClientLeft, Refusal
from sahelkg.store.formats import FORMATS
from sahelkg.store.interface import Answer, Query, whole_answer

_HIGH = 8 * wire.CHUNK
_LOW = 2 * wire.CHUNK


class Job:
    """A query, the worker's answer to it, and the clock. Times are of ``time.monotonic``, in seconds."""

    __slots__ = (
        "_chunks",
        "_ended",
        "_failure",
        "_held",
        "_left",
        "_transport",
        "_waiter",
        "answer",
        "client",
        "left_at",
        "paused_since",
        "paused_total",
        "request",
        "started",
        "submitted",
        "tries",
    )

    def __init__(self, client: str, request: bytes, left: Callable[["Job"], None]) -> None:
        """`request` is a frame for the worker; `left` is called when nobody waits for the answer any more."""
        self.client = client
        self.request = request
        self.answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.submitted = time.monotonic()
        self.started = 0.0
        self.paused_since: float | None = None
        self.paused_total = 0.0
        self.left_at: float | None = None
        self.tries = 0
        self._left = left
        self._chunks: deque[bytes] = deque()
        self._held = 0
        self._ended = False
        self._failure: Refusal | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    @property
    def done(self) -> bool:
        """Whether the worker has nothing more to do with it."""
        return self._ended or self._failure is not None

    def begin(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self.started = time.monotonic()

    def running_time(self, now: float) -> float:
        """Seconds since submission, without those in which the worker waited for the client to read."""
        paused = self.paused_total + (now - self.paused_since if self.paused_since is not None else 0.0)
        return now - self.submitted - paused

    def answer_whole(self, number: int, body: bytes) -> None:
        self._ended = True
        if not self.answer.done():
            self.answer.set_result(whole_answer(number, body))

    def answer_begins(self, number: int) -> None:
        if not self.answer.done():
            self.answer.set_result(Answer(FORMATS[number], chunks=self._read()))

    def answer_goes_on(self, chunk: bytes) -> None:
        if self._failure is not None:
            return
        self._chunks.append(chunk)
        self._held += len(chunk)
        if self._held > _HIGH and self.paused_since is None and self._transport is not None:
            self._transport.pause_reading()
            self.paused_since = time.monotonic()
        self._wake()

    def answer_ends(self) -> None:
        self._ended = True
        self._wake()

    def fail(self, reason: Refusal) -> None:
        if self.done:
            return
        self._failure = reason
        if not self.answer.done():
            self.answer.set_exception(reason)
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _resume(self) -> None:
        if self.paused_since is not None and self._held < _LOW and self._transport is not None:
            self.paused_total += time.monotonic() - self.paused_since
            self.paused_since = None
            self._transport.resume_reading()

    async def _read(self) -> AsyncIterator[bytes]:
        try:
            while True:
                if self._failure is not None:
                    raise self._failure
                if self._chunks:
                    chunk = self._chunks.popleft()
                    self._held -= len(chunk)
                    self._resume()
                    yield chunk
                elif self._ended:
                    return
                else:
                    self._waiter = asyncio.get_running_loop().create_future()
                    await self._waiter
        finally:
            self.abandon()

    def abandon(self) -> None:
        """The client does not wait any more."""
        if not self.done:
            self._failure = ClientLeft("The client left.")
            self.left_at = time.monotonic()
            self.answer.cancel()
            self._left(self)


def query_request(query: Query, features: scan.Features, limit: int) -> bytes:
    """The frame that asks a worker for the answer to a query, of up to `limit` bytes."""
    request: dict[str, object] = {
        "query": query.text,
        "base": query.base,
        "solutions": query.solutions,
        "graph": query.graph,
        "limit": limit,
        "own_dataset": features.dataset,
        "rdf12": features.rdf12,
        "graphs": features.graphs,
        "names_reifiers": features.names_reifiers,
    }
    if query.dataset:
        request |= {"default": query.dataset.default, "named": query.dataset.named}
    return wire.frame(b"Q", marshal.dumps(request))


def lookups_request(lookups: list[tuple[str, str, str]]) -> bytes:
    """The frame that asks a worker for the answers to lookups, each with its text, base and format."""
    return wire.frame(b"Q", marshal.dumps({"lookups": lookups}))
