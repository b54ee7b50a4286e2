"""The meeting that a passage goes on about: the last one named before it in its paragraph, else the first of the text."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block
from sahelkg.ontology import Ontology


@dataclass(frozen=True)
class MeetingsAtHand:
    """The meetings of one document by place."""

    survey: Survey
    ontology: Ontology

    @cached_property
    def _named(self) -> Mapping[int, list[Referent]]:
        """The single meetings named in each article, in order."""
        named: dict[int, list[Referent]] = defaultdict(list)
        for block, sentences in zip(self.survey.document.blocks, self.survey.sentences, strict=True):
            nodes = (node for sentence in sentences for node in sentence.nodes)
            single = (node.referents[0] for node in nodes if node.kind == "thing" and len(node.referents) == 1)
            named[block.article] += [one for one in single if self.ontology.is_a(one.cls, ("Meeting",))]
        return named

    def before(self, block: Block, offset: int) -> Referent | None:
        """The last meeting that the `block` names before `offset`, else the first that its article does."""
        named = self._named.get(block.article, [])
        at = bisect_left(named, offset, key=lambda one: one.start)
        if not at:
            return None
        return named[at - 1] if named[at - 1].start >= block.start else named[0]
