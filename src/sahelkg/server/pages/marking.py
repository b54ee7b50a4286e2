"""A stretch of text as HTML with the things it names and the claims it carries marked in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from sahelkg.server.pages.names import Name


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing named from `start` to `end`, in code points of the document."""

    start: int
    end: int
    name: Name
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of the claim numbered `number`."""

    start: int
    end: int
    number: int


def marked(
    text: str, offset: int, marks: Sequence[Mark], passages: Sequence[Passage], hit: tuple[int, int] | None
) -> Markup:
    """The text, which begins at `offset` of its document, as HTML.

    Of mentions that overlap the smallest wins, letter by letter. `hit` is the stretch that an address points at. Each
    passage and the hit begin with an anchor named as addresses name it: ``char=1042,1139``.
    """
    end = offset + len(text)
    marks = [mark for mark in marks if mark.start < end and mark.end > offset]
    passages = [passage for passage in passages if passage.start < end and passage.end > offset]
    edges = {offset, end}
    for span in (*((mark.start, mark.end) for mark in marks), *((one.start, one.end) for one in passages), hit):
        if span is not None:
            edges.update(edge for edge in span if offset < edge < end)
    anchors = _anchors(passages, hit, offset, end)
    pieces: list[Markup] = []
    places = sorted(edges)
    for start, stop in pairwise(places):
        pieces += [Markup('<span class="anchor" id="{}"></span>').format(name) for name in anchors.get(start, ())]
        pieces.append(_piece(text[start - offset : stop - offset], start, stop, marks, passages, hit))
    return Markup("").join(pieces)


def _anchors(passages: Iterable[Passage], hit: tuple[int, int] | None, offset: int, end: int) -> dict[int, list[str]]:
    found: dict[int, dict[str, None]] = {}
    spans = [*((one.start, one.end) for one in passages), *([hit] if hit else [])]
    for start, stop in spans:
        if offset <= start < end:
            found.setdefault(start, {})[f"char={start},{stop}"] = None
    return {start: list(names) for start, names in found.items()}


def _piece(
    text: str, start: int, end: int, marks: Iterable[Mark], passages: Iterable[Passage], hit: tuple[int, int] | None
) -> Markup:
    """A piece of text within which nothing begins or ends."""
    shown = escape(text)
    covering = [mark for mark in marks if mark.start <= start and mark.end >= end]
    if covering and text.strip():
        mark = min(covering, key=lambda mark: (mark.end - mark.start, mark.start))
        shown = Markup('<a class="m k-{}" href="{}" data-thing="{}" title="{}">{}</a>').format(
            mark.name.kind, mark.address, mark.name.slug, mark.label, shown
        )
    numbers = [str(one.number) for one in passages if one.start <= start and one.end >= end]
    if numbers:
        shown = Markup('<span class="c" data-c="{}">{}</span>').format(" ".join(numbers), shown)
    if hit and hit[0] <= start and hit[1] >= end:
        shown = Markup('<mark class="hit">{}</mark>').format(shown)
    return shown
