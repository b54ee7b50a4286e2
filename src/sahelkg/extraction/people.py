"""Persons and their offices: ``the Nordic Bank's president X``, ``X, head of Y``, ``le ministre de l'Intérieur, X``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import words_of

_LONGEST_NAME = 5
_LONGEST_MARK = 4
_SIGNING_WORDS = 6
_OFFICE_REACH = 8
_DEFINITE = frozenset(("the", "le", "la", "l'", "au", "du"))
_FOR = frozenset(("for", "pour"))
_ONE_OF = (("un", "des"), ("une", "des"), ("un", "de"), ("one", "of"))
_AS = frozenset(("as", "in", "comme"))
_OF = frozenset(("of", "de"))
_POSSESSIVE = frozenset(("his", "her", "son", "sa"))


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


def name_persons(
    text: str,
    nodes: Sequence[Node],
    grammar: Grammar,
    nouns: Nouns,
    candidates: Candidates,
    surnames: Mapping[str, Referent],
) -> list[Node]:
    """`nodes` with the capitalised words after an office or an honorific made a person; a surname alone is the person of
    `surnames` who bears it.
    """
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        made.append(_by_surname(text, nodes[at]))
        at += 1
        whole = _whole_name(text, nodes, at - 1, grammar, nouns, candidates)
        if whole is not None:
            made[-1] = _person(text, nodes[at - 1 : whole], grammar, candidates)
            at = whole
        opener = made[-1]
        signing = _signing(made, grammar)
        honoured = _honours(text, nodes, at - 1, nouns)
        if not honoured and (listed := _listed_name(text, nodes, at - 1, grammar)) is not None:
            made[-1] = _person(text, nodes[at - 1 : listed], grammar, candidates)
            at = listed
            continue
        if not (opener.kind == "role" or signing or honoured):
            continue
        first = at
        between = {".", ":"} if opener.kind == "role" and len(made) == 1 else {"."}
        apposed = _apposed(nodes, at)
        first += apposed
        while first < len(nodes) and nodes[first].text in between | nouns.honorifics:
            first += 1
        last = first
        while last < len(nodes) and last - first < _LONGEST_NAME and _name_word(text, nodes[last], grammar):
            last += 1
        if signing and not (last > first and _capitals(text, nodes[last - 1])):
            last = next((i for i in range(first, last) if not _capitals(text, nodes[i])), last)
        alone = last - first == 1 and not apposed and not signing
        bearer = surnames.get(nodes[first].text) if alone else None
        plain = alone and nodes[first].text not in nouns.common and not grammar.preposition(nodes[first].text)
        titled = plain and _entitles(text, opener)
        if bearer is None and not titled and (last - first < 2 or (apposed and not _closes(nodes, first, last, nouns))):
            continue
        if last < len(nodes) and nodes[last].kind == "thing" and nodes[last].start == nodes[last - 1].end + 1:
            continue
        if opener.kind != "role" and not signing:
            made.pop()
        else:
            made.extend(nodes[at:first])
        if bearer is not None:
            taken = replace(bearer, start=nodes[first].start, end=nodes[first].end, form="anaphor", confidence=0.85)
            made.append(Node(taken.start, taken.end, "thing", "", (taken,)))
        else:
            made.append(_person(text, nodes[first:last], grammar, candidates))
        at = last
    return made


def _whole_name(
    text: str, nodes: Sequence[Node], at: int, grammar: Grammar, nouns: Nouns, candidates: Candidates
) -> int | None:
    """Where the name of the person at `at`, whom the lexicon does not know, ends if further capitalised words follow it."""
    if not is_person(nodes[at]) or nodes[at].referents[0].entity in candidates.lexicon.entities:
        return None
    last = at + 1
    while last < len(nodes) and nodes[last].start == nodes[last - 1].end + 1 and _name_word(text, nodes[last], grammar):
        if nodes[last].text in nouns.common or grammar.preposition(nodes[last].text):
            break
        last += 1
    return last if at + 1 < last <= at + _LONGEST_NAME else None


def _by_surname(text: str, node: Node) -> Node:
    """`node`, the person in it taken up where one word names him."""
    if not is_person(node) or " " in text[node.start : node.end]:
        return node
    return replace(node, referents=(replace(node.referents[0], form="anaphor"),))


def _entitles(text: str, node: Node) -> bool:
    """Whether a bare office is worded as the title of one person: the President of ``President Lind``."""
    office = node.payload
    single = isinstance(office, RolePhrase) and office.group is None
    return single and text[node.start].isupper() and node.end - node.start == len(office.label)  # type: ignore[union-attr]


def _apposed(nodes: Sequence[Node], at: int) -> bool:
    """Whether a comma at `at` may set off the name of who holds the office before it."""
    office = nodes[at - 1].payload
    single = isinstance(office, RolePhrase) and office.group is None
    return single and at < len(nodes) and nodes[at].text == ","


def _closes(nodes: Sequence[Node], first: int, last: int, nouns: Nouns) -> bool:
    """Whether ``nodes[first:last]`` is all that stands between commas, and no noun that is common in names."""
    ends = last == len(nodes) or nodes[last].text in (",", ")", ".", ";")
    return ends and nouns.common.isdisjoint(node.text for node in nodes[first:last])


def _person(text: str, words: Sequence[Node], grammar: Grammar, candidates: Candidates) -> Node:
    """The person whom `words` name."""
    start, end = words[0].start, words[-1].end
    entity = candidates.named(" ".join(text[start:end].split()), "Person", grammar.language)
    return Node(start, end, "thing", "", (Referent(entity.slug, entity.cls, start, end, "name", 0.85),))


def _listed_name(text: str, nodes: Sequence[Node], at: int, grammar: Grammar) -> int | None:
    """If a line of a list begins with a name and an office at `at` (``Awa Sarr, Minister of Health``), the index behind
    the name.
    """
    if at > _LONGEST_MARK or any(node.kind != "punctuation" and not node.text.isdigit() for node in nodes[:at]):
        return None
    last = at
    while last < len(nodes) and last - at < _LONGEST_NAME and _name_word(text, nodes[last], grammar):
        last += 1
    if last - at < 2 or last + 1 >= len(nodes) or nodes[last].text not in (",", ":", "–", "-"):
        return None
    following = last + 2 if nodes[last + 1].text in grammar.articles and last + 2 < len(nodes) else last + 1
    return last if nodes[following].kind == "role" else None


def _honours(text: str, nodes: Sequence[Node], at: int, nouns: Nouns) -> bool:
    """Whether an honorific stands at `at`; a possessive is only part of one, as in ``Son Excellence``."""
    node = nodes[at]
    if node.text not in nouns.honorifics or not text[node.start].isupper():
        return False
    return node.text not in _POSSESSIVE or (at + 1 < len(nodes) and nodes[at + 1].text in nouns.honorifics)


def _signing(made: Sequence[Node], grammar: Grammar) -> bool:
    """Whether the name of who signs follows: ``For the Republic of X:``, or on a line below it."""
    closes = made[-1].text == ":" or (made[-1].kind == "thing" and made[0].text in _FOR and len(made) < _SIGNING_WORDS)
    return closes and any(node.text in _FOR for node in made[-_SIGNING_WORDS:])


def _capitals(text: str, node: Node) -> bool:
    return text[node.start : node.end].isupper() and node.end - node.start > 1


def _name_word(text: str, node: Node, grammar: Grammar) -> bool:
    return node.kind == "word" and text[node.start].isupper() and node.text not in grammar.articles | grammar.auxiliaries


def join_offices(
    nodes: Sequence[Node], grammar: Grammar, nouns: Nouns, home: Referent | None, tenures: Iterable[Tenure]
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
            if before is not None:
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
        office = replace(office, label=holdings[-1].office.label)
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
