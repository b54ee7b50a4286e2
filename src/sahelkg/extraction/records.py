"""Claims of records and instruments: rolls, sheets, and parties, place, date and signatures of a treaty."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sahelkg.extraction.dates import find_dates, resolve
from sahelkg.extraction.frame_files import load_yaml
from sahelkg.extraction.nodes import WORD, Node, Referent, RolePhrase, key
from sahelkg.extraction.rolls import Rolls
from sahelkg.extraction.sheets import Sheets
from sahelkg.extraction.subject import may_bind
from sahelkg.extraction.survey import Survey
from sahelkg.model import Article, Claim, Date, Document
from sahelkg.ontology import Ontology

_PARTY_BLOCKS = 40
_NAMED = ("name", "described")
_SPEAKERS = frozenset(("we", "nous"))
_FOUNDING = re.compile(
    r"\b(?:establishing|creating|founding|instituting|of|instituant|établissant|créant|fondant|de)\s(?:the\s|la\s|l[’'])?\Z",
    re.IGNORECASE,
)


def _label(phrase: str) -> str:
    return " ".join(key(word) for word in WORD.findall(phrase))


@dataclass(frozen=True)
class Records:
    """Reads what an article's form says of the thing it is about."""

    data: Mapping[str, Any]
    ontology: Ontology

    @classmethod
    def load(cls, folder: Path, ontology: Ontology) -> "Records":
        """The fields and formulas in ``records.yaml``.

        Raises:
            InputError: the file is malformed.
        """
        return cls(load_yaml(folder / "records.yaml"), ontology)

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """The claims of every article that is about one thing, and of rolls of members."""
        yield from Rolls(self.data["rolls"], self.ontology).claims(survey)
        sheets = Sheets(self.data, self.ontology)
        for article in survey.document.articles:
            subject = survey.subjects.get(article.index)
            if subject is None:
                continue
            if subject.cls != "Person":
                yield from sheets.claims(survey, article, subject)
            if self.ontology.is_a(subject.cls, ("Agreement",)):
                yield from self._instrument(survey, article, subject)

    # --- instruments --------------------------------------------------------------------------------------------------

    def _instrument(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        yield from self._parties(survey, article, subject)
        yield from self._closing(survey, article, subject)

    def _claim(self, document: Document, article: Article, start: int, end: int, **rest: Any) -> Claim:
        return Claim(
            document=document.id,
            article=article.index,
            start=start,
            end=end,
            language=article.language,
            confidence=0.85,
            method="structure:instrument",
            **rest,
        )

    def _parties(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """The states and organisations that the title or the preamble names as parties, up to the words that bind them;
        states that are party to the treaty of a body are its members.
        """
        document = survey.document
        body = self._body_of(survey, subject)
        formulas = [_label(phrase) for phrase in self.data["instruments"]["parties"].get(article.language, ())]
        own = survey.own_blocks[article.index][:_PARTY_BLOCKS]
        binding = next(
            (
                i
                for i in own
                for words in [_label(document.text[document.blocks[i].start : document.blocks[i].end])]
                if any(formula in words for formula in formulas)
            ),
            None,
        )
        seen: set[str] = set()
        for index in own:
            block = document.blocks[index]
            titled = block.start >= subject.start and block.end <= subject.end
            first = survey.sentences[index][:1]
            speaking = any(sentence.word(0) in _SPEAKERS and sentence.word(1) == "," for sentence in first)
            if not (titled or speaking) and (binding is None or index > binding):
                continue
            for sentence in survey.sentences[index][:1]:
                for at, node in enumerate(sentence.nodes):
                    if node.kind not in ("thing", "role") or not may_bind(sentence.nodes, at, titled):
                        continue
                    for referent in node.referents:
                        party = self.ontology.is_a(referent.cls, ("State", "Organisation")) and referent.form in _NAMED
                        if not party or referent.entity in {*seen, subject.entity, body}:
                            continue
                        seen.add(referent.entity)
                        yield self._claim(
                            document, article, node.start, node.end, subject=referent.entity, predicate="partyTo",
                            object=subject.entity,
                        )  # fmt: skip
                        if body is not None and referent.cls == "State":
                            yield self._claim(
                                document, article, node.start, node.end, subject=referent.entity, predicate="memberOf",
                                object=body, basis="inferred:parties-are-members",
                            )  # fmt: skip

    def _body_of(self, survey: Survey, subject: Referent) -> str | None:
        """The union, community … whose treaty the article is by its title: ``Treaty establishing the Nordic Union``."""
        if not self.ontology.is_a(subject.cls, ("Treaty",)):
            return None
        title = survey.document.text[subject.start : subject.end]
        hits = survey.candidates.lexicon.find(title)
        bodies = (hit for hit in hits if self.ontology.is_a(hit.entities[0].cls, ("RegionalOrganisation", "Alliance")))
        return next((hit.entities[0].slug for hit in bodies if _FOUNDING.search(title[: hit.start])), None)

    def _closing(self, survey: Survey, article: Article, subject: Referent) -> Iterator[Claim]:
        """``Done at X on DATE`` and ``For the Government of Y: NAME, office``."""
        document, text = survey.document, survey.document.text
        for index in survey.own_blocks[article.index]:
            block = document.blocks[index]
            opening = self._formula(
                text, block.content, block.end, self.data["instruments"]["done"].get(article.language, ())
            )
            if opening is None:
                continue
            end = text.find("\n", opening[1], block.end)
            end = min(block.end if end == -1 else end, opening[1] + 160)
            for node in (n for s in survey.sentences[index] for n in s.nodes if opening[0] <= n.start < end):
                if (
                    node.kind == "thing"
                    and self.ontology.is_a(node.referents[0].cls, ("Place",))
                    and node.start - opening[1] < 4
                ):
                    yield self._claim(
                        document, article, opening[0], node.end, subject=subject.entity, predicate="concludedAt",
                        object=node.referents[0].entity,
                    )  # fmt: skip
            for mention in find_dates(text[opening[1] : end]):
                resolved = resolve(mention, None)
                if resolved and resolved[0] and len(resolved[0]) > 4:
                    yield self._claim(
                        document, article, opening[0], opening[1] + mention.end, subject=subject.entity,
                        predicate="concludedOn", value=Date(resolved[0]),
                    )  # fmt: skip
                    break
            yield from self._signatures(survey, article, subject, index)

    def _signatures(self, survey: Survey, article: Article, subject: Referent, first: int) -> Iterator[Claim]:
        """Who signs for whom, from the closing on: ``For the Republic of X: NAME Minister of …``."""
        document = survey.document
        openers = {_label(word).split()[0] for word in self.data["instruments"]["for"].get(article.language, ())}
        party: Node | None = None
        signer: tuple[str, Node] | None = None
        for index in range(first, len(document.blocks)):
            if document.blocks[index].article != article.index:
                return
            for sentence in survey.sentences[index]:
                for at, node in enumerate(sentence.nodes):
                    if signer is not None and isinstance(node.payload, RolePhrase):
                        yield self._claim(
                            document, article, min(signer[1].start, node.start), node.end, subject=signer[0],
                            predicate="holdsRole", object=signer[1].referents[0].entity,
                            qualifiers=(("role", node.payload.label),),
                        )  # fmt: skip
                    if node.kind != "punctuation":
                        signer = None
                    if node.kind != "thing" or not node.referents:
                        continue
                    before = [other.text for other in sentence.nodes[max(0, at - 3) : at]]
                    agent = self.ontology.is_a(node.referents[0].cls, ("State", "Organisation"))
                    if agent and openers & set(before):
                        party = node
                        yield self._claim(
                            document, article, node.start, node.end, subject=node.referents[0].entity, predicate="signed",
                            object=subject.entity,
                        )  # fmt: skip
                    elif party is not None and node.referents[0].cls == "Person":
                        person = node.referents[0].entity
                        yield self._claim(
                            document, article, min(party.start, node.start), max(party.end, node.end), subject=person,
                            predicate="signed", object=subject.entity,
                        )  # fmt: skip
                        role = document.text[node.referents[0].end : node.end].strip(" ,.–-")
                        if role:
                            yield self._claim(
                                document, article, node.start, node.end, subject=person, predicate="holdsRole",
                                object=party.referents[0].entity, qualifiers=(("role", " ".join(role.split())),),
                            )  # fmt: skip
                        signer = person, party
                        party = None

    @staticmethod
    def _formula(text: str, start: int, end: int, phrases: Sequence[str]) -> tuple[int, int] | None:
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            copies = r"(?:,?\s(?:in|en)\s[\w\s]{3,40}?,?)?"
            formula = rf"\b{re.escape(first)}{copies}\s{re.escape(rest)}\b"
            found = re.compile(formula, re.IGNORECASE).search(text, start, end)
            if found is not None and text[found.start()].isupper():
                return found.span()
        return None
