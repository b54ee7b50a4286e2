"""How well the reader reads: sets of documents with hand-made lists, read afresh and scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sahelkg import reading
from sahelkg.evaluation import Scores, corpus_of, evaluate
from sahelkg.extraction import Extractor
from sahelkg.gold import located, read_gold
from sahelkg.graph import assemble
from sahelkg.lexicon import Lexicon

_LISTS = Path("tests") / "gold"
_CORPORA = ("../corpus", "../shared/corpus")
CORPUS_SETS = {
    "development": "texts of others to learn from",
    "set-aside": "texts of others that no rule was made from",
    "unread": "further texts set aside, of which those who write rules saw the totals of tiers only",
}


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Documents that are scored together. `absent` says why there is nothing to score; empty where there is."""

    name: str
    description: str
    documents: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()
    absent: str = ""


def find_corpus(domain: Path) -> Path | None:
    """The folder of corpus texts, ``en/`` and ``fr/``, beside the checkout; None where there is none."""
    found = (domain / place for place in _CORPORA)
    return next((folder.resolve() for folder in found if (folder / "en").is_dir()), None)


def document_sets(domain: Path, corpus: Path | None) -> list[DocumentSet]:
    """The sets there are lists for: the seeds, the documents that come with the domain, and the texts of the corpus.

    `corpus` is the folder that has the last of these, which are not the project's own.
    """
    shipped = domain / "evaluation"
    others = (_of_corpus(name, description, domain, corpus) for name, description in CORPUS_SETS.items())
    return [
        _set("seed", "the seed documents", domain / "seeds", domain / _LISTS),
        _set("shipped", "ten invented documents that come with the package", shipped, shipped),
        *others,
    ]


def _set(name: str, description: str, texts: Path, lists: Path) -> DocumentSet:
    found = sorted(lists.glob("*.tsv"))
    documents = {path.stem: path for path in texts.glob("*.txt")}
    if not found:
        return DocumentSet(name, description, absent="its lists come with the source code only")
    return DocumentSet(name, description, tuple(documents[path.stem] for path in found), tuple(found))


def _of_corpus(name: str, description: str, domain: Path, corpus: Path | None) -> DocumentSet:
    lists = sorted((domain / _LISTS / "corpus" / name).glob("*.tsv"))
    if not lists:
        return DocumentSet(name, description, absent="its lists come with the source code only")
    if corpus is None:
        return DocumentSet(name, description, absent="the texts are not here; name their folder with --corpus")
    texts = {path.stem: path for path in corpus.glob("*/*.txt")}
    here = [path for path in lists if path.stem in texts]
    if len(here) < len(lists):
        return DocumentSet(name, description, absent=f"{corpus} lacks {len(lists) - len(here)} of its {len(lists)} texts")
    return DocumentSet(name, description, tuple(texts[path.stem] for path in here), tuple(here))


class Reader:
    """Reads documents into the facts of a graph, as a build does, and scores them. `domain` is the folder of the domain."""

    def __init__(self, domain: Path, lexicon: Lexicon) -> None:
        self._ontology = domain / "ontology"
        self._lexicon = lexicon
        self._extractor = Extractor(lexicon, domain)

    def score(self, documents: Sequence[Path], lists: Sequence[Path]) -> Scores:
        """How the facts of the documents compare with the lists.

        Raises:
            InputError: a document cannot be read, a list is malformed or does not fit its document.
        """
        extractions = [self._extractor.extract(reading.read(path)) for path in documents]
        graph = assemble(extractions, self._lexicon, self._ontology)
        corpus = corpus_of(graph.quads())
        entries = [entry for path in lists for entry in located(read_gold(path), corpus.texts, path)]
        return evaluate(entries, graph.facts(), corpus)
