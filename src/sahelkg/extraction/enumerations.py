"""Things that a plural noun announces and a list names: ``the Union's two missions, one civil (A) and one military (B)``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, nodes_of
from sahelkg.extraction.nominals import Description
from sahelkg.extraction.noun_phrases import NounPhrases
from sahelkg.extraction.nouns import Head
from sahelkg.extraction.numbers import CountMention

_OWNING: Mapping[str, tuple[Sequence[str], Literal["leader", "body"]]] = {
    "Agreement": (("Agreement",), "body"),
    "other": (("State", "Organisation", "Mission"), "leader"),
}
"""Who may own what is listed, and as what: a treaty has protocols for parts, a body leads missions."""
_POSSESSIVE_REACH = 5
_COUNT_REACH = 3


@dataclass(frozen=True)
class Enumerations(NounPhrases):
    """Makes an announced list one node, and keeps in `descriptions` who owns what it lists, how many, and where that
    is.
    """

    descriptions: list[Description] = field(default_factory=list)

    def enumerated(self, nodes: Sequence[Node]) -> list[Node]:
        """``the Union's two missions, one civil (A) and one military (B)`` made the two; who owns them and
        where they are is noted.
        """
        if sum(len(node.referents) for node in nodes if node.kind == "thing") < 2:
            return list(nodes)
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            found = self._announced(nodes, at)
            members = self._members(nodes, found[0], found[1]) if found is not None and found[1].plural else None
            if found is None or members is None:
                made.append(nodes[at])
                at += 1
                continue
            reach, referents, areas = members
            first = self._modifiers(made)
            kinds, relation = _OWNING["Agreement" if self.ontology.is_a(found[1].cls, ("Agreement",)) else "other"]
            owners = [node for node in made[first:] if self._owned(node, kinds)]
            start = made[first].start if first < len(made) else nodes[at].start
            end = nodes[reach - 1].end
            leaders = owners[0].referents if owners and owners[0].kind == "thing" else ()
            possessive = self._possessive(made)
            if not leaders and possessive is not None:
                leaders, areas = self._first_owner(made, kinds), areas or self._area_before(made[:possessive])
            counted = len(made) if nodes[at].kind == "count" else self._count_before(made[:first])
            if counted is not None:
                leaders = leaders or (self._first_owner(made, kinds) if self._had(made[:counted]) else ())
                number = (*made, nodes[at])[counted]
                told = (number, number.start, nodes[found[0] - 1].end)
                self.descriptions.extend(Description(leader, "number", *told) for leader in leaders)
            for member in referents:
                for leader in leaders:
                    self.descriptions.append(
                        Description(member, relation, Node(start, end, "thing", "", (leader,)), start, end)
                    )
                for area in areas:
                    self.descriptions.append(Description(member, "area", area, start, end))
            del made[first:]
            made.append(Node(start, end, "thing", "", referents))
            at = reach
        return made

    def _announced(self, nodes: Sequence[Node], at: int) -> tuple[int, Head] | None:
        """The head noun at `at`, by itself or counted (``two active missions``), with the index behind it."""
        count = nodes[at].payload
        if not isinstance(count, CountMention):
            return self.nouns.heads.at(nodes, at)
        counted = nodes_of(self.text, count.noun_start, count.noun_end, (), self.language)
        heads = (self.nouns.heads.at(counted, first) for first in range(len(counted)))
        return next(((at + 1, found[1]) for found in heads if found is not None and found[0] == len(counted)), None)

    def _possessive(self, made: Sequence[Node]) -> int | None:
        """The index of the possessive not far from the end of `made`."""
        first = max(0, len(made) - _POSSESSIVE_REACH)
        return next((at for at in range(first, len(made)) if made[at].text in self.grammar.possessives), None)

    def _had(self, made: Sequence[Node]) -> bool:
        """Whether `made` ends with "has" or the like, which says whose the things behind it are."""
        return bool(made) and made[-1].text in self.grammar.have

    def _count_before(self, made: Sequence[Node]) -> int | None:
        """The index of the count at the end of `made`, over adjectives: ``3 active``."""
        for at in range(len(made) - 1, max(-1, len(made) - 1 - _COUNT_REACH), -1):
            if made[at].kind == "count":
                return at
            if made[at].kind != "word" or not self._plain_adjective(made[at].text):
                return None
        return None

    def _area_before(self, made: Sequence[Node]) -> tuple[Node, ...]:
        """The land that `made` last says its owner is in: ``is a partner in the region, with its``."""
        for at in range(len(made) - 1, -1, -1):
            if self._owned(made[at], ("State", "Region")):
                return (made[at],) if governor(made, at, self.grammar) in self.grammar.locative else ()
        return ()

    def _first_owner(self, made: Sequence[Node], kinds: Sequence[str]) -> tuple[Referent, ...]:
        return next((node.referents for node in made if self._owned(node, kinds) and len(node.referents) == 1), ())

    def _members(
        self, nodes: Sequence[Node], finish: int, head: Head
    ) -> tuple[int, tuple[Referent, ...], tuple[Node, ...]] | None:
        """The things of the head's class that are listed behind it: where the list ends, the things, the
        places named before it.
        """
        kind = self.ontology.kind(head.cls)
        if kind not in ("Mission", "Programme", "Fund", "Agreement"):
            return None
        found: list[Referent] = []
        areas: list[Node] = []
        reach = finish
        opened = False
        at = finish
        while at < len(nodes):
            node = nodes[at]
            if node.kind == "thing" and node.referents:
                if opened and all(self.ontology.is_a(one.cls, (kind,)) and one.form == "name" for one in node.referents):
                    found += node.referents
                    reach = at + 1
                elif not opened and self.ontology.is_a(node.referents[0].cls, ("Place", "State")):
                    areas.append(node)
                else:
                    break
            elif node.text in ("(", ":", ";", ",", "–", "—"):
                opened = True
            elif node.text == ")":
                reach = at + 1 if found else reach
            elif opened and node.kind == "word" and any(other.text == "(" for other in nodes[at + 1 : at + 3]):
                pass
            elif not (
                node.kind == "count"
                or node.text in self.grammar.articles | self.grammar.conjunctions
                or (not opened and self.grammar.preposition(node.text))
            ):
                break
            at += 1
        return (reach, tuple(found), tuple(areas)) if len(found) > 1 else None
