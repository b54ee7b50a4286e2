"""Sums listed under a sentence that says who gives: ``Norway is providing:`` – ``€5 million to the Nordic Fund``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Referent, key
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Quantity, Span
from sahelkg.ontology import Ontology

_DONORS = ("State", "Organisation", "Fund")
_RECIPIENTS = ("State", "Organisation", "Mission", "Programme", "Fund", "Place")
_TO = frozenset(("to", "for", "à", "pour", "through", "via"))
_WORDS_BEFORE_SUM = 3


@dataclass(frozen=True)
class ListedSums:
    """Reads such lists; `giving` are the words of a sentence that says that somebody gives, by language."""

    giving: Mapping[str, Sequence[str]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """One gift for each line that opens with a sum and names who receives it, or stands under a sentence that does."""
        blocks = survey.document.blocks
        announced: tuple[Block, Referent, Referent | None] | None = None
        for index, block in enumerate(blocks):
            nodes = [node for sentence in survey.sentences[index] for node in sentence.nodes if node.start >= block.content]
            amount = self._opening_sum(nodes)
            if amount is None:
                announced = self._announced(survey, block, nodes)
            elif announced is not None and announced[0].article == block.article:
                lead_in, donor, common = announced
                recipient = self._recipient(nodes, block.language) or common
                if recipient is not None and recipient.entity != donor.entity:
                    yield survey.claim(
                        block,
                        block.content,
                        block.end,
                        subject=donor.entity,
                        predicate="funds",
                        object=recipient.entity,
                        value=Quantity(amount.number, amount.currency),
                        qualifiers=(("comparator", amount.comparator),) if amount.comparator else (),
                        evidence=(Span(lead_in.start, lead_in.end),),
                        confidence=0.85,
                        method="structure:listed-sums",
                    )

    @staticmethod
    def _opening_sum(nodes: Sequence[Node]) -> AmountMention | None:
        """The sum that a line opens with, a few words like "up to" aside."""
        for node in nodes[: _WORDS_BEFORE_SUM + 1]:
            if isinstance(node.payload, AmountMention):
                return node.payload
            if node.kind != "word":
                return None
        return None

    def _announced(
        self, survey: Survey, block: Block, nodes: Sequence[Node]
    ) -> tuple[Block, Referent, Referent | None] | None:
        """The block, who gives and who receives all, where the block is a sentence that gives and ends with a colon."""
        if not survey.document.text[block.content : block.end].rstrip().endswith(":"):
            return None
        if {node.text for node in nodes}.isdisjoint(map(key, self.giving.get(block.language, ()))):
            return None
        grammar = self.grammars[block.language]
        donor = next(
            (
                node.referents[0]
                for at, node in enumerate(nodes)
                if self._plays(node, _DONORS) and governor(nodes, at, grammar) is None
            ),
            None,
        )
        return (block, donor, self._recipient(nodes, block.language)) if donor is not None else None

    def _recipient(self, nodes: Sequence[Node], language: str) -> Referent | None:
        grammar = self.grammars[language]
        for at, node in enumerate(nodes):
            if self._plays(node, _RECIPIENTS) and governor(nodes, at, grammar) in _TO:
                return node.referents[0]
        return None

    def _plays(self, node: Node, kinds: Sequence[str]) -> bool:
        single = node.kind == "thing" and len(node.referents) == 1
        return single and self.ontology.is_a(node.referents[0].cls, kinds)
