"""The SPARQL 1.1 Protocol beyond what the W3C tests: what real clients send, and what peers get wrong."""

import socket
from urllib.parse import quote, urlsplit

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from sahelkg.vocabulary import ID, REIFIERS_GRAPH
from tests.server.conftest import LiveServer, StartServer

PREFIXES = f"PREFIX sahel: <https://w3id.org/sahelkg/ontology#> PREFIX id: <{ID}> "
STATES = PREFIXES + "SELECT ?state WHERE { ?state a sahel:State } ORDER BY ?state"
GRAPH = PREFIXES + "CONSTRUCT WHERE { id:mali ?p ?o }"
DIRECT = {"content-type": "application/sparql-query"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
PROBLEM = "application/problem+json"


def states(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["state"]["value"].removeprefix(ID) for row in response.json()["results"]["bindings"]]


def test_get_and_both_kinds_of_post_answer_alike(client: httpx.Client) -> None:
    expected = ["mali", "senegal"]
    assert states(client.get("/sparql", params={"query": STATES})) == expected
    assert states(client.post("/sparql", data={"query": STATES})) == expected
    assert states(client.post("/sparql", content=STATES, headers=DIRECT)) == expected
    assert states(
        client.post("/sparql", content=STATES, headers={"content-type": "application/sparql-query; charset=UTF-8"})
    )


def test_the_address_may_end_in_a_slash(client: httpx.Client) -> None:
    assert states(client.get("/sparql/", params={"query": STATES})) == ["mali", "senegal"]


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/xml", "application/xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, application/json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.2", "text/csv; charset=utf-8"),
        ("TEXT/CSV ; Q=0.7", "text/csv; charset=utf-8"),
    ],
)
def test_solutions_come_in_the_form_wanted_most(client: httpx.Client, accept: str, content_type: str) -> None:
    response = client.get("/sparql", params={"query": STATES}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == content_type


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/n-quads", "application/n-quads; charset=utf-8"),
        ("application/trig", "application/trig; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/*", "text/turtle; charset=utf-8"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8", "application/rdf+xml"),
    ],
)
def test_graphs_come_in_the_form_wanted_most(client: httpx.Client, accept: str, content_type: str) -> None:
    response = client.get("/sparql", params={"query": GRAPH}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == content_type
    format_ = RdfFormat.from_media_type(content_type)
    assert len(list(parse(response.content, format_))) == 11


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("text/csv", "text/csv; charset=utf-8"),
    ],
)
def test_the_format_parameter_overrides_accept(client: httpx.Client, form: str, media_type: str) -> None:
    response = client.get("/sparql", params={"query": STATES, "format": form}, headers={"accept": "text/turtle"})
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert ID + "senegal" in response.text


def test_json_and_xml_mean_the_rdf_formats_for_graphs(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": GRAPH, "format": "json"}).headers["content-type"] == "application/ld+json"
    assert client.get("/sparql", params={"query": GRAPH, "format": "xml"}).headers["content-type"] == "application/rdf+xml"


def test_two_accept_lines_are_one_list(client: httpx.Client) -> None:
    headers = [("accept", "text/turtle"), ("accept", "text/csv")]
    response = client.get("/sparql", params={"query": STATES}, headers=headers)
    assert response.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("query", "accept"),
    [(STATES, "text/turtle"), (GRAPH, "text/csv"), (STATES, "image/png"), (STATES, "*/*;q=0"), ("ASK {}", "text/turtle")],
)
def test_what_cannot_be_had_in_an_accepted_form_is_not_acceptable(client: httpx.Client, query: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 406
    assert response.headers["content-type"] == PROBLEM


def test_an_unknown_format_is_a_bad_request(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": STATES, "format": "parchment"}).status_code == 400


def test_a_syntax_error_is_told_with_its_place_and_nothing_else(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT ?x WHERE {\n ?x foo:bar 1 }"})
    assert response.status_code == 400
    assert response.headers["content-type"] == PROBLEM
    told = response.json()
    assert (told["line"], told["column"]) == (2, 12)
    assert told["request_id"] == response.headers["x-request-id"]
    assert "Traceback" not in response.text
    assert "/" not in told["detail"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, b""), 400),
        (("GET", "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL", {}, b""), 400),
        (("POST", "/sparql", FORM, b"query=ASK%7B%7D&update=CLEAR+ALL"), 400),
        (("POST", "/sparql?query=ASK%7B%7D", FORM, b"query=ASK%7B%7D"), 400),
        (("POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK {}"), 400),
        (("POST", "/sparql", FORM, b""), 400),
        (("POST", "/sparql", DIRECT, b""), 400),
        (("GET", "/sparql?query=", {}, b""), 400),
        (("GET", "/sparql?default-graph-uri=http://a/", {}, b""), 400),
        (("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri", {}, b""), 400),
        (("GET", "/sparql?query=%FF", {}, b""), 400),
        (("POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xff' }"), 400),
        (("POST", "/sparql", FORM, b"query=%C3%28"), 400),
        (("POST", "/sparql", {"content-type": "application/sparql-query; charset=utf-16"}, "ASK {}".encode("utf-16")), 415),
        (("POST", "/sparql", {"content-type": "text/plain"}, b"ASK {}"), 415),
        (("POST", "/sparql", {"content-type": "multipart/form-data; boundary=x"}, b"--x--"), 415),
        (("POST", "/sparql", {}, b"query=ASK%7B%7D"), 415),
        (("POST", "/sparql", {**DIRECT, "content-encoding": "gzip"}, b"x"), 415),
        (("PUT", "/sparql?query=ASK%7B%7D", {}, b""), 405),
        (("DELETE", "/sparql", {}, b""), 405),
        (("PATCH", "/sparql", {}, b""), 405),
        (("POST", "/sparql", {"content-type": "application/sparql-update"}, b"CLEAR ALL"), 403),
        (("POST", "/sparql", FORM, b"update=LOAD+%3Chttp://127.0.0.1/%3E"), 403),
        (("GET", "/sparql?update=CLEAR%20ALL", {}, b""), 403),
        (("GET", "/sparql?query=" + quote("LOAD <http://127.0.0.1/>"), {}, b""), 403),
        (("POST", "/sparql", DIRECT, b"PREFIX a: <http://a/> INSERT DATA { a:a a:b 1 }"), 403),
        (("POST", "/sparql", DIRECT, b"DELETE WHERE { ?s ?p ?o }"), 403),
    ],
    ids=lambda value: str(value[:2]) if isinstance(value, tuple) else "",
)
def test_wrong_requests_get_the_status_that_says_so(
    client: httpx.Client, request_: tuple[str, str, dict[str, str], bytes], status: int
) -> None:
    method, path, headers, content = request_
    response = client.request(method, path, headers=headers, content=content)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == PROBLEM
    assert response.json()["status"] == status


def test_a_method_that_is_not_allowed_comes_with_those_that_are(client: httpx.Client) -> None:
    assert client.put("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert client.post("/store?default", content=b"").headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "service",
    [
        "SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o }",
        "service silent<http://127.0.0.1:9/sparql>{ ?s ?p ?o }",
        "SERVICE ?where { ?s ?p ?o }",
        "SERVICE a:sparql { ?s ?p ?o }",
        "{ SELECT * { SERVICE <http://allowed.example.evil/> { ?s ?p ?o } } }",
        "?s ?p \"'\" . SERVICE # '\n <http://127.0.0.1:9/> { ?s ?p ?o }",
    ],
)
def test_service_to_a_host_not_on_the_list_is_forbidden(client: httpx.Client, service: str) -> None:
    query = f"PREFIX a: <http://127.0.0.1:9/> SELECT * {{ {service} }}"
    assert client.post("/sparql", content=query, headers=DIRECT).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://a/>' }",
        "ASK { } # SERVICE <http://a/> { }",
        "ASK { ?service ?p <http://a/#SERVICE> }",
        "PREFIX service: <http://a/> ASK { ?s service:service 'x'@service }",
    ],
)
def test_the_word_service_is_no_service_in_strings_comments_and_names(client: httpx.Client, query: str) -> None:
    assert client.post("/sparql", content=query, headers=DIRECT).status_code == 200


def test_service_reaches_a_host_on_the_list(start_server: StartServer, server: LiveServer) -> None:
    listed = start_server(service_hosts=frozenset({"127.0.0.1"}))
    query = f"SELECT ?o {{ SERVICE <{server.url}/sparql> {{ GRAPH <http://example.org/graph/one> {{ ?s ?p ?o }} }} }}"
    with listed.client() as client:
        response = client.post("/sparql", content=query, headers=DIRECT)
    assert response.json()["results"]["bindings"] == [{"o": {"type": "literal", "value": "one"}}]
    assert response.headers["cache-control"] == "no-store"


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
ONE, TWO = "http://example.org/graph/one", "http://example.org/graph/two"


@pytest.mark.parametrize(
    ("query", "dataset", "number"),
    [
        (COUNT, {"default-graph-uri": [ONE]}, 1),
        (COUNT, {"default-graph-uri": [ONE, TWO]}, 2),
        (COUNT, {"default-graph-uri": ["http://example.org/none"]}, 0),
        (COUNT, {"named-graph-uri": [ONE]}, 0),
        (COUNT_NAMED, {"named-graph-uri": [ONE]}, 1),
        (COUNT_NAMED, {"default-graph-uri": [ONE]}, 0),
        (COUNT_NAMED, {}, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM <{ONE}> {{ ?s ?p ?o }}", {"default-graph-uri": [ONE, TWO]}, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM <{ONE}> FROM <{TWO}> {{ ?s ?p ?o }}", {}, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", {}, 1),
    ],
)
@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_the_graphs_a_request_names_are_its_dataset(
    client: httpx.Client, method: str, query: str, dataset: dict[str, list[str]], number: int
) -> None:
    if method == "get":
        response = client.get("/sparql", params={"query": query, **dataset})
    elif method == "form":
        response = client.post("/sparql", data={"query": query, **dataset})
    else:
        response = client.post("/sparql", params=dataset, content=query, headers=DIRECT)
    assert response.json()["results"]["bindings"][0]["n"]["value"] == str(number)


def test_from_never_makes_the_server_fetch(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bait:
        bait.setblocking(False)
        port = bait.getsockname()[1]
        response = client.get("/sparql", params={"query": f"ASK FROM <http://127.0.0.1:{port}/data> {{ ?s ?p ?o }}"})
        assert response.json()["boolean"] is False
        with pytest.raises(BlockingIOError):
            bait.accept()


def test_head_answers_like_get_without_a_body_and_leaves_the_connection_usable(client: httpx.Client) -> None:
    got = client.get("/sparql", params={"query": STATES})
    headed = client.head("/sparql", params={"query": STATES})
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed.headers["content-length"] == str(len(got.content))
    assert client.head("/sparql", params={"query": "SELECT"}).status_code == 400
    assert states(client.get("/sparql", params={"query": STATES})) == ["mali", "senegal"]


def test_head_leaves_nothing_on_the_wire_that_a_second_request_would_trip_over(server: LiveServer) -> None:
    address = urlsplit(server.url)
    assert address.port is not None
    with socket.create_connection(("127.0.0.1", address.port), timeout=10) as connection:
        request = b"HEAD /sparql?query=SELECT HTTP/1.1\r\nHost: x\r\n\r\n"
        request += b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        connection.sendall(request)
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    first, _, rest = received.partition(b"\r\n\r\n")
    assert first.startswith(b"HTTP/1.1 400")
    assert rest.startswith(b"HTTP/1.1 200")


def test_any_page_of_the_web_may_ask(client: httpx.Client) -> None:
    preflight = client.options("/sparql", headers={"origin": "https://a.example", "access-control-request-method": "POST"})
    assert preflight.status_code in (200, 204)
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "content-type" in preflight.headers["access-control-allow-headers"].lower()
    assert preflight.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    for response in (client.get("/sparql", params={"query": "ASK {}"}), client.get("/sparql", params={"query": "ASK"})):
        assert response.headers["access-control-allow-origin"] == "*"


def test_answers_vary_with_what_the_client_accepts(client: httpx.Client) -> None:
    vary = client.get("/sparql", params={"query": STATES}).headers["vary"].lower()
    assert "accept" in [part.strip() for part in vary.split(",")]


def test_an_answer_has_a_validator_by_which_it_is_not_sent_twice(client: httpx.Client) -> None:
    params = {"query": STATES}
    first = client.get("/sparql", params=params)
    again = client.get("/sparql", params=params, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    as_csv = client.get("/sparql", params=params, headers={"accept": "text/csv"})
    assert as_csv.headers["etag"] != first.headers["etag"]
    other = client.get("/sparql", params=params, headers={"accept": "text/csv", "if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("expression", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_an_answer_that_changes_is_not_kept(client: httpx.Client, expression: str) -> None:
    params = {"query": f"SELECT ({expression} AS ?x) {{}}"}
    first, second = client.get("/sparql", params=params), client.get("/sparql", params=params)
    assert first.content != second.content
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers


def test_the_service_describes_itself(client: httpx.Client, server: LiveServer) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    assert response.headers["content-type"].startswith("text/turtle")
    triples = {(t.subject.value, t.predicate.value, t.object.value) for t in parse(response.content, RdfFormat.TURTLE)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = server.url + "/sparql"
    assert (endpoint, sd + "endpoint", endpoint) in triples
    assert (endpoint, sd + "supportedLanguage", sd + "SPARQL11Query") in triples
    for media_type in ("application/rdf+xml", "application/n-triples", "application/ld+json"):
        other = client.get("/sparql", headers={"accept": media_type})
        assert other.headers["content-type"].startswith(media_type)
        assert list(parse(other.content, RdfFormat.from_media_type(media_type)))


def test_ordinary_queries_never_meet_a_triple_term(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"})
    assert REIFIERS_GRAPH not in response.text
    response = client.get("/sparql", params={"query": "SELECT ?o WHERE { ?s ?p ?o }"})
    assert "triple" not in {row["o"]["type"] for row in response.json()["results"]["bindings"]}


@pytest.mark.parametrize(
    "pattern",
    [
        "id:mali sahel:memberOf ?org {| prov:wasAttributedTo ?who |}",
        "id:mali sahel:memberOf ?org ~ ?claim . ?claim prov:wasAttributedTo ?who",
        "<< id:mali sahel:memberOf ?org ~ ?claim >> prov:wasAttributedTo ?who",
        "?claim rdf:reifies <<( id:mali sahel:memberOf ?org )>> ; prov:wasAttributedTo ?who",
    ],
)
def test_rdf_12_syntax_reaches_the_claims_behind_a_triple(client: httpx.Client, pattern: str) -> None:
    prefixes = (
        PREFIXES + "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    )
    response = client.get("/sparql", params={"query": f"{prefixes} SELECT ?org ?who WHERE {{ {pattern} }}"})
    rows = [
        {name: term["value"].removeprefix(ID) for name, term in row.items()}
        for row in response.json()["results"]["bindings"]
    ]
    assert rows == [{"org": "g5-sahel", "who": "gazette"}]


def test_the_reifiers_can_be_had_by_their_graph_s_name(client: httpx.Client) -> None:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{REIFIERS_GRAPH}> {{ ?s ?p ?o }} }}"
    assert client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"] == "6"


def test_a_triple_term_that_a_format_cannot_hold_is_not_acceptable(client: httpx.Client) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{REIFIERS_GRAPH}> {{ ?s ?p ?o }} }}"
    assert client.get("/sparql", params={"query": query}, headers={"accept": "application/ld+json"}).status_code == 406
    assert client.get("/sparql", params={"query": query}, headers={"accept": "text/turtle"}).status_code == 200


def test_graphs_are_read_by_name(client: httpx.Client) -> None:
    whole = client.get("/store?default", headers={"accept": "application/n-triples"})
    assert whole.headers["content-type"] == "application/n-triples; charset=utf-8"
    assert len(list(parse(whole.content, RdfFormat.N_TRIPLES))) > 100
    one = client.get("/store", params={"graph": ONE}, headers={"accept": "text/turtle"})
    assert [triple.object.value for triple in parse(one.content, RdfFormat.TURTLE)] == ["one"]
    assert client.get("/store", params={"graph": "http://example.org/none"}).status_code == 404
    assert client.get("/store").status_code == 400
    assert client.get("/store", params={"graph": ONE, "default": ""}).status_code == 400
    assert client.head("/store", params={"graph": ONE}).headers["content-length"] == str(
        len(client.get("/store", params={"graph": ONE}).content)
    )
    assert client.put("/store?default", content=b"").status_code == 405


def test_a_long_query_fits_into_a_post(client: httpx.Client) -> None:
    query = STATES + "#" + "x" * 500_000
    assert states(client.post("/sparql", content=query, headers=DIRECT)) == ["mali", "senegal"]
    assert client.post("/sparql", content=query + "x" * 600_000, headers=DIRECT).status_code == 413
    assert client.get("/sparql", params={"query": query[:40_000]}).status_code in (414, 431)


def test_a_property_that_xml_cannot_name_is_not_written_as_broken_xml(client: httpx.Client) -> None:
    query = "CONSTRUCT { <http://a/> <http://a/1/> 1 } WHERE {}"
    assert client.get("/sparql", params={"query": query}, headers={"accept": "application/rdf+xml"}).status_code == 406


def test_every_answer_carries_security_headers(client: httpx.Client) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/api/entities", "/docs", "/nothing", "/dumps/facts.csv"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "x-request-id" in headers
        assert "server" not in headers
