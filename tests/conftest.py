"""What several rooms' tests share."""

import pytest

from sahelkg.build import Domain, build, find_sources
from sahelkg.release import Release
from sahelkg.settings import domain_folder


@pytest.fixture(scope="session")
def seed_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the seed, built once for all tests that only read it."""
    domain = Domain(domain_folder())
    sources = find_sources([str(domain.seeds)])
    return build(sources, tmp_path_factory.mktemp("releases"), domain, jobs=1, keep_going=False).release
