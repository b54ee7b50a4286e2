"""What befalls people, told or taken up again: attacks, accidents, disasters. An article's incidents are kept apart by kind,
place and date.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.nodes import Node, Referent, key, nodes_of
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import PhraseTable, inflected, words_of
from sahelkg.extraction.reaches import PLACES
from sahelkg.model import Label
from sahelkg.ontology import Ontology

_REST = 4
_BEFORE = 3
_WIDE = ("State", "Region")
_DAY = 7
_NAMED = "storm"
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident: its class, its name by language, what kinds are told with the same words, whether it lasts for
    years.
    """

    cls: str
    names: Mapping[str, str]
    kin: str
    lasting: bool


@dataclass(frozen=True)
class IncidentWords:
    """How one language tells of incidents: nouns, verbs with the words that must follow, and words for another one."""

    nouns: PhraseTable[tuple[Kind, str]]
    verbs: Mapping[str, Sequence[tuple[tuple[str, ...], Kind]]]
    others: frozenset[str]

    @classmethod
    def load(cls, data: Mapping[str, Any], language: str) -> "IncidentWords":
        """The words of `language` in the lists of ``casualties.yaml``."""
        nouns: PhraseTable[tuple[Kind, str]] = PhraseTable()
        verbs: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
        for entry in data["incidents"]:
            kind = Kind(
                entry["class"],
                {tongue: entry[tongue][0] for tongue in ("en", "fr")},
                entry["kin"],
                bool(entry.get("lasting")),
            )
            for noun in entry[language]:
                for words, _ in inflected(noun, language):
                    nouns.add(words, (kind, noun))
            for verb in entry.get("verbs", {}).get(language, ()):
                first, *rest = verb.removeprefix("se ").split()
                verbs.setdefault(first, []).append((words_of(" ".join(rest)) if rest else (), kind))
        return cls(nouns, verbs, frozenset(map(key, data["others"][language])))


@dataclass
class Incident:
    """One incident of an article, as far as told."""

    kind: Kind
    nouns: dict[str, str] = field(default_factory=dict)
    """The nouns used of it, each with its language."""
    place: Referent | None = None
    date: str | None = None
    known: Referent | None = None
    """The thing it is, where it bears a name."""
    vague: int | None = None
    """The block that tells only whom it befell, where no word tells what it was."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with the nodes that tell of it."""

    start: int
    end: int
    incident: Incident


@dataclass
class Chronicle:
    """The incidents of one article, in the order told."""

    candidates: Candidates
    ontology: Ontology
    found: list[Incident] = field(default_factory=list)
    current: Incident | None = None

    def read(self, clauses: Clauses, words: IncidentWords, reference: str | None, opening: int) -> list[Told]:
        """The incidents that a sentence tells of from the node `opening` on, those told before taken up; `reference` is the
        article's date.
        """
        told: list[Told] = []
        mentions = [one for one in self._mentions(clauses, words) if one[0] >= opening]
        for number, (start, end, fresh, apart) in enumerate(mentions):
            limit = mentions[number + 1][0] if number + 1 < len(mentions) else len(clauses.nodes)
            begin = mentions[number - 1][1] if number else opening
            fresh.place = self.scene(clauses, start, limit, begin)
            fresh.date = day(clauses, start, limit, begin, reference)
            long_ago = fresh.date is None and any(map(_long_ago, clauses.nodes[begin:limit]))
            incident = fresh if apart or long_ago else self._same(fresh, told, clauses.sentence.block) or fresh
            if incident is not fresh:
                self._joined(incident, fresh)
            else:
                self.found.append(fresh)
            if not incident.kind.lasting:
                self.current = incident
            told.append(Told(start, end, incident))
        return told

    def _mentions(self, clauses: Clauses, words: IncidentWords) -> Iterator[tuple[int, int, Incident, bool]]:
        """Where a sentence tells of incidents, each as it stands there, and whether it is said to be another one."""
        nodes, behind = clauses.nodes, 0
        for at, node in enumerate(nodes):
            if at < behind:
                continue
            named = node.referents[:1] if node.kind == "thing" and len(node.referents) == 1 else ()
            if named and self.ontology.is_a(named[0].cls, ("Event",)):
                kind = Kind(named[0].cls, {}, named[0].cls, False)
                yield at, at + 1, Incident(kind, known=named[0]), False
                continue
            if isinstance(node.payload, CountMention):
                yield from self._counted(clauses, words, at, node.payload)
            if node.kind != "word" or node.referents:
                continue
            noun = words.nouns.at(nodes, at)
            if noun is not None and not clauses.acts(at) and at - 1 not in clauses.readings:
                behind, (kind, name) = noun
                if (called := self._called(clauses, at, behind, kind)) is not None:
                    yield at, behind + 1, Incident(kind, known=called), False
                    continue
                before = {one.text for one in nodes[max(0, at - _BEFORE) : at]}
                yield at, behind, Incident(kind, {name: clauses.grammar.language}), not words.others.isdisjoint(before)
                continue
            for group in clauses.groups_of(at):
                told = next((one for one in words.verbs.get(group.verb, ()) if self.follows(clauses, at, one[0])), None)
                if told is not None and group.modality == "asserted":
                    yield at, at + 1, Incident(told[1]), False
                    break

    def _called(self, clauses: Clauses, at: int, behind: int, kind: Kind) -> Referent | None:
        """The storm that bears a name nobody knows behind its noun: ``Tropical Cyclone Batsirai``."""
        following = clauses.nodes[behind] if behind < len(clauses.nodes) else None
        capital = following is not None and following.kind == "word" and clauses.text[following.start].isupper()
        if following is None or not capital or kind.kin != _NAMED or following.referents:
            return None
        label = " ".join(clauses.text[clauses.nodes[at].start : following.end].split())
        entity = self.candidates.named(label[0].upper() + label[1:], kind.cls, clauses.grammar.language)
        return Referent(entity.slug, entity.cls, clauses.nodes[at].start, following.end, "name", 0.8)

    @staticmethod
    def _counted(
        clauses: Clauses, words: IncidentWords, at: int, count: CountMention
    ) -> Iterator[tuple[int, int, Incident, bool]]:
        """The incidents that the count at `at` counts: ``two terrorist attacks``."""
        language = clauses.grammar.language
        nodes = nodes_of(clauses.text, count.noun_start, count.noun_end, (), language)
        found = next(filter(None, (words.nouns.at(nodes, index) for index in range(len(nodes)))), None)
        if found is not None:
            yield at, at + 1, Incident(found[1][0], {found[1][1]: language}), False

    @staticmethod
    def follows(clauses: Clauses, at: int, rest: tuple[str, ...]) -> bool:
        """Whether the words of `rest` stand behind the verb at `at`, in order."""
        wanted = 0
        for node in clauses.nodes[at + 1 : at + 1 + _REST]:
            if wanted < len(rest) and node.text == rest[wanted]:
                wanted += 1
        return wanted == len(rest)

    def _same(self, fresh: Incident, told: Sequence[Told], block: int) -> Incident | None:
        """The incident told before that `fresh`, told in `block`, is: of kin, and neither elsewhere nor of another day."""
        for before in (*(one.incident for one in reversed(told)), *reversed(self.found)):
            if before.known is not None or fresh.known is not None:
                same = before.known is not None and fresh.known is not None and before.known.entity == fresh.known.entity
            else:
                alike = before.kind.kin == fresh.kind.kin and before.kind.lasting == fresh.kind.lasting
                same = alike or (before.vague == block and not fresh.kind.lasting)
            if same and self.may_be(before, fresh.place, fresh.date):
                return before
        return None

    def may_be(self, incident: Incident, place: Referent | None, date: str | None) -> bool:
        """Whether an incident may be one at `place` and on `date`, as far as either is told."""
        if date and incident.date and not (date.startswith(incident.date) or incident.date.startswith(date)):
            return False
        if place is None or incident.place is None or place.entity == incident.place.entity:
            return True
        wide = [one for one in (place, incident.place) if self.ontology.is_a(one.cls, _WIDE)]
        if len(wide) == 1:
            other = incident.place if wide[0] is place else place
            return other.entity not in self.candidates.lexicon.entities or wide[0].entity in self._around(other.entity)
        return place.entity in self._around(incident.place.entity) or incident.place.entity in self._around(place.entity)

    def _around(self, slug: str) -> set[str]:
        """The places that the place `slug` is known to lie in."""
        found: set[str] = set()
        open_ones = [slug]
        while open_ones:
            entity = self.candidates.get(open_ones.pop())
            links = entity.links if entity is not None else ()
            wider = [target for link, target in links if link in ("locatedIn", "partOf") and target not in found]
            found.update(wider)
            open_ones += wider
        return found

    def _joined(self, incident: Incident, fresh: Incident) -> None:
        """Adds to `incident` what is told of it again."""
        if incident.vague is not None:
            incident.kind, incident.vague = fresh.kind, None
        incident.nouns.update(fresh.nouns)
        place = incident.place
        if place is None or (fresh.place is not None and place.entity in self._around(fresh.place.entity)):
            incident.place = fresh.place or place
        if fresh.date is not None and len(fresh.date) > len(incident.date or ""):
            incident.date = fresh.date

    def referent(self, incident: Incident, offset: str) -> Referent:
        """The thing that `incident` is: the one that bears its name, or one described by kind, place and date."""
        if incident.known is not None:
            return incident.known
        labels = []
        for language, kind in incident.kind.names.items():
            name = next((noun for noun, tongue in incident.nouns.items() if tongue == language), kind)
            details = [name, *filter(None, (self._label(incident.place, language), incident.date))]
            labels.append((", ".join(details), language))
        exact = incident.place is not None and len(incident.date or "") >= _DAY
        if incident.place is None and incident.date is None:
            labels = [(f"{label}, {offset}", language) for label, language in labels]
        slug = labels[0][0] if exact else f"{labels[0][0]} {offset}"
        entity = self.candidates.described(slug_of(slug), tuple(labels), incident.kind.cls)
        for noun, language in incident.nouns.items():
            details = [noun, *filter(None, (self._label(incident.place, language), incident.date))]
            self.candidates.add_name(entity.slug, Label(", ".join(details), language, "alt"))
        return Referent(entity.slug, entity.cls, 0, 0, "described", 0.9)

    def _label(self, place: Referent | None, language: str) -> str | None:
        entity = self.candidates.get(place.entity) if place is not None else None
        if entity is None:
            return None
        ranked = sorted(entity.labels, key=lambda label: (label.kind != "pref", label.language != language))
        return ranked[0].text

    def scene(self, clauses: Clauses, at: int, end: int, begin: int) -> Referent | None:
        """Where what the node at `at` tells of happens: the first place behind it, up to `end`, that is said to be where, or
        stands right beside it; else the last one before it, from `begin` on.
        """
        ways = (*range(at + 1, end), *range(at - 1, begin - 1, -1))
        for index in ways:
            if (found := self._place(clauses, index, abs(index - at) == 1)) is not None:
                return found
        return None

    def _place(self, clauses: Clauses, index: int, beside: bool) -> Referent | None:
        """The place that the node at `index` says something happens at, or that stands beside what happens; a word not
        known is a place where a preposition of places stands before it.
        """
        node = clauses.nodes[index]
        before = clauses.sentence.word(index - 1)
        if node.kind == "word" and not node.referents:
            named = before in clauses.grammar.scenes and clauses.text[node.start].isupper() and len(node.text) > _SHORT
            if not named or index in clauses.readings or _common(clauses, index):
                return None
            entity = self.candidates.named(clauses.text[node.start : node.end], "Place", clauses.grammar.language)
            return Referent(entity.slug, entity.cls, node.start, node.end, "name", 0.7) if entity.cls in PLACES else None
        if node.kind != "thing" or len(node.referents) != 1 or node.referents[0].form == "demonym":
            return None
        if node.referents[0].cls not in PLACES:
            return None
        governor = clauses.governed(index) or before
        located = governor in clauses.grammar.scenes or (governor in ("of", "de") and _sited(clauses, index))
        return node.referents[0] if located or beside else None


def _common(clauses: Clauses, index: int) -> bool:
    """Whether a capital at `index` may only begin a name that goes on."""
    following = clauses.nodes[index + 1] if index + 1 < len(clauses.nodes) else None
    return following is not None and following.kind == "word" and clauses.text[following.start].isupper()


def _sited(clauses: Clauses, index: int) -> bool:
    """Whether the thing at `index` is said of a noun for a place: ``the village of X``, ``la région de X``."""
    return any(node.text in clauses.grammar.siting for node in clauses.nodes[max(0, index - 4) : index])


def _long_ago(node: Node) -> bool:
    """Whether `node` is a date that no known one can be: ``last month``, ``in June`` in a text without a date."""
    date = node.payload
    if not isinstance(date, DateMention) or date.kind != "relative":
        return False
    return bool(date.steps) or (date.first is not None and date.first.month is not None and date.first.day is None)


def day(clauses: Clauses, at: int, end: int, begin: int, reference: str | None) -> str | None:
    """When what the node at `at` tells of happens: the first date behind it, else the last before it."""
    behind = [index for index in range(at + 1, end) if clauses.nodes[index].kind == "date"]
    before = [index for index in range(at - 1, begin - 1, -1) if clauses.nodes[index].kind == "date"]
    for index in (*behind, *before):
        mention = clauses.nodes[index].payload
        if isinstance(mention, DateMention) and mention.kind in ("point", "relative") and mention.bound is None:
            resolved = resolve(mention, reference)
            if resolved is not None and resolved[0] is not None:
                return resolved[0]
    return None
