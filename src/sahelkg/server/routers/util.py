"""What the routers share: the store as the client sees it, parameters, pages and the shape of problems."""

import base64
import binascii
import re
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from sahelkg.server.errors import PROBLEM_JSON, NotFound
from sahelkg.server.exchange import Exchange
from sahelkg.server.lookup.lists import Position
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.service import Service

Item = TypeVar("Item")

NAME = r"^[^\x00-\x20<>\"{}|^`\\\x7f]+$"
"""What can stand in an IRI, and so in a slug."""

LOCAL_NAME = r"^[A-Za-z][A-Za-z0-9]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_CURSOR = r"^[A-Za-z0-9_-]+$"
_PLACE = re.compile(r"#([0-9]{1,9})")
"""A place in a list that is not sorted, as cursors hold it; no slug begins so."""


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem",
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
"""What every operation may answer besides what it is for."""


class Parameters(BaseModel):
    """Query parameters; an unknown one is a mistake of the client and is told so."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InLanguage(Parameters):
    """Parameters of what has labels."""

    lang: str = Field("en", pattern=LANGUAGE, max_length=35, description="Language of the labels: en or fr")


class Listing(InLanguage):
    """Parameters of every list."""

    limit: int = Field(50, ge=1, le=500, description="Entries on a page; the server may set a lower bound")
    cursor: str | None = Field(
        None, pattern=_CURSOR, max_length=800, description="Where the page begins: from the link to it"
    )

    @property
    def position(self) -> Position | None:
        """Where the page begins, as the page before told. Raises NotFound for a cursor that no page has handed out."""
        if self.cursor is None:
            return None
        try:
            text = base64.urlsafe_b64decode(self.cursor + "=" * (-len(self.cursor) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            text = "#"
        if not text.startswith("#"):
            return text
        place = _PLACE.fullmatch(text)
        if place is None:
            raise NotFound("There is no page with this cursor; begin again without one.")
        return int(place[1])


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="Address of the next page; null on the last one")


def exchange(request: Request) -> Exchange:
    """The request on the plain level."""
    found = request.scope["exchange"]
    assert isinstance(found, Exchange)
    return found


def reader(request: Request) -> Reader:
    """The store, for the client that asks."""
    current = exchange(request)
    return Reader(current.release.store, current.client)


def service(request: Request) -> Service:
    """The service."""
    found = request.app.state.service
    assert isinstance(found, Service)
    return found


TheExchange = Annotated[Exchange, Depends(exchange)]
TheReader = Annotated[Reader, Depends(reader)]
TheService = Annotated[Service, Depends(service)]
Slug = Annotated[str, Path(pattern=NAME, max_length=300, description="Last part of the IRI")]
SearchWords = Annotated[str, Query(min_length=1, max_length=100, pattern=r"\S")]


def next_page(request: Request, response: Response, position: Position | None) -> str | None:
    """The address of the page that begins at a position, which is put into the Link header as well; None for None."""
    if position is None:
        return None
    text = f"#{position}" if isinstance(position, int) else position
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    given = {name: value for name, value in request.query_params.items() if name != "cursor"}
    address = service(request).urls.to(exchange(request).path, **given, cursor=cursor)
    response.headers["link"] = f'<{address}>; rel="next"'
    return address


def size_of(request: Request, listing: Listing) -> int:
    """Entries on the page: as asked, but not above the server's own bound."""
    return min(listing.limit, service(request).settings.page_limit)
