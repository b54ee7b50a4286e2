"""The few errors a user can meet; the command line prints each as one line."""

from pathlib import Path


class SahelkgError(Exception):
    """Base of all errors whose message is meant for the user: what, where, and what to do."""


class InputError(SahelkgError):
    """A source, sidecar, lexicon, frame, rule or curation file that cannot be used.

    `line` counts from 1 and is None where the fault has no line. ``str()`` is one line: ``PATH:LINE: message``.
    """

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        self.path = Path(path)
        self.line = line
        self.message = " ".join(message.split())
        super().__init__(path, line, message)

    def __str__(self) -> str:
        place = f"{self.path}" if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"
