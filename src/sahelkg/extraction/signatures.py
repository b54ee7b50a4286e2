"""Names on a line of their own with the office on the next: who signs, and as what."""

from collections.abc import Iterator, Sequence
from typing import Any

from sahelkg.extraction.nodes import Node, RolePhrase, Sentence, is_person
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Span
from sahelkg.ontology import Ontology

_INITIALS = 4


def signatures(survey: Survey, ontology: Ontology) -> Iterator[Claim]:
    """The office of each person named so; below an agreement, that the person and the state signed it."""
    document = survey.document
    for index, block in enumerate(document.blocks[:-1]):
        below = document.blocks[index + 1]
        person = _alone(survey.sentences[index])
        office = _office(survey.sentences[index + 1])
        if person is None or office is None or below.article != block.article:
            continue
        assert isinstance(office.payload, RolePhrase)
        common: dict[str, Any] = {
            "document": document.id,
            "article": block.article,
            "start": person.start,
            "end": office.end,
            "language": block.language,
            "method": "structure:signature",
            "evidence": (Span(office.start, office.end),),
        }
        signer, agreement = person.referents[0], survey.subjects.get(block.article)
        for holder in office.referents:
            role = (("role", office.payload.label),)
            yield Claim(
                subject=signer.entity,
                predicate="holdsRole",
                object=holder.entity,
                qualifiers=role,
                confidence=0.85,
                **common,
            )
            if agreement is not None and ontology.is_a(agreement.cls, ("Agreement",)):
                for party in (signer, holder):
                    yield Claim(subject=party.entity, predicate="signed", object=agreement.entity, confidence=0.75, **common)


def _alone(sentences: Sequence[Sentence]) -> Node | None:
    """The person whose name, behind a title at most, is all that a line has."""
    nodes = [node for sentence in sentences for node in sentence.nodes]
    if not nodes or not is_person(nodes[-1]) or nodes[-1].referents[0].form != "name":
        return None
    before = nodes[:-1]
    return nodes[-1] if all(node.kind in ("word", "punctuation") and len(node.text) < _INITIALS for node in before) else None


def _office(sentences: Sequence[Sentence]) -> Node | None:
    """The one office, with whose it is, that a line opens with."""
    nodes = [node for sentence in sentences for node in sentence.nodes]
    single = bool(nodes) and isinstance(nodes[0].payload, RolePhrase) and nodes[0].payload.group is None
    return nodes[0] if single and nodes[0].referents and len(nodes) < _INITIALS else None
