"""``/store``: the read side of the SPARQL 1.1 Graph Store Protocol."""

from sahelkg.server.downloads import send_file
from sahelkg.server.errors import BadRequest, MethodNotAllowed, NotFound
from sahelkg.server.exchange import Exchange
from sahelkg.server.negotiation import Choice, Choices, choices, first_known, named
from sahelkg.server.sparql import Parameters, check_iri, send_answer
from sahelkg.store.errors import NotAcceptable
from sahelkg.store.interface import Query
from sahelkg.vocabulary import REIFIERS_GRAPH

_DUMP = "sahelkg"
_AS_DATASET = ("nq", "trig")
"""Formats whose dump holds every graph, so that a single graph cannot be taken from it."""


class GraphStore:
    """Graphs by name: ``?default`` and ``?graph=IRI``."""

    async def answer(self, exchange: Exchange) -> None:
        """Sends a graph. Raises Refusal."""
        if exchange.method not in ("GET", "HEAD"):
            raise MethodNotAllowed("Graphs can only be read here.", "GET, HEAD, OPTIONS")
        parameters = Parameters(exchange.query_string)
        choice = _choice(exchange, parameters)
        graph = parameters.one("graph")
        if ("default" in parameters) == (graph is not None):
            raise BadRequest("Name one graph: “default”, or “graph” with an IRI.")
        dump = exchange.release.release.dumps / f"{_DUMP}.{choice.name}"
        if graph is None and choice.name not in _AS_DATASET and dump.is_file():
            await send_file(exchange, dump, choice.content_type)
            return
        pattern = "{ ?s ?p ?o }"
        if graph is not None:
            check_iri(graph)
            await self._check_exists(exchange, graph)
            pattern = f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        key = exchange.key
        with exchange.release.flight(key) as flight:
            answer = await exchange.release.store.query(
                Query(text=f"CONSTRUCT {{ ?s ?p ?o }} WHERE {pattern}", graph=choice.name, client=exchange.client)
            )
            await send_answer(exchange, answer, Choices(None, choice), key, flight)

    async def _check_exists(self, exchange: Exchange, graph: str) -> None:
        text = f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = await exchange.release.store.query(Query(text=text, solutions="csv", client=exchange.client))
        if b"true" not in await answer.read():
            raise NotFound(f"There is no graph <{graph}>; there are the default graph and <{REIFIERS_GRAPH}>.")


def _choice(exchange: Exchange, parameters: Parameters) -> Choice:
    name = first_known(parameters.all("format"))
    choice = (named(name) if name else choices(exchange.accept.decode("latin-1"))).graph
    if choice is None:
        raise NotAcceptable("None of the accepted formats is one that a graph can have.")
    return choice
