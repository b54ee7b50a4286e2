"""The release that is served, and how a newer one takes its place without a request being dropped."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from sahelkg.errors import SahelkgError
from sahelkg.release import Release, open_release, verify
from sahelkg.server import compression
from sahelkg.server.cache import AnswerCache, Key, Ready
from sahelkg.server.flights import Flight
from sahelkg.store.errors import Refusal
from sahelkg.store.interface import Query, Store

_DRAIN = 0.2
_PROBE = Query(text="ASK { ?s ?p ?o }")

Opener = Callable[[Release], Awaitable[Store]]


class ServedRelease:
    """A release with its store and the answers that are ready. `tag` begins the entity tags of all its answers."""

    def __init__(self, release: Release, store: Store, cache: AnswerCache) -> None:
        self.release = release
        self.store = store
        self.cache = cache
        self.digest = release.digest
        self.tag = release.digest[:16]
        self.exchanges = 0
        self._flights: dict[Key, Flight] = {}
        self._compressing: set[asyncio.Task[None]] = set()

    def ready(self, key: Key) -> Ready | None:
        """The answer kept under a key. One that is asked for again gets compressed twins, made beside the event loop."""
        found = self.cache.get(key)
        if found is not None and not found.compressed:
            found.compressed = True
            content_type = next((value for name, value in found.headers if name == b"content-type"), b"")
            if compression.worthwhile(content_type, len(found.body)):
                task = asyncio.get_running_loop().create_task(self._compress(key, found))
                self._compressing.add(task)
                task.add_done_callback(self._compressing.discard)
        return found

    async def awaited(self, key: Key, patience: float) -> Ready | None:
        """The answer that another request under way brings within `patience` seconds. Raises the Refusal that it met.

        None when there is no such request or it brings none: then the answer is to be made, within `flight`.
        """
        if key not in self._flights:
            return None
        until = time.monotonic() + patience
        while (flight := self._flights.get(key)) is not None:
            outcome = await flight.landing(until - time.monotonic())
            if isinstance(outcome, Refusal):
                raise outcome.with_traceback(None)
            if outcome is not False:
                return self.ready(key)
        return None

    def flight(self, key: Key) -> Flight:
        """The context in which the answer under a key is made, for which others may wait."""
        return Flight(self._flights, key)

    async def _compress(self, key: Key, ready: Ready) -> None:
        self.cache.grow(key, ready, await asyncio.to_thread(compression.twins, ready.body))


class Releases:
    """Follows a releases folder (or stays with one release).

    `refused` is the digest or path of a newer release that could not be opened, with the reason; `waiting` is the digest of
    one that is being opened.
    """

    def __init__(self, path: Path, opener: Opener, cache_budget: int, cache_entry: int) -> None:
        """Cache sizes in bytes."""
        self._path = path
        self._opener = opener
        self._cache_budget = cache_budget
        self._cache_entry = cache_entry
        self._lock = asyncio.Lock()
        self._retiring: set[asyncio.Task[None]] = set()
        self._seen: tuple[str, int] | None = None
        self.current: ServedRelease | None = None
        self.waiting: str | None = None
        self.refused: tuple[str, str] | None = None
        self.swaps = 0

    async def open(self) -> None:
        """Opens the current release. Raises SahelkgError when it is absent or damaged."""
        self._seen = self._pointer()
        release = await asyncio.to_thread(open_release, self._path)
        self.current = await self._serve(release)

    async def close(self) -> None:
        """Ends the stores of all releases."""
        for task in self._retiring:
            task.cancel()
        await asyncio.gather(*self._retiring, return_exceptions=True)
        if self.current is not None:
            await self.current.store.close()

    async def watch(self, seconds: float) -> None:
        """Looks for a newer release every so many seconds, for ever."""
        while True:
            await asyncio.sleep(seconds)
            if self._pointer() != self._seen:
                await self.refresh()

    async def refresh(self) -> None:
        """Takes up the release that is current in the folder now; keeps to the old one where that cannot be served."""
        async with self._lock:
            self._seen = self._pointer()
            name = self._seen[0]
            try:
                release = await asyncio.to_thread(open_release, self._path)
                name = release.digest
                if self.current is not None and release.digest == self.current.digest:
                    self.refused = None
                    return
                self.waiting = release.digest
                await asyncio.to_thread(verify, release)
                served = await self._serve(release)
            except (SahelkgError, OSError) as error:
                # The message names a path of this machine, which is for the log, not for the world.
                self.refused = (Path(name).name, _without_paths(error))
                return
            finally:
                self.waiting = None
            old, self.current = self.current, served
            self.refused = None
            self.swaps += 1
            if old is not None:
                task = asyncio.get_running_loop().create_task(_retire(old))
                self._retiring.add(task)
                task.add_done_callback(self._retiring.discard)

    async def _serve(self, release: Release) -> ServedRelease:
        store = await self._opener(release)
        try:
            answer = await store.query(_PROBE)
            await answer.read()
        except BaseException:
            await store.close()
            raise
        return ServedRelease(release, store, AnswerCache(self._cache_budget, self._cache_entry))

    def _pointer(self) -> tuple[str, int]:
        """What `current` points at; changes whenever another release is published."""
        link = self._path / "current"
        try:
            return str(link.resolve()), link.lstat().st_mtime_ns
        except OSError:
            return str(self._path), 0


async def _retire(old: ServedRelease) -> None:
    """Ends a store once nothing is being answered from it."""
    try:
        while old.exchanges:
            await asyncio.sleep(_DRAIN)
    finally:
        await old.store.close()


def _without_paths(error: Exception) -> str:
    words = [Path(word.rstrip(":,;")).name if "/" in word else word for word in str(error).split()]
    return " ".join(words)
