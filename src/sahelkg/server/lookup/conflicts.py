"""Sets of claims that contradict each other."""

from pydantic import BaseModel

from sahelkg.server.lookup import facts
from sahelkg.server.lookup.lists import Excerpt, Position, excerpt
from sahelkg.server.lookup.rows import Reader, slug
from sahelkg.server.lookup.things import things


class Conflict(BaseModel):
    """Claims that cannot all be true, side by side."""

    id: str
    iri: str
    label: str
    facts: list[facts.Fact]


async def find(reader: Reader, position: Position | None, size: int) -> Excerpt:
    """A page of conflicts."""
    return await excerpt(reader, "conflict", "?conflict a sahel:Conflict", position, size)


async def read(reader: Reader, iris: list[str], language: str) -> list[Conflict]:
    """Conflicts with their claims, in the order given."""
    known = await things(reader, iris)
    found = []
    for iri in iris:
        claims = await reader.select(f"SELECT ?claim WHERE {{ ?claim sahel:conflict <{iri}> }} ORDER BY STR(?claim)")
        said = await facts.read(reader, [row["claim"].value for row in claims])
        found.append(
            Conflict(
                id=slug(iri),
                iri=iri,
                label=known[iri].label(language),
                facts=[facts.fact(claim, language) for claim in said],
            )
        )
    return found
