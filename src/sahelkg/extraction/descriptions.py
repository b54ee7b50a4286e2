"""The claims that descriptions make: place, date, parties and number of the things that phrases describe."""

from collections.abc import Iterator
from typing import Any

from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.nominals import Description
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Date, Quantity
from sahelkg.ontology import Ontology

_RELATIONS = {"leader": "ledBy", "area": "operatesIn", "body": "partOf"}


def claims_of_description(
    survey: Survey, ontology: Ontology, block: Block, description: Description, reference: str | None
) -> Iterator[Claim]:
    """What `description`, in `block`, says of its thing. `reference` is the date that relative ones are counted from."""
    thing, kind = description.thing.entity, description.thing.cls
    mission, meeting = (ontology.is_a(kind, (cls,)) for cls in ("Mission", "Meeting"))
    common: dict[str, Any] = {
        "document": survey.document.id,
        "article": block.article,
        "start": description.start,
        "end": description.end,
        "language": block.language,
        "confidence": 0.8,
        "method": "construction:description",
    }
    payload = description.other.payload
    if isinstance(payload, DateMention):
        resolved = resolve(payload, reference)
        if not mission and resolved is not None and resolved[0] is not None:
            basis = "inferred:relative-date" if payload.kind == "relative" else "stated"
            predicate = "heldOn" if meeting else "concludedOn"
            yield Claim(subject=thing, predicate=predicate, value=Date(resolved[0]), basis=basis, **common)
        return
    if isinstance(payload, CountMention):
        counted = " ".join(survey.document.text[payload.end : description.end].split())
        number = Quantity(payload.number, None)
        yield Claim(subject=thing, predicate="count", value=number, qualifiers=(("kind", counted),), **common)
    for referent in description.other.referents:
        if description.relation in _RELATIONS:
            yield Claim(subject=thing, predicate=_RELATIONS[description.relation], object=referent.entity, **common)
        elif description.relation == "whole":
            predicate, whole = _whole(survey, ontology, kind, referent)
            yield Claim(subject=thing, predicate=predicate, object=whole, **common)
        elif description.relation == "place":
            predicate = "operatesIn" if mission else "heldIn" if meeting else "concludedAt"
            yield Claim(subject=thing, predicate=predicate, object=referent.entity, **common)
        elif ontology.is_a(referent.cls, ("Agent",)):
            predicate = "participatedIn" if meeting else "partyTo"
            yield Claim(subject=referent.entity, predicate=predicate, object=thing, **common)


def _whole(survey: Survey, ontology: Ontology, kind: str, whole: Referent) -> tuple[str, str]:
    """How a thing of `kind` belongs to the `whole` it is set beside, and to what: a state to a body or to a region, else as
    a part.
    """
    entity = survey.candidates.get(whole.entity)
    links = dict(entity.links) if entity else {}
    if "groupsMembersOf" in links:
        return "memberOf", links["groupsMembersOf"]
    if whole.cls == "GroupOfStates" and "locatedIn" in links:
        return "partOf", links["locatedIn"]
    regional = ontology.is_a(whole.cls, ("RegionalOrganisation", "Alliance"))
    regional |= ontology.is_a(kind, ("State",)) and ontology.is_a(whole.cls, ("Organisation",))
    return "memberOf" if regional else "partOf", whole.entity
