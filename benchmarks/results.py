"""Figures, the bars they are held to, and the page they are written to."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS.md"
_LIBRARIES = ("sahelkg", "pyoxigraph", "pyshacl", "spacy", "fastapi", "uvicorn", "oxigraph", "rdflib-endpoint")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure; `at_most` or `at_least` is the bar it is held to, None where there is none."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def bar(self) -> str:
        if self.at_most is not None:
            return f"≤ {self.at_most:g}"
        return f"≥ {self.at_least:g}" if self.at_least is not None else ""

    @property
    def met(self) -> bool:
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )

    @property
    def shown(self) -> str:
        return f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"

    def line(self) -> str:
        """The figure as a line of text."""
        mark = "" if not self.bar else f"  ({self.bar}{'' if self.met else ', missed'})"
        return f"{self.name}: {self.shown} {self.unit}{mark}"


def machine() -> str:
    """What this machine is: processor, cores, memory, system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        processor = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        processor = platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def write(figures: Iterable[Figure]) -> None:
    """Write `RESULTS`: the figures with machine, versions and date."""
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    lines = [
        "# Results of `make bench`",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {machine()}; Python {platform.python_version()}, {versions}.",
        "Other work on the machine makes figures worse; run it on an idle one.",
        "",
        "| figure | value | unit | bar |",
        "| --- | ---: | --- | --- |",
    ]
    for figure in figures:
        lines.append(
            f"| {figure.name.strip()} | {figure.shown} | {figure.unit} | {figure.bar}{'' if figure.met else ' **missed**'} |"
        )
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
