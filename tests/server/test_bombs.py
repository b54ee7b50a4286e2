"""Queries that would bring a server down: each ends in an error, and meanwhile others are served."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from sahelkg.settings import Settings
from tests.server.conftest import LiveServer, running
from tests.server.releases import write_release

CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
BOMBS = {
    "count of a cross product": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} . ?j ?k ?l }}",
    "order of a cross product": f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f DESC(?i)",
    "concatenation": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?x) {{ {CROSS} }}",
    "distinct": f"SELECT DISTINCT ?a ?c ?d ?f ?g ?i {{ {CROSS} }}",
    "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)* ?b . ?c (!<x:x>|^!<x:x>)* ?d . ?e (!<x:x>)* ?f . ?g ?h ?i }",
    "patterns": f"SELECT * {{ {CROSS} FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(a|aa)+(b|bb)+zzzq')) }}",
    "difference": f"SELECT * {{ {CROSS} . ?p ?q ?r MINUS {{ ?a ?x ?y . ?d ?z ?w }} }} ORDER BY ?a",
    "optional": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} OPTIONAL {{ ?j ?k ?l FILTER(?a != ?j) }} }}",
    "subselect": f"SELECT (SUM(?n) AS ?s) {{ {{ SELECT ?a (COUNT(*) AS ?n) {{ {CROSS} }} GROUP BY ?a }} ?j ?k ?l }}",
    "endless result": f"SELECT * {{ {CROSS} . ?j ?k ?l }}",
    "endless graph": f"CONSTRUCT {{ ?a ?e ?l }} {{ {CROSS} . ?j ?k ?l }}",
    "nested groups": "SELECT * {" + "{" * 3000 + "?s ?p ?o" + "}" * 3000 + "}",
    "nested parentheses": "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}",
    "long chain": "SELECT * {" + "OPTIONAL { ?s ?p ?o }" * 30_000 + "}",
    "hashes": f"SELECT (MAX(?z) AS ?m) {{ {CROSS} BIND(SHA512(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?z) }}",
    "union": f"SELECT ?a (COUNT(DISTINCT ?l) AS ?n) {{ {{ {CROSS} }} UNION {{ ?c ?b ?a }} ?j ?k ?l }} GROUP BY ?a",
}
HARMLESS = "PREFIX sahel: <https://w3id.org/sahelkg/ontology#> SELECT ?s WHERE { ?s a sahel:State } #"


@pytest.fixture(scope="module")
def bombed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    releases = tmp_path_factory.mktemp("bombed")
    write_release(releases)
    settings = Settings(access_log=False, query_timeout=1.0, query_memory=256, query_result=16, body_limit=2048)
    with running(releases, settings) as live:
        yield live


def drop(client: httpx.Client, query: str) -> int | None:
    """The status a query gets; None when its answer breaks off."""
    try:
        response = client.post("/sparql", content=query, headers={"content-type": "application/sparql-query"})
    except httpx.RemoteProtocolError:
        return None
    return response.status_code


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_an_error_and_the_next_query_is_answered(bombed: LiveServer, name: str) -> None:
    with bombed.client() as client:
        assert drop(client, BOMBS[name]) in (None, 400, 503, 504, 507)
        assert drop(client, HARMLESS + name) == 200


def test_bombs_all_at_once_end_in_errors_while_harmless_queries_are_answered(bombed: LiveServer) -> None:
    done = threading.Event()

    def harmless(number: int) -> list[int | None]:
        statuses = []
        with bombed.client() as client:
            while not done.is_set():
                statuses.append(drop(client, f"{HARMLESS}{number}-{len(statuses)}"))
        return statuses

    def bomb(query: str) -> int | None:
        with bombed.client() as client:
            return drop(client, query)

    with ThreadPoolExecutor(len(BOMBS) + 2) as threads:
        light = [threads.submit(harmless, number) for number in range(2)]
        ends = list(threads.map(bomb, BOMBS.values()))
        done.set()
        statuses = [status for each in light for status in each.result()]
    assert 200 not in ends
    assert statuses.count(200) > len(statuses) * 0.8
    with bombed.client() as client:
        assert drop(client, HARMLESS + "after") == 200


def test_a_query_whose_client_leaves_is_stopped(bombed: LiveServer) -> None:
    with bombed.client() as client, pytest.raises(httpx.ReadTimeout):
        client.post("/sparql", data={"query": BOMBS["count of a cross product"]}, timeout=0.2)
    with bombed.client() as client:
        figures = ""
        while 'kills_total{reason="ClientLeft"} 1.0' not in figures:
            figures = client.get("/metrics").text
        assert "sahelkg_store_busy 0.0" in figures


def test_an_answer_that_fails_half_way_never_looks_whole(bombed: LiveServer) -> None:
    with bombed.client() as client, pytest.raises(httpx.RemoteProtocolError):
        client.get("/sparql", params={"query": BOMBS["endless result"]})


def test_a_worker_that_dies_by_itself_is_replaced(bombed: LiveServer) -> None:
    with bombed.client() as client:
        for number in range(3):
            assert drop(client, BOMBS["long chain"] + f"#{number}") in (400, 503, 504)
            assert drop(client, f"{HARMLESS}dies-{number}") == 200
