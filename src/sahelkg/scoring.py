"""A release against hand-made lists of facts."""

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from sahelkg.evaluation import Scores, corpus_of, evaluate, read_facts
from sahelkg.gold import located, read_gold
from sahelkg.release import Release


def score(release: Release, lists: Sequence[Path]) -> Scores:
    """How the facts of `release` compare with the lists.

    Raises:
        InputError: a list is malformed, or does not fit the documents of the release.
    """
    corpus = corpus_of(parse(path=release.dumps / "sahelkg.nt", format=RdfFormat.N_TRIPLES))
    entries = [entry for path in lists for entry in located(read_gold(path), corpus.texts, path)]
    return evaluate(entries, read_facts(release.dumps / "facts.csv"), corpus)
