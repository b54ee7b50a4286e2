"""The serving wing beside ``oxigraph serve-read-only`` on the same store, at the seed's size and at a made-up one.

At the seed's size ``rdflib-endpoint`` stands beside it, too: it holds a graph in memory and is not made for larger ones.

Every figure is the median of rounds in which the servers take turns, so that what else the machine does hits both alike. The
other server has neither worker processes nor bounds: the ratio says what isolation costs and what ready answers gain.
"""

import shutil
import statistics
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx

from benchmarks import graphs, measures
from benchmarks.results import Figure
from benchmarks.servers import Server, memory, oxigraph, rdflib_endpoint, sahelkg, settle
from sahelkg.questions import load_questions
from sahelkg.release import Release
from sahelkg.settings import domain_folder

_ROUNDS = 5
_SECONDS = 4
_MOST_SLUGS = 1000

Measure = Callable[[Server], float]


def measure(triples: int) -> Iterator[Figure]:
    """All figures of the serving wing, one by one. `triples` is the made-up graph's size; 0 leaves that graph out."""
    if shutil.which("wrk") is None:
        raise SystemExit("the load comes from wrk; install it first (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        small = yield from _at("seed", graphs.seed(Path(folder) / "seed"))
        if triples:
            size = f"{triples / 1_000_000:g} million triples"
            large = yield from _at(size, graphs.made_up(Path(folder) / "large", triples))
            yield Figure(f"one entity as JSON, {size}, relative to the seed", large / small, "times", at_most=1.5)


def _at(size: str, release: Release) -> Generator[Figure, None, float]:
    """The figures over one release; returns the milliseconds that an entity takes."""
    with ExitStack() as stack:
        servers = stack.enter_context(sahelkg(release.path)), stack.enter_context(oxigraph(release))
        ours = servers[0]
        if size == "seed":
            settle(ours)
            yield Figure("service at rest, all processes", memory(ours.pid), "MiB", at_most=300)
        slugs = _slugs(ours)
        questions = load_questions(domain_folder() / "queries")

        times = [measures.first_times(server, questions) for server in servers]
        yield Figure(f"questions answered within the deadline, {size}", len(times[0]), "questions", at_least=len(questions))
        yield Figure("  the slowest of them, first time", max(times[0].values()), "s")
        yield Figure("  the slowest, oxigraph", max(times[1].values()), "s")
        # Those that both answer, and long enough for the slower server to come to each of them several times.
        asked = [question for question in questions if all(question.name in answered for answered in times)]
        seconds = max(_SECONDS, round(4 * max(times[1].values())))

        def repeated(server: Server) -> float:
            return measures.repeated_questions(server, asked, seconds)

        def distinct(server: Server) -> float:
            return measures.distinct_lookups(server, slugs, _SECONDS)

        yield from _rates(f"{len(asked)} questions, repeated, {size}", repeated, servers, at_least=1.0)
        yield from _rates(f"distinct lookups, {size}", distinct, servers, at_least=0.35)
        entity = measures.entity_milliseconds(ours, slugs)
        yield Figure(f"one entity as JSON, first time, {size}", entity, "ms")
        dumps = [[measures.dump_seconds(server) for server in servers] for _ in range(_ROUNDS)]
        own, other = (statistics.median(column) for column in zip(*dumps, strict=True))
        yield Figure(f"whole graph as Turtle, ready and compressed, {size}", own, "s")
        yield Figure("  the same, how often as fast as oxigraph", other / own, "times")
        if size == "seed":
            both = ours, stack.enter_context(rdflib_endpoint(release))

            def one_by_one(server: Server) -> float:
                return measures.questions_one_by_one(server, questions)

            yield from _rates(f"{len(questions)} questions, one by one, first time, {size}", one_by_one, both)
            yield from _rates(f"distinct lookups again, {size}", distinct, both)
    return entity


def _rates(name: str, rate: Measure, servers: Sequence[Server], at_least: float | None = None) -> Iterator[Figure]:
    rounds = [[_at_rest(rate, server, servers) for server in servers] for _ in range(_ROUNDS)]
    ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    yield Figure(name, ours, "requests/s")
    yield Figure(f"  the same, {servers[1].name}", theirs, "requests/s")
    yield Figure("  ratio", ours / theirs, "times", at_least=at_least)


def _at_rest(rate: Measure, server: Server, servers: Sequence[Server]) -> float:
    for each in servers:
        settle(each)
    return rate(server)


def _slugs(server: Server) -> list[str]:
    """Entities to look up, evenly over the first pages of their list."""
    found: list[str] = []
    address: str | None = "/api/entities?limit=500"
    with httpx.Client(base_url=server.url, timeout=60) as client:
        while address and len(found) < _MOST_SLUGS:
            page = client.get(address).json()
            found += [item["slug"] for item in page["items"]]
            address = page["next"]
    return found
