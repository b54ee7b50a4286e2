"""How delegations are worded: whose they are and who leads them: ``the Norlander side was led by X``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent

NOUNS: Mapping[str, frozenset[str]] = {
    "en": frozenset(("delegation", "side", "team")),
    "fr": frozenset(("delegation", "partie", "cote")),
}
LED: Mapping[str, frozenset[str]] = {
    "en": frozenset("led leads lead leading headed heads head heading co-led".split()),
    "fr": frozenset("conduite conduisait conduit dirigee dirigeait dirige menee menait presidee emmenee".split()),
}
BY = frozenset(("by", "par"))
REACH = 14
NEAR = 3
_SENT = ("State", "Organisation")


def sent_by(nodes: Sequence[Node], at: int, grammar: Grammar) -> Referent | None:
    """Whose delegation the noun at `at` speaks of: ``the Kenyan side``, ``la délégation de la Norlande``."""
    if nodes[at].kind != "word" or nodes[at].text not in NOUNS[grammar.language]:
        return None
    if grammar.language == "en" and at:
        before = at - 2 if nodes[at - 1].text == "'s" else at - 1
        return _single(nodes[before]) if before >= 0 else None
    for behind in range(at + 1, min(at + 1 + NEAR, len(nodes))):
        if (found := _single(nodes[behind])) is not None:
            return found
        if grammar.preposition(nodes[behind].text) != "de" and nodes[behind].text not in grammar.articles:
            return None
    return None


def led_from(nodes: Sequence[Node], at: int, grammar: Grammar) -> Referent | None:
    """Whose delegation the bearer of the office at `at` leads: ``the Kenyan side was led by Ambassador X``, ``Minister X
    headed the Kenyan delegation``.
    """
    led = LED[grammar.language]
    before = nodes[max(0, at - REACH) : at]
    by = next((index for index in range(len(before) - 1, -1, -1) if before[index].text in BY), None)
    if by is not None and len(before) - by <= NEAR and any(node.text in led for node in nodes[:at]):
        return next(filter(None, (sent_by(before, index, grammar) for index in range(by - 1, -1, -1))), None)
    verb = next((index for index in range(at + 1, min(at + REACH, len(nodes))) if nodes[index].text in led), None)
    if verb is None or any(node.text in BY for node in nodes[at:verb]):
        return None
    for index in range(verb + 1, min(verb + REACH, len(nodes))):
        if nodes[index].text == ",":
            return None
        if (found := sent_by(nodes, index, grammar)) is not None:
            return found
    return None


def _single(node: Node) -> Referent | None:
    if node.kind != "thing" or len(node.referents) != 1 or node.referents[0].cls not in _SENT:
        return None
    return replace(node.referents[0], form="described")
