"""Lookups: what is answered without a worker is as right as a worker's answer, and can never be much."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store

from sahelkg.store.embedded import EmbeddedStore
from sahelkg.store.errors import MalformedQuery
from sahelkg.store.interface import Query
from sahelkg.store.lookups import MOST, is_lookup, look_up
from sahelkg.store.writers import SOLUTION_WRITERS
from tests.server.releases import write_release
from tests.store.test_pool import ENDLESS, answer, within

ID = "https://w3id.org/sahelkg/id/"
MALI = f"<{ID}mali>"
HUB = "".join(f"<{ID}hub> <http://example.org/p> <http://example.org/{number}> .\n" for number in range(2000)).encode()

SPACE = st.sampled_from([" ", "\n", " # a comment with } and ?x\n", "\t"])
SUBJECT = st.sampled_from([MALI, "id:mali", "?s", "$s", f"<{ID}claim-00000000000000a1>", "<mali>", "_:b", "[]"])
PREDICATE = st.sampled_from(
    ["?p", "a", "rdf:type", "sahel:memberOf", "skos:prefLabel", "skos:prefLabel|rdf:type", "!a", "a*"]
)
OBJECT = st.sampled_from(
    ["?o", "?s", "?p", "id:g5-sahel", '"Mali"@en', '"2014"^^xsd:gYear', "0.95", "'x'", "true", "?o ; ?q ?r"]
)
PROLOGUE = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in {
        "id": ID,
        "sahel": "https://w3id.org/sahelkg/ontology#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
QUERY = st.builds(
    lambda head, space, subject, predicate, object_, tail: (
        f"{PROLOGUE}{head}{space}{{{space}{subject} {predicate}{space}{object_}{space}{tail}"
    ),
    st.sampled_from(["SELECT *", "SELECT ?p", "SELECT ?s ?o WHERE", "select $o where", "ASK", "SELECT DISTINCT ?p"]),
    SPACE,
    SUBJECT,
    PREDICATE,
    OBJECT,
    st.sampled_from(["}", ".}", "} LIMIT 2", "} # }", "} OFFSET 1", "} ORDER BY ?p", ". ?x ?y ?z }", "FILTER(?p) }", "}}"]),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("releases"), HUB).store


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store.read_only(str(folder))


@given(QUERY, st.sampled_from(["json", "csv", "tsv", "xml"]))
def test_a_lookup_is_answered_as_the_engine_answers_it(store: Store, text: str, form: str) -> None:
    base = Query(text=text).base
    found = look_up(store, text, base, form) if is_lookup(text) else None
    if found is not None:
        assert found == store.query(text, base_iri=base).serialize(None, SOLUTION_WRITERS[form])  # type: ignore[arg-type]


@given(QUERY)
def test_a_lookup_has_no_more_rows_than_the_graph_has_triples_and_none_is_empty(store: Store, text: str) -> None:
    if is_lookup(text):
        found = store.query(text, base_iri=ID)
        if isinstance(found, QuerySolutions) and found.variables:
            rows = list(found)
            assert len(rows) <= len(store)
            assert all(value is not None for row in rows for value in row)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?p ?o WHERE {{ {MALI} ?p ?o }}",
        f"select*{{{MALI}?p?o.}}limit 5#x",
        f"ASK {{ {MALI} a ?class }}",
        f"PREFIX : <{ID}> # one thing\nSELECT ?s WHERE {{ ?s ?p :mali . }}",
        'SELECT ?s { ?s ?p "Mali"@en }',
    ],
)
def test_one_pattern_about_one_thing_is_a_lookup(text: str) -> None:
    assert is_lookup(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s { ?s ?p ?o }",
        "SELECT ?s { ?s a ?o }",
        f"SELECT ?p {{ {MALI} ?p ?p }}",
        f"SELECT ?p {{ {MALI} ?p $p }}",
        f"SELECT ?other {{ {MALI} ?p ?o }}",
        f"SELECT DISTINCT ?p {{ {MALI} ?p ?o }}",
        f"SELECT ?p {{ {MALI} ?p ?o }} OFFSET 100",
        f"SELECT ?p {{ {MALI} ?p ?o }} ORDER BY ?p",
        f"SELECT ?p {{ {MALI} ?p ?o . ?o ?q ?r }}",
        f"SELECT ?p {{ {MALI} ?p ?o , ?r }}",
        f"SELECT ?o {{ {MALI} skos:broader* ?o }}",
        f"SELECT ?p {{ GRAPH <{ID}g> {{ {MALI} ?p ?o }} }}",
        f"SELECT ?p FROM <{ID}g> {{ {MALI} ?p ?o }}",
        f"CONSTRUCT {{ {MALI} ?p ?o }} WHERE {{ {MALI} ?p ?o }}",
        f"DESCRIBE {MALI}",
        "SELECT ?p { [] ?p ?o }",
        f"SELECT (COUNT(*) AS ?n) {{ {MALI} ?p ?o }}",
    ],
)
def test_all_else_is_none(text: str) -> None:
    assert not is_lookup(text)


@pytest.mark.parametrize("part", ["#", "SELECT ?a ", "?a ", "PREFIX a: <b> ", "SELECT ?a { ", " #\n", "<a> ", '"'])
def test_telling_a_lookup_takes_no_longer_than_reading_it(part: str) -> None:
    """A form that looked back over what it has read would never come to the end of these."""
    assert not is_lookup(part * 50_000)
    assert not is_lookup("SELECT " + part * 50_000)


def test_an_answer_that_is_long_or_wrong_comes_from_a_worker(folder: Path, store: Store) -> None:
    text = f"SELECT ?o {{ <{ID}hub> ?p ?o }}"
    wrong = "SELECT ?o { unknown:name ?p ?o }"
    assert is_lookup(text)
    assert look_up(store, text, ID, "csv") is None
    assert is_lookup(wrong)
    assert look_up(store, wrong, ID, "csv") is None

    async def asked(store: EmbeddedStore) -> bytes:
        with pytest.raises(MalformedQuery):
            await answer(store, wrong)
        return await answer(store, text, solutions="csv")

    found = within(folder, asked)
    assert found.count(b"\r\n") == 2001
    assert len(found) > MOST


def test_a_lookup_is_answered_while_every_worker_is_taken(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        taken = asyncio.create_task(answer(store, ENDLESS))
        while not store.pool._busy:
            await asyncio.sleep(0)
        found = await answer(store, f"ASK {{ {MALI} ?p ?o }}", solutions="csv")
        assert store.pool._busy
        taken.cancel()
        return found

    assert within(folder, asked, most=1, queue=0) == b"true"


def _hub(number: int) -> str:
    return f"ASK {{ <{ID}hub> <http://example.org/p> <http://example.org/{number}> }}"


def _truths(answers: list[bytes]) -> list[int]:
    return [number for number, found in enumerate(answers, 1990) if found == b"true"]


@pytest.mark.parametrize("servers", [1, 1000])
def test_each_of_many_lookups_at_once_gets_its_own_answer(folder: Path, servers: int) -> None:
    async def asked(store: EmbeddedStore) -> list[bytes]:
        wanted = (answer(store, _hub(number), solutions="csv") for number in range(1990, 2190))
        return await asyncio.gather(*wanted)

    assert _truths(within(folder, asked, servers=servers)) == list(range(1990, 2000))


def test_lookups_are_answered_though_the_worker_dies_that_has_them(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> list[bytes]:
        tasks = [asyncio.create_task(answer(store, _hub(number), solutions="csv")) for number in range(1990, 2050)]
        while not store.pool._busy:
            await asyncio.sleep(0)
        for worker in store.pool._busy:
            os.kill(worker.pid, signal.SIGKILL)
        return await asyncio.gather(*tasks)

    assert _truths(within(folder, asked)) == list(range(1990, 2000))


def test_a_lookup_that_nobody_waits_for_keeps_no_other_from_its_answer(folder: Path) -> None:
    async def asked(store: EmbeddedStore) -> bytes:
        given_up = [asyncio.create_task(answer(store, _hub(number))) for number in range(50)]
        kept = asyncio.create_task(answer(store, _hub(1), solutions="csv"))
        while not store.pool._busy:
            await asyncio.sleep(0)
        for task in given_up:
            task.cancel()
        return await kept

    assert within(folder, asked) == b"true"
