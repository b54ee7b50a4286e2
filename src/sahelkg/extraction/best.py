"""The surest and fullest of claims that say the same."""

from collections.abc import Iterable, Iterator

from sahelkg.model import Claim


def best(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Of claims that say the same of the same passage the surest, and of passages that overlap the fullest; in the order of
    the text.
    """
    found: list[Claim] = []
    near: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.end, -claim.confidence)):
        same = (claim.subject, claim.predicate, claim.object, claim.value, claim.modality, claim.asserted_by)
        alike = near.get(same, ())
        found += (other for other in alike if other.end <= claim.start)
        alike = [other for other in alike if other.end > claim.start]
        if not any(_covers(other, claim) for other in alike):
            alike = [*(other for other in alike if not _covers(claim, other)), claim]
        near[same] = alike
    found += (claim for alike in near.values() for claim in alike)
    yield from sorted(found, key=lambda claim: (claim.start, claim.end, claim.predicate, claim.subject, claim.id))


def _covers(one: Claim, other: Claim) -> bool:
    """Whether `one` rests on words of `other`, as plainly, and tells all that it tells."""
    dates = all(theirs in (None, ours) for ours, theirs in ((one.since, other.since), (one.until, other.until)))
    overlapping = one.start < other.end and other.start < one.end
    plain = one.basis == "stated" or other.basis != "stated"
    return overlapping and dates and plain and set(other.qualifiers) <= set(one.qualifiers)
