"""Files of a release, sent as they lie on disk."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from sahelkg.server.cache import Ready
from sahelkg.server.errors import MethodNotAllowed, NotFound
from sahelkg.server.exchange import API_POLICY, COMMON, Exchange
from sahelkg.server.negotiation import encodings

_PIECE = 1 << 18
_KEPT = 2 << 20
"""Bytes up to which a file is kept among the ready answers: a larger one comes from the disk as fast, and takes no room."""

_TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".gz": "application/gzip",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
}


class Downloads:
    """``/dumps/NAME``."""

    async def answer(self, exchange: Exchange) -> None:
        """Sends a dump. Raises NotFound."""
        if exchange.method not in ("GET", "HEAD"):
            raise MethodNotAllowed("Dumps can only be read.", "GET, HEAD, OPTIONS")
        name = exchange.path.removeprefix("/dumps/")
        dumps = exchange.release.release.dumps
        file = dumps / name
        # Only names that the folder itself lists: no path of the request is ever followed.
        known = await asyncio.to_thread(lambda: {path.name for path in dumps.iterdir() if path.is_file()})
        if name not in known:
            raise NotFound(f"There is no dump “{name[:60]}”; there are {', '.join(sorted(known))}.")
        await send_file(exchange, file)


async def send_file(exchange: Exchange, file: Path, content_type: str | None = None) -> None:
    """Sends a file of the release, its gzip twin where the client takes gzip and there is one; keeps small ones."""
    suffix = file.suffix
    headers = [
        *COMMON,
        (b"content-type", (content_type or _TYPES.get(suffix, "application/octet-stream")).encode()),
        (b"cache-control", b"public, no-cache"),
        (b"content-security-policy", API_POLICY),
    ]
    tag = f"{exchange.release.tag}-{suffix.lstrip('.')}"
    size = file.stat().st_size
    if size <= min(_KEPT, exchange.release.cache.largest):
        ready = Ready(200, headers, await asyncio.to_thread(file.read_bytes), tag, exchange.route)
        exchange.release.cache.put(exchange.key, ready)
        await exchange.ready(ready)
        return
    twin = file.with_name(file.name + ".gz")
    if "gzip" in encodings(exchange.accept_encoding.decode("latin-1")) and twin.is_file():
        file, size, tag = twin, twin.stat().st_size, tag + "-gzip"
        headers.append((b"content-encoding", b"gzip"))
    bare = Ready(200, headers, b"", tag, exchange.route)
    if exchange.if_none_match and bare.unchanged(exchange.if_none_match.decode("latin-1")):
        await exchange.ready(bare)
        return
    complete = [header for header in bare.best(())[0] if header[0] != b"content-length"]
    await exchange.pieces(200, [*complete, (b"content-length", str(size).encode())], _pieces(file))


async def _pieces(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as source:
        while piece := await asyncio.to_thread(source.read, _PIECE):
            yield piece
