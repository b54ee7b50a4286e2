"""Where the player of a frame's role may stand, seen from the words that trigger the frame; best place first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sahelkg.extraction.asides import aside, capacity
from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.frames import Frame, Role
from sahelkg.extraction.lists import DIRECTIONS
from sahelkg.extraction.measures import costs, measure
from sahelkg.extraction.nodes import key
from sahelkg.extraction.reaches import PLACES
from sahelkg.extraction.verbs import HARD, VerbGroup

_OPENS_LIST = frozenset(("(", ":", "namely"))
_APPOSITION_REACH = 5
_LABEL_REACH = 4
_OBJECT_REACH = 6
"""How many words behind its verb a noun may be what the verb acts on, and share what opens the clause."""
_SET_OFF = frozenset((":", ",", "–", "—"))
_ABOUT = frozenset(("on", "sur", "about", "concernant", "regarding", "concerning"))
_BEING = frozenset(("being", "étant", "etant"))
_BECOMING = frozenset(("become", "remain", "devenir", "rester"))
_OF = frozenset(("of", "de"))
_ONE = frozenset(("one", "un", "une", "some", "most"))
_INDEFINITE = frozenset(("a", "an"))
_PURPOSE = frozenset(("to", "pour"))
_MARKS = frozenset(",“”«»")
_COUNTING = frozenset(("include", "comprise", "comprendre", "compter", "inclure"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """Where a frame is triggered: node indices, and the verb group where the trigger is a verb."""

    frame: Frame
    start: int
    end: int
    group: VerbGroup | None
    nominal: bool


def places(clauses: Clauses, trigger: Trigger, role: Role) -> Iterator[int | None]:
    """The nodes that may play `role`, as indices into the nodes of `clauses`; None says that the place is empty."""
    group = trigger.group
    if role.at == "subject":
        yield from _subjects(clauses, trigger, role)
    elif role.at == "object":
        yield from _objects(clauses, trigger, role)
    elif role.at == "ruler":
        yield _ruling_subject(clauses, trigger)
    elif role.at == "possessor":
        yield from _possessor(clauses, trigger)
    elif role.at == "trigger":
        yield trigger.start
    elif role.at == "left":
        yield from _left(clauses, trigger)
    elif role.at == "right":
        yield clauses.object(trigger.end)
    elif role.at == "label":
        yield from _label(clauses, trigger)
    elif role.at == "before":
        yield _before(clauses, trigger)
    elif role.at == "next":
        if group is None:
            yield from _next(clauses, trigger)
    elif role.at == "complement":
        yield from _complement(clauses, trigger)
    elif role.at == "compound" and group is not None:
        yield from _compound_agent(clauses, group)
    elif role.at == "after":
        yield from _after(clauses, trigger, role)
    elif role.at == "near":
        end = _reach(clauses, trigger)
        if trigger.nominal and "sum" in role.kinds:
            yield from measure(clauses, trigger.start)
        behind = clauses.filled(trigger.end, clauses.before_participle(trigger.end, end) if "date" in role.kinds else end)
        before = reversed(clauses.filled(0, trigger.start if group is None else group.end))
        if "date" in role.kinds and group is not None and (other := _of_other_verb(clauses, group)) is not None:
            before = (at for at in before if at < other)
        yield from (at for at in (*behind, *before) if not costs(clauses, trigger.start, trigger.end, at))
    else:
        aims = (other.start for at, other in clauses.groups.items() if at >= trigger.end and other.voice == "infinitive")
        yield from clauses.filled(trigger.end, min(aims, default=len(clauses.nodes)))


def _of_other_verb(clauses: Clauses, group: VerbGroup) -> int | None:
    """Where the words of the verb begin to which a conjunction joins `group`: its dates are not those of `group`."""
    joined = group.start > 0 and clauses.nodes[group.start - 1].text in clauses.grammar.conjunctions
    earlier = clauses.finite_before(group.start - 1) if joined and group.finite else None
    return earlier.end if earlier is not None else None


def _reach(clauses: Clauses, trigger: Trigger) -> int:
    """The index behind the last node that the trigger's own complements can be."""
    return clauses.noun_reach(trigger.start, trigger.end) if trigger.group is None else clauses.reach(trigger.end)


def _prepositions(clauses: Clauses, role: Role) -> frozenset[str]:
    return role.after.get(clauses.grammar.language, frozenset())


def _ruling_subject(clauses: Clauses, trigger: Trigger) -> int | None:
    ruler = clauses.ruler(trigger.start)
    return clauses.subject(ruler) if ruler is not None else None


def _subjects(clauses: Clauses, trigger: Trigger, role: Role) -> Iterator[int | None]:
    """Who acts: the verb's subject or, of a passive or a noun, its agent."""
    group, agents = trigger.group, clauses.grammar.agent | _prepositions(clauses, role)
    if trigger.nominal:
        yield from _possessor(clauses, trigger)
        end = min(_reach(clauses, trigger), _own_sum(clauses, trigger))
        yield from clauses.complements(trigger.end, clauses.before_participle(trigger.end, end), agents)
    elif group is None:
        yield _ruling_subject(clauses, trigger)
    elif group.voice in ("passive", "reduced"):
        end = clauses.phrase_end(trigger.end) if group.voice == "reduced" else clauses.next_predicate(trigger.end)
        yield from clauses.complements(trigger.end, end, agents)
        yield from _compound_agent(clauses, group)
        if role.carried and (ruler := clauses.ruler(group.start)) is not None and ruler.head != group.head:
            yield clauses.subject(ruler)
    else:
        yield clauses.subject(group)


def _objects(clauses: Clauses, trigger: Trigger, role: Role) -> Iterator[int | None]:
    """What is acted on: the verb's object, the subject of a passive, or what a noun is of."""
    group, prepositions = trigger.group, _prepositions(clauses, role)
    if trigger.nominal:
        end = _reach(clauses, trigger) if prepositions else clauses.next_verb(trigger.end)
        complements = clauses.complements(trigger.end, end, prepositions or _OF)
        yield from (at for at in complements if prepositions or not _nested(clauses, trigger.end, at))
        if not any(other.at == "subject" for other in trigger.frame.roles):
            yield from _possessor(clauses, trigger)
    elif group is not None and group.voice in ("passive", "reduced"):
        compound = group.voice == "reduced" and next(_compound_agent(clauses, group), None) is not None
        if compound or (group.voice == "reduced" and clauses.prenominal(group.head)):
            yield clauses.object(trigger.end)
        else:
            yield clauses.impersonal(group) or clauses.subject(group)
            if group.voice == "reduced" and not compound:
                yield from clauses.set_off_from(group)
    else:
        found = clauses.object(trigger.end)
        yield found if found is not None or group is None else clauses.relative_object(group)
        yield from clauses.complements(trigger.end, _reach(clauses, trigger), prepositions)


def _nested(clauses: Clauses, start: int, at: int) -> bool:
    """Whether the thing at `at` belongs to another noun than the one that ends at `start`: ``the founding of the bodies of
    the Union``.
    """
    first = next((i + 1 for i in range(at - 1, start - 1, -1) if clauses.nodes[i].kind != "word"), start)
    return sum(clauses.grammar.preposition(node.text) is not None for node in clauses.nodes[first:at]) > 1


def _after(clauses: Clauses, trigger: Trigger, role: Role) -> Iterator[int | None]:
    """What stands behind one of the role's prepositions: behind the trigger, before it, or above a relative clause."""
    prepositions = _prepositions(clauses, role)
    end = min(_reach(clauses, trigger), _own_sum(clauses, trigger))
    if role.kinds <= PLACES and trigger.group is not None:
        end = min(end, _before_topic(clauses, trigger.end))
    yield from clauses.complements(trigger.end, end, prepositions)
    earlier = clauses.finite_before(trigger.start) if trigger.nominal else None
    own = earlier.head if earlier is not None and trigger.start > earlier.end + _OBJECT_REACH else 0
    own = max((at for at in range(own, trigger.start) if clauses.nodes[at].text in HARD), default=own)
    before = prepositions - _OF if trigger.nominal else prepositions
    if trigger.group is None or trigger.group.voice != "reduced":
        yield from reversed(list(clauses.complements(own, trigger.start, before)))
    for at in range(1, trigger.start):
        relative = clauses.nodes[at].text in clauses.grammar.relatives
        if relative and clauses.grammar.preposition(clauses.nodes[at - 1].text) in prepositions:
            yield clauses.antecedent(at)
    if prepositions & _PURPOSE:
        yield from _infinitive_objects(clauses, trigger.end)


def _before_topic(clauses: Clauses, start: int) -> int:
    """Where behind `start` the words begin that tell what something is about: ``held on 3 May on the situation in``."""
    nodes, small = clauses.nodes, clauses.grammar.articles
    for at in range(start, len(nodes) - 1):
        if nodes[at].text in _ABOUT:
            behind = next((i for i in range(at + 1, len(nodes)) if nodes[i].text not in small), at)
            if nodes[behind].kind == "word" and not nodes[behind].referents:
                return at
    return len(nodes)


def _label(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
    """The thing that a line sets before the trigger: ``Japan: €5 million``, ``Japan (2019), a grant of €5 million``."""
    nodes, at = clauses.nodes, trigger.start - 1
    while at > 0 and trigger.start - at <= _LABEL_REACH and nodes[at].kind == "word" and not nodes[at].referents:
        at -= 1
    if at < 1 or nodes[at].text not in _SET_OFF:
        return
    at -= 1
    while at in clauses.brackets:
        at = clauses.brackets[at] - 1
    if at >= 0 and nodes[at].kind == "thing":
        yield at


def _before(clauses: Clauses, trigger: Trigger) -> int | None:
    """The thing right before the trigger, over brackets: the treaty in ``the treaty (LRT) on rivers``."""
    at = trigger.start - 1
    while at in clauses.brackets:
        at = clauses.brackets[at] - 1
    return at if at >= 0 and clauses.nodes[at].kind == "thing" and not clauses.modifier(at) else None


def _own_sum(clauses: Clauses, trigger: Trigger) -> int:
    """How far what is said of the first sum behind the trigger goes, for a frame of money: to the next sum that is
    not merely listed with it.
    """
    if not any("sum" in role.kinds for role in trigger.frame.roles):
        return len(clauses.nodes)
    joints = clauses.grammar.conjunctions | {","}
    first = not trigger.nominal or next(measure(clauses, trigger.start), None) is None
    for at in range(trigger.start, len(clauses.nodes)):
        if clauses.nodes[at].kind == "sum":
            if not first and clauses.nodes[at - 1].text not in joints:
                return at
            first = False
    return len(clauses.nodes)


def _next(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
    """The thing right behind the trigger, over an opening bracket or colon: Kenya in ``its members (Kenya
    and Uganda)``.
    """
    at = trigger.end
    while at < len(clauses.nodes) and clauses.nodes[at].text in _OPENS_LIST | clauses.grammar.articles | DIRECTIONS:
        at += 1
    if at < len(clauses.nodes) and clauses.nodes[at].kind == "thing":
        yield at


def _complement(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
    """What the noun is said to be: Kenya in ``the chair of the Union is Kenya``, ``the chair of the Union, Kenya,``."""
    nodes, grammar = clauses.nodes, clauses.grammar
    for at in range(trigger.end, min(trigger.end + 9, len(nodes) - 1)):
        counts = at in clauses.groups and key(clauses.groups[at].verb) in _COUNTING
        if nodes[at].text in grammar.be or nodes[at].text == ":" or counts:
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


def _infinitive_objects(clauses: Clauses, start: int) -> Iterator[int]:
    """What an infinitive of purpose acts on: the force in ``five million to set up the force``."""
    for at in range(start, len(clauses.nodes)):
        if at in clauses.groups and clauses.groups[at].voice == "infinitive":
            found = clauses.object(at + 1)
            if found is not None:
                yield found


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


def _possessor(clauses: Clauses, trigger: Trigger) -> Iterator[int]:
    """The thing whose the noun is, over a sum: ``Kenya's creation of``, ``EU support``, ``its budget``."""
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
        if (
            node.text not in ("'s", "'")
            and node.kind != "sum"
            and (
                node.kind != "word"
                or node.text in clauses.grammar.articles
                or clauses.grammar.preposition(node.text)
                or (at in clauses.groups and clauses.groups[at].finite)
            )
        ):
            return
        at -= 1
        steps += 1


def _being(clauses: Clauses, at: int) -> VerbGroup:
    """The form of "be" at `at`, with its auxiliaries, as a verb of its own."""
    group = VerbGroup(at, at, at + 1, "", "active", "asserted", False, True)
    return replace(group, start=clauses.group_start(at))


def _phrase_subject(clauses: Clauses, trigger: Trigger) -> int | None:
    """The subject of the finite verb that a phrase begins with: ``aims to``, ``is responsible for``."""
    if trigger.group is not None:
        return None
    if clauses.nodes[trigger.start].text in clauses.grammar.be:
        return clauses.subject(_being(clauses, trigger.start))
    openings = (one for one in clauses.groups.values() if one.start == trigger.start)
    verb = next(openings, None)
    return clauses.subject(verb) if verb is not None and verb.finite and verb.voice == "active" else None


def _left(clauses: Clauses, trigger: Trigger) -> Iterator[int | None]:
    """The thing that a noun or phrase is said of: in apposition before it, or the subject of the "be" before it."""
    grammar = clauses.grammar
    at = trigger.start - 1
    if trigger.group is not None and trigger.group.voice == "reduced":
        at = min(_compound_agent(clauses, trigger.group), default=trigger.start) - 1
    subject = _phrase_subject(clauses, trigger)
    if subject is not None:
        yield subject
        return
    plain = 0
    determined = False
    while at >= 0 and plain < _APPOSITION_REACH:
        node = clauses.nodes[at]
        if at in clauses.brackets:
            at = clauses.brackets[at] - 1
            continue
        if node.kind != "word" and node.referents:
            if clauses.sentence.word(at + 1) == "'s" and clauses.grammar.language == "en":
                at -= 1
                continue
            compound = clauses.sentence.word(at + 1) == "-" and at + 2 in clauses.groups
            if compound or (at == trigger.start - 1 and clauses.sentence.word(at - 1) in _INDEFINITE):
                at -= 1
                continue
            opening = aside(clauses, at, trigger.start)
            if opening is not None:
                at = opening - 1
                continue
            yield None if clauses.modifier(at) else at
            return
        if node.text in grammar.be - _BEING or (node.kind == "word" and node.text in grammar.pronouns and node.referents):
            if node.text in grammar.pronouns:
                yield at
                return
            yield clauses.subject(_being(clauses, at))
            return
        opened = capacity(clauses, at)
        if opened is not None:
            if opened == 0:
                yield clauses.after_comma(trigger.end)
                return
            at = opened - 1
            continue
        if node.text in grammar.relatives:
            yield clauses.antecedent(at)
            return
        if node.text in grammar.conjunctions and at and clauses.nodes[at - 1].kind == "thing":
            return
        if at in clauses.groups and clauses.groups[at].voice == "reduced" and clauses.sentence.word(at - 1) == "-":
            at -= 2
            continue
        if at in clauses.groups and clauses.groups[at].verb in _BECOMING:
            yield clauses.subject(clauses.groups[at])
            return
        small = node.text in grammar.articles | grammar.conjunctions | grammar.have | grammar.negations | _MARKS | _BEING
        if not small and not grammar.is_adverb(node.text):
            if grammar.preposition(node.text) in _OF and clauses.sentence.word(at - 1) in _ONE:
                at -= 2
                continue
            if determined or node.kind == "punctuation" or at in clauses.groups or grammar.preposition(node.text):
                return
            plain += 1
        determined |= node.text in grammar.articles
        at -= 1
