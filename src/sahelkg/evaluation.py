"""A build's facts against a hand-made list: precision, recall and F1, strict and lenient."""

import csv
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from sahelkg.errors import InputError
from sahelkg.gold import Entry, qualifiers
from sahelkg.graph.disagreement import overlap
from sahelkg.graph.facts import COLUMNS, FactRow
from sahelkg.graph.labels import normalised, words_of
from sahelkg.graph.terms import is_date
from sahelkg.vocabulary import ID, PREFIXES, term

HOW_ROWS_MATCH = """\
The list is tab-separated with the header
  document language tier predicate subject object value unit start end qualifiers modality asserted_by
and then `quote`, or `start_char` and `end_char`. Names that are equally right are separated by " | ". A row whose
tier ends in "?" counts neither as missed nor as wrong. A text value "@12:40" stands for the words at these offsets.

Lenient: same document and predicate; subject and object bear the same name in any label of either language (case,
accents, articles and punctuation aside; a label that describes an unnamed thing, and is nobody's name, needs half its
words in common);
numbers are equal, dates overlap, texts share words (F1 of 0.5 or more); the quotes overlap or stand in one block.
Strict: also unit, start, end, modality and the list's qualifiers are equal, and the value is exact.

Each row of the list takes one row of the facts, the best first. Rows of the facts that repeat a taken match, and
inferred ones that the list does not have, are counted apart: they are neither right nor wrong."""

_KINDS = ("all", "language", "tier", "predicate")
_HALF = 0.5
_DESCRIPTIVE_WORDS = 5
_LABELS = {
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["skos"] + "altLabel",
    term("acronym"),
    term("demonym"),
    PREFIXES["dct"] + "title",
}
_TEXT, _IN_DOCUMENT, _BLOCK_KIND = term("text"), term("inDocument"), term("blockKind")
_OA_START = PREFIXES["oa"] + "start"


@dataclass(frozen=True)
class Corpus:
    """What a build knows beside its facts: every name of every slug, the texts, and where their blocks start."""

    names: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    blocks: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows were found, missed and wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def plus(self, other: "Count") -> "Count":
        return Count(self.found + other.found, self.missed + other.missed, self.wrong + other.wrong)


@dataclass(frozen=True)
class Scores:
    """Counts by group, and the rows behind them.

    Groups are ``all``, ``tier:N``, ``language:TAG``, ``predicate:NAME``, and the last three of one language: ``NAME@TAG``.
    """

    lenient: Mapping[str, Count]
    strict: Mapping[str, Count]
    missed: tuple[Entry, ...]
    wrong: tuple[FactRow, ...]
    inferred: tuple[FactRow, ...]
    repeated: tuple[FactRow, ...]


def read_facts(path: Path) -> list[FactRow]:
    """The rows of a ``facts.csv``.

    Raises:
        InputError: the file cannot be read or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise InputError(path, 1, "not the columns of a facts table")
            return [_fact(row) for row in reader]
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from error


def _fact(row: dict[str, str]) -> FactRow:
    start, end = int(row.pop("start_char")), int(row.pop("end_char"))
    return FactRow(**row, start_char=start, end_char=end)


def corpus_of(triples: Iterable[Triple | Quad]) -> Corpus:
    """Names, texts and blocks from a graph's triples, such as a parsed dump."""
    names: dict[str, set[str]] = defaultdict(set)
    texts: dict[str, str] = {}
    starts: dict[str, int] = {}
    blocks: set[str] = set()
    owner: dict[str, str] = {}
    for triple in triples:
        if not isinstance(triple.subject, NamedNode) or not triple.subject.value.startswith(ID):
            continue
        slug, predicate, value = triple.subject.value.removeprefix(ID), triple.predicate.value, triple.object
        if isinstance(value, Literal):
            if predicate in _LABELS:
                names[slug].add(value.value)
            elif predicate == _TEXT:
                texts[slug.removeprefix("document-")] = value.value
            elif predicate == _OA_START:
                starts[slug] = int(value.value)
            elif predicate == _BLOCK_KIND:
                blocks.add(slug)
        elif predicate == _IN_DOCUMENT and isinstance(value, NamedNode):
            owner[slug] = value.value.removeprefix(ID + "document-")
    of_document: dict[str, list[int]] = defaultdict(list)
    for slug in blocks:
        of_document[owner[slug]].append(starts[slug])
    return Corpus(
        {slug: frozenset(found) for slug, found in names.items()},
        texts,
        {document: sorted(found) for document, found in of_document.items()},
    )


def _describes(name: str) -> bool:
    first = next((char for char in name if char.isalpha()), "")
    return first.islower() or "," in name or len(words_of(name)) >= _DESCRIPTIVE_WORDS


def _same_name(one: str, other: str) -> bool:
    if normalised(one) == normalised(other):
        return True
    if not (_describes(one) or _describes(other)):
        return False
    first, second = set(words_of(one)), set(words_of(other))
    common = len(first & second)
    return common >= _HALF * len(first | second) or (common > 1 and common == min(len(first), len(second)))


def token_f1(one: str, other: str) -> float:
    """How far two texts share words: the harmonic mean of the shares of either's words that the other has."""
    first, second = Counter(words_of(one)), Counter(words_of(other))
    common = (first & second).total()
    return 2 * common / (first.total() + second.total()) if common else 0.0


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _bare(text: str) -> str:
    """A text without what surrounds it: spaces, a hash, a closing stop."""
    return " ".join(text.split()).strip("# .;,")


class _Matcher:
    """Decides how well a row of the facts meets a row of the list."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for names in corpus.names.values():
            for name in names:
                self._bearers[normalised(name)] |= names
        # A text's title is left out: the agreement that the text is may stand for it under a name of its own.
        self._known = {
            normalised(name) for slug, names in corpus.names.items() if not slug.startswith("document-") for name in names
        }

    def _bears(self, wanted: tuple[str, ...], iri: str, label: str) -> bool:
        names = self._corpus.names.get(iri.removeprefix(ID), frozenset()) | {label}
        return any(self._same(name, other) for name in wanted for other in names)

    def _same(self, wanted: str, found: str) -> bool:
        # The name of a thing that is known means that thing: words shared with another's name make no match.
        if normalised(wanted) in self._known:
            return normalised(wanted) == normalised(found)
        return _same_name(wanted, found)

    def _block(self, document: str, offset: int) -> int:
        return bisect_right(self._corpus.blocks.get(document, ()), offset)

    def _near(self, entry: Entry, row: FactRow) -> bool:
        span = entry.span
        if span is None:
            return False
        overlapping = span.start < row.end_char and row.start_char < span.end
        return overlapping or self._block(entry.document, span.start) == self._block(entry.document, row.start_char)

    def _value(self, entry: Entry, row: FactRow) -> float:
        """How well the values agree: 0 for not at all, 1 for exactly."""
        if not entry.value or not row.value:
            return float(entry.value == row.value)
        if (
            _number(entry.value) is not None
            and _number(row.value) is not None
            and not row.predicate.endswith(("On", "Start", "End"))
        ):
            return float(_number(entry.value) == _number(row.value))
        if is_date(entry.value) and is_date(row.value):
            return (1.0 if entry.value == row.value else 0.9) if overlap(entry.value, row.value) else 0.0
        if _bare(entry.value) == _bare(row.value):
            return 1.0
        shared = token_f1(entry.value, row.value)
        return min(shared, 0.99) if shared >= _HALF else 0.0

    def _strict(self, entry: Entry, row: FactRow) -> list[bool]:
        has = qualifiers(row.qualifiers)
        return [
            entry.unit == row.unit,
            entry.start == row.start,
            entry.end == row.end,
            entry.modality == row.modality,
            *(self._same_qualifier(value, has.get(key, "")) for key, value in entry.qualifiers.items()),
        ]

    def _same_qualifier(self, wanted: str, found: str) -> bool:
        if normalised(wanted) == normalised(found):
            return True
        return any(normalised(name) == normalised(wanted) for name in self._bearers.get(normalised(found), ()))

    def score(self, entry: Entry, row: FactRow) -> tuple[bool, float] | None:
        """Whether the match is strict, and how good it is; None for no match."""
        if not self._bears(entry.subject, row.subject, row.subject_label) or bool(entry.object) != bool(row.object):
            return None
        if entry.object and not self._bears(entry.object, row.object, row.object_label):
            return None
        value = self._value(entry, row)
        if not value or not self._near(entry, row) or entry.span is None:
            return None
        agreed = self._strict(entry, row)
        shared = min(entry.span.end, row.end_char) - max(entry.span.start, row.start_char)
        quote = max(0, shared) / max(entry.span.end - entry.span.start, row.end_char - row.start_char)
        return all(agreed) and value == 1.0, value + sum(agreed) / len(agreed) + quote


def evaluate(gold: Iterable[Entry], facts: Iterable[FactRow], corpus: Corpus) -> Scores:
    """The scores of the facts against the list, which has been `located`; facts of documents not in the list are ignored."""
    entries = list(gold)
    documents = {entry.document for entry in entries}
    rows = [row for row in facts if row.document in documents]
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        by_key[row.document, row.predicate].append(index)
    matcher = _Matcher(corpus)
    matches = [
        (entry.optional, not score[0], -score[1], place, index)
        for place, entry in enumerate(entries)
        for index in by_key[entry.document, entry.predicate]
        if (score := matcher.score(entry, rows[index]))
    ]
    taken: dict[int, bool] = {}
    answered: dict[int, int] = {}
    for _, not_strict, _, place, index in sorted(matches):
        if place not in answered and index not in taken:
            answered[place], taken[index] = index, not not_strict
    return _counted(entries, rows, taken, answered, {index for *_, index in matches})


def _counted(
    entries: list[Entry], rows: list[FactRow], taken: Mapping[int, bool], answered: Mapping[int, int], alike: set[int]
) -> Scores:
    lenient: dict[str, Count] = defaultdict(Count)
    strict: dict[str, Count] = defaultdict(Count)

    def add(groups: Iterable[str], loose: Count, tight: Count) -> None:
        for group in groups:
            lenient[group] = lenient[group].plus(loose)
            strict[group] = strict[group].plus(tight)

    tiers: dict[str, Counter[str]] = defaultdict(Counter)
    for place, entry in enumerate(entries):
        tier = entry.tier.rstrip("?")
        tiers[entry.predicate][tier] += 1
        if not entry.optional:
            hit, exact = place in answered, place in answered and taken[answered[place]]
            add(
                _groups(entry.predicate, entry.language, tier),
                Count(hit, not hit),
                Count(exact, not exact, hit and not exact),
            )
    left = [index for index in range(len(rows)) if index not in taken]
    wrong = [rows[index] for index in left if index not in alike and rows[index].basis == "stated"]
    for row in wrong:
        tier = min(tiers[row.predicate].items(), key=lambda item: (-item[1], item[0]), default=("2", 0))[0]
        add(_groups(row.predicate, row.language, tier), Count(wrong=1), Count(wrong=1))
    return Scores(
        lenient=dict(sorted(lenient.items())),
        strict=dict(sorted(strict.items())),
        missed=tuple(entry for place, entry in enumerate(entries) if place not in answered and not entry.optional),
        wrong=tuple(wrong),
        inferred=tuple(rows[index] for index in left if index not in alike and rows[index].basis != "stated"),
        repeated=tuple(rows[index] for index in left if index in alike),
    )


def _groups(predicate: str, language: str, tier: str) -> tuple[str, ...]:
    kinds = (f"predicate:{predicate}", f"tier:{tier}")
    return ("all", f"language:{language}", *kinds, *(f"{kind}@{language}" for kind in kinds))


def table(scores: Scores) -> str:
    """The scores as lines of text, a group each."""
    head = f"{'found':>6} {'missed':>6} {'wrong':>6} {'P':>6} {'R':>6} {'F1':>6}"
    lines = [f"{'':28} {head}   strict {'P':>6} {'R':>6} {'F1':>6}"]
    for group, count in sorted(scores.lenient.items(), key=lambda item: (_KINDS.index(item[0].split(":")[0]), item[0])):
        numbers = f"{count.found:6} {count.missed:6} {count.wrong:6} {_measures(count)}"
        lines.append(f"{group:28} {numbers}          {_measures(scores.strict[group])}")
    lines.append(
        f"Not counted: {len(scores.repeated)} repeated, {len(scores.inferred)} inferred that the list does not have."
    )
    return "\n".join(lines)


def _measures(count: Count) -> str:
    return f"{count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f}"


def differences(scores: Scores) -> Iterator[str]:
    """A line for each missed row of the list and each wrong or unlisted row of the facts."""
    for entry in scores.missed:
        place = f"{entry.document}:{entry.span.start if entry.span else ''}"
        said = (" | ".join(entry.subject), entry.predicate, " | ".join(entry.object), entry.value)
        yield "\t".join(("missed", place, entry.tier, *said))
    for word, rows in (("wrong", scores.wrong), ("inferred", scores.inferred)):
        for row in rows:
            said = (row.subject_label, row.predicate, row.object_label, row.value)
            yield "\t".join((word, f"{row.document}:{row.start_char}", row.basis, *said))
