"""The servers that are compared, each a process of its own over the same store."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from sahelkg.release import Release

_PORTS = {"sahelkg": 18765, "oxigraph": 18766, "rdflib-endpoint": 18767}


@dataclass(frozen=True)
class Server:
    """A running server. `query` is the path that answers SPARQL, `graph` the one with the default graph, empty for none."""

    name: str
    url: str
    query: str
    graph: str
    pid: int


@contextmanager
def sahelkg(releases: Path) -> Iterator[Server]:
    """This service over a releases folder or one release, with its defaults, its log going nowhere."""
    command = [sys.executable, "-m", "sahelkg", "serve", "--release", str(releases), "--port", str(_PORTS["sahelkg"])]
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
def rdflib_endpoint(release: Release) -> Iterator[Server]:
    """``rdflib-endpoint`` over the release's triples, which it holds in memory; made for graphs of the seed's size."""
    program = Path(sys.executable).parent / "rdflib-endpoint"
    port = _PORTS["rdflib-endpoint"]
    command = [str(program), "serve", "--host", "127.0.0.1", "--port", str(port), str(release.dumps / "sahelkg.nt")]
    with _running(command, "rdflib-endpoint") as pid:
        yield Server("rdflib-endpoint", f"http://127.0.0.1:{port}", "/", "", pid)


@contextmanager
def _running(command: list[str], name: str) -> Iterator[int]:
    with Path(os.devnull).open("w") as nowhere:
        # Tied to this process: a benchmark that is stopped leaves no server behind.
        process = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", *command], stdout=nowhere, stderr=nowhere)
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


def settle(server: Server) -> None:
    """Waits, a minute at most, until a server is at rest: one that goes on with abandoned queries disturbs what follows."""
    deadline = time.monotonic() + 60
    busy = True
    while busy and time.monotonic() < deadline:
        before = _ticks(server.pid)
        time.sleep(0.3)
        busy = _ticks(server.pid) > before + 2


def _ticks(pid: int) -> int:
    """Processor time of a process and of all below it, in hundredths of a second."""
    total = 0
    for each in (pid, *below(pid)):
        with suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total


def memory(pid: int) -> int:
    """Resident MiB of a process and of all below it."""
    return sum(_resident(each) for each in (pid, *below(pid))) >> 20


def below(pid: int) -> list[int]:
    """The processes that a process has started, and those that they have, as far as they still run."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            children = [int(child) for child in task.read_text().split()]
            found += [*children, *(each for child in children for each in below(child))]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
