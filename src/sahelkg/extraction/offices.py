"""Offices as worded: ``French President``, ``head of the Nordic Bank``, ``les ministres de l'Intérieur de A et B``."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sahelkg.extraction.employers import Employers
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person, nodes_of

_OFFICE_VERBS = frozenset(("chairs", "heads", "commands"))
_OFFICE_STOPS = frozenset(
    (
        "consulate",
        "consulat",
        "inspectorate",
        "to",
        "will",
        "would",
        "membre",
        "membres",
        "pays",
        "etat",
        "etats",
        "état",
        "états",
    )
)
_TAKING = frozenset("hold holds held holding assume assumes assumed assuming take takes took taken taking over".split())
_OFFICE_WORDS = 8
_OPENING = ("of", "for", "to", "at", "de", "aupres", "pour", "à", "on", "sur", "chez")
_ENVOYS = ("ambassad", "envoy", "affaires", "charge", "representa", "represent")
_SENT = frozenset(("in", "to", "at", "en", "à", "auprès", "pres", "aupres", "près", "de"))
_PERSONAL = frozenset(("his", "her", "their", "our", "my", "leur", "leurs", "notre", "nos", "mon", "ma", "mes"))
_OF = frozenset(("of", "de"))
_FIELD_ADJECTIVE = re.compile(r"(?:ales?|aux|elles?|iques?|aires?|ives?)\Z")
_CHARGED = frozenset(("charge", "chargee", "charges", "chargees"))
_POSTED = frozenset(("to", "for", "pour"))
_BESIDE = frozenset(("auprès", "aupres", "près", "pres"))


class Offices(Employers):
    """Makes offices, with whose they are and the field they are for, role nodes."""

    def worded(self, nodes: Sequence[Node]) -> list[Node]:
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
            if found is None or self._no_office(made, nodes, at, found[0]):
                made.append(nodes[at])
                at += 1
                continue
            finish, office = found
            finish = self._worded_until(nodes, finish)
            first = len(made)
            while first and made[first - 1].kind == "word" and made[first - 1].text in self.nouns.office_qualifiers:
                first -= 1
            if self.language == "en" and not office.plural and self._field_before(made, first):
                first -= 1
                while first and made[first - 1].kind == "word" and made[first - 1].text in self.nouns.office_qualifiers:
                    first -= 1
            label_start = made[first].start if first < len(made) else nodes[at].start
            holder: Referent | None = None
            referents, first = self._owner_before(made, first, label_start)
            label_end, reach, owners = self._office_complement(nodes, finish, ("from",) if office.plural else ())
            sent = bool(owners) and self._sent_to(nodes, finish, reach, owners)
            posting, reach = self._posting_of(nodes, reach, owners, sent) if office.envoy else (None, reach)
            if owners and posting is None and not (sent and (referents or office.owner)):
                referents = owners
            unsaid = office.owner or (office.likely if self._named_before(made, office.likely) else None)
            if not referents and unsaid and (known := self.candidates.get(unsaid)):
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
            phrase = RolePhrase(label, start, end, holder, group, plural=office.plural, envoy=office.envoy, posting=posting)
            made.append(Node(start, end, "role", "", holders, phrase))
            at = reach
        return made

    def _worded_until(self, nodes: Sequence[Node], finish: int) -> int:
        """The index behind all the words of an office whose noun ends at `finish`: qualifiers, a field in brackets, a second
        noun.
        """
        while finish < len(nodes) and nodes[finish].text in self.nouns.office_qualifiers and self.language == "fr":
            finish += 1
        finish = self.bracketed_field(nodes, finish)
        joined = finish + 1 < len(nodes) and nodes[finish].text in ("/", "and", "et")
        more = self.nouns.offices.at(nodes, finish + 1) if joined else None
        return more[0] if more is not None else finish

    def _field_before(self, made: Sequence[Node], first: int) -> bool:
        """Whether the region before the office worded from ``made[first:]`` on is what it is for."""
        if first < 2 or not self._place(made[first - 1]) or made[first - 1].referents[0].cls == "State":
            return False
        before = made[first - 2]
        return before.text in self.nouns.office_qualifiers | self.grammar.articles | {",", "'s"}

    def _named_before(self, made: Sequence[Node], slug: str | None) -> bool:
        """Whether what `slug` is, or a part of it, is among the last things named."""
        for one in (one for node in (*self.recent, *made) for one in node.referents if slug is not None):
            entity = self.candidates.get(one.entity)
            if one.entity == slug or (entity is not None and ("partOf", slug) in entity.links):
                return True
        return False

    def _owner_before(self, made: Sequence[Node], first: int, label: int) -> tuple[tuple[Referent, ...], int]:
        """Whose the office is that is worded from the offset `label` on, told before ``made[first:]``; where that begins."""
        before = first - 1 if first and made[first - 1].text not in ("'s", "'") else first - 2
        between = self.text[made[before].end : label].strip() if before >= 0 else ","
        if self.language == "en" and between in ("", "’s", "'s", "’", "'") and self._owned(made[before]):
            return made[before].referents, before
        if first and made[first - 1].text in self.grammar.possessives - _PERSONAL:
            return self._last_body(made), first
        return (), first

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

    def _no_office(self, made: Sequence[Node], nodes: Sequence[Node], at: int, finish: int) -> bool:
        """Whether the noun of an office, at ``nodes[at:finish]``, is something else here: the verb in ``A chairs the
        board``, half of ``founding member``, the adjective of ``inspector general``.
        """
        if not made:
            return False
        before = made[-1]
        verb = self.language == "en" and nodes[finish - 1].text in _OFFICE_VERBS
        follows = finish < len(nodes) and (nodes[finish].kind == "thing" or nodes[finish].text in self.grammar.articles)
        subject = before.kind == "thing" or before.text in self.grammar.relatives or self.grammar.is_adverb(before.text)
        if verb and follows and subject:
            return True
        office = nodes[finish - 1]
        if office.text == "general" and finish == at + 1 and self.text[office.start].islower() and before.kind == "word":
            return self._plain_adjective(before.text)
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
        if self._of_field(nodes, at):
            at = reach = at + 1
            label_end = nodes[at - 1].end
        told = self.portfolio(nodes, at)
        if told > at:
            at = reach = told
            words, label_end = 1, nodes[told - 1].end
        while at < len(nodes) and words < _OFFICE_WORDS:
            node = nodes[at]
            preposition = self.grammar.preposition(node.text) if node.kind == "word" else None
            opens = preposition in (*_OPENING, *further) or node.text in _CHARGED
            opens = (opens and not self.text[node.start].isupper()) or self.in_body(nodes, at)
            joined = node.text in self.grammar.conjunctions and (words or self._further_field(nodes, finish, at + 1))
            listed = node.text == "," and (self._ministerial(nodes, finish) or nodes[at - 1].text in self.nouns.fields)
            listed = listed and self._listed_field(nodes, finish, at + 1)
            if not (opens or joined or listed):
                break
            begin = at
            at += 1 + (at + 1 < len(nodes) and nodes[at + 1].text in _CHARGED)
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
                employer = self.employer(nodes, reach)
                return (
                    (label_end, employer + 1, nodes[employer].referents) if employer is not None else (label_end, reach, ())
                )
            field, employer = self.plain_field(nodes, at)
            if employer is not None:
                return nodes[field - 1].end, employer + 1, nodes[employer].referents
            inner = at
            while inner < len(nodes) and self._field_word(nodes, at, inner, words):
                inner += 1
            if inner == at or not any(self.text[node.start].isupper() for node in nodes[at:inner]):
                at = begin
                break
            if not words and preposition in _OF and (body := self.unknown_body(nodes, finish, at, inner)) is not None:
                return label_end, inner, (body,)
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

    def _field_word(self, nodes: Sequence[Node], first: int, at: int, before: int) -> bool:
        """Whether the word at `at` goes on the field of an office that has `before` words and goes on at `first`: a capital,
        not the name of the bearer behind ``Cooperation``; or an adjective that opens it.
        """
        node = nodes[at]
        if node.kind != "word":
            return False
        if not self.text[node.start].isupper():
            return before < 1 and at == first and self._plain_adjective(node.text)
        told = any(one.text in self.nouns.fields for one in nodes[first:at])
        return self.language == "fr" or not told or node.text in self.nouns.fields

    def _field(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether the name at `at` is no owner but the field of the minister whose office ends at `finish`: ``Relations
        extérieures``, ``Social Action``.
        """
        ministerial = self._ministerial(nodes, finish)
        unknown = all(one.entity not in self.candidates.lexicon.entities for one in nodes[at].referents)
        return ministerial and nodes[at].kind == "thing" and bool(nodes[at].referents) and unknown

    def _of_field(self, nodes: Sequence[Node], at: int) -> bool:
        """Whether an adjective at `at` goes on the field that a minister's office is worded with: ``ministre de la Défense
        nationale``.
        """
        if self.language != "fr" or at >= len(nodes) or not self._ministerial(nodes, at - 1):
            return False
        opener, word = nodes[at - 2].text, nodes[at].text
        fielded = self.grammar.preposition(opener) == "de" or opener in self.grammar.articles
        return fielded and bool(_FIELD_ADJECTIVE.search(word)) and self._plain_adjective(word)

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

    def _posting_of(
        self, nodes: Sequence[Node], reach: int, owners: Sequence[Referent], sent: bool
    ) -> tuple[Referent | None, int]:
        """Where an envoy is sent, and the index behind it: one of the `owners`, or a state or town named from `reach` on."""
        if owners:
            return (owners[0] if sent else None), reach
        posted = self._posted(nodes, reach)
        return (nodes[posted].referents[0], posted + 1) if posted is not None else (None, reach)

    def _sent_to(self, nodes: Sequence[Node], finish: int, reach: int, owners: tuple[Referent, ...]) -> bool:
        """Whether what follows an office is where its bearer is sent: ``envoy to the Union``, ``auprès de l'Union``."""
        at = next((at for at in range(finish, reach) if nodes[at].referents == owners), reach - 1)
        near = any(node.text in _BESIDE for node in nodes[max(finish, at - 3) : at])
        return near or governor(nodes, at, self.grammar) in _POSTED

    def _posted(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index of the state or town where an envoy serves, named from `at` on: ``consul general in Oslo``."""
        if at + 1 >= len(nodes) or self.grammar.preposition(nodes[at].text) not in _SENT - _OF:
            return None
        at += 1
        while at + 1 < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        named = len(nodes[at].referents) == 1 and nodes[at].referents[0].form == "name"
        return at if named and self.ontology.is_a(nodes[at].referents[0].cls, ("State", "Place")) else None

    def _further_field(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether a second field of the minister whose office ends at `finish` begins at `at`: ``… and International
        Cooperation``.
        """
        named = at < len(nodes) and nodes[at].text in self.nouns.fields and self.text[nodes[at].start].isupper()
        return named or self._ministry(nodes, finish, at)

    def _listed_field(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether a further field of a minister begins behind a comma: ``…, de la Coopération``, ``…, chargée de
        l'Enfance``, in English only a known one.
        """
        at += at < len(nodes) and nodes[at].text in _CHARGED
        if self.language == "fr":
            return self._ministry(nodes, finish, at)
        return at < len(nodes) and nodes[at].text in self.nouns.fields and self.text[nodes[at].start].isupper()

    def _ministry(self, nodes: Sequence[Node], finish: int, at: int) -> bool:
        """Whether a second field of an office begins at `at`: ``… and of Defence``, ``… et des Affaires étrangères``."""
        if at >= len(nodes) or self.grammar.preposition(nodes[at].text) not in ("of", "de"):
            return False
        at += 1
        while at < len(nodes) and nodes[at].text in self.grammar.articles:
            at += 1
        field = at < len(nodes) and (nodes[at].kind == "word" or self._field(nodes, finish, at))
        return field and self.text[nodes[at].start].isupper()
