"""Claims that contradict each other, found by the rules of ``ontology/rules/conflicts.yaml``.

A rule says which predicates it watches, what two claims must have in common to speak of the same thing (`same`), and what
must at least not differ (`compatible`). Contradicting claims stay; they share the id of their conflict.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Literal

from sahelkg.graph.disagreement import Bound, days_between, disagree, overlap
from sahelkg.graph.records import Record, read_records
from sahelkg.model import Claim

Part = Literal[
    "subject", "predicate", "object", "value", "unit", "start", "end", "document",
    "instrument", "kind", "place", "purpose", "status", "role", "recurrence",
]  # fmt: skip
Names = Mapping[Literal["en", "fr"], str]


class Disagreement(Record):
    """Values that exclude each other.

    `given` are parts that both must state. `subjects` are the top kinds the subjects may be of,
    `one_of_them` those that one of the two must be of. `elsewhere` asks that the two
    stand in different articles. `nearer_than` takes dates further apart, in days, for different occasions. `rule` asks that
    exactly one of the two was inferred by it. `tolerance` is the relative difference that is none.
    """

    name: str
    label: Names
    predicates: tuple[str, ...]
    same: tuple[Part, ...]
    compatible: tuple[Literal["start", "end", "recurrence", "kind"], ...] = ()
    given: tuple[Part, ...] = ()
    subjects: tuple[str, ...] = ()
    one_of_them: tuple[str, ...] = ()
    elsewhere: bool = False
    nearer_than: int | None = None
    rule: str | None = None
    tolerance: Decimal = Decimal(0)


class MemberList(Record):
    """Claims of one passage that list the members of the thing at `of`."""

    predicate: str
    of: Literal["subject", "object"]


class Rosters(Record):
    """Lists of the members of one thing, in different articles, that differ; a list shorter than `at_least` says little."""

    name: str
    label: Names
    lists: tuple[MemberList, ...]
    at_least: int = 2


class Denial(Record):
    """One says so, another denies it."""

    name: str
    label: Names


class ConflictRules(Record):
    """The file of conflict rules. `comparators` says how a comparator loosens a number."""

    comparators: Mapping[str, Bound] = {}
    disagreements: tuple[Disagreement, ...] = ()
    rosters: tuple[Rosters, ...] = ()
    denials: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Claims that contradict each other, as ids; `labels` says in which respect."""

    id: str
    claims: tuple[str, ...]
    labels: Names


Pair = tuple[Claim, Claim]


def load_conflict_rules(path: Path) -> ConflictRules:
    """The rules in the file at `path`.

    Raises:
        InputError: the file is malformed, with its line.
    """
    return read_records(path, ConflictRules)


def find_conflicts(claims: Iterable[Claim], rules: ConflictRules, kind: Callable[[str], str]) -> tuple[Conflict, ...]:
    """The conflicts among the claims; `kind` gives the top kind of a slug. Conflicts that share a claim are one."""
    everything = list(claims)
    asserted = [claim for claim in everything if claim.modality == "asserted"]
    components = _Components()
    labels: dict[str, Names] = {}
    found: list[tuple[Iterator[Pair], Names]] = [
        (_disagreeing(rule, asserted, rules.comparators, kind), rule.label) for rule in rules.disagreements
    ]
    found += [(_differing(rosters, asserted), rosters.label) for rosters in rules.rosters]
    found += [(_denied(everything), denial.label) for denial in rules.denials]
    for pairs, label in found:
        for one, other in pairs:
            components.join(one.id, other.id)
            labels.setdefault(one.id, label)
    conflicts = []
    for members in components.all():
        label = next(labels[member] for member in members if member in labels)
        digest = hashlib.sha256("\x1f".join(members).encode()).hexdigest()[:16]
        conflicts.append(Conflict(id=f"conflict-{digest}", claims=members, labels=label))
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id))


def _part(claim: Claim, part: Part) -> object:
    match part:
        case "subject" | "predicate" | "object" | "value" | "document":
            return getattr(claim, part)
        case "start":
            return claim.since
        case "end":
            return claim.until
        case "unit":
            return getattr(claim.value, "unit", None)
        case _:
            return dict(claim.qualifiers).get(part)


def _disagreeing(
    rule: Disagreement, claims: Iterable[Claim], comparators: Mapping[str, Bound], kind: Callable[[str], str]
) -> Iterator[Pair]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate in rule.predicates and claim.value is not None:
            if rule.subjects and kind(claim.subject) not in rule.subjects:
                continue
            if any(_part(claim, part) is None for part in rule.given):
                continue
            groups[(claim.predicate, *(_part(claim, part) for part in rule.same))].append(claim)
    for group in groups.values():
        if len({claim.value for claim in group}) > 1:
            for one, other in combinations(group, 2):
                if rule.one_of_them and {kind(one.subject), kind(other.subject)}.isdisjoint(rule.one_of_them):
                    continue
                if _comparable(rule, one, other) and disagree(one, other, comparators, rule.tolerance):
                    yield one, other


def _comparable(rule: Disagreement, one: Claim, other: Claim) -> bool:
    if rule.elsewhere and (one.document, one.article) == (other.document, other.article):
        return False
    if rule.rule and (one.basis == f"inferred:{rule.rule}") == (other.basis == f"inferred:{rule.rule}"):
        return False
    if rule.nearer_than is not None and days_between(one.value, other.value) > rule.nearer_than:
        return False
    return all(_compatible(_part(one, part), _part(other, part), part) for part in rule.compatible)


def _compatible(one: object, other: object, part: Part) -> bool:
    if one is None or other is None or one == other:
        return True
    return part in ("start", "end") and overlap(str(one), str(other))


def _differing(rosters: Rosters, claims: Iterable[Claim]) -> Iterator[Pair]:
    """A member that another article's list of the same thing lacks, paired with the members of that list."""
    ends = {entry.predicate: entry.of for entry in rosters.lists}
    lists: dict[str, dict[tuple[object, ...], dict[str, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        if claim.predicate not in ends or claim.object is None or claim.basis != "stated":
            continue
        whole, member = (
            (claim.subject, claim.object) if ends[claim.predicate] == "subject" else (claim.object, claim.subject)
        )
        passage = (claim.document, claim.article, claim.start, claim.predicate)
        lists[whole][passage].setdefault(member, claim)
    for passages in lists.values():
        complete = [(place[:2], members) for place, members in passages.items() if len(members) >= rosters.at_least]
        for (here, members), (there, others) in combinations(complete, 2):
            if here != there and members.keys() != others.keys():
                for claim in members.values():
                    yield from ((claim, other) for other in others.values())


def _denied(claims: Iterable[Claim]) -> Iterator[Pair]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.modality in ("asserted", "negated"):
            groups[claim.subject, claim.predicate, claim.object, claim.value].append(claim)
    for group in groups.values():
        denying = [claim for claim in group if claim.modality == "negated"]
        for denial in denying:
            for claim in group:
                if claim.modality == "asserted" and _compatible(claim.since, denial.since, "start"):
                    yield claim, denial


class _Components:
    """Claims joined by contradictions, as connected components."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}

    def _find(self, claim: str) -> str:
        leader = self._leader.setdefault(claim, claim)
        while leader != self._leader[leader]:
            leader = self._leader[leader]
        self._leader[claim] = leader
        return leader

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._leader[second] = first

    def all(self) -> Iterator[tuple[str, ...]]:
        members: dict[str, list[str]] = defaultdict(list)
        for claim in sorted(self._leader):
            members[self._find(claim)].append(claim)
        return (tuple(claims) for _, claims in sorted(members.items()))
