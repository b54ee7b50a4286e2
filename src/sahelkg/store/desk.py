"""Where lookups are answered: here, and by a worker that is free, several at a time.

The engine answers several lookups, one after the other, in less time than as many that come in between other work: its code
and data are still in the processor's caches. And the way to a worker and back costs as much for many as for one.
"""

import asyncio
import marshal
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from sahelkg.store.formats import INDEX
from sahelkg.store.interface import Answer, Query, whole_answer
from sahelkg.store.job import Job, lookups_request
from sahelkg.store.lookups import is_lookup, look_up
from sahelkg.store.pool import Pool

_HERE = 16
_AWAY = 48
"""Lookups that are answered here before other work gets its turn, and those that a worker takes at once: three of four,
since this process has the requests to read and the answers to send as well."""

_Asked = tuple[str, str, str]
"""The text of a lookup, the base of its IRIs, and the format by its short name."""

_Turn = asyncio.Future[bytes | None]


class Desk:
    """Lookups in a store folder, opened for reading."""

    def __init__(self, folder: Path, pool: Pool, *, alone: bool) -> None:
        """`alone` when nothing else needs the processor that a free worker would work on.

        Raises OSError when the folder holds no store.
        """
        self._store = Store.read_only(str(folder))
        self._pool = pool
        self._alone = alone
        self._waiting: list[tuple[_Asked, _Turn]] = []

    async def answer(self, query: Query) -> Answer | None:
        """The answer to a lookup; None for what is none, is long, or fails: a worker of its own tells then what is wrong."""
        form = query.solutions
        if form is None or query.dataset or not is_lookup(query.text):
            return None
        loop = asyncio.get_running_loop()
        if not self._waiting:
            loop.call_soon(self._hand_out)
        turn: _Turn = loop.create_future()
        self._waiting.append(((query.text, query.base, form), turn))
        body = await turn
        return None if body is None else whole_answer(INDEX[form], body)

    def _hand_out(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._alone and self._pool.has_idle:
            away = min(_AWAY, -(-len(waiting) * _AWAY // (_HERE + _AWAY)))
            self._send(waiting[:away])
            waiting = waiting[away:]
        if len(waiting) > _HERE:
            self._waiting = waiting[_HERE:]
            asyncio.get_running_loop().call_soon(self._hand_out)
        for asked, turn in waiting[:_HERE]:
            if not turn.done():
                turn.set_result(look_up(self._store, *asked))

    def _send(self, lookups: list[tuple[_Asked, _Turn]]) -> None:
        job = Job("", lookups_request([asked for asked, _ in lookups]), self._pool.leave)
        job.answer.add_done_callback(partial(_deliver, [turn for _, turn in lookups]))
        self._pool.submit(job)


def _deliver(turns: list[_Turn], answered: asyncio.Future[Answer]) -> None:
    failed = answered.cancelled() or answered.exception() is not None
    bodies = [None] * len(turns) if failed else marshal.loads(answered.result().whole or b"")
    for turn, body in zip(turns, bodies, strict=True):
        if not turn.done():
            turn.set_result(body)
