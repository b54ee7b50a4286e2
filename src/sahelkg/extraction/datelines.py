"""Where the place, date and agency end that open a report."""

import re

from sahelkg.extraction.clauses import Clauses

_DATELINE = re.compile(r"\A[^\W\d_a-zß-ÿ][^.;:!?]{2,80}?(?:\([^()]{2,40}\)|\d|[^\W\d_a-zß-ÿ]{3})\s?[-–—]+\s")


def behind_dateline(clauses: Clauses) -> int:
    """The index behind the place, date and agency that open a report: ``OSLO, March 3 (NTB) –``."""
    sentence = clauses.sentence
    match = _DATELINE.match(clauses.text[sentence.start : sentence.end])
    behind = sentence.start + match.end() if match is not None else sentence.start
    return next((at for at, node in enumerate(clauses.nodes) if node.start >= behind), 0)
