"""French names by their form: ``Agence nationale de la sécurité``, a capital head, adjectives, complements."""

import re
from collections.abc import Iterator

from sahelkg.extraction.name_forms import ARTICLES, LONGEST, NameForms, ProperName, Words, capital
from sahelkg.extraction.nodes import key
from sahelkg.extraction.purposes import is_infinitive
from sahelkg.lexicon import fold

_CONNECTORS = frozenset(
    ("de", "du", "des", "d'", "la", "le", "les", "l'", "et", "pour", "à", "au", "aux", "en", "sur", "contre")
)
_ORDINAL = re.compile(
    r"(?:\d{1,3}|[IVX][IVXL]*)(?:e|er|re|ère|ème|ième)|[\w-]{2,}ième|[Pp]remi(?:er|ère)|[Ss]econde?", re.UNICODE
)
_ADJECTIVE = re.compile(
    r"(?:al|el|ique|aire|if|ien|ain|ois|é|eux|ier|ible|able|ive|euse|ère|ale|elle|aine|oise|enne|onne|ée|aux|un|une|in|ine"
    r"|éen|éenne|ais|aise|ol|ole|allemande?|érieure?|nente?|igente?|[cl]ente?|jointe?|mixte|libre|ante)s?\Z"
)
_ENDING = frozenset(
    word.rstrip("e")
    for word in "denomme appele nomme intitule dit cree institue constitue compose charge etabli fonde reuni tenu signe"
    " adopte vise mentionne prevu base preside conclu consacre dedie invite participant reunissant statuant ayant"
    " liminaire".split()
)
_OF_FORMS = frozenset(("de", "du", "des", "d'"))
_AGREED = frozenset(("Treaty", "Protocol", "Declaration", "ActionPlan", "PeaceAccord", "Process", "Strategy", "Resolution"))
_BEFORE_INFINITIVE = frozenset(("de", "d'", "à", "pour"))
_MEETINGS = frozenset(("Summit", "Conference", "Dialogue", "Meeting"))
_GERUND = re.compile(r"\w+ant\Z")
_LOCUTIONS = {
    "au": frozenset(("sens", "titre", "sein", "cours", "profit", "lieu", "regard", "niveau", "moyen", "terme")),
    "en": frozenset(("vue", "matiere", "cours", "lien", "faveur", "marge", "raison", "cas", "vertu", "tant", "particulier")),
    "à": frozenset(("travers", "titre", "partir", "compter", "hauteur", "destination", "savoir", "cet", "ce")),
}
"""What opens a phrase of its own behind a preposition: no name goes on with ``au sens``, ``en vue``, ``à travers``."""
_LISTED_WITHIN = 24


def french_names(text: str, words: Words, forms: NameForms) -> Iterator[ProperName]:
    """The names among `words` that begin with a head noun, in capitals or of the nouns that may go without.

    A declaration's name leaves out the meeting that made it: ``Communiqué final du Sommet …``.
    """
    at = 0
    while at < len(words):
        small = not words[at][2][:1].isupper()
        head = forms.head_at(words, at) if not small or key(words[at][2]) in forms.small_heads else None
        if head is None or (small and not head[1].small):
            at += 1
            continue
        finish = at + head[0]
        content = finish
        adjectives = 0
        while finish < len(words) and finish - at < LONGEST + _LISTED_WITHIN * (content < finish):
            word = key(words[finish][2])
            if "\n" in text[words[at][0] : words[finish][0]]:
                break
            if word in _CONNECTORS:
                if content < finish - 2 or (word in ARTICLES and content == finish):
                    break
                if word == "et" and not _goes_on(words, at, finish, adjectives):
                    break
                adjectives = 0
                finish += 1
            elif word == "," and content == finish and _listed(words, at, finish, forms):
                adjectives = 0
                finish += 1
            elif head[1].cls == "Declaration" and (inner := forms.head_at(words, finish)) and inner[1].cls in _MEETINGS:
                break
            elif word == "non" and content == finish and finish + 1 < len(words) and _ADJECTIVE.search(words[finish + 1][2]):
                finish += 1
            elif (
                words[finish][2][:1].isupper()
                or (word[:1].isdigit() and content == finish)
                or (_complement(words, finish, word, forms.small_words) and adjectives < 2)
            ):
                adjectives += not capital(words[finish][2])
                finish += 1
                content = finish
            else:
                break
        first = at - 1 if at and _ORDINAL.fullmatch(words[at - 1][2]) else at
        complemented = not small or any(key(words[i][2]) in _OF_FORMS for i in range(at, content))
        if content > at + head[0] and complemented:
            yield ProperName(words[first][0], words[content - 1][1], head[1].cls)
        at = max(content, at + 1)


def _goes_on(words: Words, at: int, joint: int, adjectives: int) -> bool:
    """Whether the name that begins at `at` goes on behind the "et" at `joint`."""
    follower = words[min(joint + 1, len(words) - 1)][2]
    joined = {key(word) for _, _, word in words[at:joint]} & _OF_FORMS
    if key(follower) in ARTICLES:
        return False
    if capital(follower) or (joined and key(follower) in _OF_FORMS):
        return True
    return bool(adjectives and _ADJECTIVE.search(follower))


def _listed(words: Words, at: int, comma: int, forms: NameForms) -> bool:
    """Whether a list of complements goes on at `comma`: ``Ministère de l'Élevage, de la Pêche et de l'Économie bleue``,
    and no list of agreements: ``le Plan de Lima, le Processus de Rio``.
    """
    if comma + 1 >= len(words) or key(words[comma + 1][2]) not in _OF_FORMS:
        return False
    if not any(key(words[i][2]) in _OF_FORMS for i in range(at, comma)):
        return False
    item = comma + 2
    while item < len(words) - 1 and key(words[item][2]) in ARTICLES:
        item += 1
    further = forms.head_at(words, item) if capital(words[item][2]) else None
    if further is not None and further[1].cls in _AGREED:
        return False
    for index in range(comma + 1, min(len(words) - 1, comma + _LISTED_WITHIN)):
        word = key(words[index][2])
        if word == "et":
            return key(words[index + 1][2]) in _OF_FORMS
        if not word[0].isalnum() and word != ",":
            return False
        if word in forms.small_words and word not in _CONNECTORS:
            return False
    return False


def _complement(words: Words, at: int, word: str, small_words: frozenset[str]) -> bool:
    """Whether a lower-case French word may go on a name: any noun behind a connector, only an adjective behind the head.

    A participle or infinitive that tells what the thing was made for (``Conseil chargé de``, ``Office pour aider``) goes
    on no name, nor does a gerund or what somebody asks it to do (``demande à la Commission de veiller``).
    """
    if not word.replace("-", "").isalpha() or word in small_words or fold(word).rstrip("s").rstrip("e") in _ENDING:
        return False
    before = key(words[at - 1][2])
    if before in _CONNECTORS:
        if before in _LOCUTIONS and fold(word) in _LOCUTIONS[before]:
            return False
        verb = before in _BEFORE_INFINITIVE and is_infinitive(word, "fr", {})
        return not (verb or (before == "en" and _GERUND.match(word)))
    return bool(_ADJECTIVE.search(words[at][2].lower()))
