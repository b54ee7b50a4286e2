"""Fields of records: ``label: value`` on one line, a label with its values on the lines below, a label with a day or sum
behind it and no colon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sahelkg.extraction.dates import find_dates
from sahelkg.extraction.money import find_amounts
from sahelkg.extraction.nodes import WORD, key
from sahelkg.model import Block, Document

_LABEL_LENGTH = 60
_LABEL_WORDS = 7
_LONGEST_VALUE = 120
_LONGEST_FIRST = 600
_FIGURE = 0.7
_BRACKETED = re.compile(r"\([^()]*\)")
_APART = re.compile(r"[ \u00a0]*(?:\t|[|–—])\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record; offsets of the value into the document, `label` as `key` spells its words.

    `below` says that the value stands on a line below the label, `known` that records have such a label.
    """

    block: int
    label: str
    start: int
    end: int
    below: bool = False
    known: bool = True


def spelt(phrase: str) -> str:
    """`phrase` as labels are spelt: its words in plain form."""
    return " ".join(key(word) for word in WORD.findall(phrase) if word[0].isalnum())


class Labels:
    """The labels that the records of one language have. `more` are words that may stand in one besides: ``total cost`` and
    ``estimated cost of the project`` are the same label.
    """

    def __init__(self, names: Iterable[str], more: Iterable[str]) -> None:
        self._more = frozenset(map(key, more))
        self._names = frozenset(map(self._bare, map(spelt, names)))

    def _bare(self, label: str) -> str:
        return " ".join(word for word in label.split() if word not in self._more) or label

    def find(self, label: str) -> str | None:
        """The known label that `label` is a wording of; None where it is none."""
        bare = self._bare(spelt(label))
        return bare if bare in self._names else None


def labels_of(data: Mapping[str, Any], language: str) -> Labels:
    """The labels of the records in one language that ``records.yaml`` describes."""
    known = [name for form in data["fields"] for name in form.get(language, ())]
    known += [name for record in data["records"] for name in record["signs"].get(language, ())]
    known += [*data["naming"][language], *data["silent"][language]]
    return Labels(known, data["label_words"][language])


def fields(document: Document, own: Sequence[int], labels: Labels) -> Iterator[Field]:
    """The fields of an article, each with a known label or one that a colon ends; `own` are the indices of its blocks."""
    below: str | None = None
    before: Block | None = None
    for index in own:
        block = document.blocks[index]
        if block.kind == "hashtags":
            continue
        label, start, known = _on_line(document, block, labels)
        if known and start is None:
            below, before = label, None
        elif known:
            below = None
        elif below is not None and _goes_on(document.text, before, block):
            yield Field(index, below, block.content, _first_sentence(block), below=True)
            before = block
        else:
            below = None
        if label and start is not None:
            yield Field(index, label, start, block.end, known=known)


def _on_line(document: Document, block: Block, labels: Labels) -> tuple[str, int | None, bool]:
    """The label that opens a line, where its value starts if one stands on the line, and whether the label is known."""
    text = document.text
    colon = text.find(":", block.content, min(block.end, block.content + _LABEL_LENGTH))
    if colon != -1:
        label = spelt(_BRACKETED.sub("", text[block.content : colon]))
        known = labels.find(label)
        start = colon + 1 + len(text[colon + 1 : block.end]) - len(text[colon + 1 : block.end].lstrip())
        return known or label, start if start < block.end else None, known is not None
    words = list(WORD.finditer(text, block.content, min(block.end, block.content + _LABEL_LENGTH)))
    for length in range(min(len(words), _LABEL_WORDS), 0, -1):
        end = words[length - 1].end()
        known = labels.find(text[block.content : end])
        if known is None:
            continue
        if end == block.end:
            return known, None, True
        apart = _APART.match(text, end, block.end)
        if apart is not None or _is_figure(text[end : block.end].strip()):
            return known, apart.end() if apart is not None else end + 1, True
    return "", None, False


def _is_figure(words: str) -> bool:
    """Whether `words` are but a date, a period or a sum."""
    told = [date.end - date.start for date in find_dates(words)]
    told += [amount.end - amount.start for amount in find_amounts(words)]
    return sum(told) > _FIGURE * len(words)


def _goes_on(text: str, before: Block | None, block: Block) -> bool:
    """Whether a line is a value of the label above it: the first below it, `before` being None, or right below another."""
    if block.kind == "heading" or text[block.end - 1] == ":":
        return False
    if before is None:
        return block.end - block.content <= _LONGEST_FIRST
    listed = block.kind == before.kind == "item"
    return listed or (block.end - block.content <= _LONGEST_VALUE and "\n\n" not in text[before.end : block.start])


def _first_sentence(block: Block) -> int:
    return block.sentences[0].end if block.sentences else block.end
