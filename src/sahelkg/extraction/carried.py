"""Roles that a paragraph carries on: who gives, to whom and how much, where the next sentence, or the list below, does
not say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.frames import Frame, Role
from sahelkg.extraction.matching import Filler
from sahelkg.extraction.nodes import Referent
from sahelkg.model import Document
from sahelkg.ontology import Ontology

_RECEIVING = ("State", "GroupOfStates", "Region", "Mission")
_ABOUT = ("State", "Programme", "Mission", "Fund")
_HEAD = 3
_TOLD = 0.8
"""How sure it is at most what a text is about that has neither title nor fields to tell."""
_TITLE_LENGTH = 200


def _measured(role: Role) -> bool:
    return "sum" in role.kinds


@dataclass
class Carried:
    """The last players of the roles of one document's frames that may be carried: of the paragraph, and of the headings of
    its article.
    """

    document: Document
    candidates: Candidates
    ontology: Ontology
    own_blocks: Mapping[int, Sequence[int]]
    subjects: Mapping[int, Referent]
    _players: dict[str, Filler] = field(default_factory=dict)
    _led: dict[str, Filler] = field(default_factory=dict)
    _block: int = -1
    _announced: dict[int, dict[str, Filler]] = field(default_factory=dict)
    _titled: dict[int, tuple[Referent, ...]] = field(default_factory=dict)

    def recall(self, block: int, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Adds to `fillers` the players carried on for roles that nobody plays, as long as nobody new plays one before.

        That is done where there is a sum to speak of: one that the sentence states, or one that the frame carries itself.
        """
        if self._block != block:
            self._enter(block)
        self._tell(block, frame, fillers)
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
        self._receive(block, frame, fillers, place)

    def remember(self, block: int, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Keeps who plays the roles that may be carried, and the sum; from a heading, for the rest of its article."""
        here = self.document.blocks[block]
        for role in frame.roles:
            filler = fillers.get(role.name)
            if filler is None or filler.node is None or not (role.carried or _measured(role) or role.name == "donor"):
                continue
            self._players[role.name] = filler
            if here.kind == "heading":
                self._announced.setdefault(here.article, {})[role.name] = filler

    def _tell(self, block: int, frame: Frame, fillers: dict[str, Filler]) -> None:
        """Adds what the article is about for a role that it plays where nobody else is told to."""
        subject = self.subjects.get(self.document.blocks[block].article)
        place = next(iter(fillers.values()), None)
        for role in frame.roles:
            plays = subject is not None and role.about and role.name not in fillers
            if plays and subject is not None and place is not None and self.ontology.is_a(subject.cls, role.kinds):
                fillers[role.name] = Filler(place.start, place.end, None, (replace(subject, form="pronoun"),))

    def _enter(self, block: int) -> None:
        """Begins a block: with the players of the headings above it, and of the paragraph that ends with a colon above its
        list.
        """
        blocks, here = self.document.blocks, self.document.blocks[block]
        before = blocks[block - 1] if block else here
        if self._block == block - 1 and self.document.text[before.content : before.end].rstrip().endswith(":"):
            self._led = self._players
        elif not (here.kind == before.kind == "item" and here.article == before.article):
            self._led = {}
        self._block, self._players = block, {**self._announced.get(here.article, {}), **self._led}

    def _receive(self, block: int, frame: Frame, fillers: dict[str, Filler], place: Filler) -> None:
        """Adds whom the title names beside the donor for the recipient of a sum that nobody else is told to receive."""
        role = next((one for one in frame.roles if one.name == "recipient" and one.carried), None)
        donor, given = fillers.get("donor"), fillers.get("sum")
        if role is None or role.name in fillers or donor is None or given is None or donor.referents[0].form == "pronoun":
            return
        giving = {one.entity for one in donor.referents}
        for slug in tuple(giving):
            entity = self.candidates.get(slug)
            giving |= {target for link, target in entity.links if link == "partOf"} if entity else set()
        others = [one for one in self._named_in_title(block) if one.entity not in giving]
        if len(others) == 1 and self.ontology.is_a(others[0].cls, role.kinds):
            fillers[role.name] = Filler(place.start, place.end, None, (others[0],))

    def _named_in_title(self, block: int) -> tuple[Referent, ...]:
        """What the block's article is about; else whom the lines at its head name of those that may receive."""
        number = self.document.blocks[block].article
        if number not in self._titled:
            named: dict[str, Referent] = {}
            for index in self.own_blocks[number][:_HEAD]:
                head = self.document.blocks[index]
                if head.end - head.content > _TITLE_LENGTH or self.document.text[head.end - 1] == ".":
                    break
                for hit in self.candidates.lexicon.find(self.document.text[head.content : head.end]):
                    entity = hit.entities[0]
                    if self.ontology.is_a(entity.cls, _RECEIVING):
                        named[entity.slug] = Referent(entity.slug, entity.cls, head.content, head.end, "described", 0.85)
            subject = self.subjects.get(number)
            about = subject is not None and self.ontology.is_a(subject.cls, _ABOUT) and subject.confidence > _TOLD
            self._titled[number] = (subject,) if subject is not None and about else tuple(named.values())
        return self._titled[number]

    def _another(self, filler: Filler, known: Filler) -> bool:
        """Whether something plays a role that neither played it before nor is part of what did."""
        before = {one.entity for one in known.referents}
        for one in filler.referents:
            entity = self.candidates.get(one.entity)
            wholes = {slug for link, slug in entity.links if link == "partOf"} if entity else set()
            if before.isdisjoint({one.entity, *wholes}):
                return True
        return False
