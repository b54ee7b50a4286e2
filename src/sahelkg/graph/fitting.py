"""Keeps claims to the ontology: a predicate takes subjects and objects of certain kinds.

What was read may break that, for a misread name or a sentence that means something else. Such a claim is left out: one
misreading shall not keep a whole release from being published.
"""

from collections import Counter
from collections.abc import Mapping

from sahelkg.graph.schema import Schema
from sahelkg.model import Claim, Quantity
from sahelkg.vocabulary import ONTOLOGY, PREFIXES, term

_DECIMAL = PREFIXES["xsd"] + "decimal"


class Fitting:
    """Which claims fit the ontology. `classes` is the local name of the class of each thing, by its slug."""

    def __init__(self, schema: Schema, classes: Mapping[str, str]) -> None:
        self._schema = schema
        self._classes = classes
        self._left_out: Counter[str] = Counter()

    def fit(self, claim: Claim) -> Claim | None:
        """The claim, or None where it does not fit."""
        if self._fits(claim):
            return claim
        self._left_out[claim.predicate] += 1
        return None

    def warnings(self) -> list[str]:
        """A sentence on what was left out, if anything was."""
        if not self._left_out:
            return []
        parts = ", ".join(f"{predicate} {number}" for predicate, number in sorted(self._left_out.items()))
        number = self._left_out.total()
        return [f"{number} claims left out, whose subject or object is not of a kind that their predicate takes: {parts}"]

    def _fits(self, claim: Claim) -> bool:
        takes = self._schema.range(claim.predicate)
        if takes is None or takes.startswith(ONTOLOGY):
            valued = claim.object is not None or takes is None
        else:
            valued = claim.object is None and claim.value is not None
            valued = valued and (takes != _DECIMAL or isinstance(claim.value, Quantity))
        entailed = self._schema.entailed(term(claim.predicate)).onward
        return valued and all(self._holds(wider.value, claim) for wider in entailed)

    def _holds(self, predicate: str, claim: Claim) -> bool:
        """Whether subject and object are of the domain and range of a property that the claim entails."""
        domain, takes = self._schema.domains.get(predicate), self._schema.ranges.get(predicate)
        if not self._is(claim.subject, domain):
            return False
        return claim.object is None or self._is(claim.object, takes)

    def _is(self, slug: str, cls: str | None) -> bool:
        if cls is None or not cls.startswith(ONTOLOGY):
            return True
        known = self._classes.get(slug)
        return known is not None and any(above.value == cls for above in self._schema.types(known))
