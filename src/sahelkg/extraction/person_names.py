"""Names of persons by what stands around them: an office or honorific before, an office behind, a signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.extraction.nouns import Nouns

_LONGEST_NAME = 6
_LONGEST_MARK = 4
_SIGNING_WORDS = 6
_FOR = frozenset(("for", "pour"))
_OPENING = frozenset(("(", '"', "“", "«", "'", "‘"))
_CLOSING = frozenset((")", '"', "”", "»", "'", "’"))
_POSSESSIVE = frozenset(("his", "her", "son", "sa"))


@dataclass(frozen=True, slots=True)
class _Around:
    """What names are read by."""

    grammar: Grammar
    nouns: Nouns
    candidates: Candidates

    def unknown_place(self, node: Node) -> bool:
        """Whether `node` is a place that only a model saw."""
        if node.kind != "thing" or len(node.referents) != 1 or node.referents[0].cls != "Place":
            return False
        return node.referents[0].entity not in self.candidates.lexicon.entities and node.referents[0].form == "name"

    def unknown(self, node: Node) -> bool:
        """Whether `node` is one word that only a model takes for a name."""
        single = node.kind == "thing" and len(node.referents) == 1 and node.referents[0].form == "name"
        return single and " " not in node.text and node.referents[0].entity not in self.candidates.lexicon.entities

    def of_name(self, node: Node) -> bool:
        """Whether `node`, taken for a thing, may go on the name of a person before it: ``Ferdinand Romualdez Marcos``."""
        return is_person(node) or self.unknown_place(node)


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
    around = _Around(grammar, nouns, candidates)
    made: list[Node] = []
    listing = False
    at = 0
    while at < len(nodes):
        made.append(_by_surname(text, nodes[at]))
        at += 1
        whole = _whole_name(text, nodes, at - 1, around)
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
        plural = isinstance(opener.payload, RolePhrase) and opener.payload.plural
        listing = plural or (listing and (is_person(opener) or opener.text in grammar.conjunctions | {","}))
        if not (opener.kind == "role" or signing or honoured or (listing and not is_person(opener))):
            continue
        between = {".", ":"} if opener.kind == "role" and len(made) == 1 else {"."}
        apposed = _apposed(nodes, at)
        first = at + apposed
        while first < len(nodes) and nodes[first].text in between | nouns.honorifics:
            first += 1
        if honoured and first < len(nodes) and is_person(nodes[first]):
            made[-1] = replace(nodes[first], start=opener.start)
            at = first + 1
            continue
        titles_next = (
            first < len(nodes) and (opener.kind == "role" or honoured) and not apposed and _follows(text, nodes, first)
        )
        last = max(
            _name_end(text, nodes, first, first, around), first + (titles_next and around.unknown_place(nodes[first]))
        )
        if signing and not (last > first and _capitals(text, nodes[last - 1])):
            last = next((i for i in range(first, last) if not _capitals(text, nodes[i])), last)
        alone = last > first and " " not in text[nodes[first].start : nodes[last - 1].end] and not apposed and not signing
        bearer = surnames.get(nodes[first].text) if alone else None
        entitled = alone and _single(nodes[first], grammar, nouns) and (honoured or _entitles(text, opener, grammar))
        unnamed = last == first or alone or (apposed and not _closes(nodes, first, last, nouns))
        if bearer is None and unnamed and not entitled:
            continue
        if last < len(nodes) and nodes[last].kind == "thing" and nodes[last].start == nodes[last - 1].end + 1:
            continue
        if honoured:
            made.pop()
        else:
            made.extend(
                node for node in nodes[at:first] if plural or not listing or node.text not in nouns.honorifics | {"."}
            )
        if bearer is not None:
            taken = replace(bearer, start=nodes[first].start, end=nodes[first].end, form="anaphor", confidence=0.85)
            made.append(Node(taken.start, taken.end, "thing", "", (taken,)))
        else:
            made.append(_person(text, nodes[first:last], grammar, candidates))
        at = last
    return made


def _whole_name(text: str, nodes: Sequence[Node], at: int, around: _Around) -> int | None:
    """Where the name of the person at `at`, whom the lexicon does not know, ends if further capitalised words follow it."""
    if not is_person(nodes[at]) or nodes[at].referents[0].entity in around.candidates.lexicon.entities:
        return None
    last = _name_end(text, nodes, at, at + 1, around)
    words = [node.text for node in nodes[at + 1 : last]]
    if last == at + 1 or not around.nouns.common.isdisjoint(words):
        return None
    return None if around.grammar.preposition(words[0]) and words[0] not in around.nouns.particles else last


def _name_end(text: str, nodes: Sequence[Node], first: int, at: int, around: _Around) -> int:
    """The index behind the name that begins at `first` and is known up to `at`: capitalised words with initials
    (``Lucas M.``), particles (``de la``), a name called in between (``(Frank)``), and what was taken for another name.
    """
    last = at
    while at < len(nodes) and last - first < _LONGEST_NAME and (at == first or _follows(text, nodes, at)):
        opens = at == first and at + 1 < len(nodes) and around.unknown(nodes[at]) and _capital(text, nodes[at + 1])
        if opens or _name_word(text, nodes[at], around.grammar) or (at > first and around.of_name(nodes[at])):
            at = last = at + 1
            initial = all(len(part) == 1 for part in nodes[last - 1].text.split("."))
            if initial and last + 1 < len(nodes) and nodes[last].text == "." and _goes_on(text, nodes[last + 1], around):
                at = last = last + 1
        elif at > first and nodes[at].text in around.nouns.particles:
            at += 1
        elif at > first and _called_between(text, nodes, at):
            at += 3
        else:
            break
    return last


def _goes_on(text: str, node: Node, around: _Around) -> bool:
    return _capital(text, node) or node.text in around.nouns.particles


def _follows(text: str, nodes: Sequence[Node], at: int) -> bool:
    """Whether the node at `at` stands no further than a space behind the one before it."""
    return text[nodes[at - 1].end : nodes[at].start] in ("", " ")


def _called_between(text: str, nodes: Sequence[Node], at: int) -> bool:
    """Whether what a person is called stands at `at` between the parts of the name: ``Ada (Addie) Lind``."""
    inside = at + 3 < len(nodes) and nodes[at].text in _OPENING and nodes[at + 2].text in _CLOSING
    return inside and _capital(text, nodes[at + 1]) and _capital(text, nodes[at + 3])


def _capital(text: str, node: Node) -> bool:
    return node.kind == "word" and text[node.start].isupper()


def _by_surname(text: str, node: Node) -> Node:
    """`node`, the person in it taken up where one word names him."""
    if not is_person(node) or " " in text[node.start : node.end]:
        return node
    return replace(node, referents=(replace(node.referents[0], form="anaphor"),))


def _single(node: Node, grammar: Grammar, nouns: Nouns) -> bool:
    """Whether the one word of `node` may be a name."""
    return node.text not in nouns.common and not grammar.preposition(node.text)


def _entitles(text: str, node: Node, grammar: Grammar) -> bool:
    """Whether a bare office is worded as the title of one person: the President of ``President Lind``, in French in small
    letters, too.
    """
    office = node.payload
    if not isinstance(office, RolePhrase) or office.group is not None or node.referents:
        return False
    last = text[node.start : node.end].rsplit(maxsplit=1)[-1]
    return node.end - node.start == len(office.label) and (last[0].isupper() or grammar.language == "fr")


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
    known = words[-1].referents[0].entity if is_person(words[-1]) else ""
    entity = candidates.lexicon.entities.get(known)
    entity = entity or candidates.named(" ".join(text[start:end].split()), "Person", grammar.language)
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
