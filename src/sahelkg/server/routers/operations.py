"""How the service is, what the release is, and the ontology."""

import asyncio
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from sahelkg.release import VOID
from sahelkg.server import description, metrics, negotiation
from sahelkg.server.errors import NotFound
from sahelkg.server.routers.util import PROBLEMS, TheExchange, TheService
from sahelkg.settings import domain_folder
from sahelkg.store.errors import NotAcceptable
from sahelkg.store.formats import GRAPHS

router = APIRouter(tags=["operations"], responses=PROBLEMS)


class Health(BaseModel):
    """That the process answers."""

    status: str


class Refused(BaseModel):
    """A newer release that could not be served."""

    release: str
    reason: str


class Readiness(BaseModel):
    """Which release is served."""

    status: str
    release: str
    waiting: str | None = Field(description="Digest of a newer release that is being opened")
    refused: Refused | None = Field(description="A newer release that is damaged; the served one stays")


@router.get("/health")
async def health(response: Response) -> Health:
    """Whether the process is alive."""
    response.headers["cache-control"] = "no-store"
    return Health(status="ok")


@router.get("/ready")
async def ready(response: Response, exchange: TheExchange, service: TheService) -> Readiness:
    """Whether queries are answered, and from which release."""
    response.headers["cache-control"] = "no-store"
    releases = service.releases
    refused = Refused(release=releases.refused[0], reason=releases.refused[1]) if releases.refused else None
    return Readiness(status="ready", release=exchange.release.digest, waiting=releases.waiting, refused=refused)


@router.get("/metrics", responses={200: {"content": {"text/plain": {}}}}, response_class=Response)
async def prometheus(service: TheService) -> Response:
    """Figures for Prometheus."""
    return Response(service.metrics.exposition(), media_type=metrics.CONTENT_TYPE, headers={"cache-control": "no-store"})


@router.get(
    "/.well-known/void",
    responses={200: {"content": {format_.media_types[0]: {} for format_ in GRAPHS}}, 303: {"description": "To a page"}},
)
async def void(exchange: TheExchange, service: TheService) -> Response:
    """The dataset: statistics, downloads, origin (VoID, DCAT, PROV). Browsers are sent to the page that tells it."""
    if _wants_page(exchange):
        return RedirectResponse(service.urls.to("/downloads"), status_code=303, headers={"vary": "accept"})
    return await _turtle_file(exchange, exchange.release.release.path / VOID)


@router.get("/ontology", responses={200: {"content": {format_.media_types[0]: {} for format_ in GRAPHS}}})
async def ontology(exchange: TheExchange, service: TheService) -> Response:
    """The ontology."""
    if service.ontology_page is not None and _wants_page(exchange):
        return await service.ontology_page(exchange)
    dumped = exchange.release.release.dumps / "ontology.ttl"
    return await _turtle_file(exchange, dumped if dumped.is_file() else domain_folder() / "ontology" / "sahel.ttl")


def _wants_page(exchange: TheExchange) -> bool:
    choice = negotiation.choose((*GRAPHS, negotiation.HTML), exchange.accept.decode("latin-1"))
    return choice is not None and choice.format is negotiation.HTML


async def _turtle_file(exchange: TheExchange, file: Path) -> Response:
    choice = negotiation.choose(GRAPHS, exchange.accept.decode("latin-1"))
    if choice is None:
        raise NotAcceptable("This is an RDF graph, and none of the accepted formats can hold it.")
    if not file.is_file():
        raise NotFound("The release has no such file.")
    body = await asyncio.to_thread(file.read_bytes)
    if choice.name != "ttl":
        body = await asyncio.to_thread(description.converted, body, choice.name)
    return Response(body, media_type=choice.content_type)
