"""``make bench``: measures both wings and prints each figure as it is known; a run of both writes RESULTS.md."""

import argparse
from collections.abc import Iterator

from benchmarks import building, serving
from benchmarks.results import Figure, machine, write


def main() -> None:
    """Measures the wings asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("wings", nargs="*", metavar="building|serving", help="default: both")
    parser.add_argument("--triples", type=int, default=10_000_000, help="size of the made-up graph that is served; 0: none")
    options = parser.parse_args()
    wings = options.wings or ["building", "serving"]
    print(machine(), flush=True)
    figures = []
    for figure in _measured(wings, options.triples):
        print(figure.line(), flush=True)
        figures.append(figure)
    if {"building", "serving"} <= set(wings):
        write(figures)


def _measured(wings: list[str], triples: int) -> Iterator[Figure]:
    if "building" in wings:
        yield from building.measure()
    if "serving" in wings:
        yield from serving.measure(triples)


if __name__ == "__main__":
    main()
