"""Persons and their offices: ``the Nordic Bank's president X``, ``X, head of Y``, ``le ministre de l'Intérieur, X``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import words_of

_OFFICE_REACH = 8
_DEFINITE = frozenset(("the", "le", "la", "l'", "au", "du"))
_ONE_OF = (("un", "des"), ("une", "des"), ("un", "de"), ("one", "of"))
_AS = frozenset(("as", "in", "comme"))
_OF = frozenset(("of", "de"))


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as an article words it beside a name: whose it is, where that is known, and who bears the name."""

    article: int
    office: str
    holder: str | None
    person: Referent


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, the office and whose it is, with the span that says so."""

    person: Referent
    office: RolePhrase
    holder: Referent
    start: int
    end: int
    former: bool


def join_offices(
    text: str, nodes: Sequence[Node], grammar: Grammar, nouns: Nouns, home: Referent | None, tenures: Iterable[Tenure]
) -> tuple[list[Node], list[Holding], list[tuple[RolePhrase, Referent]]]:
    """`nodes` with a person and the office worded beside the name made one node, the holdings so worded, and each office
    with its person, whether or not the text says whose it is.

    `home` is the state that national offices belong to where neither the office, the sentence before it nor one of the
    `tenures` known names one; that of a person named in full before, now by surname alone, is known.
    """
    made: list[Node] = []
    holdings: list[Holding] = []
    borne: list[tuple[RolePhrase, Referent]] = []
    shared: Node | None = None
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if shared is not None and is_person(node) and made[-1].text in grammar.conjunctions | {","}:
            reach, state = _state_behind(nodes, at + 1, grammar)
            if state is not None:
                _hold(holdings, node.referents[0], shared, (node.start, nodes[reach - 1].end), nouns, state)
                made.append(replace(node, end=nodes[reach - 1].end))
                at = reach
                continue
        if node.kind == "role" and isinstance(node.payload, RolePhrase):
            shared = None
            before = _person_before(made, grammar, nouns)
            if before is not None and not _bears_next(text, nodes, at):
                person = made[before].referents[0]
                borne.append((node.payload, person))
                _hold(holdings, person, node, (made[before].start, node.end), nouns, _only_state(made) or home)
                made[before] = replace(made[before], end=node.end)
                del made[before + 1 :]
                at += 1
                while _further_office(nodes, at, grammar, nouns):
                    _hold(holdings, person, nodes[at + 1], (made[before].start, nodes[at + 1].end), nouns, home)
                    made[before] = replace(made[before], end=nodes[at + 1].end)
                    at += 2
                if _aside_ends(nodes, at, grammar):
                    at += 1
                continue
            after = _person_after(nodes, at, nouns)
            if after is not None:
                person = nodes[after].referents[0]
                borne.append((node.payload, person))
                reach, of = _state_behind(nodes, after + 1, grammar) if not node.referents else (after + 1, None)
                shared = node if of is not None else None
                owner = of or _same_owner(made, holdings, grammar)
                if owner is None and person.form != "anaphor":
                    owner = _known(person, node.payload, tenures, nouns) or _only_state(made) or home
                while (earlier := _office_before(made)) is not None:
                    _hold(holdings, person, earlier, (earlier.start, nodes[after].end), nouns, home)
                    del made[made.index(earlier) :]
                _hold(holdings, person, node, (node.start, nodes[reach - 1].end), nouns, owner)
                start = node.start
                if tuple(one.text for one in made[-2:]) in _ONE_OF:
                    start = made[-2].start
                    del made[-2:]
                made.append(replace(nodes[after], start=start, end=nodes[reach - 1].end))
                at = reach
                continue
        made.append(_at_home(node, nouns, home))
        at += 1
    return made, holdings, borne


def _bears_next(text: str, nodes: Sequence[Node], at: int) -> bool:
    """Whether the office at `at` is worded as the title of the person right behind it: ``X, Prime Minister Y and …``."""
    following = at + 1 < len(nodes) and is_person(nodes[at + 1])
    return following and text[nodes[at].end : nodes[at + 1].start] == " "


def _at_home(node: Node, nouns: Nouns, home: Referent | None) -> Node:
    """`node`, the office of a state in it given its likely state where the text names none."""
    office = node.payload
    if isinstance(office, RolePhrase) and not node.referents and office.group is None and is_national(office.label, nouns):
        return replace(node, payload=replace(office, home=home))
    return node


def byline(text: str, nodes: Sequence[Node], publisher: Referent | None) -> list[Holding]:
    """What a line says that is but a name and an office: ``Ada Lind, Department Spokesperson`` speaks for who publishes."""
    if publisher is None or len(nodes) < 3 or not is_person(nodes[0]) or nodes[1].text != ",":
        return []
    office = nodes[-1].payload
    words = all(node.kind == "word" and text[node.start].isupper() for node in nodes[2:-1])
    if not (words and isinstance(office, RolePhrase) and not nodes[-1].referents):
        return []
    label = " ".join(text[nodes[2].start : nodes[-1].end].split())
    return [Holding(nodes[0].referents[0], replace(office, label=label), publisher, nodes[0].start, nodes[-1].end, False)]


def _further_office(nodes: Sequence[Node], at: int, grammar: Grammar, nouns: Nouns) -> bool:
    """Whether a second office of the same person is joined at `at`: ``X, mayor of Oksa and head of the Bank``."""
    joined = at + 1 < len(nodes) and nodes[at].text in grammar.conjunctions and nodes[at + 1].kind == "role"
    return joined and _person_after(nodes, at + 1, nouns) is None


def _office_before(made: Sequence[Node]) -> Node | None:
    """The office that ends `made`, over a comma: the first of ``Minister of Health, Ambassador X``."""
    last = made[-2] if len(made) > 1 and made[-1].text == "," else made[-1] if made else None
    single = last is not None and isinstance(last.payload, RolePhrase) and last.payload.group is None
    return last if single and (last is not made[-1] or last.referents) else None


def _state_behind(nodes: Sequence[Node], at: int, grammar: Grammar) -> tuple[int, Referent | None]:
    """The state whose office a person holds, named behind the name: ``President Ada Lind of Norland``; with the index
    behind it.
    """
    if at + 1 < len(nodes) and grammar.preposition(nodes[at].text) in _OF:
        behind = at + 1
        while behind + 1 < len(nodes) and nodes[behind].kind == "word" and nodes[behind].text in grammar.articles:
            behind += 1
        state = nodes[behind]
        named = state.kind == "thing" and len(state.referents) == 1 and state.referents[0].form == "name"
        if named and state.referents[0].cls == "State":
            return behind + 1, state.referents[0]
    return at, None


def _known(person: Referent, office: RolePhrase, tenures: Iterable[Tenure], nouns: Nouns) -> Referent | None:
    """Whose office it is that the person was told to hold before."""
    same = _same_office(office.label, nouns)
    for tenure in tenures:
        if tenure.holder and tenure.person.entity == person.entity and _same_office(tenure.office, nouns) == same:
            return Referent(tenure.holder, "State", person.start, person.end, "described", 0.85)
    return None


def _same_owner(made: Sequence[Node], holdings: Sequence[Holding], grammar: Grammar) -> Referent | None:
    """Whose the office of the person just before is, where another is joined to it: ``Norland's president X and foreign
    minister Y``.
    """
    at = len(made) - 1
    while at >= 0 and (made[at].text in grammar.conjunctions | {","} or made[at].text in grammar.articles):
        at -= 1
    if at == len(made) - 1 or at < 0 or not holdings or not is_person(made[at]):
        return None
    last = holdings[-1]
    return last.holder if last.person.entity == made[at].referents[0].entity else None


def take_up_offices(
    nodes: Sequence[Node],
    tenures: Iterable[Tenure],
    article: int,
    nouns: Nouns,
    is_state: Callable[[str], bool],
    home: Referent | None,
) -> list[Node]:
    """`nodes` with "the president", "le chef de l'État" made the one person whom the article has named in that office.

    An office without an owner is no other state's than `home`, where that is known.
    """
    made: list[Node] = []
    for node in nodes:
        payload = node.payload
        definite = made and made[-1].text in _DEFINITE
        if node.kind == "role" and isinstance(payload, RolePhrase) and payload.group is None and definite:
            office = _same_office(payload.label, nouns)
            owner = node.referents[0].entity if node.referents else None
            persons = {
                tenure.person.entity: tenure.person
                for tenure in tenures
                if tenure.article == article
                and _same_office(tenure.office, nouns) == office
                and (tenure.holder == owner if owner else _no_others(tenure, home))
                and (office == payload.label.casefold() or tenure.holder is None or is_state(tenure.holder))
            }
            if len(persons) == 1:
                person = next(iter(persons.values()))
                taken = replace(person, start=node.start, end=node.end, form="anaphor", confidence=0.9)
                made.append(Node(node.start, node.end, "thing", "", (taken,)))
                continue
        made.append(node)
    return made


def _no_others(tenure: Tenure, home: Referent | None) -> bool:
    return home is None or tenure.holder is None or tenure.holder == home.entity


def _same_office(label: str, nouns: Nouns) -> str:
    """One label for all wordings of an office."""
    folded = " ".join(words_of(label))
    return next((group[0] for group in nouns.same_offices if folded in group), label.casefold())


def _only_state(made: Sequence[Node]) -> Referent | None:
    """The state named before in the sentence, if it is one only."""
    states = {
        node.referents[0].entity: node.referents[0]
        for node in made
        if node.kind == "thing"
        and len(node.referents) == 1
        and node.referents[0].cls == "State"
        and node.referents[0].form == "name"
    }
    return replace(next(iter(states.values())), form="described", confidence=0.8) if len(states) == 1 else None


def _hold(
    holdings: list[Holding], person: Referent, node: Node, span: tuple[int, int], nouns: Nouns, home: Referent | None
) -> None:
    office = node.payload
    assert isinstance(office, RolePhrase)
    if office.label.casefold().split()[-1] in nouns.counterparts:
        if not holdings:
            return
        office, home = replace(office, label=holdings[-1].office.label), None
    holders = node.referents
    if not holders and home is not None and is_national(office.label, nouns):
        holders = (home,)
    former = any(word.casefold() in nouns.former for word in office.label.split())
    for holder in holders:
        holdings.append(Holding(person, office, holder, *span, former))


def is_national(label: str, nouns: Nouns) -> bool:
    """Whether an office that nobody is named for is a state's: ``transitional president``, not ``Secretary-General``."""
    words = label.casefold().split()
    while len(words) > 1 and words[0] in nouns.grades:
        del words[0]
    office = " ".join(words)
    return office.startswith(nouns.national) and not office.startswith(nouns.of_bodies)


def _person_before(made: Sequence[Node], grammar: Grammar, nouns: Nouns) -> int | None:
    """``X, [the] head of``, ``X is [the] head of``, ``X was elected head of``, ``X (head of``: the index of X in `made`."""
    at = len(made) - 1
    linked = False
    while at >= 0 and len(made) - at < 6:
        node = made[at]
        if is_person(node):
            return at if linked else None
        if node.text in (",", "(", "–", "-", ":") or node.text in grammar.be | nouns.becoming:
            linked = True
        elif node.text not in grammar.articles | grammar.have | _AS and not grammar.is_adverb(node.text):
            return None
        at -= 1
    return None


def _aside_ends(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the comma at `at` closes the office behind a name; one before a further office or name does not."""
    if at + 1 >= len(nodes) or nodes[at].text != ",":
        return False
    following = at + 2 if nodes[at + 1].text in grammar.articles and at + 2 < len(nodes) else at + 1
    return nodes[at + 1].kind != "thing" and nodes[following].kind != "role"


def _person_after(nodes: Sequence[Node], at: int, nouns: Nouns) -> int | None:
    """``head of Y X``, ``head of Y, X``, ``Head of Y, Minister of Z: Mr X``: the index of X in `nodes`."""
    between = frozenset((",", ".", ":")) | nouns.honorifics
    following = at + 1
    while following < len(nodes) and following - at < _OFFICE_REACH and nodes[following].text in between:
        following += 1
    colon = any(node.text == ":" for node in nodes[at:following])
    if colon and at > 0 and nodes[0].kind != "role":
        return None
    return following if following < len(nodes) and is_person(nodes[following]) else None
