"""What is measured, on one server at a time. Rates come from wrk, whose own cost is small."""

import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks.servers import Server
from sahelkg.questions import Question
from sahelkg.vocabulary import ID

CONNECTIONS = 8
_PATIENCE = 120
"""Seconds within which an answer comes or counts as failed, whichever server it is."""

_ACCEPT = {"accept": "application/sparql-results+json"}
_SCRIPT = """\
local targets = {}
for line in io.lines("%(file)s") do targets[#targets + 1] = line end
local at = 0
function request()
  at = at + 1
  local suffix = %(distinct)s and ("%%23" .. %(salt)d .. "-" .. at) or ""
  return wrk.format("GET", targets[(at - 1) %% #targets + 1] .. suffix, {["Accept"] = "application/sparql-results+json"})
end
"""
_RATE = re.compile(r"Requests/sec:\s*([\d.]+)")
_salt = iter(range(1, 1_000_000))


def repeated_questions(server: Server, questions: Sequence[Question], seconds: int) -> float:
    """Requests per second of the competency questions, over and over, none of them for the first time."""
    return _rate(server, _addresses(server, questions), seconds, distinct="false")


def first_times(server: Server, questions: Sequence[Question]) -> dict[str, float]:
    """The seconds that each competency question takes, by name, asked one after the other; those refused are left out."""
    times = {}
    with httpx.Client(base_url=server.url, headers=_ACCEPT, timeout=_PATIENCE) as client:
        for question, address in zip(questions, _addresses(server, questions), strict=True):
            begun = time.perf_counter()
            if client.get(address).is_success:
                times[question.name] = time.perf_counter() - begun
    return times


def _addresses(server: Server, questions: Sequence[Question]) -> list[str]:
    return [f"{server.query}?query={quote(question.sparql)}" for question in questions]


def distinct_lookups(server: Server, slugs: Sequence[str], seconds: int) -> float:
    """Requests per second of small queries, no two of them the same."""
    targets = [f"{server.query}?query={quote(_lookup(slug))}" for slug in slugs]
    return _rate(server, targets, seconds, distinct="true")


def questions_one_by_one(server: Server, questions: Sequence[Question]) -> float:
    """Requests per second of the competency questions, one after the other, each for the first time."""
    salt = next(_salt)
    with httpx.Client(base_url=server.url, headers=_ACCEPT, timeout=_PATIENCE) as client:
        begun = time.perf_counter()
        for question in questions:
            client.get(server.query, params={"query": f"{question.sparql}\n#{salt}"}).raise_for_status()
        return len(questions) / (time.perf_counter() - begun)


def entity_milliseconds(server: Server, slugs: Sequence[str]) -> float:
    """Median time to the JSON of an entity that nobody has asked for before; for a plain store, to its triples."""
    path = (lambda slug: f"/entity/{slug}.json") if server.name == "sahelkg" else None
    times = []
    with httpx.Client(base_url=server.url, headers={"accept": "application/json"}) as client:
        for slug in slugs:
            address = path(slug) if path else f"{server.query}?query={quote(_lookup(slug))}"
            begun = time.perf_counter()
            response = client.get(address)
            times.append(time.perf_counter() - begun)
            response.raise_for_status()
    return statistics.median(times) * 1000


def dump_seconds(server: Server) -> float:
    """Time to read the default graph as Turtle."""
    begun = time.perf_counter()
    with httpx.stream("GET", server.url + server.graph, headers={"accept": "text/turtle"}, timeout=900) as response:
        response.raise_for_status()
        for _ in response.iter_raw():
            pass
    return time.perf_counter() - begun


def _lookup(slug: str) -> str:
    return f"SELECT ?p ?o WHERE {{ <{ID}{slug}> ?p ?o }}"


def _rate(server: Server, targets: Sequence[str], seconds: int, distinct: str) -> float:
    with _script(targets, distinct) as script:
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{seconds}",
            f"--timeout={_PATIENCE}s",
            "-s",
            str(script),
            server.url,
        ]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    if "Non-2xx" in ran.stdout or "Socket errors" in ran.stdout:
        raise SystemExit(f"{server.name} failed under load:\n{ran.stdout}")
    found = _RATE.search(ran.stdout)
    assert found is not None
    return float(found[1])


@contextmanager
def _script(targets: Sequence[str], distinct: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "targets"
        file.write_text("\n".join(targets), encoding="utf-8")
        script = Path(folder) / "requests.lua"
        script.write_text(_SCRIPT % {"file": file, "distinct": distinct, "salt": next(_salt)}, encoding="utf-8")
        yield script
