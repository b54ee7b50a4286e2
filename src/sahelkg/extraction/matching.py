"""Frames over sentences: where they apply, and what plays their roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.frames import Frame, FrameSet, Role
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, key, nodes_of
from sahelkg.extraction.numbers import CountMention
from sahelkg.extraction.phrases import behind_phrase
from sahelkg.extraction.places import Trigger, places
from sahelkg.extraction.purposes import split_list
from sahelkg.extraction.reaches import PLACES
from sahelkg.extraction.several import several
from sahelkg.extraction.verbs import VerbGroup
from sahelkg.model import Span
from sahelkg.ontology import Ontology

_NAMED_PURPOSE = 3
_CONTRASTS = frozenset(("but", "while", "whereas", "although", "mais", "tandis", "alors"))
_ONLY = frozenset(("only", "merely", "seulement", "alors"))
_COMPOUND_WORDS = 2
_FOLLOWED = frozenset(("followed", "suivi", "suivie", "suivis", "suivies", "then", "puis"))
_LOCATING = frozenset(("in", "at", "on", "à", "en"))


@dataclass(frozen=True, slots=True)
class Filler:
    """What plays a role: a thing, or a stretch of text; `node` is None for a stretch of text, `parts` are the spans of
    what it lists.
    """

    start: int
    end: int
    node: Node | None
    referents: tuple[Referent, ...] = ()
    parts: tuple[Span, ...] = ()


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
        behind = 0
        for index, node in enumerate(nodes):
            if isinstance(node.payload, CountMention):
                for frame in self._counted_noun(clauses, node.payload):
                    yield Trigger(frame, index, index + 1, None, True)
            if node.kind == "sum":
                said = clauses.finite_before(index) is not None or clauses.opens_finite(index + 1)
                for frame in self.frames.sums:
                    if frame.verbless and said:
                        continue
                    yield Trigger(frame, index, index + 1, None, True)
            if node.kind != "word" or node.referents:
                continue
            for group in clauses.groups_of(index):
                for trigger in self.frames.verbs.get(group.verb, ()):
                    end = self._particle(clauses, group, trigger.rest)
                    unfit = (trigger.frame.finite and not group.finite) or clauses.stray(group)
                    unfit |= trigger.frame.intransitive and not trigger.reflexive and clauses.takes_object(group)
                    unfit |= trigger.frame.done and group.voice == "infinitive" and clauses.adjacent_left(group) is not None
                    bare = (trigger.reflexive or trigger.frame.intransitive) and group.voice == "reduced"
                    if end is not None and (trigger.reflexive == group.reflexive or bare) and not unfit:
                        active = replace(group, end=end, voice="active" if bare else group.voice)
                        yield Trigger(trigger.frame, group.start, end, active, False)
            found = self.frames.phrases.at(nodes, index)
            if found is not None and index >= behind and not clauses.acts(index):
                behind = found[0]
                for frame in found[1]:
                    yield Trigger(frame, index, found[0], None, False)
            found = self.frames.nouns.at(nodes, index)
            if found is not None and not clauses.compound(found[0]) and not clauses.helped(index):
                for frame in found[1]:
                    yield Trigger(frame, index, found[0], None, True)

    def _counted_noun(self, clauses: Clauses, count: CountMention) -> Sequence[Frame]:
        """The frames of the noun that is counted: ``the eight member states of``."""
        nodes = nodes_of(clauses.text, count.noun_start, count.noun_end, (), clauses.grammar.language)
        found = self.frames.nouns.at(nodes, 0) if nodes else None
        return found[1] if found is not None and found[0] == len(nodes) else ()

    @staticmethod
    def _particle(clauses: Clauses, group: VerbGroup, rest: tuple[str, ...]) -> int | None:
        """The index behind the words that must follow the verb, or None; adverbs, one pronoun or thing, and where or when
        it happens may stand between.
        """
        if not rest:
            return group.end
        nodes, grammar = clauses.nodes, clauses.grammar
        wanted = skipped = beyond = 0
        for at in range(group.end, len(nodes)):
            preposition = grammar.preposition(nodes[at].text)
            if rest[wanted] in (nodes[at].text, preposition):
                wanted, skipped = wanted + 1, 0
                if wanted == len(rest):
                    return at + 1
                continue
            if at < beyond:
                continue
            if wanted == 0 and preposition in _LOCATING and at + 1 < len(nodes) and _locates(nodes[at + 1]):
                beyond = at + 2
                continue
            skipped += 1
            stops = nodes[at].kind == "punctuation" or (preposition and nodes[at].text not in grammar.articles)
            if stops or skipped > (4 if wanted == 0 else 2):
                return None
        return None

    def fill(self, clauses: Clauses, trigger: Trigger, topics: Sequence[Referent] = ()) -> dict[str, Filler]:
        """The roles of the trigger's frame that are played in the sentence, or by one of the `topics` of its page."""
        fillers: dict[str, Filler] = {}
        taken: set[int] = set()
        for role in trigger.frame.roles:
            if role.at == "page":
                filler = self._page(clauses, trigger, role, topics)
            else:
                filler = self._find(clauses, trigger, role, taken)
            if filler is not None:
                fillers[role.name] = filler
                if filler.node is not None and role.at != "near":
                    taken.add(clauses.nodes.index(filler.node))
            elif role.name in trigger.frame.required:
                break
        return fillers

    def _page(self, clauses: Clauses, trigger: Trigger, role: Role, topics: Sequence[Referent]) -> Filler | None:
        """One of the `topics` of a page as the player of a role that the words leave open: the body in ``Kenya joined in
        1999``, ``Kenya is a full member``.
        """
        fitting = (one for one in topics if self.ontology.is_a(one.cls, role.kinds))
        topic = next((one for one in fitting if not self.ontology.is_a(one.cls, role.excluded)), None)
        nodes = clauses.nodes
        compound = trigger.start > 0 and nodes[trigger.start - 1].kind == "thing" and trigger.nominal
        if topic is None or compound or nodes[trigger.start].kind == "count" or not clauses.complete(trigger.end):
            return None
        start, end = clauses.nodes[trigger.start].start, clauses.nodes[trigger.end - 1].end
        return Filler(start, end, None, (replace(topic, form="pronoun"),))

    def continued(self, clauses: Clauses, trigger: Trigger, fillers: dict[str, Filler]) -> Iterator[dict[str, Filler]]:
        """`fillers` again for each further thing with a date of its own: ``joined A in 1999, B in 2004 and C in 2005``, ``A
        joined in 1999, followed by B in 2004``.
        """
        nodes, small = clauses.nodes, clauses.grammar.articles | clauses.grammar.conjunctions | {","}
        dated = next((name for name, one in fillers.items() if one.node and isinstance(one.node.payload, DateMention)), None)
        if dated is None:
            return
        last = nodes.index(_node_of(fillers[dated]))
        role = self._dated_role(clauses, trigger, fillers, last)
        while role is not None:
            at = last + 1
            while at < len(nodes) and (nodes[at].text in small | _FOLLOWED or clauses.grammar.preposition(nodes[at].text)):
                at += 1
            day = at + 1
            while day < len(nodes) and clauses.grammar.preposition(nodes[day].text):
                day += 1
            if at == last + 1 or day >= len(nodes) or nodes[day].kind != "date":
                return
            further = self._accept(nodes[at], role, clauses)
            if further is None:
                return
            yield {**fillers, role.name: further, dated: Filler(nodes[day].start, nodes[day].end, nodes[day])}
            last = day

    @staticmethod
    def _dated_role(clauses: Clauses, trigger: Trigger, fillers: Mapping[str, Filler], date: int) -> Role | None:
        """Whose player the date at `date` is told of: the thing right before the date, else, where nothing else stands
        behind the trigger, whoever acts before it.
        """
        nodes = clauses.nodes
        played = [
            (role, nodes.index(filler.node))
            for role in trigger.frame.roles
            if (filler := fillers.get(role.name)) is not None and filler.referents and filler.node is not None
        ]
        for role, at in played:
            if trigger.group is not None and trigger.end <= at < date and _only_between(clauses, at, date):
                return role
        before = [role for role, at in played if at < trigger.start]
        alone = trigger.end <= date and _only_between(clauses, trigger.end - 1, date)
        return before[0] if alone and len(before) == 1 else None

    # --- one role -----------------------------------------------------------------------------------------------------

    def _find(self, clauses: Clauses, trigger: Trigger, role: Role, taken: set[int]) -> Filler | None:
        if "text" in role.kinds:
            return self._phrase(clauses, trigger) if role.at == "next" else self._text(clauses, trigger, role, taken)
        if "several" in role.kinds:
            return self._several(clauses, trigger, role)
        if "word" in role.kinds:
            return self._word(clauses, trigger, role, taken)
        for index in places(clauses, trigger, role):
            if index is None or (index in taken and role.at not in ("subject", "left")):
                continue
            taken_up = any(one.form in ("anaphor", "pronoun") for one in clauses.nodes[index].referents)
            if role.at == "clause" and (taken_up or clauses.governed(index) in clauses.grammar.agent):
                continue
            filler = self._accept(clauses.nodes[index], role, clauses)
            if filler is not None:
                return self._with_others(clauses, index, filler, role) if role.every else filler
            reduced = trigger.group is not None and trigger.group.voice == "reduced"
            settled = role.at in ("left", "right") or (role.at == "object" and not role.after and not reduced)
            if settled or (role.at == "subject" and not trigger.nominal):
                return None
        group = trigger.group
        acts = group is not None and group.finite and role.at == ("object" if group.voice == "passive" else "subject")
        return self._included(clauses, group, role) if group is not None and acts else None

    def _with_others(self, clauses: Clauses, index: int, filler: Filler, role: Role) -> Filler:
        """`filler`, the node at `index`, together with all behind it that may play `role`."""
        behind = (self._accept(clauses.nodes[at], role, clauses) for at in clauses.filled(index + 1, len(clauses.nodes)))
        others = [one for one in behind if one is not None]
        end = max([filler.end, *(one.end for one in others)])
        return Filler(filler.start, end, None, (*filler.referents, *(two for one in others for two in one.referents)))

    def _included(self, clauses: Clauses, group: VerbGroup, role: Role) -> Filler | None:
        """Those named of a plain plural that acts or is acted on: A and B in ``several states, including A and B, signed``,
        ``systems that are tested in Kenya, such as A and B``.
        """
        nodes, including = clauses.nodes, clauses.grammar.including
        opened = {end: at for at in range(len(nodes)) if (end := behind_phrase(nodes, at, including)) > at}
        for at in clauses.filled(0, len(nodes)):
            first = at
            while first > 0 and nodes[first - 1].text in clauses.grammar.articles:
                first -= 1
            before = opened.get(first, 0)
            if not before:
                continue
            plural = group.start - 1 if before > group.start else before - 1
            while plural > 0 and nodes[plural].text == ",":
                plural -= 1
            word = nodes[plural]
            if word.text in clauses.grammar.relatives and before > group.start:
                return self._accept(nodes[at], role, clauses)
            if word.kind == "word" and not word.referents and word.text.endswith(("s", "x")):
                return self._accept(nodes[at], role, clauses)
        return None

    def _accept(self, node: Node, role: Role, clauses: Clauses) -> Filler | None:
        """`node` as the player of `role`, if its kind fits."""
        if not node.referents and node.payload is None:
            return None
        if isinstance(node.payload, RolePhrase):
            if "role" in role.kinds:
                home = (node.payload.home,) if node.payload.home is not None else ()
                return Filler(node.start, node.end, node, node.referents or home)
            if role.represents and not node.referents:
                served = node.payload.holder_of or node.payload.home
                fits = served is not None and self.ontology.is_a(served.cls, role.kinds)
                return Filler(node.start, node.end, node, (served,)) if served is not None and fits else None
            group = node.payload.group
            if role.delegates and node.referents:
                group = None
            if group is not None and self.ontology.is_a(group.cls, role.kinds):
                return Filler(node.start, node.end, node, (group,))
            if not (role.delegates or role.represents):
                return None
        if _measures(node, role, clauses):
            return Filler(node.start, node.end, node)
        if not node.referents:
            return None
        kinds = role.kinds | {"Person"} if role.represents else role.kinds
        fitting = tuple(
            referent
            for referent in node.referents
            if self.ontology.is_a(referent.cls, kinds) and not self.ontology.is_a(referent.cls, role.excluded)
        )
        if node.kind == "word" and not node.together:
            fitting = fitting[:1]
        elif len(fitting) != len(node.referents):
            return None
        return Filler(node.start, node.end, node, fitting) if fitting else None

    @staticmethod
    def _word(clauses: Clauses, trigger: Trigger, role: Role, taken: set[int]) -> Filler | None:
        """One of the role's words between the trigger and the next role's player, with the plain words before it; of several
        in a row, all.
        """
        end = min((index for index in taken if index >= trigger.end), default=clauses.reach(trigger.end))
        wanted = role.after.get(clauses.grammar.language, frozenset())
        for at in range(trigger.end, end):
            if clauses.nodes[at].text in wanted:
                first, last = at, at
                while clauses.sentence.word(last + 1) in wanted:
                    last += 1
                while first > trigger.end and at - first < _COMPOUND_WORDS and clauses.verbal(first - 1):
                    first -= 1
                return Filler(clauses.nodes[first].start, clauses.nodes[last].end, None)
        return None

    @staticmethod
    def _several(clauses: Clauses, trigger: Trigger, role: Role) -> Filler | None:
        """Those without a name that the role's nouns tell right behind an active verb."""
        if trigger.group is not None and trigger.group.voice in ("passive", "reduced"):
            return None
        nouns = role.nouns.get(clauses.grammar.language, frozenset())
        parts = tuple(Span(start, end) for start, end in several(clauses, trigger.end, nouns))
        return Filler(parts[0].start, parts[-1].end, None, parts=parts) if parts else None

    @staticmethod
    def _phrase(clauses: Clauses, trigger: Trigger) -> Filler | None:
        """The noun phrase right behind the trigger, with its complements; one part for each item of a longer list."""
        start, nodes = trigger.end, clauses.nodes
        end = clauses.noun_phrase_end(start)
        if end == start or any(node.kind == "date" or node.payload is not None for node in nodes[start:end][:1]):
            return None
        first, last = nodes[start].start, nodes[end - 1].end
        return Filler(first, last, None, parts=tuple(split_list(clauses.text, first, last)))

    @staticmethod
    def _text(clauses: Clauses, trigger: Trigger, role: Role, taken: set[int]) -> Filler | None:
        """The words from behind the trigger, or behind one of the role's prepositions, to the end of the clause; none where
        they announce a list.

        Words that open with what plays another role say nothing more: ``for`` in ``met for the Oslo Forum``.
        """
        nodes = clauses.nodes
        opening = role.after.get(clauses.grammar.language)
        start: int | None = trigger.end if not opening else None
        if opening:
            phrases = sorted((tuple(phrase.split()) for phrase in opening), key=lambda words: (-len(words), words))
            for at in range(trigger.end, clauses.next_predicate(trigger.end)):
                for words in phrases:
                    if words[0] != nodes[at].text:
                        continue
                    behind = at + len(words)
                    told = tuple(node.text for node in nodes[at:behind]) == words
                    if told and (len(words) >= _NAMED_PURPOSE or clauses.goes_on(words[-1], behind)):
                        start = behind
                        break
                if start is not None or nodes[at].text in (";", ":"):
                    break
        if start is None or start >= len(nodes):
            return None
        first = start
        while first < len(nodes) and nodes[first].text in clauses.grammar.articles:
            first += 1
        if first in taken or nodes[start].text in clauses.grammar.relatives - clauses.grammar.articles:
            return None
        end = start
        inserted = trigger.start > 0 and nodes[trigger.start - 1].text == ","
        further = clauses.next_telling(start)
        while end < further and nodes[end].text not in (";",):
            if inserted and nodes[end].text == "," and clauses.opens_finite(end + 1):
                break
            if (
                nodes[end].text in _CONTRASTS
                and nodes[end].kind == "word"
                and _ONLY.isdisjoint(node.text for node in nodes[start:end])
            ):
                break
            end += 1
        while end > start and nodes[end - 1].text in (".", ",", "!"):
            end -= 1
        if nodes[end - 1].text == ":":
            return None
        return Filler(nodes[start].start, nodes[end - 1].end, None) if end - start > 1 else None


def _node_of(filler: Filler) -> Node:
    assert filler.node is not None
    return filler.node


def _only_between(clauses: Clauses, first: int, last: int) -> bool:
    """Whether nothing but prepositions and articles stands between two nodes."""
    grammar = clauses.grammar
    return all(node.text in grammar.articles or grammar.preposition(node.text) for node in clauses.nodes[first + 1 : last])


def _locates(node: Node) -> bool:
    """Whether `node` is a day, or a place and nothing else."""
    return node.kind == "date" or (node.kind == "thing" and all(one.cls in PLACES for one in node.referents))


def _measures(node: Node, role: Role, clauses: Clauses) -> bool:
    """Whether `node` is a count of what the role counts, a sum or a date, as the role wants it."""
    payload = node.payload
    if isinstance(payload, CountMention):
        wanted = role.nouns.get(clauses.grammar.language)
        noun = clauses.text[payload.noun_start : payload.noun_end]
        return "count" in role.kinds and not (wanted and wanted.isdisjoint(map(key, noun.split())))
    if isinstance(payload, AmountMention):
        return "sum" in role.kinds
    return isinstance(payload, DateMention) and not role.kinds.isdisjoint(("date", *payload.ends))
