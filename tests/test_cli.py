"""The commands: what they print, what they say when they cannot, and the codes they exit with."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from sahelkg.cli import main
from sahelkg.release import open_release

NOTE = """The European Union and Mali signed a partnership agreement in Bamako on 3 May 2016.

Mali joined the African Union in 2002.
"""
SIDECAR = "title: A short note\npublisher: European Commission\npublished: 2017-06-01\n"


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def build(folder: Path, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "note.txt").write_text(text, "utf-8")
    (folder / "note.yaml").write_text(SIDECAR, "utf-8")
    result = run("build", folder / "note.txt", "--out", folder / "releases")
    assert result.exit_code == 0, result.stderr


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    build(folder, NOTE)
    return folder / "releases"


@pytest.fixture(scope="module")
def claim(releases: Path) -> dict[str, str]:
    """The claim that the European Union signed something."""
    rows = csv.DictReader(io.StringIO(run("facts", "--release", releases).stdout))
    return next(row for row in rows if row["subject_label"] == "European Union" and row["predicate"] == "signed")


def assert_refused(result: Result, *words: str) -> None:
    assert result.exit_code == 1, result.output
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")

    assert result.exit_code == 0
    assert f"Example: sahelkg {name}" in result.stdout


def test_wrong_usage_exits_with_two() -> None:
    assert run("build", "--jobs", "none").exit_code == 2
    assert run("no-such-command").exit_code == 2


def test_help_loads_neither_wing() -> None:
    heavy = ["pyoxigraph", "rdflib", "fastapi", "pyarrow", "spacy"]
    program = f"import sys, sahelkg.cli; print([name for name in {heavy} if name in sys.modules])"

    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


@pytest.mark.parametrize(
    "command", [("facts",), ("query", "member-states"), ("search", "x"), ("explain", "x"), ("serve",), ("review",)]
)
def test_without_a_release_a_command_says_how_to_make_one(command: tuple[str, ...], tmp_path: Path) -> None:
    assert_refused(run(*command, "--release", tmp_path), str(tmp_path), "sahelkg build --out")


def test_build_says_what_it_made(releases: Path) -> None:
    result = run("build", releases.parent / "note.txt", "--out", releases)

    assert result.stdout.startswith(str(open_release(releases).path))
    assert "1 documents" in result.stdout


def test_all_facts_are_those_of_the_table(releases: Path) -> None:
    table = (open_release(releases).dumps / "facts.csv").read_text("utf-8")

    assert run("facts", "--release", releases).stdout == table.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "wanted", [("--subject", "mali"), ("--subject", "MALI"), ("--subject", "https://w3id.org/sahelkg/id/mali")]
)
def test_facts_are_filtered_by_slug_label_and_iri(wanted: tuple[str, str], releases: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("facts", *wanted, "--release", releases).stdout)))

    assert rows
    assert {row["subject_label"] for row in rows} == {"Mali"}


def test_a_competency_question_is_asked_by_name_with_another_value(releases: Path) -> None:
    result = run("query", "member-states", "-p", "organisation=african-union", "-f", "json", "--release", releases)

    assert result.exit_code == 0, result.stderr
    assert [row["state"]["value"] for row in json.loads(result.stdout)["results"]["bindings"]] == ["Mali"]


def test_a_query_is_asked_from_a_file_or_standard_input(releases: Path, tmp_path: Path) -> None:
    text = "SELECT ?name { id:mali skos:prefLabel ?name FILTER (LANG(?name) = 'en') }"
    (tmp_path / "q.rq").write_text(text, "utf-8")

    from_file = run("query", tmp_path / "q.rq", "--release", releases)
    from_input = run("query", "-", "--release", releases, given=text)

    assert from_file.stdout.splitlines() == from_input.stdout.splitlines() == ["name", "Mali"]


def test_a_query_in_rdf_1_2_syntax_sees_who_says_a_triple(releases: Path) -> None:
    query = "SELECT ?who { << id:mali sahel:memberOf id:african-union ~ ?claim >> prov:wasAttributedTo ?who }"

    assert "european-commission" in run("query", "-", "--release", releases, given=query).stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("-", "-f", "csv"), "malformed query"),
        (("no-such-question",), "no-such-question"),
        (("member-states", "-p", "moon=full"), "moon"),
        (("member-states", "-f", "ttl"), "csv, tsv, json, xml"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_in_one_line(
    arguments: tuple[str, ...], word: str, releases: Path
) -> None:
    assert_refused(run("query", *arguments, "--release", releases, given="SELECT nothing"), word)


def test_a_constructed_graph_is_turtle_unless_asked_otherwise(releases: Path) -> None:
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a sahel:State ; a ?c }"

    turtle = run("query", "-", "--release", releases, given=query).stdout
    triples = run("query", "-", "-f", "nt", "--release", releases, given=query).stdout

    assert set(parse(turtle, RdfFormat.TURTLE)) == set(parse(triples, RdfFormat.N_TRIPLES)) != set()


def test_dump_prints_the_graph(releases: Path) -> None:
    release = open_release(releases)

    assert run("dump", "nt", "--release", releases).stdout == (release.dumps / "sahelkg.nt").read_text("utf-8")
    assert "#reifies> <<(" in run("dump", "rdf12", "--release", releases).stdout


@pytest.mark.parametrize("words", [("european", "union"), ("UNION", "européenne"), ("union", "EUROPEENNE")])
def test_search_minds_neither_case_nor_accents(words: tuple[str, ...], releases: Path) -> None:
    lines = run("search", *words, "--release", releases).stdout.splitlines()

    assert lines[0].startswith("entity\teuropean-union\t")


def test_search_finds_claims_by_their_words(claim: dict[str, str], releases: Path) -> None:
    lines = run("search", "partnership agreement", "--release", releases).stdout

    assert f"claim\t{claim['fact'].rsplit('/', 1)[-1]}\t" in lines


def test_explain_shows_the_words_in_their_context_and_what_read_them(claim: dict[str, str], releases: Path) -> None:
    said = run("explain", claim["fact"], "--release", releases).stdout

    assert f"»{claim['quote']}«" in said
    assert "read by: " in said
    assert "said by: European Commission" in said


def test_explaining_what_is_no_claim_is_refused(releases: Path) -> None:
    assert_refused(run("explain", "mali", "--release", releases), "no claim mali")


def test_validating_a_release_exits_with_zero(releases: Path) -> None:
    result = run("validate", releases)

    assert result.exit_code == 0
    assert "0 Violation" in result.stdout


def test_validating_what_is_not_rdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("this is\nnot turtle", "utf-8")
    (tmp_path / "a.docx").write_text("", "utf-8")

    assert_refused(run("validate", tmp_path / "a.ttl"), "a.ttl:1")
    assert_refused(run("validate", tmp_path / "a.docx"), "a.docx")


def test_a_damaged_release_is_refused(releases: Path, tmp_path: Path) -> None:
    shutil.copytree(releases, tmp_path / "releases", symlinks=True)
    (open_release(tmp_path / "releases").dumps / "facts.csv").write_text("", "utf-8")

    for command in (("facts", "--release"), ("validate",), ("serve", "--release")):
        assert_refused(run(*command, tmp_path / "releases"), "damaged", "facts.csv")


def test_rolling_back_and_listing(tmp_path: Path) -> None:
    build(tmp_path, NOTE)
    first = open_release(tmp_path / "releases").digest
    build(tmp_path, NOTE + "Niger joined the African Union in 2002.\n")
    second = open_release(tmp_path / "releases").digest

    assert run("rollback", "--out", tmp_path / "releases").stdout.strip() == f"current is {first}"
    lines = run("releases", "--out", tmp_path / "releases").stdout.splitlines()

    assert {line[:18] for line in lines} == {f"* {first}", f"  {second}"}
    assert_refused(run("rollback", "--out", tmp_path / "releases"), "nothing was published before")


def test_evaluate_prints_how_facts_compare_with_a_list(releases: Path, tmp_path: Path) -> None:
    header = (
        "document language tier predicate subject object value unit start end qualifiers modality asserted_by quote".split()
    )
    row = [
        "note",
        "en",
        "1",
        "memberOf",
        "Mali",
        "African Union",
        "",
        "",
        "2002",
        "",
        "",
        "asserted",
        "",
        "Mali joined the African Union",
    ]
    (tmp_path / "gold.tsv").write_text("\t".join(header) + "\n" + "\t".join(row) + "\n", "utf-8")

    result = run("evaluate", tmp_path / "gold.tsv", "--release", releases)

    assert result.exit_code == 0, result.stderr
    assert "predicate:memberOf" in result.stdout


def test_a_malformed_list_is_refused_with_its_line(releases: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.tsv").write_text("document\tlanguage\n", "utf-8")

    assert_refused(run("evaluate", tmp_path / "gold.tsv", "--release", releases), "gold.tsv:1")


def test_the_module_runs_as_the_command() -> None:
    shown = subprocess.check_output([sys.executable, "-m", "sahelkg", "--version"], text=True, env={**os.environ})

    assert shown.startswith("sahelkg, version ")


def test_without_lists_evaluate_measures_the_sets_at_hand_and_says_what_is_not(tmp_path: Path) -> None:
    result = run("evaluate", "--corpus", tmp_path)

    assert result.exit_code == 0, result.stderr
    for name in ("seed", "shipped", "development", "set-aside", "unread"):
        assert f"\n{name}: " in result.stdout
    for size in (49, 20, 14):
        assert f"skipped: {tmp_path} lacks {size} of its {size} texts" in result.stdout
    assert {"tier:1@en", "predicate:memberOf@fr"} <= {line.split(" ")[0] for line in result.stdout.splitlines()}


def test_help_on_evaluating_says_what_counts_as_a_match() -> None:
    assert "Lenient: same document and predicate" in run("evaluate", "--help").stdout
