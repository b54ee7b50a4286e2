"""The W3C's tests of the SPARQL 1.1 Protocol, from their manifest beside the checkout.

The folder is not part of the repository; without it these tests are skipped. Its update tests change graphs, which this
server refuses: for them the refusal is what is expected.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection

from sahelkg.settings import Settings
from tests.server.conftest import running
from tests.server.releases import write_release

FOLDER = Path(__file__).parents[3] / "shared" / "w3c-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the W3C protocol tests are not beside the checkout")


def _tests() -> list[Any]:
    if not FOLDER.is_dir():
        return []
    graph = Graph().parse(FOLDER / "manifest.ttl")
    return [
        pytest.param(graph, test, id=str(test).rpartition("#")[2])
        for test in sorted(graph.subjects(RDF.type, MF.ProtocolTest))
    ]


@pytest.fixture(scope="module")
def w3c_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    releases = tmp_path_factory.mktemp("w3c")
    write_release(releases, (FOLDER / "dataset.nq").read_bytes())
    with running(releases, Settings(access_log=False)) as live, live.client() as client:
        yield client


def _request(graph: Graph, request: Any) -> tuple[str, str, dict[str, str], bytes]:
    headers = {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in Collection(graph, graph.value(request, HT.headers) or RDF.nil)
    }
    body = graph.value(request, HT.body)
    content = b""
    if body is not None:
        encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8")
        content = str(graph.value(body, CNT.chars)).encode(encoding)
    return str(graph.value(request, HT.methodName)), str(graph.value(request, HT.absolutePath)), headers, content


@pytest.mark.parametrize(("graph", "test"), _tests())
def test_the_protocol_is_kept(graph: Graph, test: URIRef, w3c_client: httpx.Client) -> None:
    name = str(test).rpartition("#")[2]
    action = graph.value(test, MF.action)
    for request in Collection(graph, graph.value(action, HT.requests)):
        method, path, headers, content = _request(graph, request)
        response = w3c_client.request(method, path, headers=headers, content=content)
        if name.startswith("update_"):
            changes = headers.get("content-type") == "application/sparql-update" or content.startswith(b"update=")
            assert not changes or response.status_code == 403, response.text
            continue
        expected = graph.value(request, HT.resp)
        statuses = {str(status).rpartition("StatusCode")[2][:1] for status in graph.objects(expected, MF.expectedStatus)}
        assert str(response.status_code)[0] in statuses, response.text
        truth = graph.value(expected, MF.expectedBoolean)
        if truth is not None:
            assert response.json()["boolean"] == truth.toPython()
        form = graph.value(expected, MF.expectedFormat)
        kinds = {"boolean": "sparql-results", "tabular": "sparql-results", "RDF": "text/turtle"}
        if form is not None:
            assert kinds[str(form)] in response.headers["content-type"]
