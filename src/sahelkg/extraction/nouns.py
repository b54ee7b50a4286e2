"""The nouns that name things: heads of names, institutions every state has, offices; read from ``ontology/frames``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sahelkg.errors import InputError
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.phrases import PhraseTable, inflected, stands_in, words_of

_COMPLEMENT = frozenset(("of", "for", "on"))


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that says of what class a thing is. See the comments in ``nouns.yaml`` for the flags."""

    cls: str
    noun: str
    names: bool
    described: bool
    anaphor: bool
    plural: bool = False
    takes_up: tuple[str, ...] = ()
    any: bool = False


@dataclass(frozen=True, slots=True)
class NameHead:
    """A noun that heads proper names. In a `sited` one a place may follow it right away, ``Training Mission Kenya``; one
    that `leads` may begin a name, ``Operation Dawn``; a `small` one begins French names in lower case, too: ``le ministère
    de la Santé``.
    """

    cls: str
    sited: bool = False
    leads: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Institution:
    """A noun that with its owner's name makes a thing: its class, its label in each language; `each` are the things it
    names together.
    """

    cls: str
    labels: Mapping[str, str]
    stands_for_owner: bool
    of_organisations: bool
    each: tuple["Institution", ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A noun for what a person is; `plural` where several persons are meant; `owner` is the slug of what it
    belongs to unsaid, `likely` that where the text has named it before; an `envoy` is sent somewhere.
    """

    label: str
    plural: bool
    owner: str | None = None
    envoy: bool = False
    likely: str | None = None


@dataclass(frozen=True)
class Nouns:
    """The nouns of one language."""

    heads: PhraseTable[Head]
    name_heads: Mapping[tuple[str, ...], NameHead]
    small_heads: frozenset[str]
    """The first words of the small ones."""
    called: Mapping[str, str]
    """Nouns right before a name that say what is called so, and its class."""
    named_before: Mapping[str, str]
    """Nouns right behind a name that say so."""
    reports: frozenset[tuple[str, ...]]
    """How texts are called that only report, though their name begins like that of an agreement."""
    places: Mapping[str, str]
    """Nouns that make a name behind "of" that of a place, and the class of that place."""
    group_nouns: frozenset[tuple[str, ...]]
    numbered: Mapping[str, str]
    """Nouns that make a number behind them a name, and the class of what is so named: ``resolution 632``."""
    organs: frozenset[str]
    """Nouns that head the names of what belongs to a body: ``board``, ``division``."""
    institutions: PhraseTable[Institution]
    offices: PhraseTable[Office]
    office_qualifiers: frozenset[str]
    former: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    """Small words inside the names of persons: ``de``, ``van``."""
    fields: frozenset[str]
    """What ministries are for, where it goes on behind "and"."""
    of_places: frozenset[str]
    """Offices that belong to a place."""
    heads_of_state: frozenset[str]
    """The first words of the offices of heads of state."""
    counterparts: frozenset[str]
    """Words for who bears another's office elsewhere."""
    departments: frozenset[str]
    """What the departments of a government are called by: ``ministry``."""
    becoming: frozenset[str]
    """Verbs by which a person comes to an office."""
    national: tuple[str, ...]
    """How the offices of a state begin, in lower case."""
    grades: frozenset[str]
    """Words before the office of a state that do not make it another's."""
    presided: frozenset[str]
    """What the president of a state may be said to be president of."""
    of_bodies: tuple[str, ...]
    """Offices that begin like a state's and belong to organisations, in lower case."""
    same_offices: tuple[tuple[str, ...], ...]
    """Wordings of one office of a state, a tuple for each office."""
    common: frozenset[str]
    """Every word of a head, institution or office: a name made of them alone is none."""

    def is_organ(self, name: str, language: str) -> bool:
        """Whether a noun of bodies of other bodies heads `name`: its first word in French, in English the last one before
        what the body is of or for.
        """
        words = words_of(name)
        if language == "fr":
            return bool(words) and words[0] in self.organs
        end = next((at for at, word in enumerate(words) if word in _COMPLEMENT), len(words))
        return end > 0 and words[end - 1] in self.organs


def load_nouns(folder: Path, language: str) -> Nouns:
    """The nouns of `language` in ``nouns.yaml`` and ``roles.yaml``.

    Raises:
        InputError: a file is malformed or lacks a key.
    """
    path = folder / "nouns.yaml"
    try:
        content = load_yaml(path)
        common_words = content.get("common", {})
        heads: PhraseTable[Head] = PhraseTable()
        name_heads: dict[tuple[str, ...], NameHead] = {}
        group_nouns: set[tuple[str, ...]] = set()
        for entry in content["heads"]:
            flags = {flag: bool(entry.get(flag)) for flag in ("names", "described", "anaphor", "any")}
            takes_up = tuple(entry.get("takes_up", ()))
            for noun in entry.get(language, ()):
                for words, plural in inflected(noun, language):
                    heads.add(words, Head(cls=entry["class"], noun=noun, plural=plural, takes_up=takes_up, **flags))
                    if entry["class"] == "GroupOfStates":
                        group_nouns.add(words)
                if entry.get("names"):
                    manners = {manner: bool(entry.get(manner)) for manner in ("sited", "leads", "small")}
                    name_heads.setdefault(words_of(noun), NameHead(entry["class"], **manners))
        small = frozenset(words[0] for words, head in name_heads.items() if head.small)
        called = {noun: entry["class"] for entry in content["called"] for noun in entry[language]}
        named_before = {noun: entry["class"] for entry in content["named_before"] for noun in entry[language]}
        places = {
            form: entry["class"]
            for entry in content["places"]
            for noun in entry[language]
            for form in (noun, f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s")
        }
        reports = frozenset(map(words_of, content["reports"][language]))
        numbered = {noun: entry["class"] for entry in content["heads"] if entry.get("numbered") for noun in entry[language]}
        organs = frozenset(word for noun in content["organs"][language] for word in words_of(noun))
        institutions: PhraseTable[Institution] = PhraseTable()
        for entry in content["institutions"]:
            labels = {tongue: entry[tongue][0] for tongue in ("en", "fr") if entry.get(tongue)}
            each = tuple(Institution(entry["class"], part, False, False) for part in entry.get("each", ()))
            institution = Institution(
                entry["class"], labels, bool(entry.get("stands_for_owner")), bool(entry.get("of_organisations")), each
            )
            for noun in entry.get(language, ()):
                for words, _ in inflected(noun, language):
                    institutions.add(words, institution)
                    if entry["class"] == "GroupOfStates":
                        group_nouns.add(words)
        path = folder / "roles.yaml"
        content = load_yaml(path)
        offices: PhraseTable[Office] = PhraseTable()
        owners, likely = content.get("belongs_to", {}), content.get("belongs_where_named", {})
        for noun in content["roles"][language]:
            envoy = any(stands_in(words_of(noun), words_of(word)) for word in content["envoys"][language])
            for words, plural in inflected(noun, language):
                offices.add(words, Office(noun, plural, owners.get(noun), envoy, likely.get(noun)))
        for noun in content.get("several", {}).get(language, ()):
            for words, plural in inflected(noun, language):
                if plural:
                    offices.add(words, Office(noun, plural))
        lists = {
            name: frozenset(word for phrase in content[name][language] for word in words_of(phrase))
            for name in (
                "qualifiers",
                "former",
                "honorifics",
                "particles",
                "fields",
                "of_places",
                "heads_of_state",
                "presided",
                "counterparts",
                "departments",
                "becoming",
            )
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(path, None, f"lacks or misspells {error}; see the comments at the head of the file") from error
    further = frozenset(word for phrase in common_words.get(language, ()) for word in words_of(phrase))
    common = (
        heads.vocabulary()
        | institutions.vocabulary()
        | offices.vocabulary()
        | lists["qualifiers"]
        | lists["honorifics"]
        | further
    )
    return Nouns(
        heads,
        name_heads,
        small,
        called,
        named_before,
        reports,
        places,
        frozenset(group_nouns),
        numbered,
        organs,
        institutions,
        offices,
        lists["qualifiers"],
        lists["former"],
        lists["honorifics"],
        lists["particles"],
        lists["fields"],
        lists["of_places"],
        lists["heads_of_state"],
        lists["counterparts"],
        lists["departments"],
        lists["becoming"],
        tuple(content.get("national", {}).get(language, ())),
        frozenset(content.get("grades", {}).get(language, ())),
        lists["presided"],
        tuple(content.get("of_bodies", {}).get(language, ())),
        tuple(tuple(" ".join(words_of(noun)) for noun in group) for group in content.get("same", {}).get(language, ())),
        common,
    )
