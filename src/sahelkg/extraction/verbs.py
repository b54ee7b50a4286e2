"""The verbs of a sentence: groups with their auxiliaries, voice and mood."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Sentence, key
from sahelkg.model import Modality

Voice = Literal["active", "passive", "reduced", "gerund", "infinitive"]
_OPENING = {"(": ")", "[": "]"}
HARD = frozenset((";",))
"""Marks that no clause goes over."""
QUOTES = frozenset("“”\"«»'‘’")
_DASHES = frozenset(("–", "—"))
ROUGHLY = frozenset(("over", "about", "around", "under", "near", "vers", "environ", "quelque", "nearly", "almost"))
APPROXIMATELY = frozenset(
    (
        ("at", "least"),
        ("at", "most"),
        ("up", "to"),
        ("more", "than"),
        ("fewer", "than"),
        ("less", "than"),
        ("close", "to"),
        ("au", "moins"),
        ("au", "plus"),
        ("plus", "de"),
        ("près", "de"),
        ("pres", "de"),
        ("moins", "de"),
        ("jusqu'", "à"),
    )
)
_NOUN_BEHIND_VERB = 3
_ADJECTIVAL = ("al", "ary", "ive", "ic", "ous", "ian", "able", "ible", "ful", "less")
_ASIDE = 16
_CLITICS = frozenset(("en", "y", "l'", "le", "la", "les", "lui", "leur"))
_BEFORE_EN = frozenset(("s'", "n'", "se", "ne"))
_UNCONTRACTED = {"won't": "will", "can't": "can", "shan't": "shall"}


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: `start` is the first auxiliary's index, `head` the verb's, `end` behind the
    verb and its particle.
    """

    start: int
    head: int
    end: int
    verb: str
    voice: Voice
    modality: Modality
    reflexive: bool
    finite: bool


class Verbs:
    """One sentence with its verbs found."""

    def __init__(self, text: str, sentence: Sentence, grammar: Grammar, forms: VerbForms) -> None:
        self.text = text
        self.sentence = sentence
        self.nodes = sentence.nodes
        self.grammar = grammar
        self.forms = forms

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Index of each closing bracket, or dash that ends an aside, or comma behind an age (``Ada Lind, 55, founded``), to
        that of its opening one.
        """
        open_at: list[tuple[int, str]] = []
        pairs: dict[int, int] = {}
        dashes = [index for index, node in enumerate(self.nodes) if node.text in _DASHES and self._apart(node)]
        if len(dashes) == 2:
            pairs[dashes[1]] = dashes[0]
        for index, node in enumerate(self.nodes):
            aged = node.kind == "count" and self.sentence.word(index - 1) == "," == self.sentence.word(index + 1)
            if aged and index > 1 and self.nodes[index - 2].kind == "thing":
                pairs[index + 1] = index - 1
            if node.text in _OPENING:
                open_at.append((index, _OPENING[node.text]))
            elif open_at and node.text == open_at[-1][1]:
                pairs[index] = open_at.pop()[0]
        return pairs

    def _apart(self, node: Node) -> bool:
        """Whether a dash stands between spaces, unlike that of a range or a compound."""
        return self.text[node.start - 1 : node.start].isspace() and self.text[node.end : node.end + 1].isspace()

    @cached_property
    def groups(self) -> dict[int, VerbGroup]:
        """The verb groups by the index of their verb."""
        return {index: next((group for group in found if group.finite), found[0]) for index, found in self.readings.items()}

    @cached_property
    def readings(self) -> dict[int, list[VerbGroup]]:
        """Every reading of a word as a verb, by the word's index."""
        readings: dict[int, list[VerbGroup]] = {}
        for index, node in enumerate(self.nodes):
            small = node.text in self.grammar.prepositions or node.text in self.grammar.articles
            if node.kind == "word" and not node.referents and not small:
                groups = (self._group(index, verb, tags) for verb, tags in self.forms.get(node.text, ()))
                found = [group for group in groups if group is not None]
                if found:
                    readings[index] = found
        return readings

    def groups_of(self, index: int) -> Sequence[VerbGroup]:
        """Every reading of the word at `index` as a verb."""
        return self.readings.get(index, ())

    def _auxiliaries(self, index: int) -> tuple[int, list[str]]:
        """Index of the first word of the verb group that ends at `index`, and its words before the verb,
        adverbs left out.
        """
        grammar = self.grammar
        helpers: list[str] = []
        start = at = index
        reach = index - 7
        while at > max(reach, 0):
            word = self.nodes[at - 1].text
            if self.nodes[at - 1].kind != "word":
                opening = None if helpers else self._inserted(at - 1)
                if opening is None:
                    break
                at, reach = opening, opening - 7
                continue
            contracted = word.endswith("n't")
            if word == "en" and self.sentence.word(at - 2) in _BEFORE_EN:
                at -= 1
                start = at
            elif contracted or word in grammar.auxiliaries or word in grammar.negations or word in ("se", "s'", "y", "to"):
                helpers[:0] = [_UNCONTRACTED.get(word, word[:-3]), "not"] if contracted else [word]
                start = at - 1
                at -= 1
                if word == "to":
                    break
            elif grammar.is_adverb(word) and word not in grammar.prepositions:
                at -= 1
            else:
                break
        return start, helpers

    def _inserted(self, comma: int) -> int | None:
        """The index of the comma behind an auxiliary that opens the aside which the one at `comma` closes: ``has, by the
        Treaty of Oslo, founded``.
        """
        if self.nodes[comma].text != ",":
            return None
        opening = next((at for at in range(comma - 1, max(comma - _ASIDE, 0), -1) if self.nodes[at].text == ","), None)
        auxiliary = self.nodes[opening - 1].text if opening is not None else ""
        return opening if auxiliary in self.grammar.have | self.grammar.be else None

    def _group(self, index: int, verb: str, tags: frozenset[str]) -> VerbGroup | None:
        grammar = self.grammar
        if self.nodes[index].text in grammar.auxiliaries and self._helps(index):
            return None
        tags = self._spelt(index, verb, tags)
        start, helpers = self._auxiliaries(index)
        before = self.nodes[start - 1].text if start else ""
        has = any(word in grammar.have for word in helpers)
        is_ = any(word in grammar.be for word in helpers)
        reflexive = any(word in ("se", "s'") for word in helpers)
        future = any(word in grammar.future for word in helpers)
        infinitive = helpers[:1] == ["to"] or (grammar.language == "fr" and "base" in tags and not future)
        modal = future or any(word in grammar.conditional for word in helpers)
        if "participle" in tags and (is_ or has):
            last = [word for word in helpers if word in grammar.be | grammar.have][-1]
            passive = last in grammar.be and not reflexive and key(verb) not in grammar.with_be
            voice: Voice = "passive" if passive else "active"
            if infinitive and helpers[0] == "to":
                voice = "passive" if passive else "infinitive"
        elif "gerund" in tags and grammar.language == "en" and is_:
            voice = "active"
        elif "gerund" in tags:
            named = before in grammar.articles and grammar.language == "en"
            if not helpers and (named or self._names_kind(index)):
                return None
            voice = "gerund"
        elif infinitive:
            voice = "infinitive"
        elif tags >= {"past", "participle"} and not helpers and self._reduced(index, before):
            voice = "reduced"
        elif tags & {"present", "past", "future", "conditional"} or (
            "base" in tags and grammar.language == "en" and (modal or not is_)
        ):
            pointing = before in grammar.demonstratives and "present" in tags and "base" not in tags
            if before in grammar.articles and grammar.language == "en" and not (helpers or pointing):
                return None
            if grammar.language == "en" and (is_ or (not helpers and self._acted_on(start))):
                return None
            plain = "base" in tags and "past" not in tags
            if grammar.language == "en" and plain and not helpers and not self._plural_before(start):
                return None
            voice = "active"
        elif "participle" in tags:
            voice = "reduced"
        else:
            return None
        if grammar.language == "fr" and not helpers and voice in ("active", "reduced"):
            governed = voice == "active" and before != "en" and grammar.preposition(before) is not None
            if governed or before in grammar.articles:
                return None
        finite = voice in ("active", "passive")
        return VerbGroup(
            start, index, index + 1, verb, voice, self._modality(start, index, tags, helpers), reflexive, finite
        )

    def _spelt(self, index: int, verb: str, tags: frozenset[str]) -> frozenset[str]:
        """`tags` without what the accent of a French word in -er rules out: ``signe`` is no participle,
        ``signé`` nothing else.
        """
        if self.grammar.language == "en" or not verb.endswith("er") or not tags >= {"present", "participle"}:
            return tags
        node = self.nodes[index]
        accented = self.text[node.start : node.end].lower().rstrip("s").rstrip("e").endswith("é")
        return tags - {"present"} if accented else tags - {"participle"}

    def _acted_on(self, index: int) -> bool:
        """Whether an English word that may be a verb is what the verb before it acts on: the noun in ``Norway provides
        support``, ``has delivered medical supplies``.
        """
        at = index - 1
        while at > 0 and index - at < _NOUN_BEHIND_VERB and self._plain(at):
            at -= 1
        if at < 1 or not any(tags & {"present", "past"} for _, tags in self.forms.get(self.nodes[at].text, ())):
            return False
        while at > 0 and (self.grammar.is_adverb(self.nodes[at - 1].text) or self.nodes[at - 1].text in self.grammar.have):
            at -= 1
        return self.nodes[at - 1].kind == "thing" or self.nodes[at - 1].text in self.grammar.relatives

    def _plain(self, at: int) -> bool:
        """Whether the node at `at` is a word that may be an adjective or noun, and nothing else."""
        node = self.nodes[at]
        return node.kind == "word" and not node.referents and self.plain_noun(node.text)

    def _plural_before(self, start: int) -> bool:
        """Whether what stands before an English plain form may be its subject: several things, a plural,
        "they", a new clause. Behind a sum it is a noun: ``a €5 million grant``.
        """
        if start == 0:
            return False
        node, grammar = self.nodes[start - 1], self.grammar
        if node.kind == "punctuation":
            return True
        if node.kind == "thing":
            plural = self.text[node.start : node.end].endswith("s") or self.governed(start - 1) is not None
            return len(node.referents) > 1 or plural or any(one.cls in ("Group", "GroupOfStates") for one in node.referents)
        if node.kind == "sum":
            return False
        if node.kind != "word":
            return True
        if grammar.preposition(node.text) or node.text in grammar.articles | {"'s"}:
            return False
        small = grammar.relatives | grammar.conjunctions | frozenset(("we", "they", "you", "i"))
        return node.text in small or grammar.is_adverb(node.text) or node.text.endswith("s")

    def _helps(self, index: int) -> bool:
        """Whether the auxiliary at `index` belongs to a participle that follows."""
        for node in self.nodes[index + 1 : index + 5]:
            if node.kind != "word":
                return False
            if any("participle" in tags or "base" in tags for _, tags in self.forms.get(node.text, ())):
                return True
            if not (
                self.grammar.is_adverb(node.text)
                or node.text in self.grammar.negations | self.grammar.be | self.grammar.have
            ):
                return False
        return False

    def _reduced(self, index: int, before: str) -> bool:
        """Whether an English form that may be past or participle is a participle: ``launched and signed by
        X``, ``, held in Oslo``.
        """
        previous = self.nodes[index - 1] if index else None
        if previous is not None and previous.referents and all(one.form == "demonym" for one in previous.referents):
            return True
        if before in ("-", "‑") or self.prenominal(index):
            return True
        at = index + 1
        while at < len(self.nodes) and at - index < 5:
            node = self.nodes[at]
            if node.text in self.grammar.agent:
                return True
            if node.kind != "word" or node.referents:
                break
            if (
                node.text not in self.grammar.conjunctions
                and not self.grammar.is_adverb(node.text)
                and node.text not in self.forms
            ):
                break
            at += 1
        following = self.nodes[index + 1] if index + 1 < len(self.nodes) else None
        if following is None or not (following.kind == "date" or self.grammar.preposition(following.text)):
            return False
        after_thing = index > 0 and (self.nodes[index - 1].kind in ("thing", "sum", "count") or self.plain_noun(before))
        after_thing &= before not in self.grammar.pronouns
        verb_before = any(
            any(tags & {"present", "past"} for _, tags in self.forms.get(node.text, ())) for node in self.nodes[: index - 1]
        )
        if before in self.grammar.conjunctions and self._in_aside(index - 1):
            return True
        return before in (",", "(") or index == 0 or (after_thing and (verb_before or self._verb_behind_place(index + 1)))

    def _in_aside(self, at: int) -> bool:
        """Whether a participle right behind a comma opens the words before `at`: ``the pact, drafted by X and signed``."""
        comma = next((i for i in range(at - 1, max(at - _ASIDE, 0), -1) if self.nodes[i].text == ","), None)
        if comma is None or self.nodes[comma - 1].kind != "thing":
            return False
        tags = [found for _, found in self.forms.get(self.nodes[comma + 1].text, ())]
        return any("participle" in found for found in tags) and self.nodes[comma + 2].text in self.grammar.agent

    def _verb_behind_place(self, at: int) -> bool:
        """Whether a past form follows what a preposition at `at` governs: ``based in Oslo withdrew``."""
        while at + 1 < len(self.nodes) and self.grammar.preposition(self.nodes[at].text):
            at += 1
            while at < len(self.nodes) - 1 and self.nodes[at].text in self.grammar.articles:
                at += 1
            if self.nodes[at].kind not in ("thing", "date"):
                return False
            at += 1
        return at < len(self.nodes) and any("past" in tags for _, tags in self.forms.get(self.nodes[at].text, ()))

    def prenominal(self, index: int) -> bool:
        """Whether the English participle at `index` stands before its noun: ``the newly formed alliance``."""
        at = index - 1
        while at >= 0 and self.grammar.is_adverb(self.nodes[at].text):
            at -= 1
        return at >= 0 and self.nodes[at].text in self.grammar.articles and self.nodes[at].kind == "word"

    def _names_kind(self, index: int) -> bool:
        """Whether an English gerund between an article and a noun says what kind that is: ``a military training camp``."""
        following = self.nodes[index + 1] if index + 1 < len(self.nodes) else None
        if self.grammar.language == "fr" or following is None or following.kind != "word" or following.referents:
            return False
        at = index - 1
        while at >= 0 and (self.grammar.is_adverb(self.nodes[at].text) or self.nodes[at].text.endswith(_ADJECTIVAL)):
            at -= 1
        article = at >= 0 and self.nodes[at].kind == "word" and self.nodes[at].text in self.grammar.articles
        return article and self.plain_noun(following.text)

    def _modality(self, start: int, index: int, tags: frozenset[str], helpers: list[str]) -> Modality:
        grammar = self.grammar
        copula = self.nodes[index].text in grammar.be
        before = start - 2 if self.sentence.word(start - 1) in _CLITICS else start - 1
        around = [node.text for node in self.nodes[max(before, 0) : index + (2 if copula else 1)]]
        if grammar.language == "en" and any(word in grammar.negations or word.endswith("n't") for word in around):
            return "negated"
        if grammar.language == "fr" and any(word in ("ne", "n'") for word in around):
            after = [node.text for node in self.nodes[index : index + 3]]
            if any(word in ("pas", "jamais", "aucun", "aucune", "ni", "guere", "rien") for word in (*around, *after)):
                return "negated"
        if tags >= {"future"} or any(word in grammar.future for word in helpers):
            return "planned"
        if any(word in grammar.be and word in ("sera", "seront") for word in helpers):
            return "planned"
        if "conditional" in tags or any(word in grammar.conditional for word in helpers):
            return "proposed"
        return "asserted"

    def governed(self, index: int) -> str | None:
        """The preposition that governs the node at `index`, or None."""
        if getattr(self.nodes[index].payload, "comparator", None):
            before = self.sentence.word(index - 1)
            if (self.sentence.word(index - 2), before) in APPROXIMATELY:
                index -= 2
            elif before in ROUGHLY:
                index -= 1
        return governor(self.nodes, index, self.grammar)

    def group_start(self, index: int) -> int:
        """The index of the first auxiliary of the verb at `index`."""
        return self._auxiliaries(index)[0]

    def plain_noun(self, word: str) -> bool:
        grammar = self.grammar
        small = grammar.auxiliaries | grammar.conjunctions | grammar.relatives | grammar.subordinators | grammar.negations
        if (
            word in small
            or word in grammar.articles
            or grammar.preposition(word)
            or grammar.is_adverb(word)
            or word in self.forms
        ):
            return False
        return word.isalpha() and not word.endswith("ed")
