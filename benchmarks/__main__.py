"""``make bench``: measures both wings and prints each figure as it is known; a run of both writes RESULTS.md.

``endurance``, five minutes of load with releases swapped and workers killed, is measured when it is asked for.
"""

import argparse
from collections.abc import Iterator

from benchmarks import building, endurance, serving
from benchmarks.results import Figure, machine, write


def main() -> None:
    """Measures the wings asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("wings", nargs="*", metavar="building|serving|endurance", help="default: the first two")
    parser.add_argument("--triples", type=int, default=10_000_000, help="size of the made-up graph that is served; 0: none")
    parser.add_argument("--seconds", type=int, default=300, help="how long endurance is tried")
    options = parser.parse_args()
    wings = options.wings or ["building", "serving"]
    print(machine(), flush=True)
    figures = []
    for figure in _measured(wings, options.triples, options.seconds):
        print(figure.line(), flush=True)
        figures.append(figure)
    if {"building", "serving"} <= set(wings):
        write(figures)


def _measured(wings: list[str], triples: int, seconds: int) -> Iterator[Figure]:
    if "building" in wings:
        yield from building.measure()
    if "serving" in wings:
        yield from serving.measure(triples)
    if "endurance" in wings:
        yield from endurance.measure(seconds)


if __name__ == "__main__":
    main()
