"""Building: the same bytes from the same input, one line for bad input, and a whole release at every instant."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from sahelkg.build import find_sources
from sahelkg.cli import main
from sahelkg.errors import InputError
from sahelkg.release import Release, open_release, verify
from sahelkg.settings import domain_folder

HERE = Path(__file__).parent
ENGLISH = """The European Union and Mali signed a partnership agreement in Bamako on 3 May 2016.

The European Union gave Niger €12.5 million in 2017 to train its police.
"""
FRENCH = """Le Tchad et le Niger ont signé un accord à Niamey le 3 mai 2016.
"""
SIDECAR = """title: A short note
publisher: European Commission
published: 2017-06-01
language: en
"""


def sources(folder: Path) -> Path:
    """Two short documents, one with a sidecar."""
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text(ENGLISH, "utf-8")
    (folder / "note.yaml").write_text(SIDECAR, "utf-8")
    (folder / "accord.md").write_text(FRENCH, "utf-8")
    return folder


def command(*arguments: object, **settings: str) -> "subprocess.CompletedProcess[str]":
    """The command line in a process of its own, without language models."""
    return subprocess.run(
        [sys.executable, HERE / "without_models.py", *map(str, arguments)],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A releases folder with a current release, for tests that try to build a bad one over it."""
    folder = tmp_path_factory.mktemp("released")
    result = run("build", sources(folder / "sources"), "--out", folder / "releases", "--jobs", 1)
    assert result.exit_code == 0, result.stderr
    return folder / "releases"


# --- sameness -------------------------------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes_whatever_the_jobs_path_locale_zone_and_hash_seed(tmp_path: Path) -> None:
    first = command(
        "build", sources(tmp_path / "a"), "--out", tmp_path / "one", "--jobs", 1, LC_ALL="C", TZ="UTC", PYTHONHASHSEED="0"
    )
    second = command(
        "build", sources(tmp_path / "elsewhere" / "b"), "--out", tmp_path / "two", "--jobs", 2,
        LC_ALL="fr_FR.UTF-8", TZ="Asia/Tokyo", PYTHONHASHSEED="7",
    )  # fmt: skip
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr

    one, two = open_release(tmp_path / "one"), open_release(tmp_path / "two")

    assert one.digest == two.digest
    files = sorted(path.relative_to(one.path) for path in one.path.rglob("*") if path.is_file())
    for name in files:
        if name.parts[0] not in ("store", "store.sha256"):
            assert (one.path / name).read_bytes() == (two.path / name).read_bytes(), name


def test_another_text_gives_another_digest(released: Path, tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    (folder / "note.txt").write_text(ENGLISH.replace("12.5", "12.6"), "utf-8")

    run("build", folder, "--out", tmp_path / "releases", "--jobs", 1)

    assert open_release(tmp_path / "releases").digest != open_release(released).digest


# --- what a release holds -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release(released: Path) -> Release:
    return open_release(released)


def test_a_release_holds_every_dump_with_its_twin(release: Release) -> None:
    names = {path.name for path in release.dumps.iterdir()}

    for suffix in ("ttl", "nt", "nq", "trig", "jsonld", "rdf"):
        assert {f"sahelkg.{suffix}", f"sahelkg.{suffix}.gz"} <= names
    assert {"facts.csv", "facts.parquet", "ontology.ttl", "shapes.ttl"} <= names
    assert {"shacl-report.ttl", "shacl-report.html", "void.ttl", "manifest.json"} <= {
        path.name for path in release.path.iterdir()
    }


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdf", RdfFormat.RDF_XML),
    ],
)
def test_every_dump_holds_the_graph_of_the_store(suffix: str, form: RdfFormat, release: Release) -> None:
    store = Store.read_only(str(release.store))
    stored = set(store.quads_for_pattern(None, None, None, DefaultGraph()))

    assert {Quad(*quad.triple) for quad in parse(path=release.dumps / f"sahelkg.{suffix}", format=form)} == stored


def test_the_store_has_a_reifier_for_every_claim_and_the_dumps_have_none(release: Release) -> None:
    store = Store.read_only(str(release.store))

    reified = store.query(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>"
        "SELECT (COUNT(DISTINCT ?c) AS ?n) { GRAPH <https://w3id.org/sahelkg/graph/reifiers> { ?c rdf:reifies ?t } }"
    )

    assert int(next(reified)["n"].value) == release.manifest["counts"]["claims"] > 0  # type: ignore[union-attr,arg-type]
    assert "reifies" not in (release.dumps / "sahelkg.nq").read_text("utf-8")


def test_the_facts_as_parquet_are_those_of_the_csv(release: Release) -> None:
    pandas = pytest.importorskip("pandas")
    text = pandas.read_csv(release.dumps / "facts.csv", dtype=str, keep_default_na=False)
    table = pandas.read_parquet(release.dumps / "facts.parquet")

    assert list(table.columns) == list(text.columns)
    assert table["quote"].tolist() == text["quote"].tolist()
    assert table["start_char"].tolist() == [int(value) for value in text["start_char"]]
    assert table["confidence"].tolist() == [float(value) for value in text["confidence"]]


def test_the_description_counts_the_triples_and_names_every_dump(release: Release) -> None:
    store = Store()
    store.load(path=release.path / "void.ttl", format=RdfFormat.TURTLE)
    dataset = "https://w3id.org/sahelkg/dataset"

    def values(prefix: str, name: str) -> set[str]:
        query = f"SELECT ?v {{ <{dataset}> <{prefix}{name}> ?v }}"
        return {row["v"].value for row in store.query(query)}  # type: ignore[union-attr,index]

    assert values("http://rdfs.org/ns/void#", "triples") == {str(release.manifest["counts"]["triples"])}
    assert values("http://www.w3.org/ns/dcat#", "version") == {release.digest}
    assert {address.rsplit("/", 1)[-1] for address in values("http://www.w3.org/ns/dcat#", "distribution")} == {
        path.name for path in release.dumps.iterdir()
    }
    assert values("http://www.w3.org/ns/prov#", "wasDerivedFrom") == {
        "https://w3id.org/sahelkg/id/document-accord", "https://w3id.org/sahelkg/id/document-note",
    }  # fmt: skip
    assert not any(str(quad).startswith("_:") for quad in store)


def test_the_manifest_tells_sources_versions_and_models_and_no_path_or_time(release: Release, released: Path) -> None:
    manifest = release.manifest

    assert [source["id"] for source in manifest["sources"]] == ["accord", "note"]
    assert manifest["versions"]["sahelkg"]
    assert isinstance(manifest["models"], dict)
    assert str(released.parent) not in (release.path / "manifest.json").read_text("utf-8")


# --- sources --------------------------------------------------------------------------------------------------------------


def test_sources_are_files_folders_and_globs_each_once(tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "more.html").write_text("<p>More</p>", "utf-8")

    found = find_sources([str(folder), str(folder / "*.txt"), str(folder / "note.txt")])

    assert [path.name for path in found] == ["accord.md", "more.html", "note.txt"]


@pytest.mark.parametrize("given", ["empty", "*.nothing"])
def test_a_folder_or_glob_without_documents_is_refused(given: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(InputError):
        find_sources([str(tmp_path / given)])


def test_two_documents_of_one_name_are_refused(released: Path, tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    (folder / "note.md").write_text("Another note.", "utf-8")

    assert_refused(run("build", folder, "--out", released), "note.", released)


# --- bad input ------------------------------------------------------------------------------------------------------------


def assert_refused(result: Result, named: str, released: Path) -> None:
    """One line on standard error that names the file, exit code 1, the current release untouched."""
    before = open_release(released)
    assert result.exit_code == 1, result.output
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert named in result.stderr
    assert "Traceback" not in result.stderr
    verify(before)
    assert before.manifest["skipped"] == []
    assert not [path for path in released.iterdir() if path.name.startswith(".draft")]


def empty(folder: Path) -> str:
    (folder / "bad.txt").write_bytes(b"")
    return "bad.txt"


def binary(folder: Path) -> str:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 8)
    return "bad.txt"


def broken_pdf(folder: Path) -> str:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <<")
    return "bad.pdf"


def sidecar(folder: Path) -> str:
    (folder / "note.yaml").write_text("title: [A short\nlanguage: en\n", "utf-8")
    return "note.yaml:"


def dangling(folder: Path) -> str:
    # Even the superuser cannot read a link that leads to itself.
    (folder / "bad.txt").symlink_to("bad.txt")
    return "bad.txt"


BAD = [empty, binary, broken_pdf, sidecar, dangling]


@pytest.mark.parametrize("spoil", BAD)
def test_a_bad_source_is_named_in_one_line_and_nothing_changes(spoil: "object", released: Path, tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    named = spoil(folder)  # type: ignore[operator]

    assert_refused(run("build", folder, "--out", released, "--jobs", 1), named, released)


def test_an_absent_source_is_named(released: Path, tmp_path: Path) -> None:
    assert_refused(run("build", tmp_path / "gone.txt", "--out", released), "gone.txt", released)


@pytest.mark.parametrize("jobs", [1, 2])
def test_keep_going_builds_the_rest_and_lists_what_was_left_out(jobs: int, tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    for spoil in (empty, broken_pdf):
        spoil(folder)

    result = command("build", folder, tmp_path / "gone.txt", "--out", tmp_path / "releases", "--keep-going", "--jobs", jobs)

    assert result.returncode == 0, result.stderr
    skipped = [line for line in result.stderr.splitlines() if line.startswith("skipped: ")]
    assert [name in line for name, line in zip(("bad.txt", "bad.pdf", "gone.txt"), sorted(skipped), strict=True)]
    manifest = open_release(tmp_path / "releases").manifest
    assert sorted(entry["file"] for entry in manifest["skipped"]) == ["bad.pdf", "bad.txt", "gone.txt"]
    assert manifest["counts"]["documents"] == 2


def test_keep_going_with_nothing_left_is_refused(released: Path, tmp_path: Path) -> None:
    assert_refused(run("build", tmp_path / "gone.txt", "--out", released, "--keep-going"), "gone.txt", released)


@pytest.fixture
def domain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the domain that a test may spoil."""
    folder = tmp_path / "domain"
    for part in ("ontology", "shapes", "queries"):
        shutil.copytree(domain_folder() / part, folder / part)
    monkeypatch.setenv("SAHELKG_DOMAIN", str(folder))
    domain_folder.cache_clear()
    yield folder
    monkeypatch.undo()
    domain_folder.cache_clear()


def some_frames(ontology: Path) -> Path:
    return next(path for path in sorted((ontology / "frames").rglob("*.yaml")) if path.parent.name == "relations")


SPOILT = {
    "lexicon": (lambda ontology: ontology / "lexicon" / "states.ttl", "id:nowhere a a .\n"),
    "ontology": (lambda ontology: ontology / "sahel.ttl", "sahel:Thing a a .\n"),
    "frame": (some_frames, "\n- id: [unclosed\n"),
    "rule": (lambda ontology: next(iter(sorted((ontology / "rules").glob("*.rq")))), "\nCONSTRUCT {{\n"),
    "curation": (lambda ontology: ontology / "curation.yaml", "\nreject: [unclosed\n"),
    "shapes": (lambda ontology: ontology.parent / "shapes" / "claim.ttl", "\nshape:X a a .\n"),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_malformed_file_of_the_domain_is_named_with_its_line(
    kind: str, domain: Path, released: Path, tmp_path: Path
) -> None:
    find, text = SPOILT[kind]
    path = find(domain / "ontology")
    path.write_text(path.read_text("utf-8") + text, "utf-8")

    result = run("build", sources(tmp_path / "sources"), "--out", released, "--jobs", 1, "--keep-going")

    assert_refused(result, f"{path.name}:", released)


def test_a_violation_of_the_shapes_keeps_the_release_back(domain: Path, released: Path, tmp_path: Path) -> None:
    (domain / "shapes" / "moons.ttl").write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix sahel: <https://w3id.org/sahelkg/ontology#> .
        @prefix shape: <https://w3id.org/sahelkg/shapes#> .
        shape:Moon a sh:NodeShape ; sh:targetClass sahel:State ; sh:property shape:Moon-moon .
        shape:Moon-moon a sh:PropertyShape ; sh:path sahel:moon ; sh:minCount 1 ;
          sh:message "No moon."@en , "Pas de lune."@fr .
        """,
        "utf-8",
    )
    before = open_release(released).digest

    result = run("build", sources(tmp_path / "sources"), "--out", released, "--jobs", 1)

    assert result.exit_code == 1
    assert "id:mali: No moon. [shape:Moon-moon]" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("sahelkg: not published: ")
    assert open_release(released).digest == before


# --- killed ---------------------------------------------------------------------------------------------------------------


def test_a_build_killed_at_any_moment_leaves_the_current_release_whole(tmp_path: Path) -> None:
    folder = sources(tmp_path / "sources")
    out = tmp_path / "releases"
    first = command("build", folder, "--out", out, "--jobs", 1)
    assert first.returncode == 0, first.stderr
    old = open_release(out).digest
    (folder / "note.txt").write_text(ENGLISH + "Mali joined the African Union in 2002.\n", "utf-8")

    killing = subprocess.run(
        [sys.executable, HERE / "killed_builds.py", folder, out, tmp_path / "report"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert killing.returncode == 0, killing.stderr
    moments = [line.split() for line in (tmp_path / "report").read_text("utf-8").splitlines()]
    assert all(int(ended) == signal.SIGKILL for _, _, ended, _ in moments)
    digests = [digest for *_, digest in moments]
    assert digests[0] == old
    for copy in (moments[len(moments) // 2][0], moments[-1][0]):
        assert command("build", folder, "--out", copy, "--jobs", 1).returncode == 0
        new = open_release(Path(copy)).digest
        assert not [path for path in Path(copy).iterdir() if path.name.startswith(".draft")]
    assert new != old
    assert digests == sorted(digests, key=[old, new].index)
