"""An ontology folder with the project's classes and rules, and no decisions of a person."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.settings import domain_folder
from tests.graph.material import LEXICON

Assemble = Callable[..., KnowledgeGraph]


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    folder = tmp_path / "ontology"
    shutil.copytree(domain_folder() / "ontology" / "rules", folder / "rules")
    shutil.copy(domain_folder() / "ontology" / "sahel.ttl", folder / "sahel.ttl")
    return folder


@pytest.fixture
def assembled(ontology: Path) -> Assemble:
    """Assembles extractions with the hand-made lexicon."""
    return lambda *extractions: assemble(extractions, LEXICON, ontology)
