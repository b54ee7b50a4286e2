"""Those without a name whom a sentence tells of, taken up by the next: ``Two experts were sent. Their mandate …``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sahelkg.extraction.frames import Frame
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.matching import Filler
from sahelkg.extraction.nodes import Node, Referent, Sentence


@dataclass
class Unnamed:
    """Those that the last sentences of one document tell of without a name, in the order of the text."""

    _block: int = -1
    _told: tuple[Referent, ...] = ()
    _telling: tuple[Referent, ...] = ()

    def taken_up(self, sentence: Sentence, grammar: Grammar) -> Sentence:
        """`sentence`, the next of the document, with a plural pronoun that opens it standing for those of the one before."""
        self._told = self._telling if sentence.block == self._block else ()
        self._block, self._telling = sentence.block, ()
        if not self._told:
            return sentence
        players = (at for at, node in enumerate(sentence.nodes) if node.referents or _plural(node, grammar))
        opening = next(players, None)
        if opening is None or not _plural(sentence.nodes[opening], grammar):
            return sentence
        node = sentence.nodes[opening]
        them = tuple(replace(one, start=node.start, end=node.end, form="pronoun", confidence=0.8) for one in self._told)
        nodes = list(sentence.nodes)
        nodes[opening] = replace(node, referents=them, together=len(them) > 1)
        return replace(sentence, nodes=tuple(nodes))

    def keep(self, frame: Frame, fillers: Mapping[str, Filler]) -> None:
        """Notes those of the sentence at hand that `frame` makes things of, where no other frame did."""
        if frame.makes is not None and frame.makes.named_by is not None and not self._telling:
            self._telling = fillers[frame.makes.role].referents


def _plural(node: Node, grammar: Grammar) -> bool:
    """Whether `node` is a pronoun or possessive of several."""
    group = grammar.pronouns.get(node.text) == "group" or node.text in grammar.plural_possessives
    return node.kind == "word" and group
