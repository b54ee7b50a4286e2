"""What a document is about as a whole: the project of a project sheet, the treaty whose text it is, the meeting it
reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sahelkg.extraction.candidates import Candidates, slug_of
from sahelkg.extraction.nodes import WORD, Node, Referent, key
from sahelkg.extraction.nouns import Nouns
from sahelkg.model import Article, Document
from sahelkg.ontology import Ontology

_LABEL_LENGTH = 60
_TITLE_LENGTH = 220
_HEAD_WITHIN = 4
_SMALL = 4


@dataclass(frozen=True, slots=True)
class Field:
    """A line ``label: value``; offsets of the value into the document, `label` as `key` spells its words."""

    block: int
    label: str
    start: int
    end: int


def fields(document: Document, own: Sequence[int]) -> Iterator[Field]:
    """The lines of an article that have the form of a field; `own` are the indices of its blocks."""
    for index in own:
        block = document.blocks[index]
        if block.kind == "hashtags":
            continue
        colon = document.text.find(":", block.content, min(block.end, block.content + _LABEL_LENGTH))
        if colon == -1:
            continue
        label = " ".join(key(word) for word in WORD.findall(document.text[block.content : colon]))
        start = colon + 1
        while start < block.end and document.text[start].isspace():
            start += 1
        if label and start < block.end:
            yield Field(index, label, start, block.end)


def subject_of(
    document: Document,
    article: Article,
    own: Sequence[int],
    records: Sequence[Mapping[str, object]],
    nouns: Nouns,
    ontology: Ontology,
    candidates: Candidates,
) -> Referent | None:
    """What the article is about as a whole, named by its title; None where the title says nothing of the kind.

    `own` are the indices of its blocks.
    """
    title = article.title
    first = document.blocks[own[0]] if own else None
    if title is not None:
        start, end = title.start, title.end
    elif (
        first is not None
        and first.end - first.content <= _TITLE_LENGTH
        and "\n" not in document.text[first.content : first.end]
    ):
        start, end = first.content, first.end
    else:
        return None
    text = " ".join(document.text[start:end].split())[:_TITLE_LENGTH]
    known = candidates.lexicon.named(text, article.language)
    if known is not None:
        return Referent(known.slug, known.cls, start, end, "name")
    labels = [field.label for field in fields(document, own)]
    for record in records:
        signs = {" ".join(key(word) for word in WORD.findall(sign)) for sign in record["signs"].get(article.language, ())}  # type: ignore[attr-defined]
        if sum(label in signs for label in labels) > 1:
            cls = str(record["class"])
            entity = candidates.described(slug_of(text), ((text, article.language),), cls)
            return Referent(entity.slug, entity.cls, start, end, "name", 0.95)
    head = _head_class(document, start, end, nouns, ontology)
    if head is None:
        return None
    entity = candidates.described(slug_of(text), ((text, article.language),), head)
    return Referent(entity.slug, entity.cls, start, end, "name", 0.9)


def _head_class(document: Document, start: int, end: int, nouns: Nouns, ontology: Ontology) -> str | None:
    """The class of the agreement whose noun opens the title: ``Revised treaty of …``, ``Accord entre …``."""
    words = [key(match.group()) for match in WORD.finditer(document.text, start, end)]
    for at in range(min(_HEAD_WITHIN, len(words))):
        if any(tuple(words[at : at + length]) in nouns.reports for length in (3, 2)):
            return None
        for length in (3, 2, 1):
            head = nouns.name_heads.get(tuple(words[at : at + length]))
            if head is not None and ontology.is_a(head.cls, ("Agreement",)):
                return head.cls
    return None


def may_bind(nodes: Sequence[Node], at: int, titled: bool) -> bool:
    """Whether a thing stands where a party of an agreement stands: in a title behind "between"; in a preamble at the head of
    its paragraph.
    """
    before = [node.text for node in nodes[:at]]
    if titled:
        return any(word in ("between", "entre") for word in before[-4:])
    named = any(node.kind in ("thing", "role") for node in nodes[:at])
    small = all(node.kind in ("thing", "role", "punctuation") or len(node.text) < _SMALL for node in nodes[:at])
    return len(before) <= 4 or (named and small) or (len(before) <= 9 and before[-1:] in (["et"], ["and"]))
