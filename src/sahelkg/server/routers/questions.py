"""The competency questions: listed, and asked with other values."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from sahelkg.questions import ParameterError, Question
from sahelkg.server import negotiation
from sahelkg.server.errors import BadRequest, NotFound
from sahelkg.server.routers.util import PROBLEMS, Slug, TheExchange, TheReader, TheService
from sahelkg.store.errors import NotAcceptable
from sahelkg.store.formats import SOLUTIONS
from sahelkg.store.interface import Query

router = APIRouter(tags=["questions"], responses=PROBLEMS)


class QuestionParameter(BaseModel):
    """Something that may vary in a question."""

    name: str
    kind: str
    default: str


class QuestionSummary(BaseModel):
    """A question with its words and its query."""

    name: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    parameters: list[QuestionParameter]
    sparql: str
    url: str


class Questions(BaseModel):
    """All questions."""

    items: list[QuestionSummary]


@router.get("/api/queries")
async def list_questions(service: TheService) -> Questions:
    """The questions that the graph is made to answer."""
    return Questions(
        items=[
            QuestionSummary(
                name=question.name,
                title=question.titles,
                description=question.descriptions,
                parameters=[
                    QuestionParameter(name=parameter.name, kind=parameter.kind, default=parameter.default)
                    for parameter in question.parameters
                ],
                sparql=question.sparql,
                url=service.urls.to(f"/api/queries/{question.name}"),
            )
            for question in service.questions.values()
        ]
    )


@router.get("/api/queries/{name}", responses={200: {"content": {format_.media_types[0]: {} for format_ in SOLUTIONS}}})
async def ask_question(
    request: Request, exchange: TheExchange, reader: TheReader, service: TheService, name: Slug
) -> Response:
    """The answer to a question. Query parameters: those of the question, and ``format``."""
    question = _question(service, name)
    values = dict(request.query_params)
    format_ = values.pop("format", None)
    try:
        text = question.asked_with(values)
    except ParameterError as error:
        raise BadRequest(str(error)) from error
    wanted = negotiation.named(format_) if format_ else negotiation.choices(exchange.accept.decode("latin-1"))
    if wanted.solutions is None:
        raise NotAcceptable("Answers come as SPARQL results: JSON, XML, CSV or TSV.")
    answer = await reader.store.query(Query(text=text, solutions=wanted.solutions.name, client=reader.client))
    media_type = wanted.solutions.content_type
    if answer.whole is not None:
        return Response(answer.whole, media_type=media_type)
    return StreamingResponse(answer.chunks, media_type=media_type)


def _question(service: TheService, name: str) -> Question:
    found = service.questions.get(name)
    if found is None:
        raise NotFound(f"There is no question “{name[:80]}”; /api/queries lists them.")
    return found
