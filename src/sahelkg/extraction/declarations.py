"""Who met where a declaration was made: its parties, named in one paragraph of the preamble, and "Réunis à …", which is
another.
"""

from collections.abc import Iterator, Sequence

from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Span

_MEETING_CLAIMS = ("heldIn", "heldOn")
_MEETS = "frame:meeting-each-other"


def participants(survey: Survey, claims: Sequence[Claim]) -> Iterator[Claim]:
    """A claim that the parties of a declaration took part in the meeting that a later paragraph opens with, without saying
    who met.
    """
    document = survey.document
    opening = {block.content: block for block in document.blocks if block.kind != "heading"}
    peopled = {claim.object for claim in claims if claim.predicate == "participatedIn" and claim.method == _MEETS}
    held: dict[tuple[int, str], Claim] = {}
    for claim in claims:
        opens = claim.start in opening and claim.predicate in _MEETING_CLAIMS and claim.method == _MEETS
        if opens and claim.subject not in peopled:
            held.setdefault((claim.article, claim.subject), claim)
    for (article, meeting), told in held.items():
        subject = survey.subjects.get(article)
        texts = {document.article_slug(article), subject.entity if subject else ""}
        for party in claims:
            if (
                party.predicate == "partyTo"
                and party.object in texts
                and party.article == article
                and party.end <= told.start
            ):
                yield Claim(
                    document=document.id,
                    article=article,
                    start=told.start,
                    end=told.end,
                    language=told.language,
                    subject=party.subject,
                    predicate="participatedIn",
                    object=meeting,
                    confidence=0.75,
                    method="structure:declaration",
                    basis="inferred:parties-met",
                    premises=(party.id, told.id),
                    evidence=(Span(party.start, party.end),),
                )
