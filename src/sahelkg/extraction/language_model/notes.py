"""What the person who builds is told of the language model: a line on passages without an answer, one on rejected claims."""

from collections import Counter
from collections.abc import Iterable

from sahelkg.model import Extraction


def notes(extractions: Iterable[Extraction]) -> tuple[str, ...]:
    """The lines; none where all was answered and taken."""
    unanswered: Counter[str] = Counter()
    rejected = 0
    for extraction in extractions:
        for doubt in extraction.doubts:
            if doubt.kind == "passage":
                unanswered[doubt.reason] += 1
            rejected += doubt.kind == "claim"
    lines = []
    if unanswered:
        reasons = ", ".join(f"{reason}: {number}" for reason, number in sorted(unanswered.items()))
        number = unanswered.total()
        lines.append(f"the language model gave no answer for {number} passages, which were read without it ({reasons})")
    if rejected:
        lines.append(f"{rejected} claims of the language model left out, since the text does not bear them out")
    return tuple(lines)
