"""Finding what a document names: lexicon first, then what the text itself introduces, then names by form and by model."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sahelkg.extraction.antecedents import Antecedents
from sahelkg.extraction.assemblies import Assemblies
from sahelkg.extraction.beside import Beside
from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.departments import department_head
from sahelkg.extraction.enumerations import Enumerations
from sahelkg.extraction.fields import Field
from sahelkg.extraction.governments import Governments
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.institutions import Institutions
from sahelkg.extraction.issuers import publishing
from sahelkg.extraction.journeys import OPENING_BLOCKS, Journeys
from sahelkg.extraction.lists import merge_included, merge_lists
from sahelkg.extraction.members import each_apart
from sahelkg.extraction.naming import Namer, run_on
from sahelkg.extraction.nodes import Node, Piece, Referent, RolePhrase, Sentence, nodes_of, without_overlap
from sahelkg.extraction.nominals import Description, Nominals
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.offices import Offices
from sahelkg.extraction.owned import own_taken_up
from sahelkg.extraction.people import Bearers, Holding, byline
from sahelkg.extraction.person_names import name_persons
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.pronouns import first_person, take_up_pronouns, topic_of
from sahelkg.extraction.repetition import without_repetition
from sahelkg.extraction.speeches import Speeches
from sahelkg.extraction.subject import Subjects, body_of, may_bind
from sahelkg.extraction.survey import Survey, Work
from sahelkg.extraction.tenures import Tenure, take_up_offices
from sahelkg.lexicon import Lexicon
from sahelkg.model import Block, Document
from sahelkg.ontology import KINDS, Ontology

_RECENT = 60
_TITLE_LENGTH = 140


class MentionFinder:
    """Finds mentions with the domain's data; the same finder serves any number of documents."""

    def __init__(
        self,
        lexicon: Lexicon,
        ontology: Ontology,
        grammars: Mapping[str, Grammar],
        nouns: Mapping[str, Nouns],
        records: Mapping[str, Any],
        finite_forms: Mapping[str, frozenset[str]],
        journeys: Journeys,
    ) -> None:
        self.lexicon, self.ontology, self.grammars, self.nouns = lexicon, ontology, grammars, nouns
        self.binding, self.journeys = records["instruments"]["parties"], journeys
        self.speeches = Speeches(records["speeches"], ontology)
        self._subjects = Subjects(records, ontology)
        self._governments = Governments(records["governments"], ontology, grammars)
        self._assemblies = Assemblies(ontology)
        self.kind_of = {name: ontology.kind(name) for name in (*ontology.superclasses, *KINDS)}
        small_words = {
            language: grammar.prepositions
            | grammar.articles
            | grammar.auxiliaries
            | grammar.relatives
            | grammar.subordinators
            | grammar.conjunctions
            | frozenset(grammar.pronouns)
            | finite_forms[language]
            for language, grammar in grammars.items()
        }
        self._namer = Namer(lexicon, ontology, grammars, nouns, self.kind_of, small_words)
        bearers: dict[str, set[str]] = {}
        for entity in lexicon.entities.values():
            if entity.cls == "Person":
                for label in entity.labels:
                    bearers.setdefault(words_of(label.text)[-1], set()).add(entity.slug)
        self._surnames = {name: Referent(min(slugs), "Person", 0, 0) for name, slugs in bearers.items() if len(slugs) == 1}

    def _titled(
        self,
        document: Document,
        own_blocks: Mapping[int, Sequence[int]],
        fields: Mapping[int, Sequence[Field]],
        candidates: Candidates,
    ) -> Iterator[tuple[int, Referent]]:
        """What each article is about, by its index, where its title alone tells."""
        for article in document.articles:
            nouns = self.nouns[article.language]
            subject = self._subjects.of(
                document, article, own_blocks[article.index], fields[article.index], nouns, candidates
            )
            if subject is not None:
                yield article.index, subject

    def _recorded(
        self,
        document: Document,
        own_blocks: Mapping[int, Sequence[int]],
        fields: Mapping[int, Sequence[Field]],
        candidates: Candidates,
        pieces: Sequence[Piece],
        known: Mapping[int, Referent],
    ) -> Mapping[int, Referent]:
        """What each article not in `known` is about, by its index, where it is a record or page of something that bears a
        name of its own, or tells of a project.
        """
        found = {
            article.index: self._subjects.named(document, article, own, fields[article.index], candidates, pieces)
            or self._subjects.paged(document, article, own, self.nouns[article.language], candidates, pieces)
            or self._subjects.told(document, own, pieces)
            for article in document.articles
            for own in (own_blocks[article.index],)
            if article.index not in known
        }
        return {article: subject for article, subject in found.items() if subject is not None}

    def survey(self, document: Document) -> Survey:
        """Everything that `document` names."""
        candidates = Candidates(self.lexicon)
        own_blocks: dict[int, list[int]] = {article.index: [] for article in document.articles}
        for index, block in enumerate(document.blocks):
            own_blocks[block.article].append(index)
        fields = self._subjects.fields(document, own_blocks)
        subjects = dict(self._titled(document, own_blocks, fields, candidates))
        named = self._namer.named_pieces(document, candidates)
        names, aliases = self._namer.introduced(document, named, candidates)
        named = _apart(document.text, named, aliases)
        pieces = without_overlap([*aliases, *named, *self._namer.quantities(document, named)])
        subjects |= self._recorded(document, own_blocks, fields, candidates, pieces, subjects)
        starts = [piece.start for piece in pieces]
        sentences: list[tuple[Sentence, ...]] = []
        recent: list[Node] = []
        work = Work(
            document,
            candidates,
            [],
            publishing(document, self.lexicon, self.ontology),
            self._governments.of(document, pieces, partial(self._state_of, candidates)),
            surnames=dict(self._surnames),
            speakers=self.speeches.speakers(document, own_blocks, pieces),
        )
        work.surnames.update(_surnames(document.text, pieces))
        travellers: dict[int, Referent] = {}
        opening: dict[int, list[Sentence]] = defaultdict(list)
        scene: Referent | None = None
        governing = self._governments.foremost(work.governing, pieces)
        told_of = self._governments.told_of(document, pieces, partial(self._state_of, candidates))
        holdings: list[tuple[int, Holding]] = []
        descriptions: list[tuple[int, Description]] = []
        for index, block in enumerate(document.blocks):
            in_block: list[Sentence] = []
            for span in block.sentences:
                inside = pieces[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
                inside = [piece for piece in inside if piece.end <= span.end]
                nodes = nodes_of(document.text, span.start, span.end, inside, block.language)
                subject = subjects.get(block.article)
                if block.article not in work.titled:
                    work.titled[block.article] = self._titled_states(document, own_blocks[block.article], pieces)
                    work.bodies[block.article] = body_of(document.text, subject, self.lexicon, self.ontology)
                titled = work.titled[block.article][0] if len(work.titled[block.article]) == 1 else None
                here = self._set_in(work, nodes) if block.article in travellers else None
                scene, own = here or scene, self._own_state(subject)
                shared = subject is not None and self.ontology.is_a(subject.cls, ("Agreement",))
                told = titled or (None if shared else told_of.get(block.article)) if work.governing is None else None
                home = here or work.issuing or own or _state_named(in_block) or scene or governing or told
                land = own or work.issuing or titled or work.bodies[block.article]
                nodes, held, described = self._compose(work, block, nodes, recent, subject, home, land)
                holdings += [(index, holding) for holding in held]
                descriptions += [(index, description) for description in described]
                recent += [node for node in nodes if node.kind == "thing" and node.referents]
                del recent[:-_RECENT]
                subject_here = topic_of(nodes, self.grammars[block.language])
                if subject_here is not None:
                    work.spoken_of[:] = [subject_here]
                if subject is not None and self.ontology.is_a(subject.cls, ("Agreement",)):
                    self._note_parties(work, block, nodes, subject)
                in_block.append(Sentence(span.start, span.end, index, block.language, tuple(nodes)))
            sentences.append(tuple(in_block))
            if index - own_blocks[block.article][0] < OPENING_BLOCKS:
                opening[block.article] += in_block
                travellers |= self.journeys.travellers(document, block, opening[block.article])
            scene = self._scene(work, in_block, scene) if block.article in travellers else None
        return Survey(
            document,
            tuple(sentences),
            candidates,
            tuple(names),
            tuple(work.doubts),
            tuple(holdings),
            tuple(descriptions),
            own_blocks,
            fields,
            subjects,
            travellers,
            work.titled,
            work.governing,
            work.speakers,
        )

    def _scene(self, work: Work, in_block: Sequence[Sentence], scene: Referent | None) -> Referent | None:
        """The state where the notes of a journey are set from a block on: the last that cells of a line name, or whose town
        they name.
        """
        for sentence in in_block:
            stop = self.journeys.stop(work.document.text, sentence, work.candidates)
            for place in stop.places if stop is not None else ():
                scene = self._state_of(work.candidates, place) or scene
        return scene

    def _set_in(self, work: Work, nodes: Sequence[Node]) -> Referent | None:
        """The state where a sentence is set by its first words: ``In Nairobi, …``."""
        grammar = self.grammars[work.document.language]
        placed = len(nodes) > 1 and grammar.preposition(nodes[0].text) in grammar.locative and nodes[1].kind == "thing"
        return self._state_of(work.candidates, nodes[1].referents[0]) if placed else None

    def _state_of(self, candidates: Candidates, place: Referent) -> Referent | None:
        """The state that a place is or lies in, as far as that is known."""
        entity = candidates.get(place.entity)
        links = entity.links if entity is not None else ()
        state = place.entity if place.cls == "State" else next((slug for link, slug in links if link == "locatedIn"), "")
        return Referent(state, "State", place.start, place.end, "described", 0.8) if self._is_state(state) else None

    def _note_parties(self, work: Work, block: Block, nodes: Sequence[Node], subject: Referent) -> None:
        """Notes who is party to the agreement that the article is, as far as the words that bind them."""
        if block.article in work.bound:
            return
        titled = block.start >= subject.start and block.end <= subject.end
        known = work.parties.setdefault(block.article, [])
        for at, node in enumerate(nodes):
            if node.kind in ("thing", "role") and may_bind(nodes, at, titled):
                fitting = [one for one in node.referents if self.ontology.is_a(one.cls, ("State", "Organisation"))]
                seen = {one.entity for one in known} | {subject.entity}
                known += [one for one in fitting if one.entity not in seen and one.form in ("name", "described")]
        if nodes and nodes[0].start >= block.sentences[0].end:
            return
        words = words_of(work.document.text[block.start : block.end])
        if any(stands_in(words, words_of(phrase)) for phrase in self.binding.get(block.language, ())):
            work.bound.add(block.article)

    def _is_state(self, slug: str) -> bool:
        entity = self.lexicon.entities.get(slug)
        return entity is not None and self.ontology.is_a(entity.cls, ("State",))

    def _titled_states(self, document: Document, own: Sequence[int], pieces: Sequence[Piece]) -> tuple[Referent, ...]:
        """The states that an article's title names: the only one is whose offices it means where nothing else tells."""
        first = document.blocks[own[0]]
        title = document.articles[first.article].title
        untold = first.end - first.content < _TITLE_LENGTH and document.text[first.end - 1] not in ".;:"
        start, end = (title.start, title.end) if title else (first.content, first.end) if untold else (0, 0)
        states = {
            one.entity: one
            for piece in pieces[
                bisect_left(pieces, start, key=lambda piece: piece.start) : bisect_left(
                    pieces, end, key=lambda piece: piece.start
                )
            ]
            if piece.end <= end
            for one in piece.referents
            if self.ontology.is_a(one.cls, ("State",))
        }
        return tuple(replace(state, form="described", confidence=0.8) for state in states.values())

    def _compose(
        self,
        work: Work,
        block: Block,
        nodes: list[Node],
        recent: Sequence[Node],
        subject: Referent | None,
        home: Referent | None,
        land: Referent | None,
    ) -> tuple[list[Node], list[Holding], list[Description]]:
        document, candidates = work.document, work.candidates
        grammar, nouns = self.grammars[block.language], self.nouns[block.language]
        around = (document.text, block.language, grammar, nouns, self.ontology, candidates, document.id, recent, land)
        institutions, nominals, enumerations = Institutions(*around), Nominals(*around), Enumerations(*around)
        antecedents = Antecedents(work, block, recent, subject, grammar, self.ontology, self.kind_of)
        merge: Callable[[Sequence[Node]], list[Node]] = partial(merge_lists, grammar=grammar, kind_of=self.kind_of)

        nodes = without_repetition(nodes, lambda one: one.entity not in candidates.lexicon.entities)
        nodes = self._in_their_states(nodes, candidates)
        nodes = merge(nodes)
        nodes = nominals.taken_up(nodes, partial(antecedents.of, nodes))
        owned = institutions.with_owners(nodes)
        if owned != nodes:
            # again, for institutions of institutions: ``the secretariat of the Union's commission``
            nodes = merge(institutions.with_owners(owned))
        nodes = institutions.counted(nodes)
        nodes = Offices(*around).worded(nodes)
        nodes = name_persons(document.text, nodes, grammar, nouns, candidates, work.surnames)
        work.surnames.update(_surnames(document.text, nodes))
        spoken = byline(document.text, nodes, work.publisher) or department_head(document.text, nodes, nouns, work.issuing)
        if any(isinstance(node.payload, RolePhrase) and node.payload.plural for node in nodes):
            nodes = merge(nodes)
        bearers = Bearers(
            document.text,
            grammar,
            nouns,
            home,
            work.titled[block.article],
            work.tenures.values(),
            partial(self._state_of, candidates),
            work.issuing is not None,
            work.governing if self._own_state(subject) is None else None,
        )
        nodes = bearers.join(nodes)
        holdings = spoken or bearers.holdings
        owners = {(holding.office, holding.person): holding.holder.entity for holding in holdings}
        for office, person in bearers.borne:
            owner = owners.get((office, person))
            known = (block.article, office.label, owner, person.entity)
            work.tenures[known] = Tenure(block.article, office.label, owner, person)
        nodes = take_up_offices(nodes, work.tenures.values(), block.article, nouns, self._is_state, home or work.governing)
        nodes = own_taken_up(nodes, recent, grammar, nouns, candidates, self.ontology)
        nodes = nominals.described(nodes, partial(antecedents.of, nodes))
        nodes = self._assemblies.acting(work, block, nodes, grammar)
        nodes = enumerations.enumerated(nodes)
        parties = work.parties.get(block.article, ())
        nodes = take_up_pronouns(document.text, nodes, recent, work.spoken_of, parties, grammar, subject)
        speaker = work.speakers.get(block.article)
        nodes = first_person(document, block, nodes, grammar, speaker, self.speeches.own[block.language])
        titled = subject is not None and block.start <= subject.start < block.end
        told = [*nominals.descriptions, *enumerations.descriptions, *Beside(*around).notes(nodes)]
        told = [one for one in told if not (titled and one.relation == "party")]
        nodes = each_apart(merge_included(merge(nodes), grammar, self.kind_of), grammar, candidates)
        self._assemblies.note(work, block, nodes, grammar)
        return nodes, holdings, told

    def _in_their_states(self, nodes: Sequence[Node], candidates: Candidates) -> list[Node]:
        """``Lima, Peru``, ``Arequipa, Peru,`` made one node: the place, its state only set behind it."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            if at + 2 < len(nodes) and nodes[at + 1].text == "," and self._lies_in(nodes, at, candidates):
                made.append(replace(nodes[at], end=nodes[at + 2].end))
                at += 3
                continue
            made.append(nodes[at])
            at += 1
        return made

    def _lies_in(self, nodes: Sequence[Node], at: int, candidates: Candidates) -> bool:
        """Whether the state behind the comma after the place at `at` is the one it lies in; of a place nobody knows, whether
        nothing goes on with a list.
        """
        place, state = nodes[at], nodes[at + 2]
        if len(place.referents) != 1 or len(state.referents) != 1 or state.referents[0].form != "name":
            return False
        if nodes[at + 3 : at + 4] and nodes[at + 3].text == "'s":
            return False
        if state.referents[0].cls != "State" or not self.ontology.is_a(place.referents[0].cls, ("Place",)):
            return False
        entity = candidates.get(place.referents[0].entity)
        if entity is not None and entity.links:
            return ("locatedIn", state.referents[0].entity) in entity.links
        following = nodes[at + 3].text if at + 3 < len(nodes) else ""
        before = nodes[at - 1].text if at else ""
        return before in ("in", "at", "à") and following not in ("and", "et", "or", "ou")

    def _own_state(self, subject: Referent | None) -> Referent | None:
        """The state that an article is about as a whole, if it is about one."""
        if subject is not None and self.ontology.is_a(subject.cls, ("State",)):
            return replace(subject, form="described", confidence=0.9)
        return None


def _apart(text: str, named: Iterable[Piece], aliases: Iterable[Piece]) -> list[Piece]:
    """Those `named` that do not run on from one of the `aliases` they begin with."""
    beginning: dict[int, list[Piece]] = {}
    for alias in aliases:
        beginning.setdefault(alias.start, []).append(alias)
    return [piece for piece in named if not run_on(text, piece, beginning.get(piece.start, ()))]


def _surnames(text: str, named: Iterable[Node | Piece]) -> dict[str, Referent]:
    """The persons among `named` by the last word of the name."""
    found = {}
    for one in named:
        if one.kind == "thing" and len(one.referents) == 1 and one.referents[0].cls == "Person":
            person = one.referents[0]
            found[words_of(text[person.start : person.end])[-1]] = person
    return found


def _state_named(sentences: Sequence[Sentence]) -> Referent | None:
    """The last single state that the sentences name."""
    for sentence in reversed(sentences):
        for node in reversed(sentence.nodes):
            if node.kind == "thing" and len(node.referents) == 1 and node.referents[0].cls == "State":
                return replace(node.referents[0], form="described", confidence=0.8)
    return None
