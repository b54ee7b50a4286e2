"""Journeys told in notes: ``Chile, Santiago, 3–4 May: Met with X.`` says what the traveller named above did there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, Sentence, is_person
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.pronouns import clause_subject
from sahelkg.extraction.survey import Survey
from sahelkg.model import Block, Claim, Document
from sahelkg.ontology import Ontology

OPENING_BLOCKS = 3
"""How many blocks at the head of an article may say who travels."""
_FEWEST_STOPS = 2
_PRONOUNS = {"en": ("he", "his"), "fr": ("il", "son")}
_PLACES = ("State", "Place")


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a traveller was: `places` and `day` fill the cells of a line up to the node at `note`, where a note begins."""

    places: tuple[Referent, ...]
    day: Node | None
    person: Referent | None
    note: int


@dataclass(frozen=True)
class Journeys:
    """Reads them. `titles` are words of titles that tell of journeys, `notes` nouns that open a note, both by language."""

    titles: Mapping[str, frozenset[str]]
    notes: Mapping[str, frozenset[str]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    forms: Mapping[str, VerbForms]

    def travellers(self, document: Document, block: Block, opening: Sequence[Sentence]) -> dict[int, Referent]:
        """The one person whom the sentences that open the article of `block` name, by its index, if it tells of journeys."""
        titles, text = self.titles[block.language], document.text
        if all(titles.isdisjoint(words_of(text[sentence.start : sentence.end])) for sentence in opening):
            return {}
        persons = {
            one.entity: one
            for sentence in opening
            for node in sentence.nodes
            for one in node.referents
            if one.cls == "Person" and titles.isdisjoint(words_of(text[node.start : node.end]))
        }
        return {block.article: next(iter(persons.values()))} if len(persons) == 1 else {}

    def stop(self, text: str, sentence: Sentence, candidates: Candidates) -> Stop | None:
        """What the cells that open a sentence say; None where it opens with anything else than places, dates and names.

        A name that nobody knows is a town's, beside a known place or a date.
        """
        places: list[Referent] = []
        unknown: list[tuple[int, int]] = []
        day: Node | None = None
        person: Referent | None = None
        grammar, nodes = self.grammars[sentence.language], sentence.nodes
        at = 0
        while at < len(nodes) and not self._note(text, sentence, at):
            node = nodes[at]
            if is_person(node):
                person = node.referents[0]
            elif node.kind == "thing" and all(self.ontology.is_a(one.cls, _PLACES) for one in node.referents):
                places += [one for one in node.referents if self._visitable(one)]
            elif node.kind == "date":
                day = day or node
            elif node.kind == "word" and self._unknown(text, node, grammar):
                joined = bool(unknown) and unknown[-1][1] + 1 == node.start and text[unknown[-1][1]] == " "
                unknown[-1:] = [(unknown[-1][0], node.end)] if joined else [*unknown[-1:], (node.start, node.end)]
            elif node.kind != "punctuation" and node.text not in grammar.articles | grammar.conjunctions:
                return None
            at += 1
        for start, end in unknown if places or day else ():
            town = candidates.named(text[start:end], "City", sentence.language)
            if town.cls == "City":
                places.append(Referent(town.slug, town.cls, start, end, "name", 0.8))
        return Stop(tuple(sorted(places, key=lambda one: one.start)), day, person, at)

    @staticmethod
    def _unknown(text: str, node: Node, grammar: Grammar) -> bool:
        return text[node.start].isupper() and not node.referents and node.text not in grammar.articles

    def _visitable(self, place: Referent) -> bool:
        return self.ontology.is_a(place.cls, _PLACES) and place.cls != "Region" and place.form == "name"

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """A visit to each place where the traveller of an article stopped."""
        for article, traveller in survey.travellers.items():
            own = survey.own_blocks[article]
            stops = list(self._stops(survey, own, traveller))
            if len({place.entity for place, _, _ in stops}) >= _FEWEST_STOPS:
                for place, day, person in stops:
                    yield self._visit(survey, article, person, place, day)

    def _stops(
        self, survey: Survey, own: Sequence[int], traveller: Referent
    ) -> Iterator[tuple[Referent, Node | None, Referent]]:
        """Each place of a stop with its date and who stopped there, as far as notes or dates tell that it is one. Each cell
        of a stop may stand on a line of its own.
        """
        waiting: list[Referent] = []
        for index in own[1:]:
            sentence = survey.sentences[index][0] if survey.sentences[index] else None
            stop = self.stop(survey.document.text, sentence, survey.candidates) if sentence is not None else None
            if sentence is None or stop is None:
                waiting = []
                continue
            noted = stop.note < len(sentence.nodes)
            places = [*waiting, *stop.places]
            if stop.day is None and not noted:
                waiting = places
                continue
            for place in places:
                yield place, stop.day, stop.person or traveller
            waiting = []

    def scene(self, survey: Survey, clauses: Clauses) -> Iterator[Claim]:
        """A visit to each place where a sentence lets the traveller act: ``In Lima, he will meet X``."""
        sentence, nodes = clauses.sentence, clauses.nodes
        article = survey.document.blocks[sentence.block].article
        traveller = survey.travellers.get(article)
        about = clause_subject(nodes, clauses.grammar) if traveller is not None else None
        if traveller is None or about is None or all(one.entity != traveller.entity for one in about.referents):
            return
        before = [at for at, node in enumerate(nodes) if node.start < about.start]
        acting = next((group for at, group in clauses.groups.items() if group.finite and at > len(before)), None)
        day = next((nodes[at] for at in before if nodes[at].kind == "date"), None)
        for at in before:
            placed = nodes[at].kind == "thing" and governor(nodes, at, clauses.grammar) in clauses.grammar.locative
            for place in nodes[at].referents if placed else ():
                if acting is not None and self._visitable(place):
                    yield replace(self._visit(survey, article, traveller, place, day), modality=acting.modality)

    @staticmethod
    def _visit(survey: Survey, article: int, person: Referent, place: Referent, day: Node | None) -> Claim:
        """The claim that `person` was at `place`."""
        since = resolve(day.payload, None) if day is not None and isinstance(day.payload, DateMention) else None
        start = min(place.start, day.start) if day is not None else place.start
        return Claim(
            document=survey.document.id,
            article=article,
            start=start,
            end=max(place.end, day.end) if day is not None else place.end,
            language=survey.document.articles[article].language,
            subject=person.entity,
            predicate="visited",
            object=place.entity,
            since=since[0] if since else None,
            until=since[1] if since else None,
            confidence=0.8,
            method="construction:journey",
        )

    def with_traveller(self, text: str, sentence: Sentence, survey: Survey) -> Sentence:
        """`sentence` with a pronoun for the traveller before the note in it, which names nobody who acts."""
        block = survey.document.blocks[sentence.block]
        traveller = survey.travellers.get(block.article)
        stop = self.stop(text, sentence, survey.candidates) if traveller is not None else None
        if traveller is None or stop is None or stop.note == len(sentence.nodes):
            return sentence
        noun = sentence.nodes[stop.note].text in self.notes[sentence.language]
        word = _PRONOUNS[sentence.language][noun]
        note = sentence.nodes[stop.note]
        told = replace(stop.person or traveller, start=note.start, end=note.start, form="pronoun", confidence=0.9)
        before = Node(note.start, note.start, "word", word, (told,))
        opening = replace(note, text="a") if note.text == "à" else note
        nodes = (*sentence.nodes[: stop.note], before, opening, *sentence.nodes[stop.note + 1 :])
        return replace(sentence, nodes=nodes)

    def _note(self, text: str, sentence: Sentence, at: int) -> bool:
        """Whether a note may begin at `at`: a verb in the past or a noun, with a capital letter."""
        node = sentence.nodes[at]
        if node.kind != "word" or node.referents or not text[node.start].isupper():
            return False
        if node.text in self.notes[sentence.language]:
            return True
        grammar = self.grammars[sentence.language]
        while at < len(sentence.nodes) and self._opens(sentence.nodes[at], grammar):
            at += 1
        if sentence.word(at + 1) in grammar.agent:
            return False
        readings = self.forms[sentence.language].get(sentence.word(at), ())
        return any("participle" in tags for _, tags in readings) and not sentence.word(at).endswith("ing")

    @staticmethod
    def _opens(node: Node, grammar: Grammar) -> bool:
        """Whether `node` may stand before the verb of a note: ``Also met``, ``A rencontré``, ``S'est entretenu``."""
        small = grammar.is_adverb(node.text) or node.text in grammar.auxiliaries or node.text in ("à", "s'", "se")
        return node.kind == "word" and small
