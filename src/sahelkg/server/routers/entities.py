"""Entities: lists, one as JSON, and the addresses that IRIs lead to."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from sahelkg.server import negotiation
from sahelkg.server.errors import NotFound
from sahelkg.server.lookup import entities, facts
from sahelkg.server.lookup.rows import Reader, iri
from sahelkg.server.routers.facts import csv_text
from sahelkg.server.routers.util import (
    LOCAL_NAME,
    PROBLEMS,
    InLanguage,
    Listing,
    Page,
    Slug,
    TheExchange,
    TheReader,
    TheService,
    next_page,
    size_of,
)
from sahelkg.store.errors import NotAcceptable
from sahelkg.store.formats import GRAPHS_BY_NAME, Format
from sahelkg.store.interface import Query as StoreQuery

router = APIRouter(tags=["entities"], responses=PROBLEMS)

_MOST_TRIPLES = 20_000
_FORMATS = (
    GRAPHS_BY_NAME["ttl"],
    Format("jsonld", "graph", ("application/ld+json",)),
    GRAPHS_BY_NAME["nt"],
    Format("rdf", "graph", ("application/rdf+xml", "application/xml", "text/xml")),
    Format("json", "solutions", ("application/json",)),
    Format("csv", "solutions", ("text/csv",), text=True),
)


class EntityListing(Listing):
    """Which entities."""

    type: str | None = Field(None, pattern=LOCAL_NAME, max_length=60, description="Class: State, Mission, CivilianMission …")
    q: str | None = Field(
        None, min_length=1, max_length=100, pattern=r"\S", description="Words in a name; accents and case do not matter"
    )


@router.get("/api/entities")
async def list_entities(
    request: Request, response: Response, reader: TheReader, listing: Annotated[EntityListing, Query()]
) -> Page[entities.EntitySummary]:
    """Entities; up to 2,000 in the order of their slugs, more in an order of the store's."""
    wanted = entities.Filter(listing.type, listing.q)
    found = await entities.find(reader, wanted, listing.position, size_of(request, listing))
    items = await entities.summaries(reader, found.iris, listing.lang)
    return Page(items=items, next=next_page(request, response, found.following))


@router.get("/api/entities/{slug}")
async def read_entity(
    reader: TheReader, service: TheService, slug: Slug, parameters: Annotated[InLanguage, Query()]
) -> entities.Entity:
    """One entity: names, definition, and what is plainly true of it."""
    return await _entity(reader, service, slug, parameters.lang)


async def _entity(reader: Reader, service: TheService, slug: str, language: str) -> entities.Entity:
    found = await entities.read(reader, slug, language)
    if found is None:
        raise NotFound(f"The graph says nothing of “{slug[:80]}”.")
    for role in ("subject", "object", "asserted_by"):
        found.facts[role] = service.urls.to("/api/facts", **{role: slug})
    return found


@router.get("/id/{slug}", status_code=303, response_class=RedirectResponse)
async def follow_id(service: TheService, slug: Slug) -> RedirectResponse:
    """Where the thing named by an IRI is described."""
    return RedirectResponse(service.urls.entity(slug), status_code=303)


@router.get(
    "/entity/{name}", responses={200: {"content": {media: {} for format_ in _FORMATS for media in format_.media_types[:1]}}}
)
async def describe_entity(
    request: Request, exchange: TheExchange, reader: TheReader, service: TheService, name: Slug
) -> Response:
    """A thing as Accept or a suffix asks for it: ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf``, ``.json``, ``.csv``."""
    formats = (negotiation.HTML, *_FORMATS) if service.entity_page is not None else _FORMATS
    slug, _, suffix = name.rpartition(".")
    choice = next(
        (negotiation.Choice(format_, format_.content_type()) for format_ in formats if slug and format_.name == suffix), None
    )
    if choice is None:
        slug = name
        choice = negotiation.choose(formats, exchange.accept.decode("latin-1"))
    if choice is None:
        raise NotAcceptable("None of the accepted formats is one that an entity can have.")
    if not await reader.ask(f"ASK {{ {iri(slug)} ?p ?o }}"):
        raise NotFound(f"The graph says nothing of “{slug[:80]}”.")
    if choice.format is negotiation.HTML and service.entity_page is not None:
        return await service.entity_page(request, slug)
    if choice.name == "json":
        content = (await _entity(reader, service, slug, "en")).model_dump_json().encode()
    elif choice.name == "csv":
        claims = await facts.find(reader, facts.Filter(subject=slug), None, service.settings.page_limit)
        content = csv_text(await facts.read(reader, claims.iris)).encode()
    else:
        answer = await reader.store.query(StoreQuery(text=_construct(slug), graph=choice.name, client=reader.client))
        content = await answer.read()
    return Response(content, media_type=choice.content_type)


def _construct(slug: str) -> str:
    """The triples of a thing, those of a claim's selectors, and the names of what it is linked to."""
    node = iri(slug)
    return (
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX oa: <http://www.w3.org/ns/oa#> "
        "PREFIX sahel: <https://w3id.org/sahelkg/ontology#> "
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {node} ?p ?o BIND({node} AS ?s) }} "
        f"UNION {{ {node} oa:hasSelector|sahel:furtherPassage ?s . ?s ?p ?o }} "
        f"UNION {{ {node} ?link ?s . ?s skos:prefLabel ?o BIND(skos:prefLabel AS ?p) }} }} LIMIT {_MOST_TRIPLES}"
    )
