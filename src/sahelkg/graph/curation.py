"""A person's decisions, and what they do to entities and claims.

A decision on a claim is keyed by the document, the quote, and what the claim says, so that it outlives edits elsewhere in
the document; a decision on an entity by its slug. Of several on the same, the last one holds.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from sahelkg.graph.records import Record, read_records
from sahelkg.graph.terms import is_date, plain
from sahelkg.model import Claim, Date, Entity, Label, Modality, Quantity, Text, Value

ACCEPTED = 1.0
"""Confidence of a claim that a person has accepted or corrected."""


class Correction(Record):
    """What a claim should say instead; keys left out keep what was read. An empty date removes it."""

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    value: str | int | float | None = None
    unit: str | None = None
    start: str | int | None = None
    end: str | int | None = None
    modality: Modality | None = None
    qualifiers: Mapping[str, str | int] | None = None

    @field_validator("start", "end")
    @classmethod
    def _is_date(cls, value: str | int | None) -> str | int | None:
        if value not in (None, "") and not is_date(str(value)):
            raise ValueError("write a year, a month or a day: 2014, 2017-07 or 2018-03-16")
        return value


class ClaimDecision(Record):
    """Accept, reject or correct the claims that say this in these words."""

    decision: Literal["accept", "reject", "correct"]
    document: str
    quote: str
    subject: str
    predicate: str
    object: str | None = None
    value: str | int | float | None = None
    to: Correction | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _has_correction(self) -> "ClaimDecision":
        if (self.decision == "correct") != (self.to is not None):
            raise ValueError("`to` goes with `decision: correct`, and only with it")
        return self


class EntityDecision(Record):
    """Accept, reject, rename or merge an entity."""

    decision: Literal["accept", "reject", "rename", "merge"]
    entity: str
    label: Mapping[Literal["en", "fr"], str] = Field(default_factory=dict)
    into: str | None = None
    reason: str | None = None

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "EntityDecision":
        if (self.decision == "rename") != bool(self.label):
            raise ValueError("`label` goes with `decision: rename`, and only with it")
        if (self.decision == "merge") != (self.into is not None):
            raise ValueError("`into` goes with `decision: merge`, and only with it")
        if self.into == self.entity:
            raise ValueError("an entity cannot be merged into itself")
        return self


class Decisions(Record):
    """The curation file."""

    claims: tuple[ClaimDecision, ...] = ()
    entities: tuple[EntityDecision, ...] = ()

    @field_validator("claims", "entities", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value


def _words(quote: str) -> str:
    return " ".join(quote.split())


def written(value: Value | None) -> str:
    """A value as the facts table shows it."""
    match value:
        case Text(text, _):
            return text
        case Date(iso):
            return iso
        case Quantity(number, _):
            return plain(number)
        case None:
            return ""


def _corrected_value(claim: Claim, correction: Correction) -> Value | None:
    if correction.object is not None and correction.value is None and not isinstance(claim.value, Quantity):
        return None
    unit = claim.value.unit if isinstance(claim.value, Quantity) else None
    if correction.unit is not None:
        unit = correction.unit or None
    text = written(claim.value) if correction.value is None else str(correction.value)
    match claim.value:
        case Quantity() | None if text and _is_number(text):
            return Quantity(Decimal(text), unit)
        case Date() if is_date(text):
            return Date(text)
        case Text(_, language):
            return Text(text, language)
        case _:
            return Text(text, claim.language) if text else None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdigit()


def _corrected(claim: Claim, correction: Correction) -> Claim:
    def chosen(new: str | int | None, old: str | None) -> str | None:
        return old if new is None else (str(new) or None)

    qualifiers = dict(claim.qualifiers) if correction.qualifiers is None else correction.qualifiers
    return replace(
        claim,
        subject=correction.subject or claim.subject,
        predicate=correction.predicate or claim.predicate,
        object=chosen(correction.object, claim.object),
        value=_corrected_value(claim, correction),
        since=chosen(correction.start, claim.since),
        until=chosen(correction.end, claim.until),
        modality=correction.modality or claim.modality,
        qualifiers=tuple(sorted((key, str(value)) for key, value in qualifiers.items() if str(value))),
        confidence=ACCEPTED,
    )


_Key = tuple[str, str, str, str]


@dataclass
class Curation:
    """The decisions in force. It remembers which of them met something, so that the rest can be reported."""

    decisions: Decisions = field(default_factory=Decisions)
    _met: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._by_key: dict[_Key, list[ClaimDecision]] = {}
        self._fates = {held.entity: held for held in self.decisions.entities if held.decision != "rename"}
        self._into = self.merged()
        for decision in reversed(self.decisions.claims):
            key = (decision.document, _words(decision.quote), self._now(decision.subject), decision.predicate)
            self._by_key.setdefault(key, []).append(decision)
        self.documents = frozenset(decision.document for decision in self.decisions.claims)

    def decide(self, claim: Claim, text: str) -> Claim | None:
        """The claim as decided: itself, corrected, or None where it is rejected. `text` is its document's."""
        if claim.document not in self.documents:
            return claim
        key = (claim.document, _words(text[claim.start : claim.end]), claim.subject, claim.predicate)
        meant = [decision for decision in self._by_key.get(key, ()) if self._means(decision, claim)]
        self._met.update(map(id, meant))
        if not meant:
            return claim
        return None if meant[0].decision == "reject" else _corrected(claim, meant[0].to or Correction())

    def _means(self, decision: ClaimDecision, claim: Claim) -> bool:
        if self._now(decision.object or "") != (claim.object or ""):
            return False
        return decision.value is None or _words(str(decision.value)) == _words(written(claim.value))

    def _now(self, slug: str) -> str:
        """What has become of a thing that was decided on before it was merged."""
        return self._into.get(slug, slug)

    def merged(self) -> Mapping[str, str]:
        """Slug to the slug it is merged into, chains followed to their end."""
        into = {slug: decision.into for slug, decision in self._fates.items() if decision.into is not None}

        def end(slug: str) -> str:
            seen = {slug}
            while slug in into and into[slug] not in seen:
                slug = into[slug]
                seen.add(slug)
            return slug

        return {slug: end(slug) for slug in into}

    def rejected(self) -> frozenset[str]:
        """Slugs of entities that are none."""
        return frozenset(slug for slug, decision in self._fates.items() if decision.decision == "reject")

    def describe(self, entity: Entity) -> Entity:
        """The entity as accepted or renamed. A renamed one keeps its old names as further ones."""
        for decision in self.decisions.entities:
            if decision.entity != entity.slug:
                continue
            if decision.decision == "accept":
                entity = replace(entity, reviewed=True)
            elif decision.decision == "rename":
                kept = {
                    replace(label, kind="alt") if label.kind == "pref" and label.language in decision.label else label
                    for label in entity.labels
                }
                new = {Label(text, language, "pref") for language, text in decision.label.items()}
                renamed = {label for label in kept if Label(label.text, label.language, "pref") not in new} | new
                entity = replace(entity, labels=tuple(sorted(renamed)), reviewed=True)
        return entity

    def unmet(self, slugs: Set[str]) -> list[str]:
        """Sentences on the decisions that met nothing. `slugs` are those that were read."""
        sentences = [
            f"curation: no claim in {decision.document} says {decision.subject} {decision.predicate} "
            f"{decision.object or decision.value or ''} in the words “{_words(decision.quote)[:60]}”"
            for decision in self.decisions.claims
            if id(decision) not in self._met
        ]
        return sentences + [
            f"curation: no document names the entity {decision.entity} that is to {decision.decision}"
            for decision in self.decisions.entities
            if decision.entity not in slugs
        ]


def load_curation(path: Path) -> Curation:
    """The decisions in the file at `path`; none where there is no file.

    Raises:
        InputError: the file is malformed, with its line.
    """
    return Curation(read_records(path, Decisions))
