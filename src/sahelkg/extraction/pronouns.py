"""Pronouns: what ``it``, ``they``, ``its``, ``elle`` take up, and who ``we`` are."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, RolePhrase, is_person
from sahelkg.model import Block, Document

_SINGLE = frozenset(("Person", "State", "City", "Region"))
_IMPERSONAL = frozenset(("it", "il"))
_NEAR = 8
_BEFORE = 8
_SCENE = re.compile(r"(?:^|\W)(?:in|at|near|en|à|au|aux|dans)\s(?:the\s|la\s|le\s|les\s|l[’'])?\Z", re.IGNORECASE)
_CLAUSE_JOINTS = frozenset((";", "that", "que", "qu'"))
_GENDERS = {
    "feminine": re.compile(r"(?:^|\W)(?:la|une|cette)\s\Z", re.IGNORECASE),
    "masculine": re.compile(r"(?:^|\W)(?:le|un|ce|du|au)\s\Z", re.IGNORECASE),
}


def take_up_pronouns(
    text: str,
    nodes: Sequence[Node],
    recent: Sequence[Node],
    spoken_of: Sequence[Node],
    parties: Sequence[Referent],
    grammar: Grammar,
    page: Referent | None = None,
) -> list[Node]:
    """`nodes` with personal and possessive pronouns given what they may take up, likeliest first.

    One of a person takes up the last person named in its sentence, else whom the sentence before is about. One of a
    single thing takes up the subject of the clause before it, else, where it is an English object or goes on from another
    "it", what the sentence before is about, else the last thing named in earlier sentences, `recent`, rather not one that
    only says where something is; in French the person whom its sentence or, failing that, those before
    are about, `spoken_of`, and nothing where these name that person by an office only. The article of what is taken up must
    agree in gender. A possessive looks in its own sentence first. One of several takes up the last list, the whole of it;
    in an agreement, outside its own sentence, its `parties`. It takes up no single person, state or place. On a `page` about
    a person, one of a person is that person where its sentence has named no other.
    """
    made: list[Node] = []
    for at, node in enumerate(nodes):
        possessive = node.text in grammar.possessives
        ours = node.text in grammar.first_person_possessives
        plain = node.kind != "word" or ours or not (possessive or node.text in grammar.pronouns)
        if plain or _impersonal(nodes, at, grammar):
            made.append(node)
            continue
        sort = grammar.pronouns.get(node.text, "group" if node.text in grammar.plural_possessives else "thing")
        either = grammar.language == "fr" and sort == "thing"
        here = [earlier for earlier in made if earlier.kind == "thing" and earlier.referents]
        own = clause_subject(made, grammar)
        persons = [one for one in ([own] if own else spoken_of) if not one.referents or is_person(one)]
        if sort == "person" or possessive:
            unknown = either and any(not one.referents for one in persons)
            before = [one for one in spoken_of if is_person(one)] if sort == "person" and not possessive else []
            ordered = [*reversed(here), *before, *(() if unknown else reversed(recent[-_NEAR:]))]
        elif either and persons:
            ordered = persons
        else:
            ordered = [*reversed(here[1:]), *reversed(recent[-_NEAR:]), *here]
            ordered.sort(key=lambda one: bool(_SCENE.search(text, max(0, one.start - _BEFORE), one.start)))
            turned = (grammar.language == "fr") != (own is not None)
            before = [one for one in spoken_of if one.referents and (turned or one.text == node.text)]
            ordered = [*_subject_of_clause(made, grammar), *before, *ordered]
        if page is not None and page.cls == "Person" and not possessive and (either or sort == "person"):
            others = [one for one in here if is_person(one) and one.referents[0].entity != page.entity]
            ordered = ordered if others else [Node(page.start, page.end, "thing", "", (page,)), *ordered]
        lists = [one for one in (*here, *reversed(spoken_of)) if one.together] if sort == "group" else []
        lists += [earlier for earlier in ordered if len(earlier.referents) > 1] if sort == "group" else []
        several = lists[0].referents if lists and (lists[0].together or lists[0] in here or len(parties) < 2) else ()
        if sort == "group" and not several and len(parties) > 1:
            several = tuple(parties)
        taken = several or [one.referents[0] for one in ordered if len(one.referents) == 1]
        if sort == "group" and not several:
            taken = [one for one in taken if one.cls not in _SINGLE]
        elif sort != "group":
            taken = [one for one in taken if one.cls != "GroupOfStates"]
        if grammar.language == "en" and not possessive and sort != "group":
            taken = [one for one in taken if (one.cls == "Person") == (sort == "person")]
        agreeing = [one for one in taken if one.form != "demonym" and _agree(text, node.text, one, grammar)]
        first = {one.entity: one for one in reversed(agreeing)}
        referents = tuple(
            replace(first[slug], start=node.start, end=node.end, form="pronoun", confidence=0.8)
            for slug in dict.fromkeys(one.entity for one in agreeing)
        )
        made.append(Node(node.start, node.end, "word", node.text, referents, together=bool(several)))
    return made


def _impersonal(nodes: Sequence[Node], at: int, grammar: Grammar) -> bool:
    """Whether the pronoun at `at` takes up nothing: ``it is important that``, ``il faut``."""
    if nodes[at].text not in _IMPERSONAL:
        return False
    behind = at + 1
    while behind < len(nodes) and (nodes[behind].text in grammar.auxiliaries or grammar.is_adverb(nodes[behind].text)):
        behind += 1
    return behind < len(nodes) and nodes[behind].text in grammar.impersonal


def _agree(text: str, pronoun: str, referent: Referent, grammar: Grammar) -> bool:
    """Whether the article before what `pronoun` may take up has its gender, where both tell one."""
    wanted = grammar.genders.get(pronoun)
    before = text[max(0, referent.start - 6) : referent.start]
    told = next((gender for gender, article in _GENDERS.items() if article.search(before)), None)
    return wanted is None or told is None or told == wanted


def clause_subject(nodes: Sequence[Node], grammar: Grammar) -> Node | None:
    """What is likely the subject of the sentence of `nodes`: the first thing in it, office or pronoun for one, that nothing
    governs; None where there is none. An office that stands for a person not named has no referents.
    """
    for at, node in enumerate(nodes):
        pronoun = node.kind == "word" and node.text in grammar.pronouns
        office = isinstance(node.payload, RolePhrase) and node.payload.group is None
        if not (office or (node.referents and (node.kind == "thing" or pronoun))):
            continue
        if governor(nodes, at, grammar) is not None or (
            node.kind == "thing" and any(one.form == "demonym" for one in node.referents)
        ):
            continue
        alternatives = pronoun and not node.together
        return replace(
            node, kind="thing", referents=() if office else node.referents[:1] if alternatives else node.referents
        )
    return None


def topic_of(nodes: Sequence[Node], grammar: Grammar) -> Node | None:
    """What the sentence of `nodes` is about: in English what its "it" takes up, else its subject."""
    if grammar.language == "en":
        for node in nodes:
            if node.text == "it" and node.referents and not node.together:
                return replace(node, kind="thing", referents=node.referents[:1])
    return clause_subject(nodes, grammar)


def _subject_of_clause(made: Sequence[Node], grammar: Grammar) -> tuple[Node, ...]:
    """The subject of the clause that a semicolon, conjunction or relative pronoun at the end of `made` has just ended."""
    if not made or made[-1].text not in _CLAUSE_JOINTS | grammar.subordinators | grammar.relatives:
        return ()
    found = clause_subject(made, grammar)
    return (found,) if found is not None and found.referents else ()


def first_person(
    document: Document, block: Block, nodes: Sequence[Node], grammar: Grammar, speaker: Referent | None, own: Set[str]
) -> list[Node]:
    """`nodes` with ``we``, ``je``, ``our`` outside quotations standing for the `speaker` of a speech, else for the text that
    speaks. The speaker's ``my country`` and other nouns of its `own` are the speaker, too.
    """
    ours = grammar.first_person | grammar.first_person_possessives
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.kind != "word" or node.text not in ours or _quoted(document.text, block.start, node.start):
            made.append(node)
            continue
        if speaker is None:
            text = Referent(document.article_slug(block.article), "Document", node.start, node.end, "pronoun", 0.9)
            made.append(replace(node, referents=(text,)))
            continue
        following = nodes[at] if at < len(nodes) else None
        if node.text in grammar.first_person_possessives and following is not None and following.text in own:
            end = following.end
            itself = replace(speaker, start=node.start, end=end, form="anaphor", confidence=0.9)
            made.append(Node(node.start, end, "thing", following.text, (itself,)))
            at += 1
            continue
        itself = replace(speaker, start=node.start, end=node.end, form="pronoun", confidence=0.9)
        made.append(replace(node, referents=(itself,)))
    return made


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the offset `end` lies in a quotation that began after `start`."""
    opened = max(text.rfind(sign, start, end) for sign in "“«")
    closed = max(text.rfind(sign, start, end) for sign in "”»")
    return opened > closed or text.count('"', start, end) % 2 == 1
