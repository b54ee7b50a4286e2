"""The extractor with the repository's own domain data, loaded once."""

import pytest

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
