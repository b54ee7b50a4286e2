"""An extractor that asks a model, and what it needs."""

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import pytest
from chat_stub import Stub, running

from sahelkg.extraction import Extractor
from sahelkg.extraction.language_model import configured_reader
from sahelkg.lexicon import Lexicon
from sahelkg.settings import Settings, domain_folder

Asking = Callable[..., Extractor]


@pytest.fixture
def asking(extractor: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """Makes extractors that ask the model at an address, with a cache of the test's own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def make(url: str, *, name: str = "stub", timeout: float = 60, cache: Path = tmp_path / "answers") -> Extractor:
        monkeypatch.setenv("SAHELKG_MODEL_URL", url)
        monkeypatch.setenv("SAHELKG_MODEL_NAME", name)
        monkeypatch.setenv("SAHELKG_MODEL_TIMEOUT", str(timeout))
        monkeypatch.setenv("SAHELKG_MODEL_CACHE", str(cache))
        # A new extractor would read the same frames again; only the reader differs.
        made = copy(extractor)
        made._language_model = configured_reader(Settings(), domain_folder() / "ontology", extractor.ontology)
        return made

    return make


@pytest.fixture(scope="module")
def model() -> Iterator[Stub]:
    """An endpoint whose `answer` each test sets."""
    with running(lambda _: None) as stub:
        yield stub


@pytest.fixture(scope="module")
def forgetful(model: Stub, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    """An extractor that asks `model` and keeps no answer, for the place of its cache is taken by a file."""
    taken = tmp_path_factory.mktemp("cache") / "taken"
    taken.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        patch.setenv("SAHELKG_MODEL_URL", model.url)
        patch.setenv("SAHELKG_MODEL_NAME", "stub")
        patch.setenv("SAHELKG_MODEL_CACHE", str(taken))
        return Extractor(lexicon, domain_folder())
