"""Roles that a paragraph carries on: who gives, to whom and how much, where the next sentence does not say."""

from dataclasses import dataclass, field, replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.frames import Frame, Role
from sahelkg.extraction.matching import Filler
from sahelkg.model import Document


def _measured(role: Role) -> bool:
    return "sum" in role.kinds


@dataclass
class Carried:
    """The last players of the roles of one document's frames that may be carried: of the paragraph, and of the headings of
    its article.
    """

    document: Document
    candidates: Candidates
    _players: dict[str, Filler] = field(default_factory=dict)
    _block: int = -1
    _announced: dict[int, dict[str, Filler]] = field(default_factory=dict)

    def recall(self, block: int, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Adds to `fillers` the players carried on for roles that nobody plays, as long as nobody new plays one before.

        That is done where there is a sum to speak of: one that the sentence states, or one that the frame carries itself.
        """
        if self._block != block:
            self._block, self._players = block, dict(self._announced.get(self.document.blocks[block].article, {}))
        given = any(_measured(role) and (role.carried or role.name in fillers) for role in frame.roles)
        place = fillers.get("sum") or next(iter(fillers.values()), None)
        if not given or place is None:
            return
        another = False
        for role in frame.roles:
            known = self._players.get(role.name)
            if not role.carried or known is None:
                continue
            if role.name in fillers:
                another |= self._another(fillers[role.name], known)
            elif not another:
                taken = tuple(replace(one, form="pronoun") for one in known.referents[:1])
                node = known.node if _measured(role) else None
                fillers[role.name] = replace(known, node=node, start=place.start, end=place.end, referents=taken)

    def remember(self, block: int, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Keeps who plays the roles that may be carried, and the sum; from a heading, for the rest of its article."""
        here = self.document.blocks[block]
        for role in frame.roles:
            filler = fillers.get(role.name)
            if filler is None or filler.node is None or not (role.carried or _measured(role)):
                continue
            self._players[role.name] = filler
            if here.kind == "heading":
                self._announced.setdefault(here.article, {})[role.name] = filler

    def _another(self, filler: Filler, known: Filler) -> bool:
        """Whether something plays a role that neither played it before nor is part of what did."""
        before = {one.entity for one in known.referents}
        for one in filler.referents:
            entity = self.candidates.get(one.entity)
            wholes = {slug for link, slug in entity.links if link == "partOf"} if entity else set()
            if before.isdisjoint({one.entity, *wholes}):
                return True
        return False
