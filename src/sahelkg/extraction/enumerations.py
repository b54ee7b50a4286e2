"""Things that a plural noun announces and a list names: ``the Union's two missions, one civil (A) and one military (B)``."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sahelkg.extraction.nodes import Node, Referent
from sahelkg.extraction.nominals import Description
from sahelkg.extraction.noun_phrases import NounPhrases
from sahelkg.extraction.nouns import Head


@dataclass(frozen=True)
class Enumerations(NounPhrases):
    """Makes an announced list one node, and keeps in `descriptions` who owns what it lists and where that is."""

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
            found = self.nouns.heads.at(nodes, at)
            members = self._members(nodes, found[0], found[1]) if found is not None and found[1].plural else None
            if found is None or members is None:
                made.append(nodes[at])
                at += 1
                continue
            reach, referents, areas = members
            first = self._modifiers(made)
            owners = [node for node in made[first:] if self._owned(node)]
            start = made[first].start if first < len(made) else nodes[at].start
            end = nodes[reach - 1].end
            leaders = owners[0].referents if owners and owners[0].kind == "thing" else ()
            if not leaders and any(node.text in self.grammar.possessives for node in made[max(0, len(made) - 5) :]):
                leaders = self._first_owner(made)
            for member in referents:
                for leader in leaders:
                    self.descriptions.append(
                        Description(member, "leader", Node(start, end, "thing", "", (leader,)), start, end)
                    )
                for area in areas:
                    self.descriptions.append(Description(member, "area", area, start, end))
            del made[first:]
            made.append(Node(start, end, "thing", "", referents))
            at = reach
        return made

    def _first_owner(self, made: Sequence[Node]) -> tuple[Referent, ...]:
        return next((node.referents for node in made if self._owned(node) and len(node.referents) == 1), ())

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
