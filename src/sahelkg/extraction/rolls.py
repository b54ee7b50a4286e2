"""Rolls of members: ``Members: A, B (suspended), C`` on one line, or one name a line below a heading that says so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sahelkg.extraction.nodes import WORD, Node, Referent, key
from sahelkg.extraction.phrases import plain_line
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim
from sahelkg.ontology import Ontology

_SHORTEST_ROLL = 3
_LONGEST_LINE = 60
_LONGEST_NAME = 8
_ITEM = re.compile(r"\s*([^,;()]+?)\s*(?:\(([^()]*)\)\s*)?(?:[,;]|\Z)")
_COUNTED = re.compile(r"\d+\s[a-zà-ÿ]")
_MEMBERS = ("State", "Organisation")
_BODIES = ("RegionalOrganisation", "Alliance", "Network", "Organisation", "Conference")


def items(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The items of the list ``text[start:end]``: span, and what stands in brackets behind (empty where nothing does)."""
    for match in _ITEM.finditer(text, start, end):
        yield match.start(1), match.end(1), (match.group(2) or "").strip()


def listed(survey: Survey, start: int, end: int, cls: str, language: str) -> Iterator[tuple[Referent, str]]:
    """Every item of the list as a thing: the lexicon's, else a new one of class `cls`; with the words in brackets
    behind it.
    """
    text = survey.document.text
    for first, last, note in items(text, start, end):
        name = " ".join(text[first:last].split()).rstrip(".")
        if len(name) < 2 or len(name.split()) > _LONGEST_NAME or not (name[0].isupper() or name[0].isdigit()):
            continue
        if _COUNTED.match(name):
            continue
        entity = survey.candidates.named(name, cls, language)
        yield Referent(entity.slug, entity.cls, first, last, "name", 0.9), note


def _first_cell(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes of the first cell where they are a row of a table, else all."""
    return nodes[: next((at for at, node in enumerate(nodes) if node.text == "|"), len(nodes))]


@dataclass(frozen=True)
class Rolls:
    """Finds rolls of one name a line. `data` says which words head them, by language."""

    data: Mapping[str, Any]
    ontology: Ontology

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """A membership for each line of a roll, in the body that its heading, or the line that counts its members, names."""
        blocks = survey.document.blocks
        at = 0
        while at < len(blocks):
            end, lines = self._run(survey, at)
            if len(lines) < _SHORTEST_ROLL:
                at = end
                continue
            body = self._body(survey, at, end)
            if body is not None:
                for index, referent in lines:
                    if referent.entity != body.entity:
                        yield self._claim(survey, blocks[index], referent, body)
            at = end

    def _run(self, survey: Survey, at: int) -> tuple[int, list[tuple[int, Referent]]]:
        """The blocks from `at` on that are each a name and no more, or a short heading between such: index
        behind, and the members.
        """
        blocks = survey.document.blocks
        lines: list[tuple[int, Referent]] = []
        index = end = at
        while index < len(blocks) and blocks[index].article == blocks[at].article:
            found = self._alone(survey, index)
            if found is None and (not lines or index > end + 1 or blocks[index].end - blocks[index].content > _LONGEST_LINE):
                break
            if found is None and len(lines) < _SHORTEST_ROLL and self._tells(survey, blocks[index]):
                break
            if found is not None:
                known = survey.candidates.lexicon.entities
                lines += [(index, one) for one in found if one.entity in known and self.ontology.is_a(one.cls, _MEMBERS)]
                end = index + 1
            index += 1
        return max(end, at + 1), lines

    def _alone(self, survey: Survey, index: int) -> tuple[Referent, ...] | None:
        """The things that a block consists of; None where it says more."""
        nodes = plain_line(_first_cell([node for sentence in survey.sentences[index] for node in sentence.nodes]))
        small = {"the", "le", "la", "les", "l'", ",", "."}
        if not nodes or any(node.kind != "thing" and node.text not in small for node in nodes):
            return None
        kinds = (*_MEMBERS, "Place")
        referents = tuple(referent for node in nodes for referent in node.referents)
        return referents if referents and all(self.ontology.is_a(referent.cls, kinds) for referent in referents) else None

    def _body(self, survey: Survey, start: int, end: int) -> Referent | None:
        """Whose members the run is a roll of: named by its heading or the lines beside it, else by the article's title."""
        blocks = survey.document.blocks
        if start and blocks[start - 1].kind != "heading" and self._introduces_others(survey, blocks[start - 1]):
            return None
        text = survey.document.text
        behind = [index for index in (end, end + 1) if index < len(blocks)]
        counting = [index for index in behind if any(map(str.isdigit, text[blocks[index].content : blocks[index].end]))]
        beside = [index for index in (start - 1, start - 2) if index >= 0] + counting
        section = blocks[start].section
        told = [index for index in ([section] if section is not None else []) + beside if self._tells(survey, blocks[index])]
        tabled = any(node.text == "|" for sentence in survey.sentences[start] for node in sentence.nodes)
        if not told or (tabled and not any(self._heads_members(survey, one) for one in blocks[max(0, start - 2) : start])):
            return None
        first = survey.own_blocks[blocks[start].article][0]
        for index in (*told, first):
            for sentence in survey.sentences[index]:
                for node in sentence.nodes:
                    named = node.kind == "thing" and len(node.referents) == 1
                    if (
                        named
                        and self.ontology.is_a(node.referents[0].cls, _BODIES)
                        and self._is_known(survey, node.referents[0], index, told)
                    ):
                        return node.referents[0]
        return None

    def _heads_members(self, survey: Survey, block: Block) -> bool:
        """Whether a line is the head of a table whose first cells are members."""
        first, bar, _ = survey.document.text[block.content : block.end].partition("|")
        return bool(bar) and " ".join(map(key, WORD.findall(first))) in self.data["columns"].get(block.language, ())

    def _introduces_others(self, survey: Survey, block: Block) -> bool:
        """Whether a line that ends in a colon announces something else than members."""
        return survey.document.text[block.content : block.end].rstrip().endswith(":") and not self._tells(survey, block)

    @staticmethod
    def _is_known(survey: Survey, referent: Referent, index: int, told: Sequence[int]) -> bool:
        """Whether the thing is a body of its own, and not what "Coalition Members" was taken for."""
        return index not in told or referent.entity in survey.candidates.lexicon.entities

    def _tells(self, survey: Survey, block: Block) -> bool:
        text = survey.document.text[block.content : block.end]
        if len(text) > 2 * _LONGEST_LINE:
            return False
        words = {key(word) for word in WORD.findall(text)}
        if not words.isdisjoint(map(key, self.data["past"].get(block.language, ()))):
            return False
        return any(set(phrase.split()) <= words for phrase in self.data["words"].get(block.language, ()))

    @staticmethod
    def _claim(survey: Survey, block: Block, member: Referent, body: Referent) -> Claim:
        return survey.claim(
            block,
            member.start,
            member.end,
            subject=member.entity,
            predicate="memberOf",
            object=body.entity,
            confidence=0.85,
            method="structure:roll",
        )
