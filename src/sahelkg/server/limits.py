"""How often one client may ask."""

import time
from collections import OrderedDict

from sahelkg.server.errors import TooManyRequests

_SPAN = 10.0
_CLIENTS = 10_000


class RateLimit:
    """A bucket of requests per client that refills at `rate` per second and holds ten seconds' worth."""

    def __init__(self, rate: float) -> None:
        """A rate of 0 means no limit."""
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Counts a request. Raises TooManyRequests when the client's bucket is empty."""
        if not self._rate:
            return
        now = time.monotonic()
        left, then = self._buckets.pop(client, (self._rate * _SPAN, now))
        left = min(self._rate * _SPAN, left + (now - then) * self._rate)
        self._buckets[client] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        if left < 1:
            raise TooManyRequests(f"More than {self._rate:g} requests per second; slow down.")
