"""Prometheus metrics of one server process."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from sahelkg.server.releases import Releases

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What is counted, with as little as possible to do for each request."""

    def __init__(self, releases: Releases) -> None:
        self._registry = CollectorRegistry()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._refusals: Counter[str] = Counter()
        self._times: defaultdict[str, _Times] = defaultdict(_Times)
        self._registry.register(self)
        self._registry.register(_Releases(releases))

    def count(self, route: str, status: int, seconds: float) -> None:
        """Counts an answered request."""
        self._requests[route, status] += 1
        self._times[route].add(seconds)

    def count_refusal(self, reason: str) -> None:
        """Counts a refusal by its kind."""
        self._refusals[reason] += 1

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """What was counted, for the registry."""
        requests = CounterMetricFamily("sahelkg_requests", "Requests answered", labels=("route", "status"))
        for (route, status), number in self._requests.items():
            requests.add_metric((route, str(status)), number)
        yield requests
        seconds = HistogramMetricFamily("sahelkg_request_seconds", "Time to answer", labels=("route",))
        for route, times in self._times.items():
            seconds.add_metric((route,), times.buckets(), times.sum)
        yield seconds
        refusals = CounterMetricFamily("sahelkg_refusals", "Requests refused", labels=("reason",))
        for reason, number in self._refusals.items():
            refusals.add_metric((reason,), number)
        yield refusals


class _Times:
    """How long answers took, by the bounds of `_BUCKETS`, and in all, in seconds."""

    __slots__ = ("_counts", "sum")

    def __init__(self) -> None:
        self._counts = [0] * (len(_BUCKETS) + 1)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(_BUCKETS, seconds)] += 1
        self.sum += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """For each bound the answers that took no longer."""
        return list(zip([*map(str, _BUCKETS), "+Inf"], accumulate(self._counts), strict=True))


class _Releases:
    """Figures that are read off the served release when somebody asks."""

    def __init__(self, releases: Releases) -> None:
        self._releases = releases

    def collect(self) -> Iterator[Metric]:
        served = self._releases.current
        yield CounterMetricFamily("sahelkg_release_swaps", "Releases taken up", value=self._releases.swaps)
        yield GaugeMetricFamily(
            "sahelkg_release_refused", "Whether a newer release was refused", value=float(self._releases.refused is not None)
        )
        if served is None:
            return
        info = GaugeMetricFamily("sahelkg_release", "The served release", labels=("digest",))
        info.add_metric((served.digest,), 1)
        yield info
        cache = served.cache
        yield CounterMetricFamily("sahelkg_cache_hits", "Answers from the cache", value=cache.hits)
        yield CounterMetricFamily("sahelkg_cache_misses", "Answers not in the cache", value=cache.misses)
        yield GaugeMetricFamily("sahelkg_cache_bytes", "Bytes of ready answers", value=cache.size)
        yield GaugeMetricFamily("sahelkg_cache_entries", "Ready answers", value=len(cache))
        yield from _store_figures(served.store.state().items())


def _store_figures(figures: Iterable[tuple[str, float]]) -> Iterator[Metric]:
    kills = CounterMetricFamily("sahelkg_query_kills", "Queries stopped", labels=("reason",))
    for name, value in figures:
        if name.startswith("killed_"):
            kills.add_metric((name.removeprefix("killed_"),), value)
        else:
            yield GaugeMetricFamily(f"sahelkg_store_{name}", f"{name.capitalize()} in the pool of the store", value=value)
    yield kills
