"""Claims of a language model beside those that our own reading made: where both say the same, our own stands."""

from collections.abc import Collection, Iterable, Iterator

from sahelkg.extraction.language_model.relations import Relation
from sahelkg.model import Claim, Quantity, Text, Value


def new_claims(proposed: Iterable[Claim], known: Iterable[Claim], relations: Collection[Relation]) -> Iterator[Claim]:
    """Of the claims `proposed`, those that neither `known` nor an earlier one of them makes of the same passage."""
    symmetric = frozenset(relation.name for relation in relations if relation.symmetric)
    made: dict[tuple[object, ...], list[Claim]] = {}
    for claim in known:
        made.setdefault(_about(claim, symmetric), []).append(claim)
    for claim in proposed:
        same = made.setdefault(_about(claim, symmetric), [])
        if not any(_overlap(claim, other) and _covers(other.value, claim.value) for other in same):
            same.append(claim)
            yield claim


def _about(claim: Claim, symmetric: frozenset[str]) -> tuple[object, ...]:
    ends = (claim.subject, claim.object or "")
    return (claim.predicate, *(sorted(ends) if claim.predicate in symmetric else ends))


def _overlap(one: Claim, other: Claim) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(made: Value | None, proposed: Value | None) -> bool:
    """Whether a claim with the value `made` says what one with `proposed` says: the same number whatever its unit, the
    same words or a part of them, or more than a claim without value.
    """
    if isinstance(made, Quantity) and isinstance(proposed, Quantity):
        return made.number == proposed.number
    if isinstance(made, Text) and isinstance(proposed, Text):
        one, other = " ".join(made.text.split()), " ".join(proposed.text.split())
        return one in other or other in one
    return proposed is None or made == proposed
