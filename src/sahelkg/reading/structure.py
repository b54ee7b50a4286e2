"""A source's text → articles and blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sahelkg.model import Article, Block, BlockKind, Span
from sahelkg.reading.kinds import classify, rubrics
from sahelkg.reading.languages import LANGUAGES, detect, plainly
from sahelkg.reading.lines import Line, split_lines
from sahelkg.reading.pieces import Piece, join_lines
from sahelkg.reading.sections import govern
from sahelkg.reading.sentences import split_sentences
from sahelkg.reading.source import Source
from sahelkg.reading.threads import Part, split_posts
from sahelkg.reading.titles import title_of


@dataclass(frozen=True, slots=True)
class Structure:
    """The articles and blocks of a text, and the language most of it is in."""

    language: str
    articles: tuple[Article, ...]
    blocks: tuple[Block, ...]


def structure(source: Source, language: str | None = None) -> Structure:
    """Divide a text. `language` is the sidecar's word for the whole, taken where the text itself does not tell."""
    lines = [line for line in split_lines(source.text) if not _is_no_content(source, line)]
    stated = language if language in LANGUAGES else None
    whole = stated or detect(" ".join(line.text[:200] for line in lines[:40])) or LANGUAGES[0]
    builder = _Builder(source, whole, _usual_gap(lines))
    for part in split_posts(lines) if lines else []:
        builder.add(part)
    return Structure(stated or _main_language(builder.blocks) or whole, tuple(builder.articles), tuple(builder.blocks))


class _Builder:
    """Adds article to article; groups, indentation levels and block numbers run through all of them."""

    def __init__(self, source: Source, language: str, usual_gap: int) -> None:
        self.articles: list[Article] = []
        self.blocks: list[Block] = []
        self._source = source
        self._language = language
        self._usual_gap = usual_gap
        self._group = -1
        self._indents: list[int] = []

    def add(self, part: Part) -> None:
        pieces = join_lines(self._source.text, part.lines, self._source.marks)
        kinds = classify(pieces, part.opened, part.addressed)
        groups = [self._group_of(piece, opens=i == 0) for i, piece in enumerate(pieces)]
        title = title_of(pieces, kinds, 1 if part.addressed else rubrics(pieces))
        if title is not None:
            kinds[title] = "heading"
        sections = govern(pieces, kinds, groups, title)
        languages, main = self._languages(pieces, kinds)
        offset = len(self.blocks)
        for i, piece in enumerate(pieces):
            section = sections[i]
            self.blocks.append(
                Block(
                    start=piece.start,
                    end=piece.end,
                    content=piece.content,
                    kind=kinds[i],
                    language=languages[i],
                    article=len(self.articles),
                    sentences=split_sentences(self._source.text, piece.content, piece.end),
                    depth=self._depth(piece.indent),
                    marker=piece.marker,
                    section=None if section is None else section + offset,
                    group=groups[i],
                )
            )
        self.articles.append(
            Article(
                index=len(self.articles),
                start=pieces[0].start,
                end=pieces[-1].end,
                language=main,
                title=None if title is None else Span(pieces[title].content, pieces[title].end),
                hashtags=tuple(
                    tag for piece, kind in zip(pieces, kinds, strict=True) if kind == "hashtags" for tag in _tags(piece)
                ),
            )
        )

    def _group_of(self, piece: Piece, opens: bool) -> int:
        self._group += opens or piece.blanks > self._usual_gap
        return self._group

    def _depth(self, indent: int) -> int:
        """The level of an indentation below those open so far, 0 outermost."""
        while self._indents and self._indents[-1] > indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < indent:
            self._indents.append(indent)
        return len(self._indents) - 1

    def _languages(self, pieces: Sequence[Piece], kinds: Sequence[BlockKind]) -> tuple[list[str], str]:
        """The language of every piece, and that of most of the article. What cannot be told is taken from the piece
        before.
        """
        detected = [None if kind == "hashtags" else detect(piece.text) for piece, kind in zip(pieces, kinds, strict=True)]
        weights: Counter[str] = Counter()
        for piece, language in zip(pieces, detected, strict=True):
            if language:
                weights[language] += len(piece.text)
        main = max(sorted(weights), key=weights.__getitem__) if weights else self._language
        languages = []
        nearest = main
        for piece, found, kind in zip(pieces, detected, kinds, strict=True):
            doubtful = found not in (None, main) and not plainly(piece.text, found)
            nearest = main if doubtful or kind == "hashtags" else found or nearest
            languages.append(nearest)
        return languages, main


def _usual_gap(lines: Sequence[Line]) -> int:
    """How many blank lines mostly stand between two lines, where any do."""
    blanks = Counter(line.blanks for line in lines[1:] if line.blanks)
    return min(blanks, key=lambda gap: (-blanks[gap], gap)) if blanks else 1


def _is_no_content(source: Source, line: Line) -> bool:
    mark = source.marks.get(line.start)
    return mark is not None and mark.kind is None


def _tags(piece: Piece) -> list[Span]:
    return [Span(piece.content + tag.start(), piece.content + tag.end()) for tag in re.finditer(r"(?<=#)\S+", piece.text)]


def _main_language(blocks: Sequence[Block]) -> str | None:
    weights: Counter[str] = Counter()
    for block in blocks:
        weights[block.language] += block.end - block.start
    return max(sorted(weights), key=weights.__getitem__) if weights else None
