"""The reader reads no worse than recorded: precision and recall of tier 1, lenient, for each set and language."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from sahelkg.evaluation import Scores
from sahelkg.extraction.recogniser import installed_models
from sahelkg.gold import read_gold
from sahelkg.graph.schema import load_schema
from sahelkg.lexicon import load_lexicon
from sahelkg.measuring import DocumentSet, Reader, document_sets, find_corpus
from sahelkg.settings import domain_folder

RECORD = tomllib.loads((Path(__file__).parent / "gold" / "recorded.toml").read_text("utf-8"))
SETS = {documents.name: documents for documents in document_sets(domain_folder(), find_corpus(domain_folder()))}


@cache
def reader() -> Reader:
    return Reader(domain_folder(), load_lexicon(domain_folder() / "ontology" / "lexicon"))


@cache
def scores(name: str) -> Scores:
    documents: DocumentSet = SETS[name]
    return reader().score(documents.documents, documents.lists)


def test_every_set_has_a_record_in_both_languages() -> None:
    assert {name: {"en", "fr"} for name in SETS} == {
        name: set(record) for name, record in RECORD.items() if name != "models"
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(SETS))
def test_precision_and_recall_do_not_fall_below_the_record(name: str, language: str) -> None:
    if SETS[name].absent:
        pytest.skip(SETS[name].absent)
    if installed_models() != RECORD["models"]:
        pytest.skip(f"recorded with {RECORD['models']}, here are {installed_models()}")
    count, recorded = scores(name).lenient[f"tier:1@{language}"], RECORD[name][language]

    assert count.precision * 1000 >= recorded["precision"]
    assert count.recall * 1000 >= recorded["recall"]


def test_ten_documents_with_lists_come_with_the_package_five_in_each_language() -> None:
    lists = [read_gold(path) for path in SETS["shipped"].lists]

    assert [path.stem for path in SETS["shipped"].documents] == [entries[0].document for entries in lists]
    assert sorted(entries[0].language for entries in lists) == ["en"] * 5 + ["fr"] * 5


def test_lists_name_predicates_of_the_ontology_only() -> None:
    known = load_schema(domain_folder() / "ontology" / "sahel.ttl")

    wanted = {entry.predicate for documents in SETS.values() for path in documents.lists for entry in read_gold(path)}

    assert wanted
    assert not {predicate for predicate in wanted if known.range(predicate) is None}
