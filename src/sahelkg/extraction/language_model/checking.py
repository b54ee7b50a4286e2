"""A language model's claim held against the text: made a claim of ours, or rejected with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sahelkg.extraction.attribution import Calendar, Source
from sahelkg.extraction.date_parts import span_of
from sahelkg.extraction.language_model.answers import Proposal
from sahelkg.extraction.language_model.passages import Passage
from sahelkg.extraction.language_model.prompt import MODALITIES
from sahelkg.extraction.language_model.readings import Read, Readings, RejectedError, briefly, occurrences
from sahelkg.extraction.language_model.relations import Relation
from sahelkg.extraction.nodes import Referent
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Modality, Span
from sahelkg.ontology import Ontology

_CONFIDENCE = 0.55
"""Of a claim whose things are named outright: so low that `review` lists it, which begins below 0.6."""
_FORM_CONFIDENCE = {"name": 1.0, "demonym": 0.9, "described": 0.9, "anaphor": 0.85, "pronoun": 0.75}
_MOST_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks claims on one document. `sources` are those of its articles, `method` is what made the claims."""

    survey: Survey
    sources: Sequence[Source]
    relations: Mapping[str, Relation]
    ontology: Ontology
    method: str

    def claim(self, passage: Passage, proposal: Proposal) -> Claim:
        """The claim that `proposal` makes of a passage.

        Raises:
            RejectedError: it does not stand in the text as it should.
        """
        document = self.survey.document
        relation = self.relations.get(proposal.predicate)
        if relation is None:
            raise RejectedError(f"the relation {briefly(proposal.predicate)} is not in the list")
        if proposal.modality not in MODALITIES:
            raise RejectedError(f"the modality {briefly(proposal.modality)} is not known")
        start, end = self._quote(passage, proposal, self._arguments(passage, relation, proposal))
        subject = self._argument(passage, start, end, proposal.subject, relation.domain)
        target = relation.range and self._argument(passage, start, end, proposal.object or "", relation.range)
        published = self.sources[passage.article].published
        reference = Calendar(self.survey).reference(passage.touched(start, end)[0].start, published)
        readings = Readings(document.text[start:end], passage.language, reference)
        read = _value(relation, readings, proposal)
        since = readings.since(str(proposal.start)) if proposal.start not in (None, "") else None
        until = readings.until(str(proposal.end)) if proposal.end not in (None, "") else None
        if since and until and since.since and until.until and span_of(since.since)[0] > span_of(until.until)[1]:
            raise RejectedError(f"it ends in {until.until}, before it starts in {since.since}")
        qualifiers = self._qualifiers(relation, readings, passage, (start, end), proposal)
        if read is not None and read.comparator:
            qualifiers["comparator"] = read.comparator
        used = [subject, target] if target else [subject]
        confidence = _CONFIDENCE
        for one in used:
            confidence *= one.confidence * _FORM_CONFIDENCE[one.form]
        relative = any(found is not None and found.relative for found in (read, since, until))
        return Claim(
            document=document.id,
            article=passage.article,
            start=start,
            end=end,
            language=passage.language,
            subject=subject.entity,
            predicate=relation.name,
            object=target.entity if target else None,
            value=read.value if read else None,
            since=since.since if since else None,
            until=until.until if until else None,
            qualifiers=tuple(sorted(qualifiers.items())),
            modality=cast(Modality, proposal.modality),
            asserted_by=subject.entity if relation.name == "said" else None,
            confidence=round(confidence, 3),
            method=self.method,
            basis="inferred:relative-date" if relative else "stated",
            evidence=tuple(sorted({span for one in used if (span := self._antecedent(one)) is not None})),
        )

    def _arguments(self, passage: Passage, relation: Relation, proposal: Proposal) -> tuple[str, ...]:
        """The slugs of subject and object, told to be things that the passage mentions."""
        if (relation.range is None) != (not proposal.object):
            takes = f"an object of class {relation.range}" if relation.range else "no object"
            raise RejectedError(f"{relation.name} takes {takes}")
        slugs = (proposal.subject, proposal.object) if proposal.object else (proposal.subject,)
        known = {one.entity for one in passage.referents}
        for slug in slugs:
            if slug not in known:
                raise RejectedError(f"{briefly(slug)} is nothing that the passage mentions")
        if len(set(slugs)) < len(slugs):
            raise RejectedError("subject and object are the same")
        return slugs

    def _quote(self, passage: Passage, proposal: Proposal, slugs: tuple[str, ...]) -> tuple[int, int]:
        """Where the quote stands: of several places, the one nearest to what it is about."""
        found = list(occurrences(self.survey.document.text, proposal.quote, passage.start, passage.end))
        if not found:
            raise RejectedError(f"its quote does not stand in the text: “{briefly(proposal.quote)}”")
        start, end = min(found, key=lambda span: sum(_distance(passage, span, slug) for slug in slugs))
        touched = passage.touched(start, end)
        if len(touched) > _MOST_SENTENCES or len({sentence.block for sentence in touched}) > 1:
            raise RejectedError(f"its quote is longer than two sentences of one paragraph: “{briefly(proposal.quote)}”")
        return start, end

    def _argument(self, passage: Passage, start: int, end: int, slug: str, cls: str) -> Referent:
        """The surest mention of a thing inside the quote, of the class that the relation takes."""
        inside = [one for one in passage.within(start, end) if one.entity == slug]
        if not inside:
            raise RejectedError(f"{briefly(slug)} is neither named nor taken up in the quote")
        surest = max(inside, key=lambda one: one.confidence * _FORM_CONFIDENCE[one.form])
        if not self.ontology.is_a(surest.cls, (cls,)):
            raise RejectedError(f"{slug} is of class {surest.cls}, not {cls}")
        return surest

    def _qualifiers(
        self, relation: Relation, readings: Readings, passage: Passage, quote: tuple[int, int], proposal: Proposal
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, given in (proposal.qualifiers or {}).items():
            if given is None or given == "":
                continue
            kind = relation.qualifiers.get(name)
            if kind is None:
                raise RejectedError(f"{relation.name} takes no qualifier {briefly(name)}")
            if kind == "words":
                found[name] = " ".join(readings.words(str(given)).split())
            elif isinstance(kind, str):
                found[name] = "id:" + self._argument(passage, *quote, str(given), kind).entity
            elif given in kind:
                found[name] = str(given)
            else:
                raise RejectedError(f"{name} is one of {', '.join(kind)}, not {briefly(str(given))}")
        return found

    def _antecedent(self, argument: Referent) -> Span | None:
        """The last place before, where a thing that is only taken up is named."""
        if argument.form not in ("anaphor", "pronoun"):
            return None
        before = (one for one in self.survey.referents() if one.entity == argument.entity and one.form == "name")
        last = max((one for one in before if one.end <= argument.start), key=lambda one: one.start, default=None)
        return Span(last.start, last.end) if last else None


def _value(relation: Relation, readings: Readings, proposal: Proposal) -> Read | None:
    given = proposal.value
    if given is None or given == "":
        if relation.value is not None and relation.range is None:
            raise RejectedError(f"{relation.name} takes a value, and none is given")
        return None
    if relation.value is None:
        raise RejectedError(f"{relation.name} takes no value")
    return readings.value(relation.value, str(given), proposal.unit or None)


def _distance(passage: Passage, span: tuple[int, int], slug: str) -> int:
    """How far a thing is mentioned from a stretch of text, in code points; 0 inside it."""
    start, end = span
    return min(max(start - one.start, one.end - end, 0) for one in passage.referents if one.entity == slug)
