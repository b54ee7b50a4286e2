"""What somebody's own thing is where it was named before: ``The Nordic Force is new. The states set up their own force``."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sahelkg.extraction.antecedents import headed
from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.pronouns import clause_subject
from sahelkg.lexicon import fold
from sahelkg.ontology import Ontology

_OWN = frozenset(("own", "propre", "propres"))
_REACH = 4
_NEAR = 12
_LINKS = ("partOf", "ledBy", "groupsMembersOf")


def own_taken_up(
    nodes: Sequence[Node], recent: Sequence[Node], grammar: Grammar, nouns: Nouns, candidates: Candidates, ontology: Ontology
) -> list[Node]:
    """`nodes` with "their own force" and the like standing for the one of `recent` that is known to be its owner's."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        owned = at + 1 < len(nodes) and nodes[at].text in grammar.possessives and nodes[at + 1].text in _OWN
        owner = clause_subject(made, grammar) if owned else None
        found = next(_found(nodes, at + 2, owner, recent, nouns, candidates, ontology), None) if owner is not None else None
        if found is None:
            made.append(nodes[at])
            at += 1
            continue
        finish, thing = found
        start, end = nodes[at].start, nodes[finish - 1].end
        thing = replace(thing, start=start, end=end, form="anaphor", confidence=0.8)
        made.append(Node(start, end, "thing", "", (thing,)))
        at = finish
    return made


def _found(
    nodes: Sequence[Node],
    start: int,
    owner: Node,
    recent: Sequence[Node],
    nouns: Nouns,
    candidates: Candidates,
    ontology: Ontology,
) -> Iterator[tuple[int, Referent]]:
    """Things of `owner` with the noun that stands from `start` on, the last named first, with the index behind the noun."""
    for at in range(start, min(start + _REACH, len(nodes))):
        head = nouns.heads.at(nodes, at)
        if head is None:
            if nodes[at].kind != "word":
                return
            continue
        finish, noun = head
        for one in (one for node in reversed(recent[-_NEAR:]) for one in node.referents):
            entity = candidates.get(one.entity)
            if entity is None or ontology.kind(one.cls) != ontology.kind(noun.cls):
                continue
            alike = any(headed(fold(label.text), fold(noun.noun)) for label in entity.labels)
            if alike and not _wholes(one.entity, candidates).isdisjoint(_owners(owner, candidates)):
                yield finish, one
        return


def _wholes(slug: str, candidates: Candidates) -> set[str]:
    entity = candidates.get(slug)
    return {target for link, target in entity.links if link in _LINKS} if entity is not None else set()


def _owners(owner: Node, candidates: Candidates) -> set[str]:
    """Whose the things of `owner` are said to be: its own, or the body's whose member states it is."""
    slugs = {one.entity for one in owner.referents}
    return slugs.union(*(_wholes(slug, candidates) for slug in slugs))
