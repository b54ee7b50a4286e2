"""Competency questions are read from their headers and asked with other values, as terms and never as text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from sahelkg.errors import InputError
from sahelkg.questions import Parameter, ParameterError, load_questions, read_question

HEADER = """\
# title@en: Who is in it?
# title@fr: Qui en est ?
# description@en: Its members.
# description@fr: Ses membres.
"""
BODY = """
PREFIX id: <https://w3id.org/sahelkg/id/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
# VALUES ?text { "in a comment" }
SELECT ?club ?day ?language ?text ("VALUES ?text { 'in a string' }" AS ?trap)
WHERE {
  VALUES ?club { id:chess-club }
  VALUES ?day { "2018-03-16"^^xsd:date }
  VALUES ?language { "en" }
  VALUES ?text { "any" }
}
"""
PARAMETERS = """\
# parameter club: entity
# parameter day: date
# parameter language: language
# parameter text: text
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "who.rq"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("questions"), HEADER + PARAMETERS + BODY)


def answer(sparql: str) -> tuple[str, ...]:
    (row,) = list(Store().query(sparql))
    return tuple(term.value for term in row)


def test_a_question_has_titles_descriptions_and_parameters_with_their_defaults(path: Path) -> None:
    question = read_question(path)
    assert question.name == "who"
    assert question.titles == {"en": "Who is in it?", "fr": "Qui en est ?"}
    assert question.descriptions == {"en": "Its members.", "fr": "Ses membres."}
    assert question.parameters == (
        Parameter("club", "entity", "chess-club"),
        Parameter("day", "date", "2018-03-16"),
        Parameter("language", "language", "en"),
        Parameter("text", "text", "any"),
    )


def test_without_values_the_file_is_asked_as_it_stands(path: Path) -> None:
    assert read_question(path).asked_with({}) == path.read_text(encoding="utf-8")


def test_values_replace_defaults_and_nothing_else(path: Path) -> None:
    sparql = read_question(path).asked_with({"club": "tennis-club", "day": "2020-01-02", "text": "some"})
    assert answer(sparql) == (
        "https://w3id.org/sahelkg/id/tennis-club",
        "2020-01-02",
        "en",
        "some",
        "VALUES ?text { 'in a string' }",
    )


def test_an_entity_may_be_given_by_its_iri(path: Path) -> None:
    question = read_question(path)
    assert question.asked_with({"club": "https://w3id.org/sahelkg/id/a"}) == question.asked_with({"club": "a"})


@given(value=st.text(st.characters(exclude_categories=["Cs"])) | st.just('" } ?s ?p ?o . VALUES ?x { "') | st.just("\\"))
def test_any_text_stays_one_text(path: Path, value: str) -> None:
    question = read_question(path)
    (row,) = list(Store().query(question.asked_with({"text": value})))
    assert row[3] == Literal(value)


@given(value=st.text(st.sampled_from("ab-.: <>{}\"'\\\n#é")))
def test_an_entity_is_an_identifier_or_is_refused(path: Path, value: str) -> None:
    question = read_question(path)
    try:
        sparql = question.asked_with({"club": value})
    except ParameterError:
        return
    assert answer(sparql)[0] == f"https://w3id.org/sahelkg/id/{value}"


@pytest.mark.parametrize(
    "values",
    [
        {"club": "no such slug"},
        {"club": "https://example.org/elsewhere"},
        {"club": ""},
        {"day": "yesterday"},
        {"day": "2018-02-30"},
        {"language": "not a tag"},
        {"language": ""},
        {"member": "x"},
    ],
)
def test_a_value_the_question_cannot_take_is_refused_by_name(path: Path, values: dict[str, str]) -> None:
    (name,) = values
    with pytest.raises(ParameterError, match=name):
        read_question(path).asked_with(values)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (HEADER.replace("# title@fr: Qui en est ?\n", "") + BODY, 1, "title@fr"),
        (HEADER + "# no key here\n" + BODY, 5, "key: value"),
        (HEADER + "# title@en:\n" + BODY, 5, "key: value"),
        (HEADER + "# title@en: Again?\n" + BODY, 5, "twice"),
        (HEADER + "# title@de: Wer?\n" + BODY, 5, "title@de"),
        (HEADER + "# author: me\n" + BODY, 5, "author"),
        (HEADER + "# parameter club: place\n" + BODY, 5, "place"),
        (HEADER + "# parameter club: entity\n# parameter club: entity\n" + BODY, 6, "twice"),
        (HEADER + "# parameter guest: entity\n" + BODY, 5, "VALUES ?guest"),
        (HEADER + "# parameter day: entity\n" + BODY, 5, "2018-03-16"),
        (HEADER + "# parameter day: date\n" + BODY.replace("2018-03-16", "2018-02-30"), 5, "2018-02-30"),
        (HEADER + "# parameter text: text\n" + BODY.replace("}\n}", '}\n  VALUES ?text { "b" }\n}'), 5, "found 2"),
        (HEADER + BODY.replace("SELECT", "SELEKT"), 9, "SPARQL"),
    ],
)
def test_a_malformed_question_is_refused_with_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InputError) as refusal:
        read_question(path)
    assert (refusal.value.path, refusal.value.line) == (path, line)
    assert message in str(refusal.value)


def test_a_question_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"binary\.rq"):
        load_questions(tmp_path)


def test_questions_of_a_folder_come_by_name(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.rq").write_text(HEADER + BODY, encoding="utf-8")
    assert [question.name for question in load_questions(tmp_path)] == ["a", "b"]
