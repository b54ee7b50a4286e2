"""Documents, search and conflicts."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from sahelkg.server.errors import NotFound
from sahelkg.server.lookup import conflicts, documents, search
from sahelkg.server.routers.util import PROBLEMS, InLanguage, Listing, Page, Slug, TheReader, TheService, next_page, size_of

router = APIRouter(tags=["documents"], responses=PROBLEMS)

_MOST_CONFLICTS = 50


@router.get("/api/documents")
async def list_documents(
    request: Request, response: Response, reader: TheReader, listing: Annotated[Listing, Query()]
) -> Page[documents.DocumentSummary]:
    """Documents; up to 2,000 in the order of their ids, more in an order of the store's."""
    found = await documents.find(reader, listing.position, size_of(request, listing))
    return Page(items=await documents.summaries(reader, found.iris), next=next_page(request, response, found.following))


@router.get("/api/documents/{id}")
async def read_document(
    reader: TheReader,
    service: TheService,
    id: Slug,
    parameters: Annotated[InLanguage, Query()],
) -> documents.Document:
    """A document with its text, its articles and blocks, and the mentions in it."""
    found = await documents.read(reader, id, parameters.lang, service.urls.to("/api/facts", document=id))
    if found is None:
        raise NotFound(f"There is no document “{id[:80]}”.")
    return found


class SearchParameters(InLanguage):
    """What to look for."""

    q: str = Field(min_length=1, max_length=100, pattern=r"\S", description="Words; accents and case do not matter")
    limit: int = Field(10, ge=1, le=50, description="Hits of each kind")


@router.get("/api/search")
async def find(reader: TheReader, parameters: Annotated[SearchParameters, Query()]) -> search.Results:
    """Names, aliases, acronyms and quotes that have the words in them, grouped by kind."""
    return await search.search(reader, parameters.q, parameters.limit, parameters.lang)


@router.get("/api/conflicts")
async def list_conflicts(
    request: Request, response: Response, reader: TheReader, listing: Annotated[Listing, Query()]
) -> Page[conflicts.Conflict]:
    """Sets of facts that contradict each other, side by side; at most fifty on a page."""
    size = min(size_of(request, listing), _MOST_CONFLICTS)
    found = await conflicts.find(reader, listing.position, size)
    items = await conflicts.read(reader, found.iris, listing.lang)
    return Page(items=items, next=next_page(request, response, found.following))
