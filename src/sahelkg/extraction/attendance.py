"""Lists of who was at a meeting: items below "The following attended:", "Étaient présents :"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim
from sahelkg.ontology import Ontology

_DASHES = ("-", "–", "—", "•", "*", "·")


@dataclass(frozen=True)
class Attendance:
    """Finds lists of participants. `words` are the phrases that lead them in, by language, `others` those that lead in
    something else that participants are said to do.
    """

    words: Mapping[str, Sequence[str]]
    others: Mapping[str, Sequence[str]]
    ontology: Ontology

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """For each item of such a list, that the person it names, and whom that person stands for, took part."""
        for index in range(len(survey.document.blocks)):
            meeting = self._meeting(survey, index) if self._leads_in(survey, index) else None
            if meeting is not None:
                for item in self._items(survey, index):
                    for guest in self._guests(survey, item):
                        yield self._claim(survey, item, guest, meeting)

    def _leads_in(self, survey: Survey, index: int) -> bool:
        """Whether the block ends with a colon and says that those below were there."""
        block = survey.document.blocks[index]
        text = survey.document.text[block.content : block.end].rstrip()
        if not text.endswith(":"):
            return False
        words = words_of(text)
        told, other = (
            any(stands_in(words, words_of(phrase)) for phrase in phrases.get(block.language, ()))
            for phrases in (self.words, self.others)
        )
        return told and not other

    @staticmethod
    def _items(survey: Survey, index: int) -> Iterator[int]:
        """The items right behind the block at `index`, marked alike and not as that block, or lines without marks; a full
        stop ends the last.
        """
        blocks, text = survey.document.blocks, survey.document.text
        led = _mark(blocks[index], text)
        opening: str | None = None
        for at in range(index + 1, len(blocks)):
            mark = _mark(blocks[at], text) or ("line" if blocks[at].kind == "item" else None)
            opening = opening or mark
            if blocks[at].article != blocks[index].article or mark in (None, led) or mark != opening:
                return
            yield at
            if text[blocks[at].end - 1] == ".":
                return

    def _meeting(self, survey: Survey, index: int) -> Referent | None:
        """The meeting named last before the end of the block at `index`, in its article."""
        article = survey.document.blocks[index].article
        for at in range(index, -1, -1):
            if survey.document.blocks[at].article != article:
                return None
            for sentence in reversed(survey.sentences[at]):
                for node in reversed(sentence.nodes):
                    if len(node.referents) == 1 and self.ontology.is_a(node.referents[0].cls, ("Meeting",)):
                        return node.referents[0]
        return None

    def _guests(self, survey: Survey, index: int) -> Iterator[Referent]:
        """The first person an item names with whom the person's office is of; else the first thing that can take part."""
        held = [holding for at, holding in survey.holdings if at == index]
        if held:
            yield held[0].person
            yield from {one.holder.entity: one.holder for one in held if one.person.entity == held[0].person.entity}.values()
            return
        for sentence in survey.sentences[index]:
            for node in sentence.nodes:
                if node.kind == "thing" and node.referents and self.ontology.is_a(node.referents[0].cls, ("Agent",)):
                    yield from node.referents
                    return

    @staticmethod
    def _claim(survey: Survey, index: int, guest: Referent, meeting: Referent) -> Claim:
        block = survey.document.blocks[index]
        return survey.claim(
            block,
            block.content,
            block.end,
            subject=guest.entity,
            predicate="participatedIn",
            object=meeting.entity,
            confidence=0.85,
            method="structure:attendance",
        )


def _mark(block: Block, text: str) -> str | None:
    """What kind of mark a block begins with: a dash, a figure or letter; None where it has none."""
    if block.marker is None and not text[block.start : block.end].lstrip().startswith(_DASHES):
        return None
    return "dash" if block.marker is None or not any(map(str.isalnum, block.marker)) else "sign"
