"""What every store offers: a query goes in, a streamed answer comes out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from sahelkg.store.formats import FORMATS, Format
from sahelkg.store.scan import Features
from sahelkg.store.texts import Texts


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a request names in place of the query's own; empty on both sides means that it names none."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


NO_DATASET = Dataset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query with all that bears on its answer.

    `solutions` and `graph` are the short names of the formats wanted for either kind of result, None where none will
    do. `base` resolves relative IRIs. `client` is the key by which workers are shared fairly. `features`
    are those of the text where they are known already.
    """

    text: str
    solutions: str | None = "json"
    graph: str | None = "nt"
    dataset: Dataset = NO_DATASET
    base: str = "https://w3id.org/sahelkg/sparql"
    client: str = ""
    features: Features | None = None


async def _nothing() -> AsyncIterator[bytes]:
    nothing: tuple[bytes, ...] = ()
    for chunk in nothing:
        yield chunk


@dataclass(slots=True)
class Answer:
    """The answer to a query.

    `whole` holds all of it where it came in one piece; else `chunks` yields it in pieces and raises a Refusal when the
    query fails half way. An answer that is not read to its end must be closed.
    """

    format: Format
    whole: bytes | None = None
    chunks: AsyncIterator[bytes] = field(default_factory=_nothing)

    async def read(self) -> bytes:
        """All of the answer. Raises Refusal when the query fails half way."""
        return self.whole if self.whole is not None else b"".join([chunk async for chunk in self.chunks])

    async def aclose(self) -> None:
        """Lets go of the query behind the answer; its worker stops."""
        close = getattr(self.chunks, "aclose", None)
        if close is not None:
            await close()


class Store(Protocol):
    """A graph that can be queried. `texts` are its names and quotes where they are laid out for searching, else None."""

    @property
    def texts(self) -> Texts | None: ...

    async def query(self, query: Query) -> Answer:
        """The answer, once its first bytes are there. Raises Refusal."""
        ...

    def state(self) -> dict[str, float]:
        """Figures for the metrics, by name."""
        ...

    async def close(self) -> None:
        """Ends all that belongs to the store."""
        ...


def whole_answer(number: int, body: bytes) -> Answer:
    """An answer that came in one piece, its format by number."""
    return Answer(FORMATS[number], body)
