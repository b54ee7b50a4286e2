"""The building wing: the seed's build, documents per second, and how time grows with the length of one file.

Rates and growth are told by processor time, which other work on the machine disturbs little.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.material import write_documents, write_long_document
from benchmarks.process import Run, run
from benchmarks.results import Figure

_RUNS = 5
_MILLION = 1_000_000


def measure() -> Iterator[Figure]:
    """All figures of the building wing, one by one, as they are known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _seed(folder)
        yield from _documents(folder)
        yield from _lengths(folder)


def _seed(folder: Path) -> Iterator[Figure]:
    command = ("-m", "sahelkg", "build", "--out", str(folder / "releases"), "--jobs", "1")
    run(command)
    runs = [run(command) for _ in range(_RUNS)]
    yield Figure("seed build, warm, whole process", median(each.seconds for each in runs), "s", at_most=10)
    yield Figure("  processor time", median(each.processor_seconds for each in runs), "s")
    yield Figure("  peak memory", median(each.mebibytes for each in runs), "MiB", at_most=1229)


def _read(kind: str, paths: list[Path]) -> tuple[float, Run]:
    ran = run(("-m", "benchmarks.reading_worker", kind, *map(str, paths)))
    return json.loads(ran.output)["seconds"], ran


def _documents(folder: Path) -> Iterator[Figure]:
    (folder / "documents").mkdir()
    many = write_documents(folder / "documents", copies=10)
    for kind, words, paths, bar in (("models", "with", many[:60], 8), ("plain", "without", many, 150)):
        rates = sorted((_read(kind, paths) for _ in range(3)), key=lambda timed: timed[0])
        seconds, ran = rates[1]
        name = f"documents of 2,000 characters, read and extracted {words} models"
        yield Figure(name, len(paths) / seconds, "per second and core", at_least=bar)
        yield Figure("  peak memory", ran.mebibytes, "MiB", at_most=1229)
    command = ("-m", "sahelkg", "build", str(folder / "documents"), "--out", str(folder / "many"), "--jobs", "1")
    built = run(command)
    yield Figure(
        f"whole build of {len(many)} such documents, with models", len(many) / built.processor_seconds, "per second and core"
    )
    yield Figure("  peak memory", built.mebibytes, "MiB", at_most=1229)


def _lengths(folder: Path) -> Iterator[Figure]:
    for kind, words, sizes in (("plain", "without", (0.5, 1, 2, 5)), ("models", "with", (0.25, 0.5, 1))):
        first = 0.0
        for size in sizes:
            path = write_long_document(folder / "long.txt", int(size * _MILLION))
            seconds, ran = _read(kind, [path])
            pace = seconds / size
            first = first or pace
            yield Figure(f"one file of {size:g} million characters, {words} models", seconds, "s")
            if pace is not first:
                yield Figure("  time per character, relative to the shortest", pace / first, "times", at_most=1.5)
            yield Figure("  peak memory", ran.mebibytes, "MiB", at_most=1229)
