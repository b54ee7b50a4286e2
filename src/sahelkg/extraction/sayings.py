"""Claims of what was said: the sentences of an utterance, and those in which a speaker takes a stand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.nodes import Sentence, is_person
from sahelkg.extraction.speech import Utterance, quotation_of
from sahelkg.extraction.speeches import Speeches
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Text

_SHORTEST = 12
_MOST = 0.5
_FEWEST_WORDS = 7


@dataclass
class Sayings:
    """Makes the claims of one document."""

    survey: Survey
    speeches: Speeches
    _speaking: dict[int, str] = field(default_factory=dict)
    """Who was quoted last in each block."""
    spoken_of: str | None = None
    """The person spoken of last: who spoke, or of whom a sentence is."""

    def of(self, utterance: Utterance, sentence: Sentence) -> Iterator[Claim]:
        """A claim for each sentence of what was said."""
        document, block = self.survey.document, self.survey.document.blocks[sentence.block]
        self._speaking[sentence.block] = utterance.speaker
        first = bisect_right(block.sentences, utterance.start, key=lambda span: span.end)
        for at in range(first, len(block.sentences)):
            span = block.sentences[at]
            if span.start >= utterance.end:
                break
            start, end = max(span.start, utterance.start), min(span.end, utterance.end)
            words = document.text[start:end].strip().rstrip(",")
            if start < end and len(words) >= _SHORTEST:
                for speaker in (utterance.speaker, *utterance.others):
                    said = self._claim(sentence, (span.start, span.end), speaker, words, utterance.opinion)
                    yield said if utterance.modality == "asserted" else replace(said, modality=utterance.modality)

    def note(self, sentence: Sentence) -> None:
        """Keeps whom a sentence is about."""
        for node in sentence.nodes:
            if is_person(node) and node.referents[0].form == "name":
                self.spoken_of = node.referents[0].entity
                return

    def going_on(self, sentence: Sentence) -> Iterator[Claim]:
        """A claim for a sentence that goes on quoting who was quoted before: ``"…", said X. "…"``."""
        document, block = self.survey.document, self.survey.document.blocks[sentence.block]
        speaker = self._speaking.get(sentence.block)
        span = quotation_of(document.text, (block.start, block.end), sentence.start, sentence.end) if speaker else None
        if speaker is not None and span is not None and span[1] - span[0] >= _SHORTEST:
            words = document.text[slice(*span)].strip()
            yield self._claim(sentence, (sentence.start, sentence.end), speaker, words, False)

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
