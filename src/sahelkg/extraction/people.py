"""Persons and their offices: ``the Nordic Bank's president X``, ``X, head of Y``, ``le ministre de l'Intérieur, X``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sahelkg.extraction.bearing import (
    aside_ends,
    bears_next,
    further_office,
    is_state,
    person_after,
    person_before,
    person_on_line,
)
from sahelkg.extraction.dates import DateMention
from sahelkg.extraction.delegations import led_from
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import words_of
from sahelkg.extraction.tenures import Tenure, known_holder

_ONE_OF = (("un", "des"), ("une", "des"), ("un", "de"), ("one", "of"))
_ENDS = frozenset((";", ")", "."))
_NO_BODIES = frozenset(("Person", "State", "Place", "City", "Region", "Group", "Meeting", "Document"))
_OF = frozenset(("of", "de"))
_OF_WORDS = frozenset(("of", "de", "du", "des"))


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, the office and whose it is, with the span that says so, and the dates given for it."""

    person: Referent
    office: RolePhrase
    holder: Referent
    start: int
    end: int
    former: bool
    term: DateMention | None = None


@dataclass
class Bearers:
    """Joins persons and the offices worded beside their names.

    `home` is the state that national offices belong to where neither the office, the sentence before it nor one of the
    `tenures` known names one; that of a person named in full before, now by surname alone, is known. `titled` are the states
    that the title names, of which one sends envoys to the other; `state_of` tells the state where a place lies. In a text
    that `governs`, issued by a government, the offices to which persons are named are the state's; `issuer` is the state
    whose government speaks in it.
    """

    text: str
    grammar: Grammar
    nouns: Nouns
    home: Referent | None
    titled: Sequence[Referent]
    tenures: Iterable[Tenure]
    state_of: Callable[[Referent], Referent | None]
    governs: bool
    issuer: Referent | None
    holdings: list[Holding] = field(default_factory=list)
    borne: list[tuple[RolePhrase, Referent]] = field(default_factory=list)
    """Each office with its person, whether or not the text says whose it is."""
    _made: list[Node] = field(default_factory=list)
    _shared: Node | None = None
    _given: int | None = None

    def join(self, nodes: Sequence[Node]) -> list[Node]:
        """`nodes` with a person and the office worded beside the name made one node; fills `holdings` and `borne`."""
        at = 0
        self._given = self._office_given(nodes) if self.governs else None
        while at < len(nodes):
            node = nodes[at]
            role = node.kind == "role" and isinstance(node.payload, RolePhrase)
            beyond = self._sharing(nodes, at) if not role else self._behind(nodes, at) or self._before(nodes, at)
            if beyond is None:
                self._made.append(self._at_home(node))
                beyond = at + 1
            at = beyond
        return self._made

    def _office_given(self, nodes: Sequence[Node]) -> int | None:
        """Where the office begins that a line or a sentence of a government gives somebody: ``Director of Police: X``,
        ``X is named director``.
        """
        first = next((at for at, node in enumerate(nodes) if node.text in self.nouns.becoming), 0)
        following = (node for node in nodes[first:] if node.kind == "role")
        named = next(following, None) if first else nodes[0] if nodes and nodes[0].kind == "role" else None
        return named.start if named is not None else None

    def _at_home(self, node: Node) -> Node:
        """`node`, the office of a state or its envoy in it given its likely state where the text names none."""
        office = node.payload
        if not isinstance(office, RolePhrase) or node.referents or office.group is not None:
            return node
        home = next(iter(self._sender(office)), None) if office.envoy else self.home
        return (
            replace(node, payload=replace(office, home=home))
            if office.envoy or is_national(office.label, self.nouns)
            else node
        )

    def _sharing(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind a person and state that share the office before: Y in ``Presidents X of A and Y of B``."""
        node, made = nodes[at], self._made
        if self._shared is None or not is_person(node) or made[-1].text not in self.grammar.conjunctions | {","}:
            return None
        reach, state = _state_behind(nodes, at + 1, self.grammar)
        if state is None:
            return None
        self._hold(node.referents[0], self._shared, (node.start, nodes[reach - 1].end), state)
        made.append(replace(node, end=nodes[reach - 1].end))
        return reach

    def _behind(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind the office at `at`, if it is told of the person or persons before it."""
        node, made = nodes[at], self._made
        self._shared = None
        before = person_before(made, self.grammar, self.nouns, _several(node))
        if before is None or bears_next(self.text, nodes, at) or self._next_bearer(nodes, at, before):
            return None
        beyond, node = self._body_behind(nodes, at)
        end = nodes[beyond - 1].end
        home = led_from(nodes, at, self.grammar) or _only_state(made, self.grammar) or self.home
        self._hold_each(made[before], node, (made[before].start, end), home, _term(nodes, beyond))
        made[before] = replace(made[before], end=end)
        del made[before + 1 :]
        while (second := further_office(nodes, beyond, self.grammar, self.nouns)) is not None:
            further = nodes[second]
            self._hold_each(made[before], further, (made[before].start, further.end), home, _term(nodes, second + 1))
            made[before] = replace(made[before], end=further.end)
            beyond = second + 1
        return beyond + 1 if aside_ends(nodes, beyond, self.grammar) else beyond

    def _next_bearer(self, nodes: Sequence[Node], at: int, before: int) -> bool:
        """Whether the office at `at` is that of the person behind it, as the one at ``_made[before]`` has one of his own
        before his name: ``the president of A, X, the foreign minister of B, Y``.
        """
        titled = self._made[before].start < self._made[before].referents[0].start
        return titled and person_after(nodes, at, self.nouns) is not None

    def _opens_clause(self, node: Node) -> bool:
        """Whether the office in `node` opens a clause, as that of who acts for the government that speaks: no head of state
        is meant where the title names another state.
        """
        office = node.payload
        small = self.grammar.articles | {",", "“", "«", '"'}
        before = next((one for one in reversed(self._made) if one.text not in self.grammar.articles), None)
        presiding = isinstance(office, RolePhrase) and office.label.casefold().split()[0] in self.nouns.heads_of_state
        return (before is None or before.text in small) and not (presiding and self.titled)

    def _before(self, nodes: Sequence[Node], at: int) -> int | None:
        """The index behind the person or persons that follow the office at `at`."""
        node, made = nodes[at], self._made
        after = person_after(nodes, at, self.nouns)
        if after is None and node.start == self._given:
            after = person_on_line(nodes, at, self.nouns)
        if after is None:
            return None
        person = nodes[after].referents[0]
        reach, of = _state_behind(nodes, after + 1, self.grammar) if not node.referents else (after + 1, None)
        self._shared = node if of is not None else None
        owner = of or _same_owner(made, self.holdings, self.grammar)
        if owner is None and person.form != "anaphor":
            owner = (
                known_holder(person, node.payload, self.tenures, self.nouns)
                or led_from(nodes, at, self.grammar)
                or (self.issuer if self._opens_clause(node) else None)
                or _only_state(made, self.grammar)
                or self.home
            )
        while (earlier := _office_before(made)) is not None:
            self._hold(person, earlier, (earlier.start, nodes[after].end), self.home)
            del made[made.index(earlier) :]
        self._hold_each(nodes[after], node, (node.start, nodes[reach - 1].end), owner, _term(nodes, reach))
        start = node.start
        if tuple(one.text for one in made[-2:]) in _ONE_OF:
            start = made[-2].start
            del made[-2:]
        made.append(replace(nodes[after], start=start, end=nodes[reach - 1].end))
        return reach

    def _body_behind(self, nodes: Sequence[Node], at: int) -> tuple[int, Node]:
        """The index behind the office at `at`, and the office with the body whose it is where that ends the line:
        ``Permanent Secretary, Ministry of Finance``.
        """
        node, body = nodes[at], at + 1
        body += body < len(nodes) and nodes[body].text == ","
        if node.referents or body >= len(nodes) or nodes[body].kind != "thing" or len(nodes[body].referents) != 1:
            return at + 1, node
        ends = body + 1 == len(nodes) or nodes[body + 1].text in _ENDS
        if not ends or nodes[body].referents[0].cls in _NO_BODIES:
            return at + 1, node
        return body + 1, replace(node, referents=nodes[body].referents)

    def _hold_each(
        self, bearers: Node, node: Node, span: tuple[int, int], home: Referent | None, term: DateMention | None
    ) -> None:
        """Notes that each of the `bearers` holds the office in `node`; of several owners, each has its own bearer. Of one
        office, the first of several persons bears it.
        """
        persons, owners = bearers.referents, node.referents
        if not _several(node):
            persons = persons[:1]
        each = len(persons) > 1 and len(owners) == len(persons)
        for index, person in enumerate(persons):
            own = replace(node, referents=(owners[index],)) if each else node
            self.borne.append((own.payload, person))  # type: ignore[arg-type]
            self._hold(person, own, span, home, term)

    def _hold(
        self,
        person: Referent,
        node: Node,
        span: tuple[int, int],
        home: Referent | None,
        term: DateMention | None = None,
    ) -> None:
        office = node.payload
        assert isinstance(office, RolePhrase)
        if office.label.casefold().split()[-1] in self.nouns.counterparts:
            if not self.holdings:
                return
            office, home = replace(office, label=self.holdings[-1].office.label), None
        holders, home = node.referents, None if self._of_another(office) else home
        if not holders and office.envoy:
            holders = self._sender(office)
        elif not holders and home is not None and (is_national(office.label, self.nouns) or node.start == self._given):
            holders = (home,)
        former = any(word.casefold() in self.nouns.former for word in office.label.split())
        self.holdings += [Holding(person, office, holder, *span, former, term) for holder in holders]

    def _of_another(self, office: RolePhrase) -> bool:
        """Whether a name nobody knows stands before an English office, whose it is: ``Board President Ada Lind``."""
        before = self._made[-1] if self._made else None
        beside = before is not None and before.kind == "word" and self.text[before.end : office.start] == " "
        plain = self.nouns.honorifics | self.nouns.presided | self.nouns.grades
        named = before is not None and self.text[before.start].isupper() and before.text not in plain
        return beside and named and len(self._made) > 1

    def _sender(self, office: RolePhrase) -> tuple[Referent, ...]:
        """Whose envoy the bearer of an office is: of the one state that acts in the sentence, or that the title names beside
        the state of the posting; else only where the envoy is sent is told.
        """
        posting = office.posting
        land = self.state_of(posting) if posting is not None else None
        if self.governs and self.home is not None and (land is None or land.entity != self.home.entity):
            return (self.home,)
        acting = {
            node.referents[0].entity: node.referents[0]
            for at, node in enumerate(self._made)
            if is_state(node) and governor(self._made, at, self.grammar) is None
        }
        others = {state.entity: state for state in self.titled if land is not None and state.entity != land.entity}
        for found in (acting, others):
            senders = [state for slug, state in found.items() if land is None or slug != land.entity]
            if len(senders) == 1:
                return (replace(senders[0], form="described", confidence=0.85),)
        return (posting,) if posting is not None and posting.cls == "State" else ()


def _several(node: Node) -> bool:
    return isinstance(node.payload, RolePhrase) and node.payload.plural


def _term(nodes: Sequence[Node], at: int) -> DateMention | None:
    """The dates of an office that stand right behind it: ``(since 3 May 2017)``, ``from 1990 to 1997``."""
    at += at < len(nodes) and nodes[at].text in ("(", "[", "from", "de")
    date = nodes[at].payload if at < len(nodes) else None
    return date if isinstance(date, DateMention) and date.kind in ("since", "until", "range") else None


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


def _office_before(made: Sequence[Node]) -> Node | None:
    """The office that ends `made`, over a comma: the first of ``Minister of Health, Ambassador X``."""
    joined = len(made) > 1 and (made[-1].text == "," or (made[-1].text == ":" and len(made) == 2))
    last = made[-2] if joined else made[-1] if made else None
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


def _only_state(made: Sequence[Node], grammar: Grammar) -> Referent | None:
    """The state named before in the sentence, if it is one only; of several, the one that acts."""
    states = {node.referents[0].entity: node.referents[0] for node in made if is_state(node)}
    if len(states) > 1:
        acting = (
            node.referents[0] for at, node in enumerate(made) if is_state(node) and governor(made, at, grammar) is None
        )
        states = {one.entity: one for one in acting}
    return replace(next(iter(states.values())), form="described", confidence=0.8) if len(states) == 1 else None


def is_national(label: str, nouns: Nouns) -> bool:
    """Whether an office that nobody is named for is a state's: ``transitional president``, not ``Secretary-General``."""
    words = label.casefold().split()
    while len(words) > 1 and words[0] in nouns.grades:
        del words[0]
    office = " ".join(words)
    presiding = any(word.startswith("présid") or word == "president" for word in words)
    foreign = presiding and not _OF_WORDS.isdisjoint(words) and nouns.presided.isdisjoint(words_of(office))
    return office.startswith(nouns.national) and not office.startswith(nouns.of_bodies) and not foreign
