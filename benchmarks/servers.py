"""The servers that are compared, each a process of its own over the same store."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from sahelkg.release import Release

_PORTS = {"sahelkg": 18765, "oxigraph": 18766}


@dataclass(frozen=True)
class Server:
    """A running server. `query` is the path that answers SPARQL, `graph` the one that gives the default graph."""

    name: str
    url: str
    query: str
    graph: str
    pid: int


@contextmanager
def sahelkg(release: Release) -> Iterator[Server]:
    """This service, with its defaults, its log going nowhere."""
    command = [sys.executable, "-m", "sahelkg", "serve", "--release", str(release.path), "--port", str(_PORTS["sahelkg"])]
    with _running(command, "sahelkg") as pid:
        yield Server("sahelkg", f"http://127.0.0.1:{_PORTS['sahelkg']}", "/sparql", "/store?default", pid)


@contextmanager
def oxigraph(release: Release) -> Iterator[Server]:
    """``oxigraph serve-read-only``."""
    program = Path(sys.executable).parent / "oxigraph"
    address = f"127.0.0.1:{_PORTS['oxigraph']}"
    command = [str(program), "serve-read-only", "--location", str(release.store), "--bind", address]
    with _running(command, "oxigraph") as pid:
        yield Server("oxigraph", f"http://{address}", "/query", "/store?default", pid)


@contextmanager
def _running(command: list[str], name: str) -> Iterator[int]:
    with Path(os.devnull).open("w") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
    try:
        while not _answers(f"http://127.0.0.1:{_PORTS[name]}/"):
            if process.poll() is not None:
                raise SystemExit(f"{name} ended before it answered")
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def memory(pid: int) -> int:
    """Resident MiB of a process and of all below it."""
    total, waiting = 0, [pid]
    while waiting:
        found = waiting.pop()
        status = Path(f"/proc/{found}")
        total += int((status / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        for task in (status / "task").iterdir():
            waiting += [int(child) for child in (task / "children").read_text().split()]
    return total >> 20
