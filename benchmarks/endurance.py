"""Endurance: 64 clients for five minutes, while every ten seconds another release is published and a worker is killed.

Every answer is checked: its entity tag names the release it comes from, and it must say what that release says. For queries
the engine tells that without a server, for other addresses the server told it at rest. Half of the queries are asked for the
first time, so that the engine answers and not the cache.
"""

import asyncio
import json
import os
import random
import signal
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from pyoxigraph import QueryResultsFormat, Store

from benchmarks import graphs
from benchmarks.results import Figure
from benchmarks.servers import Server, below, memory, sahelkg
from sahelkg.release import Release, publish
from sahelkg.vocabulary import ID, PREFIXES

CLIENTS = 64
_PAUSE = 10.0
_SIZES = (20_000, 22_000, 24_000)
_PROLOGUE = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("rdf", "prov", "dct", "sahel"))
_ABOUT_ALL = (
    "SELECT (COUNT(*) AS ?n) { ?claim a sahel:Claim }",
    "SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class",
    "SELECT ?claim ?p ?o { ?claim a sahel:Claim ; ?p ?o } LIMIT 5000",
)
_ABOUT_ONE = (
    "SELECT ?p ?o {{ {thing} ?p ?o }}",
    "SELECT ?claim ?p {{ ?claim rdf:object {thing} ; rdf:predicate ?p }}",
    "SELECT ?title (COUNT(?c) AS ?n) {{ ?c rdf:subject {thing} ; prov:wasQuotedFrom/dct:title ?title }} GROUP BY ?title",
)
_ADDRESSES = ("/api/entities/{slug}", "/entity/{slug}.json", "/api/facts?subject={slug}")
_SLUGS = tuple(f"entity-{number}" for number in range(0, 160, 4))


@dataclass
class Tally:
    """What came of the requests: how many of each outcome, how long answers took, and what to show of those amiss."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def note(self, outcome: str, what: str = "") -> None:
        self.outcomes[outcome] += 1
        if what and len(self.shown) < 20:
            self.shown.append(f"{outcome}: {what[:300]}")


def measure(seconds: int) -> Iterator[Figure]:
    """All figures of a run of so many seconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        releases = [graphs.made_up(folder, triples) for triples in _SIZES]
        with sahelkg(folder) as server:
            tally, largest, swaps = asyncio.run(_run(server, releases, seconds))
    for line in tally.shown:
        print(line, flush=True)
    answered = tally.outcomes["right"]
    yield Figure(f"{CLIENTS} clients for {seconds} seconds, right answers", answered, "requests", at_least=1)
    yield Figure("  wrong answers", tally.outcomes["wrong"], "requests", at_most=0)
    yield Figure("  failures: statuses other than 503 with Retry-After", tally.outcomes["failed"], "requests", at_most=0)
    yield Figure("  connections broken off", tally.outcomes["broken"], "requests")
    yield Figure("  503 with Retry-After", tally.outcomes["busy"], "requests")
    yield Figure("  releases taken up", swaps, "times", at_least=seconds // _PAUSE - 2)
    yield Figure("  95th percentile", statistics.quantiles(tally.seconds, n=20)[-1] * 1000, "ms")
    yield Figure("  most memory, all processes", largest, "MiB", at_most=2560)


async def _run(server: Server, releases: list[Release], seconds: int) -> tuple[Tally, int, int]:
    limits = httpx.Limits(max_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=server.url, timeout=60, limits=limits) as client:
        right = {release.digest[:16]: await _expected(client, release) for release in releases}
        until = time.monotonic() + seconds
        tally = Tally()
        before = await _swaps(client)
        trouble = asyncio.create_task(_trouble(server, releases, until))
        await asyncio.gather(*(_ask(client, random.Random(number), right, until, tally) for number in range(CLIENTS)))
        return tally, await trouble, await _swaps(client) - before


async def _expected(client: httpx.AsyncClient, release: Release) -> dict[str, str]:
    """What a release answers, by query or address."""
    store = Store.read_only(str(release.store))
    queries = [*_ABOUT_ALL, *(form.format(thing=f"<{ID}{slug}>") for form in _ABOUT_ONE for slug in _SLUGS)]
    right = {query: _normal(store.query(_PROLOGUE + query).serialize(None, QueryResultsFormat.JSON)) for query in queries}
    publish(release)
    while (await client.get("/ready")).json()["release"] != release.digest:
        await asyncio.sleep(0.2)
    for address in (form.format(slug=slug) for form in _ADDRESSES for slug in _SLUGS):
        right[address] = (await client.get(address)).raise_for_status().text
    return right


def _normal(body: Any) -> str:
    """Solutions without their order, which the engine leaves open."""
    return "\n".join(sorted(json.dumps(row, sort_keys=True) for row in json.loads(body)["results"]["bindings"]))


async def _ask(
    client: httpx.AsyncClient, chance: random.Random, right: dict[str, dict[str, str]], until: float, tally: Tally
) -> None:
    questions = list(next(iter(right.values())))
    while time.monotonic() < until:
        question = chance.choice(questions)
        begun = time.monotonic()
        try:
            response = await _send(client, question, chance)
        except httpx.TransportError as error:
            tally.note("broken", f"{question} {error!r}")
            continue
        if response.status_code == 503 and "retry-after" in response.headers:
            tally.note("busy")
            await asyncio.sleep(chance.random())
        elif response.status_code != 200:
            tally.note("failed", f"{question} {response.status_code} {response.text}")
        else:
            tally.seconds.append(time.monotonic() - begun)
            said = response.text if question.startswith("/") else _normal(response.content)
            expected = right.get(response.headers["etag"].strip('"')[:16], {}).get(question)
            tally.note("right") if said == expected else tally.note("wrong", f"{question} {response.text}")


async def _send(client: httpx.AsyncClient, question: str, chance: random.Random) -> httpx.Response:
    if question.startswith("/"):
        return await client.get(question)
    salt = f"#{chance.random()}" if chance.random() < 0.5 else ""
    return await client.get("/sparql", params={"query": _PROLOGUE + question + salt})


async def _trouble(server: Server, releases: list[Release], until: float) -> int:
    """Publishes and kills until the time is up. Returns the most memory that all processes took together, in MiB."""
    chance, largest, turn = random.Random(0), 0, 0
    while time.monotonic() < until:
        for _ in range(int(_PAUSE)):
            await asyncio.sleep(1)
            largest = max(largest, memory(server.pid))
        turn += 1
        await asyncio.to_thread(publish, releases[turn % len(releases)])
        with suppress(ProcessLookupError):
            os.kill(chance.choice(below(server.pid)), signal.SIGKILL)
    return largest


async def _swaps(client: httpx.AsyncClient) -> int:
    lines = (await client.get("/metrics")).text.splitlines()
    return int(float(next(line.split()[1] for line in lines if line.startswith("sahelkg_release_swaps_total"))))
