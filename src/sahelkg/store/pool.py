"""The pool of workers: who works on what, for how long, and who waits.

Short queries are served at once by the workers that stand ready. A query that runs longer than a moment counts as slow:
it yields its processor to others and another worker takes its place, up to a bound. When all are slow and somebody has
waited, the query that has run longest gives way. So no set of queries, however heavy, holds up the short ones for long.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sahelkg.store import errors
from sahelkg.store.job import Job
from sahelkg.store.process import Death, WorkerProcess
from sahelkg.store.queue import FairQueue

_TICK = 0.05
_MOMENT = 0.1
_WHILE = 0.25
_LONG = 1.0
_TRIES = 3
_PATIENCE = 0.05
_LONG_PATIENCE = 0.3
_GRACE = 0.1
_IDLE_EXTRA = 20.0
_BLOATED = 160 << 20
_STALLED = 6
"""A query whose client reads slowly may take so many times its deadline in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the pool may use: `processes` stand ready, `most` may be at work; sizes in MiB, times in seconds."""

    processes: int = 4
    most: int = 12
    deadline: float = 10.0
    memory: int = 512
    total_memory: int = 1536
    queue: int = 256
    per_client: int = 128
    stalled: float = 20.0


class Pool:
    """Workers over one store folder."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._workers: set[WorkerProcess] = set()
        self._idle: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._queue: FairQueue[Job] = FairQueue()
        self._by_client: Counter[str] = Counter()
        self._starting: set[asyncio.Task[None]] = set()
        self._tick: asyncio.TimerHandle | None = None
        self._closed = False
        self._ready = asyncio.Event()
        self.kills: Counter[str] = Counter()

    async def open(self) -> None:
        """Starts the workers. Raises StoreUnavailable when none can open the store."""
        for _ in range(self._limits.processes):
            self._spawn()
        waiter = asyncio.create_task(self._ready.wait())
        try:
            while not self._ready.is_set():
                await asyncio.wait({waiter}, timeout=_TICK)
                if not self._workers and not self._starting:
                    raise errors.StoreUnavailable("The store cannot be opened.")
        finally:
            waiter.cancel()

    async def close(self) -> None:
        """Ends all workers; running queries fail."""
        self._closed = True
        if self._tick is not None:
            self._tick.cancel()
        for job in self._queue:
            job.fail(errors.StoreUnavailable("The service is stopping."))
        for worker in tuple(self._workers):
            worker.kill(errors.StoreUnavailable("The service is stopping."))
        while self._workers or self._starting:
            await asyncio.sleep(_TICK / 5)

    @property
    def quiet(self) -> bool:
        """Whether nothing runs and nothing waits."""
        return not self._busy and not self._queue

    @property
    def has_idle(self) -> bool:
        """Whether a worker stands ready."""
        return bool(self._idle)

    def state(self) -> dict[str, float]:
        """How many workers there are, are busy, are slow, and how many queries wait."""
        now = time.monotonic()
        return {
            "workers": len(self._workers),
            "busy": len(self._busy),
            "slow": len(self._slow(now)),
            "waiting": len(self._queue),
        }

    def submit(self, job: Job) -> None:
        """Starts the job or lets it wait. Raises Busy when too many wait already."""
        if self._closed:
            raise errors.StoreUnavailable("The service is stopping.")
        if self._by_client[job.client] >= self._limits.per_client:
            raise errors.Busy("You have too many queries under way; wait for one to end.")
        if self._idle:
            self._assign(self._idle.pop(), job)
        elif len(self._queue) < self._limits.queue:
            self._queue.put(job.client, job)
        else:
            raise errors.Busy("All workers are taken and too many queries wait.")
        self._by_client[job.client] += 1
        job.answer.add_done_callback(lambda _: self._count_down(job.client))
        if self._tick is None:
            self._tick = asyncio.get_running_loop().call_later(_TICK, self._supervise)

    def leave(self, job: Job) -> None:
        """The client of the job has gone: it is taken out of the line, or stopped unless it ends by itself soon."""
        self._queue.discard(job.client, job)

    def _count_down(self, client: str) -> None:
        self._by_client[client] -= 1
        if self._by_client[client] <= 0:
            del self._by_client[client]

    def _assign(self, worker: WorkerProcess, job: Job) -> None:
        self._busy.add(worker)
        worker.assign(job)

    def _spawn(self) -> None:
        worker = WorkerProcess(self._store, self._limits.memory, self._worker_idle, self._worker_dead, self._job_lost)
        try:
            worker.start()
        except OSError:
            return
        self._workers.add(worker)
        task = asyncio.get_running_loop().create_task(worker.connect())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    def _worker_idle(self, worker: WorkerProcess) -> None:
        if worker not in self._workers:
            return
        self._busy.discard(worker)
        self._ready.set()
        if self._closed:
            worker.end()
        elif self._queue:
            self._assign(worker, self._queue.get())
        else:
            worker.idle_since = time.monotonic()
            self._idle.append(worker)

    def _worker_dead(self, worker: WorkerProcess) -> None:
        self._workers.discard(worker)
        self._busy.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if not self._closed and self._ready.is_set() and len(self._workers) < self._limits.processes:
            self._spawn()

    def _job_lost(self, job: Job, death: Death) -> None:
        """A worker ended under its query: when somebody else ended it, another takes the query over, but not for ever."""
        job.tries += 1
        if death.from_outside and job.tries < _TRIES and not job.answer.done() and not self._closed:
            if self._idle:
                self._assign(self._idle.pop(), job)
            else:
                self._queue.put(job.client, job)
        else:
            job.fail(death.reason)

    def _kill(self, worker: WorkerProcess, reason: errors.Refusal) -> None:
        self.kills[type(reason).__name__] += 1
        worker.kill(reason)
        self._busy.discard(worker)
        self._workers.discard(worker)
        if not self._closed and len(self._workers) < self._limits.processes + len(self._slow(time.monotonic())):
            self._spawn()

    def _slow(self, now: float, seconds: float = _MOMENT) -> list[WorkerProcess]:
        """The workers whose query has run for so many seconds."""
        return [worker for worker in self._busy if worker.job is not None and now - worker.job.started > seconds]

    def _supervise(self) -> None:
        """Looks after running and waiting queries, twenty times a second while there are any."""
        self._tick = None
        now = time.monotonic()
        for worker in tuple(self._busy):
            if worker.job is not None and now - worker.job.started > _TICK:
                self._look_after(worker, worker.job, now)
        self._bound_total_memory(now)
        for job in self._queue:
            if now - job.submitted > self._limits.deadline:
                self._queue.discard(job.client, job)
                job.fail(errors.Busy("No worker became free before the deadline."))
        self._make_room(now)
        self._trim(now)
        if not self._closed and (not self.quiet or len(self._workers) > self._limits.processes):
            self._tick = asyncio.get_running_loop().call_later(_TICK, self._supervise)

    def _look_after(self, worker: WorkerProcess, job: Job, now: float) -> None:
        deadline = self._limits.deadline
        stalled = job.paused_since is not None and now - job.paused_since > self._limits.stalled
        if job.left_at is not None:
            if now - job.left_at > _GRACE:
                self._kill(worker, errors.ClientLeft("The client left."))
        elif job.running_time(now) > deadline:
            self._kill(worker, errors.DeadlineExceeded(f"The query was stopped after {deadline:g} seconds."))
        elif stalled or now - job.submitted > _STALLED * deadline:
            self._kill(worker, errors.ClientLeft("The client reads too slowly."))
        elif worker.memory() > self._limits.memory << 20:
            self._kill(worker, errors.OutOfMemory(f"The query needed more than {self._limits.memory} MiB of memory."))
        elif now - job.started > _WHILE and not worker.reniced:
            worker.yield_to_others()

    def _bound_total_memory(self, now: float) -> None:
        running = self._slow(now)
        if len(running) < 2:
            return
        sizes = {worker: worker.memory() for worker in running}
        if sum(sizes.values()) > self._limits.total_memory << 20:
            largest = max(running, key=sizes.__getitem__)
            self._kill(largest, errors.OutOfMemory("The queries under way needed too much memory together; this one most."))

    def _make_room(self, now: float) -> None:
        """When queries have waited: more workers in place of those that are slow, and an end to the longest.

        While there is room for more workers, only a query that has run for long gives way.
        """
        waited = [job for job in self._queue if now - job.submitted > _PATIENCE]
        if not waited:
            return
        slow = self._slow(now)
        wanted = self._limits.processes + len(slow) - len(self._workers)
        room = self._limits.most - len(self._workers)
        for _ in range(min(wanted, room, len(waited))):
            self._spawn()
        pressed = sum(1 for job in waited if now - job.submitted > _LONG_PATIENCE)
        seconds = _LONG if len(self._workers) < self._limits.most else _MOMENT
        spare = len(self._workers) - len(slow)
        for _ in range(min(pressed, len(self._slow(now, seconds)), self._limits.processes - spare)):
            longest = self._to_give_way(self._slow(now, seconds))
            self._kill(longest, errors.Busy("Many long queries run; this one gave way to others."))

    @staticmethod
    def _to_give_way(slow: list[WorkerProcess]) -> WorkerProcess:
        """Of the clients with most slow queries, the query that has run longest."""
        by_client = Counter(worker.job.client for worker in slow if worker.job is not None)
        return max(slow, key=lambda worker: (by_client[worker.job.client], -worker.job.started) if worker.job else (0, 0.0))

    def _trim(self, now: float) -> None:
        """Lets go of workers that nobody has needed for a while, and replaces those that have grown fat."""
        for worker in tuple(self._idle):
            extra = len(self._workers) > self._limits.processes
            if (extra and now - worker.idle_since > _IDLE_EXTRA) or worker.memory() > _BLOATED:
                self._idle.remove(worker)
                worker.end()
