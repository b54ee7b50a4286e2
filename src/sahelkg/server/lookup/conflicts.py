"""Sets of claims that contradict each other."""

from pydantic import BaseModel

from sahelkg.server.lookup import facts
from sahelkg.server.lookup.rows import Reader, after, slug
from sahelkg.server.lookup.things import things


class Conflict(BaseModel):
    """Claims that cannot all be true, side by side."""

    id: str
    iri: str
    label: str
    facts: list[facts.Fact]


async def find(reader: Reader, position: str | None, size: int, language: str) -> list[Conflict]:
    """Up to `size` conflicts behind a position, in the order of their IRIs."""
    rows = await reader.select(
        f"SELECT ?conflict WHERE {{ ?conflict a sahel:Conflict {after('conflict', position)} }} "
        f"ORDER BY STR(?conflict) LIMIT {size}"
    )
    iris = [row["conflict"].value for row in rows]
    known = await things(reader, iris)
    found = []
    for iri in iris:
        claims = await reader.select(f"SELECT ?claim WHERE {{ ?claim sahel:conflict <{iri}> }} ORDER BY STR(?claim)")
        read = await facts.read(reader, [row["claim"].value for row in claims])
        found.append(
            Conflict(
                id=slug(iri),
                iri=iri,
                label=known[iri].label(language),
                facts=[facts.fact(claim, language) for claim in read],
            )
        )
    return found
