"""What a document names, found so far and in the end."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.fields import Field
from sahelkg.extraction.nodes import Node, Referent, Sentence
from sahelkg.extraction.nominals import Description
from sahelkg.extraction.people import Holding
from sahelkg.extraction.tenures import Tenure
from sahelkg.model import Block, Claim, Document, Doubt, IntroducedName, Mention, Origin

_PLAIN: Sequence[Origin] = ("lexicon", "composed", "anaphora")


@dataclass(frozen=True)
class Survey:
    """A document with everything it names found: the sentences of each block, and what the lexicon does not have."""

    document: Document
    sentences: tuple[tuple[Sentence, ...], ...]
    candidates: Candidates
    names: tuple[IntroducedName, ...]
    doubts: tuple[Doubt, ...]
    holdings: tuple[tuple[int, Holding], ...]
    """Offices worded beside a name, each with the index of its block."""
    descriptions: tuple[tuple[int, Description], ...]
    """What phrases say of the meetings and agreements they describe, each with the index of its block."""
    own_blocks: Mapping[int, Sequence[int]]
    """The indices of each article's blocks."""
    fields: Mapping[int, Sequence[Field]]
    """The fields of each article, by its index."""
    subjects: Mapping[int, Referent]
    """What each article is about as a whole, by its index, where its title tells."""
    travellers: Mapping[int, Referent]
    """Whose journeys each article tells, by its index, where its title tells."""
    titled: Mapping[int, tuple[Referent, ...]]
    """The states that the title of each article names, by its index."""
    governing: Referent | None
    """The state whose government publishes the document, if one does."""
    speakers: Mapping[int, Referent]
    """For whom each article that is a speech speaks, by its index."""

    def claim(self, block: Block, start: int, end: int, **rest: Any) -> Claim:
        """The claim that ``text[start:end]``, in `block`, makes; `rest` is what else `Claim` takes."""
        return Claim(document=self.document.id, article=block.article, start=start, end=end, language=block.language, **rest)

    def referents(self) -> Iterator[Referent]:
        """Every referent of the document, in order."""
        for block in self.sentences:
            for sentence in block:
                for node in sentence.nodes:
                    yield from node.referents


@dataclass(frozen=True, slots=True)
class Work:
    """One document at work: what is found goes into `candidates` and `doubts`."""

    document: Document
    candidates: Candidates
    doubts: list[Doubt]
    publisher: Referent | None
    """The state whose government publishes the document, or the known body that does."""
    issuing: Referent | None
    """The state whose government issues the document, by its own words."""
    titled: dict[int, tuple[Referent, ...]] = field(default_factory=dict)
    """The states that the title of each article names, by its index."""
    bodies: dict[int, Referent | None] = field(default_factory=dict)
    """The body whose treaty each article is, by its index."""
    tenures: dict[tuple[int, str, str | None, str], Tenure] = field(default_factory=dict)
    spoken_of: list[Node] = field(default_factory=list)
    """The subject of the last sentence that has one; without referents where an office stands for a person not named."""
    surnames: dict[str, Referent] = field(default_factory=dict)
    parties: dict[int, list[Referent]] = field(default_factory=dict)
    bound: set[int] = field(default_factory=set)
    speakers: dict[int, Referent] = field(default_factory=dict)
    """For whom each article that is a speech speaks, by its index."""
    assemblies: dict[int, Referent] = field(default_factory=dict)
    """The meeting that the opening of each article names, by its index."""
    lead: list[Node] = field(default_factory=list)
    """Who acts in the items of a list, and the auxiliary told with them."""

    @property
    def governing(self) -> Referent | None:
        """The state whose government publishes the document, if one does."""
        return self.publisher if self.publisher is not None and self.publisher.cls == "State" else None

    def unnamed(self, block: Block, noun: str, cls: str, kind: str, start: int) -> Referent:
        """The one meeting, declaration … of class `cls` and top `kind` that an article speaks of, at `start`, without naming
        it.
        """
        document = self.document
        article = document.article_slug(block.article)
        title = document.articles[block.article].title
        about = document.text[title.start : title.end] if title else document.id
        labels = ((f"{kind} of “{about}”", "en"), (f"{noun} : « {about} »", "fr"))
        entity = self.candidates.described(f"{kind}-of-{article}", labels, cls)
        return Referent(entity.slug, entity.cls, start, start + len(noun), "anaphor", 0.7)


def mentions_of(survey: Survey) -> Iterator[Mention]:
    """Each place where a thing is named or taken up, once: what recognised it there is the plainest of what did."""
    plainest: dict[tuple[int, int, str], Mention] = {}
    nodes = (node for block in survey.sentences for sentence in block for node in sentence.nodes if node.kind != "word")
    for referent in (referent for node in nodes for referent in node.referents):
        known = survey.candidates.lexicon.entities.get(referent.entity)
        origin: Origin = "anaphora" if referent.form in ("anaphor", "member") else "lexicon" if known else "composed"
        place = (referent.start, referent.end, referent.entity)
        before = plainest.get(place)
        if before is None or _PLAIN.index(origin) < _PLAIN.index(before.origin):
            plainest[place] = Mention(
                start=referent.start, end=referent.end, entity=referent.entity, cls=referent.cls, origin=origin
            )
    yield from plainest.values()
