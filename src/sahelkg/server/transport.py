"""uvicorn's HTTP protocol with the bounds it lacks: on the size of headers, on slow senders and on slow readers."""

import asyncio
import json
import logging
from functools import cache, partial
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from sahelkg.server.errors import PROBLEM_JSON
from sahelkg.server.exchange import SEND_WHOLE
from sahelkg.settings import Settings

_BROKEN_OFF = "ASGI callable returned without completing response."
_WHOLE_BODY = 3
"""A body that comes in pieces, each in time, may take so many times a client's time in all."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection. `patience` is in seconds, `most` in bytes of address and headers; set on a subclass by `bounded`."""

    patience: float
    most: int

    _size = 0
    _headers_due: asyncio.TimerHandle | None = None
    _body_due: asyncio.TimerHandle | None = None
    _reading_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        self._body_came()
        self._client_reads()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # A header that never ends is not handed on by the parser, so its bytes are counted as they come.
        if self._headers_due is not None and not self.transport.is_closing():
            self._size += len(data)
            if self._size > self.most:
                self._refuse_headers()

    def on_message_begin(self) -> None:
        if self._headers_due is None:
            self._await_headers()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._headers_came()
        size, hosts = len(self.url), 0
        for name, value in self.headers:
            size += len(name) + len(value)
            hosts += name == b"host"
            if name in (b"content-length", b"transfer-encoding") and self._body_due is None:
                self._body_due = self.loop.call_later(_WHOLE_BODY * self.patience, self.transport.close)
        if size > self.most:
            self._refuse_headers()
        elif hosts != 1 and self.parser.get_http_version() == "1.1":
            self.send_400_response("A request names one host.")
        else:
            super().on_headers_complete()
            # The task that the request has now begins its work later.
            self.scope["extensions"] = {SEND_WHOLE: {"send": partial(_send_whole, self.cycle)}}

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._body_came()
        if not self.transport.is_closing():
            super().on_message_complete()

    def pause_writing(self) -> None:
        self._reading_due = self.loop.call_later(self.patience, self.transport.abort)
        self.flow.pause_writing()

    def resume_writing(self) -> None:
        self._client_reads()
        self.flow.resume_writing()

    def _await_headers(self) -> None:
        self._size = 0
        self._headers_due = self.loop.call_later(self.patience, self.transport.close)

    def _headers_came(self) -> None:
        if self._headers_due is not None:
            self._headers_due.cancel()
            self._headers_due = None

    def _client_reads(self) -> None:
        if self._reading_due is not None:
            self._reading_due.cancel()
            self._reading_due = None

    def _body_came(self) -> None:
        if self._body_due is not None:
            self._body_due.cancel()
            self._body_due = None

    def send_400_response(self, msg: str) -> None:
        """Refuses what is no HTTP; the parser calls it, too."""
        self._refuse(HTTPStatus.BAD_REQUEST, msg)

    def _refuse_headers(self) -> None:
        self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are larger than allowed.")

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        self._headers_came()
        body = json.dumps({"type": "about:blank", "title": status.phrase, "status": status, "detail": detail})
        head = f"HTTP/1.1 {status} {status.phrase}\r\ncontent-type: {PROBLEM_JSON}\r\nconnection: close\r\n"
        self.transport.write(f"{head}content-length: {len(body)}\r\n\r\n{body}".encode())
        self.transport.close()


def _send_whole(cycle: RequestResponseCycle, head: bytes, body: bytes) -> bool:
    """Sends an answer in one piece, which takes less time than message by message; False where that cannot be.

    `head` holds the status line and the headers, among them the length of the body.
    """
    if cycle.response_started or cycle.disconnected or cycle.flow.write_paused:
        return False
    ending = b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n"
    usual = b"".join([b"%b: %b\r\n" % header for header in cycle.default_headers])
    cycle.transport.write(b"".join((head, usual, ending, body)))
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True


def bounded(patience: float, most: int) -> type[BoundedProtocol]:
    """The protocol with its bounds. `patience` in seconds, `most` in bytes."""
    return type("BoundedProtocol", (BoundedProtocol,), {"patience": patience, "most": most})


class SettledProtocol(BoundedProtocol):
    """The protocol with its bounds from the environment, for processes that uvicorn starts, which are handed names only."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        settings = _settings()
        self.patience = settings.client_timeout
        self.most = (settings.url_limit + settings.header_limit) << 10
        super().__init__(*arguments, **options)


@cache
def _settings() -> Settings:
    return Settings()


class WithoutBrokenOffAnswers(logging.Filter):
    """Keeps out of uvicorn's log that an answer was broken off: so a late failure is told, and our own log has it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.getMessage() != _BROKEN_OFF
