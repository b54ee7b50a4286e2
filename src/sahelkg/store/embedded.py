"""The embedded store: Oxigraph in a pool of worker processes, and in this one for lookups when no worker is free."""

import asyncio
import os
from pathlib import Path

from sahelkg.store import scan
from sahelkg.store.errors import Forbidden, MalformedQuery, Refusal, StoreUnavailable
from sahelkg.store.interface import Answer, Query
from sahelkg.store.job import Job
from sahelkg.store.lookups import Lookups
from sahelkg.store.pool import Limits, Pool


class EmbeddedStore:
    """A store folder that Oxigraph wrote, opened for reading."""

    def __init__(self, folder: Path, limits: Limits, result_limit: int, servers: int = 1) -> None:
        """`result_limit` in bytes; `servers` is the number of processes that share the machine as this one does."""
        self.pool = Pool(folder, limits)
        self._folder = folder
        self._shares_processors = servers >= (os.cpu_count() or 1)
        self._result_limit = result_limit

    async def open(self) -> None:
        """Starts the workers. Raises StoreUnavailable when the folder holds no store that can be opened."""
        await self.pool.open()
        try:
            self._lookups = await asyncio.to_thread(Lookups, self._folder)
        except OSError as error:
            await self.pool.close()
            raise StoreUnavailable("The store cannot be opened.") from error

    async def query(self, query: Query) -> Answer:
        # A free worker is a processor more, unless other servers need that; the way to it and back takes time of both.
        found = await self._lookups.answer(query) if self._shares_processors or not self.pool.has_idle else None
        if found is not None:
            return found
        if scan.too_deep(query.text):
            raise MalformedQuery(f"The query nests more than {scan.MAX_DEPTH} brackets.")
        features = query.features or scan.features(query.text)
        job = Job(query, features, self._result_limit, self.pool.leave)
        self.pool.submit(job)
        try:
            return await job.answer
        except MalformedQuery as error:
            if scan.is_update(query.text):
                raise Forbidden("Only queries are answered here; the graph cannot be changed.") from error
            raise
        except Refusal:
            raise
        except BaseException:
            job.abandon()
            raise

    def state(self) -> dict[str, float]:
        return {**self.pool.state(), **{f"killed_{name}": number for name, number in self.pool.kills.items()}}

    async def close(self) -> None:
        await self.pool.close()
