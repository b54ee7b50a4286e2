"""Reading a document with a language model: asked passage by passage, believed only where the text bears it out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sahelkg.extraction.attribution import Source
from sahelkg.extraction.language_model.answers import NoAnswerError, Proposal, read_answer
from sahelkg.extraction.language_model.cache import Cache
from sahelkg.extraction.language_model.checking import Checker
from sahelkg.extraction.language_model.merging import new_claims
from sahelkg.extraction.language_model.passages import Passage, passages
from sahelkg.extraction.language_model.prompt import instructions, question
from sahelkg.extraction.language_model.readings import RejectedError, occurrences
from sahelkg.extraction.language_model.relations import Relation
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Doubt
from sahelkg.ontology import Ontology

_PATIENCE = 3
"""Failures in a row after which a process asks no more, lest a dead endpoint cost a time limit for each passage."""


class Model(Protocol):
    """Something that answers; `model` is its name."""

    @property
    def model(self) -> str: ...

    def complete(self, system: str, user: str) -> str:
        """The answer to `user` under the instructions `system`; NoAnswerError where there is none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a model had to say of a document: claims that stand, and what a person should know of the others."""

    claims: tuple[Claim, ...]
    doubts: tuple[Doubt, ...]


class Reader:
    """Asks `model` about documents. Given the answers that the cache keeps, the same document yields the same."""

    def __init__(self, model: Model, cache: Cache, relations: dict[str, Relation], ontology: Ontology) -> None:
        self._model = model
        self._cache = cache
        self._relations = relations
        self._ontology = ontology
        self._instructions = instructions(relations.values(), ontology)
        self._failures = 0

    def read(self, survey: Survey, sources: Sequence[Source], known: Iterable[Claim]) -> Told:
        """What the model finds in a surveyed document beyond the claims `known`."""
        checker = Checker(survey, sources, self._relations, self._ontology, f"model:{self._model.model}")
        claims: list[Claim] = []
        doubts: list[Doubt] = []
        for passage in passages(survey):
            try:
                proposals = self._asked(question(survey.document.text, passage, survey.candidates))
            except NoAnswerError as error:
                doubts.append(Doubt(kind="passage", start=passage.start, end=passage.end, reason=str(error)))
                continue
            for outcome in _checked(checker, passage, proposals):
                if isinstance(outcome, Claim):
                    claims.append(outcome)
                else:
                    doubts.append(outcome)
        return Told(tuple(new_claims(claims, known, self._relations.values())), tuple(doubts))

    def _asked(self, user: str) -> tuple[Proposal | str, ...]:
        """The model's claims, from the cache where it has answered before. Only a whole answer is kept."""
        kept = self._cache.get(self._model.model, self._instructions, user)
        if kept is not None:
            try:
                return read_answer(kept)
            except NoAnswerError:
                pass  # A damaged file is as good as none: the model is asked again.
        if self._failures >= _PATIENCE:
            raise NoAnswerError(f"not asked, after {_PATIENCE} failures in a row")
        try:
            answer = self._model.complete(self._instructions, user)
        except NoAnswerError:
            self._failures += 1
            raise
        self._failures = 0
        proposals = read_answer(answer)
        self._cache.keep(self._model.model, self._instructions, user, answer)
        return proposals


def _checked(checker: Checker, passage: Passage, proposals: Iterable[Proposal | str]) -> Iterator[Claim | Doubt]:
    """Each proposal as a claim, or as a doubt that says why it is none, at its quote where there is one."""
    for proposal in proposals:
        if isinstance(proposal, str):
            yield Doubt(kind="claim", start=passage.start, end=passage.end, reason=proposal)
            continue
        try:
            yield checker.claim(passage, proposal)
        except RejectedError as error:
            quotes = occurrences(checker.survey.document.text, proposal.quote, passage.start, passage.end)
            start, end = next(quotes, (passage.start, passage.end))
            yield Doubt(kind="claim", start=start, end=end, reason=f"{_worded(proposal)}: {error}")


def _worded(proposal: Proposal) -> str:
    parts = (proposal.subject, proposal.predicate, proposal.object or "", str(proposal.value or ""))
    return " ".join(" ".join(part.split())[:60] for part in parts if part)
