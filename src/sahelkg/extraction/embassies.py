"""Embassies and consulates: ``the Norwegian Embassy in Nairobi`` is an office of Norway in Nairobi."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import WORD, Node, Referent, Sentence, key
from sahelkg.extraction.phrases import PhraseTable, inflected
from sahelkg.extraction.survey import Survey
from sahelkg.model import Claim
from sahelkg.ontology import Ontology

_IN = frozenset(("in", "at", "à", "en", "dans"))
_OF = frozenset(("of", "de"))
_REACH = 9
_ADJECTIVES = 4


@dataclass(frozen=True, slots=True)
class Post:
    """An office abroad in nodes ``[start, end)`` of a sentence: its kind, and whose it is as far as its words tell."""

    kind: str
    owners: tuple[Referent, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Embassies:
    """Finds them; `kinds` are the words for such an office by language, `ranks` what stands beside such a word where it only
    tells a rank, `grammars` those of the languages.
    """

    kinds: Mapping[str, Sequence[str]]
    ranks: Mapping[str, Sequence[str]]
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    _tables: dict[str, PhraseTable[str]] = field(default_factory=dict)

    def claims(self, survey: Survey) -> Iterator[Claim]:
        """One claim for each place of an office that the text names, and each state whose it is.

        An office without an owner belongs to the one state that acts in the sentence; else to the owner of the offices told
        before in the article, to the other of two states in its title, or to the state that publishes it.
        """
        document = survey.document
        told: dict[int, Referent] = {}
        for index, block in enumerate(document.blocks):
            for sentence in survey.sentences[index]:
                posts = list(self._posts(survey, sentence.nodes, block.language))
                for at, post in enumerate(posts):
                    limit = posts[at + 1].start if at + 1 < len(posts) else len(sentence.nodes)
                    places = self._places(sentence.nodes, post, limit, self.grammars[block.language])
                    for place in places:
                        owners = post.owners or self._unsaid(survey, sentence, post, place, told.get(block.article))
                        for owner in owners:
                            if owner.entity == place.entity:
                                continue
                            told[block.article] = owner
                            start = min(sentence.nodes[post.start].start, place.start)
                            yield survey.claim(
                                block,
                                min(start, owner.start) if owner in post.owners else start,
                                max(place.end, sentence.nodes[post.end - 1].end),
                                subject=owner.entity,
                                predicate="hasOfficeIn",
                                object=place.entity,
                                qualifiers=(("kind", post.kind),),
                                confidence=0.85 if post.owners else 0.75,
                                method="construction:embassy",
                            )

    def _table(self, language: str) -> PhraseTable[str]:
        if language not in self._tables:
            self._tables[language] = PhraseTable()
            for kind in self.kinds.get(language, ()):
                for words, _ in inflected(kind, language):
                    self._tables[language].add(words, kind)
        return self._tables[language]

    def _posts(self, survey: Survey, nodes: Sequence[Node], language: str) -> Iterator[Post]:
        """The offices that the sentence speaks of, in order."""
        table = self._table(language)
        for at, node in enumerate(nodes):
            found = table.at(nodes, at) if node.kind == "word" else None
            if found is not None and not self._ranks(nodes, at, found[0], language):
                yield self._worded(nodes, at, found[0], found[1], language)
            elif node.kind == "thing":
                named = self._named(survey, node, table)
                if named is not None:
                    yield Post(named[0], named[1], at, at + 1)

    def _ranks(self, nodes: Sequence[Node], start: int, end: int, language: str) -> bool:
        """Whether the words ``nodes[start:end]`` only tell a rank: ``raised to embassy status``, ``au rang d'ambassade``."""
        ranks = self.ranks.get(language, ())
        return any(node.text in ranks for node in (*nodes[max(0, start - 2) : start], *nodes[end : end + 1]))

    def _named(self, survey: Survey, node: Node, table: PhraseTable[str]) -> tuple[str, tuple[Referent, ...]] | None:
        """The kind and the owners of the offices that the thing or things in `node` are."""
        text = survey.document.text
        words = [Node(0, 0, "word", key(match.group())) for match in WORD.finditer(text, node.start, node.end)]
        kind = next((told[1] for at in range(len(words)) if (told := table.at(words, at))), None)
        if kind is None:
            return None
        owners = []
        for referent in node.referents:
            entity = survey.candidates.get(referent.entity)
            parts = [survey.candidates.get(slug) for link, slug in entity.links if link == "partOf"] if entity else []
            states = [part for part in parts if part is not None and self.ontology.is_a(part.cls, ("State",))]
            found = [hit.entities[0] for hit in survey.candidates.lexicon.find(text[node.start : node.end])]
            states = states or [one for one in found if self.ontology.is_a(one.cls, ("State",))]
            owners += [Referent(state.slug, state.cls, node.start, node.end) for state in states[:1]]
        return (kind, tuple(owners)) if owners else None

    def _worded(self, nodes: Sequence[Node], at: int, end: int, kind: str, language: str) -> Post:
        """An office in plain words: ``Norway's consulate``, ``consulat de Norvège``."""
        before = at - 1 if at and nodes[at - 1].text != "'s" else at - 2
        if before >= 0 and (self._states(nodes[before]) or self._possessed(nodes[before], language)):
            return Post(kind, nodes[before].referents, before, end)
        of = end + 1
        while of < len(nodes) and nodes[of].text in self.grammars[language].articles:
            of += 1
        joined = end < len(nodes) and self.grammars[language].preposition(nodes[end].text) in _OF
        if joined and of < len(nodes) and self._states(nodes[of]):
            return Post(kind, nodes[of].referents, at, of + 1)
        return Post(kind, (), at, end)

    def _unsaid(
        self, survey: Survey, sentence: Sentence, post: Post, place: Referent, told: Referent | None
    ) -> tuple[Referent, ...]:
        """Whose an office is that the text does not say: see `claims`."""
        entity = survey.candidates.get(place.entity)
        links = dict(entity.links) if entity is not None else {}
        land = place.entity if place.cls == "State" else links.get("locatedIn", "")
        grammar = self.grammars[survey.document.language]
        acting = [
            node.referents[0]
            for at, node in enumerate(sentence.nodes[: post.start])
            if self._states(node) and len(node.referents) == 1 and governor(sentence.nodes, at, grammar) is None
        ]
        titled = survey.titled[survey.document.blocks[sentence.block].article] if land else ()
        for found in (acting, (told,) if told else (), titled, (survey.governing,) if survey.governing else ()):
            states = {state.entity: state for state in found if state.entity != land}
            if len(states) == 1:
                return tuple(replace(state, form="described") for state in states.values())
        return ()

    def _states(self, node: Node) -> bool:
        """Whether the node names states and nothing else."""
        states = bool(node.referents) and all(self.ontology.is_a(one.cls, ("State",)) for one in node.referents)
        return node.kind == "thing" and states

    def _possessed(self, node: Node, language: str) -> bool:
        """Whether the node is a possessive that takes up a state: ``its`` in ``its embassy``."""
        possessive = node.text in self.grammars[language].possessives and bool(node.referents)
        return possessive and self.ontology.is_a(node.referents[0].cls, ("State",))

    def _places(self, nodes: Sequence[Node], post: Post, limit: int, grammar: Grammar) -> tuple[Referent, ...]:
        """The places that "in" introduces behind the office, or the town that stands there: ``Embassy Nairobi``; what was
        done with the office may stand between: ``was opened in Nairobi``.
        """
        if post.end < limit and self._sites(nodes[post.end], ("City",)):
            return nodes[post.end].referents
        for at in range(post.end, min(limit - 1, post.end + _REACH)):
            if nodes[at].kind in ("thing", "role") or nodes[at].text in (";", "which", "qui"):
                return ()
            if grammar.preposition(nodes[at].text) not in _IN:
                continue
            site = at + 1
            while site < min(limit - 1, at + _ADJECTIVES) and nodes[site].kind == "word":
                site += 1
            if self._sites(nodes[site], ("Place", "State")):
                return nodes[site].referents
        return ()

    def _sites(self, node: Node, kinds: Sequence[str]) -> bool:
        """Whether the node names places of these kinds and nothing else."""
        placed = all(self.ontology.is_a(one.cls, kinds) and one.form == "name" for one in node.referents)
        return node.kind == "thing" and bool(node.referents) and placed
