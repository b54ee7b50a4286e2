"""A sum and its parts: ``five million, including two for schools and one to the police``."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Sentence
from sahelkg.model import Claim, Quantity

_FOR = frozenset(("for", "pour", "in", "en", "à", "to"))
_FROM = frozenset(("from",))
_OF = frozenset(("of", "de"))
"""What governs the sum that another noun is of, such as ``a further grant of five million``."""
_NEAR = 4
_NO_RECIPIENTS = frozenset(("Person", "Place", "City", "Region", "Meeting", "Summit", "Conference", "Group"))
_RECIPIENTS = frozenset(("to", "à"))


def apportioned(clauses: Clauses, sentence: Sentence, made: Sequence[Claim]) -> Iterator[Claim]:
    """`made`, the claims of one frame, with every sum of the sentence in its place.

    Where as many give as sums are listed, each gives its own: ``A and B gave five and six million, respectively``. Else the
    sums beyond the one a funding claim carries are the same claim again, each with its own purpose or recipient.
    """
    funding = [claim for claim in made if claim.predicate == "funds" and isinstance(claim.value, Quantity)]
    sums = [node for node in clauses.nodes if isinstance(node.payload, AmountMention)]
    donors = list(dict.fromkeys(claim.subject for claim in funding))
    first = next((at for at, node in enumerate(sums) if funding and _same(node, funding[0])), len(sums))
    further = sums[first : _last_of_clause(clauses, sums, first)]
    if 1 < len(donors) == len(further) and all(_joined(clauses, *pair) for pair in pairwise(further)):
        own = dict(zip(donors, further, strict=True))
        for claim in made:
            yield _of_sum(claim, own[claim.subject]) if claim in funding else claim
        return
    yield from made
    for claim in funding:
        yield from _further(clauses, sentence, claim, further)


def _of_sum(claim: Claim, node: Node) -> Claim:
    """`claim` with the sum of `node` for its own."""
    assert isinstance(node.payload, AmountMention)
    value = Quantity(node.payload.number, node.payload.currency)
    return replace(claim, value=value, start=min(claim.start, node.start), end=max(claim.end, node.end))


def _further(clauses: Clauses, sentence: Sentence, claim: Claim, sums: Sequence[Node]) -> Iterator[Claim]:
    """`claim`, which carries the first of `sums`, again for each of the others."""
    dates = [node for node in clauses.nodes if isinstance(node.payload, DateMention)]
    for at, node in enumerate(sums[1:], 1):
        if clauses.governed(clauses.nodes.index(node)) in _OF or _restated(clauses, node):
            continue
        if (
            _brought(clauses, sums[at - 1], node)
            or _served(clauses, sums[0], claim)
            or _of_another(clauses, sums[at - 1], node)
        ):
            continue
        limit = sums[at + 1].start if at + 1 < len(sums) else sentence.end
        if _given_by_others(clauses, node, limit):
            continue
        purpose = _words_behind(clauses, node, limit)
        recipient = _recipient_behind(clauses, node, limit) or _right_behind(clauses, node)
        if recipient is None and _alike(clauses, sums[0], node) and _right_behind(clauses, sums[0]) == claim.object:
            continue
        qualifiers = [pair for pair in claim.qualifiers if pair[0] not in ("purpose", "comparator")]
        if purpose and recipient is None:
            qualifiers.append(("purpose", purpose))
        apart = any(sums[0].end <= other.start < node.start for other in dates)
        again = _of_sum(claim, node)
        yield replace(
            again,
            since=None if apart else claim.since,
            until=None if apart else claim.until,
            object=recipient or claim.object,
            end=again.end if at + 1 == len(sums) else max(claim.end, limit),
            qualifiers=tuple(sorted(qualifiers)),
            confidence=round(claim.confidence * 0.95, 3),
            method="construction:part-of-sum",
        )


def _restated(clauses: Clauses, node: Node) -> bool:
    """Whether a sum says in brackets what the sum before them says: ``€1,200 (twelve hundred euros)``."""
    at = clauses.nodes.index(node)
    opening = next((begin for end, begin in clauses.brackets.items() if begin < at < end), 0)
    return opening > 0 and clauses.nodes[opening - 1].kind == "sum"


def _served(clauses: Clauses, first: Node, claim: Claim) -> bool:
    """Whether the recipient is what the first sum alone is to serve: A in ``five million to help A, two for ports``."""
    for at in range(clauses.nodes.index(first) + 1, len(clauses.nodes)):
        if any(one.entity == claim.object for one in clauses.nodes[at].referents):
            near = (clauses.groups.get(before) for before in range(max(0, at - _NEAR), at))
            return any(group is not None and group.voice == "infinitive" for group in near)
    return False


def _brought(clauses: Clauses, before: Node, node: Node) -> bool:
    """Whether another verb than the one of the sum before has a sum: ``gave five million, bringing its gifts to nine``."""
    first, last = clauses.nodes.index(before), clauses.nodes.index(node)
    return any(at in clauses.groups and clauses.groups[at].voice == "gerund" for at in range(first + 1, last))


def _of_another(clauses: Clauses, before: Node, node: Node) -> bool:
    """Whether a verb with a subject of its own has a sum: ``A gives five million, and B's gift was nine``."""
    first, last = clauses.nodes.index(before), clauses.nodes.index(node)
    verbs = (group for at, group in clauses.groups.items() if first < at < last and group.finite)
    return any((subject := clauses.subject(group)) is not None and first < subject < last for group in verbs)


def _last_of_clause(clauses: Clauses, sums: Sequence[Node], first: int) -> int:
    """The index in `sums` behind the last one before a semicolon."""
    if first == len(sums):
        return first
    start = sums[first].start
    stop = next((node.start for node in clauses.nodes if node.text == ";" and node.start > start), None)
    return len(sums) if stop is None else sum(node.start < stop for node in sums)


def _joined(clauses: Clauses, first: Node, last: Node) -> bool:
    """Whether only a comma or conjunction stands between two nodes."""
    small = clauses.grammar.conjunctions | {","}
    between = clauses.nodes[clauses.nodes.index(first) + 1 : clauses.nodes.index(last)]
    return all(node.text in small for node in between)


def _same(node: Node, claim: Claim) -> bool:
    payload = node.payload
    value = claim.value
    return isinstance(payload, AmountMention) and isinstance(value, Quantity) and payload.number == value.number


def _words_behind(clauses: Clauses, node: Node, limit: int) -> str | None:
    """The words behind "for" and the like that follow a sum, up to the next comma or sum."""
    at = clauses.nodes.index(node) + 1
    if at >= len(clauses.nodes) or clauses.nodes[at].text not in _FOR:
        return None
    start = end = at + 1
    while (
        end < len(clauses.nodes)
        and clauses.nodes[end].start < limit
        and clauses.nodes[end].text not in (",", ";", ".", "(", ")")
    ):
        end += 1
    while end > start and clauses.nodes[end - 1].text in clauses.grammar.conjunctions:
        end -= 1
    return clauses.text[clauses.nodes[start].start : clauses.nodes[end - 1].end] if end > start else None


def _given_by_others(clauses: Clauses, node: Node, limit: int) -> bool:
    """Whether a sum has a donor of its own behind it: ``two million from X and one from Y``."""
    at = clauses.nodes.index(node) + 1
    behind = next((i for i in range(at, len(clauses.nodes)) if clauses.nodes[i].start >= limit), len(clauses.nodes))
    return any(clauses.nodes[i].kind == "thing" for i in clauses.complements(at, behind, _FROM))


def _alike(clauses: Clauses, first: Node, node: Node) -> bool:
    """Whether two sums go on with the same preposition, as shares do that are each for somebody or something."""
    opening, own = (clauses.sentence.word(clauses.nodes.index(one) + 1) for one in (first, node))
    return opening == own and own in _FOR


def _right_behind(clauses: Clauses, node: Node) -> str | None:
    """The body or state that a sum is for, named right behind it: X in ``two million for X``."""
    at = clauses.nodes.index(node) + 1
    if at >= len(clauses.nodes) or clauses.nodes[at].text not in _FOR:
        return None
    at += 1
    while at + 1 < len(clauses.nodes) and clauses.nodes[at].text in clauses.grammar.articles:
        at += 1
    other = clauses.nodes[at] if at < len(clauses.nodes) else node
    named = other.kind == "thing" and len(other.referents) == 1 and not clauses.modifier(at)
    one = other.referents[0] if named else None
    return one.entity if one is not None and one.form == "name" and one.cls not in _NO_RECIPIENTS else None


def _recipient_behind(clauses: Clauses, node: Node, limit: int) -> str | None:
    """Whom a sum goes to, where a thing is named behind it with "to"."""
    for at in range(clauses.nodes.index(node) + 1, len(clauses.nodes)):
        other = clauses.nodes[at]
        if other.start >= limit or (at in clauses.groups and clauses.groups[at].finite):
            return None
        if other.kind == "thing" and clauses.governed(at) in _RECIPIENTS:
            return other.referents[0].entity
    return None
