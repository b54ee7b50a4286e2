"""The document reader: the text as it is, what it names and claims marked in it, part by part where it is long."""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from sahelkg.server.errors import NotFound
from sahelkg.server.pages import claims
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import thing, things
from sahelkg.server.pages.marking import Mark, Passage, marked
from sahelkg.server.pages.page import Page

PART = 24_000
"""Code points of a part; a document of up to twice as many is shown whole."""

_MARGIN = 400
_A_NOTE = 110
"""Code points of text that are about as tall as a note beside them."""

_LISTED = 12
"""Values of one note that are shown; the others are folded."""

_MOST_CLAIMS = 600
_MOST_ARTICLES = 200
_SPAN = re.compile(r"(\d{1,10}),(\d{1,10})")


@dataclass(frozen=True, slots=True)
class Note:
    """Claims told together beside the text: one relation of `subjects`, with one claim in `values` for each thing told."""

    subjects: tuple[str, ...]
    values: list[Claim]
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as shown, with the claims that begin in it."""

    start: int
    kind: str
    language: str
    html: Markup
    notes: list[Note]
    is_pointed_at: bool

    @property
    def room(self) -> int:
        """How many notes have room beside the paragraph; the others are folded."""
        return max(2, len(self.html.striptags()) // _A_NOTE)


@dataclass(frozen=True, slots=True)
class _Window:
    """A part of a document's text, cut between words; `length` is that of the whole text."""

    part: int
    parts: int
    start: int
    text: str
    length: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


async def show(page: Page) -> bytes:
    """``/document/{name}``; ``?at=1042,1139`` opens it at a stretch, ``?part=3`` at a part."""
    slug = f"document-{page.path['name']}"
    try:
        node = thing(slug)
    except ValueError:
        raise NotFound(page.words("no_such_thing", name=page.path["name"])) from None
    hit = _hit(page.one("at"))
    window = await _window(page, node, hit)
    atlas = page.view.atlas
    places, articles = await asyncio.gather(
        atlas.of(page.graph, node) if window.parts == 1 else atlas.near(page.graph, node, window.start, window.end),
        page.graph.select(
            f"SELECT ?title ?s {{ ?a dct:isPartOf {node} ; dct:title ?title ; oa:start ?s }} "
            f"ORDER BY ?s LIMIT {_MOST_ARTICLES}"
        ),
    )
    passages, mentions, blocks = (
        kind.within(window.start, window.end) for kind in (places.claims, places.mentions, places.blocks)
    )
    found = await claims.fetch(page.graph, [passage.told[0] for passage in passages[:_MOST_CLAIMS]])
    named = Counter(mention.told[0] for mention in mentions)
    await page.view.sources.fetch(page.graph, page.names, [slug])
    definitions = await _definitions(page, list(named))
    await page.introduce(found)
    await page.name(*named)
    numbers = {claim.slug: number for number, claim in enumerate(found)}
    spans = [Passage(claim.start_char, claim.end_char, numbers[claim.slug]) for claim in found]
    marks = [_mark(page, mention.told[0], mention.start, mention.end) for mention in mentions]
    source = page.source(slug)
    shown = _blocks(
        window,
        [_Stretch(one.start, one.end, one.told[0], one.told[1] or source.language) for one in blocks],
        marks,
        spans,
        found,
        hit,
    )
    return page.render(
        "reader.html",
        slug=slug,
        source=source,
        window=window,
        blocks=shown,
        numbers=numbers,
        hit=hit,
        truncated=len(passages) > _MOST_CLAIMS,
        most=_MOST_CLAIMS,
        articles=[(row["title"], int(row["s"].text)) for row in articles],
        named=named.most_common(),
        listed=_LISTED,
        kinds=Counter(page.names[name].kind for name in named.elements()).most_common(),
        definitions=definitions,
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    kind: str
    language: str


def _hit(given: str) -> tuple[int, int] | None:
    match = _SPAN.fullmatch(given)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return (start, max(start, end))


async def _window(page: Page, node: str, hit: tuple[int, int] | None) -> _Window:
    """The part of the text that the address asks for. Raises NotFound when there is no such document or part."""
    rows = await page.graph.select(f"SELECT (STRLEN(?text) AS ?n) {{ {node} sahel:text ?text }}")
    if not rows or "n" not in rows[0]:
        raise NotFound(page.words("no_such_thing", name=page.path["name"]))
    length = int(rows[0]["n"].text)
    parts = 1 if length <= 2 * PART else -(-length // PART)
    part = min(hit[0] // PART, parts - 1) if hit and parts > 1 else 0
    if not hit and page.one("part").isdecimal():
        part = min(max(int(page.one("part")) - 1, 0), parts - 1)
    window = await _part(page, node, part, parts, length)
    if hit and hit[0] < window.start:
        return await _part(page, node, part - 1, parts, length)
    if hit and window.end <= hit[0] < length:
        return await _part(page, node, part + 1, parts, length)
    return window


async def _part(page: Page, node: str, part: int, parts: int, length: int) -> _Window:
    """A part's text; its ends are moved back to the last gap between words, by the same rule on either side."""
    first = max(0, part * PART - _MARGIN)
    last = length if part == parts - 1 else (part + 1) * PART
    rows = await page.graph.select(
        f"SELECT (SUBSTR(?text, {first + 1}, {last - first}) AS ?piece) {{ {node} sahel:text ?text }}"
    )
    text = rows[0]["piece"].text
    start = first + _cut(text[: part * PART - first]) if part else 0
    end = last if part == parts - 1 else last - _MARGIN + _cut(text[-_MARGIN:])
    return _Window(part, parts, start, text[start - first : end - first], length)


def _cut(text: str) -> int:
    """Where a text is best cut, near its end: behind the last line break, else behind the last blank, else at its end."""
    return text.rfind("\n") + 1 or text.rfind(" ") + 1 or len(text)


def _mark(page: Page, slug: str, start: int, end: int) -> Mark:
    name = page.names[slug]
    label = f"{name.label(page.language)} – {page.terms.label(name.cls, page.language)}" if name.cls else slug
    return Mark(start, end, name, label, page.url.thing(slug))


async def _definitions(page: Page, slugs: list[str]) -> dict[str, str]:
    if not slugs:
        return {}
    rows = await page.graph.select(
        f"SELECT ?x ?text {{ VALUES ?x {{ {things(slugs)} }} ?x skos:definition ?text "
        f'FILTER(LANG(?text) = "{page.language}") }}'
    )
    return {row["x"].slug: row["text"].text for row in rows}


def _blocks(
    window: _Window,
    stretches: list[_Stretch],
    marks: list[Mark],
    passages: list[Passage],
    found: list[Claim],
    hit: tuple[int, int] | None,
) -> list[Block]:
    """The window's paragraphs in order; text that no block covers is shown as well."""
    shown = []
    for stretch in _covering(window, stretches):
        start, end = max(stretch.start, window.start), min(stretch.end, window.end)
        text = window.text[start - window.start : end - window.start]
        own = [claim for claim in found if start <= max(claim.start_char, window.start) < end]
        html = marked(
            text,
            start,
            [mark for mark in marks if mark.start < end and mark.end > start],
            [one for one in passages if one.start < end and one.end > start],
            hit,
        )
        pointed = hit is not None and start <= hit[0] < end
        shown.append(Block(start, stretch.kind, stretch.language, html, _noted(own), pointed))
    return shown


def _covering(window: _Window, stretches: list[_Stretch]) -> list[_Stretch]:
    """The blocks without overlap, and between them what else there is but blanks."""
    shown: list[_Stretch] = []
    place = window.start
    for stretch in [*stretches, _Stretch(window.end, window.end, "", "")]:
        start = min(stretch.start, window.end)
        gap = window.text[place - window.start : start - window.start] if start > place else ""
        if gap.strip():
            shown.append(_Stretch(place, start, "other", shown[-1].language if shown else ""))
        if stretch.end > max(place, start) and stretch.start < window.end:
            shown.append(_Stretch(max(place, start), stretch.end, stretch.kind, stretch.language))
            place = min(stretch.end, window.end)
        place = max(place, start)
    return shown


def _noted(claims: list[Claim]) -> list[Note]:
    """The claims as notes: together those that say the same of several subjects, or several things of the same subjects."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        key = (claim.core[1:], claim.details, claim.is_inferred, claim.asserter, claim.conflict)
        alike.setdefault(key, []).append(claim)
    notes: dict[tuple[object, ...], Note] = {}
    for (_, *manner), same in alike.items():
        first = same[0]
        subjects = tuple(dict.fromkeys(claim.subject for claim in same))
        alone = first.slug if first.amount or first.one("quantity").text or first.conflict else ""
        note = notes.setdefault((subjects, first.predicate, first.modality, *manner, alone), Note(subjects, [], []))
        note.values.append(first)
        note.claims.extend(same)
    return list(notes.values())
