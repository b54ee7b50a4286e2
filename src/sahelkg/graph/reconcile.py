"""One slug for one thing, one claim for one reading: what many documents name, told apart and brought together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sahelkg.graph.curation import Curation
from sahelkg.graph.labels import normalised
from sahelkg.model import Claim, Entity, Label, Mention
from sahelkg.ontology import Ontology

_NAMING = ("pref", "alt")


@dataclass(frozen=True)
class Identities:
    """Who is who: the entities, and where a slug that was read leads; None where a person rejected it."""

    entities: Mapping[str, Entity]
    moved: Mapping[str, str | None]

    def slug(self, slug: str) -> str | None:
        return self.moved.get(slug, slug)

    def mention(self, mention: Mention) -> Mention | None:
        """The mention with the slug and class of the thing it names."""
        slug = self.slug(mention.entity)
        if slug is None:
            return None
        entity = self.entities.get(slug)
        return (
            replace(mention, entity=slug, cls=entity.cls if entity else mention.cls) if slug != mention.entity else mention
        )

    def claim(self, claim: Claim) -> Claim | None:
        """The claim about the things it names; None where one of them is rejected."""
        if not self.moved:
            return claim
        subject = self.slug(claim.subject)
        obj = None if claim.object is None else self.slug(claim.object)
        if subject is None or (claim.object is not None and obj is None):
            return None
        return replace(
            claim,
            subject=subject,
            object=obj,
            asserted_by=claim.asserted_by and self.slug(claim.asserted_by),
            reported_by=claim.reported_by and self.slug(claim.reported_by),
            qualifiers=tuple(self._qualifiers(claim.qualifiers)),
        )

    def _qualifiers(self, qualifiers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for key, value in qualifiers:
            if not value.startswith("id:"):
                yield key, value
                continue
            slug = self.slug(value.removeprefix("id:"))
            if slug is not None:
                yield key, f"id:{slug}"


class Candidates:
    """The things that documents name and the lexicon does not have, gathered document by document."""

    def __init__(self, known: Mapping[str, Entity], ontology: Ontology) -> None:
        self._known = known
        self._ontology = ontology
        self._labels: dict[str, set[Label]] = defaultdict(set)
        self._classes: dict[str, set[str]] = defaultdict(set)
        self._links: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._introduced: dict[str, set[Label]] = defaultdict(set)

    def add(self, entity: Entity) -> None:
        if entity.slug in self._known:
            return
        self._labels[entity.slug].update(entity.labels)
        self._classes[entity.slug].add(entity.cls)
        self._links[entity.slug].update(entity.links)

    def name(self, slug: str, label: Label) -> None:
        """A text itself gives the thing this name."""
        self._introduced[slug].add(replace(label, kind="alt") if label.kind == "pref" else label)

    def _entities(self) -> Iterator[Entity]:
        for slug in sorted(self._labels):
            yield Entity(
                slug=slug,
                cls=self._ontology.most_specific(self._classes[slug]),
                labels=_one_preferred(self._labels[slug]),
                links=tuple(sorted(self._links[slug])),
                reviewed=False,
            )

    def reconciled(self, curation: Curation) -> Identities:
        """Who is who, after a person's decisions: same kind and same normalised name is the same thing."""
        candidates = {entity.slug: entity for entity in self._entities()}
        moved: dict[str, str | None] = dict(self._same_names(candidates))
        everything = {
            slug: _named(entity, self._introduced.get(slug, ())) for slug, entity in {**candidates, **self._known}.items()
        }
        moved.update({slug: into for slug, into in curation.merged().items() if into in everything})
        moved.update(dict.fromkeys(curation.rejected()))
        final = {slug: _end(slug, moved) for slug in moved}
        merged: dict[str, Entity] = {}
        for slug, entity in sorted(everything.items()):
            target = final.get(slug, slug)
            if target is None:
                continue
            base = merged.get(target, everything[target])
            merged[target] = base if target == slug else _absorbed(base, entity)
        described = {slug: curation.describe(_linked(entity, final)) for slug, entity in sorted(merged.items())}
        return Identities(described, final)

    def _same_names(self, candidates: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
        bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entity in self._known.values():
            for name in _names(entity):
                bearers[self._ontology.kind(entity.cls), name].add(entity.slug)
        taken: dict[tuple[str, str], str] = {key: next(iter(slugs)) for key, slugs in bearers.items() if len(slugs) == 1}
        for slug, entity in sorted(candidates.items()):
            keys = [(self._ontology.kind(entity.cls), name) for name in _names(entity)]
            same = next((taken[key] for key in keys if key in taken), None)
            if same is not None and same != slug:
                yield slug, same
            for key in keys:
                if key not in bearers:
                    taken.setdefault(key, same or slug)


def _names(entity: Entity) -> list[str]:
    return sorted({normalised(label.text) for label in entity.labels if label.kind in _NAMING})


def _one_preferred(labels: Iterable[Label]) -> tuple[Label, ...]:
    """The labels with one preferred per language: the first by alphabet; the others stay as further names."""
    found: list[Label] = []
    languages: set[str] = set()
    for label in sorted(labels, key=lambda label: (label.kind != "pref", label.text, label.language)):
        if label.kind == "pref" and label.language in languages:
            found.append(replace(label, kind="alt"))
            continue
        if label.kind == "pref":
            languages.add(label.language)
        found.append(label)
    return tuple(sorted(set(found)))


def _linked(entity: Entity, moved: Mapping[str, str | None]) -> Entity:
    """The entity with its links to what has become of their targets; none to itself or to what was rejected."""
    if not any(target in moved for _, target in entity.links):
        return entity
    now = ((name, moved.get(target, target)) for name, target in entity.links)
    return replace(entity, links=tuple(sorted({(name, to) for name, to in now if to is not None and to != entity.slug})))


def _named(entity: Entity, further: Iterable[Label]) -> Entity:
    """The entity with names it does not have yet."""
    have = {(label.text, language) for label in entity.labels for language in (label.language, "")}
    new = {label for label in further if (label.text, label.language) not in have}
    return replace(entity, labels=tuple(sorted({*entity.labels, *new}))) if new else entity


def _absorbed(base: Entity, other: Entity) -> Entity:
    """`base` with the other's names as further names, and its links."""
    further = (replace(label, kind="alt") if label.kind == "pref" else label for label in other.labels)
    return replace(_named(base, further), links=tuple(sorted({*base.links, *other.links})))


def _end(slug: str, moved: Mapping[str, str | None]) -> str | None:
    seen = {slug}
    target = moved[slug]
    while target is not None and target in moved and target not in seen:
        seen.add(target)
        target = moved[target]
    return target


def without_twins(claims: Iterable[Claim]) -> list[Claim]:
    """The claims, one per id: the surest, then the one that says most."""
    best: dict[str, Claim] = {}
    for claim in claims:
        twin = best.get(claim.id)
        if twin is None or _worth(claim) > _worth(twin):
            best[claim.id] = claim
    return list(best.values())


def _worth(claim: Claim) -> tuple[float, int, str]:
    dates = (claim.since is not None) + (claim.until is not None)
    return (claim.confidence, len(claim.qualifiers) + dates, repr(claim))


def settled(claims: Iterable[Claim], decide: Callable[[Claim], Claim | None]) -> list[Claim]:
    """The claims as `decide` leaves them, without those that rest on one that is gone; premises keep pace with new ids."""
    left: dict[str, Claim] = {}
    gone: set[str] = set()
    for claim in claims:
        kept = decide(claim)
        if kept is None:
            gone.add(claim.id)
        else:
            left[claim.id] = kept
    while falling := {old for old, claim in left.items() if not gone.isdisjoint(claim.premises)}:
        gone |= falling
        for old in falling:
            del left[old]
    moved = {old: claim.id for old, claim in left.items() if claim.id != old}
    if not moved:
        return list(left.values())
    return [
        replace(claim, premises=tuple(moved.get(premise, premise) for premise in claim.premises))
        if claim.premises
        else claim
        for claim in left.values()
    ]
