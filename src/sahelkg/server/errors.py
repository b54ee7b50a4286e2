"""Refusals of the HTTP side, and how every refusal looks to a client: RFC 9457 problem details."""

import json
from http import HTTPStatus

from sahelkg.store.errors import Refusal

PROBLEM_JSON = "application/problem+json"


class BadRequest(Refusal):
    """Parameters that make no sense."""

    status = 400
    title = "Bad request"


class NotFound(Refusal):
    """No such thing in the graph or on this server."""

    status = 404
    title = "Not found"


class MethodNotAllowed(Refusal):
    """The address does not know the method; `allow` are those it knows."""

    status = 405
    title = "Method not allowed"

    def __init__(self, detail: str, allow: str) -> None:
        super().__init__(detail)
        self.allow = allow


class SlowClient(Refusal):
    """The client took too long to send its request."""

    status = 408
    title = "Request took too long"


class BodyTooLarge(Refusal):
    """The request body is larger than the limit."""

    status = 413
    title = "Request body too large"


class AddressTooLong(Refusal):
    """The request's address is longer than the limit."""

    status = 414
    title = "Address too long"


class UnsupportedMediaType(Refusal):
    """The request body is in a form that is not read here."""

    status = 415
    title = "Unsupported media type"


class TooManyRequests(Refusal):
    """The client asks more often than it may."""

    status = 429
    title = "Too many requests"
    retry_after = 1


def problem(refusal: Refusal, request_id: str) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Body and headers of the answer that tells a client of a refusal."""
    body = {
        "type": "about:blank",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "request_id": request_id,
        **refusal.extensions,
    }
    headers = [(b"content-type", PROBLEM_JSON.encode()), (b"cache-control", b"no-store")]
    if refusal.retry_after is not None:
        headers.append((b"retry-after", str(refusal.retry_after).encode()))
    if isinstance(refusal, MethodNotAllowed):
        headers.append((b"allow", refusal.allow.encode()))
    return json.dumps(body, ensure_ascii=False).encode(), headers


def of_status(status: int, detail: str = "") -> Refusal:
    """A refusal for a bare HTTP status, as the framework raises them."""
    refusal = Refusal(detail or HTTPStatus(status).description or HTTPStatus(status).phrase)
    refusal.status = status
    refusal.title = HTTPStatus(status).phrase
    return refusal
