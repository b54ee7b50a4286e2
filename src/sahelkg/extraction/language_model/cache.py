"""Answers kept on disk, so that the same question is asked once and a build can be repeated."""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


def default_folder() -> Path:
    """``sahelkg/answers`` in the user's cache folder, as the XDG base directory specification names it."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "sahelkg" / "answers"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers, each in a file named by the SHA-256 of model, instructions and question."""

    folder: Path

    def get(self, model: str, system: str, user: str) -> str | None:
        """The answer kept, or None where there is none that can be read."""
        try:
            return self._path(model, system, user).read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, model: str, system: str, user: str, answer: str) -> None:
        """Keep an answer. A folder that cannot be written costs the next build a question, not this one its answer."""
        path = self._path(model, system, user)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Other processes may write the same file: each writes its own and moves it into place.
            descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=path.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                    file.write(answer)
                Path(draft).replace(path)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise

    def _path(self, model: str, system: str, user: str) -> Path:
        name = hashlib.sha256(json.dumps([model, system, user]).encode()).hexdigest()
        return self.folder / name[:2] / f"{name}.json"
