"""Pages as HTTP answers: every page in both languages, its data beside it, nothing cut short in silence."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from sahelkg.settings import Settings, domain_folder
from tests.pages.hostile import CROWD, EVERY, NEEDLE, library, mixed_values
from tests.server.conftest import LiveServer, running
from tests.server.releases import write_release

PAGES = [
    "/", "/search?q=sahel", "/claims", "/claims?predicate=funds", "/funding", "/conflicts", "/timeline", "/map",
    "/documents", "/document/000_a2be87afc509dc60", "/query",
    "/query?form=plain&query=SELECT%20%3Fs%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%203",
    "/question/joint-force-funding", "/downloads", "/ontology", "/about", "/entity/mali", "/entity/g5-sahel-joint-force",
    "/entity/european-union",
]  # fmt: skip
SEED = "/document/000_a2be87afc509dc60"


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_answers_in_the_language_asked_for(html: httpx.Client, address: str, language: str) -> None:
    answer = html.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert "accept-language" in answer.headers["vary"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_strict_policy_and_nothing_inline(html: httpx.Client, address: str) -> None:
    answer = html.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", answer.text)


def test_the_language_in_the_address_wins_and_is_carried_on(html: httpx.Client) -> None:
    answer = html.get("/funding?lang=fr", headers={"accept-language": "en"})
    assert '<html lang="fr">' in answer.text
    assert 'href="/claims?lang=fr"' in answer.text


def test_answers_kept_for_one_language_are_not_given_in_another(html: httpx.Client) -> None:
    for language in ("en", "fr", "en"):
        assert f'<html lang="{language}">' in html.get("/about", headers={"accept-language": language}).text


def test_a_page_that_has_not_changed_is_not_sent_again(html: httpx.Client) -> None:
    tag = html.get("/about").headers["etag"]
    assert html.get("/about", headers={"if-none-match": tag}).status_code == 304


def test_what_is_not_there_is_said_on_a_page_of_our_own(html: httpx.Client) -> None:
    for address in ("/entity/nowhere-at-all", "/document/none", "/question/none", "/nothing/here"):
        answer = html.get(address)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert 'role="search"' in answer.text


def test_programs_still_get_problem_details(site: LiveServer) -> None:
    with site.client() as client:
        assert client.get("/entity/nowhere-at-all").headers["content-type"] == "application/problem+json"


def test_the_page_of_a_thing_shows_quotes_with_a_way_to_the_words(html: httpx.Client) -> None:
    page = html.get("/entity/g5-sahel-joint-force").text
    assert re.search(r'<blockquote lang="(en|fr)"', page)
    assert re.search(rf'href="{SEED}\?at=(\d+),(\d+)#char=\1,\2"', page)


def test_the_words_that_an_address_points_at_are_marked_without_scripts(html: httpx.Client) -> None:
    page = html.get(SEED, params={"at": "1042,1051"}).text
    assert '<span class="anchor" id="char=1042,1051"></span><mark class="hit">' in page
    hit = "".join(re.sub("<[^>]+>", "", part) for part in re.findall(r'<mark class="hit">(.*?)</mark>', page))
    document = html.get("/api/documents/000_a2be87afc509dc60").json()
    assert hit == document["text"][1042:1051]


def section(page: str, name: str) -> str:
    """The text of a section of a page."""
    found = re.search(rf'(?s)<h2 id="{name}">.*?</section>', page)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_a_state_shows_what_it_is_given_by_stage_and_through_what(html: httpx.Client) -> None:
    money = section(html.get("/entity/mali").text, "money")
    assert re.search(
        r"is funded by status not stated .*EUR 665 million 2014–2020 .*through European Development Fund", money
    )


def test_a_fund_shows_the_sums_that_go_through_it(html: httpx.Client) -> None:
    page = html.get("/entity/european-development-fund").text
    assert re.findall(r'<h2 id="(\w+)">', page)[0] == "money"
    assert re.search(r"sums through this .*European Union → Mali EUR 665 million", section(page, "money"))


def test_what_goes_both_ways_is_told_once(html: httpx.Client) -> None:
    cooperation = section(html.get("/entity/mali").text, "cooperation")
    assert cooperation.count("is a partner of") == 1
    assert "European Union" in cooperation


def test_founders_named_by_the_same_words_stand_on_one_line(html: httpx.Client) -> None:
    basics = section(html.get("/entity/g5-sahel-joint-force").text, "basics")
    founders = re.search(r"was established by (.*?) 1 passage", basics)
    assert founders
    assert founders[1].split(" , ") == ["Burkina Faso", "Chad", "Mali", "Mauritania", "Niger"]


@pytest.mark.parametrize("name", ["claims", "funding", "conflicts", "timeline", "map"])
def test_every_list_is_there_as_a_table_as_json_and_as_triples(html: httpx.Client, name: str) -> None:
    page = html.get(f"/{name}").text
    for form in ("csv", "json", "ttl"):
        assert f'href="/{name}.{form}' in page
    rows = list(csv.DictReader(io.StringIO(html.get(f"/{name}.csv").text)))
    assert len(html.get(f"/{name}.json").json()["items"]) == len(rows)
    assert all(row["quote"] and row["document"] for row in rows)
    assert html.get(f"/{name}.ttl").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/timeline?about=g5-sahel&until=2014", lambda row: "g5-sahel" in row["subject"] + row["object"]),
        ("/conflicts?about=sahel-alliance", lambda row: row["conflict"]),
        ("/map?predicate=visited", lambda row: row["predicate"] == "visited"),
        ("/claims?predicate=signed", lambda row: row["predicate"] == "signed"),
    ],
)
def test_the_data_and_the_query_of_a_list_are_filtered_as_the_list_is(
    html: httpx.Client, address: str, kept: Callable[[dict[str, str]], bool]
) -> None:
    page = html.get(address).text
    data = re.search(r'href="(/\w+\.csv\?[^"]+)"', page)
    assert data
    rows = list(csv.DictReader(io.StringIO(html.get(data[1].replace("&amp;", "&")).text)))
    everything = list(csv.DictReader(io.StringIO(html.get(address.partition("?")[0] + ".csv").text)))
    assert 0 < len(rows) < len(everything)
    assert all(kept(row) for row in rows)
    query = re.search(r'href="(/query\?query=[^"]+)">', page)
    assert query
    answer = html.get(query[1].replace("&amp;", "&") + "&form=plain").text
    assert re.search(r"\d+ rows?\.", answer)


@pytest.mark.parametrize("path", ["/claims", "/claims?object=mali", "/funding", "/funding?subject=european-union"])
def test_the_data_of_a_list_come_in_the_order_of_its_page(html: httpx.Client, path: str) -> None:
    name, _, filters = path.partition("?")
    table = re.search(r'(?s)<table class="facts.*?</table>', html.get(path).text)
    assert table
    shown = list(dict.fromkeys(re.findall(r'href="/entity/(claim-\w+)#cite"', table[0])))
    rows = csv.DictReader(io.StringIO(html.get(f"{name}.csv?{filters}").text))
    in_csv = [row["fact"].rpartition("/")[2] for row in rows]
    in_json = [item["id"] for item in html.get(f"{name}.json?{filters}").json()["items"]]
    assert in_csv == in_json
    assert len(shown) > 1
    assert [claim for claim in in_csv if claim in shown] == shown


def test_the_data_of_the_timeline_begin_with_the_latest_date(html: httpx.Client) -> None:
    days = []
    for row in csv.DictReader(io.StringIO(html.get("/timeline.csv").text)):
        dates = [date for date in (row["start"], row["value"]) if re.fullmatch(r"\d{4}(-\d\d){0,2}", date)]
        days.append(max(date + "-01-01"[len(date) - 4 :] for date in dates))
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)


def test_a_disagreement_is_headed_by_what_all_its_voices_speak_of(html: httpx.Client) -> None:
    page = html.get("/conflicts").text
    heads = dict(re.findall(r'(?s)<h2 id="[^"]+"><a [^>]+>([^<]+)</a> <span class="about">(.*?)</span></h2>', page))
    assert re.findall(r">([^<]+)</a>", heads["Different founders or leaders"]) == ["Sahel Alliance"]


def test_documents_are_listed_as_data_too(html: httpx.Client) -> None:
    page = html.get("/documents").text
    addresses = dict(re.findall(r'<a href="([^"]+)" rel="alternate">(CSV|JSON|Turtle)', page))
    assert set(addresses.values()) == {"CSV", "JSON", "Turtle"}
    for address in addresses:
        assert "a2be87afc509dc60" in html.get(address.replace("&amp;", "&")).text


def test_the_funding_table_holds_what_the_facts_table_holds(html: httpx.Client) -> None:
    listed = {row["fact"] for row in csv.DictReader(io.StringIO(html.get("/funding.csv").text))}
    facts = csv.DictReader(io.StringIO(html.get("/dumps/facts.csv").text))
    assert listed == {row["fact"] for row in facts if row["predicate"] == "funds"}
    assert listed


def test_the_newest_document_is_listed_first_and_those_without_a_date_last(mixed_site: LiveServer) -> None:
    with mixed_site.client(headers={"accept": "text/html"}) as client:
        page = client.get("/documents").text
    listed = re.findall(r'class="title" href="/document/([\w-]+)"', page)
    assert listed.index("of-2021") < listed.index("of-2019") < listed.index("mixed")


def test_how_good_the_reading_is_is_told_in_the_reader_s_language(html: httpx.Client) -> None:
    table = section(html.get("/about", headers={"accept-language": "fr"}).text, "quality")
    assert re.search(r"Document de départ, français \d+ % \d+ %", table.replace("\u202f", " ").replace("\xa0", " "))
    assert "seed" not in table


def test_what_is_to_be_known_of_the_figures_is_told_in_the_reader_s_language(html: httpx.Client) -> None:
    note = json.loads((domain_folder() / "evaluation" / "figures.json").read_text("utf-8"))["note"]
    assert set(note) == {"en", "fr"}
    for language, other in (("en", "fr"), ("fr", "en")):
        page = unescape(html.get("/about", headers={"accept-language": language}).text)
        assert note[language] in page
        assert note[other] not in page


def test_every_term_that_the_graph_uses_has_an_example(html: httpx.Client) -> None:
    terms = re.split(r'<section class="term" id="', html.get("/ontology").text)[1:]
    without = {term.partition('"')[0] for term in terms if ">Example<" not in term} - {"text"}
    values = " ".join(f"sahel:{name}" for name in sorted(without))
    query = (
        "PREFIX sahel: <https://w3id.org/sahelkg/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        f"SELECT DISTINCT ?term {{ VALUES ?term {{ {values} }} {{ ?x ?term ?y }} UNION {{ ?x a ?term }} "
        "UNION { ?x rdf:predicate ?term } }"
    )
    answer = html.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    assert answer.text.split() == ["term"]
    assert len(without) < len(terms) / 2


def test_no_state_is_drawn_across_the_map(html: httpx.Client) -> None:
    page = html.get("/map").text
    if "There are no shapes" in page:
        pytest.skip("the shapes were not vendored: the npm registry could not be reached at build time")
    lines = re.findall(r"M[\d.-]+ [\d.-]+l([^z]*)z", page)
    steps = [abs(float(step)) for line in lines for step in line.split()]
    assert len(steps) > 1000
    assert max(steps) < 200


@pytest.mark.parametrize(
    ("path", "facet"), [("/claims", "subject"), ("/claims", "predicate"), ("/claims", "document"), ("/funding", "object")]
)
def test_every_value_of_a_facet_can_be_reached_with_its_count(html: httpx.Client, path: str, facet: str) -> None:
    facts = csv.DictReader(io.StringIO(html.get(f"{path}.csv").text))
    expected = Counter(row[facet].rpartition("/")[2] for row in facts)
    page = html.get(f"{path}?values={facet}").text
    shown = re.findall(rf'<li><a href="{path}\?{facet}=([^"]+)" dir="auto">[^<]*</a> <span class="n">([\d,]+)', page)
    assert dict(shown) == {value: str(count) for value, count in expected.items() if value}


def test_a_facet_with_more_values_leads_to_all_of_them_and_keeps_the_filters(html: httpx.Client) -> None:
    page = html.get("/claims?predicate=funds").text
    assert "/claims?predicate=funds&amp;values=object" in page
    listed = html.get("/claims?predicate=funds&values=object").text
    assert 'href="/claims?predicate=funds&amp;object=mauritania"' in listed


def test_a_list_is_narrowed_down_by_a_name_that_no_list_of_values_need_show(html: httpx.Client) -> None:
    answer = html.get("/claims?values=subject&named=force+conjointe+du+g5+sahel", headers={"accept-language": "fr"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?subject=g5-sahel-joint-force"
    unknown = html.get("/claims?values=subject&named=nothing+of+the+kind")
    assert "The graph says nothing of “nothing of the kind”." in unknown.text


def test_a_filter_shows_as_a_chip_that_takes_it_off_again(html: httpx.Client) -> None:
    page = html.get("/claims?predicate=funds&subject=european-union").text
    chips = re.findall(r'<a class="chip" href="([^"]+)"', page)
    assert "/claims?subject=european-union" in chips
    assert "/claims?predicate=funds" in chips


def test_pages_of_a_list_lead_on_to_every_claim(html: httpx.Client) -> None:
    seen: list[str] = []
    address: str | None = "/claims?predicate=established"
    while address:
        page = html.get(address).text
        seen += re.findall(r'href="/entity/(claim-\w+)#cite"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else None
    facts = csv.DictReader(io.StringIO(html.get("/dumps/facts.csv").text))
    assert sorted(seen) == sorted(row["fact"].rpartition("/")[2] for row in facts if row["predicate"] == "established")


def listed(client: httpx.Client, address: str) -> list[str]:
    """The claims of a list, from its first page to its last."""
    found: list[str] = []
    while address:
        page = client.get(address).text
        found += re.findall(r'href="/entity/(claim-[0-9a-f]+)#cite"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    return found


def test_claims_come_from_the_newest_document_on_in_the_order_of_the_text(tmp_path: Path) -> None:
    quads, expected = library()
    write_release(tmp_path, quads)
    with running(tmp_path, Settings(access_log=False)) as live, live.client(headers={"accept": "text/html"}) as client:
        every = [claim for claim in listed(client, "/claims") if claim in set(expected)]
        half = [claim for claim in listed(client, "/claims?object=niger") if claim in set(expected)]
    assert every == expected
    assert half == [claim for claim in expected if claim in set(half)]
    assert len(half) == len(expected) / 2


def test_sums_of_money_are_never_added_up(html: httpx.Client) -> None:
    page = html.get("/funding").text
    facts = csv.DictReader(io.StringIO(html.get("/dumps/facts.csv").text))
    sums = {row["value"] for row in facts if row["predicate"] == "funds" and row["value"]}
    shown = set(re.findall(r'<data class="sum" value="([\d.]+)"', page))
    assert shown
    assert shown <= sums


def test_sums_are_ranked_within_their_currency_only(html: httpx.Client) -> None:
    page = html.get("/funding").text
    sums = re.findall(r'<data class="sum" value="([\d.]+)">([A-Z]{3})', page)
    currencies = [currency for _, currency in sums]
    assert currencies == sorted(currencies)
    for currency in set(currencies):
        amounts = [float(amount) for amount, own in sums if own == currency]
        assert amounts == sorted(amounts, reverse=True)
    titles = re.findall(r'class="panel-title">(\w+)', page)
    assert len(titles) == len(set(titles)) >= 2


def test_a_date_is_told_once(html: httpx.Client) -> None:
    listed = html.get("/claims?predicate=mandateEnd").text
    subjects = re.findall(r'class="c-claim">\s*<a[^>]*href="([^"]+)"', listed)
    assert subjects
    page = " ".join(re.sub(r"<[^>]+>", " ", html.get(subjects[0]).text).split())
    assert re.search(r"mandate ends on [\w ]*\d{4}", page)
    assert not re.search(r"((?:\d+ )?(?:\w+ )?\d{4}) until \1", page)


def test_a_figure_keeps_the_words_that_bound_it(html: httpx.Client) -> None:
    for language, words in (("en", "more than 1,900,000 persons"), ("fr", "plus de 1\u202f900\u202f000 personnes")):
        page = html.get("/claims?predicate=assisted", headers={"accept-language": language}).text
        assert words in " ".join(re.sub(r"<[^>]+>", " ", page).replace("\n", " ").split(" ")).replace("  ", " ").replace(
            "  ", " "
        )


def test_an_answer_cut_short_says_so(html: httpx.Client) -> None:
    page = html.get("/query", params={"form": "plain", "query": "SELECT * { ?s ?p ?o } LIMIT 700"}).text
    assert "700 rows." in page
    assert "Only the first 500 are shown" in page


def test_a_malformed_query_is_answered_with_its_place(html: httpx.Client) -> None:
    page = html.get("/query", params={"form": "plain", "query": "SELECT *\nWHERE { ?s"}).text
    assert "The query was not answered" in page
    assert "Line 2" in page


def main_part(page: str) -> str:
    """The text of a page between its head and its foot."""
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]).split())


def test_a_query_that_fails_is_told_in_french_with_its_line_marked(html: httpx.Client) -> None:
    parameters = {"form": "plain", "query": "SELECT *\nWHERE { ?s"}
    page = html.get("/query", params=parameters, headers={"accept-language": "fr"}).text
    told = main_part(page)
    assert "Ce n’est pas une requête SPARQL valide. Ligne 2, colonne" in told
    assert re.search(r'<pre class="fault"[^>]*><code>WHERE { \?s<mark>', page)
    assert not re.search(r"expected|Line 2|column", told)


@pytest.mark.parametrize("address", ["/nothing/here", "/claims?subject=%3C%3E", "/entity/nowhere", "/question/missing-one"])
def test_what_is_missing_is_told_in_french(html: httpx.Client, address: str) -> None:
    page = html.get(address, headers={"accept-language": "fr"}).text
    assert "Introuvable" in page
    assert not re.search(r"\b(There|nothing|cannot|says)\b", main_part(page))


def test_the_query_behind_a_page_can_be_run(html: httpx.Client) -> None:
    page = html.get("/entity/mali").text
    address = re.search(r'href="(/query\?query=[^"]+)">', page)
    assert address
    answer = html.get(address[1].replace("&amp;", "&") + "&form=plain").text
    assert '<section aria-labelledby="answer">' in answer


def test_every_question_can_be_asked_with_one_click(html: httpx.Client) -> None:
    questions = re.findall(r'href="(/question/[^"]+)"', html.get("/").text)
    assert questions[0] == "/question/joint-force-funding"
    assert len(questions) == 30
    for address in questions:
        assert html.get(address).status_code == 200


def test_an_answer_leads_to_its_things_and_to_the_words_of_each_row(html: httpx.Client) -> None:
    page = html.get("/question/joint-force-funding").text
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", page)[1:]
    answer = list(csv.DictReader(io.StringIO(html.get("/api/queries/joint-force-funding?format=csv").text)))
    assert len(rows) == len(answer) >= 3
    for row, told in zip(rows, answer, strict=True):
        assert re.search(rf'href="/entity/[\w-]+"[^>]*>{told["donor"]}<', row)
        assert re.search(rf'href="{SEED}\?at=\d+,\d+#char=', row)
        assert re.search(r"\d+,000,000", row)


def test_a_very_long_answer_is_cut_short_with_a_word_and_still_leads_to_the_words_of_each_row(
    crowded_site: LiveServer,
) -> None:
    with crowded_site.client(headers={"accept": "text/html"}) as client:
        page = client.get("/question/alliance-members", params={"organisation": "mali"}).text
        data = client.get("/api/queries/alliance-members", params={"organisation": "mali", "format": "csv"}).text
    rows = re.findall(r"(?s)<tr>(.*?)</tr>", page)[1:]
    assert len(rows) == 500
    assert all("document-crowd" in row or "/document/crowd" in row for row in rows)
    assert "Only the first 500 are shown" in page
    assert data.count("Member ") == CROWD


def test_a_list_as_data_has_each_of_very_many_claims_once_in_the_order_of_its_pages(crowded_site: LiveServer) -> None:
    with crowded_site.client(headers={"accept": "text/html"}) as client:
        rows = list(csv.DictReader(io.StringIO(client.get("/claims.csv", params={"object": "mali"}).text)))
        page = client.get("/claims", params={"object": "mali"}).text
    facts = [row["fact"].rpartition("/")[2] for row in rows]
    assert len(set(facts)) == len(facts) >= CROWD
    shown = list(dict.fromkeys(re.findall(r'href="/entity/(claim-\w+)#cite"', page)))
    assert facts[: len(shown)] == shown


def test_a_question_is_asked_of_a_thing_by_its_name(html: httpx.Client) -> None:
    page = html.get("/question/member-states", params={"organisation": "African Union"}).text
    assert 'value="African Union"' in page
    assert "/api/queries/member-states?organisation=african-union" in page
    assert html.get("/question/member-states", params={"organisation": "nothing of the kind"}).status_code == 404


def test_an_answer_in_french_has_no_english_words_of_ours(html: httpx.Client) -> None:
    page = html.get("/question/planned-facts", headers={"accept-language": "fr"}).text
    table = re.sub(r"(?s)<q .*?</q>|<[^>]*>", " ", page[page.index("<table") : page.index("</table>")])
    assert {"Sujet", "Relation", "Objet", "Modalité", "prévu"} <= set(re.findall(r"\w+", table))
    assert not re.search(r"(?i)contributesTroopsTo|planned|subject", table)


def test_things_are_found_before_documents_with_the_same_name(html: httpx.Client) -> None:
    kinds = re.findall(r'<h2 id="g-(\w+)"', html.get("/search", params={"q": "sahel"}).text)
    assert kinds[-2:] == ["Document", "Fact"]
    assert {"Place", "Organisation", "Mission"} <= set(kinds[:-2])


def test_the_number_of_things_leads_to_a_list_of_them(html: httpx.Client) -> None:
    address = re.search(r'<dt>things and people</dt><dd><a href="([^"]+)"', html.get("/").text)
    assert address
    assert ">G5 Sahel Joint Force</a>" in html.get(address[1].replace("&amp;", "&")).text


def test_names_are_found_whatever_accents_case_and_language(html: httpx.Client) -> None:
    for words in ("union europeenne", "UNION EUROPÉENNE", "european union", "EU"):
        assert 'href="/entity/european-union"' in html.get("/search", params={"q": words}).text


def test_pages_stay_small(html: httpx.Client) -> None:
    for address in ("/entity/mali", "/entity/european-union", "/entity/g5-sahel"):
        with html.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
            size = sum(map(len, answer.iter_raw()))
        assert size < 60_000, address


def test_links_keep_the_path_of_the_proxy(prefixed_site: LiveServer) -> None:
    with prefixed_site.client(headers={"accept": "text/html"}) as client:
        for address in ("/graph/", "/graph/claims", "/graph/entity/mali", "/graph/search?q=mali"):
            page = client.get(address).text
            links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
            assert links
            assert all(link.startswith("/graph/") for link in links), address


def test_names_that_try_to_break_out_are_shown_as_text(hostile_site: LiveServer) -> None:
    with hostile_site.client(headers={"accept": "text/html"}) as client:
        for address in ("/entity/scripted", "/entity/broken-out", "/document/hostile", "/claims", "/search?q=script", "/"):
            page = client.get(address).text
            assert "<script>alert" not in page
            assert "<img" not in page


def test_a_long_document_opens_at_any_place(long_site: LiveServer) -> None:
    with long_site.client(headers={"accept": "text/html"}) as client:
        claim = client.get("/api/facts/claim-00000000000000f1").json()
        place = f"{claim['quote']['start']},{claim['quote']['end']}"
        page = client.get("/document/long", params={"at": place}).text
        hit = "".join(re.sub("<[^>]+>", "", part) for part in re.findall(r'<mark class="hit">(.*?)</mark>', page))
        assert hit == NEEDLE
        assert len(page) < 400_000


def test_the_parts_of_a_long_document_make_up_the_whole(long_site: LiveServer) -> None:
    with long_site.client(headers={"accept": "text/html"}) as client:
        edges = []
        for part in ("1", "2", "3", "4"):
            page = client.get("/document/long", params={"part": part}).text
            edges.append(re.search(r'data-start="(\d+)" data-end="(\d+)"', page))
    spans = [(int(edge[1]), int(edge[2])) for edge in edges if edge]
    assert spans[0][0] == 0
    assert all(one[1] == other[0] for one, other in pairwise(spans))


def test_each_part_of_a_long_document_shows_its_own_claims_and_names_and_no_others(long_site: LiveServer) -> None:
    with long_site.client(headers={"accept": "text/html"}) as client:
        for part in ("1", "2", "150"):
            page = client.get("/document/long", params={"part": part}).text
            edges = re.search(r'data-start="(\d+)" data-end="(\d+)"', page)
            assert edges
            first, last = int(edges[1]), int(edges[2])
            begun = [place for place in range(0, last, EVERY) if place + 300 > first]
            told = re.findall(r'class="to" href="/document/long\?at=(\d+),', page)
            assert sorted(map(int, told)) == begun, part
            named = [place + 300 for place in begun if place + 300 <= last]
            assert page.count('data-thing="niger"') >= len(named), part
            assert "/document/beside" not in page


def test_claims_of_all_sorts_of_objects_are_listed_and_counted(mixed_site: LiveServer) -> None:
    with mixed_site.client(headers={"accept": "text/html"}) as client:
        for address in ("/claims", "/entity/mali"):
            assert client.get(address).status_code == 200, address


def test_a_query_that_sorts_all_sorts_of_values_is_answered_or_told_what_to_do(mixed_site: LiveServer) -> None:
    values = " ".join(map(str, mixed_values()))
    with mixed_site.client() as client:
        as_is, as_text = (
            client.post("/sparql", data={"query": f"SELECT ?value {{ VALUES ?value {{ {values} }} }} ORDER BY {key}"})
            for key in ("?value", "STR(?value)")
        )
    assert as_is.status_code == 200 or "sort by STR(…)" in as_is.json()["detail"]
    assert len(as_text.json()["results"]["bindings"]) == 400
