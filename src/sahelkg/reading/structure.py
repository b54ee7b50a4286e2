"""A source's text → articles and blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sahelkg.model import Article, Block, BlockKind, Span
from sahelkg.reading.kinds import classify
from sahelkg.reading.languages import LANGUAGES, detect
from sahelkg.reading.lines import Line, split_lines
from sahelkg.reading.pieces import Piece, join_lines
from sahelkg.reading.sections import govern
from sahelkg.reading.sentences import split_sentences
from sahelkg.reading.source import Source
from sahelkg.reading.threads import Part, split_posts


@dataclass(frozen=True, slots=True)
class Structure:
    """The articles and blocks of a text, and the language most of it is in."""

    language: str
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]


def structure(source: Source, language: str | None = None) -> Structure:
    """Divide a text. `language` is the sidecar's word for the whole, taken where the text itself does not tell."""
    lines = [line for line in split_lines(source.text) if not _is_no_content(source, line)]
    blanks = Counter(line.blanks for line in lines[1:] if line.blanks)
    usual_gap = min(blanks, key=lambda gap: (-blanks[gap], gap)) if blanks else 1
    stated = language if language in LANGUAGES else None
    whole = stated or detect(" ".join(line.text[:200] for line in lines[:40])) or LANGUAGES[0]
    articles: list[Article] = []
    blocks: list[Block] = []
    indents: list[int] = []
    group = -1
    for part in split_posts(lines) if lines else []:
        pieces = join_lines(source.text, part.lines, source.marks, source.wrapped)
        groups = []
        for i, piece in enumerate(pieces):
            group += i == 0 or piece.blanks > usual_gap
            groups.append(group)
        depths = [_depth(indents, piece.indent) for piece in pieces]
        article, own = _article(source.text, part, pieces, groups, depths, len(articles), len(blocks), whole)
        articles.append(article)
        blocks.extend(own)
    return Structure(stated or _main_language(blocks) or whole, tuple(articles), tuple(blocks))


def _is_no_content(source: Source, line: Line) -> bool:
    mark = source.marks.get(line.start)
    return mark is not None and mark.kind is None


def _article(
    text: str,
    part: Part,
    pieces: Sequence[Piece],
    groups: Sequence[int],
    depths: Sequence[int],
    index: int,
    offset: int,
    whole: str,
) -> tuple[Article, list[Block]]:
    kinds = classify(pieces, part.opened, part.addressed)
    title = _title(kinds, part.addressed)
    sections = govern(pieces, kinds, groups, title)
    detected = [None if kind == "hashtags" else detect(piece.text) for piece, kind in zip(pieces, kinds, strict=True)]
    weights: Counter[str] = Counter()
    for piece, language in zip(pieces, detected, strict=True):
        if language:
            weights[language] += len(piece.text)
    main = max(sorted(weights), key=weights.__getitem__) if weights else whole
    blocks = []
    nearest = main
    for i, piece in enumerate(pieces):
        nearest = detected[i] or (nearest if kinds[i] != "hashtags" else main)
        section = sections[i]
        blocks.append(
            Block(
                start=piece.start,
                end=piece.end,
                content=piece.content,
                kind=kinds[i],
                language=nearest,
                article=index,
                sentences=split_sentences(text, piece.content, piece.end),
                depth=depths[i],
                marker=piece.marker,
                section=None if section is None else section + offset,
                group=groups[i],
            )
        )
    article = Article(
        index=index,
        start=pieces[0].start,
        end=pieces[-1].end,
        language=main,
        title=None if title is None else Span(pieces[title].content, pieces[title].end),
        hashtags=tuple(tag for piece, kind in zip(pieces, kinds, strict=True) if kind == "hashtags" for tag in _tags(piece)),
    )
    return article, blocks


def _title(kinds: Sequence[BlockKind], addressed: bool) -> int | None:
    candidate = 1 if addressed else 0
    return candidate if candidate < len(kinds) and kinds[candidate] == "heading" else None


def _tags(piece: Piece) -> list[Span]:
    return [Span(piece.content + tag.start(), piece.content + tag.end()) for tag in re.finditer(r"(?<=#)\S+", piece.text)]


def _depth(indents: list[int], indent: int) -> int:
    """The level of an indentation below those open so far, 0 outermost."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _main_language(blocks: Sequence[Block]) -> str | None:
    weights: Counter[str] = Counter()
    for block in blocks:
        weights[block.language] += block.end - block.start
    return max(sorted(weights), key=weights.__getitem__) if weights else None
