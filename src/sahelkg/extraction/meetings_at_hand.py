"""The meeting that a passage goes on about: the last one named before it, else the one that the title names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.survey import Survey
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

    def before(self, article: int, offset: int) -> Referent | None:
        """The last meeting that the article names before `offset`."""
        named = self._named.get(article, [])
        at = bisect_left(named, offset, key=lambda one: one.start)
        return named[at - 1] if at else None
