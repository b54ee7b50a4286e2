"""What things are called and what they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pydantic import BaseModel, Field

from sahelkg.ontology import KINDS
from sahelkg.server.lookup.rows import Reader, batches, slug, values
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

_LABELS = (PREFIXES["skos"] + "prefLabel", PREFIXES["dct"] + "title", PREFIXES["rdfs"] + "label")
_TYPE = PREFIXES["rdf"] + "type"
_GENERAL = frozenset({"Agent"})


class Reference(BaseModel):
    """A thing, as far as a link to it needs."""

    slug: str = Field(description="Last part of the IRI; the whole IRI for things of other graphs")
    iri: str
    label: str = Field(description="In the language asked for, else in English, else in any; the slug without a label")
    kind: str = Field(description="State, Organisation, Mission …; empty where unknown")


@dataclass(slots=True)
class Thing:
    """Names and classes of a thing. `classes` are local names; `labels` are preferred names by language."""

    iri: str
    labels: dict[str, str] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)

    def label(self, language: str = "en") -> str:
        """The name in the language, else in English, else in any, else the slug."""
        for wanted in (language, "en", ""):
            if wanted in self.labels:
                return self.labels[wanted]
        return next(iter(self.labels.values()), slug(self.iri))

    @property
    def kind(self) -> str:
        """The top kind; any class of ours for what is none of the kinds."""
        return next((kind for kind in KINDS if kind in self.classes), "") or min(self.classes - _GENERAL, default="")

    def reference(self, language: str = "en") -> Reference:
        """The thing as a link shows it."""
        return Reference(slug=slug(self.iri), iri=self.iri, label=self.label(language), kind=self.kind)


async def things(reader: Reader, iris: Iterable[str]) -> dict[str, Thing]:
    """Names and classes of all the IRIs; those that the graph does not describe come with neither."""
    found = {iri: Thing(iri) for iri in iris}
    own = sorted(iri for iri in found if iri.startswith(ID) or iri.startswith(ONTOLOGY))
    for batch in batches(own):
        block = values("thing", batch)
        # A branch per property is bounded by the names and classes there are, however many triples a hub has.
        branches = " UNION ".join(
            f"{{ {block} ?thing <{property_}> ?value BIND(<{property_}> AS ?property) }}" for property_ in (*_LABELS, _TYPE)
        )
        rows = await reader.select(f"SELECT ?thing ?property ?value WHERE {{ {branches} }}")
        for row in rows:
            thing, value = found[row["thing"].value], row["value"]
            if row["property"].value in _LABELS:
                thing.labels.setdefault(value.language, value.value)
            elif value.value.startswith(ONTOLOGY):
                thing.classes.add(value.slug)
    return found
