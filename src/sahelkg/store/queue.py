"""A bounded waiting line that serves clients in turn, however much one of them asks."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Items by client; the clients take turns, and each client's own items come in order."""

    def __init__(self) -> None:
        self._clients: OrderedDict[str, deque[Item]] = OrderedDict()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def put(self, client: str, item: Item) -> None:
        """Adds an item at the end of its client's own line."""
        self._clients.setdefault(client, deque()).append(item)
        self._size += 1

    def get(self) -> Item:
        """The next item of the client whose turn it is. Raises KeyError when nothing waits."""
        client, items = self._clients.popitem(last=False)
        item = items.popleft()
        if items:
            self._clients[client] = items
        self._size -= 1
        return item

    def discard(self, client: str, item: Item) -> None:
        """Takes out an item whose client does not wait any more."""
        items = self._clients.get(client)
        if items is None or item not in items:
            return
        items.remove(item)
        self._size -= 1
        if not items:
            del self._clients[client]

    def __iter__(self) -> Iterator[Item]:
        return (item for items in tuple(self._clients.values()) for item in tuple(items))
