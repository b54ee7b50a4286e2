"""The embedded store: Oxigraph in a pool of worker processes, and in this one for lookups."""

import asyncio
import os
from functools import partial
from pathlib import Path

from sahelkg.store import scan
from sahelkg.store.desk import Desk
from sahelkg.store.errors import Forbidden, MalformedQuery, Refusal, StoreUnavailable
from sahelkg.store.interface import Answer, Query
from sahelkg.store.job import Job, query_request
from sahelkg.store.pool import Limits, Pool
from sahelkg.store.texts import Texts


class EmbeddedStore:
    """A store folder that Oxigraph wrote, opened for reading."""

    def __init__(self, folder: Path, limits: Limits, result_limit: int, servers: int = 1) -> None:
        """`result_limit` in bytes; `servers` is the number of processes that share the machine as this one does."""
        self.pool = Pool(folder, limits)
        self._folder = folder
        self._texts = Texts(folder)
        self._servers = servers
        self._result_limit = result_limit

    async def open(self) -> None:
        """Starts the workers. Raises StoreUnavailable when the folder holds no store that can be opened."""
        await self.pool.open()
        try:
            alone = self._servers < (os.cpu_count() or 1)
            self._desk = await asyncio.to_thread(partial(Desk, self._folder, self.pool, alone=alone))
            self._texts.begin()
        except OSError as error:
            await self.pool.close()
            raise StoreUnavailable("The store cannot be opened.") from error

    async def query(self, query: Query) -> Answer:
        found = await self._desk.answer(query)
        if found is not None:
            return found
        if scan.too_deep(query.text):
            raise MalformedQuery(f"The query nests more than {scan.MAX_DEPTH} brackets.")
        features = query.features or scan.features(query.text)
        job = Job(query.client, query_request(query, features, self._result_limit), self.pool.leave)
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

    @property
    def texts(self) -> Texts | None:
        """The names and quotes, once they are laid out for searching."""
        return self._texts if self._texts.ready else None

    def state(self) -> dict[str, float]:
        return {**self.pool.state(), **{f"killed_{name}": number for name, number in self.pool.kills.items()}}

    async def close(self) -> None:
        await self._texts.close()
        await self.pool.close()
