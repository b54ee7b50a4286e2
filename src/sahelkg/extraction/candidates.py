"""Things that a document names and the lexicon does not have."""

import re
from dataclasses import dataclass, field

from sahelkg.lexicon import Lexicon, fold
from sahelkg.model import Entity, Label

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80


def slug_of(label: str) -> str:
    """`label` as a slug: folded, in ASCII letters and digits, hyphens between words."""
    return _NOT_SLUG.sub("-", fold(label)).strip("-")[:_SLUG_LENGTH].strip("-") or "unnamed"


@dataclass
class Candidates:
    """The candidate entities of one document. Asking twice for the same label gives the same one."""

    lexicon: Lexicon
    found: dict[str, Entity] = field(default_factory=dict)

    def get(self, slug: str) -> Entity | None:
        return self.found.get(slug) or self.lexicon.entities.get(slug)

    def named(self, label: str, cls: str, language: str, links: tuple[tuple[str, str], ...] = ()) -> Entity:
        """The entity called `label`: the lexicon's where it has one, else a candidate of class `cls`."""
        known = self.lexicon.named(label, language)
        if known is not None:
            return known
        return self.described(slug_of(label), ((label, language),), cls, links)

    def described(
        self, slug: str, labels: tuple[tuple[str, str], ...], cls: str, links: tuple[tuple[str, str], ...] = ()
    ) -> Entity:
        """The candidate with `slug`, made with `labels` ((text, language), the first of each language preferred) if new."""
        if slug in self.lexicon.entities:
            if self.lexicon.entities[slug].cls == cls:
                return self.lexicon.entities[slug]
            slug = f"{slug}-{cls.lower()}"
        known = self.found.get(slug)
        if known is None:
            preferred: set[str] = set()
            kinds = []
            for text, language in labels:
                kinds.append(Label(text, language, "alt" if language in preferred else "pref"))
                preferred.add(language)
            known = self.found[slug] = Entity(slug=slug, cls=cls, labels=tuple(kinds), links=links, reviewed=False)
        return known

    def add_name(self, slug: str, label: Label) -> None:
        """Gives the candidate `slug` one more name; a lexicon entity is left as it is."""
        entity = self.found.get(slug)
        if entity is not None and label.text not in {known.text for known in entity.labels}:
            self.found[slug] = Entity(
                slug=slug, cls=entity.cls, labels=(*entity.labels, label), links=entity.links, reviewed=False
            )
