"""The extractor with the repository's own domain data, loaded once."""

from pathlib import Path

import pytest
from passages import Reader

from sahelkg.extraction import Extractor
from sahelkg.lexicon import Lexicon, load_lexicon
from sahelkg.settings import domain_folder


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon(domain_folder() / "ontology" / "lexicon")


@pytest.fixture(scope="session")
def extractor(lexicon: Lexicon) -> Extractor:
    return Extractor(lexicon, domain_folder())


@pytest.fixture(scope="session")
def labels(lexicon: Lexicon) -> dict[str, str]:
    return {
        entity.slug: next(label.text for label in entity.labels if label.kind == "pref" and label.language in ("en", ""))
        for entity in lexicon.entities.values()
    }


@pytest.fixture(scope="session")
def boreal() -> Reader:
    """A reader that knows an imaginary region and nothing else."""
    lexicon = load_lexicon(Path(__file__).parent / "boreal")
    labels = {
        entity.slug: next(label.text for label in entity.labels if label.kind == "pref" and label.language == "en")
        for entity in lexicon.entities.values()
    }
    return Reader(Extractor(lexicon, domain_folder()), labels)
