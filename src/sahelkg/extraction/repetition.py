"""The same thing named again right behind its name: its short form, its name in another language."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sahelkg.extraction.nodes import Node, Referent

_ALSO_KNOWN = frozenset(
    ", or also known formerly previously called as the a.k.a ou également appelé appelée aussi egalement appele"
    " appelee connu connue sous"
    " le nom de la l' dit dite abrégé abrégée abrege abregee en".split()
)
_CALLED_WORDS = frozenset("known called appele appelee appelé appelée connu connue dit dite".split())
_LANGUAGE_NAMES = frozenset(
    "arabic arabe french francais anglais english portuguese portugais spanish espagnol german allemand"
    " abbreviated abrege en".split()
)


def without_repetition(nodes: Sequence[Node], unknown: Callable[[Referent], bool]) -> list[Node]:
    """``Nordic Bank (NB)``, ``Nordic Bank (French: Banque nordique), or NB`` made one node: the same thing named again."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if (other := _called_also(nodes, at, unknown)) is not None:
            made.append(replace(nodes[other], start=node.start))
            at = other + 1
            continue
        if made and made[-1].kind == "thing" and made[-1].referents:
            end = _year_behind(nodes, at, made[-1]) or _named_again(nodes, at, {one.entity for one in made[-1].referents})
            if end is not None:
                made[-1] = replace(made[-1], end=nodes[end - 1].end)
                at = end
                continue
        made.append(node)
        at += 1
    return made


def _year_behind(nodes: Sequence[Node], at: int, before: Node) -> int | None:
    """The index behind the year in brackets that belongs to the name of a resolution: ``Resolution 733 (1992)``."""
    bracket = at + 2 < len(nodes) and nodes[at].text == "(" and nodes[at + 1].kind == "date" and nodes[at + 2].text == ")"
    return at + 3 if bracket and before.referents[0].cls == "Resolution" else None


def _named_again(nodes: Sequence[Node], at: int, entities: set[str]) -> int | None:
    """The index behind a bracket or "also known as" at `at` that only names `entities` again, or in another language."""
    end = at
    if nodes[at].text in ("(", "["):
        again = False
        while (end := end + 1) < len(nodes) and end - at < 12 and nodes[end].text not in (")", "]"):
            node = nodes[end]
            same = node.kind == "thing" and {referent.entity for referent in node.referents} == entities
            same |= node.kind == "thing" and nodes[end - 1].text == ":" and _language(nodes[end - 2])
            again |= same
            if not (same or node.kind == "punctuation" or node.text in ("or", "ou") or _language(node)):
                return None
        return end + 1 if again and end < len(nodes) and nodes[end].text in (")", "]") else None
    while end < len(nodes) and end - at < 8 and nodes[end].kind != "thing":
        if nodes[end].text not in _ALSO_KNOWN:
            return None
        end += 1
    if end == at or end >= len(nodes) or {referent.entity for referent in nodes[end].referents} != entities:
        return None
    return None if end - at == 1 and nodes[at].text in ("as", "the", "et", "and") else end + 1


def _language(node: Node) -> bool:
    """Whether the node is the name of a language, which may be the adjective of a state."""
    return node.text in _LANGUAGE_NAMES or (bool(node.referents) and node.referents[0].form == "demonym")


def _called_also(nodes: Sequence[Node], at: int, unknown: Callable[[Referent], bool]) -> int | None:
    """If a name that nobody knows stands at `at` and "also known as" gives another for it, the index of that other."""
    first = nodes[at]
    if first.kind != "thing" or len(first.referents) != 1 or not unknown(first.referents[0]):
        return None
    end = at + 1
    while end < len(nodes) and end - at < 8 and nodes[end].kind != "thing":
        if nodes[end].text not in _ALSO_KNOWN:
            return None
        end += 1
    said = {node.text for node in nodes[at + 1 : end]}
    single = end < len(nodes) and len(nodes[end].referents) == 1 and nodes[end].referents[0].form == "name"
    return end if single and not said.isdisjoint(_CALLED_WORDS) else None
