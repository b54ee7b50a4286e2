"""Frames over sentences: which roles are filled by what, and the claims that follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.clauses import Clauses, VerbGroup
from sahelkg.extraction.dates import DateMention, resolve
from sahelkg.extraction.frames import TRIGGER, ClaimForm, Frame, FrameSet, Role
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, Sentence, key, nodes_of
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.purposes import split_infinitives
from sahelkg.lexicon import fold
from sahelkg.model import Claim, Date, Document, Label, Modality, Quantity, Text, Value
from sahelkg.ontology import Ontology

_FORM_CONFIDENCE = {"name": 1.0, "demonym": 0.9, "anaphor": 0.85, "pronoun": 0.75, "described": 0.9}
_MODALITY_ORDER: dict[Modality, int] = {"asserted": 0, "planned": 1, "proposed": 2, "opinion": 3, "negated": 4}
_OPENS_LIST = frozenset(("(", ":", "namely"))
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "mais", "tandis", "alors"))
_APPOSITION_REACH = 5
_COMPOUND_WORDS = 2
_BECOMING = frozenset(("become", "remain", "devenir", "rester"))
_OF = frozenset(("of", "de"))
_ONE = frozenset(("one", "un", "une", "some", "most"))


@dataclass(frozen=True, slots=True)
class Filler:
    """What plays a role: a thing, or a stretch of text; `node` is None for a stretch of text."""

    start: int
    end: int
    node: Node | None
    referents: tuple[Referent, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a frame is triggered: node indices, and the verb group where the trigger is a verb."""

    frame: Frame
    start: int
    end: int
    group: VerbGroup | None
    nominal: bool


@dataclass(frozen=True)
class Matcher:
    """Matches the frames of one language."""

    frames: FrameSet
    ontology: Ontology

    def triggers(self, clauses: Clauses) -> Iterator[Trigger]:
        """Every place in the sentence where a frame may apply."""
        if clauses.question:
            return
        nodes = clauses.nodes
        for index, node in enumerate(nodes):
            if isinstance(node.payload, CountMention):
                for frame in self._counted_noun(clauses, node.payload):
                    yield Trigger(frame, index, index + 1, None, True)
            if node.kind != "word" or node.referents:
                continue
            for group in clauses.groups_of(index):
                for trigger in self.frames.verbs.get(group.verb, ()):
                    end = self._particle(clauses, group, trigger.rest)
                    unfit = (trigger.frame.finite and not group.finite) or clauses.stray(group)
                    bare = trigger.reflexive and group.voice == "reduced"
                    if end is not None and (trigger.reflexive == group.reflexive or bare) and not unfit:
                        active = replace(group, end=end, voice="active" if bare else group.voice)
                        yield Trigger(trigger.frame, group.start, end, active, False)
            found = self.frames.phrases.at(nodes, index)
            if found is not None:
                for frame in found[1]:
                    yield Trigger(frame, index, found[0], None, False)
            found = self.frames.nouns.at(nodes, index)
            if found is not None and not clauses.compound(found[0]):
                for frame in found[1]:
                    yield Trigger(frame, index, found[0], None, True)

    def _counted_noun(self, clauses: Clauses, count: CountMention) -> Sequence[Frame]:
        """The frames of the noun that is counted: ``the eight member states of``."""
        nodes = nodes_of(clauses.text, count.noun_start, count.noun_end, (), clauses.grammar.language)
        found = self.frames.nouns.at(nodes, 0) if nodes else None
        return found[1] if found is not None and found[0] == len(nodes) else ()

    @staticmethod
    def _particle(clauses: Clauses, group: VerbGroup, rest: tuple[str, ...]) -> int | None:
        """The index behind the words that must follow the verb, or None; adverbs, and one pronoun or thing,
        may stand between.
        """
        if not rest:
            return group.end
        nodes, grammar = clauses.nodes, clauses.grammar
        wanted = skipped = 0
        for at in range(group.end, len(nodes)):
            preposition = grammar.preposition(nodes[at].text)
            if rest[wanted] in (nodes[at].text, preposition):
                wanted, skipped = wanted + 1, 0
                if wanted == len(rest):
                    return at + 1
                continue
            skipped += 1
            stops = nodes[at].kind == "punctuation" or (preposition and nodes[at].text not in grammar.articles)
            if stops or skipped > (4 if wanted == 0 else 2):
                return None
        return None

    def fill(self, clauses: Clauses, trigger: Trigger) -> dict[str, Filler]:
        """The roles of the trigger's frame that are played in the sentence."""
        fillers: dict[str, Filler] = {}
        taken: set[int] = set()
        for role in trigger.frame.roles:
            filler = self._find(clauses, trigger, role, taken)
            if filler is not None:
                fillers[role.name] = filler
                if filler.node is not None and role.at != "near":
                    taken.add(clauses.nodes.index(filler.node))
            elif role.name in trigger.frame.required:
                break
        return fillers

    # --- one role -----------------------------------------------------------------------------------------------------

    def _find(self, clauses: Clauses, trigger: Trigger, role: Role, taken: set[int]) -> Filler | None:
        if "text" in role.kinds:
            return self._text(clauses, trigger, role)
        if "word" in role.kinds:
            return self._word(clauses, trigger, role, taken)
        for index in self._places(clauses, trigger, role):
            if index is None or (index in taken and role.at != "subject"):
                continue
            taken_up = any(one.form in ("anaphor", "pronoun") for one in clauses.nodes[index].referents)
            if role.at == "clause" and taken_up:
                continue
            filler = self._accept(clauses.nodes[index], role, clauses)
            if filler is not None:
                return filler
            settled = role.at in ("left", "right") or (role.at == "object" and not role.after)
            if settled or (role.at == "subject" and not trigger.nominal):
                return None
        return None

    def _places(self, clauses: Clauses, trigger: Trigger, role: Role) -> Iterator[int | None]:  # noqa: PLR0912, PLR0915  (one pass over the places a role may stand)
        """Where the role's player may stand, best place first."""
        group = trigger.group
        language = clauses.grammar.language
        prepositions = role.after.get(language, frozenset())
        reach = clauses.noun_reach(trigger.start, trigger.end) if group is None else clauses.reach(trigger.end)
        if role.at == "subject":
            if group is None and not trigger.nominal:
                ruler = clauses.ruler(trigger.start)
                yield clauses.subject(ruler) if ruler is not None else None
            elif trigger.nominal:
                yield from self._possessor(clauses, trigger)
                yield from clauses.complements(trigger.end, reach, clauses.grammar.agent | prepositions)
            elif group is not None and group.voice in ("passive", "reduced"):
                end = clauses.phrase_end(trigger.end) if group.voice == "reduced" else len(clauses.nodes)
                yield from clauses.complements(trigger.end, end, clauses.grammar.agent | prepositions)
                yield from self._compound_agent(clauses, group)
                if role.carried and (ruler := clauses.ruler(group.start)) is not None and ruler.head != group.head:
                    yield clauses.subject(ruler)
            elif group is not None:
                yield clauses.subject(group)
        elif role.at == "object":
            if trigger.nominal:
                yield from clauses.complements(trigger.end, reach, prepositions or _OF)
                if not any(other.at == "subject" for other in trigger.frame.roles):
                    yield from self._possessor(clauses, trigger)
            elif group is not None and group.voice in ("passive", "reduced"):
                compound = group.voice == "reduced" and next(self._compound_agent(clauses, group), None) is not None
                if compound or (group.voice == "reduced" and clauses.prenominal(group.head)):
                    yield clauses.object(trigger.end)
                else:
                    yield clauses.impersonal(group) or clauses.subject(group)
            else:
                yield clauses.object(trigger.end)
                yield from clauses.complements(trigger.end, reach, prepositions)
        elif role.at == "ruler":
            ruler = clauses.ruler(trigger.start)
            yield clauses.subject(ruler) if ruler is not None else None
        elif role.at == "possessor":
            yield from self._possessor(clauses, trigger)
        elif role.at == "left":
            yield from self._left(clauses, trigger)
        elif role.at == "right":
            yield clauses.object(trigger.end)
        elif role.at == "next":
            if group is None:
                yield from self._next(clauses, trigger)
        elif role.at == "complement":
            yield from self._complement(clauses, trigger)
        elif role.at == "compound" and group is not None:
            yield from self._compound_agent(clauses, group)
        elif role.at == "after":
            yield from clauses.complements(trigger.end, reach, prepositions)
            yield from reversed(list(clauses.complements(0, trigger.start, prepositions)))
            for at in range(1, trigger.start):
                relative = clauses.nodes[at].text in clauses.grammar.relatives
                if relative and clauses.grammar.preposition(clauses.nodes[at - 1].text) in prepositions:
                    yield clauses.antecedent(at)
            if prepositions & {"to", "pour"}:
                yield from self._infinitive_objects(clauses, trigger.end)
        elif role.at == "near":
            end = clauses.before_participle(trigger.end, reach) if "date" in role.kinds else reach
            yield from clauses.filled(trigger.end, end)
            yield from reversed(clauses.filled(0, trigger.start))
        else:
            yield from clauses.filled(trigger.end, len(clauses.nodes))

    @staticmethod
    def _next(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
        """The thing right behind the trigger, over an opening bracket or colon: Kenya in ``its members (Kenya
        and Uganda)``.
        """
        at = trigger.end
        while at < len(clauses.nodes) and clauses.nodes[at].text in _OPENS_LIST | clauses.grammar.articles:
            at += 1
        if at < len(clauses.nodes) and clauses.nodes[at].kind == "thing":
            yield at

    @staticmethod
    def _complement(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
        """What the noun is said to be: Kenya in ``the chair of the Union is Kenya``, ``the chair of the Union, Kenya,``."""
        nodes, grammar = clauses.nodes, clauses.grammar
        for at in range(trigger.end, min(trigger.end + 9, len(nodes) - 1)):
            if nodes[at].text in grammar.be or nodes[at].text == ":":
                after = at + 1
                while after < len(nodes) and nodes[after].text in _OPENS_LIST | (grammar.articles - grammar.prepositions):
                    after += 1
                if after < len(nodes) and nodes[after].kind == "thing" and not clauses.modifier(after):
                    yield after
                return
            if nodes[at].text == "," and nodes[at + 1].kind == "thing":
                yield at + 1
                return
            if at in clauses.groups or nodes[at].text in (",", ";"):
                return

    @staticmethod
    def _infinitive_objects(clauses: Clauses, start: int) -> Iterator[int]:
        """What an infinitive of purpose acts on: the force in ``five million to set up the force``."""
        for at in range(start, len(clauses.nodes)):
            if at in clauses.groups and clauses.groups[at].voice == "infinitive":
                found = clauses.object(at + 1)
                if found is not None:
                    yield found

    @staticmethod
    def _compound_agent(clauses: Clauses, group: VerbGroup) -> Iterator[int]:
        """The agent in ``French-led`` and ``German French led``: states right before the participle."""
        at = group.start - 1
        if at >= 1 and clauses.nodes[at].text in ("-", "‑", "–"):
            at -= 1
        while (
            at >= 0
            and clauses.nodes[at].kind == "thing"
            and (at < group.start - 1 or all(referent.form == "demonym" for referent in clauses.nodes[at].referents))
        ):
            yield at
            at -= 1

    @staticmethod
    def _possessor(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
        """The thing whose the noun is: ``Kenya's creation of``, ``EU support``, ``its budget``."""
        at = trigger.start - 1
        steps = 0
        while at >= 0 and steps < 4:
            node = clauses.nodes[at]
            if node.referents and node.kind in ("thing", "word"):
                yield at
                return
            before = clauses.sentence.word(at - 1) if node.text in clauses.grammar.articles else node.text
            if before in ("dont", "whose"):
                yield from filter(None, (clauses.antecedent(at - 1 if before != node.text else at),))
                return
            if node.text not in ("'s", "'") and (
                node.kind != "word" or node.text in clauses.grammar.articles or clauses.grammar.preposition(node.text)
            ):
                return
            at -= 1
            steps += 1

    @staticmethod
    def _left(clauses: Clauses, trigger: Trigger) -> Iterator[int | None]:
        """The thing that a noun or phrase is said of: in apposition before it, or the subject of the "be" before it."""
        grammar = clauses.grammar
        at = trigger.start - 1
        plain = 0
        while at >= 0 and plain < _APPOSITION_REACH:
            node = clauses.nodes[at]
            if at in clauses.brackets:
                at = clauses.brackets[at] - 1
                continue
            if node.kind != "word" and node.referents:
                yield None if clauses.modifier(at) else at
                return
            if node.text in grammar.be or (node.kind == "word" and node.text in grammar.pronouns and node.referents):
                if node.text in grammar.pronouns:
                    yield at
                    return
                group = VerbGroup(at, at, at + 1, "", "active", "asserted", False, True)
                yield clauses.subject(replace(group, start=clauses.group_start(at)))
                return
            if node.text in grammar.relatives:
                yield clauses.antecedent(at)
                return
            if at in clauses.groups and clauses.groups[at].verb in _BECOMING:
                yield clauses.subject(clauses.groups[at])
                return
            small = node.text in grammar.articles | grammar.conjunctions | grammar.have | {",", "“", "”", "«", "»"}
            small = small or (at == trigger.start - 1 and node.text in ("as", "comme"))
            if not small and not grammar.is_adverb(node.text):
                if grammar.preposition(node.text) in _OF and clauses.sentence.word(at - 1) in _ONE:
                    at -= 2
                    continue
                if node.kind == "punctuation" or at in clauses.groups or grammar.preposition(node.text):
                    return
                plain += 1
            at -= 1

    def _accept(self, node: Node, role: Role, clauses: Clauses) -> Filler | None:  # noqa: PLR0911
        """`node` as the player of `role`, if its kind fits."""
        if not node.referents and node.payload is None:
            return None
        if isinstance(node.payload, RolePhrase):
            if "role" in role.kinds:
                return Filler(node.start, node.end, node, node.referents)
            group = node.payload.group
            if role.delegates and node.referents:
                group = None
            if group is not None and self.ontology.is_a(group.cls, role.kinds):
                return Filler(node.start, node.end, node, (group,))
            if not role.delegates:
                return None
        if isinstance(node.payload, CountMention) and "count" in role.kinds:
            wanted = role.nouns.get(clauses.grammar.language)
            noun = clauses.text[node.payload.noun_start : node.payload.noun_end]
            if wanted and wanted.isdisjoint(map(key, noun.split())):
                return None
            return Filler(node.start, node.end, node)
        if isinstance(node.payload, AmountMention) and "sum" in role.kinds:
            return Filler(node.start, node.end, node)
        if isinstance(node.payload, DateMention) and not role.kinds.isdisjoint(("date", _bound(node.payload))):
            return Filler(node.start, node.end, node)
        if not node.referents:
            return None
        fitting = tuple(
            referent
            for referent in node.referents
            if self.ontology.is_a(referent.cls, role.kinds) and not self.ontology.is_a(referent.cls, role.excluded)
        )
        if node.kind == "word":
            fitting = fitting[:1]
        elif len(fitting) != len(node.referents):
            return None
        return Filler(node.start, node.end, node, fitting) if fitting else None

    @staticmethod
    def _word(clauses: Clauses, trigger: Trigger, role: Role, taken: set[int]) -> Filler | None:
        """One of the role's words between the trigger and the next role's player, with the plain words before it."""
        end = min((index for index in taken if index >= trigger.end), default=clauses.reach(trigger.end))
        for at in range(trigger.end, end):
            if clauses.nodes[at].text in role.after.get(clauses.grammar.language, frozenset()):
                first = at
                while first > trigger.end and at - first < _COMPOUND_WORDS and clauses.verbal(first - 1):
                    first -= 1
                return Filler(clauses.nodes[first].start, clauses.nodes[at].end, None)
        return None

    @staticmethod
    def _text(clauses: Clauses, trigger: Trigger, role: Role) -> Filler | None:
        """The words from behind the trigger, or behind one of the role's prepositions, to the end of the clause."""
        nodes = clauses.nodes
        opening = role.after.get(clauses.grammar.language)
        start: int | None = trigger.end if not opening else None
        if opening:
            phrases = sorted((tuple(phrase.split()) for phrase in opening), key=lambda words: (-len(words), words))
            for at in range(trigger.end, len(nodes)):
                for words in phrases:
                    if words[0] != nodes[at].text:
                        continue
                    behind = at + len(words)
                    if tuple(node.text for node in nodes[at:behind]) == words and clauses.goes_on(words[-1], behind):
                        start = behind
                        break
                if start is not None or nodes[at].text in (";", ":"):
                    break
        if start is None or start >= len(nodes):
            return None
        end = start
        inserted = trigger.start > 0 and nodes[trigger.start - 1].text == ","
        while end < len(nodes) and nodes[end].text not in (";",):
            if inserted and nodes[end].text == "," and clauses.opens_finite(end + 1):
                break
            if nodes[end].text == "," and clauses.sentence.word(end + 1) in _CONTRASTS:
                break
            end += 1
        while end > start and nodes[end - 1].text in (".", ",", "!", ":"):
            end -= 1
        return Filler(nodes[start].start, nodes[end - 1].end, None) if end - start > 1 else None


def _english_first(label: Label) -> tuple[bool, bool]:
    """Sorts the preferred English label before all others."""
    return label.kind != "pref", label.language != "en"


def _bound(date: DateMention) -> str:
    """``since`` or ``until`` for a date that begins or ends something, else ``day``."""
    if date.kind in ("since", "until"):
        return date.kind
    return date.bound if date.bound in ("since", "until") else "day"


@dataclass(frozen=True)
class Maker:
    """Makes claims of filled frames for one document. `reference` is the document's own date, for relative ones;
    `earlier` are its referents.
    """

    document: Document
    reference: str | None
    candidates: Candidates
    earlier: Sequence[Referent]

    def claims(self, sentence: Sentence, clauses: Clauses, trigger: Trigger, fillers: dict[str, Filler]) -> Iterator[Claim]:
        """The claims that the frame makes with `fillers`, coordination distributed."""
        frame = trigger.frame
        if self._forbidden(clauses, trigger):
            return
        if frame.makes is not None and frame.makes.role not in fillers and frame.makes.needs <= fillers.keys():
            fillers[frame.makes.role] = self._made(sentence, clauses, trigger, fillers)
        for form in frame.claims:
            if not form.needs() <= fillers.keys() or (form.exclusion and form.exclusion in fillers):
                continue
            yield from self._distribute(sentence, clauses, trigger, form, fillers)

    def _made(self, sentence: Sentence, clauses: Clauses, trigger: Trigger, fillers: Mapping[str, Filler]) -> Filler:
        """The unnamed thing that the clause itself tells of, such as a meeting where people "met": known by
        kind, place and date.

        One that the article has already described, with the same place in its name, is the same.
        """
        makes = trigger.frame.makes
        assert makes is not None
        details: list[str] = []
        for part in ("place", "date"):
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
        if not details:
            details.append(f"{self.document.id}:{sentence.start}")
        labels = tuple((", ".join((makes.label[language], *details)), language) for language in ("en", "fr"))
        made = self.candidates.described(slug_of(labels[0][0]), labels, makes.cls)
        start, end = clauses.nodes[trigger.start].start, clauses.nodes[trigger.end - 1].end
        return Filler(start, end, None, (Referent(made.slug, made.cls, start, end, "described", 0.9),))

    def _described(self, sentence: Sentence, cls: str, names: list[str]) -> Referent | None:
        """A thing of `cls` whose label, given before in the article, has one of `names` in it."""
        article = self.document.articles[self.document.blocks[sentence.block].article]
        for referent in self.earlier:
            if referent.cls == cls and article.start <= referent.start < sentence.start:
                entity = self.candidates.get(referent.entity)
                labels = [fold(label.text) for label in entity.labels] if entity else []
                if any(fold(name) in label for name in names for label in labels):
                    return replace(referent, form="described")
        return None

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
        start, end = self._quote(sentence, clauses, trigger, used)
        modality: Modality = trigger.group.modality if trigger.group else self._clause_modality(clauses, trigger)
        if trigger.group is not None and trigger.group.voice in ("infinitive", "gerund"):
            modality = max(modality, self._governing(clauses, trigger.group), key=_MODALITY_ORDER.__getitem__)
        for subject, target, value in product(fillers[form.subject].referents, objects, values):
            if target is not None and target.entity == subject.entity:
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
                qualifiers=tuple(sorted(qualifiers.items())),
                modality=form.modality or modality,  # type: ignore[arg-type]
                confidence=round(confidence, 3),
                method=f"frame:{trigger.frame.name}",
                basis="inferred:relative-date" if inferred else "stated",
            )

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
            if clauses.nodes[at].text in clauses.grammar.intent:
                return "planned"
        return "asserted"

    @staticmethod
    def _clause_modality(clauses: Clauses, trigger: Trigger) -> Modality:
        """The mood of the verb nearest to a noun or phrase trigger."""
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

    def _values(self, form: ClaimForm, fillers: Mapping[str, Filler], clauses: Clauses) -> tuple[Value | None, ...]:
        """The literals of a claim: several where the words are coordinated infinitives, none where a date stays open."""
        if form.value is None:
            return (None,)
        filler = fillers[form.value]
        language = clauses.grammar.language
        if filler.node is None:
            spans = split_infinitives(self.document.text, filler.start, filler.end, language, clauses.forms)
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
