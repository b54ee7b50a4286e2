"""Lines that list agreements and meetings: ``Accord de coopération, signé à Oslo le 3 mai 1997``, ``2nd summit: Oslo, May
1999``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.nodes import Node, Referent, Sentence, key
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Date
from sahelkg.ontology import Ontology

_LONGEST_LINE = 260
_LONGEST_NAME = 160
_FEWEST_WORDS = 2
_IN_FORCE = 6
_DATING = frozenset(("of", "on", "le", "du", "de", ",", "(", "–", "-", ":", "en", "in", "dated", "at", "à"))


@dataclass(frozen=True)
class Listings:
    """Reads the lines; `concluded` are the words that tell of an agreement that it was concluded, `force` those that tell
    that it entered into force, by language.
    """

    concluded: Mapping[str, Sequence[str]]
    force: Mapping[str, Sequence[str]]
    nouns: Mapping[str, Nouns]
    grammars: Mapping[str, Grammar]
    forms: Mapping[str, VerbForms]
    ontology: Ontology

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """Day and place of each agreement or meeting that has a line of its own."""
        meetings: str | None = None
        for index, block in enumerate(survey.document.blocks):
            if block.kind == "heading":
                meetings = self._meetings_named(survey, index)
            if block.end - block.content > _LONGEST_LINE or len(survey.sentences[index]) != 1:
                continue
            (sentence,) = survey.sentences[index]
            if not any(node.kind == "date" for node in sentence.nodes):
                continue
            agreement = self._agreement(survey, block, sentence)
            if agreement is not None:
                yield from self._concluded(survey, block, sentence, agreement)
            elif block.kind != "heading":
                yield from self._held(survey, block, sentence, meetings)

    def _common(self, survey: Survey, block: Block) -> dict[str, Any]:
        return {
            "document": survey.document.id,
            "article": block.article,
            "start": block.content,
            "end": block.end,
            "language": block.language,
            "confidence": 0.85,
            "method": "structure:listing",
        }

    def _told(self, survey: Survey, sentence: Sentence) -> bool:
        """Whether a finite verb makes the line a sentence."""
        language = sentence.language
        clauses = Clauses(survey.document.text, sentence, self.grammars[language], self.forms[language])
        return any(group.finite for group in clauses.groups.values())

    # --- agreements ---------------------------------------------------------------------------------------------------

    def _agreement(self, survey: Survey, block: Block, sentence: Sentence) -> Referent | None:
        """The agreement that the line begins with: up to its day, its place or that it was concluded."""
        text, nodes = survey.document.text, sentence.nodes
        first = next((at for at, node in enumerate(nodes) if node.start >= block.content), None)
        if first is None or not self._heads_agreement(text, nodes, first, block.language):
            return None
        concluded = frozenset(map(key, (*self.concluded[block.language], *self.force[block.language])))
        last = len(nodes)
        for at in range(first + 1, len(nodes)):
            node, before = nodes[at], nodes[at - 1].text
            apart = before == "," and node.kind == "thing" and self._place(node) is not None
            if node.kind == "date" or node.text in concluded or apart or node.text in (";", "("):
                last = at
                break
        while last > first and nodes[last - 1].text in _DATING:
            last -= 1
        start, end = nodes[first].start, nodes[last - 1].end if last > first else nodes[first].end
        known = nodes[first].referents[0] if nodes[first].kind == "thing" else None
        if known is not None and (known.entity in survey.candidates.lexicon.entities or last - first == 1):
            return None if self._told(survey, sentence) else known
        label = " ".join(text[start:end].split())
        if len(label.split()) < _FEWEST_WORDS or len(label) > _LONGEST_NAME or self._told(survey, sentence):
            return None
        entity = survey.candidates.described(slug_of(label), ((label, block.language),), "Treaty")
        return Referent(entity.slug, entity.cls, start, end, "name", 0.85)

    def _heads_agreement(self, text: str, nodes: Sequence[Node], first: int, language: str) -> bool:
        """Whether the noun of an agreement, with a capital, begins at `first`."""
        node = nodes[first]
        if not text[node.start].isupper():
            return False
        if node.kind == "thing":
            return len(node.referents) == 1 and self.ontology.is_a(node.referents[0].cls, ("Agreement",))
        head = self.nouns[language].heads.at(nodes, first)
        return head is not None and self.ontology.is_a(head[1].cls, ("Agreement",)) and not head[1].plural

    def _concluded(self, survey: Survey, block: Block, sentence: Sentence, agreement: Referent) -> Iterator[Claim]:
        common = self._common(survey, block) | {"subject": agreement.entity}
        nodes = [node for node in sentence.nodes if node.start >= agreement.end]
        force = frozenset(map(key, self.force[block.language]))
        stop = next((at for at, node in enumerate(nodes) if node.text in force), len(nodes))
        day = next((found for node in nodes[:stop] if (found := self._day(node)) is not None), None)
        if day is None:
            return
        yield Claim(predicate="concludedOn", value=Date(day), **common)
        for at, node in enumerate(nodes[:stop]):
            before = nodes[at - 1].text if at else ","
            place = self._place(node) if before in ("à", "in", "at", ",", "(", "au", "en") else None
            if place is not None:
                yield Claim(predicate="concludedAt", object=place.entity, **common)
                break
        titled = survey.titled.get(block.article, ())
        for party in titled if len(titled) == 2 else ():
            claim = common | {"subject": party.entity, "basis": "inferred:title-tells-parties"}
            yield Claim(predicate="partyTo", object=agreement.entity, **claim)

    def _place(self, node: Node) -> Referent | None:
        place = node.kind == "thing" and len(node.referents) == 1 and self.ontology.is_a(node.referents[0].cls, ("City",))
        return node.referents[0] if place else None

    @staticmethod
    def _day(node: Node) -> str | None:
        if not isinstance(node.payload, DateMention):
            return None
        resolved = resolve(node.payload, None)
        return resolved[0] if resolved is not None else None

    # --- meetings -----------------------------------------------------------------------------------------------------

    def _meetings_named(self, survey: Survey, index: int) -> str | None:
        """The noun of meetings, in the singular, that a heading is."""
        language = survey.document.blocks[index].language
        nodes = [node for sentence in survey.sentences[index] for node in sentence.nodes]
        found = [head for at in range(len(nodes)) if (head := self.nouns[language].heads.at(nodes, at)) is not None]
        fits = (head for _, head in found if head.plural and self.ontology.is_a(head.cls, ("Meeting",)))
        return next((head.noun for head in fits), None) if len(nodes) <= _IN_FORCE else None

    def _held(self, survey: Survey, block: Block, sentence: Sentence, meetings: str | None) -> Iterator[Claim]:
        """Day and place of the meeting that the line names, or that its heading announces."""
        nodes, language = sentence.nodes, block.language
        places = [place for node in nodes if (place := self._place(node)) is not None]
        days = [day for node in nodes if (day := self._day(node)) is not None]
        if len(places) != 1 or len(days) != 1:
            return
        named = next((one for node in nodes for one in node.referents if self.ontology.is_a(one.cls, ("Meeting",))), None)
        heads = ((at, self.nouns[language].heads.at(nodes, at)) for at in range(len(nodes)))
        noun = next((at for at, one in heads if one and self.ontology.is_a(one[1].cls, ("Meeting",))), None)
        small = all(
            node.kind in ("thing", "date", "count", "punctuation") or len(node.text) < len("from ") for node in nodes
        )
        if (named is None and noun is None and not (meetings and small)) or self._told(survey, sentence):
            return
        if named is None:
            what = survey.document.text[block.content : nodes[noun].end].strip() if noun is not None else meetings or ""
            label = f"{what}, {survey.document.text[places[0].start : places[0].end]}, {days[0]}"
            entity = survey.candidates.described(slug_of(label), ((label, language),), "Meeting")
            named = Referent(entity.slug, entity.cls, block.content, block.end, "described", 0.85)
        common = self._common(survey, block) | {"subject": named.entity}
        yield Claim(predicate="heldIn", object=places[0].entity, **common)
        yield Claim(predicate="heldOn", value=Date(days[0]), **common)
