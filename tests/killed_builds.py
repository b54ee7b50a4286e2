"""Kills builds at many moments: ``python killed_builds.py SOURCES OUT REPORT``.

Each build runs in a forked child that kills itself, as ``kill -9`` would, when it touches a file of OUT for the n-th time.
Every build has its own copy of OUT. REPORT gets a line for each: the copy, what the child was about to do, the signal that
ended it, and the digest of the current release afterwards, which is whole.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import without_models  # noqa: F401 - for its effect

from sahelkg.build import Domain, build, find_sources
from sahelkg.release import open_release, verify
from sahelkg.settings import domain_folder

EVENTS = {"open", "os.rename", "os.mkdir", "os.symlink", "os.remove", "os.rmdir", "os.truncate", "os.chmod"}


def watched(out: str, seen: Callable[[str], None]) -> None:
    """Calls `seen` before every touch of a file below `out` from now on."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in EVENTS and any(
            out in os.fsdecode(part) for part in arguments if isinstance(part, str | bytes | os.PathLike)
        ):
            seen(event)

    sys.addaudithook(hook)


def in_child(work: Callable[[], None]) -> int:
    """Runs `work` in a forked child; returns the signal that ended it, 0 for none."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(sources: str, out: str, report: str) -> None:
    domain = Domain(domain_folder())
    found = find_sources([sources])
    trace = Path(report)

    def build_into(copy: Path, seen: Callable[[str], None]) -> None:
        watched(str(copy), seen)
        build(found, copy, domain, jobs=1, keep_going=False)

    def count() -> None:
        with trace.open("w", encoding="utf-8") as lines:
            build_into(copied(out, "counted"), lambda event: print(event, file=lines))

    assert in_child(count) == 0
    events = trace.read_text("utf-8").split()
    # Some moments of the long way, and each of the last steps, where the release moves into place.
    moments = sorted({*range(0, len(events), max(1, len(events) // 4)), *range(len(events) - 7, len(events))})
    told = []
    for moment in moments:
        copy = copied(out, str(moment))

        def die(copy: Path = copy, moment: int = moment) -> None:
            remaining = iter(range(moment))

            def seen(_: str) -> None:
                if next(remaining, None) is None:
                    os.kill(os.getpid(), signal.SIGKILL)

            build_into(copy, seen)

        ended = in_child(die)
        release = open_release(copy)
        verify(release)
        told.append(f"{copy} {events[moment]} {ended} {release.digest}")
    trace.write_text("\n".join(told), "utf-8")


def copied(out: str, name: str) -> Path:
    """A copy of the releases folder for one moment, so that every build takes the same steps."""
    copy = Path(f"{out}-{name}")
    shutil.copytree(out, copy, symlinks=True)
    return copy


if __name__ == "__main__":
    main(*sys.argv[1:])
