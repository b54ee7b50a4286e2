"""What a treaty binds its parties to: ``Les Parties veilleront à …``, ``Each Government shall …``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from sahelkg.extraction.clauses import Clauses
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Referent, Sentence, key
from sahelkg.extraction.phrases import PhraseTable, words_of
from sahelkg.extraction.purposes import split_infinitives
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim, Text
from sahelkg.ontology import Ontology

_OWN = ("State", "GroupOfStates")
_BOUND = ("State", "Organisation", "GroupOfStates")
_FUTURE = re.compile(r"\w+r(?:a|ont)\Z")
_CLITICS = frozenset(("se", "s'", "en", "y", "ne", "n'", "lui", "leur", "leurs", "les", "la", "le", "l'"))
_OF = frozenset(("of", "de"))
_SHORTEST = 3
_FEW = 3
_EACH = frozenset(("chacun", "chacune", "each"))
_EACH_REACH = 2
_PLEDGES = frozenset(("engager", "convenir", "undertake", "agree", "commit", "pledge"))
_PLEDGE_REACH = 2
_OBJECT_REACH = 5
_PARTIES = ("partie", "membre", "etats membres", "etat membre", "hautes parties", "etats parties", "etat partie")


@dataclass(frozen=True, slots=True)
class Duty:
    """Nodes ``[start, end)`` of a sentence that tell a duty; `party` is the index of the thing that is bound, None where
    the words for it name no thing.
    """

    party: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Duties:
    """Finds the duty that a sentence of a treaty tells, by what the parties are called and by the verb."""

    parties: Mapping[str, PhraseTable[None]]
    binding: Mapping[str, frozenset[str]]
    unbinding: Mapping[str, frozenset[str]]
    idle: frozenset[str]
    """French verbs that bind nobody in the present tense."""
    offices: frozenset[str]
    """What it is no duty, but an office, to hold."""
    ontology: Ontology

    @classmethod
    def load(cls, data: Mapping[str, Mapping[str, Sequence[str]]], ontology: Ontology) -> "Duties":
        """The duties described by `data`: ``parties``, ``binding`` and ``unbinding`` by language."""
        parties: dict[str, PhraseTable[None]] = {}
        for language, names in data["parties"].items():
            parties[language] = PhraseTable()
            for name in names:
                parties[language].add(words_of(name), None)
        idle, offices = (frozenset(map(key, data[sort]["fr"])) for sort in ("idle", "offices"))
        binding, unbinding = (
            {language: frozenset(map(key, words)) for language, words in data[sort].items()}
            for sort in ("binding", "unbinding")
        )
        return cls(parties, binding, unbinding, idle, offices, ontology)

    def claims(self, survey: Survey, sentence: Sentence, clauses: Clauses) -> Iterator[Claim]:
        """What a sentence of an agreement binds its parties to; the agreement commits where they are not named, or many."""
        document, block = survey.document, survey.document.blocks[sentence.block]
        agreement = self._agreement(survey, block.article)
        if agreement is None:
            return
        for duty in self.of(clauses):
            start, end = clauses.nodes[duty.start].start, clauses.nodes[duty.end - 1].end
            bound = clauses.nodes[duty.party].referents if duty.party is not None else ()
            subjects = [one.entity for one in bound] if 0 < len(bound) <= _FEW else [agreement.entity]
            actions = list(split_infinitives(document.text, start, end, sentence.language, clauses.forms))
            for subject, (first, last) in product(subjects, actions):
                yield Claim(
                    document=document.id,
                    article=block.article,
                    start=sentence.start,
                    end=sentence.end,
                    language=sentence.language,
                    subject=subject,
                    predicate="commitsTo",
                    value=Text(document.text[first:last], sentence.language),
                    confidence=0.7,
                    method="structure:duty",
                )

    def together(self, survey: Survey, article: int, claims: list[Claim]) -> list[Claim]:
        """`claims` with what many commit to in an agreement made its own; few are bound each."""
        agreement = self._agreement(survey, article)
        if agreement is None or len({claim.subject for claim in claims}) <= _FEW:
            return claims
        return list({(one.start, one.value): replace(one, subject=agreement.entity) for one in claims}.values())

    def _agreement(self, survey: Survey, article: int) -> Referent | None:
        """The agreement that an article is."""
        subject = survey.subjects.get(article)
        return subject if subject is not None and self.ontology.is_a(subject.cls, ("Agreement",)) else None

    def of(self, clauses: Clauses) -> Iterator[Duty]:
        """The duties that the sentence tells: in English each ``shall`` with what it binds to, in French the first."""
        nodes = clauses.nodes
        end = len(nodes)
        while end and nodes[end - 1].kind == "punctuation":
            end -= 1
        binding = [at for at in range(end) if self._binds(clauses, at)]
        english = clauses.grammar.language == "en"
        party: int | None = None
        ends = [*binding[1:], end][: len(binding)] if english else [end] * len(binding)
        for at, following in zip(binding, ends, strict=True):
            start = at + (nodes[at].text == "shall")
            while start and nodes[start - 1].text in _CLITICS:
                start -= 1
            joined = party is not None and self._joins(clauses, at - 1)
            sure = english or bool(_FUTURE.match(nodes[at].text))
            party = party if joined else self._party(clauses, at if english else start, _BOUND if sure else _OWN)
            if party is not None and not sure and not self._may_bind(clauses, at, party):
                party = None
            stop = following
            while following < end and stop > start and self._joins(clauses, stop - 1):
                stop -= 1
            listed = stop == end and nodes[-1].text == ":"
            if party is not None and stop - start >= _SHORTEST - english and not listed:
                yield Duty(party if nodes[party].referents else None, self._deed(clauses, at, start), stop)
                if not english:
                    return

    @staticmethod
    def _deed(clauses: Clauses, verb: int, start: int) -> int:
        """The index where what is to be done begins, told from `start` on: behind a verb that only pledges it, ``s'engagent
        à``, ``shall undertake to``.
        """
        following = (at for at in range(verb, min(verb + _PLEDGE_REACH, len(clauses.nodes) - 1)) if at in clauses.groups)
        pledge = next((at for at in following if key(clauses.groups[at].verb) in _PLEDGES), None)
        opener = clauses.sentence.word(pledge + 1) if pledge is not None else ""
        return pledge + 2 if pledge is not None and opener and clauses.goes_on(opener, pledge + 2) else start

    @staticmethod
    def _joins(clauses: Clauses, at: int) -> bool:
        """Whether the node at `at` only joins a further duty to the one before: ``, and``."""
        return clauses.nodes[at].text in clauses.grammar.conjunctions | {",", ";"}

    def _binds(self, clauses: Clauses, at: int) -> bool:
        """Whether the word at `at` is a verb of duty: ``shall``, a French future, a verb that binds in the present."""
        language, node = clauses.grammar.language, clauses.nodes[at]
        if node.kind != "word" or node.referents or clauses.grammar.preposition(clauses.sentence.word(at - 1)) in _OF:
            return False
        if language == "en":
            verb = clauses.sentence.word(clauses.behind_commas(at + 1))
            return (node.text == "shall" and verb not in self.unbinding["en"]) or self._pledges(clauses, at)
        if _FUTURE.match(node.text):
            return node.text not in self.unbinding["fr"]
        group = clauses.groups.get(at)
        if group is None or group.voice != "active" or group.modality != "asserted" or not group.finite:
            return False
        return group.start == at - group.reflexive and key(group.verb) not in self.idle

    @staticmethod
    def _pledges(clauses: Clauses, at: int) -> bool:
        """Whether the English verb at `at` pledges what an infinitive behind it tells: ``each Party undertakes to``."""
        group = clauses.groups.get(at)
        pledging = group is not None and key(group.verb) in _PLEDGES and group.start == at and group.finite
        return pledging and clauses.sentence.word(at + 1) == "to"

    def _may_bind(self, clauses: Clauses, verb: int, party: int) -> bool:
        """Whether the French verb in the present at `verb` binds: any that is told of the parties as such, of others a known
        one.
        """
        group, node = clauses.groups[verb], clauses.nodes[party]
        if clauses.sentence.word(group.start - 1) in clauses.grammar.relatives:
            return False
        told = node.text.startswith(_PARTIES) or key(group.verb) in self.binding["fr"]
        return told and not any(one.text in self.offices for one in clauses.nodes[verb + 1 : verb + _OBJECT_REACH])

    def _party(self, clauses: Clauses, verb: int, kinds: Sequence[str]) -> int | None:
        """The index of the party, of one of `kinds`, before the verb that no preposition governs."""
        nodes, grammar = clauses.nodes, clauses.grammar
        found: int | None = None
        for at in range(verb):
            if nodes[at].text == ":":
                found = None
            if governor(nodes, at, grammar) is not None and nodes[max(0, at - _EACH_REACH)].text not in _EACH:
                continue
            if self._agent(nodes[at], kinds) or self.parties[grammar.language].at(nodes, at) is not None:
                found = at
            elif nodes[at].referents and nodes[at].kind in ("thing", "role"):
                found = None
        return found

    def _agent(self, node: Node, kinds: Sequence[str]) -> bool:
        named = node.kind == "thing" and bool(node.referents)
        return named and all(self.ontology.is_a(one.cls, kinds) for one in node.referents)
