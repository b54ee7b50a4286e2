"""One document to its claims: mentions, structures, frames, offices, speech, and who says it all."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from sahelkg.extraction.acting import Acting
from sahelkg.extraction.attribution import Calendar, attribute, publishers, sources
from sahelkg.extraction.best import best
from sahelkg.extraction.carried import Carried
from sahelkg.extraction.casualties import Casualties, load_casualties
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.declarations import participants
from sahelkg.extraction.delegates import Delegates
from sahelkg.extraction.descriptions import claims_of_description
from sahelkg.extraction.duties import Duties
from sahelkg.extraction.embassies import Embassies
from sahelkg.extraction.forces import Forces
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.frames import LANGUAGES, index_frames, load_frames
from sahelkg.extraction.grammar import load_grammars
from sahelkg.extraction.incumbents import Incumbents
from sahelkg.extraction.journeys import Journeys
from sahelkg.extraction.language_model import configured_reader
from sahelkg.extraction.listings import Listings
from sahelkg.extraction.making import Maker
from sahelkg.extraction.matching import Filler, Matcher
from sahelkg.extraction.meetings_at_hand import MeetingsAtHand
from sahelkg.extraction.mentions import MentionFinder
from sahelkg.extraction.nodes import Referent, Sentence, key
from sahelkg.extraction.nouns import load_nouns
from sahelkg.extraction.people import Holding
from sahelkg.extraction.places import Trigger
from sahelkg.extraction.records import Records
from sahelkg.extraction.representatives import Representatives
from sahelkg.extraction.sayings import Sayings, without_calls
from sahelkg.extraction.signatures import signatures
from sahelkg.extraction.speech import Utterance, load_speech, utterances
from sahelkg.extraction.structures import Structures
from sahelkg.extraction.sums import apportioned
from sahelkg.extraction.survey import Survey, mentions_of
from sahelkg.extraction.tallies import tallies
from sahelkg.extraction.telling_names import claims_of_names
from sahelkg.extraction.unnamed import Unnamed
from sahelkg.lexicon import Lexicon
from sahelkg.model import Claim, Document, Doubt, Extraction
from sahelkg.ontology import load_ontology
from sahelkg.settings import Settings

_SPEAKERS = ("State", "Organisation", "Person", "Group", "Mission", "Meeting")


class Extractor:
    """Reads documents into claims with the domain data of one folder. Pure: the same document gives the same claims; with a
    language model set, given the same answers.

    `domain` is the folder that holds ``ontology/``. Loading raises InputError where a file of it is malformed.
    """

    def __init__(self, lexicon: Lexicon, domain: Path) -> None:
        frames_folder = domain / "ontology" / "frames"
        self.ontology = load_ontology(domain / "ontology" / "sahel.ttl")
        self.grammars = load_grammars(frames_folder)
        self.frames = load_frames(frames_folder / "relations")
        self.made_classes = tuple(sorted({frame.makes.cls for frame in self.frames if frame.makes is not None}))
        verbs = load_yaml(frames_folder / "verbs.yaml")
        self._speech = load_speech(frames_folder)
        self._casualties = load_casualties(frames_folder)
        sets = {
            language: index_frames(
                self.frames,
                language,
                verbs["irregular"][language],
                (*verbs["other"][language], *self._speech[language].every, *self._casualties[language].verbs),
            )
            for language in LANGUAGES
        }
        self._forms = {language: found.forms for language, found in sets.items()}
        self._matchers = {language: Matcher(found, self.ontology) for language, found in sets.items()}
        finite = {
            language: frozenset(
                form for form, readings in forms.items() if any(tags & {"present", "past", "future"} for _, tags in readings)
            )
            if language == "fr"
            else frozenset()
            for language, forms in self._forms.items()
        }
        self.nouns = {language: load_nouns(frames_folder, language) for language in LANGUAGES}
        self._records = Records.load(frames_folder, self.ontology)
        records = self._records.data
        self._embassies = Embassies(records["embassies"], records["ranks"], self.ontology, self.grammars)
        self._forces = Forces(records["forces"], self.ontology, self.grammars, self.nouns)
        self._journeys = Journeys(
            {language: frozenset(map(key, words)) for language, words in records["journeys"]["titles"].items()},
            {language: frozenset(map(key, words)) for language, words in records["journeys"]["notes"].items()},
            self.ontology,
            self.grammars,
            self._forms,
        )
        self._incumbents = Incumbents(
            **records["incumbents"], nouns=self.nouns, grammars=self.grammars, ontology=self.ontology
        )
        self._listings = Listings(
            **records["listings"], nouns=self.nouns, grammars=self.grammars, forms=self._forms, ontology=self.ontology
        )
        self._finder = MentionFinder(lexicon, self.ontology, self.grammars, self.nouns, records, finite, self._journeys)
        self._structures = Structures.load(frames_folder, self.ontology, self.grammars, self._forms)
        self._duties = Duties.load(self._structures.data["duties"], self.ontology)
        self._language_model = configured_reader(Settings(), domain / "ontology", self.ontology)

    def extract(self, document: Document) -> Extraction:
        """Everything `document` claims, with the entities it introduces."""
        survey = self._finder.survey(document)
        reading = _Reading(self, survey)
        found = list(reading.claims())
        found += self._structures.parties(survey, found)
        found += list(participants(survey, found))
        doubts = (*survey.doubts, *reading.open_dates())
        if self._language_model is not None:
            told = self._language_model.read(survey, reading.sources, found)
            found += told.claims
            doubts += told.doubts
        claims = attribute(found, reading.sources, reading.spoken)
        return Extraction(
            document=document,
            entities=tuple(sorted(survey.candidates.found.values(), key=lambda entity: entity.slug)),
            mentions=tuple(sorted(mentions_of(survey))),
            claims=tuple(best(claims)),
            names=survey.names,
            doubts=doubts,
        )


class _Reading:
    """One document being read."""

    def __init__(self, extractor: Extractor, survey: Survey) -> None:
        self._extractor = extractor
        self._survey = survey
        self.sources = sources(survey, extractor.ontology)
        self._calendar = Calendar(survey)
        self.spoken: list[Utterance] = []
        self._representatives = Representatives(survey, extractor.ontology)
        self._sayings = Sayings(survey, extractor._finder.speeches)
        self._unnamed = Unnamed()
        self._acting = Acting(survey, extractor.ontology, extractor.grammars, extractor._forms)
        self._casualties = Casualties(survey, extractor._casualties, extractor.ontology)
        self._meetings = MeetingsAtHand(survey, extractor.ontology)
        self._delegates = Delegates(self._meetings, extractor.ontology, extractor.grammars)
        self._carried = Carried(survey.document, survey.candidates, extractor.ontology, survey.own_blocks, survey.subjects)

    @cached_property
    def _first_named(self) -> Mapping[int, tuple[Referent, ...]]:
        """By article, the first mention of each thing of the classes that frames make things of, in order."""
        extractor, articles = self._extractor, self._document.articles
        first: dict[int, dict[str, Referent]] = {article.index: {} for article in articles}
        for referent in sorted(self._survey.referents(), key=lambda one: one.start):
            if extractor.ontology.is_a(referent.cls, extractor.made_classes):
                at = bisect_right(articles, referent.start, key=lambda article: article.start) - 1
                first[articles[max(at, 0)].index].setdefault(referent.entity, referent)
        return {article: tuple(named.values()) for article, named in first.items()}

    @cached_property
    def _document(self) -> Document:
        return self._survey.document

    def claims(self) -> Iterator[Claim]:
        """The claims of structures, frames, offices and speech; fills `spoken` on the way."""
        lines = set()
        for claim in self._extractor._structures.claims(self._survey):
            yield claim
            if claim.method == "structure:money-lines":
                lines.add(claim.start)
        yield from self._extractor._records.claims(self._survey)
        yield from self._extractor._forces.claims(self._survey)
        yield from self._extractor._incumbents.claims(self._survey)
        yield from self._extractor._listings.claims(self._survey)
        yield from self._extractor._embassies.claims(self._survey)
        yield from self._extractor._journeys.claims(self._survey)
        yield from claims_of_names(self._survey, self._extractor.ontology, self._extractor.nouns)
        yield from signatures(self._survey, self._extractor.ontology)
        yield from tallies(self._survey, self._extractor.ontology)
        for index, holding in self._survey.holdings:
            yield self._held(index, holding)
        for index, description in self._survey.descriptions:
            block = self._document.blocks[index]
            reference = self._calendar.reference(description.start, self.sources[block.article].published)
            yield from claims_of_description(self._survey, self._extractor.ontology, block, description, reference)
        yield from publishers(self._document, self.sources)
        for block, sentences in zip(self._document.blocks, self._survey.sentences, strict=True):
            if block.content not in lines:
                for sentence in sentences:
                    yield from self._sentence(sentence)
        yield from self._casualties.claims()

    def open_dates(self) -> Iterator[Doubt]:
        """The relative dates that stay open: of a text nobody dated, or at odds with its date."""
        for block, sentences in zip(self._document.blocks, self._survey.sentences, strict=True):
            published = self.sources[block.article].published
            for node in (node for sentence in sentences for node in sentence.nodes):
                if not isinstance(node.payload, DateMention) or node.payload.kind != "relative":
                    continue
                reference = self._calendar.reference(node.start, published)
                if resolve(node.payload, reference) is None:
                    reason = f"no such day near {reference}" if reference else "the text has no date to count it from"
                    yield Doubt(kind="date", start=node.start, end=node.end, reason=reason)

    def _held(self, index: int, holding: Holding) -> Claim:
        block = self._document.blocks[index]
        qualifiers = [("role", holding.office.label)]
        if holding.former:
            qualifiers.append(("kind", "former"))
        reference = self._calendar.reference(holding.start, self.sources[block.article].published)
        since, until = (resolve(holding.term, reference) if holding.term is not None else None) or (None, None)
        return self._survey.claim(
            block,
            holding.start,
            holding.end,
            subject=holding.person.entity,
            predicate="holdsRole",
            object=holding.holder.entity,
            since=since,
            until=until,
            qualifiers=tuple(sorted(qualifiers)),
            confidence=round(0.9 * holding.person.confidence * holding.holder.confidence, 3),
            method="construction:office",
        )

    def _sentence(self, sentence: Sentence) -> Iterator[Claim]:
        extractor, document = self._extractor, self._document
        matcher = extractor._matchers[sentence.language]
        grammar = extractor.grammars[sentence.language]
        sentence = self._acting.completed(extractor._journeys.with_traveller(document.text, sentence, self._survey))
        sentence = self._unnamed.taken_up(sentence, grammar)
        clauses = Clauses(document.text, sentence, grammar, extractor._forms[sentence.language])
        block = document.blocks[sentence.block]
        article = block.article
        reference = self._calendar.reference(sentence.start, self.sources[article].published)
        self._casualties.read(sentence, clauses, reference)
        recital = extractor._structures.commitments.recalls(document, block)
        committed, stated = recital, False
        if not clauses.filled(0, len(sentence.nodes)):
            yield from self._sayings.going_on(sentence) if block.kind != "heading" else ()
            yield from self._sayings.in_speech(sentence, clauses)
            if not recital:
                yield from extractor._duties.claims(self._survey, sentence, clauses)
            return
        said: list[Claim] = []
        maker = Maker(document, reference, self._survey.candidates, self._first_named[article], extractor.ontology)

        def speaks(cls: str) -> bool:
            return extractor.ontology.is_a(cls, _SPEAKERS)

        passage, speech = (block.start, block.end), extractor._speech[sentence.language]
        for utterance in utterances(document.text, passage, clauses, speech, speaks, self._sayings.spoken_of):
            self.spoken.append(utterance)
            if utterance.stated and block.kind != "heading":
                said += self._sayings.of(utterance, sentence)
        if not self.spoken or self.spoken[-1].passage_end <= sentence.start:
            said += self._sayings.going_on(sentence)
        self._sayings.note(sentence)
        yield from extractor._journeys.scene(self._survey, clauses)
        yield from self._delegates.claims(sentence)
        topics = [*filter(None, (self._survey.subjects.get(article), self._meetings.before(block, sentence.start)))]
        for trigger in matcher.triggers(clauses):
            fillers = matcher.fill(clauses, trigger, topics)
            self._representatives.replaced(trigger.frame, fillers)
            self._carried.recall(sentence.block, trigger.frame, fillers)
            made = list(maker.claims(sentence, clauses, trigger, fillers))
            for further in matcher.continued(clauses, trigger, fillers):
                made += maker.claims(sentence, clauses, trigger, further)
            if made:
                self._unnamed.keep(trigger.frame, fillers)
            if made or block.kind == "heading":
                self._carried.remember(sentence.block, trigger.frame, fillers)
            committing = [claim for claim in made if claim.predicate == "commitsTo"]
            made = [claim for claim in made if claim not in committing]
            if recital:
                committing = committing if self._recalled(clauses, trigger, fillers) else []
            else:
                committing = extractor._duties.together(self._survey, article, committing)
            made += committing
            committed |= bool(committing)
            stated |= bool(made)
            said = without_calls(said, committing)
            yield from apportioned(clauses, sentence, made)
        yield from said or (() if stated else self._sayings.in_speech(sentence, clauses))
        if not committed:
            yield from extractor._duties.claims(self._survey, sentence, clauses)

    @staticmethod
    def _recalled(clauses: Clauses, trigger: Trigger, fillers: Mapping[str, Filler]) -> bool:
        """Whether a verb of a recital tells what somebody named in it once agreed to do, and did not ask others to do: ``A
        and B, who had agreed to``.
        """
        group, action = trigger.group, next((one for one in fillers.values() if one.node is None), None)
        if group is None or action is None or not group.finite or group.start == group.head:
            return False
        subject = clauses.subject(group)
        had = clauses.nodes[group.start].text in clauses.grammar.have | clauses.grammar.be
        asked = any(node.referents and node.start < action.start for node in clauses.nodes[group.end :])
        return (
            had and not asked and subject is not None and all(one.form == "name" for one in clauses.nodes[subject].referents)
        )
