"""Prometheus metrics of one server process."""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from sahelkg.server.releases import Releases

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What is counted. Hot counters are looked up once per route and status."""

    def __init__(self, releases: Releases) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter("sahelkg_requests", "Requests answered", ("route", "status"), registry=self._registry)
        self._seconds = Histogram(
            "sahelkg_request_seconds", "Time to answer", ("route",), buckets=_BUCKETS, registry=self._registry
        )
        self._refusals = Counter("sahelkg_refusals", "Requests refused", ("reason",), registry=self._registry)
        self._children: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._registry.register(_Releases(releases))

    def count(self, route: str, status: int, seconds: float) -> None:
        """Counts an answered request."""
        children = self._children.get((route, status))
        if children is None:
            children = (self._requests.labels(route, str(status)), self._seconds.labels(route))
            self._children[route, status] = children
        children[0].inc()
        children[1].observe(seconds)

    def count_refusal(self, reason: str) -> None:
        """Counts a refusal by its kind."""
        self._refusals.labels(reason).inc()

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)


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
