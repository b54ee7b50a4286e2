"""Processes that tests start: tied to the tests, and looked after until they are gone."""

import time
from contextlib import suppress
from pathlib import Path

TIED = ("setpriv", "--pdeathsig", "TERM")
"""Before a command: it ends with the tests, even if those are killed."""


def below(pid: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    found: set[int] = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            started = {int(child) for child in children.read_text().split()}
            found |= started.union(*map(below, started))
    return found


def await_end(pids: set[int]) -> None:
    """Returns when none of the processes runs any more. Raises AssertionError when one still does after a minute."""
    deadline = time.monotonic() + 60
    while running := {pid for pid in pids if _runs(pid)}:
        assert time.monotonic() < deadline, f"still running: {running}"
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
