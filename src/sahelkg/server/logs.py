"""One JSON object per request on standard error, written in batches so that logging does not slow answers."""

import json
import sys
import time
from datetime import UTC, datetime

from sahelkg.server.exchange import Exchange

_encode = json.JSONEncoder(ensure_ascii=False).encode


class AccessLog:
    """Gathers a line per request; `flush` writes them out."""

    def __init__(self) -> None:
        self._lines: list[tuple[object, ...]] = []

    def add(self, exchange: Exchange, seconds: float) -> None:
        """Notes a request that has been answered or given up."""
        self._lines.append(
            (
                time.time(),
                exchange.id,
                exchange.client,
                exchange.method,
                exchange.path,
                exchange.route,
                exchange.status,
                exchange.sent,
                seconds,
                exchange.cached,
                exchange.query_hash,
                exchange.outcome,
            )
        )

    def flush(self) -> None:
        """Writes what has gathered."""
        lines, self._lines = self._lines, []
        if lines:
            sys.stderr.write("".join(map(_line, lines)))
            sys.stderr.flush()


def _line(fields: tuple[object, ...]) -> str:
    at, request_id, client, method, path, route, status, sent, seconds, cached, query_hash, outcome = fields
    assert isinstance(at, float)
    assert isinstance(seconds, float)
    entry = {
        "time": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "request": request_id,
        "client": client,
        "method": method,
        "path": path,
        "route": route,
        "status": status,
        "bytes": sent,
        "ms": round(seconds * 1000, 2),
        "cached": cached,
    }
    if query_hash:
        entry["query"] = query_hash
    entry["outcome"] = outcome or "answered"
    return _encode(entry) + "\n"
