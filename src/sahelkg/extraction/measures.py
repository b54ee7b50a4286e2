"""Sums beside nouns: what measures one from before, and what only tells a cost."""

from collections.abc import Iterator

from sahelkg.extraction.clauses import Clauses

_MEASURE_REACH = 4
_COST_REACH = 5


def measure(clauses: Clauses, start: int) -> Iterator[int]:
    """The sum that measures the noun at `start` from before: ``a €5 million grant``, ``20 millions d'euros d'aide``."""
    at = start - 1
    while at > 0 and start - at <= _MEASURE_REACH and clauses.nodes[at].kind == "word" and at not in clauses.groups:
        at -= 1
    if at >= 0 and clauses.nodes[at].kind == "sum":
        yield at


def costs(clauses: Clauses, start: int, end: int, at: int) -> bool:
    """Whether the sum at `at` is a cost by a noun outside `start` to `end`: ``at a cost of €5 million``."""
    if clauses.nodes[at].kind != "sum":
        return False
    words = range(at - 1, max(at - _COST_REACH, -1), -1)
    noun = next(
        (i for i in words if clauses.nodes[i].text in clauses.grammar.costs or clauses.nodes[i].kind != "word"), None
    )
    return noun is not None and clauses.nodes[noun].text in clauses.grammar.costs and not start <= noun < end
