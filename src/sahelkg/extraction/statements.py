"""Statements that several make together: who issues a text is party to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahelkg.extraction.nodes import Referent, Sentence
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim
from sahelkg.ontology import Ontology

_WITHIN = 5
_REACH = 40
_JOINTS = frozenset(", and the et le la les l' de du des".split())
_ISSUERS = ("State", "Organisation", "GroupOfStates")


@dataclass(frozen=True)
class Statements:
    """Finds who issues an article that is a statement. `data` names, by language, the words for such texts, for issuing
    one, and before who does.
    """

    data: Mapping[str, Mapping[str, Sequence[str]]]
    ontology: Ontology

    @cached_property
    def _patterns(self) -> dict[str, tuple[re.Pattern[str], ...]]:
        """By language: what stands before the issuers, in a sentence, in a title, in an opening; what stands behind them."""
        found = {}
        for language, lists in self.data.items():
            words = {name: "|".join(map(re.escape, phrases)) for name, phrases in lists.items()}
            patterns = (
                r"\b(?:{texts})\b[^.;]*?\b(?:{issued})\b(?:\s\w+)?\s(?:{by})",
                r"\b(?:{texts})\s(?:{of})",
                r"\A\W*(?:{speakers}),\s",
                r"\b(?:{issue})\s(?:{following})\b[^.;]*?\b(?:{texts})\b",
            )
            found[language] = tuple(re.compile(pattern.format(**words), re.IGNORECASE) for pattern in patterns)
        return found

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """A claim for each state or body that issues an article together with others."""
        document = survey.document
        for article in document.articles:
            for index in survey.own_blocks[article.index][:_WITHIN]:
                block = document.blocks[index]
                for sentence in survey.sentences[index]:
                    issuers = self._issuers(document.text, sentence)
                    if len(issuers) < 2:
                        continue
                    for issuer in issuers:
                        yield Claim(
                            document=document.id,
                            article=article.index,
                            start=sentence.start,
                            end=sentence.end,
                            language=block.language,
                            subject=issuer.entity,
                            predicate="partyTo",
                            object=document.article_slug(article.index),
                            confidence=round(0.85 * issuer.confidence, 3),
                            method="structure:joint-statement",
                        )

    def _issuers(self, text: str, sentence: Sentence) -> list[Referent]:
        """Those whom a sentence names as who issues the text."""
        *openings, active = self._patterns[sentence.language]
        words = text[sentence.start : sentence.end]
        for opening in openings:
            if (behind := opening.search(words)) is not None:
                return self._listed(sentence, sentence.start + behind.end(), sentence.end)
        before = active.search(words)
        return self._listed(sentence, sentence.start, sentence.start + before.start()) if before is not None else []

    def _listed(self, sentence: Sentence, start: int, end: int) -> list[Referent]:
        """The states and bodies that the first list in ``text[start:end]`` names, office-holders standing for their own."""
        found: list[Referent] = []
        for node in sentence.nodes:
            if not start <= node.start < end or (not found and node.start > start + _REACH):
                continue
            if node.kind in ("thing", "role"):
                found += [one for one in node.referents if self.ontology.is_a(one.cls, _ISSUERS)]
            elif found and node.text not in _JOINTS:
                break
        return found
