"""Record how well the reader reads now, in ``tests/gold/recorded.toml``: ``python scripts/record_figures.py``.

A figure is written where it is higher than the one recorded, never where it is lower: `make test` fails below the record.
The figures as they are now, higher or lower, go to ``evaluation/figures.json``, which the page ``/about`` shows.
Where a change is right and lowers one figure for the sake of others, write it by hand and say why in the commit.
"""

import json
import tomllib
from pathlib import Path

from sahelkg.extraction.recogniser import installed_models
from sahelkg.lexicon import load_lexicon
from sahelkg.measuring import Reader, document_sets, find_corpus
from sahelkg.server.pages.about import EVALUATION
from sahelkg.settings import domain_folder

NOTE = {
    "en": "Tier 1, lenient, as `sahelkg evaluate` counts. Nobody who works on the reading read the set-aside and the unread"
    " texts. Figures per text and file names were seen of both, figures per predicate of the former.",
    "fr": "Niveau 1, comparaison indulgente, comme compte `sahelkg evaluate`. Personne qui travaille à la lecture n’a lu les"
    " textes mis de côté ni les textes jamais lus. Des uns et des autres, on a vu les chiffres par texte et les noms de"
    " fichiers ; des premiers, aussi les chiffres par prédicat.",
}
"""What is to be known of the figures, by language."""

RECORD = Path(__file__).parent.parent / "tests" / "gold" / "recorded.toml"
HEAD = """\
# Tier 1, lenient, in thousandths rounded down. `make test` fails below these; scripts/record_figures.py raises them.
"""


def main() -> None:
    recorded = tomllib.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    models = installed_models()
    if recorded.get("models", models) != models:
        raise SystemExit(f"the record was made with {recorded['models']}, here are {models}: figures would not compare")
    domain = domain_folder()
    reader = Reader(domain, load_lexicon(domain / "ontology" / "lexicon"))
    groups = {}
    lines = [HEAD, "[models]", *(f'{language} = "{name}"' for language, name in sorted(models.items()))]
    for documents in document_sets(domain, find_corpus(domain)):
        before = recorded.get(documents.name, {})
        now = {} if documents.absent else reader.score(documents.documents, documents.lists).lenient
        for language in ("en", "fr"):
            figures = dict(before.get(language, {}))
            if count := now.get(f"tier:1@{language}"):
                groups[f"{documents.name} ({language})"] = {
                    "precision": round(count.precision, 3),
                    "recall": round(count.recall, 3),
                    "f1": round(count.f1, 3),
                }
                for name, value in (("precision", count.precision), ("recall", count.recall)):
                    figures[name] = max(figures.get(name, 0), int(value * 1000))
            lines += ["", f"[{documents.name}.{language}]", *(f"{name} = {value}" for name, value in figures.items())]
    RECORD.write_text("\n".join(lines) + "\n", "utf-8")
    shown = {"note": NOTE, "groups": groups}
    (domain / EVALUATION).write_text(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
