"""What a name itself tells: a mission named after a state works there, "Commission of the Nordic Union" is part of
that union.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.purposes import split_list
from sahelkg.extraction.survey import Survey
from sahelkg.lexicon import fold
from sahelkg.model import Claim, Entity, Span, Text
from sahelkg.ontology import Ontology

_TOPIC = re.compile(
    r"\b(?:on|sur|about|concernant|(?:relati(?:f|ve)s?|consacrée?s?)\s(?:à|aux?)|(?:relating|dedicated|devoted)\sto)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[A-Z]{2,}[-–/][A-Z]{2,}")
_OF = {
    "en": re.compile(r"\sof\s(?:the\s)?", re.IGNORECASE),
    "fr": re.compile(r"\s(?:(?:de\s(?:la\s|l['’])?|du\s|des\s)|d['’])", re.IGNORECASE),
}
_LINKS = {"namedAfter": "operatesIn", "ledBy": "ledBy", "partOf": "partOf"}


def claims_of_names(survey: Survey, ontology: Ontology, nouns: Mapping[str, Nouns]) -> Iterator[Claim]:
    """Inferred claims from the first mention of each known thing in a block whose name contains the name of another.

    The lexicon's own link between the two must agree, except for meetings and agreements, whose names list
    parties and places, and for bodies that nobody knows, called after what they belong to.
    """
    document = survey.document
    inside: dict[str, list[Entity]] = {}
    bodies = _Bodies(survey, ontology, nouns)
    for index, block in enumerate(document.blocks):
        seen: set[str] = set()
        for sentence in survey.sentences[index]:
            for node in sentence.nodes:
                if node.kind not in ("thing", "role"):
                    continue
                for referent in node.referents:
                    entity = survey.candidates.get(referent.entity)
                    if entity is None or referent.form not in ("name", "described") or entity.slug in seen:
                        continue
                    seen.add(entity.slug)
                    common: dict[str, Any] = {
                        "document": document.id,
                        "article": block.article,
                        "start": referent.start,
                        "end": referent.end,
                        "language": block.language,
                        "confidence": 0.75,
                        "method": "construction:telling-name",
                    }
                    for subject, predicate, target, rule in _told(survey, ontology, entity, referent, inside):
                        yield Claim(subject=subject, predicate=predicate, object=target, basis=f"inferred:{rule}", **common)
                    name = document.text[referent.start : referent.end]
                    whole = bodies.whole(entity, name, block.language, survey.subjects.get(block.article))
                    if whole is not None:
                        yield Claim(
                            subject=entity.slug,
                            predicate="partOf",
                            object=whole,
                            basis="inferred:name-tells-whole",
                            **common,
                        )
                    for part in _matters(document.text, ontology, entity, referent):
                        value = Text(document.text[part.start : part.end], block.language)
                        yield Claim(
                            subject=entity.slug, predicate="topic", value=value, basis="inferred:name-tells-topic", **common
                        )


class _Bodies:
    """The bodies that a document names, and what the names of others say is of them."""

    def __init__(self, survey: Survey, ontology: Ontology, nouns: Mapping[str, Nouns]) -> None:
        self._lexicon, self._ontology, self._nouns = survey.candidates.lexicon, ontology, nouns
        found = survey.candidates.found.values()
        self._known = {fold(label.text): entity for entity in found if self._is_body(entity) for label in entity.labels}

    def _is_body(self, entity: Entity) -> bool:
        return self._ontology.is_a(entity.cls, ("Organisation",))

    def whole(self, entity: Entity, name: str, language: str, page: Referent | None) -> str | None:
        """What the body `entity`, which the lexicon does not have, is called a board, a division … of: ``Board of Governors
        of the Nordic Bank``, ``Nordic Bank Board``; one that is called so of nothing named, of the body that its `page` is
        about.
        """
        name = " ".join(name.split())
        if entity.reviewed or not self._is_body(entity) or not self._nouns[language].is_organ(name, language):
            return None
        named = [name[joint.end() :] for joint in _OF[language].finditer(name)]
        if language == "en" and not named:
            named = [name[: space.start()] for space in re.finditer(" ", name)][::-1]
        for part in named:
            whole = self._known.get(fold(part)) or self._lexicon.named(part, language)
            if whole is not None and self._is_body(whole) and whole.slug != entity.slug:
                return whole.slug
        about = page is not None and self._ontology.is_a(page.cls, ("Organisation",)) and page.entity != entity.slug
        return page.entity if page is not None and about and entity.cls == "Organisation" else None


def _matters(text: str, ontology: Ontology, entity: Entity, referent: Referent) -> Iterator[Span]:
    """What the name of a meeting or agreement says it is about: ``the Sahel`` in ``Conference on the Sahel``."""
    opening = _TOPIC.search(text, referent.start, referent.end)
    if opening is None or not ontology.is_a(entity.cls, ("Meeting", "Agreement")):
        return
    start = opening.end() + 1
    if start < referent.end and not text[start].isdigit():
        yield from split_list(text, start, referent.end)


def _told(
    survey: Survey, ontology: Ontology, entity: Entity, referent: Referent, inside: dict[str, list[Entity]]
) -> Iterator[tuple[str, str, str, str]]:
    """(subject, predicate, object, rule) for everything the name at `referent` says of `entity`.

    `inside` remembers what is named inside each name.
    """
    name = survey.document.text[referent.start : referent.end]
    if name.isalpha() and not name.isupper():
        inside[name] = []
    if name not in inside:
        inside[name] = [
            hit.entities[0]
            for part in (name[1:], name[:-1])
            for hit in survey.candidates.lexicon.find(part)
            if hit.kind != "demonym"
        ]
    named = {other.slug: other for other in inside[name] if other.slug != entity.slug}
    if ontology.is_a(entity.cls, ("Meeting", "Agreement")):
        meeting = ontology.is_a(entity.cls, ("Meeting",))
        topic = _TOPIC.search(name)
        if topic is not None:
            before = {hit.entities[0].slug for hit in survey.candidates.lexicon.find(name[: topic.start()])}
            named = {slug: other for slug, other in named.items() if slug in before}
        for other in named.values():
            if ontology.is_a(other.cls, ("City",)) and not ontology.is_a(entity.cls, ("Process",)):
                yield entity.slug, "heldIn" if meeting else "concludedAt", other.slug, "name-tells-place"
            elif meeting and ontology.is_a(other.cls, ("State", "Organisation")) and other.cls != "GovernmentBody":
                yield other.slug, "participatedIn", entity.slug, "name-tells-party"
        return
    if ontology.is_a(entity.cls, ("Mission",)) and not entity.reviewed:
        for other in named.values():
            if ontology.is_a(other.cls, ("State",)):
                yield entity.slug, "operatesIn", other.slug, "named-after-operates-in"
    if ontology.is_a(entity.cls, ("Organisation",)) and _JOINT.search(name):
        parties = [other for other in named.values() if ontology.is_a(other.cls, ("Organisation", "State"))]
        if len(parties) > 1:
            for other in parties:
                yield other.slug, "memberOf", entity.slug, "name-tells-party"
    for link, slug in entity.links:
        predicate = _LINKS.get(link)
        target = survey.candidates.get(slug)
        if target is None:
            continue
        if predicate == "partOf" and (
            not ontology.is_a(entity.cls, ("Organisation", "Programme", "Mission", "Agreement"))
            or ontology.is_a(entity.cls, ("SecurityForce", "GovernmentBody", "GroupOfStates"))
        ):
            continue
        if predicate == "operatesIn" and not ontology.is_a(target.cls, ("State", "Place")):
            continue
        if predicate == "operatesIn" or (predicate == "partOf" and (slug in named or not entity.reviewed)):
            yield entity.slug, predicate, slug, "named-after-operates-in" if link == "namedAfter" else "name-tells-whole"
        elif predicate == "ledBy" and ontology.is_a(entity.cls, ("Mission",)):
            yield entity.slug, predicate, slug, "mission-has-its-leader"
