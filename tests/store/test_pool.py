"""The embedded store: who is served when, and what happens to a query that goes wrong."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.store.embedded import EmbeddedStore
from sahelkg.store.errors import (
    Busy,
    DeadlineExceeded,
    MalformedQuery,
    NotAcceptable,
    OutOfMemory,
    ResultTooLarge,
    StoreUnavailable,
)
from sahelkg.store.interface import Query
from sahelkg.store.pool import Limits
from sahelkg.store.queue import FairQueue
from tests.processes import await_end
from tests.server.releases import write_release

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOARDING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases")).store


def within(folder: Path, asked: Any, result_limit: int = 1 << 20, servers: int = 1, **limits: Any) -> Any:
    """What `asked` makes of a store with these limits."""

    async def run() -> Any:
        bounds = Limits(**{"processes": 1, "most": 2, "deadline": 20.0, **limits})
        store = EmbeddedStore(folder, bounds, result_limit, servers)
        await store.open()
        try:
            return await asked(store)
        finally:
            await store.close()

    # In a thread of its own: a browser driven by earlier tests keeps its event loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as aside:
        return aside.submit(lambda: asyncio.run(run())).result()


async def answer(store: EmbeddedStore, text: str, **options: Any) -> bytes:
    found = await store.query(Query(text=text, **options))
    return await found.read()


def test_a_large_answer_comes_in_pieces_that_make_up_the_whole(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> int:
        found = await store.query(Query(text=LARGE + " LIMIT 20000", solutions="csv"))
        assert found.whole is None
        return (await found.read()).count(b"\r\n")

    assert within(folder, asked, result_limit=64 << 20) == 20_001


@pytest.mark.parametrize(
    ("text", "limits", "error"),
    [
        (ENDLESS, {"deadline": 0.3}, DeadlineExceeded),
        (HOARDING, {"memory": 64}, OutOfMemory),
        ("SELECT", {}, MalformedQuery),
        ("SELECT * " + "{" * 3000 + "}" * 3000, {}, MalformedQuery),
    ],
)
def test_a_query_that_goes_wrong_is_told_why_and_the_next_one_is_answered(
    folder: Path, text: str, limits: dict[str, Any], error: type[Exception]
) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        with pytest.raises(error):
            await answer(store, text)
        return await answer(store, "ASK {}", solutions="csv")

    assert within(folder, asked, **limits) == b"true"


def end_workers(store: EmbeddedStore, how: signal.Signals) -> set[int]:
    ended = {worker.pid for worker in store.pool._busy}
    for pid in ended:
        os.kill(pid, how)
    return ended


async def becomes_busy(store: EmbeddedStore, other_than: set[int]) -> None:
    while not {worker.pid for worker in store.pool._busy} - other_than:
        await asyncio.sleep(0.01)


def test_no_query_gives_way_early_while_there_is_room_for_more_workers(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> list[str]:
        ends = await asyncio.gather(*(answer(store, ENDLESS) for _ in range(5)), return_exceptions=True)
        return [str(end) for end in ends]

    assert not [end for end in within(folder, asked, processes=2, most=6, deadline=0.9) if "gave way" in end]


def test_a_query_that_brings_its_worker_down_is_not_tried_again(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        task = asyncio.create_task(answer(store, ENDLESS))
        await becomes_busy(store, set())
        end_workers(store, signal.SIGSEGV)
        with pytest.raises(MalformedQuery):
            await task
        return await answer(store, "ASK {}", solutions="csv")

    assert within(folder, asked) == b"true"


@pytest.mark.parametrize(("how", "error"), [(signal.SIGKILL, OutOfMemory), (signal.SIGTERM, StoreUnavailable)])
def test_a_query_whose_worker_is_ended_by_others_is_tried_again_but_not_for_ever(
    folder: Path, how: signal.Signals, error: type[Exception]
) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        task = asyncio.create_task(answer(store, ENDLESS))
        ended: set[int] = set()
        for _ in range(3):
            assert not task.done()
            await becomes_busy(store, ended)
            ended |= end_workers(store, how)
        with pytest.raises(error):
            await task
        return await answer(store, "ASK {}", solutions="csv")

    assert within(folder, asked) == b"true"


def test_a_worker_that_ended_while_it_stood_ready_is_replaced_before_anybody_notices(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> list[bytes]:
        answers = []
        for _ in range(5):
            for worker in tuple(store.pool._idle):
                os.kill(worker.pid, signal.SIGKILL)
            answers.append(await answer(store, "ASK {}", solutions="csv"))
        return answers

    assert within(folder, asked, processes=3, most=4) == [b"true"] * 5


def test_an_answer_beyond_the_ceiling_fails_half_way(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> None:
        found = await store.query(Query(text=LARGE))
        with pytest.raises(ResultTooLarge):
            await found.read()

    within(folder, asked)


def test_an_answer_of_a_kind_that_is_not_wanted_is_not_acceptable(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> None:
        with pytest.raises(NotAcceptable):
            await answer(store, "ASK {}", solutions=None)
        with pytest.raises(NotAcceptable):
            await answer(store, "CONSTRUCT WHERE { ?s ?p ?o }", graph=None)

    within(folder, asked)


def test_short_queries_overtake_long_ones(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        long = [asyncio.create_task(answer(store, f"{ENDLESS} #{number}", client="heavy")) for number in range(4)]
        await asyncio.sleep(0)
        short = await answer(store, "ASK {}", solutions="csv", client="light")
        for task in long:
            task.cancel()
        ends = await asyncio.gather(*long, return_exceptions=True)
        assert all(isinstance(end, Busy | asyncio.CancelledError) for end in ends)
        return short

    assert within(folder, asked, deadline=30.0) == b"true"


def test_more_than_may_wait_are_sent_away_at_once(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> list[BaseException | bytes]:
        under_way = [asyncio.create_task(answer(store, ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await answer(store, "ASK {}")
        for task in under_way:
            task.cancel()
        return await asyncio.gather(*under_way, return_exceptions=True)

    assert len(within(folder, asked, queue=2)) == 3


def test_one_client_cannot_have_everything(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        greedy = asyncio.create_task(answer(store, ENDLESS, client="greedy"))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await answer(store, "ASK {}", client="greedy")
        other = await answer(store, "ASK {}", solutions="csv", client="other")
        greedy.cancel()
        await asyncio.gather(greedy, return_exceptions=True)
        return other

    assert within(folder, asked, per_client=1) == b"true"


def test_a_folder_that_holds_no_store_is_told_as_such(tmp_path: Path) -> None:
    async def asked(_: EmbeddedStore) -> None: ...

    with pytest.raises(StoreUnavailable):
        within(tmp_path, asked)


def test_nothing_is_left_running_when_a_store_is_closed(folder: Path) -> None:
    processes: list[Path] = []

    async def asked(store: EmbeddedStore) -> None:
        task = asyncio.create_task(answer(store, ENDLESS))
        await answer(store, "ASK {}")
        processes.extend(Path(f"/proc/{worker.pid}") for worker in store.pool._workers)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    within(folder, asked)
    assert processes
    assert not any(process.exists() for process in processes)


_SERVER = f"""
import asyncio, sys
from pathlib import Path
from sahelkg.store.embedded import EmbeddedStore
from sahelkg.store.interface import Query
from sahelkg.store.pool import Limits

async def main():
    store = EmbeddedStore(Path(sys.argv[1]), Limits(processes=2), 1 << 20)
    await store.open()
    asyncio.create_task(store.query(Query(text="{ENDLESS}")))
    await (await store.query(Query(text="SELECT * {{ ?s ?p ?o }} OFFSET 1 LIMIT 1"))).read()
    print(*(worker.pid for worker in store.pool._workers), flush=True)
    await asyncio.sleep(3600)

asyncio.run(main())
"""


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_server_even_in_the_midst_of_a_query(folder: Path, by: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", _SERVER, str(folder)], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        workers = {int(pid) for pid in server.stdout.readline().split()}
        assert workers
        server.send_signal(by)
        await_end(workers)


def test_a_worker_whose_server_is_gone_before_it_begins_ends_at_once(folder: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, subprocess.Popen(["true"]) as gone:
        gone.wait()
        command = [sys.executable, "-m", "sahelkg.store.worker", str(folder), str(theirs.fileno()), "64", str(gone.pid)]
        assert subprocess.run(command, pass_fds=(theirs.fileno(),), check=False).returncode == -signal.SIGKILL


Item = tuple[str, int]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers()), max_size=30))
def test_clients_take_turns_and_each_one_s_own_keep_their_order(items: list[Item]) -> None:
    queue: FairQueue[Item] = FairQueue()
    for item in items:
        queue.put(item[0], item)
    served = [queue.get() for _ in range(len(queue))]
    for client in "abc":
        assert [item for item in served if item[0] == client] == [item for item in items if item[0] == client]
    waiting = {client: sum(1 for item in items if item[0] == client) for client in "abc"}
    fewest = min((number for number in waiting.values() if number), default=0)
    clients = [client for client in waiting if waiting[client]]
    for turn in range(fewest):
        assert {item[0] for item in served[turn * len(clients) : (turn + 1) * len(clients)]} == set(clients)
