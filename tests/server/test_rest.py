"""The REST API over the small graph."""

import base64
import csv
import io
import re
from urllib.parse import urljoin

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from sahelkg.graph.facts import COLUMNS
from sahelkg.server.lookup.lists import MOST_SORTED
from sahelkg.vocabulary import ID, ONTOLOGY
from tests.server.conftest import StartServer

A1, A2, A3, A4, A5, A6 = (f"claim-00000000000000a{number}" for number in range(1, 7))


def slugs(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [item.get("slug") or item["id"] for item in response.json()["items"]]


def test_entities_are_listed_by_class_and_by_words_in_any_accent_and_case(client: httpx.Client) -> None:
    assert slugs(client.get("/api/entities?type=State")) == ["mali", "senegal"]
    assert slugs(client.get("/api/entities?type=Mission")) == ["mission-one"]
    assert slugs(client.get("/api/entities?q=SÉNÉGAL")) == ["senegal"]
    assert slugs(client.get("/api/entities?q=senegal&lang=fr")) == ["senegal"]
    assert slugs(client.get("/api/entities?q=xu")) == ["union"]
    assert slugs(client.get("/api/entities?type=Document")) == ["document-demo", "document-essai"]
    labels = [item["label"] for item in client.get("/api/entities?type=State&lang=fr").json()["items"]]
    assert labels == ["Mali", "Sénégal"]


def test_an_entity_says_what_it_is_and_where_its_facts_are(client: httpx.Client) -> None:
    entity = client.get("/api/entities/mali").json()
    assert entity["kind"] == "State"
    assert entity["definitions"]["fr"] == "Un État d’Afrique de l’Ouest."
    assert entity["same_as"] == ["http://www.wikidata.org/entity/Q912"]
    (statement,) = [found for found in entity["statements"] if found["property"] == "memberOf"]
    assert statement["object"]["label"] == "G5 Sahel"
    assert slugs(client.get(entity["facts"]["subject"])) == [A1]
    assert slugs(client.get(entity["facts"]["object"])) == [A2, A3]


def test_an_iri_s_address_leads_to_a_description(client: httpx.Client) -> None:
    response = client.get("/id/mali")
    assert response.status_code == 303
    assert response.headers["location"] == "/entity/mali"


@pytest.mark.parametrize(
    ("suffix", "media_type", "format_"),
    [
        ("ttl", "text/turtle", RdfFormat.TURTLE),
        ("nt", "application/n-triples", RdfFormat.N_TRIPLES),
        ("rdf", "application/rdf+xml", RdfFormat.RDF_XML),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_thing_is_described_in_every_rdf_format_by_suffix_and_by_accept(
    client: httpx.Client, suffix: str, media_type: str, format_: RdfFormat
) -> None:
    by_suffix = client.get(f"/entity/mali.{suffix}")
    by_accept = client.get("/entity/mali", headers={"accept": media_type})
    for response in (by_suffix, by_accept):
        assert response.headers["content-type"].startswith(media_type)
        found = {(t.subject.value, t.predicate.value, t.object.value) for t in parse(response.content, format_)}
        assert (ID + "mali", "https://w3id.org/sahelkg/ontology#memberOf", ID + "g5-sahel") in found


def test_a_thing_is_described_as_json_and_as_a_table_of_its_facts(client: httpx.Client) -> None:
    assert client.get("/entity/mali.json").json()["slug"] == "mali"
    assert client.get("/entity/mali", headers={"accept": "application/json"}).json()["slug"] == "mali"
    rows = list(csv.DictReader(io.StringIO(client.get("/entity/mali.csv").text)))
    assert [row["fact"] for row in rows] == [ID + A1]


def test_a_claim_s_description_brings_its_quote_and_further_passages_along(client: httpx.Client) -> None:
    assert "In 2014, Mali and others set up the G5." in client.get(f"/entity/{A1}.ttl").text
    assert " and others set up the G5. The Un" in client.get(f"/entity/{A2}.ttl").text


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("", [A1, A2, A3, A4, A5, A6]),
        ("subject=union", [A2, A3]),
        (f"subject={ID}union", [A2, A3]),
        ("object=g5-sahel", [A1]),
        ("predicate=hasPurpose", [A4]),
        ("document=essai", [A4, A5, A6]),
        ("asserted_by=union", [A3]),
        ("basis=inferred", [A2]),
        ("modality=planned", [A4]),
        ("conflict=conflict-00000000000000c1", [A2, A3]),
        ("subject=union&basis=stated", [A3]),
        ("subject=nobody", []),
    ],
)
def test_facts_are_filtered(client: httpx.Client, filters: str, expected: list[str]) -> None:
    assert slugs(client.get(f"/api/facts?{filters}")) == expected


def test_a_fact_is_told_with_who_says_it_and_in_which_words(client: httpx.Client) -> None:
    fact = client.get(f"/api/facts/{A2}").json()
    assert (fact["subject"]["label"], fact["predicate"]["slug"], fact["object"]["label"]) == (
        "Example Union",
        "funds",
        "Mali",
    )
    assert (fact["value"]["value"], fact["value"]["unit"]) == ("113300000", "EUR")
    assert (fact["basis"], fact["rule"], fact["rests_on"]) == ("inferred", "missing-heading", [A1])
    assert fact["asserted_by"]["label"] == "Example Gazette"
    assert fact["qualifiers"] == {"instrument": ["Trust Fund"], "status": ["allocated"]}
    quote = fact["quote"]
    text = client.get("/api/documents/demo").json()["text"]
    assert text[quote["start"] : quote["end"]] == quote["exact"] == "The Union gave it €113.3 million"
    (beside,) = fact["further_passages"]
    assert text[beside["start"] : beside["end"]] == beside["exact"] == "Mali"


def test_facts_as_csv_have_the_columns_of_the_facts_table(client: httpx.Client) -> None:
    response = client.get("/api/facts", headers={"accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(response.text)))
    assert tuple(rows[0]) == COLUMNS
    told = {row[0].removeprefix(ID): dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]}
    assert told[A2]["basis"] == "inferred:missing-heading"
    assert told[A2]["qualifiers"] == "instrument=Trust Fund; status=allocated"
    assert (told[A5]["value"], told[A5]["unit"], told[A5]["qualifiers"]) == ("450", "persons", "place=Mali")
    assert told[A6]["value"] == "2018-05"
    assert (told[A4]["value"], told[A4]["object"], told[A4]["language"]) == ("sécurité et développement", "", "fr")
    assert told[A3]["reported_by"] == ID + "gazette"


@pytest.mark.parametrize("path", ["/api/facts", "/api/entities", "/api/documents"])
def test_pages_lead_to_the_next_and_together_hold_everything_once(client: httpx.Client, path: str) -> None:
    whole = slugs(client.get(path))
    found: list[str] = []
    address: str | None = f"{path}?limit=1"
    while address:
        response = client.get(address)
        assert len(slugs(response)) == 1
        found += slugs(response)
        address = response.json()["next"]
        linked = response.links.get("next", {}).get("url")
        assert linked == address
    assert found == whole


def test_a_long_list_that_is_in_no_order_holds_everything_once_as_well(start_server: StartServer) -> None:
    number = MOST_SORTED + 10
    reviewed = f'<{ONTOLOGY}reviewed> "false"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    extra = "".join(f"<{ID}thing-{each}> {reviewed} .\n" for each in range(number)).encode()
    found: list[str] = []
    with start_server(extra).client() as client:
        address: str | None = "/api/entities?limit=500"
        while address:
            response = client.get(address)
            found += slugs(response)
            address = response.json()["next"]
    assert len(found) == len(set(found))
    assert {slug for slug in found if slug.startswith("thing-")} == {f"thing-{each}" for each in range(number)}


@pytest.mark.parametrize("position", ["#many", "#", "#-1", "#99999999999", "#１"])
def test_a_cursor_that_no_page_has_handed_out_leads_nowhere(client: httpx.Client, position: str) -> None:
    cursor = base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")
    assert client.get("/api/facts", params={"cursor": cursor}).status_code == 404


def test_a_page_of_csv_leads_to_the_next_in_csv(client: httpx.Client) -> None:
    response = client.get("/api/facts?limit=4&format=csv")
    following = client.get(urljoin("http://x/", response.links["next"]["url"]).removeprefix("http://x"))
    assert [row[0].removeprefix(ID) for row in csv.reader(io.StringIO(following.text))][1:] == [A5, A6]


def test_a_document_comes_with_its_text_its_blocks_and_its_mentions(client: httpx.Client) -> None:
    document = client.get("/api/documents/demo").json()
    assert document["title"] == "A demonstration"
    assert document["publisher"]["label"] == "Example Gazette"
    (mention,) = document["mentions"]
    assert document["text"][mention["start"] : mention["end"]] == mention["entity"]["label"] == "Mali"
    assert [block["kind"] for block in document["blocks"]] == ["paragraph"]
    assert client.get("/api/documents/none").status_code == 404


@pytest.mark.parametrize(
    ("words", "kind", "slug"),
    [
        ("senegal", "State", "senegal"),
        ("SÉNÉGAL", "State", "senegal"),
        ("malien", "State", "mali"),
        ("ux", "Organisation", "union"),
        ("the union", "Organisation", "union"),
        ("fiduciaire", "Fund", "trust-fund"),
        ("demonstration", "Document", "document-demo"),
        ("securite et", "Fact", A4),
        ("€113.3", "Fact", A2),
    ],
)
def test_search_minds_neither_accents_nor_case_and_groups_by_kind(
    client: httpx.Client, words: str, kind: str, slug: str
) -> None:
    groups = {group["kind"]: group["hits"] for group in client.get("/api/search", params={"q": words}).json()["groups"]}
    assert slug in [hit["slug"] for hit in groups[kind]]


def test_search_puts_the_closest_name_first_and_says_when_there_is_more(client: httpx.Client) -> None:
    (group,) = [g for g in client.get("/api/search?q=mali&limit=1").json()["groups"] if g["kind"] == "State"]
    assert group["hits"][0]["slug"] == "mali"
    assert group["more"] is False
    facts = next(g for g in client.get("/api/search?q=G5&limit=1").json()["groups"] if g["kind"] == "Fact")
    assert facts["more"] is True


@pytest.mark.parametrize("words", ["(", "a|b", "\\", "[", "*", '"', "$^", "?x }", "\x00"])
def test_signs_of_patterns_and_queries_are_searched_for_as_they_are(client: httpx.Client, words: str) -> None:
    response = client.get("/api/search", params={"q": words})
    assert response.status_code == 200
    assert response.json()["groups"] == []


def test_conflicts_show_the_facts_side_by_side(client: httpx.Client) -> None:
    (conflict,) = client.get("/api/conflicts?lang=fr").json()["items"]
    assert conflict["label"] == "Sommes différentes"
    assert [fact["value"]["value"] for fact in conflict["facts"]] == ["113300000", "100000000"]


def test_questions_are_listed_and_asked_with_other_values_in_any_result_format(client: httpx.Client) -> None:
    questions = {question["name"]: question for question in client.get("/api/queries").json()["items"]}
    assert set(questions["member-states"]["title"]) == {"en", "fr"}
    for media_type in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        response = client.get("/api/queries/member-states", headers={"accept": media_type})
        assert response.headers["content-type"].startswith(media_type)
    assert "Mali" in client.get("/api/queries/member-states?format=csv").text
    assert "Mali" not in client.get("/api/queries/member-states?organisation=union&format=csv").text
    assert client.get("/api/queries/member-states?nonsense=1").status_code == 400
    assert client.get("/api/queries/member-states?organisation=a%20b").status_code == 400
    assert client.get("/api/queries/none").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/api/entities/none",
        "/api/facts/none",
        "/entity/none",
        "/entity/none.ttl",
        "/nothing",
        "/dumps/none",
        "/dumps/../manifest.json",
    ],
)
def test_what_is_not_there_is_told_as_a_problem(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert set(response.json()) == {"type", "title", "status", "detail", "request_id"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/facts?nonsense=1",
        "/api/facts?basis=rumour",
        "/api/entities?limit=0",
        "/api/entities?limit=x",
        "/api/search",
        "/api/search?q=",
    ],
)
def test_parameters_that_make_no_sense_are_a_bad_request(client: httpx.Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_every_get_has_a_validator_and_answers_304(client: httpx.Client) -> None:
    for path in (
        "/api/entities", "/api/entities/mali", "/api/facts", f"/api/facts/{A1}", "/api/documents", "/api/documents/demo",
        "/api/search?q=mali", "/api/conflicts", "/api/queries", "/api/queries/member-states", "/entity/mali",
        "/entity/mali.ttl", "/dumps/sahelkg.ttl", "/store?default", "/.well-known/void", "/ontology",
    ):  # fmt: skip
        for _ in range(2):
            first = client.get(path)
            again = client.get(path, headers={"if-none-match": first.headers["etag"]})
            assert (path, again.status_code, again.content) == (path, 304, b"")
            assert client.head(path).headers["etag"].strip('"').partition("-")[0] in first.headers["etag"]


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_kept_answers_come_compressed(client: httpx.Client, encoding: str) -> None:
    headers = {"accept-encoding": encoding}
    plain = client.get("/api/facts", headers={"accept-encoding": "identity"})
    response = client.get("/api/facts", headers=headers)
    while "content-encoding" not in response.headers:
        response = client.get("/api/facts", headers=headers)
    assert response.headers["content-encoding"] == encoding
    assert response.headers["etag"] != plain.headers["etag"]
    assert response.content == plain.content
    assert client.get("/api/facts", headers={**headers, "if-none-match": plain.headers["etag"]}).status_code == 304


def test_links_carry_the_public_address_and_never_the_internal_host(start_server: StartServer) -> None:
    live = start_server(base_url="https://kg.example.org/graph")
    with live.client() as client:
        for prefix in ("", "/graph"):
            assert client.get(f"{prefix}/id/mali").headers["location"] == "https://kg.example.org/graph/entity/mali"
            page = client.get(f"{prefix}/api/facts?limit=1")
            assert page.json()["next"].startswith("https://kg.example.org/graph/api/facts?limit=1&cursor=")
            described = client.get(f"{prefix}/sparql", headers={"accept": "text/turtle"}).text
            assert "<https://kg.example.org/graph/sparql>" in described
            for text in (page.text, described, client.get(f"{prefix}/api/entities/mali").text):
                assert "127.0.0.1" not in text


def test_a_forged_host_stands_in_no_kept_answer(client: httpx.Client) -> None:
    forged = client.get("/api/facts?limit=2", headers={"host": "evil.example"})
    assert "evil" not in forged.text + str(forged.headers)
    assert "evil" not in client.get("/api/facts?limit=2").text


def test_health_readiness_and_figures_are_told(client: httpx.Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
    ready = client.get("/ready").json()
    assert ready["status"] == "ready"
    assert (ready["waiting"], ready["refused"]) == (None, None)
    figures = client.get("/metrics").text
    for name in (
        "sahelkg_request_seconds_bucket",
        "sahelkg_cache_hits_total",
        "sahelkg_store_workers",
        "sahelkg_query_kills",
    ):
        assert name in figures
    assert f'sahelkg_release{{digest="{ready["release"]}"}} 1.0' in figures


def test_every_answer_is_counted_by_route_and_by_the_time_it_took(start_server: StartServer) -> None:
    with start_server().client() as client:
        for _ in range(3):
            client.get("/api/entities/mali")
        client.get("/api/entities/nobody")
        client.get("/sparql?query=nonsense")
        figures = client.get("/metrics").text
    route = 'route="/api/entities/{slug}"'
    assert f'sahelkg_requests_total{{{route},status="200"}} 3.0' in figures
    assert f'sahelkg_requests_total{{{route},status="404"}} 1.0' in figures
    assert 'sahelkg_refusals_total{reason="MalformedQuery"} 1.0' in figures
    counted = re.findall(rf'sahelkg_request_seconds_bucket{{le="([^"]+)",{re.escape(route)}}} ([\d.]+)', figures)
    bounds, numbers = zip(*((float(bound), float(number)) for bound, number in counted), strict=True)
    assert list(bounds) == sorted(bounds)
    assert list(numbers) == sorted(numbers)
    assert (bounds[-1], numbers[-1]) == (float("inf"), 4)
    assert f"sahelkg_request_seconds_count{{{route}}} 4.0" in figures


def test_only_a_browser_is_sent_from_the_dataset_to_a_page(client: httpx.Client) -> None:
    for accept in ("text/html", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"):
        response = client.get("/.well-known/void", headers={"accept": accept})
        assert (response.status_code, response.headers["location"]) == (303, "/downloads")
    assert client.get("/.well-known/void").headers["content-type"].startswith("text/turtle")
    assert client.get("/.well-known/void", headers={"accept": "text/turtle, text/html;q=0.9"}).status_code == 200
    assert client.get("/.well-known/void", headers={"accept": "image/png"}).status_code == 406
