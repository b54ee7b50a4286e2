"""uvicorn's HTTP protocol with the bounds it lacks: on the size of headers, on slow senders and on slow readers."""

import asyncio
import logging
from functools import cache
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from sahelkg.settings import Settings

_BODY = b'{"type":"about:blank","title":"Headers too large","status":431,"detail":"The headers are larger than allowed."}'
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
    b"content-length: " + str(len(_BODY)).encode() + b"\r\n\r\n" + _BODY
)
_BROKEN_OFF = "ASGI callable returned without completing response."


class BoundedProtocol(HttpToolsProtocol):
    """One connection. `patience` is in seconds, `most` in bytes of address and headers; set on a subclass by `bounded`."""

    patience: float
    most: int

    _size = 0
    _headers_due: asyncio.TimerHandle | None = None
    _reading_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._headers_came()
        self._client_reads()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        # A header that never ends is not handed on by the parser, so its bytes are counted as they come.
        if self._headers_due is not None and not self.transport.is_closing():
            self._size += len(data)
            if self._size > self.most:
                self._refuse()

    def on_message_begin(self) -> None:
        if self._headers_due is None:
            self._await_headers()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._headers_came()
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > self.most:
            self._refuse()
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
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

    def _refuse(self) -> None:
        self._headers_came()
        self.transport.write(_TOO_LARGE)
        self.transport.close()


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
