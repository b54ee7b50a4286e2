"""What ministers and secretaries are for: ``for Democracy, Human Rights and Labour``, ``de l'économie et des finances``."""

from collections.abc import Sequence

from sahelkg.extraction.nodes import Node, is_person
from sahelkg.extraction.phrasing import ADJECTIVE, Phrasing

_MINISTERS = ("minist", "secretaire", "secretary", "under-secretary", "undersecretary", "commissioner", "commissaire")
_OPENING = frozenset(("of", "for", "de"))
_CHARGED = frozenset(("chargé", "charge", "chargee", "chargée"))
_NEAR_OFFICE = 5
_LONGEST_FIELD = 6


class Portfolios(Phrasing):
    """Reads the fields behind an office of a government."""

    def portfolio(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind the listed fields that the office ending at `finish` is for; `finish` where none is told."""
        if not self._ministerial(nodes, finish):
            return finish
        reach = self._field_run(nodes, self._opened(nodes, finish), leading=True)
        if reach is None:
            return finish
        while True:
            at = reach
            while at < len(nodes) and (nodes[at].text == "," or nodes[at].text in self.grammar.conjunctions):
                at += 1
            joined = at > reach
            at = self._opened(nodes, at) or (at if joined else len(nodes))
            further = self._field_run(nodes, at)
            if further is None:
                return reach
            reach = further

    def bracketed_field(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind a field in brackets at `finish`, where an office ends: ``Secretary (Economic Relations)``."""
        if finish + 2 >= len(nodes) or nodes[finish].text != "(" or not self._ministerial(nodes, finish):
            return finish
        reach = self._field_run(nodes, finish + 1) or finish + 2
        region = nodes[finish + 1].kind == "thing" and self._place(nodes[finish + 1])
        told = reach > finish + 2 or region or nodes[finish + 1].text in self.nouns.fields
        return reach + 1 if told and reach < len(nodes) and nodes[reach].text == ")" else finish

    @staticmethod
    def _ministerial(nodes: Sequence[Node], finish: int) -> bool:
        """Whether the office that ends at `finish` has a field: a minister's, a secretary's."""
        words = [node.text for node in nodes[max(0, finish - _NEAR_OFFICE) : finish]]
        return any(word.startswith(_MINISTERS) for word in words) and words[-1] != "general"

    def _opened(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind the words that open a field at `at`: ``for the``, ``de l'``, ``chargée des``."""
        first = at
        if at < len(nodes) and nodes[at].text in _CHARGED:
            at += 1
        if at >= len(nodes) or self.grammar.preposition(nodes[at].text) not in _OPENING:
            return None
        at += 1
        while at < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        return at if at > first else None

    def _field_run(self, nodes: Sequence[Node], begin: int | None, *, leading: bool = False) -> int | None:
        """The index behind the words of one field from `begin` on; None where no word of a ministry's stands there. The
        `leading` field may be a region: ``ministre de l'Europe et des …``.
        """
        at, told = begin if begin is not None else len(nodes), False
        while at < len(nodes) and at - (begin or 0) < _LONGEST_FIELD:
            node = nodes[at]
            if node.kind == "thing" and node.referents:
                region = leading and at == begin and node.referents[0].cls == "Region" and self._joined_behind(nodes, at)
                adjective = node.referents[0].form == "demonym" and self._capital(nodes, at + 1)
                if not (region or adjective or self._unknown_field(node)) or told:
                    break
                told = told or not adjective
            elif node.text in self.grammar.conjunctions:
                if told or at == begin or not self._capital(nodes, at - 1):
                    break
            elif node.kind != "word" or not (node.text in self.nouns.fields or self._goes_on_field(nodes, at, told)):
                break
            told = told or node.text in self.nouns.fields
            at += 1
        return at if told else None

    def _goes_on_field(self, nodes: Sequence[Node], at: int, told: bool) -> bool:
        """Whether the word at `at`, of no ministry's, is part of a field: a capital before the word that is, or a French
        adjective behind it.
        """
        if self.language == "fr" and told:
            return ADJECTIVE.search(nodes[at].text) is not None and self._plain_adjective(nodes[at].text)
        return not told and self._capital(nodes, at)

    def _joined_behind(self, nodes: Sequence[Node], at: int) -> bool:
        return at + 1 < len(nodes) and (nodes[at + 1].text == "," or nodes[at + 1].text in self.grammar.conjunctions)

    def _capital(self, nodes: Sequence[Node], at: int) -> bool:
        return at < len(nodes) and nodes[at].kind == "word" and self.text[nodes[at].start].isupper()

    def _unknown_field(self, node: Node) -> bool:
        """Whether a thing that nobody knows is a field: ``Relations extérieures``, ``Social Action``."""
        unknown = all(one.entity not in self.candidates.lexicon.entities for one in node.referents)
        return unknown and not is_person(node) and node.referents[0].form == "name"
