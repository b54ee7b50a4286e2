"""Lexicon files to known things, and the matcher that finds their names in a text."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import ahocorasick
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from sahelkg.errors import InputError
from sahelkg.model import Entity, Label, LabelKind
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

_LABEL_KINDS: dict[str, LabelKind] = {
    PREFIXES["skos"] + "prefLabel": "pref",
    PREFIXES["skos"] + "altLabel": "alt",
    PREFIXES["skos"] + "hiddenLabel": "hidden",
    ONTOLOGY + "acronym": "acronym",
    ONTOLOGY + "demonym": "demonym",
}
_TYPE = PREFIXES["rdf"] + "type"
_JOINERS = re.compile(r"[\s\-_#‐‑‒–]+")
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´"), "'")


class _Folding(dict[int, str]):
    """Code point to its lower-case, accent-free twin of the same length; filled as code points are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0] if char.isalpha() else char
        lower = base.lower()
        folded = self[code] = lower if len(lower) == 1 else char
        return folded


_FOLDING = _Folding(_APOSTROPHES)


def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight apostrophes; as long as `text`."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class FoldedView:
    """A text as the matcher sees it: folded, runs of space, hyphen, underscore and ``#`` made one space.

    `cuts` and `shifts` lead an offset of the view back to the text.
    """

    text: str
    cuts: tuple[int, ...]
    shifts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "FoldedView":
        parts: list[str] = []
        cuts, shifts = [0], [0]
        at = length = 0
        folded = fold(text)
        for run in _JOINERS.finditer(folded):
            parts += (folded[at : run.start()], " ")
            length += run.start() - at + 1
            at = run.end()
            if run.end() - run.start() > 1:
                cuts.append(length)
                shifts.append(at - length)
        parts.append(folded[at:])
        return cls("".join(parts), tuple(cuts), tuple(shifts))

    def source(self, offset: int) -> int:
        """The offset in the text of the view's `offset`."""
        return offset + self.shifts[bisect_right(self.cuts, offset) - 1]


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: ``text[start:end]``, and every entity that bears it, best first."""

    start: int
    end: int
    entities: tuple[Entity, ...]
    kind: LabelKind


class Lexicon:
    """The known things, by slug, and their names.

    Multi-word names match whatever their case; one-word names keep their initial capital; acronyms match as they
    are written.
    Demonyms match in any case.
    """

    def __init__(self, entities: Mapping[str, Entity], ambiguous: frozenset[str] = frozenset()) -> None:
        self.entities = dict(entities)
        self.ambiguous = ambiguous

    def __getstate__(self) -> tuple[dict[str, Entity], frozenset[str]]:
        return self.entities, self.ambiguous

    def __setstate__(self, state: tuple[dict[str, Entity], frozenset[str]]) -> None:
        self.entities, self.ambiguous = state

    @cached_property
    def _names(self) -> dict[str, list[tuple[Label, Entity]]]:
        names: dict[str, list[tuple[Label, Entity]]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.slug in self.ambiguous:
                continue
            for label in entity.labels:
                key = _JOINERS.sub(" ", fold(label.text)).strip()
                if len(key) > 1:
                    names[key].append((label, entity))
        return names

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for key in self._names:
            automaton.add_word(key, key)
        if len(automaton):
            automaton.make_automaton()
        return automaton

    def named(self, name: str, language: str | None = None) -> Entity | None:
        """The entity that bears `name` as a label of any kind but demonym, or None, as where it is the acronym of several;
        `language` breaks no ties yet wins ones.
        """
        bearers = [
            (label, entity)
            for label, entity in self._names.get(_JOINERS.sub(" ", fold(name)).strip(), ())
            if label.kind != "demonym" and (label.kind != "acronym" or label.text == name)
        ]
        shared = len({entity.slug for _, entity in bearers}) > 1 and all(label.kind == "acronym" for label, _ in bearers)
        if shared or not bearers:
            return None
        return min(bearers, key=lambda bearer: (bearer[0].language != language, bearer[1].slug))[1]

    def find(self, text: str) -> Iterator[Hit]:
        """The names in `text`, leftmost longest, not overlapping, in order."""
        if not self._names:
            return
        view = FoldedView.of(text)
        found: list[tuple[int, int, str]] = []
        for last, key in self._automaton.iter(view.text):
            start, end = last - len(key) + 1, last + 1
            before, after = view.text[start - 1 : start], view.text[end : end + 1]
            if not before.isalnum() and not after.isalnum():
                found.append((start, -end, key))
        reached = 0
        found.sort()
        for at, (start, negated_end, key) in enumerate(found):
            if start < reached:
                continue
            begin, finish = view.source(start), view.source(-negated_end - 1) + 1
            following = found[at + 1] if at + 1 < len(found) else (finish, 0, "")
            if _HYPHENED.match(text, finish) and following[0] < -negated_end < -following[1]:
                continue
            bearers = [bearer for bearer in self._names[key] if _written_alike(bearer[0], text[begin:finish])]
            if not bearers:
                continue
            reached = -negated_end
            kind = min((label.kind for label, _ in bearers), key=_KIND_ORDER.__getitem__)
            entities = {entity.slug: entity for label, entity in bearers if label.kind == kind}
            yield Hit(begin, finish, tuple(entities.values()), kind)


_HYPHENED = re.compile(r"[-‐‑]\w")
"""Behind what is only half a word: ``le Cap`` in ``le Cap-Vert``."""
_KIND_ORDER: dict[LabelKind, int] = {"pref": 0, "alt": 1, "acronym": 2, "hidden": 3, "demonym": 4}


def _written_alike(label: Label, passage: str) -> bool:
    """Whether the passage may stand for the label, as far as case tells."""
    if label.kind == "demonym":
        return True
    if label.kind == "acronym":
        return _JOINERS.sub("-", passage) == _JOINERS.sub("-", label.text)
    capital = label.text[:1].isupper()
    if " " not in label.text.strip():
        return not capital or passage[:1].isupper()
    return not capital or any(char.isupper() for char in passage)


def load_lexicon(folder: Path) -> Lexicon:
    """The lexicon in the Turtle files of `folder` and its sub-folders, read in the order of their names.

    Raises:
        InputError: a file is not Turtle (with its line), or describes an entity without class or label.
    """
    classes: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, list[Label]] = defaultdict(list)
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    origins: dict[str, Path] = {}
    ambiguous: set[str] = set()
    for path in sorted(folder.glob("**/*.ttl")):
        try:
            triples = list(parse(path.read_bytes(), RdfFormat.TURTLE))
        except (SyntaxError, ValueError) as error:
            raise InputError(path, getattr(error, "lineno", None), f"not valid Turtle: {error}") from error
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, NamedNode) or not subject.value.startswith(ID):
                continue
            slug = subject.value.removeprefix(ID)
            origins.setdefault(slug, path)
            if predicate == _TYPE and isinstance(value, NamedNode):
                classes[slug].append(value.value.removeprefix(ONTOLOGY))
            elif predicate in _LABEL_KINDS and isinstance(value, Literal):
                labels[slug].append(Label(value.value, value.language or "", _LABEL_KINDS[predicate]))
            elif predicate == ONTOLOGY + "ambiguous":
                ambiguous.add(slug)
            elif predicate.startswith(ONTOLOGY) and isinstance(value, NamedNode) and value.value.startswith(ID):
                links[slug].append((predicate.removeprefix(ONTOLOGY), value.value.removeprefix(ID)))
    entities: dict[str, Entity] = {}
    for slug, path in sorted(origins.items()):
        if not classes[slug] or not labels[slug]:
            missing = "class" if not classes[slug] else "label"
            raise InputError(path, None, f"id:{slug} has no {missing}; every entity of the lexicon needs one")
        entities[slug] = Entity(
            slug=slug, cls=classes[slug][0], labels=tuple(sorted(labels[slug])), links=tuple(sorted(links[slug]))
        )
    return Lexicon(entities, frozenset(ambiguous))
