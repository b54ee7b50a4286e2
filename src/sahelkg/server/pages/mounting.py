"""Hangs the pages into the application: one table of addresses, and the pages that share an address with data."""

import asyncio
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.routing import Route

from sahelkg.server.exchange import Exchange
from sahelkg.server.pages import (
    about,
    atlas,
    browser,
    chronology,
    conflicts,
    downloads,
    funding,
    home,
    library,
    questions,
    reader,
    search,
    single,
    static,
    vocabulary,
    workbench,
)
from sahelkg.server.pages.listing import FORMS
from sahelkg.server.pages.lists import LISTS
from sahelkg.server.pages.page import Handler, Page, View, send
from sahelkg.server.pages.rendering import prepare
from sahelkg.server.service import Service
from sahelkg.store.errors import Refusal

ROUTES: dict[str, Handler] = {
    "/": home.show,
    "/search": search.show,
    "/claims": browser.show,
    "/funding": funding.show,
    "/conflicts": conflicts.show,
    "/timeline": chronology.show,
    "/map": atlas.show,
    "/documents": library.show,
    "/document/{name}": reader.show,
    "/query": workbench.show,
    "/question/{name}": questions.show,
    "/downloads": downloads.show,
    "/about": about.show,
}
"""Every address that has nothing but a page; those of things and of the ontology have other formats as well."""

DATA: dict[str, static.Sender] = {
    **{f"/{name}.{form}": browser.send_data for name in LISTS for form in FORMS},
    "/ontology.ttl": vocabulary.send_turtle,
    "/report.ttl": downloads.send_report,
    "/completions.json": workbench.send_completions,
    "/static/{path:path}": static.send,
}
"""Data and files that belong to pages."""


class Pages:
    """What the pages need of the service, and what they remember of the release."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._view: View | None = None
        self._opening = asyncio.Lock()

    async def page(self, exchange: Exchange, path: dict[str, str]) -> Page:
        """A page for the request, on the release that answers it."""
        release = exchange.release.release
        if self._view is None or self._view.release.digest != release.digest:
            async with self._opening:
                if self._view is None or self._view.release.digest != release.digest:
                    self._view = await asyncio.to_thread(View, release, self._service.questions)
        return Page(exchange, self._view, self._service.settings.base_url, path)

    async def entity(self, request: Request, slug: str) -> Response:
        """The page of a thing, where the reader accepts HTML."""
        page = await self.page(request.scope["exchange"], {"slug": slug})
        return _Sent(page, single.handler(slug), "/entity/{slug}")

    async def ontology(self, exchange: Exchange) -> Response:
        """The ontology's page, where the reader accepts HTML."""
        return _Sent(await self.page(exchange, {}), vocabulary.show, "/ontology")

    async def refusal(self, exchange: Exchange, refusal: Refusal) -> Response:
        """The page that says why there is none."""

        async def refuse(_: Page) -> bytes:
            raise refusal

        return _Sent(await self.page(exchange, {}), refuse, "unknown")

    async def query(self, exchange: Exchange) -> None:
        """The query page, for browsers that open the SPARQL endpoint."""
        await send(await self.page(exchange, {}), workbench.show, "/sparql")


class _Sent(Response):
    """A response that sends a page, kept and compressed by our own rules."""

    def __init__(self, page: Page, handler: Handler, route: str) -> None:
        super().__init__()
        self._page, self._handler, self._route = page, handler, route

    async def __call__(self, scope: Any, receive: Any, send_: Any) -> None:
        await send(self._page, self._handler, self._route)


def _page_route(pages: Pages, address: str, handler: Handler) -> Route:
    async def answer(request: Request) -> Response:
        return _Sent(await pages.page(request.scope["exchange"], dict(request.path_params)), handler, address)

    return Route(address, answer, methods=["GET"], include_in_schema=False)


def _data_route(pages: Pages, address: str, sender: static.Sender) -> Route:
    async def answer(request: Request) -> Response:
        return await sender(await pages.page(request.scope["exchange"], dict(request.path_params)))

    return Route(address, answer, methods=["GET"], include_in_schema=False)


def add_to(app: FastAPI, service: Service) -> None:
    """Adds all pages to the application, and tells the service which pages share an address with data."""
    prepare()
    pages = Pages(service)
    for address, sender in DATA.items():
        app.router.routes.append(_data_route(pages, address, sender))
    for address, handler in ROUTES.items():
        app.router.routes.append(_page_route(pages, address, handler))
    service.entity_page = pages.entity
    service.ontology_page = pages.ontology
    service.refusal_page = pages.refusal
    service.query_page = pages.query
