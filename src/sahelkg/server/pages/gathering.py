"""Claims gathered for readers: what several passages say is one fact, what the same words say of several things one line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.pages.claims import Claim

Details = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with the claims that make it: the fullest first, and of those the surest."""

    claims: tuple[Claim, ...]

    @property
    def first(self) -> Claim:
        return self.claims[0]

    @property
    def conflict(self) -> str:
        return next((claim.conflict for claim in self.claims if claim.conflict), "")


@dataclass(frozen=True, slots=True)
class Line:
    """Facts that the same words state of several things, in the same way. `direction` is how their relation is read."""

    facts: list[Fact]
    direction: str

    @property
    def first(self) -> Claim:
        return self.facts[0].first

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.facts[0].claims

    @property
    def conflict(self) -> str:
        return self.facts[0].conflict

    @property
    def speakers(self) -> list[str]:
        """Those who say so, each once."""
        return list(dict.fromkeys(claim.asserter for claim in self.claims if claim.asserter))


def gather(claims: Iterable[Claim]) -> list[Fact]:
    """The claims gathered by what they state, in the order in which each statement first comes.

    A claim that says less than exactly one other statement of the same, such as one that leaves out the date, joins it.
    """
    gathered: dict[tuple[str, ...], dict[Details, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        gathered[claim.core][claim.details].append(claim)
    return [_fact(same) for told in gathered.values() for same in _joined(told)]


def _joined(told: dict[Details, list[Claim]]) -> list[list[Claim]]:
    kept = {details: list(same) for details, same in told.items()}
    widest = [details for details in told if not any(details < other for other in told)]
    for details in told:
        fuller = [other for other in widest if details < other]
        if len(fuller) == 1:
            kept[fuller[0]] += kept.pop(details)
    return list(kept.values())


def _fact(same: list[Claim]) -> Fact:
    def order(claim: Claim) -> tuple[int, bool, float]:
        return -len(claim.details), claim.is_inferred, -float(claim.one("confidence").text or 0)

    return Fact(tuple(sorted(same, key=order)))


def lines(facts: Iterable[Fact], direction: str) -> list[Line]:
    """The facts as lines, in the order of the first of each; sums have lines of their own."""
    found: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        found.setdefault(_sameness(fact, direction), []).append(fact)
    return [Line(same, direction) for same in found.values()]


def voices(claims: Iterable[Claim]) -> list[Line]:
    """What claims state, side by side: what the same words say of several subjects is one voice."""
    return lines(gather(claims), "‹")


def shared(lines: Iterable[Line]) -> list[str]:
    """The slugs of the things of which every fact speaks: what the lines disagree about."""
    sides = [{fact.first.subject, fact.first.value.slug} for line in lines for fact in line.facts]
    return sorted(set.intersection(*sides) - {""}) if sides else []


def _sameness(fact: Fact, direction: str) -> tuple[object, ...]:
    claim = fact.first
    is_listed = (direction == "›" and claim.value.is_text) or (direction in "›‹" and claim.value.is_iri)
    if claim.amount or claim.one("quantity").text or not is_listed:
        return (claim.slug,)
    words = frozenset((one.document, one.span, one.asserter, one.one("reportedBy").text) for one in fact.claims)
    fixed = claim.value.text if direction == "‹" else claim.subject
    return (words, claim.predicate, fixed, claim.details, claim.modality, claim.is_inferred, fact.conflict)
