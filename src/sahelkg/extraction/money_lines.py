"""Lines of money under headings: who gives how much to whom, through what and for what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.money import AmountMention, find_bare_millions
from sahelkg.extraction.nodes import Referent, Sentence, key
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Quantity, Span, Text
from sahelkg.ontology import Ontology

_ENUMERATION = re.compile(r"[;,]?\s*(?:and|et)?\s*\(?\b(?:[ivx]{1,4}|[a-h]|\d)\)\s*")
_LABEL_LENGTH = 90
_LIST_COMMAS = 4


@dataclass
class MoneyLines:
    """Lines such as ``Nordic Fund: €5 million (2010-2012): support for …`` under headings that name donor and recipient.

    `purposes` are the words that open what the money is for, by language.
    """

    purposes: Mapping[str, Sequence[str]]
    ontology: Ontology
    survey: Survey
    _turns: dict[int, dict[int, tuple[Referent, bool, tuple[Span, ...]]]] = field(default_factory=dict)

    def claims(self) -> Iterator[Claim]:
        document = self.survey.document
        for index, block in enumerate(document.blocks):
            if block.kind != "item" or block.section is None or not self.survey.sentences[index]:
                continue
            subject = self.survey.subjects.get(block.article)
            if subject is not None and self.ontology.is_a(subject.cls, ("Programme",)):  # a sheet's own fields
                continue
            donor = self._donor(block)
            recipient = self._labelled(block, self.survey.sentences[index][0]) or self._recipient(block)
            if donor is None or recipient is None:
                continue
            yield from self._line(block, self.survey.sentences[index][0], donor, *recipient)

    def _headings(self, block: Block) -> Iterator[tuple[int, Block]]:
        """The headings that govern `block`, nearest first."""
        index = block.section
        while index is not None:
            yield index, self.survey.document.blocks[index]
            index = self.survey.document.blocks[index].section

    def _things(self, index: int, kinds: Sequence[str]) -> Iterator[Referent]:
        for sentence in self.survey.sentences[index]:
            for node in sentence.nodes:
                if node.kind == "thing":
                    yield from (r for r in node.referents if self.ontology.is_a(r.cls, kinds))

    def _donor(self, block: Block) -> Referent | None:
        """Who gives: the first organisation or state a governing heading names beside the recipient itself."""
        for index, heading in self._headings(block):
            if self._alone(index, heading) is None:
                found = next(self._things(index, ("Organisation", "State")), None)
                if found is not None:
                    return found
        return None

    def _alone(self, index: int, heading: Block) -> Referent | None:
        """The state or place that a heading consists of."""
        text = self.survey.document.text[heading.content : heading.end].strip(" :")
        for referent in self._things(index, ("State", "Place")):
            if self.survey.document.text[referent.start : referent.end] == text:
                return referent
        return None

    def _labelled(self, block: Block, sentence: Sentence) -> tuple[Referent, bool, tuple[Span, ...]] | None:
        """The state, place or body that a line with a sum has for its label: ``Norway: €5 million``."""
        first = next((node for node in sentence.nodes if node.start >= block.content), None)
        given = any(isinstance(node.payload, AmountMention) for node in sentence.nodes)
        if first is None or first.kind != "thing" or len(first.referents) != 1 or not given:
            return None
        label_ends = self.survey.document.text[first.end : block.end].lstrip().startswith(":")
        known = first.referents[0].entity in self.survey.candidates.lexicon.entities
        receives = known and self.ontology.is_a(first.referents[0].cls, ("State", "Place", "Mission", "Organisation"))
        return (first.referents[0], False, ()) if label_ends and receives else None

    def _recipient(self, block: Block) -> tuple[Referent, bool, tuple[Span, ...]] | None:
        """Who receives: the heading's state; or, where headings are missing, the member of the announced
        group whose turn it is.

        Returns the recipient, whether it is inferred, and the further spans that rests on.
        """
        assert block.section is not None
        heading = self.survey.document.blocks[block.section]
        stated = self._alone(block.section, heading)
        if stated is not None and heading.group == block.group:
            return stated, False, (Span(heading.start, heading.end),)
        announcing = next(
            (pair for pair in self._headings(block) if self._alone(*pair) is None and self._members(pair[0])), None
        )
        if announcing is None:
            return None
        if announcing[0] not in self._turns:
            self._turns[announcing[0]] = self._by_turn(announcing[0])
        return self._turns[announcing[0]].get(block.group)

    def _members(self, index: int) -> list[str]:
        """The members, in the order of their English names, of the group of states that the heading names."""
        lexicon = self.survey.candidates.lexicon.entities
        for referent in self._things(index, ("GroupOfStates",)):
            entity = self.survey.candidates.get(referent.entity)
            members = [slug for link, slug in entity.links if link == "groups"] if entity else []
            if members:
                return sorted(members, key=lambda slug: key(_english(lexicon, slug) + "    "))
        return []

    def _by_turn(self, announcing: int) -> dict[int, tuple[Referent, bool, tuple[Span, ...]]]:
        """Blank-line group to recipient: the groups under the heading, one per member, in the order the
        stated headings confirm.
        """
        blocks = self.survey.document.blocks
        members = self._members(announcing)
        groups: dict[int, tuple[int, Block] | None] = {}
        for index in range(announcing + 1, len(blocks)):
            block = blocks[index]
            if block.article != blocks[announcing].article or not any(i == announcing for i, _ in self._headings(block)):
                break
            if block.kind in ("item", "heading"):
                groups.setdefault(block.group, None)
                if block.kind == "heading" and self._alone(index, block) is not None:
                    groups[block.group] = (index, block)
        stated = {turn: pair for turn, pair in enumerate(groups.values()) if pair is not None}
        if len(groups) != len(members) or not stated:
            return {}
        heading = Span(blocks[announcing].start, blocks[announcing].end)
        for turn, (index, block) in stated.items():
            alone = self._alone(index, block)
            if alone is None or alone.entity != members[turn]:
                return {}
        proof = tuple(Span(block.start, block.end) for _, block in stated.values())
        return {
            group: (Referent(member, "State", heading.start, heading.end, "described", 0.8), True, (heading, *proof))
            for group, member in zip(groups, members, strict=True)
        }

    def _line(
        self, block: Block, sentence: Sentence, donor: Referent, recipient: Referent, inferred: bool, proof: tuple[Span, ...]
    ) -> Iterator[Claim]:
        text = self.survey.document.text
        label_end = text.find(":", block.content, min(block.end, block.content + _LABEL_LENGTH))
        whole = label_end == -1
        label_end = block.end if whole else label_end
        inside = [node for node in sentence.nodes if block.content <= node.start]
        missions = [
            referent
            for node in inside
            for referent in node.referents
            if node.kind == "thing" and node.start > label_end and self.ontology.is_a(referent.cls, ("Mission",))
        ]
        common: dict[str, Any] = {
            "document": self.survey.document.id,
            "article": block.article,
            "start": block.content,
            "end": block.end,
            "language": block.language,
            "basis": "inferred:missing-heading" if inferred else "stated",
            "evidence": proof,
            "method": "structure:money-lines",
            "confidence": 0.75 if inferred else 0.92,
        }
        if missions:
            for mission in missions:
                yield Claim(subject=mission.entity, predicate="operatesIn", object=recipient.entity, **common)
                if any(node.start < label_end and donor.entity in {r.entity for r in node.referents} for node in inside):
                    led = {**common, "basis": "stated", "confidence": 0.9, "evidence": ()}
                    yield Claim(subject=mission.entity, predicate="ledBy", object=donor.entity, **led)
            return
        sums = [node.payload for node in inside if isinstance(node.payload, AmountMention)]
        quantity = Quantity(sums[0].number, sums[0].currency) if sums else None
        after_sum = sums[0].end if sums else label_end
        if quantity is None and not whole:
            for bare in find_bare_millions(text[label_end : block.end]):
                quantity, after_sum = Quantity(bare.number, None), label_end + bare.end
                break
        named = next((node for node in inside if node.kind == "thing" and node.start == block.content), None)
        fund = (
            next((r for r in named.referents if self.ontology.is_a(r.cls, ("Fund", "Programme"))), None) if named else None
        )
        if quantity is None and not (whole and fund is not None and named is not None and named.end >= block.end - 1):
            return
        instrument = "id:" + fund.entity if fund else " ".join(text[block.content : label_end].split())
        receives = named is not None and recipient.entity in {referent.entity for referent in named.referents}
        qualifiers = [] if receives else [("instrument", instrument)]
        qualifiers += [("purpose", purpose) for purpose in self._purposes(text[after_sum : block.end], block.language)]
        dates = [node.payload for node in inside if isinstance(node.payload, DateMention)]
        resolved = resolve(dates[0], None) if dates else None
        if fund is not None:
            for name, purpose in qualifiers:
                if name == "purpose":
                    stated = {**common, "basis": "stated", "evidence": (), "confidence": 0.8}
                    yield Claim(subject=fund.entity, predicate="hasPurpose", value=Text(purpose, block.language), **stated)
        yield Claim(
            subject=donor.entity,
            predicate="funds",
            object=recipient.entity,
            value=quantity,
            since=resolved[0] if resolved else None,
            until=resolved[1] if resolved else None,
            qualifiers=tuple(sorted(qualifiers)),
            **common,
        )

    def _purposes(self, passage: str, language: str) -> list[str]:
        """What a sum is for: the words behind "support for" and the like, enumerations taken apart."""
        folded = passage.casefold()
        for opening in self.purposes[language]:
            at = folded.find(opening + " ")
            if at != -1:
                rest = passage[at + len(opening) :].strip()
                parts = [part.strip(" .;,") for part in _ENUMERATION.split(rest)]
                if len(parts) == 1 and rest.count(",") >= _LIST_COMMAS:
                    parts = [part.strip(" .;") for part in re.split(r",(?:\s(?:including|and|notamment|et)\s)?", rest)]
                return [" ".join(part.split()) for part in parts if part]
        return []


def _english(entities: Mapping[str, Any], slug: str) -> str:
    entity = entities.get(slug)
    labels = [label.text for label in entity.labels if label.kind == "pref" and label.language == "en"] if entity else []
    return labels[0] if labels else slug
