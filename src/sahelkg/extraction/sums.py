"""A sum and its parts: ``five million, including two for schools and one to the police``."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Sentence
from sahelkg.model import Claim, Quantity

_FOR = frozenset(("for", "pour", "in", "en", "à", "to"))
_RECIPIENTS = frozenset(("to", "à"))


def parts_of_sums(clauses: Clauses, sentence: Sentence, made: Sequence[Claim]) -> Iterator[Claim]:
    """For the sums of a sentence beyond the one a funding claim carries: the same claim of each, with its own
    purpose or recipient.
    """
    funding = [claim for claim in made if claim.predicate == "funds" and isinstance(claim.value, Quantity)]
    if not funding:
        return
    sums = [node for node in clauses.nodes if isinstance(node.payload, AmountMention)]
    if len(sums) < 2:
        return
    dates = [node for node in clauses.nodes if isinstance(node.payload, DateMention)]
    for claim in funding:
        first = next((at for at, node in enumerate(sums) if _same(node, claim)), None)
        if first is None:
            continue
        for at in range(first + 1, len(sums)):
            node, amount = sums[at], sums[at].payload
            assert isinstance(amount, AmountMention)
            limit = sums[at + 1].start if at + 1 < len(sums) else sentence.end
            purpose = _words_behind(clauses, node, limit)
            recipient = _recipient_behind(clauses, node, limit)
            qualifiers = [pair for pair in claim.qualifiers if pair[0] not in ("purpose", "comparator")]
            if purpose and recipient is None:
                qualifiers.append(("purpose", purpose))
            apart = any(sums[first].end <= other.start < node.start for other in dates)
            yield replace(
                claim,
                since=None if apart else claim.since,
                until=None if apart else claim.until,
                object=recipient or claim.object,
                value=Quantity(amount.number, amount.currency),
                start=min(claim.start, node.start),
                end=max(claim.end, limit if at + 1 == len(sums) else node.end),
                qualifiers=tuple(sorted(qualifiers)),
                confidence=round(claim.confidence * 0.95, 3),
                method="construction:part-of-sum",
            )


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


def _recipient_behind(clauses: Clauses, node: Node, limit: int) -> str | None:
    """Whom a sum goes to, where a thing is named behind it with "to"."""
    for at in range(clauses.nodes.index(node) + 1, len(clauses.nodes)):
        other = clauses.nodes[at]
        if other.start >= limit:
            return None
        if other.kind == "thing" and clauses.governed(at) in _RECIPIENTS:
            return other.referents[0].entity
    return None
