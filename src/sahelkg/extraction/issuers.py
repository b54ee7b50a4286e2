"""Lines of their own at the head of a text that say who issues it: the ministry below the title, ``From: X``."""

import re
from collections.abc import Iterator, Mapping, Sequence

from sahelkg.extraction.nodes import Referent, Sentence
from sahelkg.lexicon import Lexicon
from sahelkg.model import Block, Document, Entity
from sahelkg.ontology import Ontology

_WITHIN = 6
_LONGEST = 110
_LABEL = re.compile(
    r"\W*(?:from|by|source|author|issued by|published by|publisher|released by|publié par|auteur|émetteur)\s?:\s",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"\W*(?:the\s|le\s|la\s|l[’'])?(?:ministry|department|government|embassy|presidency|prime minister’s office"
    r"|ministère|département|gouvernement|ambassade|présidence|primature)\b",
    re.IGNORECASE,
)
"""How lines begin that name a government or a part of one."""
_SENTENCE = re.compile(r"[.;:?!]\Z")
_OFFICIAL = ("GovernmentBody", "EuropeanUnionBody", "UnitedNationsBody", "AfricanUnionBody")
_MARKS = frozenset(("-", "–", "—", "|", "•", "·", "/", ",", "(", ")", "the", "le", "la", "les", "and", "et", "&"))


def issuing_lines(document: Document, own: Sequence[int], article: int) -> Iterator[tuple[int, Block]]:
    """The short lines at the head of an article, below its title, with their indices."""
    title = document.articles[article].title
    for index in own[:_WITHIN]:
        block = document.blocks[index]
        titled = title is not None and block.start <= title.start < block.end
        words = document.text[block.content : block.end].rstrip()
        if not titled and len(words) <= _LONGEST and (_LABEL.match(words) or not _SENTENCE.search(words)):
            yield index, block


def issuer(
    document: Document, own: Sequence[int], article: int, sentences: Sequence[Sequence[Sentence]], ontology: Ontology
) -> Referent | None:
    """The body that a line of its own names as who issues the article; none where such lines list several."""
    found = []
    for index, block in issuing_lines(document, own, article):
        label = _LABEL.match(document.text, block.content, block.end)
        begin = label.end() if label is not None else block.content
        nodes = [node for sentence in sentences[index] for node in sentence.nodes if node.start >= begin]
        bodies = [one for node in nodes if node.kind == "thing" for one in node.referents]
        kinds = ("Organisation",) if label is not None else _OFFICIAL
        issuing = [one for one in bodies if ontology.is_a(one.cls, kinds)]
        rest = all(node.kind in ("thing", "date") or node.text in _MARKS for node in nodes)
        others = [one for one in bodies if one not in issuing and not ontology.is_a(one.cls, ("Place", "State", "Person"))]
        if issuing and rest and not others:
            found.append(issuing[0])
    return found[0] if len({one.entity for one in found}) == 1 else None


def publishing(document: Document, lexicon: Lexicon, ontology: Ontology) -> Referent | None:
    """The state whose government publishes a document, or the known body that does; where nothing beside the text tells, by
    a line at its head.
    """
    told = document.sidecar.publisher
    names = [told] if told else []
    if not names and len(document.articles) == 1:
        lines = issuing_lines(document, range(len(document.blocks)), 0)
        names = [document.text[block.content : block.end] for _, block in lines]
    bodies = []
    for name in names:
        kinds = ("GovernmentBody", "State") if _HEADED.match(name) else ("GovernmentBody",)
        bodies += [hit.entities[0] for hit in lexicon.find(name) if told or ontology.is_a(hit.entities[0].cls, kinds)]
    for body in bodies:
        for whole in _wholes(body, lexicon.entities):
            if ontology.is_a(whole.cls, ("State",)):
                return Referent(whole.slug, whole.cls, 0, 0, "described", 0.85)
    return Referent(bodies[0].slug, bodies[0].cls, 0, 0, "described", 0.85) if bodies and told else None


def _wholes(body: Entity, known: Mapping[str, Entity]) -> Iterator[Entity]:
    """`body`, what it lies in, and all that it is part of."""
    wholes = [body]
    yield from (known[slug] for link, slug in body.links if link == "locatedIn" and slug in known)
    for whole in wholes:
        yield whole
        wholes += [known[slug] for link, slug in whole.links if link == "partOf" and known.get(slug) not in (None, *wholes)]
