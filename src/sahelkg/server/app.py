"""Puts the service together."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from sahelkg import __version__
from sahelkg.server import docs, pages
from sahelkg.server.edge import Edge
from sahelkg.server.errors import BadRequest, MethodNotAllowed, NotFound, of_status, problem
from sahelkg.server.routers import documents, entities, facts, operations, questions
from sahelkg.server.routers.util import Problem
from sahelkg.server.service import Service
from sahelkg.settings import Settings
from sahelkg.store.errors import Refusal

_ABOUT = """\
What documents say, who says it, and the words it rests on.

Besides this API there are `/sparql` (SPARQL 1.1 Protocol, queries only), `/store` (Graph Store Protocol, reading)
and `/dumps/`.
"""


def create_app(release: Path, settings: Settings | None = None, servers: int = 1) -> Edge:
    """The ASGI application over a releases folder, or one release in it; `servers` is how many processes run it here."""
    service = Service(settings or Settings(), release, servers)
    return Edge(service, application(service))


def application(service: Service) -> FastAPI:
    """The part of the service that FastAPI routes: the REST API and the pages."""
    app = FastAPI(
        title="sahelkg",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    for module in (entities, facts, documents, questions, operations):
        app.include_router(module.router)
    docs.add_to(app)
    pages.add_to(app, service)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_status)
    app.add_exception_handler(Refusal, _on_refusal)
    app.add_exception_handler(Exception, _on_fault)
    made = app.openapi
    app.openapi = lambda: _with_problems(made())  # type: ignore[method-assign]
    return app


def _with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with our own shape of errors in place of the framework's."""
    schemas = schema["components"]["schemas"]
    schemas.setdefault("Problem", Problem.model_json_schema())
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    return schema


async def _response(request: Request, refusal: Refusal) -> Response:
    exchange = request.scope["exchange"]
    exchange.outcome = type(refusal).__name__
    page = request.app.state.service.refusal_page
    if page is not None and b"text/html" in exchange.accept and not exchange.path.startswith("/api/"):
        found: Response = await page(exchange, refusal)
        return found
    body, headers = problem(refusal, exchange.id)
    response = Response(body, status_code=refusal.status)
    response.raw_headers.extend(headers)
    return response


async def _on_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return await _response(request, error)


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors())
    return await _response(request, BadRequest(faults[:1000]))


async def _on_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return await _response(request, NotFound("There is nothing at this address."))
    if error.status_code == 405:
        return await _response(request, MethodNotAllowed(f"{request.method} means nothing here.", "GET, HEAD, OPTIONS"))
    return await _response(request, of_status(error.status_code, str(error.detail)))


async def _on_fault(request: Request, error: Exception) -> Response:
    """What the client is told of a fault of ours; the error itself goes on to the edge, which logs it."""
    return await _response(request, of_status(500, "Something went wrong here; the request's id helps to find out what."))
