"""The pool's end of a worker process: starts it, hands it jobs, reads its frames, ends it."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sahelkg.store import errors, wire
from sahelkg.store.job import Job

_PAGE = os.sysconf("SC_PAGE_SIZE")
_NICE = 19
_STDERR_TAIL = 16_000


Listener = Callable[["WorkerProcess"], None]


@dataclass(frozen=True, slots=True)
class Death:
    """Why a process went; `from_outside` when it was not the query's doing, as far as one can tell."""

    reason: errors.Refusal
    from_outside: bool


class WorkerProcess(asyncio.Protocol):
    """One worker.

    `on_idle` and `on_death` are called with it when it awaits a job and when it is gone, `on_loss` with an unfinished job.
    """

    def __init__(
        self, store: Path, megabytes: int, on_idle: Listener, on_death: Listener, on_loss: Callable[[Job, Death], None]
    ) -> None:
        self._store = store
        self._megabytes = megabytes
        self._on_idle = on_idle
        self._on_death = on_death
        self._on_loss = on_loss
        self._buffer = b""
        self._ending: errors.Refusal | None = None
        self.job: Job | None = None
        self.idle_since = 0.0
        self.reniced = False

    def start(self) -> None:
        """Starts the process; `connect` must follow. Raises OSError when there can be no more processes."""
        self._ours, theirs = socket.socketpair()
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 — lives as long as the process
        with theirs:
            arguments = [str(self._store), str(theirs.fileno()), str(self._megabytes), str(os.getpid())]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "sahelkg.store.worker", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
                pass_fds=(theirs.fileno(),),
                env={**os.environ, "MALLOC_ARENA_MAX": "2"},
            )

    async def connect(self) -> None:
        """Listens to the process; `on_idle` follows when it has opened the store."""
        self._ours.setblocking(False)
        await asyncio.get_running_loop().create_connection(lambda: self, sock=self._ours)

    @property
    def pid(self) -> int:
        return self._process.pid

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def assign(self, job: Job) -> None:
        """Gives the worker a job; it must be idle."""
        self.job = job
        job.begin(self._transport)
        self._transport.write(job.request)

    def data_received(self, data: bytes) -> None:
        buffer = self._buffer + data if self._buffer else data
        position = 0
        size = wire.HEADER.size
        while len(buffer) - position >= size:
            letter, length = wire.HEADER.unpack_from(buffer, position)
            end = position + size + length
            if len(buffer) < end:
                break
            self._take(letter, buffer[position + size : end])
            position = end
        self._buffer = buffer[position:]

    def _take(self, letter: bytes, body: bytes) -> None:
        job = self.job
        if letter == wire.READY:
            self._on_idle(self)
        elif job is not None:
            if letter == wire.WHOLE:
                job.answer_whole(body[0], body[1:])
            elif letter == wire.BEGIN:
                job.answer_begins(body[0])
            elif letter == wire.DATA:
                job.answer_goes_on(body)
            elif letter == wire.END:
                job.answer_ends()
            elif letter == wire.FAILURE:
                job.fail(_refusal(json.loads(body)))
            if letter in (wire.WHOLE, wire.END, wire.FAILURE):
                self._free()

    def _free(self) -> None:
        self.job = None
        # A long query may have left its reader paused.
        self._transport.resume_reading()
        if self.reniced and not self._restore_priority():
            self.end()
        else:
            self._on_idle(self)

    def connection_lost(self, exc: Exception | None) -> None:
        job, self.job = self.job, None
        self._on_death(self)

        def bury(reaped: asyncio.Future[Death]) -> None:
            if job is not None:
                self._on_loss(job, Death(self._ending, False) if self._ending else reaped.result())

        asyncio.get_running_loop().run_in_executor(None, self._reap).add_done_callback(bury)

    def _reap(self) -> "Death":
        """Waits for the process to be gone and tells why it went."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        with self._stderr:
            self._stderr.seek(0, os.SEEK_END)
            self._stderr.seek(max(0, self._stderr.tell() - _STDERR_TAIL))
            last_words = self._stderr.read().decode(errors="replace")
        code = self._process.returncode
        if "memory allocation" in last_words or "MemoryError" in last_words:
            return Death(errors.OutOfMemory("The query needed more memory than a query may have."), False)
        if "total order" in last_words:
            return Death(
                errors.MalformedQuery("The engine cannot sort texts, numbers and dates together; sort by STR(…)."), False
            )
        if code in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS):
            return Death(errors.MalformedQuery("The query is nested or chained too deeply for the engine."), False)
        if code == -signal.SIGKILL:
            # The system kills so what takes too much memory; the query need not be what did.
            return Death(errors.OutOfMemory("The query needed more memory than this machine has."), True)
        return Death(errors.StoreUnavailable("The engine was stopped while it worked on the query."), True)

    def kill(self, reason: errors.Refusal) -> None:
        """Stops the process at once; its job fails with `reason`."""
        self._ending = reason
        if self.job is not None:
            self.job.fail(reason)
        self._process.kill()

    def end(self) -> None:
        """Lets the process go: it ends when it finds the connection closed."""
        self._transport.close()

    def memory(self) -> int:
        """Resident bytes; 0 when the process is gone."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def yield_to_others(self) -> None:
        """Lowers the priority, so that short queries overtake this one."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _NICE)
            self.reniced = True

    def _restore_priority(self) -> bool:
        try:
            os.setpriority(os.PRIO_PROCESS, self.pid, os.getpriority(os.PRIO_PROCESS, 0))
        except OSError:
            return False
        self.reniced = False
        return True


def _refusal(failure: dict[str, Any]) -> errors.Refusal:
    kind = getattr(errors, failure.pop("error"))
    return cast(errors.Refusal, kind(**failure))
