"""What the readings of phrases share: the sentence's surroundings, and which words may stand in a phrase."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.reaches import PLACES
from sahelkg.ontology import Ontology

_OWNERS = ("State", "Organisation", "Mission")
DEFINITE = frozenset(("the", "this", "le", "la", "l'", "du", "ce", "cette", "cet"))
_POSTS = frozenset(("in", "for", "en", "au", "aux", "à", "pour"))
_ARTICLES = frozenset(("the", "la", "le", "les", "l'"))
ADJECTIVE = re.compile(r"(?:aires?|elles?|els?|al(?:es?)?|aux|iques?)\Z")
"""Endings of French adjectives that stand behind their noun."""


@dataclass(frozen=True)
class Phrasing:
    """Rewrites the nodes of one sentence: the methods of its kinds return them with one sort of phrase made a node.

    `text` is the document's; offsets of nodes point into it.
    """

    text: str
    language: str
    grammar: Grammar
    nouns: Nouns
    ontology: Ontology
    candidates: Candidates
    document: str
    recent: Sequence[Node]
    land: Referent | None = None
    """The state that the article is about, or the body whose treaty it is: whose government, whose army, whose member states
    are meant where nothing tells.
    """

    def _owned(self, node: Node, kinds: Sequence[str] = _OWNERS) -> bool:
        return (
            node.kind == "thing"
            and bool(node.referents)
            and all(self.ontology.is_a(owner.cls, kinds) and owner.form != "pronoun" for owner in node.referents)
        )

    def _plain_adjective(self, word: str) -> bool:
        grammar = self.grammar
        small = grammar.articles | grammar.conjunctions | grammar.auxiliaries | grammar.relatives | grammar.subordinators
        return word.isalpha() and word not in small and grammar.preposition(word) is None and word not in grammar.pronouns

    def _place(self, node: Node) -> bool:
        return node.kind == "thing" and bool(node.referents) and self.ontology.is_a(node.referents[0].cls, ("Place",))

    def _goes_on(self, nodes: Sequence[Node], finish: int) -> bool:
        """Whether a complement follows that makes the noun another thing: "the mission of experts"."""
        finish = self._adjectives(nodes, finish)
        return finish < len(nodes) and self.grammar.preposition(nodes[finish].text) in ("of", "de", "for", "pour")

    def _adjectives(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind the adjectives between a French noun and its complement: ``la session ordinaire de``."""
        at = finish
        while self.language == "fr" and at < len(nodes) and at - finish < 2 and nodes[at].kind == "word":
            if not ADJECTIVE.search(nodes[at].text) or not self._plain_adjective(nodes[at].text):
                break
            at += 1
        complemented = at < len(nodes) and self.grammar.preposition(nodes[at].text) in ("de", "à", "sur", "entre", "en")
        return at if complemented else finish


def behind_post(nodes: Sequence[Node], at: int) -> int:
    """The index behind where an office is held, where a comma sets that off: ``representative in Norland, X``."""
    if at + 2 >= len(nodes) or nodes[at].text not in _POSTS:
        return at
    place = at + 1 + (nodes[at + 1].text in _ARTICLES)
    named = place + 1 < len(nodes) and nodes[place].kind == "thing" and len(nodes[place].referents) == 1
    placed = named and nodes[place].referents[0].cls in PLACES and nodes[place + 1].text == ","
    return place + 1 if placed else at


def behind_origin(nodes: Sequence[Node], at: int) -> int:
    """The index behind words that only say where a person is from: ``the head of the Bank, the Norlander X``."""
    person = at + 2
    article = person < len(nodes) and nodes[at].text in _ARTICLES and is_person(nodes[person])
    return person if article and all(one.form == "demonym" for one in nodes[at + 1].referents) else at
