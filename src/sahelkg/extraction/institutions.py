"""Institutions with their owners: ``Kenyan police``, ``the army of Kenya``; and groups told by their number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.nodes import Node, Referent, nodes_of
from sahelkg.extraction.nouns import Institution
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.phrasing import DEFINITE, Phrasing
from sahelkg.model import Label

_SHORT_NAME = 3
_POSSESSIVE = re.compile(r"['’](?:s\b|\s)")
_MEMBERS = frozenset(("member", "members", "membres"))
_ALL = frozenset(("the", "all", "les", "des", "aux", "tous"))
_GOVERNMENTS = frozenset(("government", "gouvernement"))


class Institutions(Phrasing):
    """Makes institutions with their owners, and counted groups, one node each."""

    def _adjective(self, slug: str, language: str) -> str | None:
        """The adjective of a state among its demonyms: ``Danish`` before ``Dane``."""
        entity = self.candidates.get(slug)
        if entity is None:
            return None
        words = [label.text for label in entity.labels if label.kind == "demonym" and label.language == language]
        return min(words, key=lambda word: (word.endswith("s"), not word.endswith("ish"), len(word), word), default=None)

    def _label(self, slug: str, language: str) -> str:
        entity = self.candidates.get(slug)
        labels = entity.labels if entity else ()
        preferred = [label.text for label in labels if label.kind == "pref"]
        spoken = [label.text for label in labels if label.kind == "pref" and label.language == language]
        return next(iter(spoken or preferred), slug)

    def _short(self, slug: str) -> str:
        """The English name of a thing, or its acronym where the name is a long one."""
        label = self._label(slug, "en")
        entity = self.candidates.get(slug)
        acronyms = [one.text for one in entity.labels if one.kind == "acronym" and one.language == "en"] if entity else []
        return acronyms[0] if acronyms and len(label.split()) > _SHORT_NAME else label

    def compose(self, owner: Referent, institution: Institution, start: int, end: int) -> Referent:
        """The thing that `institution` is of `owner`, worded at ``text[start:end]``."""
        if institution.stands_for_owner:
            return replace(owner, start=start, end=end, form="name")
        noun = institution.labels["en"]
        adjective = self._adjective(owner.entity, "en")
        if adjective:
            title = f"{adjective} {noun}"
        elif institution.of_organisations and not self.ontology.is_a(owner.cls, ("State",)):
            title = (
                f"{self._label(owner.entity, 'en')} {noun}"
                if institution.cls != "Organisation"
                else (f"{self._short(owner.entity)} {noun.capitalize()}")
            )
        else:
            title = f"{self._label(owner.entity, 'en')} {noun}"
        labels = [(title, "en")]
        if "fr" in institution.labels:
            french = f"{institution.labels['fr']} – {self._label(owner.entity, 'fr')}"
            labels.append((french, "fr"))
        link = "groupsMembersOf" if institution.cls == "GroupOfStates" else "partOf"
        known = self.candidates.lexicon.named(title, "en")
        entity = known or self.candidates.described(slug_of(title), tuple(labels), institution.cls, ((link, owner.entity),))
        return Referent(entity.slug, entity.cls, start, end, "name", owner.confidence)

    def with_owners(self, nodes: Sequence[Node]) -> list[Node]:
        """``Kenyan police``, ``the army of Kenya``, ``la police kényane``: institution and owner made one node."""
        made: list[Node] = []
        at = 0
        owner_before: tuple[Referent, ...] = ()
        while at < len(nodes):
            found = self.nouns.institutions.at(nodes, at)
            office = self.nouns.offices.at(nodes, at)
            if office is not None and office[0] - at > 1 and (found is None or office[0] > found[0]):
                made.extend(nodes[at : office[0]])
                at = office[0]
                continue
            if found is None:
                if nodes[at].kind == "punctuation" and nodes[at].text not in (",", "("):
                    owner_before = ()
                elif nodes[at].kind == "thing":
                    owner_before = self._state_of(nodes[at]) or owner_before
                made.append(nodes[at])
                at += 1
                continue
            finish, institution = found
            owners, first, last = self._owner_of(nodes, made, at, finish, institution)
            if not owners and made and made[-1].text in self.grammar.possessives:
                owners, first, last = self._last_owner(made, institution), len(made) - 1, finish
            fits = owner_before and all(self.ontology.is_a(one.cls, _owners_of(institution)) for one in owner_before)
            if not owners and fits and at and (nodes[at - 1].text in {",", "the", "("} | self.grammar.conjunctions):
                owners, first, last = owner_before, len(made), finish
            if not owners and self._of_the_land(made, nodes, finish, institution):
                assert self.land is not None
                owners, first, last = (self.land,), len(made), finish
            if not owners:
                made.extend(nodes[at:finish])
                at = finish
                continue
            start = made[first].start if first < len(made) else nodes[at].start
            end = nodes[last - 1].end
            kinds = institution.each or (institution,)
            referents = tuple(self.compose(owner, kind, start, end) for owner in owners for kind in kinds)
            if len(referents) == 1 and not institution.stands_for_owner and start < nodes[at].start:
                self._worded(referents[0], nodes[at].start)
            del made[first:]
            made.append(Node(start, end, "thing", "", referents))
            owner_before = owners
            at = last
        return made

    def _worded(self, thing: Referent, noun: int) -> None:
        """Gives an institution whose `noun` is in capitals the name the text has for it: ``the Philippine Coast Guard``."""
        name = " ".join(self.text[thing.start : thing.end].split())
        if self.text[noun].isupper() and self.text[thing.start].isupper() and not _POSSESSIVE.search(name):
            self.candidates.add_name(thing.entity, Label(name, self.language, "alt"))

    def _of_the_land(self, made: Sequence[Node], nodes: Sequence[Node], finish: int, institution: Institution) -> bool:
        """Whether ``the government``, ``the army`` is that of the state the article is about: none other is named before; or
        ``the member states`` those of the body whose treaty it is.
        """
        if self.land is None or not made or self._goes_on(nodes, finish):
            return False
        if self.land.cls != "State":
            members = not _MEMBERS.isdisjoint(node.text for node in nodes[finish - 2 : finish])
            return members and institution.cls == "GroupOfStates" and made[-1].text in _ALL
        if made[-1].text not in DEFINITE:
            return False
        states = {one.entity for node in made for one in node.referents if one.cls == "State"}
        governs = institution.stands_for_owner and nodes[finish - 1].text in _GOVERNMENTS
        kept = governs or institution.cls in ("SecurityForce", "GovernmentBody")
        return kept and states <= {self.land.entity}

    def _state_of(self, node: Node) -> tuple[Referent, ...]:
        """The states whose institutions the node names, by the lexicon."""
        owners = []
        for referent in node.referents:
            entity = self.candidates.get(referent.entity)
            if entity is None or not self.ontology.is_a(entity.cls, ("SecurityForce", "GovernmentBody")):
                return ()
            for link, slug in entity.links:
                owner = self.candidates.get(slug)
                if link == "partOf" and owner is not None and self.ontology.is_a(owner.cls, ("State",)):
                    owners.append(Referent(slug, owner.cls, referent.start, referent.end, "name", 0.95))
        return tuple(owners)

    def _last_owner(self, made: Sequence[Node], institution: Institution) -> tuple[Referent, ...]:
        """Whose "its army" is: the last single thing named, if it can own the institution."""
        kinds = _owners_of(institution)
        for node in (*reversed(made), *reversed(self.recent[-8:])):
            single = node.kind == "thing" and len(node.referents) == 1 and node.referents[0].form != "demonym"
            if single and not self.ontology.is_a(node.referents[0].cls, ("Place", "Person", "Meeting", "Agreement")):
                return node.referents if self._owned(node, kinds) else ()
        return ()

    def counted(self, nodes: Sequence[Node]) -> list[Node]:
        """``all five countries`` made the five: the last list of as many states, or the last group of as many."""
        made: list[Node] = []
        for node in nodes:
            payload = node.payload
            if isinstance(payload, CountMention):
                noun = words_of(self.text[payload.noun_start : payload.noun_end])
                words = nodes_of(self.text, node.start, node.end, (), self.language)
                head = self.nouns.heads.at(words, 0)
                called = head is not None and head[0] == len(words) and head[1].cls == "GroupOfStates"
                found = called or noun in self.nouns.group_nouns
                before = [*reversed(made), *reversed(self.recent)]
                group = next((other for other in before if found and self._is_group(other, int(payload.number))), None)
                if group is not None:
                    referents = tuple(
                        replace(one, start=node.start, end=node.end, form="anaphor", confidence=0.85)
                        for one in group.referents
                    )
                    made.append(Node(node.start, node.end, "thing", "", referents))
                    continue
                if called:
                    made.extend(words)
                    continue
            made.append(node)
        return made

    def _is_group(self, node: Node, number: int) -> bool:
        if node.kind != "thing" or not node.referents:
            return False
        if len(node.referents) == number:
            return all(self.ontology.is_a(one.cls, ("State",)) for one in node.referents)
        entity = self.candidates.get(node.referents[0].entity)
        return (
            len(node.referents) == 1 and entity is not None and sum(link == "groups" for link, _ in entity.links) == number
        )

    def _owner_of(
        self, nodes: Sequence[Node], made: Sequence[Node], at: int, finish: int, institution: Institution
    ) -> tuple[tuple[Referent, ...], int, int]:
        """Owners of the institution at ``nodes[at:finish]``, the index in `made` and the index in `nodes` its
        phrase reaches.
        """
        kinds = _owners_of(institution)
        # what stands before: "Kenyan [armed] forces", "Kenya's army", "AU Commission"
        if self.language == "en" and made:
            back = len(made) - 1
            skipped = 0
            while back >= 0 and skipped < 2 and made[back].kind == "word" and self._plain_adjective(made[back].text):
                back -= 1
                skipped += 1
            if back >= 0 and made[back].text in ("'s", "'") and back:
                back -= 1
            adjective = back >= 0 and made[back].referents and made[back].referents[0].form == "demonym"
            if (
                back >= 0
                and self._owned(made[back], kinds)
                and (not skipped or adjective or made[back + 1].text in ("'s", "'"))
            ):
                return made[back].referents, back, finish
            coordinated = len(made) > 1 and made[-1].text in self.grammar.conjunctions and institution.cls == "GroupOfStates"
            if coordinated and self._owned(made[-2], kinds) and len(made[-2].referents) == 1:
                return made[-2].referents, len(made), finish
        # what stands behind: "police of Kenya", "police kényane", "armée nationale du Kenya"
        reach = finish
        if self.language == "fr":
            skipped = 0
            while (
                reach < len(nodes)
                and skipped < 2
                and nodes[reach].kind == "word"
                and self._plain_adjective(nodes[reach].text)
            ):
                reach += 1
                skipped += 1
            if reach < len(nodes) and self._owned(nodes[reach], kinds) and nodes[reach].referents[0].form == "demonym":
                return nodes[reach].referents, len(made), reach + 1
        if reach < len(nodes) and self.grammar.preposition(nodes[reach].text) in ("of", "de"):
            reach += 1
            while reach < len(nodes) and nodes[reach].text in self.grammar.articles:
                reach += 1
            if reach < len(nodes) and self._owned(nodes[reach], kinds) and nodes[reach].referents[0].form != "demonym":
                return nodes[reach].referents, len(made), reach + 1
        return (), 0, 0


def _owners_of(institution: Institution) -> tuple[str, ...]:
    """The classes of what can have the institution."""
    return ("Organisation",) if institution.of_organisations else ("State",)
