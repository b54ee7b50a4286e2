"""What README and its companions promise is so."""

import csv
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from sahelkg.cli import main
from sahelkg.release import Release

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOUR = dict(re.findall(r"```console\n\$ (sahelkg [^\n]*)\n(.*?)```", README, re.DOTALL))


def said(command: str, release: Release) -> str:
    """What a `sahelkg` command says of a release; of a pipe only the first part is run."""
    arguments = shlex.split(command.partition(" | ")[0])[1:]
    result = CliRunner().invoke(main, [*arguments, "--release", str(release.path)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_readme_asks_for_two_commands_only() -> None:
    section = README[README.index("## Two commands") : README.index("## A short tour")]

    assert re.findall(r"```sh\n(.*?)```", section, re.DOTALL) == ["make serve\nmake test\n"]


def test_the_sample_answer_is_what_the_command_says(seed_release: Release) -> None:
    table = re.search(r"\| donor \|.*?\n\n", README, re.DOTALL)
    assert table
    shown = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in table[0].splitlines() if line]
    answer = list(csv.reader(said("sahelkg query joint-force-funding", seed_release).splitlines()))

    assert [name.replace(" ", "_") for name in shown[0]] == answer[0]
    assert shown[2:] == answer[1:]


def test_the_tour_shows_what_the_commands_say(seed_release: Release) -> None:
    facts, explain = sorted(TOUR, key=lambda command: "explain" in command)
    cells = ("subject_label", "predicate", "value", "modality", "confidence", "quote")
    rows = [[row[cell] for cell in cells] for row in csv.DictReader(said(facts, seed_release).splitlines())]
    assert list(csv.reader(TOUR[facts].splitlines())) == [list(cells), *rows]

    lines = said(explain, seed_release).splitlines()
    for line in TOUR[explain].splitlines():
        if "…" not in line:
            assert line in lines


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_link_to_what_is_there(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8"))

    assert not [link for link in links if not (path.parent / link).exists()]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_name_commands_targets_and_files_that_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert set(re.findall(r"sahelkg ([a-z]+)(?![\w/])", " ".join(re.findall(r"`(sahelkg [^`]*)`", text)))) <= set(
        main.commands
    )
    for target in re.findall(r"`make ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    for name in re.findall(r"`((?:tests|scripts|ontology|shapes|docs)/[\w/.-]+\.\w+)`", text):
        assert (ROOT / name).exists() or "NAME" in name


def test_the_changelog_has_the_version_of_the_project() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert re.search(rf"^## {re.escape(version)} ", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
