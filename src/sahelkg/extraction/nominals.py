"""Things that words make together: ``Kenyan police``, ``the ministers of A and B``, ``the meeting in Oslo on 3 May``."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person, nodes_of
from sahelkg.extraction.nouns import Head, Institution, Nouns
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import words_of
from sahelkg.lexicon import fold
from sahelkg.model import Entity
from sahelkg.ontology import Ontology

_OWNERS = ("State", "Organisation", "Mission")
_OFFICE_VERBS = frozenset(("chairs", "heads", "commands"))
_OFFICE_STOPS = frozenset(("to", "will", "would", "membre", "membres", "pays", "etat", "etats", "état", "états"))
_TAKING = frozenset("hold holds held holding assume assumes assumed assuming take takes took taken taking over".split())
_REGION_NOUNS = frozenset("region sub-region subregion province district area county governorate state valley".split())
_OFFICE_WORDS = 8
_SHORT_NAME = 3
_BEFORE_DATE = frozenset(("le", "du", "on", "of", "in", "(", ",", "de", "en"))
_INCLUDING = frozenset(
    ("including", "notably", "namely", "i", "e", "dont", "notamment", "y", "compris", "soit", ".", "eg", "ie")
)
_TOPIC_WORDS = 26
_BRACKET_REACH = 14
_ENVOYS = ("ambassad", "envoy", "affaires", "charge", "representa", "represent")
_SENT = frozenset(("in", "to", "at", "en", "à", "auprès", "pres", "aupres", "près", "de"))
_ORDINAL = re.compile(
    r"\A\d+(?:st|nd|rd|th|e|er|re|eme)\Z|ieme\Z|\A(?:[ivx]+e|first|premiere?|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\Z"
)
_INSIDE = frozenset(("in", "en", "au", "aux", "dans"))
_RATIFIED = ("ratif", "adher", "acced")
_PRESENT = frozenset(("present", "presente"))
_INSTITUTING = frozenset(("instituant", "etablissant", "creant", "fondant", "establishing", "creating", "founding"))
_MEETING_ADJECTIVES = frozenset(
    "joint annual ministerial high-level international regional extraordinary premier premiere second seconde".split()
)
_DEFINITE = frozenset(("the", "this", "le", "la", "l'", "du", "ce", "cette", "cet"))
_BETWEEN = frozenset(("between", "entre"))
_GOVERNMENTS = frozenset(("government", "gouvernement"))
_PERSONAL = frozenset(("his", "her", "their", "our", "leur", "leurs", "notre", "nos"))
_POSTED = frozenset(("to", "for", "auprès", "pour"))
_INDEFINITE = frozenset(("a", "an", "un", "une", "another"))
_ADJECTIVE = re.compile(r"(?:aires?|elles?|els?|al(?:es?)?|aux|iques?)\Z")
_PARTICIPLE = re.compile(r"(?:ed|ee|e|ees|es|ue|ues|ld|u|i|is|ie|ies)$")


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says of the thing it describes: its place, its date, who is in it."""

    thing: Referent
    relation: Literal["place", "date", "party", "leader", "area", "whole"]
    other: Node
    start: int
    end: int


@dataclass(frozen=True)
class Nominals:
    """Rewrites the nodes of one sentence; each method returns them with one kind of phrase made a node.

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
    """The state that the article is about: whose government, whose army is meant where nothing tells."""
    descriptions: list[Description] = field(default_factory=list)

    def _owned(self, node: Node, kinds: Sequence[str] = _OWNERS) -> bool:
        return (
            node.kind == "thing"
            and bool(node.referents)
            and all(self.ontology.is_a(owner.cls, kinds) and owner.form != "pronoun" for owner in node.referents)
        )

    def _adjective(self, slug: str, language: str) -> str | None:
        entity = self.candidates.get(slug)
        if entity is None:
            return None
        adjectives = [label.text for label in entity.labels if label.kind == "demonym" and label.language == language]
        return next((word for word in sorted(adjectives, key=lambda word: (word.endswith("s"), len(word), word))), None)

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

    def institutions(self, nodes: Sequence[Node]) -> list[Node]:
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
            del made[first:]
            made.append(Node(start, end, "thing", "", referents))
            owner_before = owners
            at = last
        return made

    def _of_the_land(self, made: Sequence[Node], nodes: Sequence[Node], finish: int, institution: Institution) -> bool:
        """Whether ``the government``, ``the army`` is that of the state the article is about: none other is named before."""
        if self.land is None or not made or made[-1].text not in _DEFINITE or self._goes_on(nodes, finish):
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
                found = noun in self.nouns.group_nouns
                before = [*reversed(made), *reversed(self.recent)]
                group = next((other for other in before if found and self._is_group(other, int(payload.number))), None)
                if group is not None:
                    referents = tuple(
                        replace(one, start=node.start, end=node.end, form="anaphor", confidence=0.85)
                        for one in group.referents
                    )
                    made.append(Node(node.start, node.end, "thing", "", referents))
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

    def _plain_adjective(self, word: str) -> bool:
        grammar = self.grammar
        small = grammar.articles | grammar.conjunctions | grammar.auxiliaries | grammar.relatives | grammar.subordinators
        return word.isalpha() and word not in small and grammar.preposition(word) is None and word not in grammar.pronouns

    def offices(self, nodes: Sequence[Node]) -> list[Node]:
        """``French President``, ``head of the Nordic Bank``, ``les ministres de l'Intérieur de A et B`` made role nodes."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            longer = self.nouns.heads.at(nodes, at)
            if longer is not None and longer[0] - at > 1:
                made.extend(nodes[at : longer[0]])
                at = longer[0]
                continue
            if (office_named := self._named_office(nodes, at)) is not None:
                made.append(office_named)
                at += 1
                continue
            found = self.nouns.offices.at(nodes, at)
            if found is None or self._no_office(made, nodes, found[0]):
                made.append(nodes[at])
                at += 1
                continue
            finish, office = found
            while finish < len(nodes) and nodes[finish].text in self.nouns.office_qualifiers and self.language == "fr":
                finish += 1
            if (
                finish + 1 < len(nodes)
                and nodes[finish].text in ("/", "and", "et")
                and (more := self.nouns.offices.at(nodes, finish + 1)) is not None
            ):
                finish = more[0]
            first = len(made)
            while first and made[first - 1].kind == "word" and made[first - 1].text in self.nouns.office_qualifiers:
                first -= 1
            label_start = made[first].start if first < len(made) else nodes[at].start
            holder: Referent | None = None
            referents: tuple[Referent, ...] = ()
            before = first - 1 if first and made[first - 1].text not in ("'s", "'") else first - 2
            if before >= 0 and self._owned(made[before]) and (self.language == "en" or made[before].text != ","):
                between = self.text[made[before].end : label_start].strip()
                if self.language == "en" and between in ("", "’s", "'s", "’", "'"):
                    referents, first = made[before].referents, before
            if not referents and first and made[first - 1].text in self.grammar.possessives - _PERSONAL:
                referents = self._last_body(made)
            label_end, reach, owners = self._office_complement(nodes, finish, ("from",) if office.plural else ())
            sent = (referents or office.owner) and governor(nodes, reach - 1, self.grammar) in _POSTED
            if owners and not sent:
                referents = owners
            if not referents and office.owner and (known := self.candidates.get(office.owner)):
                referents = (Referent(known.slug, known.cls, label_start, nodes[finish - 1].end, "described", 0.85),)
            start = made[first].start if first < len(made) else nodes[at].start
            end = nodes[reach - 1].end
            label = " ".join(self.text[label_start : max(label_end, nodes[finish - 1].end)].split())
            holder = referents[0] if referents else None
            del made[first:]
            holders = tuple(replace(referent, form="described") for referent in referents)
            group: Referent | None = None
            if office.plural and holder is not None:
                name = " ".join(self.text[start:end].replace("#", "").replace("_", " ").split())
                entity = self.candidates.named(name, "Group", self.language)
                group = Referent(entity.slug, entity.cls, start, end, "name", 0.8)
            made.append(Node(start, end, "role", "", holders, RolePhrase(label, start, end, holder, group)))
            at = reach
        return made

    def _named_office(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The office that the known thing at `at` is, where its bearer's name follows: ``the Secretary-General of the United
        Nations, X``.
        """
        node = nodes[at]
        if node.kind != "thing" or len(node.referents) != 1 or node.referents[0].form != "name":
            return None
        following = at + 1
        while following < len(nodes) and nodes[following].text in self.nouns.honorifics | {",", "."}:
            following += 1
        if following >= len(nodes) or not (nodes[following].kind == "word" or is_person(nodes[following])):
            return None
        words = nodes_of(self.text, node.start, node.end, (), self.language)
        found = next(filter(None, (self.nouns.offices.at(words, i) for i in range(len(words)))), None)
        entity = self.candidates.get(node.referents[0].entity)
        owner = next((slug for link, slug in entity.links if link == "partOf"), None) if entity else None
        holder = self.candidates.get(owner) if owner else None
        if found is None or holder is None or not self.text[nodes[following].start].isupper():
            return None
        whose = Referent(holder.slug, holder.cls, node.start, node.end, "described")
        label = self.text[node.start : words[found[0] - 1].end]
        return Node(node.start, node.end, "role", "", (whose,), RolePhrase(label, node.start, node.end, whose))

    def _last_body(self, made: Sequence[Node]) -> tuple[Referent, ...]:
        """Whose ``its president`` is: the last single thing named that has offices."""
        for node in (*reversed(made), *reversed(self.recent[-4:])):
            if len(node.referents) == 1 and self._owned(node) and node.referents[0].form != "demonym":
                return node.referents
        return ()

    def _no_office(self, made: Sequence[Node], nodes: Sequence[Node], finish: int) -> bool:
        """Whether the noun of an office is something else here: the verb in ``A chairs the board``, half of
        ``founding member``.
        """
        if not made:
            return False
        before = made[-1]
        verb = self.language == "en" and nodes[finish - 1].text in _OFFICE_VERBS
        follows = finish < len(nodes) and (nodes[finish].kind == "thing" or nodes[finish].text in self.grammar.articles)
        subject = before.kind == "thing" or before.text in self.grammar.relatives or self.grammar.is_adverb(before.text)
        if verb and follows and subject:
            return True
        seat = nodes[finish - 1].text == "chair" and before.text in self.grammar.articles and len(made) > 1
        return before.text in _OFFICE_STOPS or (seat and made[-2].text in _TAKING)

    def _office_complement(
        self, nodes: Sequence[Node], finish: int, further: Sequence[str] = ()
    ) -> tuple[int, int, tuple[Referent, ...]]:
        """What follows an office: where its label ends, the node index its phrase reaches, the things it belongs to.

        `further` are prepositions that open it beside the common ones.
        """
        at = finish
        label_end = nodes[finish - 1].end
        reach = finish
        # French adjective of the owner: "le président français", "le ministre français de l'Intérieur"
        if at < len(nodes) and self._owned(nodes[at]) and nodes[at].referents[0].form == "demonym" and self.language == "fr":
            field_end, beyond, others = self._office_complement(nodes, at + 1)
            if beyond > at + 1 and not others:
                return field_end, beyond, nodes[at].referents
            return label_end, at + 1, nodes[at].referents
        words = 0
        while at < len(nodes) and words < _OFFICE_WORDS:
            node = nodes[at]
            preposition = self.grammar.preposition(node.text) if node.kind == "word" else None
            opens = preposition in ("of", "for", "to", "de", "aupres", "pour", "à", "on", *further) or node.text in (
                "chargé",
                "charge",
                "chargee",
            )
            opens = opens and not self.text[node.start].isupper()
            joined = node.text in self.grammar.conjunctions and (words or self._ministry(nodes, finish, at + 1))
            if not (opens or joined):
                break
            begin = at
            at += 1
            while at < len(nodes) and (
                nodes[at].text in self.grammar.articles or self.grammar.preposition(nodes[at].text) == "de"
            ):
                at += 1
            if at < len(nodes) and self._field(nodes, finish, at):
                label_end, at = nodes[at].end, at + 1
                reach = at
                words += 1
                continue
            if at < len(nodes) and self._owned(nodes[at]) and nodes[at].referents[0].form != "demonym":
                return label_end, self._posting(nodes, finish, at + 1), nodes[at].referents
            if at < len(nodes) and self._place(nodes[at]):
                if preposition in ("of", "de"):
                    return label_end, at + 1, nodes[at].referents
                label_end, reach = nodes[at].end, at + 1
                break
            inner = at
            while (
                inner < len(nodes)
                and nodes[inner].kind == "word"
                and (
                    self.text[nodes[inner].start].isupper()
                    or (words < 1 and self._plain_adjective(nodes[inner].text) and inner == at)
                )
            ):
                inner += 1
            if inner == at or not any(self.text[node.start].isupper() for node in nodes[at:inner]):
                at = begin
                break
            if (
                self.language == "fr"
                and inner < len(nodes)
                and nodes[inner].kind == "word"
                and self._plain_adjective(nodes[inner].text)
            ):
                inner += 1
            words += inner - at
            at = inner
            label_end = nodes[at - 1].end
            reach = at
            if (
                at < len(nodes)
                and self._owned(nodes[at])
                and nodes[at].referents[0].form == "demonym"
                and self.language == "fr"
            ):
                return label_end, at + 1, nodes[at].referents
        return label_end, reach, ()

    def _field(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether the name at `at` is no owner but the field of the minister whose office ends at `finish`: ``Relations
        extérieures``, ``Social Action``.
        """
        office = nodes[finish - 1].text
        ministerial = office.startswith("minist") or nodes[max(0, finish - 3)].text in ("secretaire", "secretary")
        unknown = all(one.entity not in self.candidates.lexicon.entities for one in nodes[at].referents)
        return ministerial and nodes[at].kind == "thing" and bool(nodes[at].referents) and unknown

    def _posting(self, nodes: Sequence[Node], finish: int, at: int) -> int:
        """The index behind the state or body that an envoy is sent to: ``ambassadeur de France en Afghanistan``."""
        if not nodes[finish - 1].text.startswith(_ENVOYS) or at + 1 >= len(nodes):
            return at
        inner = at
        while inner < len(nodes) and (
            self.grammar.preposition(nodes[inner].text) in _SENT
            or (inner > at and nodes[inner].text in self.grammar.articles)
        ):
            inner += 1
        return inner + 1 if inner > at and inner < len(nodes) and self._owned(nodes[inner]) else at

    def _ministry(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether a second field of an office begins at `at`: ``… and of Defence``, ``… et des Affaires étrangères``."""
        if at >= len(nodes) or self.grammar.preposition(nodes[at].text) not in ("of", "de"):
            return False
        at += 1
        while at < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        field = at < len(nodes) and (nodes[at].kind == "word" or self._field(nodes, finish, at))
        return field and self.text[nodes[at].start].isupper()

    def taken_up(self, nodes: Sequence[Node], resolve: Callable[[Head, int, int], tuple[Referent, ...]]) -> list[Node]:
        """``the bank’s president``, ``the head of the agency``: owners that a noun takes up made the things they are."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            found = self.nouns.heads.at(nodes, at) if made and made[-1].text in _DEFINITE else None
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
            if self._gerund(nodes, at, finish):
                made.extend(nodes[at:finish])
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
            definite = first > 0 and made[first - 1].text in self.grammar.articles - {"a", "an", "un", "une", "another"}
            inside = [node for node in (*made[first:], *complements) if node.kind in ("thing", "date", "count")]
            start = made[first].start if first < len(made) else nodes[at].start
            node: Node | None = None
            later = () if inside or not head.described else self._participle(nodes, finish)
            indefinite = first > 0 and made[first - 1].text in _INDEFINITE
            mission = self.ontology.is_a(head.cls, ("Mission",))
            if mission and indefinite and not head.plural and not self._said_of_another(made, first):
                reach, complements, inside = self._lands(nodes, finish)
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
            elif (
                head.described
                and not head.plural
                and first
                and (made[first - 1].text in _INDEFINITE or any(_ORDINAL.search(one.text) for one in made[first:]))
            ):
                reach = self._topic(nodes, finish)
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

    def beside(self, nodes: Sequence[Node]) -> None:
        """Notes what stands beside a thing and tells of it.

        States in brackets behind a region or group are its parts (``the Nordic region (Norway, Sweden)``); so is a place
        whose owner is a larger one (``Norway's north``); a date right behind a meeting or agreement is its own.
        """
        for at in range(len(nodes) - 1):
            whole = nodes[at]
            if whole.kind != "thing":
                continue
            if len(whole.referents) == 1 and self.ontology.is_a(whole.referents[0].cls, ("Meeting", "Agreement")):
                behind = at + 2 if nodes[at + 1].text in _BEFORE_DATE and at + 2 < len(nodes) else at + 1
                payload = nodes[behind].payload
                ratified = any(other.text.startswith(_RATIFIED) for other in nodes[:at])
                if isinstance(payload, DateMention) and payload.kind in ("point", "range") and not ratified:
                    self.descriptions.append(
                        Description(whole.referents[0], "date", nodes[behind], whole.start, nodes[behind].end)
                    )
            if at + 2 >= len(nodes):
                break
            if (area := self._area(nodes, at)) is not None:
                self.descriptions.append(Description(whole.referents[0], "area", area, whole.start, area.end))
            if (body := self._body_of(nodes, at)) is not None:
                self.descriptions.append(Description(whole.referents[0], "whole", body, whole.start, body.end))
            if (larger := self._larger(nodes, at)) is not None:
                for part in whole.referents:
                    self.descriptions.append(Description(part, "whole", larger, whole.start, larger.end))
            organ = self._owned(nodes[at + 2], ("Organisation",)) and self._owned(whole, ("Organisation",))
            if (
                nodes[at + 1].text == "'s"
                and len(whole.referents) == 1
                and ((self._place(whole) and self._place(nodes[at + 2])) or organ)
            ):
                for part in nodes[at + 2].referents:
                    self.descriptions.append(Description(part, "whole", whole, whole.start, nodes[at + 2].end))
            if nodes[at + 1].text != "(" or whole.kind != "thing" or len(whole.referents) != 1:
                continue
            inner = at + 2
            while inner < len(nodes) and nodes[inner].kind == "word" and nodes[inner].text in _INCLUDING:
                inner += 1
            kinds = ("Region", "GroupOfStates", "RegionalOrganisation", "Alliance")
            several = inner < len(nodes) and len(nodes[inner].referents) > 1
            regional = self.ontology.is_a(whole.referents[0].cls, (*kinds, "Organisation", "Group") if several else kinds)
            if inner < len(nodes) and regional and self._owned(nodes[inner], ("State",)):
                for part in nodes[inner].referents:
                    self.descriptions.append(Description(part, "whole", whole, whole.start, nodes[inner].end))

    def _area(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The state or region that follows the mission at `at`, one that nobody knows, behind "in": ``the Nordic Mission in
        Kenya``.
        """
        whole, word, behind = nodes[at], nodes[at + 1], nodes[at + 2]
        mission = len(whole.referents) == 1 and self.ontology.is_a(whole.referents[0].cls, ("Mission",))
        if not mission or whole.referents[0].entity in self.candidates.lexicon.entities:
            return None
        within = self.grammar.preposition(word.text) in self.grammar.locative and behind.kind == "thing"
        fits = within and all(one.cls in ("State", "Region") and one.form == "name" for one in behind.referents)
        return behind if fits and behind.referents else None

    def _body_of(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The regional body that the body or programme named at `at` is said to be of: ``the Ice Platform of the Union``."""
        part = nodes[at]
        named = len(part.referents) == 1 and part.referents[0].form == "name"
        if not (named and self.ontology.is_a(part.referents[0].cls, ("Network", "Programme", "FinancingInstrument"))):
            return None
        behind = at + 1
        if self.grammar.preposition(nodes[behind].text) not in ("of", "de"):
            return None
        while behind + 1 < len(nodes) and (behind == at + 1 or nodes[behind].text in self.grammar.articles):
            behind += 1
        body = nodes[behind]
        return body if len(body.referents) == 1 and self._owned(body, ("RegionalOrganisation", "Alliance")) else None

    def _larger(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The larger place that the place at `at` is said to be of or in: ``the Oslo region of Norway``, ``la
        région d’Oslo en Norvège``.
        """
        if not self._place(nodes[at]):
            return None
        at += nodes[at + 1].text in _REGION_NOUNS and at + 3 < len(nodes)
        word = nodes[at + 1].text
        of = word in ("of", "in") if self.language == "en" else self.grammar.preposition(word) in ("de", "à", "en", "dans")
        behind = at + 2
        while of and behind < len(nodes) and nodes[behind].kind == "word" and nodes[behind].text in self.grammar.articles:
            behind += 1
        if not of or behind >= len(nodes) or len(nodes[behind].referents) != 1:
            return None
        larger = nodes[behind]
        towns = self.ontology.is_a(larger.referents[0].cls, ("City",))
        named = larger.kind == "thing" and larger.referents[0].form == "name" and self._owned(larger, ("State", "Place"))
        return larger if named and not towns else None

    def _place(self, node: Node) -> bool:
        return node.kind == "thing" and bool(node.referents) and self.ontology.is_a(node.referents[0].cls, ("Place",))

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
            if nodes[at].kind != "word" or nodes[at].referents:
                break
            word = nodes[at].text
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

    def _region_behind(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind "in" and a state or region at `at`: where what is talked about is, unlike a town."""
        if nodes[at].text not in _INSIDE:
            return None
        while at + 1 < len(nodes) and nodes[at + 1].text in self.grammar.articles:
            at += 1
        referents = nodes[at + 1].referents if at + 1 < len(nodes) and nodes[at + 1].kind == "thing" else ()
        return at + 2 if referents and all(one.cls in ("State", "Region") for one in referents) else None

    def _indefinite(self, head: Head, modifiers: Sequence[Node], noun: Node, last: Node, start: int) -> Referent:
        """A meeting or agreement spoken of for the first time without a name; it is this document's own."""
        label = " ".join(self.text[start : last.end].split())
        slug = slug_of(f"{label} {self.document}")
        entity = self._numbered(label, head) or self.candidates.described(slug, ((label, self.language),), head.cls)
        return Referent(entity.slug, entity.cls, start, last.end, "name", 0.85)

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
            return finish, (), []
        things = [node for node in complements if node.kind == "thing"]
        return reach, complements, [node for node in things if self._place(node) or node.referents[0].cls == "State"]

    def _said_of_another(self, made: Sequence[Node], first: int) -> bool:
        """Whether ``a mission in …`` only says what the mission named before it is: ``X is a``, ``X, a``."""
        before = made[: first - 1]
        named = [node for node in before if node.kind == "thing" and self.ontology.is_a(node.referents[0].cls, ("Mission",))]
        return bool(named) and before[-1].text in self.grammar.be | {","}

    def _after_indefinite(self, made: Sequence[Node], first: int, head: Head) -> int:
        """The index behind the indefinite article that plain adjectives keep from the modifiers at `first`: ``a civilian
        mission``; `first` where none stands there, or the noun makes no thing.
        """
        at = first if head.described or head.cls == "Mission" else 0
        while at and first - at < 3 and made[at - 1].kind == "word" and self._plain_adjective(made[at - 1].text):
            at -= 1
        return at if self.language == "en" and at and made[at - 1].text in _INDEFINITE else first

    def _verbal(self, made: Sequence[Node]) -> bool:
        """Whether the word that follows `made` belongs to an auxiliary: ``a rencontré``, ``are meeting``."""
        at = len(made) - 1
        while at > 0 and made[at].kind == "word" and self.grammar.is_adverb(made[at].text):
            at -= 1
        return at >= 0 and made[at].kind == "word" and made[at].text in self.grammar.be | self.grammar.have

    def _demonstrative(self, made: Sequence[Node]) -> int:
        """The index behind a demonstrative up to three words before the end of `made`; its length where there is none."""
        for at in range(len(made) - 1, max(len(made) - 5, -1), -1):
            if made[at].text in self.grammar.demonstratives:
                return at + 1
            if made[at].kind == "punctuation":
                break
        return len(made)

    def _gerund(self, nodes: Sequence[Node], at: int, finish: int) -> bool:
        """Whether an English noun in -ing is a verb here: ``after a visit to Norway meeting local mayors``."""
        if self.language != "en" or not nodes[finish - 1].text.endswith("ing") or finish >= len(nodes):
            return False
        following = nodes[finish]
        if at > 1 and nodes[at - 1].text == "," and nodes[at - 2].kind in ("thing", "role"):
            return self.grammar.preposition(following.text) is not None
        named = at > 0 and nodes[at - 1].kind == "thing"
        return named and following.kind == "word" and self._plain_adjective(following.text)

    def _goes_on(self, nodes: Sequence[Node], finish: int) -> bool:
        """Whether a complement follows that makes the noun another thing: "the mission of experts"."""
        finish = self._adjectives(nodes, finish)
        return finish < len(nodes) and self.grammar.preposition(nodes[finish].text) in ("of", "de", "for", "pour")

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
        if _ORDINAL.search(word):
            return True
        capital = self.text[node.start].isupper()
        return self._plain_adjective(word) and (capital or word in _MEETING_ADJECTIVES)

    def _adjectives(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind the adjectives between a French noun and its complement: ``la session ordinaire de``."""
        at = finish
        while self.language == "fr" and at < len(nodes) and at - finish < 2 and nodes[at].kind == "word":
            if not _ADJECTIVE.search(nodes[at].text) or not self._plain_adjective(nodes[at].text):
                break
            at += 1
        complemented = at < len(nodes) and self.grammar.preposition(nodes[at].text) in ("de", "à", "sur", "entre", "en")
        return at if complemented else finish

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

    def _note(self, thing: Referent, node: Node, modifiers: Sequence[Node], start: int, end: int) -> None:
        """Notes what `node`, part of the phrase that describes `thing`, says of it."""
        if node.kind == "date":
            self.descriptions.append(Description(thing, "date", node, start, end))
        elif node.kind == "thing":
            place = all(self.ontology.is_a(referent.cls, ("City",)) for referent in node.referents)
            before = self.text[max(start, node.start - 12) : node.start].split()
            located = bool(before) and before[-1].casefold() in ("in", "at", "à", "en", "au")
            if place or (located and self.ontology.is_a(node.referents[0].cls, ("Place", "State"))):
                self.descriptions.append(Description(thing, "place", node, start, end))
            elif (node in modifiers or not _BETWEEN.isdisjoint(before)) and node.referents[0].form == "name":
                self.descriptions.append(Description(thing, "party", node, start, end))

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


def _owners_of(institution: Institution) -> tuple[str, ...]:
    """The classes of what can have the institution."""
    return ("Organisation",) if institution.of_organisations else ("State",)
