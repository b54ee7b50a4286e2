"""Lists, a page at a time: what is on a page, and where the next one begins."""

from dataclasses import dataclass

from sahelkg.server.lookup.rows import Reader, after
from sahelkg.vocabulary import ID

MOST_SORTED = 2000
"""Entries up to which a list is in the order of IRIs. To sort, an engine must look up the name of every entry, which takes
it seconds for a hundred thousand; a longer list is in the order of the engine's own index, the same within a release."""

Position = str | int
"""Where a page begins: behind the entry with a slug, or, in a list that is not sorted, behind so many entries."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is on a page: IRIs, and the position at which the next page begins, None where there is none."""

    iris: list[str]
    following: Position | None


async def excerpt(reader: Reader, variable: str, pattern: str, position: Position | None, size: int) -> Excerpt:
    """Up to `size` of what a variable stands for in a graph pattern, from a position on. Raises Refusal."""
    if isinstance(position, int):
        iris = await _iris(reader, variable, pattern, f"OFFSET {position} LIMIT {size + 1}")
        return Excerpt(iris[:size], position + size if len(iris) > size else None)
    behind = after(variable, None if position is None else ID + position)
    iris = await _iris(reader, variable, f"{pattern} {behind}", f"LIMIT {MOST_SORTED + 1}")
    if len(iris) > MOST_SORTED:
        return Excerpt(iris[:size], size)
    iris.sort()
    return Excerpt(iris[:size], iris[size - 1].removeprefix(ID) if len(iris) > size else None)


async def _iris(reader: Reader, variable: str, pattern: str, slice_: str) -> list[str]:
    rows = await reader.select(f"SELECT DISTINCT ?{variable} WHERE {{ {pattern} }} {slice_}")
    return [row[variable].value for row in rows]
