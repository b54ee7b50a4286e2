"""Those who met, spoken of together in the text on their meeting: ``the ministers``, ``les dirigeants``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, RolePhrase
from sahelkg.extraction.phrasing import DEFINITE
from sahelkg.extraction.survey import Work
from sahelkg.model import Block
from sahelkg.ontology import Ontology

_OPENING = 1_500
"""How many characters open an article."""
_PARTICIPLES = {"en": ("ed",), "fr": ("e", "es", "i", "is", "u", "us")}
_TELLING = re.compile(r"\b(?:communiqu[ée]|declaration|déclaration|conclusions|joint\sstatement)\b", re.IGNORECASE)
_THE = DEFINITE | {"les"}


@dataclass(frozen=True)
class Assemblies:
    """Knows the meeting that each article of a document is about."""

    ontology: Ontology

    def note(self, work: Work, block: Block, nodes: Sequence[Node], grammar: Grammar) -> None:
        """Keeps the first meeting that the opening of an article names, and who acts in the items below a sentence."""
        if block.kind != "item" or not work.lead:
            work.lead[:] = _leading(nodes, grammar)
        opening = block.start - work.document.articles[block.article].start < _OPENING
        if not opening or block.article in work.assemblies:
            return
        named = (one for node in nodes if node.kind == "thing" for one in node.referents if one.form != "pronoun")
        meeting = next((one for one in named if self.ontology.is_a(one.cls, ("Meeting",))), None)
        if meeting is not None:
            work.assemblies[block.article] = meeting

    def acting(self, work: Work, block: Block, nodes: Sequence[Node], grammar: Grammar) -> list[Node]:
        """`nodes` with those who act as one made the meeting they are at: the subject of a sentence, a plural of offices
        without owner or name; in an item that begins with its verb, who is told to act above.
        """
        nodes = self._led(work, block, nodes, grammar)
        for at, node in enumerate(nodes):
            if node.kind not in ("thing", "role") or governor(nodes, at, grammar) is not None:
                continue
            meeting = self._meeting(work, block, node) if self._acts(nodes, at) else None
            if meeting is None:
                break
            taken = replace(meeting, start=node.start, end=node.end, form="anaphor", confidence=0.85)
            together = Node(node.start, node.end, "thing", node.text, (taken,), together=True)
            return [*nodes[:at], together, *nodes[at + 1 :]]
        return list(nodes)

    @staticmethod
    def _led(work: Work, block: Block, nodes: Sequence[Node], grammar: Grammar) -> list[Node]:
        """`nodes` with the subject told above its list, if they open an item and begin with its verb."""
        lead = work.lead if block.kind == "item" and nodes and nodes[0].start <= block.content else ()
        first = next((at for at, node in enumerate(nodes) if node.kind == "word"), len(nodes))
        if not lead or first > 1 or first == len(nodes) or not _begins(nodes[first], lead, grammar):
            return list(nodes)
        start = nodes[first].start
        told = tuple(replace(one, start=start, end=start, form="pronoun", confidence=0.85) for one in lead[0].referents)
        opening = [Node(start, start, "word", "they" if grammar.language == "en" else "ils", told, together=True)]
        opening += [replace(node, start=start, end=start) for node in lead[1:]]
        return [*nodes[:first], *opening, *nodes[first:]]

    @staticmethod
    def _acts(nodes: Sequence[Node], at: int) -> bool:
        """Whether the plural at `at` is definite, or opens the sentence."""
        office = nodes[at].payload
        several = isinstance(office, RolePhrase) and office.plural and office.group is None and not nodes[at].referents
        opens = all(node.kind == "punctuation" or node.text.isdigit() for node in nodes[:at])
        return several and (opens or nodes[at - 1].text in _THE)

    @staticmethod
    def _meeting(work: Work, block: Block, node: Node) -> Referent | None:
        """The meeting that the article of `block` is about: one it has named, or that its title implies."""
        if (named := work.assemblies.get(block.article)) is not None:
            return named
        document = work.document
        title = document.articles[block.article].title
        about = document.text[title.start : title.end] if title is not None else ""
        return work.unnamed(block, "meeting", "Meeting", "meeting", node.start) if _TELLING.search(about) else None


def _leading(nodes: Sequence[Node], grammar: Grammar) -> tuple[Node, ...]:
    """Who acts in the items below a sentence that breaks off behind its subject, and the auxiliary behind that: ``The
    ministers:``, ``Le sommet a :``; nothing where another word stands before the colon.
    """
    if len(nodes) < 2 or nodes[-1].text != ":":
        return ()
    last = len(nodes) - 2
    auxiliary = nodes[last].kind == "word" and nodes[last].text in grammar.have
    at = last - auxiliary
    subject = nodes[at] if at >= 0 else None
    if subject is None or subject.kind != "thing" or not subject.referents or governor(nodes, at, grammar) is not None:
        return ()
    return (subject, nodes[last]) if auxiliary else (subject,)


def _begins(node: Node, lead: Sequence[Node], grammar: Grammar) -> bool:
    """Whether an item that opens with `node` tells what those in `lead` did: ``ont salué``, ``welcomed``; behind their
    auxiliary, ``salué``.
    """
    if node.referents:
        return False
    if len(lead) == 1 and grammar.language == "fr":
        return node.text in grammar.have | grammar.be | {"se", "s'"}
    return node.text.endswith(_PARTICIPLES[grammar.language])
