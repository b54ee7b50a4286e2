"""Rolls of those who held an office, one a line below its heading: ``Presidents``, ``Ada Lind (1990–1994)``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person, nodes_of
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import plain_line
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim
from sahelkg.ontology import Ontology

_LONGEST_HEADING = 90
_LONGEST_LINE = 160
_LONGEST_NAME = 6
_STRANGE = 2
"""How many lines that are none of its own end a roll."""
_HOLDERS = ("Organisation", "Mission", "Programme", "Fund", "State")


@dataclass(frozen=True, slots=True)
class _Roll:
    """What a heading announces: the office in the singular, and whose it is."""

    label: str
    holder: Referent


@dataclass(frozen=True)
class Incumbents:
    """Finds the rolls; `words` are those that stand beside the office in a heading, and `leaving` those that make the last
    date of a line the end of a term, by language.
    """

    words: Mapping[str, Sequence[str]]
    leaving: Mapping[str, Sequence[str]]
    nouns: Mapping[str, Nouns]
    grammars: Mapping[str, Grammar]
    ontology: Ontology

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """One claim for each line of a roll."""
        blocks = survey.document.blocks
        roll: _Roll | None = None
        strange = 0
        for index, block in enumerate(blocks):
            announced = self._announced(survey, index)
            if announced is not None or block.kind == "heading" or (index and block.article != blocks[index - 1].article):
                roll, strange = announced, 0
                continue
            claim = self._line(survey, index, roll) if roll is not None else None
            if claim is not None:
                yield claim
            strange = 0 if claim is not None else strange + 1
            roll = roll if strange < _STRANGE else None

    def _announced(self, survey: Survey, index: int) -> _Roll | None:
        """The roll that a line of an office in the plural, and little more, announces below it."""
        document, block = survey.document, survey.document.blocks[index]
        text = document.text[block.content : block.end].rstrip(" :")
        if len(text) > _LONGEST_HEADING or "\n" in text or text[-1:] in ".;,":
            return None
        nouns, grammar = self.nouns[block.language], self.grammars[block.language]
        nodes = nodes_of(document.text, block.content, block.content + len(text), (), block.language)
        small = {*self.words.get(block.language, ()), *grammar.articles}
        offices = ((at, *found) for at in range(len(nodes)) if (found := nouns.offices.at(nodes, at)) is not None)
        head = next(((at, finish, office) for at, finish, office in offices if office.plural), None)
        if head is None:
            return None
        first, finish, office = head
        while first and nodes[first - 1].text in nouns.office_qualifiers - small:
            first -= 1
        owner = self._owner(survey, index)
        outside = [
            node for node in (*nodes[:first], *nodes[finish:]) if not (owner and owner.start <= node.start < owner.end)
        ]
        if any(node.text not in small and not grammar.preposition(node.text) and node.kind == "word" for node in outside):
            return None
        holder = owner or self._holder(survey, block, office.envoy)
        qualifiers = " ".join(document.text[node.start : node.end] for node in nodes[first : head[0]])
        return _Roll(f"{qualifiers} {office.label}".strip(), holder) if holder is not None else None

    def _owner(self, survey: Survey, index: int) -> Referent | None:
        """Whose the office in a heading is that names it: ``Presidents of the Nordic Bank``."""
        nodes = (node for sentence in survey.sentences[index] for node in sentence.nodes)
        things = [one for node in nodes for one in node.referents if self.ontology.is_a(one.cls, _HOLDERS)]
        return things[0] if things else None

    def _holder(self, survey: Survey, block: Block, envoy: bool) -> Referent | None:
        """Whose the office of a heading is that does not say so: of what the page is about; an envoy, of the first of the
        states in its title.
        """
        titled = survey.titled.get(block.article, ())
        if envoy and len(titled) > 1:
            return titled[0]
        subject = survey.subjects.get(block.article)
        return subject if subject is not None and self.ontology.is_a(subject.cls, _HOLDERS) else None

    def _line(self, survey: Survey, index: int, roll: _Roll) -> Claim | None:
        """The claim of a line that gives a person, and when; None for any other."""
        block = survey.document.blocks[index]
        if block.end - block.content > _LONGEST_LINE:
            return None
        nodes = [node for sentence in survey.sentences[index] for node in sentence.nodes]
        person = self._person(survey, block, nodes)
        terms = [node.payload for node in nodes if isinstance(node.payload, DateMention)]
        if person is None or not (terms or len(plain_line(nodes)) == 1):
            return None
        since, until = self._term(nodes, terms, block.language)
        worded = next((node.payload for node in nodes if isinstance(node.payload, RolePhrase) and not node.referents), None)
        label = worded.label if worded is not None else roll.label
        acting = self._acting(nodes, block.language)
        return survey.claim(
            block,
            block.content,
            block.end,
            subject=person.entity,
            predicate="holdsRole",
            object=roll.holder.entity,
            since=since,
            until=until,
            qualifiers=(("role", f"{acting} {label}".strip()),),
            confidence=0.85,
            method="structure:incumbents",
        )

    def _acting(self, nodes: Sequence[Node], language: str) -> str:
        """The word in brackets that tells the standing of who held the office: ``acting``."""
        standing = self.nouns[language].office_qualifiers - frozenset(self.words.get(language, ()))
        opened = next((at for at, node in enumerate(nodes) if node.text == "("), len(nodes))
        return next((node.text for node in nodes[opened + 1 : opened + 2] if node.text in standing), "")

    def _term(self, nodes: Sequence[Node], terms: Sequence[DateMention], language: str) -> tuple[str | None, str | None]:
        """When the office was held: the period of a line; of several days the first, and the last where the line says that
        somebody left on it.
        """
        resolved = [found for term in terms if (found := resolve(term, None)) is not None]
        if not resolved:
            return None, None
        leaving = frozenset(self.leaving.get(language, ()))
        left = len(resolved) > 1 and any(node.text in leaving for node in nodes)
        since, until = resolved[0]
        return since, (until or (resolved[-1][1] or resolved[-1][0] if left else None))

    def _person(self, survey: Survey, block: Block, nodes: Sequence[Node]) -> Referent | None:
        """Who stands in the line: the first person in it, else its first capitalised words outside brackets."""
        for node in nodes:
            if is_person(node):
                return node.referents[0]
        run: list[Node] = []
        text, particles = survey.document.text, self.nouns[block.language].particles
        for node in nodes:
            capital = node.kind == "word" and text[node.start].isupper()
            if capital or (run and node.kind == "word" and node.text in particles):
                run.append(node)
            elif len(run) > 1:
                break
            elif node.kind == "thing" and not run and self._name_of_person(survey, node):
                run = [node]
                break
            elif node.kind == "thing" or (node.kind == "word" and run):
                return None
            else:
                run.clear()
        while run and not text[run[-1].start].isupper():
            run.pop()
        if not run or len(run) > _LONGEST_NAME or (len(run) < 2 and run[0].kind == "word"):
            return None
        start, end = run[0].start, run[-1].end
        entity = survey.candidates.named(" ".join(text[start:end].split()), "Person", block.language)
        return Referent(entity.slug, entity.cls, start, end, "name", 0.85)

    @staticmethod
    def _name_of_person(survey: Survey, node: Node) -> bool:
        """Whether a thing that nobody knows is called by two words or more, as a person is."""
        known = any(one.entity in survey.candidates.lexicon.entities or one.form != "name" for one in node.referents)
        return not known and " " in survey.document.text[node.start : node.end]
