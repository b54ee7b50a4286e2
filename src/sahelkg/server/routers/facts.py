"""Facts: claims with their quotes, as JSON or as rows of the facts table."""

import csv
import io
from collections.abc import Iterable
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from sahelkg.server import negotiation
from sahelkg.server.errors import NotFound
from sahelkg.server.lookup import facts
from sahelkg.server.routers.util import (
    LOCAL_NAME,
    NAME,
    PROBLEMS,
    InLanguage,
    Listing,
    Page,
    Slug,
    TheExchange,
    TheReader,
    next_page,
    size_of,
)
from sahelkg.store.errors import NotAcceptable
from sahelkg.store.formats import Format

router = APIRouter(tags=["facts"], responses=PROBLEMS)

_JSON = Format("json", "solutions", ("application/json",))
_CSV = Format("csv", "solutions", ("text/csv",), text=True)

_THING = Field(None, pattern=NAME, max_length=300, description="Slug or IRI")


class FactListing(Listing):
    """Which facts."""

    subject: str | None = _THING
    predicate: str | None = Field(None, pattern=LOCAL_NAME, max_length=60, description="Local name: memberOf, funds …")
    object: str | None = _THING
    document: str | None = Field(None, pattern=NAME, max_length=300, description="Id of the document")
    asserted_by: str | None = _THING
    basis: Literal["stated", "inferred"] | None = None
    modality: Literal["asserted", "planned", "proposed", "negated", "opinion"] | None = None
    conflict: str | None = Field(None, pattern=NAME, max_length=300, description="Id of a conflict")
    format: Literal["json", "csv"] | None = Field(None, description="Overrides Accept")

    def filter(self) -> facts.Filter:
        """The facts meant."""
        return facts.Filter(
            subject=self.subject,
            predicate=self.predicate,
            object=self.object,
            document=self.document,
            asserted_by=self.asserted_by,
            basis=self.basis,
            modality=self.modality,
            conflict=self.conflict,
        )


@router.get("/api/facts", response_model=Page[facts.Fact], responses={200: {"content": {"text/csv": {}}}})
async def list_facts(
    request: Request,
    response: Response,
    exchange: TheExchange,
    reader: TheReader,
    listing: Annotated[FactListing, Query()],
) -> Page[facts.Fact] | Response:
    """Facts; up to 2,000 in the order of their ids, more in an order of the store's. CSV is as in ``facts.csv``."""
    choice = negotiation.choose((_JSON, _CSV), exchange.accept.decode("latin-1"))
    wanted = listing.format or (choice.name if choice else None)
    if wanted is None:
        raise NotAcceptable("Facts come as application/json or text/csv.")
    found = await facts.find(reader, listing.filter(), listing.position, size_of(request, listing))
    following = next_page(request, response, found.following)
    claims = await facts.read(reader, found.iris)
    if wanted == "csv":
        headers = {"link": response.headers["link"]} if following else {}
        return Response(csv_text(claims), media_type=_CSV.content_type(), headers=headers)
    return Page(items=[facts.fact(claim, listing.lang) for claim in claims], next=following)


def csv_text(claims: Iterable[facts.Claim]) -> str:
    """Claims as a facts table with its header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, facts.COLUMNS)
    writer.writeheader()
    writer.writerows(facts.row(claim) for claim in claims)
    return text.getvalue()


@router.get("/api/facts/{id}")
async def read_fact(reader: TheReader, id: Slug, parameters: Annotated[InLanguage, Query()]) -> facts.Fact:
    """One fact."""
    found = await facts.read(reader, [facts.claim_iri(id)])
    if not found:
        raise NotFound(f"There is no fact “{id[:80]}”.")
    return facts.fact(found[0], parameters.lang)
