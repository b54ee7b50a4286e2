"""How far the phrase of a noun reaches: its modifiers before, its complements behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sahelkg.extraction.nodes import Node
from sahelkg.extraction.nouns import Head
from sahelkg.extraction.phrasing import Phrasing

_TOPIC_WORDS = 26
_BRACKET_REACH = 14
ORDINAL = re.compile(
    r"\A\d+(?:st|nd|rd|th|e|er|re|eme)\Z|ieme\Z|\A(?:[ivx]+e|first|inaugurale?|premiere?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\Z"
)
_INSIDE = frozenset(("in", "en", "au", "aux", "dans"))
_INSTITUTING = frozenset(("instituant", "etablissant", "creant", "fondant", "establishing", "creating", "founding"))
_MEETING_ADJECTIVES = frozenset(
    "joint annual ministerial high-level international regional extraordinary premier premiere second seconde".split()
)
_ON = frozenset(("on", "sur"))
_REFLEXIVES = frozenset(("se", "s'"))
INDEFINITE = frozenset(("a", "an", "un", "une", "another"))
_PARTICIPLE = re.compile(r"(?:ed|ee|e|ees|es|ue|ues|ld|u|i|is|ie|ies)$")


@dataclass(frozen=True)
class NounPhrases(Phrasing):
    """Tells where the phrases of nouns begin and end; indices are of the nodes of one sentence."""

    def _modifiers(self, made: Sequence[Node]) -> int:
        """The index in `made` at which the modifiers before a head noun begin."""
        at = len(made)
        while at and len(made) - at < 7:
            node = made[at - 1]
            if node.kind == "thing" and node.referents and node.referents[0].form in ("name", "demonym"):
                if self.language == "fr":
                    break
                at -= 1
            elif node.kind == "word" and node.text == "'s" and at > 1 and made[at - 2].kind == "thing":
                at -= 2
            elif (node.kind == "word" and self._is_modifier(node)) or (node.text in ("-", "–") and at > 1):
                at -= 1
            else:
                break
        while at < len(made) and made[at].text in ("-", "–"):
            at += 1
        return at

    def _is_modifier(self, node: Node) -> bool:
        word = node.text
        if ORDINAL.search(word):
            return True
        capital = self.text[node.start].isupper()
        return self._plain_adjective(word) and (capital or word in _MEETING_ADJECTIVES)

    def _demonstrative(self, made: Sequence[Node]) -> int:
        """The index behind a demonstrative up to three words before the end of `made`; its length where there is none."""
        for at in range(len(made) - 1, max(len(made) - 5, -1), -1):
            if made[at].text in self.grammar.demonstratives:
                return at + 1
            if made[at].kind == "punctuation":
                break
        return len(made)

    def _after_indefinite(self, made: Sequence[Node], first: int, head: Head) -> int:
        """The index behind the indefinite article that plain adjectives keep from the modifiers at `first`: ``a civilian
        mission``; `first` where none stands there, or the noun makes no thing.
        """
        at = first if head.described or head.cls == "Mission" else 0
        while at and first - at < 3 and made[at - 1].kind == "word" and self._plain_adjective(made[at - 1].text):
            at -= 1
        return at if self.language == "en" and at and made[at - 1].text in INDEFINITE else first

    def _complements(self, nodes: Sequence[Node], finish: int) -> tuple[int, tuple[Node, ...]]:
        """What follows a described noun and belongs to it: things and dates after of/on/in/between …, capital words."""
        reach = finish
        inside: list[Node] = []
        at = finish
        if at < len(nodes) and nodes[at].text in _INSTITUTING:
            at += 1
            while at < len(nodes) and nodes[at].text in self.grammar.articles:
                at += 1
        while at < len(nodes) and len(inside) < 5:
            node = nodes[at]
            if node.kind in ("thing", "date") or (
                node.kind == "word" and self.text[node.start].isupper() and node.text.isalpha()
            ):
                if node.kind == "thing" and not node.referents:
                    break
                inside.append(node)
                at += 1
                reach = at
                continue
            preposition = self.grammar.preposition(node.text) if node.kind == "word" else None
            if node.kind == "count" and at == finish + 1 and nodes[finish].text == "en":
                inside.append(node)
                at += 1
                reach = at
                continue
            if preposition in ("of", "on", "in", "at", "between", "de", "sur", "à", "entre", "du", "en") or (
                node.text in ("-", "–", "/") and inside
            ):
                at += 1
                while at < len(nodes) and nodes[at].kind == "word" and nodes[at].text in self.grammar.articles:
                    at += 1
                continue
            if node.kind == "word" and node.text in self.grammar.articles and self.language == "fr" and at > finish:
                at += 1
                continue
            break
        return reach, tuple(inside)

    def _participle(self, nodes: Sequence[Node], finish: int) -> tuple[Node, ...]:
        """Place and date behind a participle: ``a declaration adopted in Oslo on 3 May 2001``."""
        if finish >= len(nodes) or nodes[finish].kind != "word" or not _PARTICIPLE.search(nodes[finish].text):
            return ()
        inside: list[Node] = []
        at = finish + 1
        while at < len(nodes) and at - finish < 7:
            node = nodes[at]
            if node.kind == "date" or (node.kind == "thing" and self.ontology.is_a(node.referents[0].cls, ("City",))):
                inside.append(node)
            elif not (node.kind == "word" and (self.grammar.preposition(node.text) or node.text in self.grammar.articles)):
                break
            at += 1
        return tuple(inside)

    def _topic(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind the plain words that say what a meeting or agreement is about: ``un atelier de
        concertation sur …``.
        """
        at = reach = finish
        while at < len(nodes) and at - finish < _TOPIC_WORDS:
            if nodes[at].kind == "thing" and at > finish and reach < at:
                reach = at = at + 1
                continue
            if (behind := self._region_behind(nodes, at)) is not None and reach > finish:
                reach = at = behind
                continue
            word = nodes[at].text
            if nodes[at].kind != "word" or nodes[at].referents or word in _REFLEXIVES:
                break
            joined = word.replace("-", "")
            opens = self.grammar.preposition(word) in ("of", "on", "de", "sur", "for", "contre", "against", "à")
            if not (
                opens or word in self.grammar.articles or word in self.grammar.conjunctions or self._plain_adjective(joined)
            ):
                break
            at += 1
            if not opens and word not in self.grammar.articles | self.grammar.conjunctions:
                reach = at
            if at == finish + 1 and not opens and self.language == "en":
                return finish
        return reach

    def _told(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind the plain words that tell one agreement from others: ``l'accord de libre-échange``, ``the
        agreement on river rights``; `finish` where none do.
        """
        opener, named = (nodes[finish].text, nodes[finish + 1]) if finish + 1 < len(nodes) else ("", None)
        plain = named is not None and named.kind == "word" and self._plain_adjective(named.text.replace("-", ""))
        if opener not in _ON and not (opener == "de" and plain):
            return finish
        reach = self._topic(nodes, finish)
        later = (at for at in range(finish + 2, reach) if self._participle(nodes, at))
        return next(later, reach)

    def _region_behind(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind "in" and a state or region at `at`: where what is talked about is, unlike a town."""
        if nodes[at].text not in _INSIDE:
            return None
        while at + 1 < len(nodes) and nodes[at + 1].text in self.grammar.articles:
            at += 1
        referents = nodes[at + 1].referents if at + 1 < len(nodes) and nodes[at + 1].kind == "thing" else ()
        return at + 2 if referents and all(one.cls in ("State", "Region") for one in referents) else None

    def _bracketed(self, nodes: Sequence[Node], finish: int, head: Head) -> int | None:
        """The index of the name in brackets that the noun before ``nodes[finish]`` and its complements describe: ``the
        training mission of the Union in Kenya (Nordic Mission)``.
        """
        kind = self.ontology.kind(head.cls)
        for at in range(finish, min(finish + _BRACKET_REACH, len(nodes) - 2)):
            node = nodes[at]
            if node.text == "(":
                name = nodes[at + 1]
                alike = name.kind == "thing" and len(name.referents) == 1 and name.referents[0].form == "name"
                fits = alike and self.ontology.kind(name.referents[0].cls) == kind and nodes[at + 2].text == ")"
                return at + 1 if fits and at > finish else None
            known = node.kind == "thing" and all(self.ontology.kind(one.cls) != kind for one in node.referents)
            plain = node.kind == "word" and node.text not in self.grammar.auxiliaries | self.grammar.relatives
            if not (known or plain):
                return None
        return None

    def _lands(self, nodes: Sequence[Node], finish: int) -> tuple[int, tuple[Node, ...], list[Node]]:
        """What follows the noun of an unnamed mission: the index behind it, all of it, and the lands in it."""
        reach, complements = self._complements(nodes, finish)
        if reach < len(nodes) and nodes[reach].text == "'s":
            if reach + 1 == len(nodes) or not self._place(nodes[reach + 1]):
                return finish, (), []
            reach, complements = reach + 2, (nodes[reach + 1],)
        things = [node for node in complements if node.kind == "thing"]
        return reach, complements, [node for node in things if self._place(node) or node.referents[0].cls == "State"]
