"""Words set between a thing and what is said of it: an aside between commas, the capacity in which it acts."""

from sahelkg.extraction.clauses import Clauses

_ASIDE_REACH = 8
_LIST_REACH = 36
_JOINS = frozenset(("que", "as"))
_HELPED = frozenset(("with", "by", "avec", "par"))
_LIKENING = frozenset(("such", "same", "well", "soon", "far", "long", "just"))


def aside(clauses: Clauses, at: int, end: int) -> int | None:
    """The index of the comma that opens the aside which the thing at `at` closes, commas around it and a preposition or
    participle in front: the ministry in ``the guard, under the Ministry of Justice, is``.
    """
    if clauses.sentence.word(at + 1) != "," or at + 1 >= end:
        return None
    if clauses.governed(at) is None:
        return _listed_aside(clauses, at)
    comma = next((i for i in range(at - 1, max(at - _ASIDE_REACH, 0), -1) if clauses.nodes[i].text == ","), None)
    if comma is None:
        return None
    group = clauses.groups.get(comma + 1)
    participle = group is not None and group.voice == "reduced"
    return comma if participle or clauses.grammar.preposition(clauses.sentence.word(comma + 1)) else None


def capacity(clauses: Clauses, at: int) -> int | None:
    """Where the words begin that end at `at` and say in what capacity somebody acts: ``as``, ``en tant que``."""
    for words in clauses.grammar.capacity:
        first = at - len(words) + 1
        likened = clauses.sentence.word(first - 1) in _LIKENING
        if first >= 0 and not likened and tuple(node.text for node in clauses.nodes[first : at + 1]) == words:
            return first
    return None


def _listed_aside(clauses: Clauses, at: int) -> int | None:
    """The index of the comma and participle that open an aside which a list of its helpers ends with the thing at `at`: the
    force in ``teams, coordinated with the police, the army and the Nordic force, tasked with``.
    """
    joined = clauses.grammar.conjunctions | _JOINS
    first = at - 1
    while first > 0 and clauses.nodes[first].text in clauses.grammar.articles:
        first -= 1
    if clauses.sentence.word(first) not in joined:
        return None
    for comma in range(first - 1, max(at - _LIST_REACH, 0), -1):
        group = clauses.groups.get(comma + 1)
        if group is not None and group.finite:
            return None
        if clauses.nodes[comma].text != "," or group is None or group.voice != "reduced":
            continue
        helped = any(clauses.grammar.preposition(node.text) in _HELPED for node in clauses.nodes[group.end : group.end + 3])
        return comma if helped else None
    return None
