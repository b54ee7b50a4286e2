"""Ready answers. A release never changes, so an answer is a pure function of release, request and format."""

from collections import OrderedDict
from collections.abc import Iterable

from sahelkg.server import compression

Headers = list[tuple[bytes, bytes]]
Key = tuple[bytes, ...]

_OVERHEAD = 1500
"""Bytes an entry takes besides its bodies, roughly."""

VARY = b"accept, accept-encoding"


class Ready:
    """An answer as bytes, with its compressed twins once they are made.

    `headers` lack length, encoding and validator, which differ between the twins. `route` is what metrics call it, and
    `compressed` whether twins are made or being made.
    """

    __slots__ = ("_twins", "compressed", "cost", "headers", "route", "status", "tag")

    def __init__(self, status: int, headers: Headers, body: bytes, tag: str, route: str) -> None:
        self.status = status
        self.headers = headers
        self.tag = tag
        self.route = route
        self.compressed = False
        self._twins: dict[str, tuple[Headers, bytes]] = {"": (self._complete("", body), body)}
        self.cost = len(body) + _OVERHEAD

    def _complete(self, encoding: str, body: bytes) -> Headers:
        headers = [*self.headers, (b"vary", VARY), (b"content-length", str(len(body)).encode())]
        if encoding:
            headers.append((b"content-encoding", encoding.encode()))
        if self.tag:
            suffix = f"-{encoding}" if encoding else ""
            headers.append((b"etag", f'"{self.tag}{suffix}"'.encode()))
        return headers

    @property
    def body(self) -> bytes:
        return self._twins[""][1]

    def add_twin(self, encoding: str, body: bytes) -> None:
        """Keeps a compressed form, if it is smaller than the plain one."""
        if len(body) < len(self.body):
            self._twins[encoding] = (self._complete(encoding, body), body)
            self.cost += len(body)

    def best(self, encodings: Iterable[str]) -> tuple[Headers, bytes]:
        """Headers and body in the first of the encodings that we have."""
        for encoding in encodings:
            twin = self._twins.get(encoding)
            if twin is not None:
                return twin
        return self._twins[""]

    def unchanged(self, if_none_match: str) -> bool:
        """Whether the client has this answer already, in whatever encoding."""
        if not self.tag:
            return False
        for candidate in if_none_match.split(","):
            tag = candidate.strip().removeprefix("W/").strip('"')
            if tag == "*" or compression.without_suffix(tag) == self.tag:
                return True
        return False


class AnswerCache:
    """Ready answers by request, the least recently used dropped when they outgrow a budget of bytes."""

    def __init__(self, budget: int, largest: int) -> None:
        """`budget` for all and `largest` for one, in bytes; a budget of 0 keeps nothing."""
        self._entries: OrderedDict[Key, Ready] = OrderedDict()
        self._budget = budget
        self.largest = min(largest, budget)
        self.size = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Ready | None:
        """The answer kept under the key."""
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self.hits += 1
        self._entries.move_to_end(key)
        return entry

    def put(self, key: Key, ready: Ready) -> bool:
        """Keeps an answer, unless it is too large. True when it is kept."""
        if len(ready.body) > self.largest:
            return False
        old = self._entries.pop(key, None)
        if old is not None:
            self.size -= old.cost
        ready.cost += sum(map(len, key))
        self._entries[key] = ready
        self.size += ready.cost
        self._shrink()
        return True

    def grow(self, key: Key, ready: Ready, twins: dict[str, bytes]) -> None:
        """Adds compressed twins to an answer that is still kept."""
        if self._entries.get(key) is not ready:
            return
        before = ready.cost
        for encoding, body in twins.items():
            ready.add_twin(encoding, body)
        self.size += ready.cost - before
        self._shrink()

    def _shrink(self) -> None:
        while self.size > self._budget and self._entries:
            _, dropped = self._entries.popitem(last=False)
            self.size -= dropped.cost
