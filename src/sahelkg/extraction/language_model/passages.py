"""The pieces of a document that are put before a language model, with what our own reading found named in them."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sahelkg.extraction.nodes import Referent, Sentence
from sahelkg.extraction.survey import Survey

LENGTH = 2000
"""Code points a passage may have; a longer sentence is not asked about."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences in a row of one article in one language, with everything they name or take up, in order."""

    article: int
    language: str
    sentences: tuple[Sentence, ...]
    referents: tuple[Referent, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].start

    @property
    def end(self) -> int:
        return self.sentences[-1].end

    def within(self, start: int, end: int) -> Iterator[Referent]:
        """The referents inside ``text[start:end]``."""
        return (one for one in self.referents if start <= one.start and one.end <= end)

    def touched(self, start: int, end: int) -> list[Sentence]:
        """The sentences that ``text[start:end]`` reaches into."""
        ends = [sentence.end for sentence in self.sentences]
        first = bisect_left(ends, start + 1)
        return [sentence for sentence in self.sentences[first:] if sentence.start < end]


def passages(survey: Survey) -> Iterator[Passage]:
    """The passages of a document that name anything; no hashtags."""
    for sentences in _runs(survey):
        referents = tuple(one for sentence in sentences for node in sentence.nodes for one in node.referents)
        if referents:
            article = survey.document.blocks[sentences[0].block].article
            yield Passage(article, sentences[0].language, tuple(sentences), referents)


def _runs(survey: Survey) -> Iterator[list[Sentence]]:
    run: list[Sentence] = []
    for block, sentences in zip(survey.document.blocks, survey.sentences, strict=True):
        for sentence in sentences:
            usable = block.kind != "hashtags" and sentence.end - sentence.start <= LENGTH
            if run and (not usable or _parted(survey, run, sentence)):
                yield run
                run = []
            if usable:
                run.append(sentence)
    if run:
        yield run


def _parted(survey: Survey, run: list[Sentence], sentence: Sentence) -> bool:
    """Whether `sentence` begins a new passage."""
    blocks = survey.document.blocks
    same = blocks[run[0].block].article == blocks[sentence.block].article and run[0].language == sentence.language
    return not same or sentence.end - run[0].start > LENGTH
