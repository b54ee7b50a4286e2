"""What pages are made of: both languages' words, numbers and dates, marked text, shapes of countries."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

import sahelkg.server
from sahelkg.server.figures.map import SHADES, shades
from sahelkg.server.figures.timeline import opening, precision
from sahelkg.server.pages.addresses import Addresses
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import Term
from sahelkg.server.pages.marking import Mark, Passage, marked
from sahelkg.server.pages.names import Name
from sahelkg.server.pages.refusals import tell
from sahelkg.server.pages.words import preferred, words
from sahelkg.store.errors import DeadlineExceeded, MalformedQuery, QueryFailed, Refusal

SERVER = Path(sahelkg.server.__file__).parent


def texts(language: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((SERVER / "locale" / f"{language}.yaml").read_text("utf-8"))
    return found


def test_both_languages_have_the_same_words() -> None:
    assert texts("en").keys() == texts("fr").keys()


def test_both_languages_fill_in_the_same_values() -> None:
    def gaps(text: object) -> set[str]:
        return set(re.findall(r"{(\w+)}", str(text))) - {"n"}

    assert {key: gaps(value) for key, value in texts("en").items()} == {
        key: gaps(value) for key, value in texts("fr").items()
    }


def kinds(of: type[Refusal] = Refusal) -> set[str]:
    return {of.__name__}.union(*(kinds(kind) for kind in of.__subclasses__() if kind.__module__.startswith("sahelkg")))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_of_refusal_has_words(language: str) -> None:
    assert {f"refusal.{kind}" for kind in kinds()} <= texts(language).keys()


def said_in_the_code() -> set[str]:
    """All texts in the service's code, with {} for what varies."""
    found = set()
    for file in (*SERVER.rglob("*.py"), *(SERVER.parent / "store").rglob("*.py"), SERVER.parent / "questions.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values))
    return found


def test_what_is_translated_is_what_the_service_says_and_keeps_what_varies() -> None:
    messages = yaml.safe_load((SERVER / "locale" / "messages.fr.yaml").read_text("utf-8"))
    assert {message for message, _ in messages} - said_in_the_code() == set()
    assert all(message.count("{}") == translation.count("{}") for message, translation in messages)


def test_a_refusal_is_told_in_the_readers_language_with_what_varies_in_it() -> None:
    told = tell(DeadlineExceeded("The query was stopped after 30 seconds."), words("fr"))
    assert (told.detail, told.language) == ("La requête a été arrêtée après 30 secondes.", "")


def test_what_has_no_translation_is_told_in_english_and_marked_so() -> None:
    told = tell(QueryFailed("Something rare."), words("fr"))
    assert told.meaning == words("fr")("refusal.QueryFailed")
    assert (told.detail, told.language) == ("Something rare.", "en")


def test_a_malformed_query_is_told_with_the_place_on_its_line() -> None:
    fault = MalformedQuery("Line 2, column 9: expected one of \"(\", LIMIT, ['0' ..= '9']", 2, 9)
    told = tell(fault, words("en"), "SELECT *\nWHERE { ?s")
    assert (told.place, told.before, told.after, told.expected) == ("Line 2, column 9", "WHERE { ", "?s", "(, LIMIT")


@given(st.lists(st.integers(1, 60), max_size=40))
def test_every_number_on_the_map_has_one_shade_whose_ends_are_numbers_on_it(counts: list[int]) -> None:
    ranges = shades(counts)
    assert all(low in counts and high in counts for low, high in ranges)
    assert all(sum(low <= count <= high for low, high in ranges) == 1 for count in counts)
    assert len(ranges) <= SHADES


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2014", "2020", "period"),
        ("2018-03", "", "month"),
        ("", "2019-01", "month"),
        ("", "2019", "year"),
        ("2017", "2017", "year"),
    ],
)
def test_a_date_with_one_end_is_as_precise_as_that_end(start: str, end: str, expected: str) -> None:
    fields = {name: (Term(text),) for name, text in (("start", start), ("end", end)) if text}
    assert precision(Claim("claim-1", fields, 0, 1)) == expected


def test_every_word_that_templates_ask_for_is_there() -> None:
    asked = set()
    for template in (SERVER / "templates").glob("*.html"):
        asked.update(re.findall(r"""(?:\bt|page\.words)\('([\w.]+[\w])'[,)]""", template.read_text("utf-8")))
    assert asked - texts("en").keys() == set()


@pytest.mark.parametrize(
    ("language", "amount", "currency", "written"),
    [
        ("en", "113300000", "EUR", "EUR 113.3 million"),
        ("fr", "113300000", "EUR", "113,3 millions EUR"),
        ("fr", "1500000", "XOF", "1,5 million XOF"),
        ("fr", "8000000000", "EUR", "8 milliards EUR"),
        ("en", "1234567", "USD", "USD 1,234,567"),
        ("fr", "36000", "", "36\u202f000"),
    ],
)
def test_sums_are_written_without_losing_a_digit(language: str, amount: str, currency: str, written: str) -> None:
    assert words(language).money(amount, currency) == written


@pytest.mark.parametrize(
    ("language", "iso", "written"),
    [
        ("en", "2014", "2014"),
        ("en", "2017-07", "July 2017"),
        ("en", "2018-03-16", "16 March 2018"),
        ("fr", "2018-03-01", "1er mars 2018"),
    ],
)
def test_dates_keep_their_precision(language: str, iso: str, written: str) -> None:
    assert words(language).date(iso) == written


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.2,fr-CA;q=0.7", "fr"),
        ("de", "en"),
        ("", "en"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=nonsense", "en"),
    ],
)
def test_the_reader_gets_the_language_the_browser_asks_for(header: str, language: str) -> None:
    assert preferred(header) == language


def test_addresses_stay_under_the_base_path_and_carry_a_chosen_language() -> None:
    address = Addresses("https://example.org/graph/", "fr")
    assert address("/funding", status="pledged", object="") == "/graph/funding?status=pledged&lang=fr"
    assert address.words("document-note", "3,9") == "/graph/document/note?at=3,9&lang=fr#char=3,9"
    assert address.plain("/static/site.css") == "/graph/static/site.css"


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    st.text(min_size=1, max_size=40).filter(lambda text: "\x00" not in text),
    st.lists(SPANS, max_size=5),
    st.lists(SPANS, max_size=5),
    st.none() | SPANS,
)
def test_marking_adds_elements_and_changes_no_letter(
    text: str, mentions: list[tuple[int, int]], claims: list[tuple[int, int]], hit: tuple[int, int] | None
) -> None:
    name = Name("mali", (("en", "Mali"),), "State", "State")
    marks = [Mark(start, end, name, "Mali", "/entity/mali") for start, end in mentions]
    passages = [Passage(start, end, number) for number, (start, end) in enumerate(claims)]
    found = marked(text, 0, marks, passages, hit)
    assert re.sub(r"<[^>]*>", "", str(found)) == str(escape(text))


def test_blanks_alone_are_no_link() -> None:
    state = Name("mali", (("en", "Mali"),), "State", "State")
    found = marked("the Mali", 0, [Mark(0, 8, state, "Mali", "/m")], [Passage(0, 3, 1), Passage(4, 8, 2)], None)
    assert re.findall(r"<a[^>]*>([^<]*)</a>", str(found)) == ["the", "Mali"]


def test_of_overlapping_mentions_the_smallest_is_marked() -> None:
    state = Name("mali", (("en", "Mali"),), "State", "State")
    mission = Name("eutm", (("en", "EUTM Mali"),), "Mission", "Mission")
    found = marked("EUTM Mali", 0, [Mark(0, 9, mission, "m", "/m"), Mark(5, 9, state, "s", "/s")], [], None)
    assert re.findall(r'k-(\w+)" href="[^"]*"[^>]*>([^<]*)<', str(found)) == [("Mission", "EUTM "), ("State", "Mali")]


@pytest.mark.parametrize(
    ("years", "first"),
    [
        ([2013, 2014, 2018], 2013),
        ([1964, *range(2005, 2020)], 2005),
        ([*range(1960, 2020)], 1966),
        ([1884], 1884),
    ],
)
def test_a_timeline_is_not_pressed_together_by_a_few_years_long_ago(years: list[int], first: int) -> None:
    assert opening(years) == first
