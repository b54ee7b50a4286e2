"""One request and its answer, on the plain ASGI level."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from sahelkg.server.cache import Headers, Key, Ready
from sahelkg.server.errors import BodyTooLarge, SlowClient, problem
from sahelkg.server.negotiation import encodings
from sahelkg.store.errors import ClientLeft, Refusal

if TYPE_CHECKING:
    from sahelkg.server.releases import ServedRelease

Scope = dict[str, Any]

SEND_WHOLE = "sahelkg.send_whole"
"""The extension of ASGI by which our transport takes an answer in one piece."""

API_POLICY = b"default-src 'none'; frame-ancestors 'none'"
COMMON: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After, X-Request-Id"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
]
"""Headers of every answer."""

_STATUS_LINES = {status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() for status in HTTPStatus}


class Exchange:
    """A request being answered. `client` is who asks, as far as fairness and limits are concerned."""

    __slots__ = (
        "_key",
        "_send",
        "_send_whole",
        "accept",
        "accept_encoding",
        "answering",
        "cached",
        "client",
        "content_length",
        "content_type",
        "head",
        "id",
        "if_none_match",
        "left",
        "method",
        "outcome",
        "path",
        "query_hash",
        "query_string",
        "reads_no_more",
        "receive",
        "release",
        "route",
        "scope",
        "sent",
        "started",
        "status",
        "task",
        "watched",
    )

    def __init__(self, scope: Scope, receive: Any, send: Any, request_id: str, release: "ServedRelease") -> None:
        self.scope = scope
        self.receive = receive
        self._send = send
        self._send_whole: Callable[[bytes, bytes], bool] | None = scope.get("extensions", {}).get(SEND_WHOLE, {}).get("send")
        self._key: Key | None = None
        self.id = request_id
        self.release = release
        self.started = time.monotonic()
        self.method: str = scope["method"]
        self.head = self.method == "HEAD"
        self.reads_no_more = self.method in ("GET", "HEAD", "OPTIONS")
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        peer = scope.get("client")
        self.client: str = peer[0] if peer else ""
        self.accept = b""
        self.accept_encoding = b""
        self.if_none_match = b""
        self.content_type = b""
        self.content_length = b""
        for name, value in scope["headers"]:
            if name == b"accept":
                self.accept = self.accept + b", " + value if self.accept else value
            elif name == b"accept-encoding":
                self.accept_encoding = self.accept_encoding + b", " + value if self.accept_encoding else value
            elif name == b"if-none-match":
                self.if_none_match = self.if_none_match + b", " + value if self.if_none_match else value
            elif name == b"content-type":
                self.content_type = value
            elif name == b"content-length":
                self.content_length = value
        self.route = ""
        self.status = 0
        self.sent = 0
        self.cached = False
        self.query_hash = ""
        self.outcome = ""
        self.answering = False
        self.task: asyncio.Task[Any] | None = None
        self.watched = False
        self.left = False

    @property
    def key(self) -> Key:
        """Under which the answer to a GET or HEAD is kept."""
        if self._key is None:
            self._key = (self.path.encode(), self.query_string, self.accept)
        return self._key

    async def body(self, limit: int, patience: float) -> bytes:
        """The request body. `limit` in bytes, `patience` in seconds for each piece.

        Raises:
            BodyTooLarge: it is larger than the limit.
            SlowClient: the next piece did not come in time.
        """
        if self.content_length.isdigit() and int(self.content_length) > limit:
            raise BodyTooLarge(f"The body has more than {limit >> 10} KiB.")
        parts, size = [], 0
        more = True
        while more:
            try:
                message = await asyncio.wait_for(self.receive(), patience)
            except TimeoutError:
                raise SlowClient(f"No part of the body came for {patience:g} seconds.") from None
            if message["type"] == "http.disconnect":
                raise ClientLeft("The client left.")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > limit:
                raise BodyTooLarge(f"The body has more than {limit >> 10} KiB.")
            more = message.get("more_body", False)
        self.reads_no_more = True
        return b"".join(parts)

    async def departure(self) -> None:
        """Returns when the client has closed the connection."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def ready(self, ready: Ready) -> None:
        """Answers with ready bytes, or with 304 where the client has them."""
        if self.if_none_match and self.method != "POST" and ready.unchanged(self.if_none_match.decode("latin-1")):
            headers, _ = ready.best(encodings(self.accept_encoding.decode("latin-1")))
            kept = [header for header in headers if header[0] in (b"etag", b"vary", b"cache-control")]
            await self.plain(304, [*COMMON, *kept], b"")
            return
        headers, body = ready.best(encodings(self.accept_encoding.decode("latin-1")) if self.accept_encoding else ())
        await self.plain(ready.status, headers, body)

    async def plain(self, status: int, headers: Headers, body: bytes) -> None:
        """Answers with a complete set of headers and a body."""
        self.answering = True
        self.status = status
        self.sent = len(body)
        body = b"" if self.head else body
        headers = [*headers, (b"x-request-id", self.id.encode())]
        if self._send_whole is not None and self._send_whole(_head(status, headers), body):
            return
        await self._send({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    async def begin(self, status: int, headers: Headers) -> None:
        """Sends the headers of an answer that comes in pieces."""
        self.answering = True
        self.status = status
        await self._send(
            {"type": "http.response.start", "status": status, "headers": [*headers, (b"x-request-id", self.id.encode())]}
        )

    async def piece(self, body: bytes, *, more: bool) -> None:
        """Sends a piece of an answer."""
        self.sent += len(body)
        await self._send({"type": "http.response.body", "body": b"" if self.head else body, "more_body": more})

    async def pieces(self, status: int, headers: Headers, chunks: AsyncIterator[bytes]) -> None:
        """Streams an answer. Returns without an end when it breaks half way, upon which the connection is closed."""
        await self.begin(status, headers)
        if not self.head:
            async for chunk in chunks:
                await self.piece(chunk, more=True)
        await self.piece(b"", more=False)

    async def refuse(self, refusal: Refusal) -> None:
        """Answers with problem details; when the answer has begun already, breaks it off instead."""
        self.outcome = type(refusal).__name__
        if self.answering or isinstance(refusal, ClientLeft):
            self.status = self.status or refusal.status
            return
        body, headers = problem(refusal, self.id)
        policy = (b"content-security-policy", API_POLICY)
        await self.plain(refusal.status, [*COMMON, policy, *headers, (b"content-length", str(len(body)).encode())], body)


def _head(status: int, headers: Headers) -> bytes:
    """The head of an answer, without the empty line behind it. Raises ValueError for a header that would be two."""
    head = _STATUS_LINES[status] + b"".join([b"%b: %b\r\n" % header for header in headers])
    if head.count(b"\n") != len(headers) + 1:
        raise ValueError("a header has more than one line")
    return head
