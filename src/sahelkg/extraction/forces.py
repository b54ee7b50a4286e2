"""The forces of a state as a profile lists them: ``Armed Forces: Army, Navy; Ministry of the Interior: Police``, and
how many serve in each: ``estimated 20,000 active Armed Forces``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.institutions import Institutions
from sahelkg.extraction.nodes import WORD, Node, Referent, key
from sahelkg.extraction.nouns import Institution, Nouns
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Label, Quantity
from sahelkg.ontology import Ontology

_BODIES = ("Organisation", "Mission")
_PHRASE = re.compile(r"[^,;.()]+")
_DASHES = ("-", "–")
_OPEN, _CLOSED = ("(", "["), (")", "]")
_FEWEST = 100


@dataclass(frozen=True)
class Forces:
    """Reads them from the fields that `data` names by language: ``listed`` the forces, ``counted`` their strengths; ``ends``
    are the words at which remarks begin.
    """

    data: Mapping[str, Mapping[str, Sequence[str]]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    nouns: Mapping[str, Nouns]

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """What each force is part of, and its strength, in articles that are about a state."""
        for article in survey.document.articles:
            state = survey.subjects.get(article.index)
            if state is None or state.cls != "State":
                continue
            for line in survey.fields.get(article.index, ()):
                block = survey.document.blocks[line.block]
                nodes = [node for one in survey.sentences[line.block] for node in one.nodes if node.start >= line.start]
                told = self._to_remarks(nodes, block.language)
                if self._says(line.label, "listed", block.language):
                    yield from self._listed(survey, block, told, state)
                elif self._says(line.label, "counted", block.language):
                    yield from self._counted(survey, block, told, state)

    def _says(self, label: str, what: str, language: str) -> bool:
        return any(" ".join(words_of(words)) == label for words in self.data[what].get(language, ()))

    def _to_remarks(self, nodes: Sequence[Node], language: str) -> Sequence[Node]:
        ends = self.data["ends"].get(language, ())
        return nodes[: next((at for at, node in enumerate(nodes) if node.text in ends), len(nodes))]

    def _listed(self, survey: Survey, block: Block, nodes: Sequence[Node], state: Referent) -> Iterator[Claim]:
        """A colon makes the name before it the whole of those behind it, up to a semicolon or the next such name."""
        whole: Referent | None = None
        part: list[Node] = []
        depth = 0
        for node in [*nodes, Node(block.end, block.end, "punctuation", ";", ())]:
            depth += node.text in _OPEN
            if depth == 0 and node.text in (",", ";", ":"):
                *before, last = self._entries(part) or [[]]
                for entry in before if node.text == ":" else [*before, last]:
                    if whole is None:
                        continue
                    force = self._force(survey, block, entry, state)
                    if force is None or force.entity == whole.entity:
                        force = self._own(survey, block, entry, state)
                    if force is not None:
                        start, end = min(whole.start, force.start), max(whole.end, force.end)
                        yield replace(_claim(survey, block, force, "partOf"), start=start, end=end, object=whole.entity)
                whole = self._force(survey, block, last, state) if node.text == ":" else None if node.text == ";" else whole
                part = []
            elif depth == 0 and node.text not in _CLOSED:
                part.append(node)
            depth -= node.text in _CLOSED and depth > 0

    @staticmethod
    def _entries(nodes: Sequence[Node]) -> list[list[Node]]:
        """The nodes between two signs as names: two things side by side are two, a lost sign between them."""
        entries: list[list[Node]] = []
        for node in nodes:
            if node.kind in ("date", "count"):
                continue
            if entries and not (node.kind == "thing" and entries[-1][-1].kind == "thing"):
                entries[-1].append(node)
            else:
                entries.append([node])
        return entries

    def _force(self, survey: Survey, block: Block, nodes: Sequence[Node], state: Referent) -> Referent | None:
        """The body that an entry of the list names; one that is only called what every state has is the state's."""
        things = [node for node in nodes if node.kind == "thing" and len(node.referents) == 1]
        words = self._words(survey, nodes[0].start, nodes[-1].end) if nodes else []
        found = self.nouns[block.language].institutions.at(words, 0) if words else None
        known = any(one.referents[0].entity in survey.candidates.lexicon.entities for one in things)
        if not known and found is not None and found[0] == len(words) and found[1].cls == "SecurityForce":
            return self._institution(survey, block, found[1], state, words[0].start, words[-1].end)
        bodies = [one.referents[0] for one in things if self.ontology.is_a(one.referents[0].cls, _BODIES)]
        return bodies[-1] if bodies and len(things) == len(bodies) else None

    @staticmethod
    def _words(survey: Survey, start: int, end: int) -> list[Node]:
        words = WORD.finditer(survey.document.text, start, end)
        return [Node(word.start(), word.end(), "word", key(word.group()), ()) for word in words]

    def _institution(
        self, survey: Survey, block: Block, institution: Institution, state: Referent, start: int, end: int
    ) -> Referent:
        language, text = block.language, survey.document.text
        composing = Institutions(
            text, language, self.grammars[language], self.nouns[language], self.ontology, survey.candidates,
            survey.document.id, (), state,
        )  # fmt: skip
        force = composing.compose(state, institution, start, end)
        survey.candidates.add_name(force.entity, Label(text[start:end], language, "alt"))
        return force

    def _own(self, survey: Survey, block: Block, nodes: Sequence[Node], state: Referent) -> Referent | None:
        """A force of the state's own that nothing is known of: ``Ground Forces``; other states may have one so called."""
        text = survey.document.text
        plain = all(node.kind == "word" or [one.entity for one in node.referents] == [state.entity] for node in nodes)
        if not nodes or not plain or not text[nodes[0].start].isupper():
            return None
        start, end = nodes[0].start, nodes[-1].end
        name = " ".join(text[start:end].split())
        entity = survey.candidates.get(state.entity)
        owner = next((one.text for one in entity.labels if one.language == block.language), "") if entity else ""
        label = name if any(node.referents for node in nodes) else f"{name} – {owner}"
        force = survey.candidates.described(
            slug_of(label), ((label, block.language), (name, block.language)), "SecurityForce"
        )
        return Referent(force.slug, force.cls, start, end, "name", 0.85)

    def _counted(self, survey: Survey, block: Block, nodes: Sequence[Node], state: Referent) -> Iterator[Claim]:
        """``estimated 35-40,000 active Army personnel``: the number, the first of two, with the force named behind it."""
        text = survey.document.text
        for at, node in enumerate(nodes):
            if not isinstance(node.payload, CountMention):
                continue
            span = _PHRASE.match(text, node.payload.end, block.end)
            force = self._counted_force(survey, block, span, state) if span is not None else None
            if force is None or node.payload.number < _FEWEST:
                continue
            lower = nodes[at - 2].payload if at > 1 and nodes[at - 1].text in _DASHES else None
            number, start, comparator = node.payload.number, node.payload.start, node.payload.comparator
            if isinstance(lower, CountMention):
                scale = 1000 if lower.number < _FEWEST and number % 1000 == 0 else 1
                number, start, comparator = lower.number * scale, lower.start, "at least"
            yield replace(
                _claim(survey, block, force, "strength"),
                start=start,
                end=force.end,
                value=Quantity(number, "persons"),
                qualifiers=(("comparator", comparator),) if comparator else (),
            )

    def _counted_force(self, survey: Survey, block: Block, span: re.Match[str], state: Referent) -> Referent | None:
        """The force in the words behind a number: one of the lexicon's, or one that every state has."""
        hits = list(survey.candidates.lexicon.find(span.group()))
        for hit in hits:
            if len(hit.entities) == 1 and self.ontology.is_a(hit.entities[0].cls, _BODIES):
                entity = hit.entities[0]
                return Referent(entity.slug, entity.cls, span.start() + hit.start, span.start() + hit.end, "name")
        words = self._words(survey, span.start(), span.end())
        table = self.nouns[block.language].institutions
        for at in range(len(words)):
            if (found := table.at(words, at)) is not None and found[1].cls == "SecurityForce":
                return self._institution(survey, block, found[1], state, words[at].start, words[found[0] - 1].end)
        return None


def _claim(survey: Survey, block: Block, force: Referent, predicate: str) -> Claim:
    """What the list says of a force, yet without object or value."""
    return survey.claim(
        block,
        force.start,
        force.end,
        subject=force.entity,
        predicate=predicate,
        confidence=0.85,
        method="structure:forces",
    )
