"""The building wing's conductor: sources to a published release."""

import glob
import hashlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import Store
from tqdm import tqdm

from sahelkg import dumps, reading
from sahelkg.description import describe
from sahelkg.errors import InputError, SahelkgError
from sahelkg.extraction import Extractor
from sahelkg.extraction.language_model import notes
from sahelkg.extraction.recogniser import installed_models
from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.lexicon import Lexicon, load_lexicon
from sahelkg.model import Extraction
from sahelkg.release import VOID, Draft, Release, drafted, publish
from sahelkg.report import Report
from sahelkg.settings import Settings
from sahelkg.validation import Shapes, load_shapes, validate

_LIBRARIES = (
    "sahelkg",
    "pyoxigraph",
    "rdflib",
    "pyshacl",
    "pyarrow",
    "trafilatura",
    "pypdf",
    "charset-normalizer",
    "py3langid",
)

T = TypeVar("T")
Outcome = Extraction | InputError


class InvalidGraphError(SahelkgError):
    """The graph breaks a shape in a way that keeps it from being published; `report` says where."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"not published: {report.counts['Violation']} violations of the shapes")


@dataclass(frozen=True, slots=True)
class Domain:
    """Where the knowledge of a domain stands: a folder with ``ontology/``, ``shapes/`` and ``seeds/``."""

    folder: Path

    @property
    def ontology(self) -> Path:
        return self.folder / "ontology"

    @property
    def schema(self) -> Path:
        return self.ontology / "sahel.ttl"

    @property
    def shapes(self) -> Path:
        return self.folder / "shapes"

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"


@dataclass(frozen=True, slots=True)
class Built:
    """A published release, what the shapes found, which sources were left out and what the builder should know."""

    release: Release
    report: Report
    skipped: tuple[InputError, ...]
    warnings: tuple[str, ...]


def find_sources(given: Sequence[str]) -> tuple[Path, ...]:
    """The files meant by files, folders and globs, each once, ordered by name. Absent files are kept, for `build` to report.

    Raises:
        InputError: a folder or glob has no document in it.
    """
    found: dict[str, Path] = {}
    for pattern in given:
        # Patterns may be absolute, which pathlib's own globs refuse.
        matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))] or [Path(pattern)]  # noqa: PTH207
        files = [file for match in matches for file in (_documents(match) if match.is_dir() else [match])]
        if glob.has_magic(pattern) and not Path(pattern).exists() and files == [Path(pattern)]:
            raise InputError(pattern, None, "matches nothing")
        if not files:
            raise InputError(pattern, None, f"no documents here; known are {', '.join(sorted(reading.SUFFIXES))}")
        for file in files:
            # Unlike Path.resolve, this has an answer for a link that leads to itself.
            found.setdefault(os.path.realpath(file), file)
    return tuple(sorted(found.values(), key=lambda path: (path.stem, path.as_posix())))


def build(sources: Sequence[Path], out: Path, domain: Domain, jobs: int, keep_going: bool) -> Built:
    """Read, extract, assemble, validate, write and publish. The release does not depend on `jobs`, the number of processes.

    With `keep_going`, sources that cannot be used are left out and listed; without, the first one stops the build.

    Raises:
        InputError: a source, or a file of the domain, cannot be used.
        InvalidGraphError: the graph breaks a shape.
        ReleaseError: `out` cannot be written.
    """
    shapes = load_shapes(domain.shapes, domain.schema)
    lexicon = load_lexicon(domain.ontology / "lexicon")
    extractor = Extractor(lexicon, domain.folder)
    usable, skipped = _told_apart(sources, keep_going)
    with drafted(out) as draft:
        extractions = []
        for outcome in _shown(_extract(usable, extractor, lexicon, domain, jobs), "reading", len(usable)):
            if isinstance(outcome, Extraction):
                extractions.append(outcome)
            elif keep_going:
                skipped.append(outcome)
            else:
                raise outcome
        if not extractions:
            raise skipped[0]
        graph = assemble(extractions, lexicon, domain.ontology)
        graph = replace(graph, warnings=(*graph.warnings, *notes(extractions)))
        about = _about(graph, domain, skipped)
        release, report = _write(draft, graph, shapes, domain, about)
        publish(release)
    return Built(release, report, tuple(skipped), graph.warnings)


def _documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in reading.SUFFIXES and not path.is_dir())


def _told_apart(sources: Sequence[Path], keep_going: bool) -> tuple[list[Path], list[InputError]]:
    """The sources whose ids differ, and an error for each that shares its id with one before it."""
    first: dict[str, Path] = {}
    clashes = []
    for path in sources:
        other = first.setdefault(path.stem, path)
        if other is not path:
            clashes.append(InputError(path, None, f"has the same id as {other.name}, {path.stem}; rename one of the files"))
    if clashes and not keep_going:
        raise clashes[0]
    return list(first.values()), clashes


def _read(path: Path, extractor: Extractor) -> Outcome:
    try:
        return extractor.extract(reading.read(path))
    except InputError as error:
        return error


def _extract(paths: Sequence[Path], extractor: Extractor, lexicon: Lexicon, domain: Domain, jobs: int) -> Iterator[Outcome]:
    """What each file yields, in the order of `paths`."""
    if min(jobs, len(paths)) < 2:
        yield from (_read(path, extractor) for path in paths)
        return
    # Fresh processes rather than forks: libraries loaded here may have threads.
    context = multiprocessing.get_context("spawn")
    start = partial(_start_worker, lexicon, domain.folder)
    with ProcessPoolExecutor(min(jobs, len(paths)), context, start) as pool:
        try:
            yield from pool.map(_read_in_worker, paths)
        except BrokenProcessPool as error:
            raise SahelkgError("a reading process died, maybe for lack of memory; try again with --jobs 1") from error
        finally:
            pool.shutdown(cancel_futures=True)


_worker: Callable[[Path], Outcome]


def _start_worker(lexicon: Lexicon, domain: Path) -> None:
    global _worker  # noqa: PLW0603 - a process pool gives its workers no other place
    extractor = Extractor(lexicon, domain)

    def work(path: Path) -> Outcome:
        return _read(path, extractor)

    _worker = work
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(path: Path) -> Outcome:
    return _worker(path)


def _about(graph: KnowledgeGraph, domain: Domain, skipped: Iterable[InputError]) -> dict[str, Any]:
    """What the manifest says of the build; no paths, no times."""
    asked = Settings()
    return {
        "versions": {name: version(name) for name in _LIBRARIES},
        "models": {language: f"{package} {version(package)}" for language, package in sorted(installed_models().items())},
        "language_model": asked.model_name if asked.model_url else None,
        "domain": _folder_digest(domain.ontology),
        "sources": [
            {"id": document.id, "language": document.language, "sha256": document.digest, "title": document.sidecar.title}
            for document in graph.documents()
        ],
        "skipped": [
            {"file": error.path.name, "line": error.line, "reason": error.message}
            for error in sorted(skipped, key=lambda error: (error.path.name, error.line or 0, error.message))
        ],
        "warnings": list(graph.warnings),
        "counts": {
            "documents": len(graph.extractions),
            "claims": len(graph.claims),
            "entities": len(graph.entities),
            "conflicts": len(graph.conflicts),
        },
    }


def _folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of all files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _write(
    draft: Draft, graph: KnowledgeGraph, shapes: Shapes, domain: Domain, about: dict[str, Any]
) -> tuple[Release, Report]:
    about["counts"]["triples"] = dumps.write_store(graph, draft.dumps, draft.store)
    store = Store.read_only(str(draft.store))
    report = validate(store, shapes)
    if not report.conforms:
        raise InvalidGraphError(report)
    about["validation"] = dict(report.counts)
    (draft.path / "shacl-report.ttl").write_bytes(report.turtle())
    (draft.path / "shacl-report.html").write_text(report.html(), "utf-8")
    (draft.dumps / "ontology.ttl").write_bytes(domain.schema.read_bytes())
    (draft.dumps / "shapes.ttl").write_text(shapes.turtle, "utf-8")
    dumps.write_facts(graph, draft.dumps)
    dumps.write_doubts(graph, draft.dumps)
    for name in _shown(dumps.FORMATS, "writing", len(dumps.FORMATS)):
        dumps.write_dump(draft.dumps, name)
    twinned = (dumps.QUADS, *dumps.FORMATS, dumps.FACTS)
    for name in _shown(twinned, "packing", len(twinned)):
        dumps.write_twin(draft.dumps, name)
    manifest = draft.manifest(about)
    (draft.path / VOID).write_bytes(describe(store, manifest, domain.schema))
    return draft.complete(manifest), report


def _shown(items: Iterable[T], label: str, total: int) -> Iterable[T]:
    """`items`, with a progress bar on a terminal once they take more than a second."""
    bar: Iterable[T] = tqdm(items, label, total, delay=1, disable=None, file=sys.stderr, leave=False)
    return bar
