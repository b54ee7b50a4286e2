"""Persons who act for the state or body they hold office in: the gift that a president announces is the state's."""

from dataclasses import dataclass, replace
from functools import cached_property

from sahelkg.extraction.frames import Frame
from sahelkg.extraction.matching import Filler
from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.survey import Survey
from sahelkg.ontology import Ontology


@dataclass(frozen=True)
class Representatives:
    """Whom the persons of one document act for."""

    survey: Survey
    ontology: Ontology

    @cached_property
    def _served(self) -> dict[str, Referent]:
        """Whose office each person of the document holds; a state's before another's."""
        holdings = sorted((holding for _, holding in self.survey.holdings), key=lambda one: one.holder.cls == "State")
        return {one.person.entity: one.holder for one in holdings}

    def replaced(self, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Puts whom they act for in place of the persons in `fillers` that play a role for others; a role that is then left
        with a person is not played.
        """
        for role in frame.roles:
            filler = fillers.get(role.name)
            if not role.represents or filler is None or all(one.cls != "Person" for one in filler.referents):
                continue
            served = [self._served.get(one.entity) if one.cls == "Person" else one for one in filler.referents]
            if any(one is None or not self.ontology.is_a(one.cls, tuple(role.kinds)) for one in served):
                del fillers[role.name]
            else:
                acting = {one.entity: replace(one, form="described") for one in served if one is not None}
                fillers[role.name] = replace(filler, referents=tuple(acting.values()))
