"""Groups each of whose states is meant for itself: ``in each of the Nordic states``."""

from collections.abc import Sequence
from dataclasses import replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent

_OF = ("of", "de")
_MOST = 12


def each_apart(nodes: Sequence[Node], grammar: Grammar, candidates: Candidates) -> list[Node]:
    """`nodes` with groups of states behind "each of" standing for their states, as far as it is known which they are."""
    return [
        replace(node, referents=_members(node, candidates)) if _each_of(nodes, at, grammar) else node
        for at, node in enumerate(nodes)
    ]


def _each_of(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the thing at `at` stands behind a distributive and "of"."""
    if nodes[at].kind != "thing" or at < 2:
        return False
    before = at - 1
    while before > 1 and nodes[before].text in grammar.articles and grammar.preposition(nodes[before].text) not in _OF:
        before -= 1
    return grammar.preposition(nodes[before].text) in _OF and nodes[before - 1].text in grammar.distributives


def _members(node: Node, candidates: Candidates) -> tuple[Referent, ...]:
    group = node.referents
    entity = candidates.get(group[0].entity) if len(group) == 1 else None
    states = [slug for link, slug in entity.links if link == "groups"] if entity is not None else []
    if 1 < len(states) <= _MOST:
        group = tuple(replace(group[0], entity=state, cls="State", confidence=0.85) for state in states)
    return tuple(replace(one, form="member") for one in group) if len(group) > 1 else group
