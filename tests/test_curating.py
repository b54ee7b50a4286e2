"""Decisions made by command: how they are written, and that they hold on the next builds."""

import csv
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.cli import main
from sahelkg.curating import with_entry
from sahelkg.release import open_release
from sahelkg.settings import domain_folder

NOTE = """Germany joined the African Union in 2002.

The minister of fisheries, Ousmane Nobody, met Angela Example in Bamako on 3 May 2016.
"""
JOINED = ("Germany", "memberOf", "African Union")


class Desk:
    """A document, a domain with a curation file of its own, and the releases built of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / "domain" / "ontology" / "curation.yaml"
        self.environment = {"SAHELKG_DOMAIN": str(folder / "domain")}
        for name in ("ontology", "shapes", "queries"):
            shutil.copytree(domain_folder() / name, folder / "domain" / name)

    def run(self, *arguments: object) -> Result:
        domain_folder.cache_clear()
        try:
            return CliRunner(env=self.environment).invoke(main, [str(argument) for argument in arguments])
        finally:
            domain_folder.cache_clear()

    def build(self, text: str) -> Result:
        (self.folder / "note.txt").write_text(text, "utf-8")
        result = self.run("build", self.folder / "note.txt", "--out", self.folder / "releases")
        assert result.exit_code == 0, result.stderr
        return result

    def curate(self, *arguments: object) -> Result:
        return self.run("curate", *arguments, "--release", self.folder / "releases")

    def rows(self) -> list[dict[str, str]]:
        with (open_release(self.folder / "releases").dumps / "facts.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def facts(self) -> set[tuple[str, str, str]]:
        return {(row["subject_label"], row["predicate"], row["object_label"]) for row in self.rows()}

    def claim(self, fact: tuple[str, str, str]) -> str:
        found = (row for row in self.rows() if (row["subject_label"], row["predicate"], row["object_label"]) == fact)
        return next(found)["fact"].rsplit("/", 1)[-1]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    made.build(NOTE)
    return made


def test_a_claim_rejected_by_command_stays_away_also_after_edits_elsewhere_in_the_document(desk: Desk) -> None:
    assert JOINED in desk.facts()

    said = desk.curate("reject", desk.claim(JOINED), "--reason", "it never did")
    assert said.exit_code == 0, said.stderr
    built = desk.build(NOTE)

    assert JOINED not in desk.facts()
    assert "curation" not in built.stderr
    desk.build("Niger joined the African Union in 2002, they say.\n\n" + NOTE + "\nMore will follow.\n")
    assert JOINED not in desk.facts()
    assert ("Niger", "memberOf", "African Union") in desk.facts()


def test_an_accepted_claim_is_certain_and_a_corrected_one_says_the_other(desk: Desk) -> None:
    claim = desk.claim(JOINED)
    desk.curate("accept", claim)
    desk.build(NOTE)
    assert {row["confidence"] for row in desk.rows() if row["fact"].endswith(claim)} == {"1"}

    desk.curate("correct", claim, "--subject", "mali")
    desk.build(NOTE)
    assert JOINED not in desk.facts()
    assert ("Mali", *JOINED[1:]) in desk.facts()


def test_the_last_decision_on_a_claim_holds_even_when_a_correction_changed_what_it_says(desk: Desk) -> None:
    desk.curate("correct", desk.claim(JOINED), "--subject", "mali")
    desk.build(NOTE)

    desk.curate("reject", desk.claim(("Mali", *JOINED[1:])))
    built = desk.build(NOTE)

    assert not {fact for fact in desk.facts() if fact[1:] == JOINED[1:]}
    assert "curation" not in built.stderr


def test_an_entity_renamed_by_command_and_one_merged_are_so_on_the_next_build(desk: Desk) -> None:
    person = next(row["subject"].rsplit("/", 1)[-1] for row in desk.rows() if row["subject_label"] == "Ousmane Nobody")

    assert desk.curate("rename", person, "--en", "Usman Nobody").exit_code == 0
    desk.build(NOTE)
    assert "Usman Nobody" in {row["subject_label"] for row in desk.rows()}

    assert desk.curate("merge", "germany", "mali").exit_code == 0
    desk.build(NOTE)
    assert ("Mali", *JOINED[1:]) in desk.facts()


def test_a_decision_on_a_claim_holds_when_its_subject_is_merged_later(desk: Desk) -> None:
    desk.curate("reject", desk.claim(JOINED))
    desk.curate("merge", "germany", "mali")
    desk.build(NOTE)

    assert not {fact for fact in desk.facts() if fact[1:] == JOINED[1:]}


def test_an_entity_that_was_rejected_can_be_accepted_again(desk: Desk) -> None:
    desk.curate("reject", "germany")
    desk.curate("accept", "germany")
    desk.build(NOTE)

    assert JOINED in desk.facts()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("reject", "claim-0000000000000000"), "no claim claim-0000000000000000"),
        (("accept", "nobody-at-all"), "nobody-at-all"),
        (("rename", "nobody-at-all", "--en", "Somebody"), "nobody-at-all"),
        (("merge", "germany", "nobody-at-all"), "nobody-at-all"),
        (("merge", "germany", "germany"), "itself"),
        (("reject", "germany", "nobody-at-all"), "nobody-at-all"),
    ],
)
def test_a_decision_on_what_is_not_there_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], word: str, desk: Desk
) -> None:
    before = desk.file.read_text("utf-8")

    result = desk.curate(*arguments)

    assert result.exit_code == 1
    assert word in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert desk.file.read_text("utf-8") == before


def test_another_file_can_be_named_and_a_malformed_one_is_refused_with_its_line(desk: Desk) -> None:
    other = desk.folder / "mine.yaml"

    assert desk.curate("accept", "germany", "--file", other).exit_code == 0
    assert yaml.safe_load(other.read_text("utf-8")) == {"entities": [{"decision": "accept", "entity": "germany"}]}

    other.write_text("claims: []\nentities: 3\n", "utf-8")
    result = desk.curate("accept", "germany", "--file", other)
    assert result.exit_code == 1
    assert "mine.yaml:2" in result.stderr


ENTRY = {"decision": "reject", "quote": "l’été: “# not a comment”"}
FILES = [
    "",
    "claims: []\nentities: []\n",
    "# head\nclaims: []  # none yet\nentities: []\n# foot\n",
    "claims:\nentities:\n",
    "claims:\n  - decision: accept   # sure\n    quote: a\n\n# between\nentities:\n  - {decision: accept}\n# foot\n",
    "claims:\n- decision: accept\n  to: {start: 2014}\nentities: []",
    "claims:\n  - quote: |\n      two\n      lines\n  # last\nentities: []\n",
    "claims: [{decision: accept}]  # one\nentities: []\n",
    "claims: [\n  {decision: accept},\n]\n",
    "entities:\n  - {decision: accept}\n",
]


@pytest.mark.parametrize("text", FILES)
def test_an_entry_is_added_at_the_end_of_its_list_and_all_comments_stay(text: str) -> None:
    before = yaml.safe_load(text) or {}

    changed = with_entry(text, "claims", ENTRY)

    after = yaml.safe_load(changed)
    assert after == {**before, "claims": [*(before.get("claims") or []), ENTRY]}
    for comment in [line[line.index("#") :] for line in text.splitlines() if "#" in line]:
        assert comment in changed


@given(st.lists(st.text(), max_size=4), st.sampled_from(FILES))
def test_any_words_can_be_written_one_entry_after_another(quotes: list[str], text: str) -> None:
    before = (yaml.safe_load(text) or {}).get("claims") or []
    wanted = [{"quote": " ".join(quote.split())} for quote in quotes if quote.isprintable()]

    for entry in wanted:
        text = with_entry(text, "claims", entry)

    assert ((yaml.safe_load(text) or {}).get("claims") or []) == [*before, *wanted]
