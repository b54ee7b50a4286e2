"""Names on a line of their own with the office on the next or the last: who signs, and as what."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sahelkg.extraction.nodes import Node, Referent, RolePhrase, Sentence, is_person
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Span
from sahelkg.ontology import Ontology

_INITIALS = 5


def signatures(survey: Survey, ontology: Ontology) -> Iterator[Claim]:
    """The office of each person named so; below an agreement, that the person and the state signed it."""
    document = survey.document
    lines = [sentence for sentences in survey.sentences for sentence in sentences]
    for above, below in pairwise(lines):
        block = document.blocks[above.block]
        if document.blocks[below.block].article != block.article:
            continue
        person, office = _alone(above), _office(below)
        if person is None or office is None:
            person, office = _alone(below), _announced(above)
        if person is None or office is None:
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
        if office.start < person.start:
            common |= {"start": office.start, "end": person.end, "evidence": ()}
        signer, agreement = person.referents[0], survey.subjects.get(block.article)
        for holder in _holders(office):
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


def _alone(sentence: Sentence) -> Node | None:
    """The person whose name, behind a title at most, is all that a line has."""
    nodes = sentence.nodes
    if not nodes or not is_person(nodes[-1]) or nodes[-1].referents[0].form != "name":
        return None
    before = nodes[:-1]
    return nodes[-1] if all(node.kind in ("word", "punctuation") and len(node.text) < _INITIALS for node in before) else None


def _office(sentence: Sentence) -> Node | None:
    """The one office, with whose it is, that a line opens with."""
    nodes = sentence.nodes
    return nodes[0] if nodes and _single(nodes[0]) and len(nodes) < _INITIALS - 1 else None


def _announced(sentence: Sentence) -> Node | None:
    """The one office that a line has before a comma or colon: ``Le Premier ministre,``, ``By the President:``."""
    *before, office, mark = sentence.nodes if len(sentence.nodes) > 1 else (None, None)
    if office is None or mark is None or mark.text not in (",", ":") or not _single(office):
        return None
    return office if all(node.kind == "word" and len(node.text) < _INITIALS for node in before) else None


def _single(node: Node) -> bool:
    return isinstance(node.payload, RolePhrase) and node.payload.group is None and bool(_holders(node))


def _holders(office: Node) -> tuple[Referent, ...]:
    """Whose an office is: as told, else likely."""
    home = office.payload.home if isinstance(office.payload, RolePhrase) else None
    return office.referents or ((home,) if home is not None else ())
