"""What a person is shown of a release: why a claim stands there, and what is doubtful in it."""

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from sahelkg.build import Domain, build
from sahelkg.cli import main
from sahelkg.release import Release
from sahelkg.settings import domain_folder

NOTE = """Its mandate was extended until May 2018, and the mission trains the Malian army.

The European Union launched EUTM Mali in 2013. The mission trains the armed forces of Mali.

EUTM Mali has 580 soldiers. EUTM Mali has 620 soldiers.

Togo and Benin founded the Liptako-Gourma Authority in 1970.

The Harbour Watch Programme is funded by Germany with €2 million.

The Harbour Watch Programme has the following objectives: (i) train harbour police; (ii) search ships.
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("shown")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    return build([folder / "note.txt"], folder / "releases", Domain(domain_folder()), jobs=1, keep_going=False).release


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def rows(release: Release) -> list[dict[str, str]]:
    with (release.dumps / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def explained(release: Release, predicate: str, **cells: str) -> str:
    row = next(row for row in rows(release) if row["predicate"] == predicate and cells.items() <= row.items())
    return run("explain", row["fact"], "--release", release.path)


def reviewed(release: Release, *options: str) -> list[list[str]]:
    return [line.split("\t") for line in run("review", *options, "--release", release.path).splitlines()]


def test_what_the_text_names_by_another_word_is_explained_with_its_antecedent(release: Release) -> None:
    said = explained(release, "trains", subject_label="EUTM Mali")

    assert f"names: “mission” EUTM Mali, by anaphora; antecedent “EUTM Mali” at {NOTE.index('EUTM Mali')}" in said
    assert re.search(r"confidence: 0\.\d+, EUTM Mali is what “mission” is taken to mean", said)
    assert "names: “armed forces of Mali” Malian Armed Forces, by lexicon" in said


def test_an_inferred_claim_is_explained_with_its_rule_its_premise_and_how_its_confidence_came_about(
    release: Release,
) -> None:
    said = explained(release, "memberOf", subject_label="Togo")

    assert "inferred by: founders are members. States that found" in said
    premise = said[said.index("  rests on:") :]
    assert "Togo – established – Liptako-Gourma Authority" in premise
    (least,) = re.findall(r"^      confidence: (0\.\d+)", premise, re.MULTILINE)
    assert f"the least sure of what it rests on has {least}, and the rule takes 0.8" in said


def test_a_claim_is_explained_with_the_passages_it_rests_on_beside_its_words(release: Release) -> None:
    said = explained(release, "hasPurpose", value="search ships")

    assert "words: " in said
    start = NOTE.rindex("The Harbour Watch Programme has")
    assert re.search(rf"and: .*»The Harbour Watch Programme has the following objectives«.* \({start}–", said)


def test_a_contested_claim_is_explained_with_those_against_it(release: Release) -> None:
    said = explained(release, "strength", value="580")

    assert "conflict: " in said
    assert re.search(r"against claim-[0-9a-f]{16}: EUTM Mali – strength – 620", said)


def test_review_has_what_was_left_open_with_its_words(release: Release) -> None:
    lines = [line for line in reviewed(release) if line[1] == "open"]

    assert ["0.00", "open", f"note:{NOTE.index('mission')}"] in [line[:3] for line in lines]
    assert NOTE.splitlines()[0] in [line[4] for line in lines]


def test_review_has_conflicts_doubtful_claims_and_candidates_most_doubtful_first(release: Release) -> None:
    lines = reviewed(release)

    assert {line[1] for line in lines} == {"open", "conflict", "doubtful", "candidate"}
    assert [float(line[0]) for line in lines] == sorted(float(line[0]) for line in lines)
    assert all(line[4] for line in lines)
    (candidate,) = [line for line in lines if line[1] == "candidate"]
    assert "»Harbour Watch Programme«" in candidate[4]


def test_review_shows_claims_up_to_the_confidence_asked_for(release: Release) -> None:
    few, many = (
        {line[2] for line in reviewed(release, "--below", below) if line[1] == "doubtful"} for below in ("0.1", "1")
    )
    contested = {row["fact"].rsplit("/", 1)[-1] for row in rows(release) if row["conflict"]}
    assert not few
    assert many == {row["fact"].rsplit("/", 1)[-1] for row in rows(release)} - contested


def test_doubts_are_a_table_of_the_release_with_places_in_the_text(release: Release) -> None:
    with (release.dumps / "doubts.csv").open(encoding="utf-8", newline="") as file:
        doubts = list(csv.DictReader(file))

    assert doubts
    assert {Path(name).name for name in release.manifest["files"]} >= {"doubts.csv"}
    for doubt in doubts:
        assert NOTE[int(doubt["start_char"]) : int(doubt["end_char"])] == doubt["words"]
