"""The service in front of other stores answers what it answers from its own.

The seed's release is published to ``oxigraph serve`` and, where it is installed, to Virtuoso 7. Answers are compared by
value: stores may write the same number or truth in other ways.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

import sahelkg.store.publish as publishing
from sahelkg.cli import main
from sahelkg.questions import load_questions
from sahelkg.release import Release
from sahelkg.settings import Settings, domain_folder
from sahelkg.store.publish import Publication, PublishError, query_address
from tests.server.conftest import running
from tests.server.releases import write_release
from tests.store.endpoints import VIRTUOSO, Endpoint, free_port, oxigraph, virtuoso

STORES = [
    pytest.param(oxigraph, id="oxigraph"),
    pytest.param(virtuoso, id="virtuoso", marks=pytest.mark.skipif(VIRTUOSO is None, reason="Virtuoso is not installed")),
]
QUESTIONS = [question.name for question in load_questions(domain_folder() / "queries")]
ADDRESSES = [
    "/api/entities?limit=200",
    "/api/entities?type=Mission&lang=fr",
    "/api/entities?q=sahel",
    "/api/facts?limit=100",
    "/api/facts?basis=inferred",
    "/api/documents",
    "/api/search?q=g5",
    "/api/search?q=SÉCURITÉ",
    "/api/search?q=securite",
    "/api/conflicts",
    "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/sparql?query=ASK%20%7B%20%3Fs%20%3Chttp%3A%2F%2Fa%2F%3E%20%3Fo%20%7D",
]


@pytest.fixture(scope="module")
def own(seed_release: Release) -> Iterator[httpx.Client]:
    with running(seed_release.path, Settings(access_log=False)) as live, live.client() as client:
        yield client


@pytest.fixture(scope="module", params=STORES)
def endpoint(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with request.param(tmp_path_factory.mktemp("endpoint")) as found:
        yield found


@pytest.fixture(scope="module")
def other(endpoint: Endpoint, seed_release: Release) -> Iterator[httpx.Client]:
    Publication(endpoint.graphs, endpoint.query, endpoint.auth).publish(seed_release)
    settings = Settings(access_log=False, store=endpoint.query)
    with running(seed_release.path, settings) as live, live.client() as client:
        yield client


def by_value(answer: Any) -> Any:
    """The answer with numbers and truths as values."""
    if isinstance(answer, list):
        return [by_value(part) for part in answer]
    if not isinstance(answer, dict):
        return answer
    if "datatype" in answer and "value" in answer:
        value = {"true": "1", "false": "0"}.get(answer["value"], answer["value"])
        try:
            return float(value)
        except ValueError:
            return value
    return {key: by_value(part) for key, part in answer.items()}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_same_answer(own: httpx.Client, other: httpx.Client, question: str) -> None:
    expected, found = own.get(f"/api/queries/{question}"), other.get(f"/api/queries/{question}")
    assert found.status_code == 200
    assert by_value(found.json()) == by_value(expected.json())


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_has_the_same_answer(own: httpx.Client, other: httpx.Client, address: str) -> None:
    expected, found = own.get(address), other.get(address)
    assert found.status_code == expected.status_code == 200
    assert by_value(found.json()) == by_value(expected.json())


def test_things_are_described_alike_in_every_form(own: httpx.Client, other: httpx.Client) -> None:
    for form in ("json", "csv", "nt"):
        expected, found = own.get(f"/entity/mali.{form}"), other.get(f"/entity/mali.{form}")
        assert found.headers["content-type"] == expected.headers["content-type"]
        as_lines = [sorted(response.text.replace('"1"^^', '"true"^^').splitlines()) for response in (expected, found)]
        assert as_lines[0] == as_lines[1]


def test_documents_come_with_the_same_text_and_mentions(own: httpx.Client, other: httpx.Client) -> None:
    (document,) = own.get("/api/documents").json()["items"]
    address = f"/api/documents/{document['id']}"
    assert other.get(address).json() == own.get(address).json()


def test_faults_are_told_as_ever(other: httpx.Client) -> None:
    assert other.get("/sparql", params={"query": "SELECT"}).status_code == 400
    assert other.get("/sparql", params={"query": "CLEAR ALL"}).status_code == 403
    assert other.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "text/turtle"}).status_code == 406
    assert other.get("/entity/none.ttl").status_code == 404


def test_a_store_that_does_not_answer_is_told_as_unavailable(tmp_path: Path) -> None:
    write_release(tmp_path / "releases")
    with stopped(tmp_path) as (url, stop), running(tmp_path / "releases", Settings(access_log=False, store=url)) as live:
        stop()
        with live.client() as client:
            response = client.get("/sparql", params={"query": "ASK {}"})
    assert response.status_code == 503
    assert response.headers["retry-after"]
    assert str(free_port()) not in response.text


@contextmanager
def stopped(folder: Path) -> Iterator[tuple[str, Any]]:
    """A store that can be stopped under way."""
    context = oxigraph(folder / "store")
    endpoint = context.__enter__()
    over = False

    def stop() -> None:
        nonlocal over
        if not over:
            over = True
            context.__exit__(None, None, None)

    try:
        yield endpoint.query, stop
    finally:
        stop()


@pytest.fixture(params=STORES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Endpoint]:
    folder = tmp_path / "endpoint"
    folder.mkdir()
    with request.param(folder) as found:
        yield found


def test_an_interrupted_publication_goes_on_where_it_stopped(
    empty: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "CHUNK", 50)
    release = write_release(tmp_path / "releases")
    publication = Publication(empty.graphs, empty.query, empty.auth)
    steps: list[int] = []

    def interrupt(done: int, total: int) -> None:
        if done >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publication.publish(release, interrupt)
    assert publication.current() is None
    graph = publication.publish(release, lambda done, total: steps.append(done))
    assert steps[0] == 100
    assert publication.current() == graph
    assert publication.count(graph) == steps[-1]


def test_a_new_publication_replaces_the_old_one_and_the_one_before_it_is_removed(empty: Endpoint, tmp_path: Path) -> None:
    publication = Publication(empty.graphs, empty.query, empty.auth)
    graphs = [
        publication.publish(
            write_release(tmp_path / f"releases-{number}", f'<http://a/{number}> <http://a/> "x" .\n'.encode())
        )
        for number in range(3)
    ]
    assert publication.current() == graphs[2]
    assert publication.count(graphs[1]) > 0
    assert publication.count(graphs[0]) == 0


def test_a_store_that_is_none_is_told_as_such() -> None:
    address = f"http://127.0.0.1:{free_port()}/store"
    with pytest.raises(PublishError, match="does not answer"):
        Publication(address, query_address(address)).current()


def test_the_address_for_queries_is_known_for_known_stores() -> None:
    assert query_address("http://a/store") == "http://a/query"
    assert query_address("http://a/sparql-graph-crud-auth") == "http://a/sparql"
    assert query_address("http://a/repositories/x/rdf-graphs/service") == "http://a/repositories/x/rdf-graphs/service"


def test_the_command_publishes_and_names_the_graph(tmp_path: Path) -> None:
    release = write_release(tmp_path / "releases")
    with oxigraph(tmp_path / "store") as endpoint:
        ran = CliRunner().invoke(main, ["publish", endpoint.graphs, "--release", str(tmp_path / "releases")])
        assert ran.exit_code == 0, ran.output
        assert ran.output.splitlines()[-1] == Publication(endpoint.graphs, endpoint.query).current()
        assert release.digest in ran.output
