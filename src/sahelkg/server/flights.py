"""Requests that want the same answer at the same time: the first works on it, the others wait for what it brings."""

import asyncio
from types import TracebackType
from typing import Self

from sahelkg.server.cache import Key
from sahelkg.store.errors import ClientLeft, Refusal


class Flight:
    """Work on one answer; a context, the end of which ends the others' waiting.

    Those that wait are told the Refusal that the work met; True when the answer is kept if it ever will be; False when the
    work was given up, since its client left.
    """

    __slots__ = ("_flights", "_key", "_outcome", "_waiting")

    def __init__(self, flights: dict[Key, "Flight"], key: Key) -> None:
        self._flights = flights
        self._key = key
        self._outcome: Refusal | bool | None = None
        self._waiting: asyncio.Future[Refusal | bool] | None = None

    def __enter__(self) -> Self:
        self._flights.setdefault(self._key, self)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if error is None:
            self._land(True)
        else:
            self._land(error if isinstance(error, Refusal) and not isinstance(error, ClientLeft) else False)

    async def landing(self, patience: float) -> Refusal | bool | None:
        """What comes of the work; None when nothing has come of it after so many seconds."""
        if self._outcome is None:
            self._waiting = self._waiting or asyncio.get_running_loop().create_future()
            await asyncio.wait({self._waiting}, timeout=patience)
        return self._outcome

    def let_others_go(self) -> None:
        """Ends the waiting: the answer is kept by now, or will not be, and whoever waits works on one of their own."""
        self._land(True)

    def _land(self, outcome: Refusal | bool) -> None:
        if self._outcome is None:
            self._outcome = outcome
            if self._waiting is not None:
                self._waiting.set_result(outcome)
            if self._flights.get(self._key) is self:
                del self._flights[self._key]
