"""Closed-class words and verb forms, read from ``ontology/frames``."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.inflection import Irregular, english_forms, french_forms
from sahelkg.extraction.nodes import key
from sahelkg.extraction.phrases import words_of

VerbForms = Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
"""Written form, as `key` spells it, to (infinitive, tags) pairs."""

_MAPPED = ("language", "contracted", "phrasal", "adjectival", "including", "capacity", "pronouns", "genders")


@dataclass(frozen=True)
class Grammar:
    """The small words of one language, as `key` spells them, by their use."""

    language: str
    articles: frozenset[str]
    possessives: frozenset[str]
    plural_possessives: frozenset[str]
    demonstratives: frozenset[str]
    prepositions: frozenset[str]
    contracted: Mapping[str, str]
    phrasal: Mapping[str, tuple[tuple[str, ...], ...]]
    """Prepositions of several words (``dans le cadre de``), by their last word in its plain form."""
    adjectival: Mapping[str, tuple[tuple[str, ...], ...]]
    """What several words say of the noun behind them (``one of a kind``), by their last word."""
    partitives: frozenset[str]
    """What with "of" tells how many of the things behind it are meant: ``each of the states``."""
    distributives: frozenset[str]
    """What with "of" means every one of the things behind it for itself."""
    locative: frozenset[str]
    scenes: frozenset[str]
    """Prepositions that say where something happens."""
    siting: frozenset[str]
    costs: frozenset[str]
    """What a sum is the whole of, rather than what somebody gives."""
    """Nouns that with "of" only say where in a place, or what sort of place: ``north of Kenya``, ``town of Lamu``."""
    conjunctions: frozenset[str]
    negations: frozenset[str]
    including: tuple[tuple[str, ...], ...]
    """What is said before some that are of a whole, or all of it: ``including``, ``y compris``."""
    capacity: tuple[tuple[str, ...], ...]
    """What is said before a part that somebody has: ``as``, ``en tant que``."""
    relatives: frozenset[str]
    object_relatives: frozenset[str]
    subordinators: frozenset[str]
    conditionals: frozenset[str]
    adverbs: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    future: frozenset[str]
    conditional: frozenset[str]
    agent: frozenset[str]
    first_person: frozenset[str]
    first_person_possessives: frozenset[str]
    pronouns: Mapping[str, str]
    genders: Mapping[str, str]
    intent: frozenset[str]
    """Verbs whose subject means to do what the infinitive behind them says."""
    wishes: frozenset[str]
    """Nouns for wanting what is said behind them: ``the need for``."""
    impersonal: frozenset[str]
    """What is said of no thing, behind ``it is``, ``il est``, ``il``: ``important``, ``faut``."""
    aspect: frozenset[str]
    """Verbs whose subject does what the infinitive behind them says: ``continues to support``."""
    deeds: frozenset[str]
    """Nouns for what somebody does, through which a verb acts on that one: ``supports the efforts of``."""
    motion: frozenset[str]
    """Verbs whose subject goes where it does what the infinitive behind them says."""
    with_be: frozenset[str]
    """Verbs that make their past with "be" and have no passive: ``est devenue``."""
    headlines: frozenset[str]
    """Verbs that headlines write like names."""

    def preposition(self, word: str) -> str | None:
        """`word` as a preposition in its plain form (``du`` is ``de``), or None."""
        if word in self.contracted:
            return self.contracted[word]
        return word if word in self.prepositions else None

    def is_adverb(self, word: str) -> bool:
        """Whether `word` may stand between a verb and its neighbours without changing who does what."""
        suffix = "ly" if self.language == "en" else "ement"
        return word in self.adverbs or word.endswith(suffix)

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        return self.be | self.have | self.future | self.conditional


def load_grammars(folder: Path) -> dict[str, Grammar]:
    """The grammars in ``grammar.yaml``, by language.

    Raises:
        InputError: the file is malformed.
    """
    grammars = {}
    for language, lists in load_yaml(folder / "grammar.yaml").items():
        fields: dict[str, Any] = {
            name: frozenset(map(key, lists.get(name, ()))) for name in Grammar.__dataclass_fields__ if name not in _MAPPED
        }
        grammars[language] = Grammar(
            language=language,
            contracted=lists.get("contracted", {}),
            phrasal=_by_last(tuple(map(key, phrase.split())) for phrase in lists.get("phrasal", ())),
            adjectival=_by_last(map(words_of, lists.get("adjectival", ()))),
            including=tuple(map(words_of, lists.get("including", ()))),
            capacity=tuple(map(words_of, lists.get("capacity", ()))),
            pronouns={key(word): sort for word, sort in lists.get("pronouns", {}).items()},
            genders={key(word): gender for word, gender in lists.get("genders", {}).items()},
            **fields,
        )
    return grammars


def _by_last(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found[phrase[-1]] = (*found.get(phrase[-1], ()), phrase)
    return found


def verb_forms(language: str, verbs: Iterable[str], irregular: Mapping[str, Irregular]) -> VerbForms:
    """Every written form of `verbs` (infinitives), as `key` spells it, with the verbs it may be a form of."""
    inflect = english_forms if language == "en" else french_forms
    table: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for verb in sorted(set(verbs)):
        for form, tags in inflect(verb, irregular.get(verb, {})).items():
            table[key(form)][verb] |= tags
    return {
        form: tuple((verb, frozenset(tags)) for verb, tags in sorted(readings.items())) for form, readings in table.items()
    }
