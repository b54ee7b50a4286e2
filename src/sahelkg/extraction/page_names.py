"""Names that the titles of pages give."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sahelkg.extraction.names import occurrences
from sahelkg.extraction.nodes import Piece
from sahelkg.model import Document

_SHORTEST = 12
_LONGEST = 120
_HEAD = 60
"""How far behind its title a page comes to its name again."""


@dataclass(frozen=True, slots=True)
class PageName:
    """Where the name stands, the class that its first words tell, the language of the page."""

    start: int
    end: int
    cls: str
    language: str


def page_names(document: Document, pieces: Sequence[Piece], known: Callable[[str], bool]) -> Iterator[PageName]:
    """Every place of a title that begins with one of `pieces` and stands again at the head of its page: the whole of it is
    a name, such as ``Assistance Mission to Norway``. What is `known` already has its full name.
    """
    text = document.text
    for article in document.articles:
        title = article.title
        if title is None or not _SHORTEST < title.end - title.start < _LONGEST:
            continue
        name = text[title.start : title.end]
        head = next((one for one in pieces if one.start == title.start and one.end < title.end), None)
        if head is None or known(head.referents[0].entity) or ":" in name:
            continue
        if text.find(name, title.end, title.end + len(name) + _HEAD) != -1:
            for start, _ in occurrences(text, (name,)):
                yield PageName(start, start + len(name), head.referents[0].cls, article.language)
