"""Results of elections: ``Ada Lind (Norland First) 45.2%`` tells of which party a person is."""

import re
from collections.abc import Iterator

from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim
from sahelkg.ontology import Ontology

_SHARE = re.compile(r"\((?P<party>[^\W\d_][^()%]{1,60})\)[\s,:]{0,2}\d{1,3}(?:[.,]\d+)?\s?(?:%|per\s?cent|pour\scent)")


def tallies(survey: Survey, ontology: Ontology) -> Iterator[Claim]:
    """One membership for each person whose party stands in brackets between the name and a share of votes."""
    document = survey.document
    for index, block in enumerate(document.blocks):
        shares = list(_SHARE.finditer(document.text, block.content, block.end))
        if not shares:
            continue
        referents = [one for sentence in survey.sentences[index] for node in sentence.nodes for one in node.referents]
        for share in shares:
            before = [
                one
                for one in referents
                if one.cls == "Person" and one.start < share.start() and one.end >= share.start() - 1
            ]
            party = " ".join(share["party"].split())
            if not before or not party[0].isupper():
                continue
            body = survey.candidates.named(party, "PoliticalParty", block.language)
            if ontology.is_a(body.cls, ("Organisation",)):
                yield survey.claim(
                    block,
                    before[-1].start,
                    share.end("party") + 1,
                    subject=before[-1].entity,
                    predicate="memberOf",
                    object=body.slug,
                    confidence=0.85,
                    method="structure:tally",
                )
