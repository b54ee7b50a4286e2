"""Things that words describe: ``the meeting in Oslo on 3 May``, ``the mission in Kenya``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, is_person
from sahelkg.extraction.noun_phrases import INDEFINITE, ORDINAL, NounPhrases
from sahelkg.extraction.nouns import Head
from sahelkg.extraction.phrasing import DEFINITE
from sahelkg.lexicon import fold
from sahelkg.model import Entity

_OWNED = ("’s", "'s")
_PRESENT = frozenset(("present", "presente"))
_NEXT = frozenset(("next", "upcoming", "forthcoming", "prochain", "prochaine"))
_NEXT_REACH = 14
BETWEEN = frozenset(("between", "entre"))


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of the thing it describes: its place, its date, who is in it."""

    thing: Referent
    relation: Literal["place", "date", "party", "leader", "area", "whole", "body", "number"]
    other: Node
    start: int
    end: int


@dataclass(frozen=True)
class Nominals(NounPhrases):
    """Makes described things nodes, and keeps in `descriptions` what is said of them."""

    descriptions: list[Description] = field(default_factory=list)

    def taken_up(self, nodes: Sequence[Node], resolve: Callable[[Head, int, int], tuple[Referent, ...]]) -> list[Node]:
        """``the bank’s president``, ``the head of the agency``: owners that a noun takes up made the things they are."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            found = self.nouns.heads.at(nodes, at) if made and made[-1].text in DEFINITE else None
            if found is not None and self._owns(nodes, at, found[0], found[1]):
                start, end = nodes[at].start, nodes[found[0] - 1].end
                antecedents = tuple(replace(one, start=start, end=end) for one in resolve(found[1], start, end))
                if antecedents:
                    made.append(Node(start, end, "thing", "", antecedents))
                    at = found[0]
                    continue
            made.append(nodes[at])
            at += 1
        return made

    def _owns(self, nodes: Sequence[Node], at: int, finish: int, head: Head) -> bool:
        """Whether the noun at ``nodes[at:finish]`` may own what stands beside it."""
        if not head.anaphor or head.described or head.plural or head.cls in ("State", "GroupOfStates"):
            return False
        of = at > 1 and self.grammar.preposition(nodes[at - 2].text) in ("of", "de")
        return (finish < len(nodes) and nodes[finish].text == "'s") or (of and not self._goes_on(nodes, finish))

    def described(self, nodes: Sequence[Node], resolve: Callable[[Head, int, int], tuple[Referent, ...]]) -> list[Node]:
        """Head nouns with what describes them made things; bare definite ones are given to `resolve`, which
        finds what they take up.
        """
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            found = self.nouns.heads.at(nodes, at)
            if found is None or self._verbal(made):
                made.append(nodes[at])
                at += 1
                continue
            finish, head = found
            if (as_told := self._as_told(made, nodes, at, finish, head)) is not None:
                made.extend(as_told)
                at = finish
                continue
            first = self._after_indefinite(made, self._modifiers(made), head)
            bracketed = self._bracketed(nodes, finish, head)
            if bracketed is not None:
                start = made[first].start if first < len(made) else nodes[at].start
                del made[first:]
                made.append(replace(nodes[bracketed], start=start, end=nodes[bracketed + 1].end))
                at = bracketed + 2
                continue
            adjectives = self._adjectives(nodes, finish) if head.described else finish
            reach, complements = self._complements(nodes, adjectives) if head.described else (finish, ())
            indefinite = first > 0 and made[first - 1].text in INDEFINITE
            owned = first > 0 and made[first - 1].text in self.grammar.possessives
            definite = not (indefinite or owned) and (
                (first > 0 and made[first - 1].text in self.grammar.articles) or self._acts_bare(made, nodes, at, finish)
            )
            inside = [node for node in (*made[first:], *complements) if node.kind in ("thing", "date", "count")]
            start = made[first].start if first < len(made) else nodes[at].start
            node: Node | None = None
            later = () if inside or not head.described else self._participle(nodes, finish)
            mission = self.ontology.is_a(head.cls, ("Mission",))
            if mission and indefinite and not head.plural and not self._said_of_another(made, first):
                reach, complements, inside = self._noted_lands(nodes, finish)
            present = first > 0 and made[first - 1].text in _PRESENT and self.ontology.is_a(head.cls, ("Agreement",))
            if (
                (head.described or (mission and indefinite and complements))
                and (inside or later)
                and not (head.plural and not complements)
                and not present
            ):
                referent = self._describe(
                    head, made[first:], nodes[at:finish], (*complements, *later), start, nodes[reach - 1].end
                )
                node = Node(start, nodes[reach - 1].end, "thing", "", (referent,))
            elif (beyond := self._first_told(head, made, first, nodes, at, finish)) is not None:
                reach = beyond
                referent = self._indefinite(head, made[first:], nodes[finish - 1], nodes[reach - 1], start)
                node = Node(start, nodes[reach - 1].end, "thing", "", (referent,))
            elif (head.anaphor and definite and not made[first:] and (present or not self._goes_on(nodes, finish))) or (
                head.anaphor and head.takes_up and (first := self._demonstrative(made)) < len(made)
            ):
                reach = reach if present else finish
                end = nodes[reach - 1].end
                antecedents = tuple(replace(one, start=start, end=end) for one in resolve(head, start, end))
                if antecedents:
                    node = Node(start, end, "thing", "", antecedents)
            if node is None:
                made.extend(nodes[at:finish])
                at = finish
                continue
            del made[first:]
            made.append(node)
            at = reach
        return made

    def _talks_of_person(self, made: Sequence[Node], nodes: Sequence[Node], finish: int, head: Head) -> bool:
        """Whether a noun for a meeting only says that a person met somebody: ``his talks with X``."""
        if not self.ontology.is_a(head.cls, ("Meeting",)) or not made or finish + 1 >= len(nodes):
            return False
        owned = made[-1].text in self.grammar.possessives | {"'s"}
        with_ = finish
        if self.grammar.preposition(nodes[finish].text) in ("of", "de") and is_person(nodes[finish + 1]):
            owned, with_ = True, finish + 2
        return owned and with_ < len(nodes) and nodes[with_].text in ("with", "avec")

    def _bare(self, made: Sequence[Node], nodes: Sequence[Node], finish: int, head: Head) -> bool:
        """Whether a French noun for a meeting, without an article, only tells a manner: ``après concertation entre``."""
        opener = made[-1].text if made else ""
        governed = self.grammar.preposition(opener) is not None and opener not in self.grammar.articles
        between = finish < len(nodes) and nodes[finish].text in BETWEEN
        return self.language == "fr" and governed and between and self.ontology.is_a(head.cls, ("Meeting",))

    def _as_told(
        self, made: Sequence[Node], nodes: Sequence[Node], at: int, finish: int, head: Head
    ) -> Sequence[Node] | None:
        """What becomes of a noun that its words alone do not describe: plain words where it only tells that somebody met, a
        meeting where its clause tells which; None for any other.
        """
        bare = self._bare(made, nodes, finish, head)
        if bare or self._gerund(nodes, at, finish) or self._talks_of_person(made, nodes, finish, head):
            return nodes[at:finish]
        details = self._coming(made, nodes, finish, head)
        if details is None:
            return None
        start, end = nodes[at].start, nodes[finish - 1].end
        meeting = self._describe(head, (), nodes[at:finish], details, start, end)
        return [Node(start, end, "thing", "", (meeting,))]

    def _coming(self, made: Sequence[Node], nodes: Sequence[Node], finish: int, head: Head) -> tuple[Node, ...] | None:
        """Place and date of a meeting that is only called the next, where its clause tells them: ``the next session will be
        held in Oslo in 2001``.
        """
        if not made or made[-1].text not in _NEXT or not self.ontology.is_a(head.cls, ("Meeting",)):
            return None
        place: Node | None = None
        day: Node | None = None
        for at in range(finish, min(len(nodes), finish + _NEXT_REACH)):
            if nodes[at].text == ";":
                break
            placed = governor(nodes, at, self.grammar) in self.grammar.locative and self._place(nodes[at])
            place = place or (nodes[at] if placed else None)
            day = day or (nodes[at] if nodes[at].kind == "date" else None)
        return tuple(node for node in (place, day) if node is not None) if place is not None else None

    def _indefinite(self, head: Head, modifiers: Sequence[Node], noun: Node, last: Node, start: int) -> Referent:
        """A meeting or agreement spoken of for the first time without a name; it is this document's own."""
        label = " ".join(self.text[start : last.end].split())
        slug = slug_of(f"{label} {self.document}")
        entity = self._numbered(label, head) or self.candidates.described(slug, ((label, self.language),), head.cls)
        return Referent(entity.slug, entity.cls, start, last.end, "name", 0.85)

    def _first_told(
        self, head: Head, made: Sequence[Node], first: int, nodes: Sequence[Node], at: int, finish: int
    ) -> int | None:
        """The index behind the phrase of a meeting or agreement spoken of for the first time: ``an agreement``, ``the third
        session``, ``the agreement on river rights``; None where the noun at ``nodes[at:finish]`` is no such one's.
        """
        if not head.described or head.plural or not first:
            return None
        if made[first - 1].text in INDEFINITE or any(ORDINAL.search(one.text) for one in made[first:]):
            return self._topic(nodes, finish)
        noun = self.text[nodes[at].start : nodes[finish - 1].end].casefold()  # "la traite" is no "traité"
        told = self._told(nodes, finish) if noun == head.noun and self.ontology.is_a(head.cls, ("Agreement",)) else finish
        definite = made[first - 1].text in DEFINITE and made[first - 1].text not in self.grammar.possessives
        return told if told > finish and definite else None

    def _said_of_another(self, made: Sequence[Node], first: int) -> bool:
        """Whether ``a mission in …`` only says what the mission named before it is: ``X is a``, ``X, a``."""
        before = made[: first - 1]
        named = [node for node in before if node.kind == "thing" and self.ontology.is_a(node.referents[0].cls, ("Mission",))]
        return bool(named) and before[-1].text in self.grammar.be | {","}

    def _acts_bare(self, made: Sequence[Node], nodes: Sequence[Node], at: int, finish: int) -> bool:
        """Whether a capitalised English noun without article opens the sentence as its subject: ``Summit noted``, ``Council
        also welcomed``.
        """
        opens = all(node.kind == "punctuation" or node.text.isdigit() for node in made)
        if self.language != "en" or not opens or not self.text[nodes[at].start].isupper():
            return False
        while finish < len(nodes) and self.grammar.is_adverb(nodes[finish].text):
            finish += 1
        return finish < len(nodes) and nodes[finish].kind == "word" and self._past(nodes[finish].text)

    def _past(self, word: str) -> bool:
        return word.endswith("ed") or word in self.grammar.have | self.grammar.be

    def _verbal(self, made: Sequence[Node]) -> bool:
        """Whether the word that follows `made` belongs to an auxiliary: ``a rencontré``, ``are meeting``."""
        at = len(made) - 1
        while at > 0 and made[at].kind == "word" and self.grammar.is_adverb(made[at].text):
            at -= 1
        return at >= 0 and made[at].kind == "word" and made[at].text in self.grammar.be | self.grammar.have

    def _gerund(self, nodes: Sequence[Node], at: int, finish: int) -> bool:
        """Whether an English noun in -ing is a verb here: ``after a visit to Norway meeting local mayors``."""
        if self.language != "en" or not nodes[finish - 1].text.endswith("ing") or finish >= len(nodes):
            return False
        following = nodes[finish]
        if at > 1 and nodes[at - 1].text == "," and nodes[at - 2].kind in ("thing", "role"):
            return self.grammar.preposition(following.text) is not None
        named = at > 0 and nodes[at - 1].kind == "thing"
        return named and following.kind == "word" and self._plain_adjective(following.text)

    def _describe(
        self, head: Head, modifiers: Sequence[Node], nouns: Sequence[Node], complements: Sequence[Node], start: int, end: int
    ) -> Referent:
        """The meeting, agreement … that the phrase at ``text[start:end]`` describes."""
        undated = [node for node in complements if node.kind != "date" and node.start < end]
        label_end = max((node.end for node in undated), default=nouns[-1].end)
        label = " ".join(self.text[start:label_end].replace("#", "").replace("_", " ").split())
        dates = [node.payload for node in complements if isinstance(node.payload, DateMention)]
        day = next((date.since for date in dates if date.since and date.kind != "relative"), None)
        outside = [self.text[node.start : node.end] for node in complements if node.start >= end and node.kind == "thing"]
        numbered = self._numbered(label, head)
        if not modifiers:
            label = ", ".join((label, *outside, *((day,) if day else ())))
        entity = numbered or self.candidates.named(label, head.cls, self.language)
        thing = Referent(entity.slug, entity.cls, start, end, "name", 0.9)
        for node in (*modifiers, *complements):
            self._note(thing, node, modifiers, start, max(end, node.end))
        return thing

    def _numbered(self, label: str, head: Head) -> Entity | None:
        """The meeting that `label` numbers in figures, if the document has named it by a longer or shorter name."""
        words = fold(label)
        if not words[:1].isdigit():
            return None
        for entity in self.candidates.found.values():
            names = [fold(name.text) for name in entity.labels]
            alike = any(f"{name} ".startswith(f"{words} ") or f"{words} ".startswith(f"{name} ") for name in names)
            if alike and self.ontology.kind(entity.cls) == self.ontology.kind(head.cls):
                return entity
        return None

    def _noted_lands(self, nodes: Sequence[Node], finish: int) -> tuple[int, tuple[Node, ...], list[Node]]:
        """What `_lands` finds; notes that a land is part of the one that owns it: ``Kenya's Turkana region``."""
        found = self._lands(nodes, finish)
        owner, mark, land = nodes[max(found[0] - 3, 0) : found[0]] if found[0] > 2 else (None, None, None)
        if owner and mark and land and mark.text == "'s" and self._place(land) and self._owned(owner, ("State", "Place")):
            self.descriptions.append(Description(land.referents[0], "whole", owner, owner.start, land.end))
        return found

    def _note(self, thing: Referent, node: Node, modifiers: Sequence[Node], start: int, end: int) -> None:
        """Notes what `node`, part of the phrase that describes `thing`, says of it."""
        if node.kind in ("date", "count"):
            relation: Literal["date", "number"] = "date" if node.kind == "date" else "number"
            self.descriptions.append(Description(thing, relation, node, start, end))
        elif node.kind == "thing":
            place = all(self.ontology.is_a(referent.cls, ("City",)) for referent in node.referents)
            before = self.text[max(start, node.start - 12) : node.start].split()
            located = bool(before) and before[-1].casefold() in ("in", "at", "à", "en", "au")
            located |= bool(before) and before[-1].endswith(_OWNED)
            if place or (located and self.ontology.is_a(node.referents[0].cls, ("Place", "State"))):
                self.descriptions.append(Description(thing, "place", node, start, end))
            elif (node in modifiers or not BETWEEN.isdisjoint(before)) and node.referents[0].form == "name":
                self.descriptions.append(Description(thing, "party", node, start, end))
