"""How many an incident killed, injured or drove from home: ``the blast killed 12 people``, ``five dead and 30 injured``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.datelines import behind_dateline
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.incidents import Chronicle, Incident, IncidentWords, Kind, Told, day
from sahelkg.extraction.nodes import Node, Referent, Sentence, key
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import behind_phrase, words_of
from sahelkg.extraction.survey import Survey
from sahelkg.extraction.verbs import APPROXIMATELY, ROUGHLY, VerbGroup
from sahelkg.model import Claim, Quantity
from sahelkg.ontology import Ontology

_REACH = 9
_NEAR = 10
_SKIPPED = 5
_ASIDE = 14
_TELLING = ("asserted", "planned")
_LINKS = frozenset(("in", "during", "when", "after", "by", "dans", "lors", "par", "pendant", "au", "apres", "of"))
_MEASURING = frozenset(word for phrase in APPROXIMATELY for word in phrase) | ROUGHLY | {"some", "estimated", "quelques"}
_ONE = frozenset(("a", "an", "one", "un", "une"))
_THEM = frozenset(("them", "whom", "eux", "elles"))
_SINGLE = 4
_OF = frozenset(("of", "de", "d'", "des", "to"))


@dataclass(frozen=True)
class Toll:
    """How one language counts those whom one thing befell. See the comments in ``casualties.yaml``."""

    kind: str
    names: Mapping[str, str]
    victims: frozenset[tuple[str, ...]]
    sufferers: frozenset[tuple[str, ...]]
    deeds: frozenset[str]
    counted: frozenset[str]
    strict: frozenset[str]
    before: tuple[tuple[str, ...], ...]

    @classmethod
    def load(cls, entry: Mapping[str, Any], language: str) -> "Toll":
        """One of the tolls of ``casualties.yaml`` in `language`."""

        def words(name: str) -> list[str]:
            return list(entry.get(name, {}).get(language, ()))

        return cls(
            entry["kind"],
            entry["event"],
            frozenset(tuple(verb.removeprefix("se ").split()) for verb in words("victims")),
            frozenset(tuple(verb.removeprefix("se ").split()) for verb in words("sufferers")),
            frozenset(map(key, words("deeds"))),
            frozenset(map(key, words("counted"))),
            frozenset(map(key, words("strict"))),
            tuple(map(words_of, words("before"))),
        )


@dataclass(frozen=True)
class CasualtyWords:
    """What one language needs to tell of casualties."""

    incidents: IncidentWords
    tolls: tuple[Toll, ...]
    people: frozenset[str]

    @property
    def verbs(self) -> set[str]:
        """The infinitives of all verbs among the words."""
        acting = {verb[0] for toll in self.tolls for verb in toll.victims | toll.sufferers}
        return acting | set(self.incidents.verbs)


def load_casualties(folder: Path) -> dict[str, CasualtyWords]:
    """The words of ``casualties.yaml`` by language.

    Raises:
        InputError: the file is not YAML.
    """
    data = load_yaml(folder / "casualties.yaml")
    return {
        language: CasualtyWords(
            IncidentWords.load(data, language),
            tuple(Toll.load(entry, language) for entry in data["tolls"]),
            frozenset(map(key, data["people"][language])),
        )
        for language in ("en", "fr")
    }


def _lasts(node: Node) -> bool:
    """Whether `node` is a time over which deaths are counted, not when one incident was: ``this year``, ``since 2014``."""
    date = node.payload
    return isinstance(date, DateMention) and (date.kind in ("since", "range") or date.unit in ("year", "month"))


@dataclass(frozen=True, slots=True)
class _Counted:
    """A count of those whom something befell, with its node and those that say so."""

    at: int
    count: CountMention
    toll: Toll
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Hit:
    """What befell a count, with the nodes that say so."""

    toll: Toll
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Casualty:
    """A toll found, with the incident it is counted to; that may still be told more of."""

    sentence: Sentence
    article: int
    start: int
    end: int
    toll: Toll
    count: CountMention
    incident: Incident


@dataclass
class Casualties:
    """Reads the sentences of one document in order; the claims come at its end, when all is told of the incidents."""

    survey: Survey
    words: Mapping[str, CasualtyWords]
    ontology: Ontology
    _chronicles: dict[int, Chronicle] = field(default_factory=dict)
    _found: list[_Casualty] = field(default_factory=list)
    _scenes: dict[int, Referent] = field(default_factory=dict)
    """Where each block said last that something happened."""

    def read(self, sentence: Sentence, clauses: Clauses, reference: str | None) -> None:
        """Takes in the incidents and tolls of one sentence."""
        words = self.words[sentence.language]
        article = self.survey.document.blocks[sentence.block].article
        chronicle = self._chronicles.setdefault(article, Chronicle(self.survey.candidates, self.ontology))
        heading = self.survey.document.blocks[sentence.block].kind == "heading"
        opening = behind_dateline(clauses)
        told = chronicle.read(clauses, words.incidents, reference, opening)
        tolls = (
            []
            if clauses.question
            else list(self._tolls(clauses, words, heading, bool(told) or chronicle.current is not None))
        )
        for number, one in enumerate(tolls):
            before = tolls[number - 1].at if number else opening
            behind = tolls[number + 1].at if number + 1 < len(tolls) else len(clauses.nodes)
            one_of = self._incident(clauses, one, told, chronicle, (before, behind), reference)
            start, end = clauses.nodes[one.first].start, clauses.nodes[one.last].end
            self._found.append(_Casualty(sentence, article, start, end, one.toll, one.count, one_of))

        if (here := chronicle.scene(clauses, len(clauses.nodes), 0, opening)) is not None:
            self._scenes[sentence.block] = here

    def claims(self) -> Iterator[Claim]:
        """A claim for each toll read."""
        for one in self._found:
            chronicle = self._chronicles[one.article]
            event = chronicle.referent(one.incident, f"{self.survey.document.id}:{one.start}")
            qualifiers = [("kind", one.toll.kind)]
            if one.incident.place is not None:
                qualifiers.append(("place", f"id:{one.incident.place.entity}"))
            if one.count.comparator:
                qualifiers.append(("comparator", one.count.comparator))
            yield Claim(
                document=self.survey.document.id,
                article=one.article,
                start=one.start,
                end=one.end,
                language=one.sentence.language,
                subject=event.entity,
                predicate="casualties",
                value=Quantity(one.count.number, "persons"),
                since=one.incident.date,
                qualifiers=tuple(sorted(qualifiers)),
                confidence=0.75,
                method="construction:casualties",
            )

    def _incident(
        self,
        clauses: Clauses,
        one: _Counted,
        told: list[Told],
        chronicle: Chronicle,
        between: tuple[int, int],
        reference: str | None,
    ) -> Incident:
        """The incident that a toll is counted to: the one told right before it or, where words link them, behind it; else
        the last one, unless this happened elsewhere or on another day.
        """
        before = [it for it in told if it.start < one.at]
        behind = [it for it in told if one.at < it.start < between[1]]
        linked = [
            it
            for it in behind
            if it.start - one.last <= _NEAR and any(node.text in _LINKS for node in clauses.nodes[one.at : it.start])
        ]
        if linked or (behind and not before):
            return (linked or behind)[0].incident
        if before:
            return before[-1].incident
        place = chronicle.scene(clauses, one.at, len(clauses.nodes), between[0]) or self._scenes.get(clauses.sentence.block)
        date = day(clauses, one.at, len(clauses.nodes), between[0], reference)
        lasting = any(_lasts(node) for node in clauses.nodes)
        if chronicle.current is not None and not lasting and chronicle.may_be(chronicle.current, place, date):
            return chronicle.current
        vague = Incident(Kind("Event", one.toll.names, "", False), place=place, date=date, vague=clauses.sentence.block)
        chronicle.found.append(vague)
        chronicle.current = vague
        return vague

    # --- tolls --------------------------------------------------------------------------------------------------------

    def _tolls(self, clauses: Clauses, words: CasualtyWords, heading: bool, incident: bool) -> Iterator[_Counted]:
        """The counts of a sentence that are tolls. `incident` is whether one has been told of."""
        last: _Counted | None = None
        open_one: tuple[int, CountMention, int] | None = None
        for at, node in enumerate(clauses.nodes):
            if isinstance(node.payload, CountMention):
                count, end = node.payload, at
            elif (single := self._single(clauses, words, at)) is not None:
                count, end = single
            else:
                continue
            noun = [key(word) for word in count.noun.split()]
            found = self._named(clauses, words, end, noun, incident) if end == at else None
            people = not noun or not words.people.isdisjoint(noun) or self._demonym(clauses, at)
            if found is None and not people:
                continue
            if found is None:
                found = self._acted_on(clauses, words, at, heading) or self._suffering(clauses, words, end)
                if found is None and last is not None and self._joined(clauses, last.at, at):
                    found = _Hit(last.toll, at, end)
            if found is None:
                open_one = (at, count, end)
                continue
            last = _Counted(at, count, found.toll, min(found.first, at), max(found.last, end))
            if open_one is not None and found.first in (at, end) and self._joined(clauses, open_one[2], at):
                yield _Counted(open_one[0], open_one[1], found.toll, open_one[0], last.last)
            open_one = None
            yield last

    @staticmethod
    def _single(clauses: Clauses, words: CasualtyWords, at: int) -> tuple[CountMention, int] | None:
        """One person that the words from `at` on tell of, without a number: ``a soldier``, ``l'un d'eux``; with the index of
        the last.
        """
        nodes = clauses.nodes
        if nodes[at].text not in _ONE or nodes[at].kind != "word":
            return None
        for end in range(at + 1, min(at + _SINGLE, len(nodes))):
            word = nodes[end].text
            start, noun = nodes[at].start, nodes[end]
            if word in words.people or (word in _THEM and end > at + 1):
                told = clauses.text[noun.start : noun.end] if word in words.people else ""
                return CountMention(start, nodes[at].end, Decimal(1), noun.start, noun.end, None, told), end
            if nodes[end].kind != "word" or (end in clauses.groups and clauses.groups[end].finite):
                return None
        return None

    @staticmethod
    def _demonym(clauses: Clauses, at: int) -> bool:
        """Whether those counted are called by their nationality alone: ``killed three Kenyans``."""
        following = clauses.nodes[at + 1] if at + 1 < len(clauses.nodes) else None
        return following is not None and any(one.form == "demonym" for one in following.referents)

    def _named(self, clauses: Clauses, words: CasualtyWords, at: int, noun: list[str], incident: bool) -> _Hit | None:
        """A count whose noun, or the word right behind, says what befell those counted."""
        following = clauses.sentence.word(at + 1)
        people = not noun or not words.people.isdisjoint(noun)
        for toll in words.tolls:
            if not toll.counted.isdisjoint(noun) and (incident or toll.strict.isdisjoint(noun)):
                return _Hit(toll, at, at)
            if people and following in toll.counted - toll.strict:
                return _Hit(toll, at, at + 1)
        return None

    def _acted_on(self, clauses: Clauses, words: CasualtyWords, at: int, heading: bool) -> _Hit | None:
        """A count that is what a verb right before acts on, what a deed is of, or behind words for a toll."""
        nodes, grammar = clauses.nodes, clauses.grammar
        first = at
        while first > 0 and at - first < _SKIPPED and self._passed(clauses, first - 1):
            first -= 1
        for start in range(max(0, at - _SKIPPED - 2), at):
            for toll in words.tolls:
                if behind_phrase(nodes, start, toll.before) in range(max(first, start + 1), at + 1):
                    return _Hit(toll, start, at)
        before = first - 1
        if before < 0:
            return None
        told = {group.verb for group in clauses.groups_of(before) if self._acts(clauses, group)}
        if heading:
            told |= {verb for verb, tags in clauses.forms.get(nodes[before].text, ()) if "present" in tags or "base" in tags}
        for toll in words.tolls:
            if any((verb,) in toll.victims for verb in told):
                return _Hit(toll, before, at)
        if nodes[before].text in _OF and before > 0:
            for toll in words.tolls:
                if nodes[before - 1].text in toll.deeds and grammar.preposition(nodes[before].text):
                    return _Hit(toll, before - 1, at)
        return None

    @staticmethod
    def _passed(clauses: Clauses, at: int) -> bool:
        """Whether the word at `at` may stand between a verb and what it counts."""
        node, grammar = clauses.nodes[at], clauses.grammar
        if node.kind != "word" or at in clauses.groups:
            return False
        return node.text in _MEASURING or node.text in grammar.articles or grammar.is_adverb(node.text)

    def _acts(self, clauses: Clauses, group: VerbGroup) -> bool:
        """Whether a verb tells of a deed that was done once."""
        if group.modality not in _TELLING or group.voice not in ("active", "gerund"):
            return False
        return group.voice == "gerund" or not self._present(clauses, group.head)

    @staticmethod
    def _present(clauses: Clauses, at: int) -> bool:
        """Whether the verb at `at` stands in the plain present, which tells what happens again and again."""
        readings = clauses.forms.get(clauses.nodes[at].text, ())
        alone = clauses.group_start(at) == at
        return alone and not any(tags & {"past", "participle"} for _, tags in readings)

    def _suffering(self, clauses: Clauses, words: CasualtyWords, at: int) -> _Hit | None:
        """A count that is the subject of a verb behind it: ``12 people, among them two nurses, were killed``."""
        nodes, grammar = clauses.nodes, clauses.grammar
        index, end = at + 1, min(len(nodes), at + 1 + _REACH)
        while index < end:
            node = nodes[index]
            if node.text == "," and index - at < _SKIPPED:
                closing = next((i for i in range(index + 1, min(len(nodes), index + _ASIDE)) if nodes[i].text == ","), None)
                if closing is None or any(clauses.groups[i].finite for i in range(index, closing) if i in clauses.groups):
                    return None
                index, end = closing + 1, min(len(nodes), closing + 1 + _REACH)
                continue
            groups = [group for group in clauses.groups_of(index) if node.text not in grammar.auxiliaries]
            before = nodes[index - 1].text
            nominal = before in grammar.articles or grammar.preposition(before) is not None
            if groups and not nominal and clauses.sentence.word(index + 1) != "to":
                return next((it for group in groups if (it := self._befell(clauses, words, at, group)) is not None), None)
            if node.kind in ("punctuation", "count", "sum") or node.text in grammar.conjunctions:
                return None
            index += 1
        return None

    def _befell(self, clauses: Clauses, words: CasualtyWords, at: int, group: VerbGroup) -> _Hit | None:
        """The toll that a verb tells of its subject at `at`."""
        if group.modality != "asserted":
            return None
        acted_on = group.voice in ("passive", "reduced")
        for toll in words.tolls:
            for verb in toll.victims if acted_on else ():
                if verb[0] == group.verb and Chronicle.follows(clauses, group.head, verb[1:]):
                    return _Hit(toll, at, group.head)
            for verb in toll.sufferers:
                follows = verb[0] == group.verb and Chronicle.follows(clauses, group.head, verb[1:])
                perfect = group.voice == "infinitive" and clauses.nodes[group.head - 1].text == "have"
                if (
                    follows
                    and (perfect or group.voice not in ("infinitive", "gerund"))
                    and not self._present(clauses, group.head)
                ):
                    return _Hit(toll, at, group.head)
        return None

    @staticmethod
    def _joined(clauses: Clauses, last: int, at: int) -> bool:
        """Whether the count at `at` is listed with the one at `last`, or part of it: ``killed 12 soldiers and five
        civilians``, ``including four children``.
        """
        nodes, grammar = clauses.nodes, clauses.grammar
        between = nodes[last + 1 : at]
        if len(between) > _REACH or any(node.kind in ("thing", "sum", "date", "role") for node in between):
            return False
        joints = grammar.conjunctions | {words[0] for words in grammar.including} | {",", "("}
        verb = any(at in clauses.groups and clauses.groups[at].finite for at in range(last + 1, at))
        return not verb and any(node.text in joints for node in between)
