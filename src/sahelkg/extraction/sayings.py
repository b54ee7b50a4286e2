"""Claims of what was said: the sentences of an utterance, and those in which a speaker takes a stand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.nodes import Sentence
from sahelkg.extraction.speech import Utterance
from sahelkg.extraction.speeches import Speeches
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Text

_SHORTEST = 12
_MOST = 0.5
_FEWEST_WORDS = 7


@dataclass(frozen=True)
class Sayings:
    """Makes the claims of one document."""

    survey: Survey
    speeches: Speeches

    def of(self, utterance: Utterance, sentence: Sentence) -> Iterator[Claim]:
        """A claim for each sentence of what was said."""
        document, block = self.survey.document, self.survey.document.blocks[sentence.block]
        first = bisect_right(block.sentences, utterance.start, key=lambda span: span.end)
        for at in range(first, len(block.sentences)):
            span = block.sentences[at]
            if span.start >= utterance.end:
                break
            start, end = max(span.start, utterance.start), min(span.end, utterance.end)
            words = document.text[start:end].strip().rstrip(",")
            if start < end and len(words) >= _SHORTEST:
                yield self._claim(sentence, (span.start, span.end), utterance.speaker, words, utterance.opinion)

    def in_speech(self, sentence: Sentence, clauses: Clauses) -> Iterator[Claim]:
        """A claim for a sentence of a speech in which its speaker takes a stand."""
        document, block = self.survey.document, self.survey.document.blocks[sentence.block]
        speaker = self.survey.speakers.get(block.article)
        words = [node.text for node in clauses.nodes if node.kind != "punctuation"]
        told = block.kind in ("paragraph", "item") and len(words) >= _FEWEST_WORDS and not clauses.question
        if speaker is None or not told or self.speeches.stands[sentence.language].isdisjoint(words):
            return
        said = document.text[sentence.start : sentence.end].strip()
        yield self._claim(sentence, (sentence.start, sentence.end), speaker.entity, said, True)

    def _claim(self, sentence: Sentence, span: tuple[int, int], speaker: str, words: str, opinion: bool) -> Claim:
        document = self.survey.document
        return Claim(
            document=document.id,
            article=document.blocks[sentence.block].article,
            start=span[0],
            end=span[1],
            language=sentence.language,
            subject=speaker,
            predicate="said",
            value=Text(words, sentence.language),
            modality="opinion" if opinion else "asserted",
            asserted_by=speaker,
            confidence=0.85,
            method="construction:speech",
        )


def without_calls(said: Sequence[Claim], committing: Sequence[Claim]) -> list[Claim]:
    """`said` without what is no more than what its speaker commits to or calls for: ``stressed the need for …``."""
    return [claim for claim in said if not any(_calls_for(claim, one) for one in committing)]


def _calls_for(said: Claim, commitment: Claim) -> bool:
    words, action = (str(getattr(claim.value, "text", "")) for claim in (said, commitment))
    return said.subject == commitment.subject and len(action) > _MOST * len(words) and action in words
