"""What a person should look at in a release, most doubtful first."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from sahelkg.lookup import Browser, facts
from sahelkg.release import Release
from sahelkg.vocabulary import ID

_CANDIDATES = """SELECT ?thing (COUNT(?mention) AS ?mentions) {
  ?thing sahel:reviewed false . ?mention sahel:refersTo ?thing
} GROUP BY ?thing ORDER BY ?thing"""
_FIRST = """SELECT ?thing ?text ?start ?end {
  ?mention sahel:refersTo ?thing ; sahel:inDocument ?document ; oa:start ?start ; oa:end ?end .
  ?document sahel:text ?text
} ORDER BY ?document ?start LIMIT 1"""
_AROUND = 60


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """Something to look at. `sureness` is from 0 to 1; `kind` is ``open``, ``conflict``, ``doubtful`` or ``candidate``."""

    sureness: float
    kind: str
    name: str
    says: str
    words: str


def to_review(release: Release, below: float) -> list[Item]:
    """Open words, conflicts, claims of less confidence than `below`, and unreviewed things that are named; surest last."""
    return sorted({*_open(release), *_claims(release, below), *_candidates(Browser(release))})


def _open(release: Release) -> Iterator[Item]:
    with (release.dumps / "doubts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = f"{row['document']}:{row['start_char']}"
            yield Item(0.0, "open", name, f"{row['kind']} “{_flat(row['words'])}”: {row['reason']}", _flat(row["passage"]))


def _claims(release: Release, below: float) -> Iterator[Item]:
    rows = facts(release, {})
    header = next(rows)
    for cells in rows:
        row = dict(zip(header, cells, strict=True))
        sureness, name, words = float(row["confidence"]), row["fact"].removeprefix(ID), _flat(row["quote"])
        value = " ".join(part for part in (row["object_label"], row["value"], row["unit"]) if part)
        says = _flat(f"{row['subject_label']} {row['predicate']} {value}")
        if row["conflict"]:
            yield Item(round(sureness / 2, 3), "conflict", name, f"{row['conflict']}: {says}", words)
        elif sureness < below:
            yield Item(sureness, "doubtful", name, says, words)


def _candidates(browser: Browser) -> Iterator[Item]:
    for row in browser.select(_CANDIDATES):
        slug, mentions = row["thing"].value.removeprefix(ID), int(row["mentions"].value)
        (first,) = browser.select(_FIRST, thing=slug)
        text, start, end = first["text"].value, int(first["start"].value), int(first["end"].value)
        words = _flat(f"…{text[max(0, start - _AROUND) : start]}»{text[start:end]}«{text[end : end + _AROUND]}…")
        name = browser.name(row["thing"])
        yield Item(round(mentions / (mentions + 1), 3), "candidate", slug, f"{name}, named {mentions} times", words)


def _flat(text: str) -> str:
    return " ".join(text.split())
