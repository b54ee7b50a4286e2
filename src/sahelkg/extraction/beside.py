"""What stands right beside a thing and tells of it: its date, the larger place, the body or the group it is of."""

from collections.abc import Iterator, Sequence

from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.lists import DIRECTIONS
from sahelkg.extraction.nodes import Node, Referent
from sahelkg.extraction.nominals import BETWEEN, Description
from sahelkg.extraction.phrases import behind_phrase
from sahelkg.extraction.phrasing import Phrasing

_REGION_NOUNS = frozenset("region sub-region subregion province district area county governorate state valley".split())
_BEFORE_DATE = frozenset(("le", "du", "on", "of", "in", "(", ",", "de", "en", "from", "between"))
_RATIFIED = ("ratif", "adher", "acced")
_OF = ("of", "de")
_WITHIN = {"en": frozenset(("of", "in")), "fr": frozenset(("de", "à", "en", "dans"))}
_GROUPS = ("GroupOfStates", "RegionalOrganisation", "Alliance")
_ASIDE = (",", "(")
_CLOSING = frozenset((",", ".", ";", ")", ":"))
_DASHES = frozenset(("–", "—"))


class Beside(Phrasing):
    """Notes what stands beside the things of one sentence."""

    def notes(self, nodes: Sequence[Node]) -> Iterator[Description]:
        """Everything that stands beside one of `nodes` and tells of it."""
        for at, whole in enumerate(nodes[:-1]):
            if whole.kind != "thing" or not whole.referents:
                continue
            one = whole.referents[0]
            single = len(whole.referents) == 1
            if single and (date := self._date(nodes, at)) is not None:
                yield Description(one, "date", date, whole.start, date.end)
            if single and (before := self._date_before(nodes, at)) is not None:
                yield Description(one, "date", before, before.start, whole.end)
            if (larger := self._larger(nodes, at)) is not None:
                yield from (Description(part, "whole", larger, whole.start, larger.end) for part in whole.referents)
            if not single or at + 2 >= len(nodes):
                continue
            if (parties := self._parties(nodes, at)) is not None:
                yield Description(one, "party", parties, whole.start, parties.end)
            if (area := self._area(nodes, at)) is not None:
                yield Description(one, "area", area, whole.start, area.end)
            if (body := self._body_of(nodes, at)) is not None:
                yield Description(one, "body", body, whole.start, body.end)
            for part in self._owned_part(nodes, at):
                place = self._place(whole)
                yield Description(part, "whole" if place else "body", whole, whole.start, nodes[at + 2].end)
            if (states := self._states(nodes, at)) is not None:
                yield from (Description(part, "whole", whole, whole.start, states.end) for part in states.referents)

    def _date(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The date right behind a meeting or agreement, its own unless somebody ratified it then."""
        if not self.ontology.is_a(nodes[at].referents[0].cls, ("Meeting", "Agreement")):
            return None
        behind = at + 2 if nodes[at + 1].text in _BEFORE_DATE and at + 2 < len(nodes) else at + 1
        payload = nodes[behind].payload
        dated = isinstance(payload, DateMention) and payload.kind in ("point", "range")
        ratified = any(other.text.startswith(_RATIFIED) for other in nodes[:at])
        return nodes[behind] if dated and not ratified else None

    def _date_before(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The date that the English name of a meeting or agreement has right before it: ``the July 2018 Nordic Summit``."""
        datable = self.ontology.is_a(nodes[at].referents[0].cls, ("Meeting", "Agreement"))
        if self.language == "fr" or at < 2 or not datable or nodes[at - 2].text not in self.grammar.articles:
            return None
        payload, between = nodes[at - 1].payload, self.text[nodes[at - 1].end : nodes[at].start]
        return nodes[at - 1] if between == " " and isinstance(payload, DateMention) and payload.kind == "point" else None

    def _parties(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The states and bodies that an agreement or meeting is between, named right behind it."""
        named = nodes[at].referents[0].form == "name" and self.ontology.is_a(
            nodes[at].referents[0].cls, ("Meeting", "Agreement")
        )
        if not named or nodes[at + 1].text not in BETWEEN:
            return None
        parties = nodes[self._behind_articles(nodes, at + 2)]
        return parties if len(parties.referents) > 1 and self._owned(parties, ("State", "Organisation")) else None

    def _area(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The state or region that follows the mission at `at`, one that nobody knows, behind "in": ``the Nordic Mission in
        Kenya``.
        """
        whole, word, behind = nodes[at], nodes[at + 1], nodes[at + 2]
        mission = self.ontology.is_a(whole.referents[0].cls, ("Mission",))
        if not mission or whole.referents[0].entity in self.candidates.lexicon.entities:
            return None
        within = self.grammar.preposition(word.text) in self.grammar.locative and behind.kind == "thing"
        fits = within and all(one.cls in ("State", "Region") and one.form == "name" for one in behind.referents)
        return behind if fits and behind.referents else None

    def _body_of(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The body that the body or programme named at `at` is said to be of: ``the Ice Platform of the Union``, ``the
        Board of the Nordic Bank``.
        """
        part = nodes[at].referents[0]
        if part.form != "name" or self.grammar.preposition(nodes[at + 1].text) not in _OF:
            return None
        organ = self.ontology.is_a(part.cls, ("Organisation",)) and self._is_organ(part)
        if not organ and not self.ontology.is_a(part.cls, ("Network", "Programme", "FinancingInstrument")):
            return None
        body = nodes[self._behind_articles(nodes, at + 2)]
        if len(body.referents) != 1 or not self._owned(body, ("Organisation",)) or body.referents[0].entity == part.entity:
            return None
        return body if organ or self.ontology.is_a(body.referents[0].cls, ("RegionalOrganisation", "Alliance")) else None

    def _is_organ(self, part: Referent) -> bool:
        """Whether a body is called what bodies of other bodies are: a board, a division."""
        return self.nouns.is_organ(self.text[part.start : part.end], self.language)

    def _owned_part(self, nodes: Sequence[Node], at: int) -> tuple[Referent, ...]:
        """The places or bodies that the place or body at `at` owns: ``Norway's Arctic``, ``the Union's Council``."""
        owner, owned = nodes[at], nodes[at + 2]
        if nodes[at + 1].text != "'s":
            return ()
        organ = self._owned(owned, ("Organisation",)) and self._owned(owner, ("Organisation",))
        return owned.referents if organ or (self._place(owner) and self._place(owned)) else ()

    def _states(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The states that stand in brackets behind a region or group, or that it is said to be: ``the Nordic states
        (Norway, Sweden)``, ``the Union's members – Norway and Sweden –``, ``the Nordic states are Norway and Sweden``.
        """
        cls, opening = nodes[at].referents[0].cls, nodes[at + 1]
        behind = self._behind_articles(nodes, behind_phrase(nodes, at + 2, self.grammar.including))
        if opening.text != "(":
            said = opening.text in self.grammar.be or opening.text == ":" or opening.text in _DASHES
            named = behind_phrase(nodes, at + 1 + (opening.text == ","), self.grammar.including)
            naming = self._behind_articles(nodes, named) if named > at + 2 else behind
            if cls != "GroupOfStates" or not (said or named > at + 2):
                return None
            listed = nodes[naming]
            return listed if len(listed.referents) > 1 and self._owned(listed, ("State",)) else None
        states = nodes[behind]
        kinds = ("Region", *_GROUPS, *(("Organisation", "Group") if len(states.referents) > 1 else ()))
        return states if self.ontology.is_a(cls, kinds) and self._owned(states, ("State",)) else None

    def _behind_articles(self, nodes: Sequence[Node], at: int) -> int:
        """The index of the first of `nodes` from `at` on that is no article or colon, or the last."""
        while at < len(nodes) - 1 and (nodes[at].text in self.grammar.articles or nodes[at].text == ":"):
            at += 1
        return min(at, len(nodes) - 1)

    def _larger(self, nodes: Sequence[Node], at: int) -> Node | None:
        """The larger place that the place at `at` is said to be of or in: ``the Oslo region of Norway``, ``Oslo, in southern
        Norway``.
        """
        if not self._place(nodes[at]):
            return None
        small = at
        at += 1 + (nodes[at + 1].text in _REGION_NOUNS)
        opening = nodes[at].text if at < len(nodes) else ""
        at += opening in _ASIDE
        word = nodes[at].text if at < len(nodes) else ""
        within = word in _WITHIN["en"] if self.language == "en" else self.grammar.preposition(word) in _WITHIN["fr"]
        behind = self._behind_side(nodes, at + within, within or opening == "(")
        if behind == at or (opening in _ASIDE and behind == at + within):
            return self._land_behind(nodes, small, at, within) if opening == "," else None
        larger = nodes[self._behind_articles(nodes, behind)] if behind < len(nodes) else None
        if larger is None or len(larger.referents) != 1 or larger.kind != "thing" or larger.referents[0].form != "name":
            return None
        towns = self.ontology.is_a(larger.referents[0].cls, ("City",))
        return larger if self._owned(larger, ("State", "Place")) and not towns else None

    def _land_behind(self, nodes: Sequence[Node], small: int, at: int, within: bool) -> Node | None:
        """The state or region, named behind a comma up to the next one, that a place nobody knows lies in: ``near Ulvik,
        Norway,``, ``Ulvik, in Hordaland``. `at` is behind the comma, `within` whether "in" stands there.
        """
        if len(nodes[small].referents) != 1 or nodes[small].referents[0].entity in self.candidates.lexicon.entities:
            return None
        behind = self._behind_articles(nodes, at + within)
        land = nodes[behind]
        end = behind + 1 + (behind + 1 < len(nodes) and nodes[behind + 1].text in _REGION_NOUNS)
        closed = end >= len(nodes) or nodes[end].text in _CLOSING or (within and nodes[end].kind != "thing")
        named = land.kind == "thing" and len(land.referents) == 1 and land.referents[0].form == "name" and closed
        kinds = ("State", "Place") if within or end > behind + 1 else ("State",)
        joined = end < len(nodes) and nodes[end].text == "," and end + 1 < len(nodes) and nodes[end + 1].kind == "thing"
        fits = named and not joined and self.ontology.is_a(land.referents[0].cls, kinds)
        return land if fits and not self.ontology.is_a(land.referents[0].cls, ("City",)) else None

    def _behind_side(self, nodes: Sequence[Node], start: int, noun: bool) -> int:
        """The index behind a word for a side of a land that begins at `start`, ``northern`` or, as a `noun`, ``the east
        of``; `start` where none does.
        """
        at = start
        while at < len(nodes) - 1 and nodes[at].text in self.grammar.articles:
            at += 1
        if at < len(nodes) and nodes[at].text in DIRECTIONS:
            return at + 1
        of = at + 1 < len(nodes) and self.grammar.preposition(nodes[at + 1].text) in _OF
        return at + 2 if noun and of and nodes[at].text in self.grammar.siting else start
