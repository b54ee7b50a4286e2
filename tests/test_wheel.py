"""The wheel works by itself, away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=HERE.parent,
        # The hook that fetches files for the browser needs a network.
        env={**os.environ, "HATCH_BUILD_NO_HOOKS": "true"},
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_carries_the_whole_domain_and_nothing_of_the_checkout(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    for folder, pattern in (("ontology", "*"), ("shapes", "*"), ("queries", "*"), ("seeds", "*"), ("evaluation", "*")):
        for path in (HERE.parent / folder).rglob(pattern):
            if path.is_file():
                assert f"sahelkg/domain/{path.relative_to(HERE.parent).as_posix()}" in names
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]


def test_the_installed_wheel_builds_and_answers_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    options = ("--quiet", "--no-index", "--no-deps", "--disable-pip-version-check", "--target", installed)
    subprocess.run([sys.executable, "-m", "pip", "install", *options, wheel], check=True)
    (tmp_path / "note.txt").write_text("Mali joined the African Union in 2002.\n", "utf-8")

    def run(*arguments: str) -> str:
        return subprocess.check_output(
            [sys.executable, *arguments], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, text=True
        )

    command = str(HERE / "without_models.py")

    assert Path(run("-c", "import sahelkg; print(sahelkg.__file__)").strip()).is_relative_to(installed)
    run(command, "build", "note.txt", "--out", "releases")
    assert run(command, "query", "member-states", "-p", "organisation=african-union").splitlines() == ["state", "Mali"]
    assert "0 Violation" in run(command, "validate")
