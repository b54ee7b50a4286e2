"""Files to read: the repository's seed, and small ones written for a test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sahelkg.model import Document
from sahelkg.reading import read
from sahelkg.settings import domain_folder


@pytest.fixture(scope="session")
def seed() -> Document:
    return read(domain_folder() / "seeds" / "000_a2be87afc509dc60.txt")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file of that name; text as UTF-8, line ends as given."""

    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written
