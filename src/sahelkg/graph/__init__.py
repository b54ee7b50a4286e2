"""Claims to quads: identity, a person's decisions, conflicts, rules, provenance."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from sahelkg.graph.facts import FactRow
from sahelkg.lexicon import Lexicon
from sahelkg.model import Claim, Document, Entity, Extraction


@dataclass(frozen=True)
class KnowledgeGraph:
    """Everything a release says. Claims and entities are in memory; texts are read again from `extractions` when written.

    `claims` are final and sorted by document and place; `conflicts` is claim id to conflict id; `warnings` are sentences for the
    person who builds.
    """

    extractions: Collection[Extraction]
    claims: tuple[Claim, ...]
    entities: Mapping[str, Entity]
    conflicts: Mapping[str, str]
    warnings: tuple[str, ...]

    def documents(self) -> Iterator[Document]:
        """The documents, in the order of their ids."""
        raise NotImplementedError

    def quads(self) -> Iterator[Quad]:
        """All quads, document by document and then entity by entity; the quads of one subject and graph come together."""
        raise NotImplementedError

    def facts(self) -> Iterator[FactRow]:
        """The facts table, a row per claim, in the order of `claims`."""
        raise NotImplementedError


def assemble(extractions: Iterable[Extraction], lexicon: Lexicon, ontology: Path) -> KnowledgeGraph:
    """The graph of what was read.

    `extractions` is iterated several times; an iterator is put in memory first, a collection (which may read from disk) is not.
    `ontology` is the folder with ``sahel.ttl``, ``rules/`` and ``curation.yaml``.

    Raises:
        InputError: a rule, the curation file or the ontology is malformed.
    """
    raise NotImplementedError
