"""Offices told of somebody, taken up again: ``the president`` for the one person named in that office."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.nodes import Node, Referent, RolePhrase
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrases import words_of

_DEFINITE = frozenset(("the", "le", "la", "l'", "au", "du"))


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office as an article words it beside a name: whose it is, where that is known, and who bears the name."""

    article: int
    office: str
    holder: str | None
    person: Referent


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


def known_holder(person: Referent, office: object, tenures: Iterable[Tenure], nouns: Nouns) -> Referent | None:
    """Whose office it is that the person was told to hold before."""
    if not isinstance(office, RolePhrase):
        return None
    same = _same_office(office.label, nouns)
    for tenure in tenures:
        if tenure.holder and tenure.person.entity == person.entity and _same_office(tenure.office, nouns) == same:
            return Referent(tenure.holder, "State", person.start, person.end, "described", 0.85)
    return None


def _no_others(tenure: Tenure, home: Referent | None) -> bool:
    return home is None or tenure.holder is None or tenure.holder == home.entity


def _same_office(label: str, nouns: Nouns) -> str:
    """One label for all wordings of an office."""
    folded = " ".join(words_of(label))
    return next((group[0] for group in nouns.same_offices if folded in group), label.casefold())
