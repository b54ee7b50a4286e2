"""The claims that follow from a frame whose roles are filled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.frames import TRIGGER, ClaimForm, Frame, Makes
from sahelkg.extraction.matching import Filler
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, Sentence, key
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.places import Trigger
from sahelkg.extraction.purposes import split_infinitives, split_list, split_purposes
from sahelkg.extraction.verbs import VerbGroup
from sahelkg.lexicon import fold
from sahelkg.model import Claim, Date, Document, Label, Modality, Quantity, Span, Text, Value
from sahelkg.ontology import Ontology

_FORM_CONFIDENCE = {"name": 1.0, "demonym": 0.9, "anaphor": 0.85, "pronoun": 0.75, "described": 0.9, "member": 0.85}
_WANTED_WITHIN = 5
_WANTING = ("for", "à", "de", "pour")
_MODALITY_ORDER: dict[Modality, int] = {"asserted": 0, "planned": 1, "proposed": 2, "opinion": 3, "negated": 4}


def _english_first(label: Label) -> tuple[bool, bool]:
    """Sorts the preferred English label before all others."""
    return label.kind != "pref", label.language != "en"


@dataclass(frozen=True)
class Maker:
    """Makes claims of filled frames for one document. `reference` is the document's own date, for relative ones;
    `earlier` are the first mentions, in the article, of what frames make things of.
    """

    document: Document
    reference: str | None
    candidates: Candidates
    earlier: Sequence[Referent]
    ontology: Ontology

    def claims(self, sentence: Sentence, clauses: Clauses, trigger: Trigger, fillers: dict[str, Filler]) -> Iterator[Claim]:
        """The claims that the frame makes with `fillers`, coordination distributed."""
        frame = trigger.frame
        if self._forbidden(clauses, trigger):
            return
        _share_out(frame, fillers)
        if frame.makes is not None and frame.makes.role not in fillers and frame.makes.needs <= fillers.keys():
            made = self._made(sentence, clauses, trigger, fillers)
            if made is None:
                return
            fillers[frame.makes.role] = made
        for form in frame.claims:
            if not form.needs() <= fillers.keys() or not form.exclusion.isdisjoint(fillers):
                continue
            yield from self._distribute(sentence, clauses, trigger, form, fillers)

    def _made(self, sentence: Sentence, clauses: Clauses, trigger: Trigger, fillers: Mapping[str, Filler]) -> Filler | None:
        """The unnamed thing that the clause itself tells of, such as a meeting where people "met": known by
        kind, place and date.

        One that the article has already named, with the same place in its name, is the same; so is the
        only one in its title.
        """
        makes = trigger.frame.makes
        assert makes is not None
        if makes.named_by is not None:
            return self._named(makes, fillers[makes.named_by], sentence.language)
        details: list[str] = []
        for part in ("place", "date", "other"):
            filler = fillers.get(part)
            if filler is None or filler.node is None:
                continue
            if isinstance(filler.node.payload, DateMention):
                resolved = resolve(filler.node.payload, self.reference)
                if resolved and resolved[0]:
                    details.append(resolved[0])
            elif filler.referents:
                entity = self.candidates.get(filler.referents[0].entity)
                names = [label.text for label in sorted(entity.labels, key=_english_first)] if entity else []
                earlier = self._described(sentence, makes.cls, names)
                if earlier is not None:
                    return Filler(clauses.nodes[trigger.start].start, clauses.nodes[trigger.end - 1].end, None, (earlier,))
                details.append(names[0] if names else filler.referents[0].entity)
        labels = tuple((", ".join((makes.label[language], *details)), language) for language in ("en", "fr"))
        told = self._titled(sentence, makes.cls) or self._spoken_of(sentence, makes.cls)
        if told is not None:
            for label, language in labels if details else ():
                self.candidates.add_name(told.entity, Label(label, language, "alt"))
            return Filler(clauses.nodes[trigger.start].start, clauses.nodes[trigger.end - 1].end, None, (told,))
        if not details:
            place = f"{self.document.id}:{sentence.start}"
            labels = tuple((f"{label}, {place}", language) for label, language in labels)
        made = self.candidates.described(slug_of(labels[0][0]), labels, makes.cls)
        start, end = clauses.nodes[trigger.start].start, clauses.nodes[trigger.end - 1].end
        return Filler(start, end, None, (Referent(made.slug, made.cls, start, end, "described", 0.9),))

    def _named(self, makes: Makes, filler: Filler, language: str) -> Filler | None:
        """Those whom a number counts (``two security experts``) or plural nouns tell, as things of this document; None where
        those counted have a name.
        """
        parts = filler.parts
        if filler.node is not None:
            payload = filler.node.payload
            assert isinstance(payload, CountMention)
            parts = (Span(payload.noun_start, payload.noun_end),)
            counted = self.document.text[payload.noun_start : payload.noun_end]
            if counted != counted.lower():
                return None
        referents = tuple(self._plural(makes, part, language) for part in parts)
        return Filler(filler.start, filler.end, None, referents)

    def _plural(self, makes: Makes, part: Span, language: str) -> Referent:
        """The several whom the words at `part` tell, as one thing of this document."""
        words = " ".join(self.document.text[part.start : part.end].split())
        made = self.candidates.described(slug_of(f"{words} {self.document.id}"), ((words, language),), makes.cls)
        return Referent(made.slug, made.cls, part.start, part.end, "described", 0.9)

    def _described(self, sentence: Sentence, cls: str, names: list[str]) -> Referent | None:
        """A thing of `cls` whose label, given before in the article, has one of `names` in it."""
        for referent in self.earlier:
            if referent.start < sentence.start and self.ontology.is_a(referent.cls, (cls,)):
                entity = self.candidates.get(referent.entity)
                labels = [fold(label.text) for label in entity.labels] if entity else []
                if any(fold(name) in label for name in names for label in labels):
                    return replace(referent, form="described")
        return None

    def _spoken_of(self, sentence: Sentence, cls: str) -> Referent | None:
        """The meeting or the like that the article speaks of without a name, as "the meeting"."""
        article = self.document.article_slug(self.document.blocks[sentence.block].article)
        own = next((one for one in self.earlier if one.entity == f"{cls.lower()}-of-{article}"), None)
        return replace(own, form="described") if own is not None else None

    def _titled(self, sentence: Sentence, cls: str) -> Referent | None:
        """The one thing of `cls` that the article's title names; None where it names none or several."""
        title = self.document.articles[self.document.blocks[sentence.block].article].title
        if title is None:
            return None
        named = {
            referent.entity: replace(referent, form="described")
            for referent in self.earlier
            if title.start <= referent.start < title.end and self.ontology.is_a(referent.cls, (cls,))
        }
        return next(iter(named.values())) if len(named) == 1 else None

    def _forbidden(self, clauses: Clauses, trigger: Trigger) -> bool:
        words = trigger.frame.forbid.get(clauses.grammar.language, frozenset())
        if words and any(node.text in words for node in clauses.nodes):
            return True
        conditions = clauses.grammar.conditionals
        return any(
            node.text in conditions and node.kind == "word"
            for node in clauses.nodes[max(0, trigger.start - 12) : trigger.start]
        )

    def _distribute(
        self, sentence: Sentence, clauses: Clauses, trigger: Trigger, form: ClaimForm, fillers: Mapping[str, Filler]
    ) -> Iterator[Claim]:
        played = fillers[form.subject].node
        if played is not None and form.object not in (None, form.subject) and fillers[form.object].node is played:
            return
        since, until, inferred = self._interval(form, fillers)
        dated = fillers.get(form.value) if form.value else None
        if dated is not None and dated.node is not None and isinstance(dated.node.payload, DateMention):
            inferred |= dated.node.payload.kind == "relative"
        values = self._values(form, fillers, clauses)
        objects: tuple[Referent | None, ...] = fillers[form.object].referents if form.object else (None,)
        used = [
            fillers[part]
            for part in (form.subject, form.object, form.value, form.since, form.until)
            if part and part in fillers
        ]
        qualifiers = dict(self._qualifiers(form, fillers, used, self._words_of(clauses, trigger)))
        apart = self._told_apart(form, fillers)
        start, end = self._quote(sentence, clauses, trigger, used)
        modality: Modality = trigger.group.modality if trigger.group else self._clause_modality(clauses, trigger)
        if trigger.group is not None and trigger.group.voice in ("infinitive", "gerund"):
            modality = max(modality, self._governing(clauses, trigger.group), key=_MODALITY_ORDER.__getitem__)
        mutual = form.object == form.subject
        order = [one.entity for one in fillers[form.subject].referents]
        shares = self._shares(form, fillers)
        for subject, target, whole, own in product(fillers[form.subject].referents, objects, values, apart):
            share = shares.get(subject.entity) or shares.get(target.entity if target else "")
            value = share if shares else whole
            turned = mutual and target is not None and order.index(target.entity) < order.index(subject.entity)
            if target is not None and (target.entity == subject.entity or turned):
                continue
            confidence = trigger.frame.confidence * _FORM_CONFIDENCE[subject.form] * subject.confidence
            if target is not None:
                confidence *= _FORM_CONFIDENCE[target.form] * target.confidence
            yield Claim(
                document=self.document.id,
                article=self.document.blocks[sentence.block].article,
                start=start,
                end=end,
                language=sentence.language,
                subject=subject.entity,
                predicate=form.predicate,
                object=target.entity if target else None,
                value=value,
                since=since,
                until=until,
                qualifiers=tuple(sorted({**qualifiers, **own}.items())),
                modality=form.modality or modality,  # type: ignore[arg-type]
                confidence=round(confidence, 3),
                method=f"frame:{trigger.frame.name}",
                basis=self._basis(inferred, own, (subject, target)),
            )

    @staticmethod
    def _basis(dated: bool, own: Mapping[str, str], named: Sequence[Referent | None]) -> str:
        if own or any(one is not None and one.form == "member" for one in named):
            return "inferred:each-of-a-group"
        return "inferred:relative-date" if dated else "stated"

    @staticmethod
    def _told_apart(form: ClaimForm, fillers: Mapping[str, Filler]) -> Sequence[Mapping[str, str]]:
        """The qualifiers of which each of several makes a claim of its own: ``two experts in each of the states``."""
        for name, part in form.qualifiers:
            members = fillers[part].referents if part in fillers else ()
            if len(members) > 1 and all(one.form == "member" for one in members):
                return [{name: f"id:{one.entity}"} for one in members]
        return [{}]

    def _governing(self, clauses: Clauses, group: VerbGroup) -> Modality:
        """What the verb above an infinitive or gerund makes of it: planned under a verb of intent, negated
        under a negated one.
        """
        if group.voice == "infinitive" and group.start == 0:
            return "planned"
        for at in range(group.start - 1, max(group.start - 7, -1), -1):
            if at in clauses.groups:
                above = clauses.groups[at]
                if key(above.verb) in clauses.grammar.intent or above.modality == "planned":
                    return "planned" if above.modality in ("asserted", "planned") else above.modality
                return above.modality
            if clauses.nodes[at].text in clauses.grammar.intent | clauses.grammar.wishes:
                return "planned"
        return "asserted"

    @staticmethod
    def _clause_modality(clauses: Clauses, trigger: Trigger) -> Modality:
        """The mood of the verb nearest to a noun or phrase trigger; proposed is what somebody calls for."""
        if trigger.nominal and _wanted(clauses, trigger.start):
            return "proposed"
        near = [group for at, group in clauses.groups.items() if abs(at - trigger.start) <= 3 and group.finite]
        return near[0].modality if near else "asserted"

    def _interval(self, form: ClaimForm, fillers: Mapping[str, Filler]) -> tuple[str | None, str | None, bool]:
        since = until = None
        inferred = False
        for part, is_end in ((form.since, False), (form.until, True)):
            filler = fillers.get(part) if part else None
            mention = filler.node.payload if filler and filler.node else None
            if isinstance(mention, DateMention):
                resolved = resolve(mention, self.reference)
                if resolved is None:
                    continue
                inferred |= mention.kind == "relative"
                if is_end:
                    until = resolved[1] or resolved[0]
                else:
                    since, until = resolved[0], until or resolved[1]
        return since, until, inferred

    @staticmethod
    def _shares(form: ClaimForm, fillers: Mapping[str, Filler]) -> Mapping[str, Quantity]:
        """The sums beside the players of a claim about a sum."""
        value = fillers.get(form.value) if form.value else None
        if value is None or value.node is None or not isinstance(value.node.payload, AmountMention) or form.object is None:
            return {}
        nodes = [node for part in (form.subject, form.object) if (node := fillers[part].node) is not None]
        return {entity: Quantity(share.number, share.currency) for node in nodes for entity, share in node.shares}

    def _values(self, form: ClaimForm, fillers: Mapping[str, Filler], clauses: Clauses) -> tuple[Value | None, ...]:
        """The literals of a claim: several where the words are coordinated infinitives, none where a date stays open."""
        if form.value is None:
            return (None,)
        filler = fillers[form.value]
        language = clauses.grammar.language
        if filler.parts:
            return tuple(Text(self.document.text[part.start : part.end], language) for part in filler.parts)
        if filler.node is None:
            spans = split_infinitives(self.document.text, filler.start, filler.end, language, clauses.forms)
            if form.predicate == "topic":
                spans = ((part.start, part.end) for part in split_list(self.document.text, filler.start, filler.end))
            if form.predicate == "hasPurpose":
                spans = split_purposes(self.document.text, spans, language, clauses.forms)
            return tuple(Text(self.document.text[start:end], language) for start, end in spans)
        payload = filler.node.payload
        if isinstance(payload, AmountMention):
            return (Quantity(payload.number, payload.currency),)
        if isinstance(payload, CountMention):
            return (Quantity(payload.number, form.unit),)
        if isinstance(payload, DateMention):
            resolved = resolve(payload, self.reference)
            day = (resolved[1] if form.until == form.value else resolved[0] or resolved[1]) if resolved else None
            return (Date(day),) if day else ()
        return (Text(self.document.text[filler.start : filler.end], language),)

    def _qualifiers(
        self, form: ClaimForm, fillers: Mapping[str, Filler], used: list[Filler], words: str
    ) -> Iterator[tuple[str, str]]:
        """The qualifiers of a claim; `words` are the trigger's own."""
        for name, part in form.qualifiers:
            if part == TRIGGER:
                yield name, words
                continue
            if part.startswith("="):
                yield name, part[1:]
                continue
            filler = fillers.get(part)
            if filler is None:
                continue
            used.append(filler)
            if filler.node and isinstance(filler.node.payload, CountMention):
                yield name, self.document.text[filler.node.payload.noun_start : filler.node.payload.noun_end]
            elif isinstance(filler.node and filler.node.payload, RolePhrase):
                yield name, filler.node.payload.label  # type: ignore[union-attr]
            elif filler.referents:
                yield name, "id:" + filler.referents[0].entity
            else:
                yield name, " ".join(self.document.text[filler.start : filler.end].split())
        value = fillers.get(form.value) if form.value else None
        payload = value.node.payload if value and value.node else None
        comparator = getattr(payload, "comparator", None)
        if comparator:
            yield "comparator", comparator

    def _words_of(self, clauses: Clauses, trigger: Trigger) -> str:
        words = self.document.text[clauses.nodes[trigger.start].start : clauses.nodes[trigger.end - 1].end]
        return " ".join(words.split())

    def _quote(self, sentence: Sentence, clauses: Clauses, trigger: Trigger, used: list[Filler]) -> tuple[int, int]:
        """The span from the first to the last word the claim rests on; the whole sentence where that is most of it."""
        start = min([clauses.nodes[trigger.start].start, *(filler.start for filler in used)])
        end = max([clauses.nodes[trigger.end - 1].end, *(filler.end for filler in used)])
        if end - start > 0.7 * (sentence.end - sentence.start):
            return sentence.start, sentence.end
        return start, end


def _share_out(frame: Frame, fillers: dict[str, Filler]) -> None:
    """Lets the sums beside listed players play the part of the sum where those stand alone: ``A (€5 million) and B (€3
    million) pay for it``.
    """
    role = next((one.name for one in frame.roles if "sum" in one.kinds and one.at == "near"), None)
    shared = next((one for one in fillers.values() if one.node is not None and one.node.shares), None)
    if role is not None and shared is not None and shared.node is not None:
        share = shared.node.shares[0][1]
        fillers[role] = Filler(share.start, share.end, Node(share.start, share.end, "sum", "", payload=share))


def _wanted(clauses: Clauses, index: int) -> bool:
    """Whether the noun at `index` tells what somebody wants: ``called for the rapid establishment``, ``need for the``."""
    nodes, grammar = clauses.nodes, clauses.grammar
    at = index - 1
    while at > 0 and index - at < _WANTED_WITHIN and grammar.preposition(nodes[at].text) is None:
        if nodes[at].kind != "word":
            return False
        at -= 1
    if at < 1 or grammar.preposition(nodes[at].text) not in _WANTING:
        return False
    verbs = {key(group.verb) for group in clauses.groups_of(at - 1)} | {nodes[at - 1].text}
    return not verbs.isdisjoint(grammar.intent | grammar.wishes)
