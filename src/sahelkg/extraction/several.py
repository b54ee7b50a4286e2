"""Several that have no name: ``local farmers and the mayors of the valley``."""

from collections.abc import Iterator

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.nodes import Node
from sahelkg.extraction.phrases import words_of

_BEFORE_NOUN = 4
_PARTITIVE = frozenset(("de", "d'"))
_ENDS = frozenset((",", ";", ":", ".", "(", ")", "–", "—", "!"))


def several(clauses: Clauses, start: int, nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The spans of text of those that plurals among `nouns` name from the node at `start` on, with what belongs to each:
    the first right there, the others behind commas and conjunctions.
    """
    nodes, at = clauses.nodes, start
    while at < len(nodes) and (head := _head(clauses, at, nouns)) is not None:
        end = _end(clauses, head + 1, nouns)
        begin = _behind_articles(clauses, at)
        yield nodes[begin].start, nodes[end - 1].end
        at = end
        while at < len(nodes) and (nodes[at].text == "," or nodes[at].text in clauses.grammar.conjunctions):
            at += 1
        if at == end:
            return


def _head(clauses: Clauses, start: int, nouns: frozenset[str]) -> int | None:
    """The index of the noun that heads the phrase which begins at `start`, articles and adjectives before it."""
    at = _behind_articles(clauses, start)
    for head in range(at, min(at + _BEFORE_NOUN, len(clauses.nodes))):
        if not nouns.isdisjoint(_words(clauses, clauses.nodes[head])):
            return head
        if not _adjective(clauses, head):
            return None
    return None


def _behind_articles(clauses: Clauses, at: int) -> int:
    while at < len(clauses.nodes) and clauses.nodes[at].text in clauses.grammar.articles | _PARTITIVE:
        at += 1
    return at


def _adjective(clauses: Clauses, at: int) -> bool:
    """Whether the node at `at` may say something of the noun behind it: an adjective, of a state too, or a participle."""
    node, group, grammar = clauses.nodes[at], clauses.groups.get(at), clauses.grammar
    if node.referents:
        return all(one.form == "demonym" for one in node.referents)
    small = node.text in grammar.articles | grammar.conjunctions or grammar.preposition(node.text) is not None
    return node.kind == "word" and not small and (group is None or group.voice in ("reduced", "gerund"))


def _words(clauses: Clauses, node: Node) -> tuple[str, ...]:
    return words_of(clauses.text[node.start : node.end]) if node.kind in ("word", "role", "thing", "count") else ()


def _end(clauses: Clauses, start: int, nouns: frozenset[str]) -> int:
    """Where what belongs to the noun before `start` ends: its complements and participles, in French its adjectives."""
    nodes, grammar = clauses.nodes, clauses.grammar
    at = start
    while at < len(nodes) and not _goes_with(clauses, at):
        if grammar.language == "en" or nodes[at].kind != "word" or not nodes[at].text.endswith(("s", "x")):
            return at
        at += 1
    while at < len(nodes):
        node = nodes[at]
        further = node.text in grammar.conjunctions and _head(clauses, at + 1, nouns) is not None
        aim = node.text == "pour" and clauses.goes_on("de", at + 1)
        ends = aim or clauses.sets_scene(at) or node.kind == "date" or node.text in _ENDS
        ends |= node.text in grammar.relatives | grammar.subordinators
        verb = next((group for group in clauses.groups.values() if group.start == at), None)
        if further or ends or (verb is not None and verb.voice != "reduced" and at > start):
            return at
        at += 1
    return at


def _goes_with(clauses: Clauses, at: int) -> bool:
    """Whether a complement or participle that belongs to the noun before begins at `at`."""
    node, group = clauses.nodes[at], clauses.groups.get(at)
    participle = group is not None and group.voice == "reduced"
    return participle or (node.kind == "word" and clauses.grammar.preposition(node.text) in ("of", "from", "de"))
