"""Coordination: ``A, B and C`` is one node that stands for three things."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.money import AmountMention
from sahelkg.extraction.nodes import Node, key
from sahelkg.extraction.phrases import behind_phrase

_MORE = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("ainsi", "que"),
    ("de", key("même"), "que"),
    ("and", "also"),
)
_QUOTES = frozenset("“”«»\"'‘’")
_OPENING_WORDS = 6
DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern north-eastern"
    " north-western south-eastern south-western".split()
)
"""Adjectives that leave a place what it is: ``in northern A and southern B``."""
_LONGEST_BRACKET = 6
_OF = frozenset(("of", "de"))
_OTHER = frozenset(("other", "autres"))
_OTHER_WORDS = 4
_COMMAS = frozenset((",", "/"))


def _kin(first: str, second: str) -> bool:
    """Whether things of two top kinds may stand in one list."""
    agents = {"State", "Organisation", "Group", "Mission"}
    return first == second or {first, second} <= agents or {first, second} <= {"State", "Place"}


def _behind_bracket(nodes: Sequence[Node], index: int) -> int:
    """The index behind a short bracket that begins at `index`: ``A (suspended), B and C``."""
    if index < len(nodes) and nodes[index].text == "(":
        for at in range(index + 1, min(index + _LONGEST_BRACKET, len(nodes))):
            if nodes[at].text == ")":
                return at + 1
    return index


def _share(nodes: Sequence[Node], index: int) -> Iterator[tuple[str, AmountMention]]:
    """The one thing at `index` with the sum that stands in brackets right behind it."""
    following = nodes[index + 1 : index + 3]
    if len(following) < 2 or following[0].text != "(" or len(nodes[index].referents) != 1:
        return
    if isinstance(following[1].payload, AmountMention):
        yield nodes[index].referents[0].entity, following[1].payload


def _separator(
    nodes: Sequence[Node], index: int, grammar: Grammar, governors: tuple[str | None, str | None]
) -> tuple[int, bool] | None:
    """If a list goes on at `index`, the index of its next item's node and whether a conjunction stood between. `governors`
    are the preposition that governs the list, and the one right before it, which items may repeat.
    """
    at = _behind_bracket(nodes, index)
    conjunction = comma = False
    if at < len(nodes) and nodes[at].text in _COMMAS:
        comma = True
        at += 1
    if at < len(nodes) and nodes[at].text in grammar.conjunctions and nodes[at].kind == "word":
        conjunction = True
        at += 1
    else:
        for words in _MORE:
            if tuple(node.text for node in nodes[at : at + len(words)]) == words:
                conjunction = True
                at += len(words)
                break
    if not (comma or conjunction):
        return None
    plain, own = (one.split()[-1] if one else None for one in governors)
    while at < len(nodes) and nodes[at].kind == "word":
        word = nodes[at].text
        preposition = grammar.preposition(word)
        if (
            (preposition is not None and (preposition in (plain, own) or {preposition, plain} <= grammar.locative))
            or word in grammar.articles
            or word == "both"
            or word in DIRECTIONS
        ):
            at += 1
        else:
            return None
    return (at, conjunction) if at < len(nodes) and nodes[at].kind == "thing" and nodes[at].referents else None


_OPENING = frozenset(("the", "a", "an"))
_BEFORE_ARTICLE = frozenset(("all", "both", "half", "such", "only", "even", "just", "not", "quite", "exactly"))


def _included_from(nodes: Sequence[Node], index: int, grammar: Grammar) -> int | None:
    """The index of the plural without a name of which the thing at `index` is said to be: ``in six towns, including A``."""
    while index > 0 and nodes[index - 1].text in grammar.articles:
        index -= 1
    phrase = next((words for words in grammar.including if _ends(nodes, index, words)), ())
    at = index - len(phrase) - 1
    if not phrase or at < 1 or nodes[at].text not in _COMMAS:
        return None
    plural = nodes[at - 1]
    counted = plural.kind == "count" or (plural.kind == "word" and not plural.referents and plural.text.endswith(("s", "x")))
    return at - 1 if counted else None


def governor(nodes: Sequence[Node], index: int, grammar: Grammar) -> str | None:
    """The preposition that governs the node at `index`, in its plain form, looking left over its article and adjectives;
    None where it has none. One of several words (``dans le cadre de``) counts as one; what only says where in a place
    (``in the north of``) or how many (``in each of``) is passed over, and so is what several words say of the noun.
    """
    at = index - 1
    steps = 0
    included = _included_from(nodes, index, grammar)
    if included is not None:
        return governor(nodes, included, grammar)
    while at >= 0 and steps < 4:
        node = nodes[at]
        preposition = grammar.preposition(node.text) if node.kind == "word" and (at or node.text != "des") else None
        for phrase in grammar.phrasal.get(preposition or node.text, ()):
            if _ends(nodes, at, phrase[:-1]):
                return " ".join(phrase)
        saying = next((words for words in grammar.adjectival.get(node.text, ()) if _ends(nodes, at + 1, words)), ())
        if saying:
            at -= len(saying)
            continue
        if preposition in _OF and at and nodes[at - 1].kind == "word" and nodes[at - 1].text in grammar.partitives:
            at -= 2
            continue
        sited = preposition in _OF and at > 1 and nodes[at - 1].kind == "word" and nodes[at - 1].text in grammar.siting
        if sited and (outer := governor(nodes, at - 1, grammar)) in grammar.locative:
            return outer
        if preposition is not None and not (steps == 0 and node.text in grammar.adverbs):
            return preposition
        if node.text in _QUOTES:
            at -= 1
            continue
        if node.text == "'s" and at > 0 and nodes[at - 1].kind == "thing":
            at -= 2
            continue
        if node.kind != "word" or node.text in grammar.conjunctions | grammar.auxiliaries | grammar.relatives:
            return None
        if node.text not in grammar.articles:
            steps += 1
            if grammar.language == "en" and nodes[at + 1].text in _OPENING and node.text not in _BEFORE_ARTICLE:
                return None
            if grammar.language == "fr" and steps > 2:
                return None
        at -= 1
    return None


def _ends(nodes: Sequence[Node], end: int, words: tuple[str, ...]) -> bool:
    """Whether `words` stand right before the node at `end`."""
    return tuple(node.text for node in nodes[max(0, end - len(words)) : end]) == words


def merge_lists(nodes: Sequence[Node], grammar: Grammar, kind_of: dict[str, str]) -> list[Node]:
    """`nodes` with every list of things made one node. `kind_of` leads a class to its top kind."""
    merged: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if node.kind != "thing" or not node.referents or node.text in grammar.pronouns:
            merged.append(node)
            at += 1
            continue
        items = [at]
        while (
            items[-1] + 1 < len(nodes)
            and nodes[items[-1] + 1].referents
            and all(one.form == "demonym" for index in (items[-1], items[-1] + 1) for one in nodes[index].referents)
        ):
            items.append(items[-1] + 1)
        if len(items) > 1:
            referents = tuple(referent for index in items for referent in nodes[index].referents)
            merged.append(replace(node, end=nodes[items[-1]].end, text="", referents=referents, payload=None))
            at = items[-1] + 1
            continue
        ruler = governor(nodes, at, grammar)
        own = grammar.preposition(nodes[at - 1].text) if at else None
        conjunction = False
        while True:
            found = _separator(nodes, items[-1] + 1, grammar, (ruler, own))
            if found is None:
                break
            first, nearest = nodes[items[0]].referents[0], nodes[found[0]].referents[0]
            if (first.form == "demonym") != (nearest.form == "demonym"):
                break
            if not _kin(kind_of.get(first.cls, first.cls), kind_of.get(nearest.cls, nearest.cls)):
                break
            items.append(found[0])
            if found[1]:
                conjunction = True
                following = _separator(nodes, items[-1] + 1, grammar, (ruler, own))
                if following is None or not following[1]:
                    break
        beyond = _others(nodes, items[-1] + 1, grammar)
        conjunction |= beyond is not None and ruler is None
        if len(items) == 2 and not conjunction and len(nodes[items[-1]].referents) == 1:
            items, beyond = items[:1], None
        if (
            len(items) > 1
            and sum(len(nodes[index].referents) for index in items) > 2
            and ruler is not None
            and _opening(nodes, at, grammar)
            and nodes[at + 1].text == ","
            and _plain(nodes, items)
        ):
            items = items[:1]
        if len(items) == 2 and ruler is not None and _begins_clause(nodes, items[-1], grammar):
            items, beyond = items[:1], None
        referents = tuple(referent for index in items for referent in nodes[index].referents)
        shares = tuple(share for index in items for share in nodes[index].shares or _share(nodes, index))
        end = beyond or items[-1] + 1
        if len(items) > 1 or beyond is not None:
            node = replace(node, end=nodes[end - 1].end, text="", referents=referents, payload=None)
        merged.append(replace(node, shares=shares) if shares else node)
        at = end
    return merged


def merge_included(nodes: Sequence[Node], grammar: Grammar, kind_of: Mapping[str, str]) -> list[Node]:
    """`nodes` with a group and those said in brackets to be of it made one node: ``the northern countries (including A
    and B)``, ``the security forces (police and coast guard)``.
    """
    merged: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        inner = _in_bracket(nodes, at, grammar, kind_of)
        if inner is None:
            merged.append(node)
            at += 1
            continue
        referents = (*node.referents, *nodes[inner].referents)
        merged.append(replace(node, end=nodes[inner + 1].end, text="", referents=referents))
        at = inner + 2
    return merged


def _in_bracket(nodes: Sequence[Node], at: int, grammar: Grammar, kind_of: Mapping[str, str]) -> int | None:
    """The index of the node in brackets that names those of the group at `at`, if one does: behind "including", or as a list
    of bodies behind forces or people.
    """
    group = nodes[at]
    if group.kind != "thing" or len(group.referents) != 1 or at + 3 >= len(nodes) or nodes[at + 1].text != "(":
        return None
    cls = group.referents[0].cls
    inner = behind_phrase(nodes, at + 2, grammar.including)
    said = inner > at + 2 and cls in ("Group", "GroupOfStates")
    while inner + 1 < len(nodes) and nodes[inner].text in grammar.articles:
        inner += 1
    if inner + 1 >= len(nodes) or nodes[inner].kind != "thing" or nodes[inner + 1].text != ")":
        return None
    members = nodes[inner].referents
    bodies = len(members) > 1 and all(kind_of.get(one.cls) == "Organisation" for one in members)
    listed = bodies and cls in ("Group", "SecurityForce")
    return inner if members and (said or listed) else None


def _others(nodes: Sequence[Node], at: int, grammar: Grammar) -> int | None:
    """If ``and other armed groups`` stands at `at`, which ends a list without naming more, the index behind it."""
    if at < len(nodes) and nodes[at].text in _COMMAS:
        at += 1
    if at + 2 >= len(nodes) or nodes[at].text not in grammar.conjunctions:
        return None
    end = at + 2 if nodes[at + 1].text == "d'" else at + 1
    if nodes[end].text not in _OTHER:
        return None
    end += 1
    while end < len(nodes) and end - at <= _OTHER_WORDS and nodes[end].kind == "word" and not nodes[end].referents:
        if nodes[end].text.endswith(("s", "x")):
            plural = end + 1
            while plural < len(nodes) and grammar.language == "fr" and nodes[plural].text.endswith(("s", "x")):
                plural += 1
            return plural
        if nodes[end].text in grammar.articles or grammar.preposition(nodes[end].text):
            return None
        end += 1
    return None


def _opening(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the node at `at` ends the short phrase that opens a sentence: ``In A``, ``At the invitation of A``."""
    plain = all(node.kind == "word" and not node.referents for node in nodes[:at])
    return 0 < at <= _OPENING_WORDS and plain and grammar.preposition(nodes[0].text) is not None


def _plain(nodes: Sequence[Node], items: Sequence[int]) -> bool:
    """Whether ``In A, B and C …`` opens a clause with B and C as its subject: a verb-like word follows, no
    preposition is repeated.
    """
    after = items[-1] + 1
    return after < len(nodes) and nodes[after].kind == "word"


def _begins_clause(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the English thing at `at`, behind ``, and``, acts in a further clause: ``run by A, and B pledged``."""
    following = nodes[at + 1] if at + 1 < len(nodes) else None
    first = at - 1
    while first > 0 and nodes[first].text in grammar.articles:
        first -= 1
    joined = first > 0 and nodes[first].text in grammar.conjunctions and nodes[first - 1].text == ","
    if grammar.language == "fr" or not joined or following is None or following.kind != "word":
        return False
    return following.text.endswith("ed") or following.text in grammar.have | grammar.be | grammar.future
