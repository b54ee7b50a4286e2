"""Texts laid out for searching: what is found in them is what the engine finds, and they are gone with the store.

Only half of a ligature, the e in “œ”, is found in the texts alone.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Store as Engine

from sahelkg.server.lookup.rows import Reader
from sahelkg.server.lookup.search import Results, search
from sahelkg.store.embedded import EmbeddedStore
from sahelkg.store.interface import Answer, Query
from sahelkg.store.texts import Texts, write
from tests.server.releases import write_release
from tests.store.test_pool import within

SKOS = "http://www.w3.org/2004/02/skos/core#"
MORE = "".join(
    f"<https://w3id.org/sahelkg/id/{slug}> <{SKOS}{name}> {text} .\n"
    for slug, name, text in (
        ("force", "prefLabel", '"Force  conjointe"@fr'),
        ("force", "altLabel", '"100 % (de la_force) [G5]"@fr'),
        ("corps", "prefLabel", '"Cœur d’Évêque"@fr'),
        ("corps", "altLabel", '"CŒUR"@fr'),
    )
).encode()


class Searching:
    """The store without its texts, so that the engine searches."""

    texts = None

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store

    async def query(self, query: Query) -> Answer:
        return await self._store.query(query)

    def state(self) -> dict[str, float]:
        return self._store.state()

    async def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases"), MORE).store


@pytest.mark.parametrize(
    "words", "mali|MALI|g5|sahel|coeur d'eveque|cœur|force conjointe|100 % (de|la_force|[g5]|i|%|nobody".split("|")
)
def test_a_search_finds_with_the_texts_what_the_engine_finds_without(folder: Path, words: str) -> None:
    async def asked(store: EmbeddedStore) -> list[Results]:
        await store._texts._waiting
        assert store.texts is not None
        return [await search(Reader(each, ""), words, 500, "en") for each in (store, Searching(store))]

    laid_out, engine = within(folder, asked)
    assert laid_out == engine
    assert bool(laid_out.groups) == (words not in ("nobody",))


def test_there_is_more_when_more_quotes_have_the_words_than_are_shown(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> list[Results]:
        await store._texts._waiting
        return [await search(Reader(each, ""), "e", 1, "en") for each in (store, Searching(store))]

    laid_out, engine = within(folder, asked)
    assert laid_out.groups[-1] == engine.groups[-1]
    assert laid_out.groups[-1].more


def test_a_store_can_be_searched_before_its_texts_are_laid_out_and_leaves_none_behind(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> Path:
        store._texts.ready = False
        assert store.texts is None
        assert (await search(Reader(store, ""), "mali", 5, "en")).groups
        await store._texts._waiting
        assert store._texts._file.is_file()
        return store._texts._file

    assert not within(folder, asked).exists()


def test_the_shortest_names_with_the_words_come_first(folder: Path, tmp_path: Path) -> None:
    write(Engine.read_only(str(folder)), tmp_path / "texts")
    texts = Texts(folder)
    texts._file = tmp_path / "texts"
    with ThreadPoolExecutor(max_workers=1) as aside:
        found = aside.submit(lambda: asyncio.run(texts.named("c", 3))).result()
    assert [len(name) for _, name, _ in found] == sorted(len(name) for _, name, _ in found)
    assert len(found) == 3
