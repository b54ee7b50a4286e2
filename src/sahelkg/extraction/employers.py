"""The bodies that offices are in: ``head of operations at the Nordic Bank``, ``director of Nordic Relief``."""

from collections.abc import Sequence

from sahelkg.extraction.nodes import Node, Referent
from sahelkg.extraction.portfolios import Portfolios

_EMPLOYING = ("of", "for", "at", "de", "chez", "à", "pour")
_PLAIN_FIELD = 4
_NAMED_BODY = 2
_INSIDE = frozenset(("in", "within"))


class Employers(Portfolios):
    """Finds whose an office is behind its field."""

    def employer(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index of the body that a preposition at `at` says an office is of: ``at the Nordic Bank``."""
        if at >= len(nodes) or nodes[at].kind != "word" or self.grammar.preposition(nodes[at].text) not in _EMPLOYING:
            return None
        at += 1
        while at < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        body = at < len(nodes) and self._owned(nodes[at]) and nodes[at].referents[0].form != "demonym"
        return at if body and not self.ontology.is_a(nodes[at].referents[0].cls, ("State",)) else None

    def plain_field(self, nodes: Sequence[Node], at: int) -> tuple[int, int | None]:
        """Where the field of an office ends that begins at `at` in small letters, and the index of the body it is of: ``head
        of emergency operations at the Nordic Bank``.
        """
        end = at
        while (
            end < len(nodes)
            and end - at < _PLAIN_FIELD
            and self._plain_adjective(nodes[end].text)
            and nodes[end].kind == "word"
        ):
            end += 1
        return end, self.employer(nodes, end) if end > at else None

    def unknown_body(self, nodes: Sequence[Node], finish: int, at: int, end: int) -> Referent | None:
        """The body whose office ends at `finish`, that ``nodes[at:end]`` name in capitals and nobody knows: ``director of
        Nordic Relief``.
        """
        words = {node.text for node in nodes[at:end]}
        capitals = all(self._capital(nodes, inner) for inner in range(at, end))
        plain = not words.isdisjoint(self.nouns.fields | self.nouns.common | self.nouns.of_places)
        placed = nodes[finish - 1].text in self.nouns.of_places
        if end - at < _NAMED_BODY or not capitals or plain or placed or self._ministerial(nodes, finish):
            return None
        label = " ".join(self.text[nodes[at].start : nodes[end - 1].end].split())
        entity = self.candidates.named(label, "Organisation", self.language)
        return Referent(entity.slug, entity.cls, nodes[at].start, nodes[end - 1].end, "name", 0.75)

    def in_body(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether "in" or "at" and the body that an office is in stand at `at`: ``Secretary in the Ministry of …``."""
        if nodes[at].text not in _INSIDE:
            return False
        at += 1
        while at < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        return at < len(nodes) and self._owned(nodes[at], ("Organisation",)) and nodes[at].referents[0].form == "name"
