"""Requests for the same answer at the same time: the work is done once, and nobody is worse off for it."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from sahelkg.store.interface import Answer, Query
from tests.server.conftest import LiveServer, StartServer

AT_ONCE = 8
_PATIENCE = 60


@pytest.fixture
def held(start_server: StartServer) -> Callable[..., "Held"]:
    """Starts a server whose store answers nothing until it is told to."""
    return lambda **settings: Held(start_server(**settings))


class Held:
    """A server that holds back its store; `asked` are the queries that reached it."""

    def __init__(self, live: LiveServer) -> None:
        self.live = live
        self.asked: list[str] = []
        self.reached = threading.Semaphore(0)
        self._service = live.edge.service  # type: ignore[attr-defined]
        self._gate = asyncio.run_coroutine_threadsafe(self._make_gate(), self._service.loop).result()
        store = self._service.releases.current.store
        answer = store.query

        async def query(query: Query) -> Answer:
            self.asked.append(query.text)
            self.reached.release()
            await self._gate.wait()
            found: Answer = await answer(query)
            return found

        store.query = query

    @staticmethod
    async def _make_gate() -> asyncio.Event:
        return asyncio.Event()

    def let_go(self) -> None:
        self._service.loop.call_soon_threadsafe(self._gate.set)

    def wait_for_requests(self, number: int) -> None:
        """Returns when so many requests are under way; fails where they do not come."""
        given_up = time.monotonic() + _PATIENCE
        while len(self.live.edge._under_way) < number:  # type: ignore[attr-defined]
            assert time.monotonic() < given_up, "the requests do not reach the service"


def at_once(held: Held, ask: Callable[[httpx.Client], httpx.Response]) -> list[httpx.Response]:
    """The responses to the same request by several clients, all under way before the store answers."""

    def one() -> httpx.Response:
        with held.live.client() as client:
            return ask(client)

    with ThreadPoolExecutor(AT_ONCE) as clients:
        asked = [clients.submit(one) for _ in range(AT_ONCE)]
        held.wait_for_requests(AT_ONCE)
        held.let_go()
        return [each.result() for each in asked]


QUERY = "SELECT ?s { ?s a <https://w3id.org/sahelkg/ontology#State> }"


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.get("/sparql", params={"query": QUERY}),
        lambda client: client.post("/sparql", data={"query": QUERY}),
    ],
)
def test_the_same_query_at_once_is_asked_once(
    held: Callable[..., Held], ask: Callable[[httpx.Client], httpx.Response]
) -> None:
    server = held()
    responses = at_once(server, ask)
    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1
    assert server.asked == [QUERY]


def test_the_same_address_at_once_is_worked_on_once(held: Callable[..., Held]) -> None:
    server = held()
    responses = at_once(server, lambda client: client.get("/api/entities/mali"))
    assert {response.json()["label"] for response in responses} == {"Mali"}
    assert len(set(server.asked)) == len(server.asked)


def test_what_is_wrong_with_a_query_is_told_to_all_who_asked_it(held: Callable[..., Held]) -> None:
    server = held()
    responses = at_once(server, lambda client: client.get("/sparql", params={"query": "SELECT"}))
    assert {response.status_code for response in responses} == {400}
    assert len({response.json()["request_id"] for response in responses}) == AT_ONCE
    assert server.asked == ["SELECT"]


def test_answers_that_differ_from_time_to_time_are_made_for_each(held: Callable[..., Held]) -> None:
    server = held()
    responses = at_once(server, lambda client: client.get("/sparql", params={"query": "SELECT (UUID() AS ?x) {}"}))
    assert len({response.text for response in responses}) == AT_ONCE


def test_an_answer_too_large_to_keep_reaches_all_who_asked(held: Callable[..., Held]) -> None:
    server = held(cache_entry=1)
    query = "SELECT ?s ?p ?o { ?s ?p ?o }"
    responses = at_once(server, lambda client: client.get("/sparql", params={"query": query}))
    assert len({response.content for response in responses}) == 1
    assert len(responses[0].content) > 1024


def test_when_the_one_who_asked_first_leaves_another_takes_over(held: Callable[..., Held]) -> None:
    server = held()

    def ask(patience: float) -> httpx.Response:
        return httpx.get(f"{server.live.url}/sparql", params={"query": QUERY}, timeout=patience)

    with ThreadPoolExecutor(2) as clients:
        first = clients.submit(ask, 1.0)
        server.reached.acquire()
        second = clients.submit(ask, 30.0)
        server.wait_for_requests(2)
        with pytest.raises(httpx.ReadTimeout):
            first.result()
        server.reached.acquire()
        server.let_go()
        assert second.result().status_code == 200
    assert server.asked == [QUERY, QUERY]
