"""Where the bearer of an office stands: ``X, head of Y``, ``the head of Y, Mr X``, ``X was named head of Y``."""

from collections.abc import Sequence

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, is_person
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.phrasing import behind_origin, behind_post

_OFFICE_REACH = 8
_AS = frozenset(("as", "in", "comme", "en", "de", "to", "of"))
_CAPACITIES = frozenset(("qualite", "poste", "fonctions", "post", "position", "titre", "rang"))

_OF = frozenset(("of", "de"))


def person_before(made: Sequence[Node], grammar: Grammar, nouns: Nouns, several: bool) -> int | None:
    """``X, [the] head of``, ``X is [the] head of``, ``X was elected head of``, ``named X head of``, ``X (head of``: the
    index of X in `made`; of an office that `several` bear, the index of their list.
    """
    at = len(made) - 1
    linked = becoming = False
    while at >= 0 and len(made) - at < 6:
        node = made[at]
        if is_person(node) or (several and are_persons(node)):
            close = at == len(made) - 1 or any(one.text in _CAPACITIES for one in made[at:])
            named = close and any(one.text in nouns.becoming for one in made[max(0, at - 4) : at])
            return at if linked or named else None
        if node.text in (",", "(", "–", "-", ":") or node.text in grammar.be | nouns.becoming:
            linked = True
        elif is_state(node) and at > 1 and made[at - 1].text in _OF and is_person(made[at - 2]):
            at -= 1
        elif node.text not in grammar.articles | grammar.have | _AS | _CAPACITIES and not grammar.is_adverb(node.text):
            return _named_before(made, at, grammar, nouns) if becoming else None
        becoming |= node.text in nouns.becoming
        at -= 1
    return None


def _named_before(made: Sequence[Node], at: int, grammar: Grammar, nouns: Nouns) -> int | None:
    """Who is named to an office behind words set off that end at `at`: ``X, a graduate of the Academy, is appointed``; the
    one person of the sentence, at its head.
    """
    persons = [index for index, node in enumerate(made) if is_person(node)]
    apposed = len(persons) == 1 and all(one.text in nouns.honorifics | grammar.articles for one in made[: persons[0]])
    return persons[0] if apposed and any(one.text == "," for one in made[at:]) else None


def are_persons(node: Node) -> bool:
    return node.kind == "thing" and bool(node.referents) and all(one.cls == "Person" for one in node.referents)


def aside_ends(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the comma at `at` closes the office behind a name; one before a further office or name does not."""
    if at + 1 >= len(nodes) or nodes[at].text != ",":
        return False
    following = at + 2 if nodes[at + 1].text in grammar.articles and at + 2 < len(nodes) else at + 1
    return nodes[at + 1].kind != "thing" and nodes[following].kind != "role"


def person_on_line(nodes: Sequence[Node], at: int, nouns: Nouns) -> int | None:
    """Who bears the office that opens a line, behind its colon and a rank at most: ``Attaché at the Embassy: Colonel X``."""
    colon = next((i for i in range(at, len(nodes)) if nodes[i].text == ":"), len(nodes))
    following = colon + 1
    while following < len(nodes) and (nodes[following].text in nouns.honorifics | {"."} or nodes[following].kind == "role"):
        following += 1
    return following if at == 0 and following < len(nodes) and are_persons(nodes[following]) else None


def person_after(nodes: Sequence[Node], at: int, nouns: Nouns) -> int | None:
    """``head of Y X``, ``head of Y (Z), X``, ``Head of Y, Minister of Z: Mr X``: the index of X in `nodes`."""
    between = frozenset((",", ".", ":")) | nouns.honorifics
    following = behind_post(nodes, at + 1)
    if following + 2 < len(nodes) and nodes[following].text == "(" and nodes[following + 2].text == ")":
        following += 3
    while following < len(nodes) and following - at < _OFFICE_REACH and nodes[following].text in between:
        following += 1
    following = behind_origin(nodes, following)
    colon = any(node.text == ":" for node in nodes[at:following])
    if colon and at > 0 and nodes[0].kind != "role":
        return None
    return following if following < len(nodes) and are_persons(nodes[following]) else None


def bears_next(text: str, nodes: Sequence[Node], at: int) -> bool:
    """Whether the office at `at` is worded as the title of the person right behind it: ``X, Prime Minister Y and …``."""
    following = at + 1 < len(nodes) and is_person(nodes[at + 1])
    return following and text[nodes[at].end : nodes[at + 1].start] == " "


def further_office(nodes: Sequence[Node], at: int, grammar: Grammar, nouns: Nouns) -> int | None:
    """The index of a second office of the same person, joined at `at`: ``X, mayor of Oksa and a head of the Bank``."""
    joined = at < len(nodes) and nodes[at].text in grammar.conjunctions
    at += 2 if at + 1 < len(nodes) and nodes[at + 1].text in grammar.articles else 1
    return at if joined and at < len(nodes) and nodes[at].kind == "role" and person_after(nodes, at, nouns) is None else None


def is_state(node: Node) -> bool:
    """Whether `node` names one state."""
    named = node.kind == "thing" and len(node.referents) == 1
    return named and node.referents[0].cls == "State" and node.referents[0].form == "name"
