"""Who does what in a clause: verb groups, their voice and mood, and the things that stand around them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sahelkg.extraction.grammar import Grammar, VerbForms
from sahelkg.extraction.lists import governor
from sahelkg.extraction.nodes import Node, Sentence, key
from sahelkg.extraction.purposes import is_infinitive
from sahelkg.model import Modality

Voice = Literal["active", "passive", "reduced", "gerund", "infinitive"]
_OPENING = {"(": ")", "[": "]"}
_QUOTES = frozenset("“”\"«»'‘’")
_HARD = frozenset((";",))
_DASHES = frozenset(("–", "—"))
_IN_PHRASE = _QUOTES | {"-", "‑", "/", "'s", "'"}
_NEGATION_REACH = 4
_ROUGHLY = frozenset(("over", "about", "around", "under", "near", "vers", "environ", "quelque", "nearly", "almost"))
_APPROXIMATELY = frozenset(
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
_ADJECTIVES_SKIPPED = 6
_COUNTED_REACH = 10
_UNCONTRACTED = {"won't": "will", "can't": "can", "shan't": "shall"}
_BEFORE_INFINITIVE = frozenset(("de", "d'", "à"))
_CLITICS = frozenset(("se", "s'", "ne", "pas", "y", "en", "lui", "leur", "me", "nous"))
_IMPERSONAL = frozenset(("il", "there"))
PLACES = frozenset(("City", "State", "Place", "Region"))
_EACH_OTHER = frozenset(("elles", "eux"))
_DETERMINERS = frozenset(("le", "la", "l'", "les", "un", "une"))


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


class Clauses:
    """One sentence with its verbs found, and the searches that frames make in it."""

    def __init__(self, text: str, sentence: Sentence, grammar: Grammar, forms: VerbForms) -> None:
        self.text = text
        self.sentence = sentence
        self.nodes = sentence.nodes
        self.grammar = grammar
        self.forms = forms

    @cached_property
    def question(self) -> bool:
        """Whether the sentence asks."""
        return bool(self.nodes) and any(node.text == "?" for node in self.nodes[-2:])

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Index of each closing bracket, or dash that ends an aside, to that of its opening one."""
        open_at: list[tuple[int, str]] = []
        pairs: dict[int, int] = {}
        dashes = [index for index, node in enumerate(self.nodes) if node.text in _DASHES and self._apart(node)]
        if len(dashes) == 2:
            pairs[dashes[1]] = dashes[0]
        for index, node in enumerate(self.nodes):
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

    # --- reading one verb ---------------------------------------------------------------------------------------------

    def _auxiliaries(self, index: int) -> tuple[int, list[str]]:
        """Index of the first word of the verb group that ends at `index`, and its words before the verb,
        adverbs left out.
        """
        grammar = self.grammar
        helpers: list[str] = []
        start = at = index
        while at > 0 and index - at < 7:
            word = self.nodes[at - 1].text
            if self.nodes[at - 1].kind != "word":
                break
            contracted = word.endswith("n't")
            if contracted or word in grammar.auxiliaries or word in grammar.negations or word in ("se", "s'", "y", "to"):
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
            if grammar.language == "en" and "base" in tags and not helpers and not self._plural_before(start):
                return None
            voice = "active"
        elif "participle" in tags:
            voice = "reduced"
        else:
            return None
        if before in grammar.articles and voice in ("active", "reduced") and not helpers and grammar.language == "fr":
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

    def _plural_before(self, start: int) -> bool:
        """Whether what stands before an English plain form may be its subject: several things, a plural,
        "they", a new clause.
        """
        if start == 0:
            return False
        node, grammar = self.nodes[start - 1], self.grammar
        if node.kind == "punctuation":
            return True
        if node.kind == "thing":
            plural = self.text[node.start : node.end].endswith("s") or self.governed(start - 1) is not None
            return len(node.referents) > 1 or plural or any(one.cls in ("Group", "GroupOfStates") for one in node.referents)
        if node.kind != "word":
            return True
        if grammar.preposition(node.text) or node.text in grammar.articles:
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
        after_thing = index > 0 and (self.nodes[index - 1].kind in ("thing", "sum", "count") or self._plain_noun(before))
        verb_before = any(
            any(tags & {"present", "past"} for _, tags in self.forms.get(node.text, ())) for node in self.nodes[: index - 1]
        )
        return before == "," or index == 0 or (after_thing and (verb_before or self._verb_behind_place(index + 1)))

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

    def _modality(self, start: int, index: int, tags: frozenset[str], helpers: list[str]) -> Modality:
        grammar = self.grammar
        around = [node.text for node in self.nodes[max(start - 1, 0) : index + 1]]
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

    # --- searching ----------------------------------------------------------------------------------------------------

    def governed(self, index: int) -> str | None:
        """The preposition that governs the node at `index`, or None."""
        if getattr(self.nodes[index].payload, "comparator", None):
            before = self.sentence.word(index - 1)
            if (self.sentence.word(index - 2), before) in _APPROXIMATELY:
                index -= 2
            elif before in _ROUGHLY:
                index -= 1
        return governor(self.nodes, index, self.grammar)

    def modifier(self, index: int) -> bool:
        """Whether the thing at `index` only modifies a noun: an adjective of a state, a possessor, ``EU`` in
        ``EU support``.
        """
        node = self.nodes[index]
        if node.referents and node.kind == "thing" and all(referent.form == "demonym" for referent in node.referents):
            return True
        following = self.nodes[index + 1] if index + 1 < len(self.nodes) else None
        if following is None or following.kind == "punctuation":
            return following is not None and following.text in ("-",)
        if self._possessive(index):
            return True
        if self.grammar.language == "fr":
            return False
        if following.kind != "word":
            return following.kind in ("thing", "role")
        if following.referents:
            return False
        return self._plain_noun(following.text)

    def _possessive(self, index: int) -> bool:
        """Whether an English possessive mark follows the thing at `index`, not a quotation mark that closes."""
        mark = self.nodes[index + 1].text if index + 1 < len(self.nodes) else ""
        plural = mark == "'" and self.text[self.nodes[index].start : self.nodes[index].end].endswith("s")
        return mark == "'s" or (
            plural and self.grammar.language == "en" and (index == 0 or self.nodes[index - 1].text != "'")
        )

    def heads(self, indices: Iterable[int]) -> Iterator[int]:
        """Of the node `indices`, those that are heads: things, roles and pronouns that no preposition governs
        and that modify nothing.
        """
        for index in indices:
            node = self.nodes[index]
            possessive = node.text in self.grammar.possessives and node.kind == "word"
            if node.referents and not possessive and not self.modifier(index) and self.governed(index) is None:
                yield index

    def subject(self, group: VerbGroup) -> int | None:
        """The index of the grammatical subject of `group`, or None where none is found in its clause."""
        if group.voice in ("gerund", "infinitive", "reduced"):
            going = self._finite_before(group.start) if group.voice == "infinitive" else None
            if going is not None and key(going.verb) in self.grammar.motion:
                return self.subject(going)
            near = self.adjacent_left(group)
            if near is not None and not (group.voice == "infinitive" and self.nodes[group.start - 1].kind == "date"):
                return near
            if group.voice == "reduced" and group.start and self.nodes[group.start - 1].text in self.grammar.conjunctions:
                earlier = self._joined(group)
                if earlier is not None and earlier.voice == "reduced":
                    return self.subject(earlier)
                if self.grammar.language == "fr":
                    return None
            ruler = self._finite_before(group.start)
            purpose = group.voice != "infinitive" or near is not None
            if ruler is not None and (purpose or key(ruler.verb) in self.grammar.intent):
                return self.subject(ruler)
            return self._after_comma(group.end) if group.voice != "infinitive" and group.start < 2 else None
        at = group.start - 1
        if at >= 0 and self.nodes[at].text in self.grammar.conjunctions:
            embedded = self._relative_before(at - 1) if at else None
            earlier = self._finite_before(at if embedded is None else embedded)
            if earlier is not None:
                return self.subject(earlier)
        inverted = self._inverted(group)
        if inverted is not None:
            return inverted
        return self._leftwards(at)

    def impersonal(self, group: VerbGroup) -> int | None:
        """What an impersonal passive brings into being: ``Il est institué entre les parties une union``, ``There is hereby
        established a fund``.
        """
        if group.start == 0 or self.nodes[group.start - 1].text not in _IMPERSONAL:
            return None
        return next((at for at in self.heads(range(group.end, len(self.nodes))) if self.nodes[at].kind == "thing"), None)

    def _may_act(self, node: Node) -> bool:
        """Whether a node before a verb may be its subject: a thing, an office, or a pronoun for one."""
        return node.kind in ("thing", "role") or (bool(node.referents) and node.text in self.grammar.pronouns)

    def _inverted(self, group: VerbGroup) -> int | None:
        """The subject behind the verb, as in ``ont participé à cette réunion A et B`` or ``says A``: only
        where nothing stands before it.
        """
        if group.start == 0 or not any(self._may_act(self.nodes[i]) for i in range(group.start)):
            first = self.nodes[0].text if self.nodes else ""
            if group.start == 0 or self.grammar.preposition(first) or self.grammar.language == "fr":
                found = next(self.heads(range(group.end, len(self.nodes))), None)
                if found is not None and self.nodes[found].kind in ("thing", "role"):
                    return found
        return None

    def _leftwards(self, at: int) -> int | None:
        grammar = self.grammar
        while at >= 0:
            node = self.nodes[at]
            if at in self.brackets:
                at = self.brackets[at] - 1
                continue
            if node.text in _HARD or (node.text == ":" and node.kind == "punctuation"):
                return None
            if node.kind == "word" and node.text in grammar.relatives and not node.referents:
                return self.antecedent(at)
            if node.referents and next(self.heads((at,)), None) is not None:
                return at
            if node.kind in ("count", "sum") and self.governed(at) is None:
                return at
            embedded = self._relative_before(at)
            if embedded is not None:
                at = embedded - 1
                continue
            if at in self.groups and self.groups[at].finite:
                return None
            at -= 1
        return None

    def _relative_before(self, at: int) -> int | None:
        """If a relative clause closed by a comma ends at `at`, the index of its relative pronoun."""
        if self.nodes[at].text != ",":
            return None
        back = at - 1
        while back > 0 and at - back < 25:
            if self.nodes[back].text in self.grammar.relatives and self.nodes[back - 1].text == ",":
                return back
            if self.nodes[back].text in _HARD:
                return None
            back -= 1
        return None

    def group_start(self, index: int) -> int:
        """The index of the first auxiliary of the verb at `index`."""
        return self._auxiliaries(index)[0]

    def antecedent(self, relative: int) -> int | None:
        """The index of what the relative pronoun at `relative` takes up."""
        at = relative - 1
        if at > 0 and self.nodes[at].text in self.grammar.conjunctions:
            participle = next((g for g in reversed(self.groups.values()) if g.voice == "reduced" and g.head < at), None)
            if participle is not None and (head := self.adjacent_left(participle)) is not None:
                return head
        small = _QUOTES | {","} | self.grammar.articles
        while at >= 0 and (
            self.nodes[at].text in small or self.nodes[at].kind == "date" or self.grammar.preposition(self.nodes[at].text)
        ):
            at -= 1
        if at >= 0 and self.nodes[at].kind == "count":
            while at > 0 and relative - at < _COUNTED_REACH and not (self.nodes[at].kind == "thing" or at in self.groups):
                at -= 1
                at = self.brackets[at] - 1 if at in self.brackets else at
        if at in self.brackets:
            at = self.brackets[at] - 1
        if at >= 0 and self.nodes[at].referents and not self.modifier(at):
            return at
        return self._said_of(at)

    def _said_of(self, at: int) -> int | None:
        """What the plain noun phrase that ends at `at` is said to be: the bank in ``the bank is an old
        institution which``.
        """
        back = at
        while (
            back >= 0
            and at - back < _ADJECTIVES_SKIPPED
            and self.nodes[back].kind == "word"
            and not self.nodes[back].referents
        ):
            if self.nodes[back].text in self.grammar.be:
                group = self.groups.get(back)
                return self.subject(group) if group is not None else None
            if self.grammar.preposition(self.nodes[back].text) or back in self.groups:
                return None
            back -= 1
        return None

    def ruler(self, index: int) -> VerbGroup | None:
        """The finite verb whose clause the node at `index` belongs to: the last one before it, else the first
        of the sentence.
        """
        return self._finite_before(index) or next((group for group in self.groups.values() if group.finite), None)

    def compound(self, index: int) -> bool:
        """Whether an English noun that ends at `index` only modifies the noun there: ``budget`` in ``budget support``."""
        if self.grammar.language != "en" or index >= len(self.nodes) or self.nodes[index].kind != "word":
            return False
        return self._plain_noun(self.nodes[index].text)

    def opens_finite(self, index: int) -> bool:
        """Whether a finite verb with its auxiliaries begins at `index`: the main verb goes on behind an insertion."""
        return any(group.start == index and group.finite for group in self.groups.values())

    def goes_on(self, opener: str, index: int) -> bool:
        """Whether what begins at `index` fits the word that opens a purpose: an infinitive behind ``to``,
        ``de``, ``d'``, ``à``.
        """
        if opener == "to":
            return self.verbal(index)
        if opener in _BEFORE_INFINITIVE and self.grammar.language == "fr":
            while index < len(self.nodes) and self.nodes[index].text in _CLITICS:
                index += 1
            return index < len(self.nodes) and is_infinitive(self.nodes[index].text, "fr", self.forms)
        return True

    def verbal(self, index: int) -> bool:
        """Whether an infinitive may follow "to" at `index`: a plain lower-case word that is no article or preposition."""
        if index >= len(self.nodes) or self.nodes[index].kind != "word" or self.nodes[index].referents:
            return False
        node = self.nodes[index]
        return (
            node.text not in self.grammar.articles
            and not self.grammar.preposition(node.text)
            and not self.text[node.start].isupper()
        )

    def _plain_noun(self, word: str) -> bool:
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

    def _finite_before(self, index: int) -> VerbGroup | None:
        """The nearest finite verb group before `index` in the same clause chain."""
        for at in range(index - 1, -1, -1):
            if self.nodes[at].text in _HARD:
                return None
            if at in self.groups and self.groups[at].finite:
                return self.groups[at]
        return None

    def _after_comma(self, index: int) -> int | None:
        """The first head behind the first comma after `index`: ``Founded in 1990, the Bank …``."""
        comma = next((at for at in range(index, len(self.nodes)) if self.nodes[at].text == ","), None)
        return None if comma is None else next(self.heads(range(comma + 1, len(self.nodes))), None)

    def adjacent_left(self, group: VerbGroup) -> int | None:
        """The thing that a participle or infinitive directly follows, over commas, adverbs and brackets."""
        at = group.start - 1
        steps = 0
        while at >= 0 and steps < 4:
            node = self.nodes[at]
            if at in self.brackets:
                at = self.brackets[at] - 1
                continue
            if node.kind in ("thing", "role") and node.referents:
                return None if self.modifier(at) else at
            if node.kind == "date" or node.text in _QUOTES | {","} or self.grammar.is_adverb(node.text):
                at -= 1
                continue
            if at in self.groups or node.text in self.grammar.conjunctions or self.grammar.preposition(node.text):
                return None
            at -= 1
            steps += 1
        return None

    def object(self, start: int) -> int | None:
        """The index of the first thing from `start` on that no preposition introduces, over articles and adjectives."""
        at = start
        skipped = 0
        while at < len(self.nodes) and skipped <= _ADJECTIVES_SKIPPED:
            node = self.nodes[at]
            if node.kind == "date":
                at += 1
                continue
            if node.kind in ("thing", "sum", "count", "role") or (
                node.kind == "word" and node.text in self.grammar.pronouns
            ):
                if node.referents and self.modifier(at):
                    at += 1
                    continue
                return at
            if node.kind == "punctuation":
                if node.text in _QUOTES:
                    at += 1
                    continue
                beyond = self._parenthetical(at)
                if beyond is None:
                    return None
                at = beyond
                continue
            word = node.text
            if (word, self.sentence.word(at + 1)) in _APPROXIMATELY:
                at += 2
                continue
            if word in _ROUGHLY and at + 1 < len(self.nodes) and self.nodes[at + 1].kind in ("count", "sum"):
                at += 1
                continue
            if self.grammar.preposition(word) and word not in self.grammar.articles:
                dated = all(one.kind == "date" or one.text in self.grammar.articles for one in self.nodes[start:at])
                beyond = self._located(at) if dated else None
                if beyond is None:
                    return None
                at = beyond
                continue
            if word in self.grammar.relatives | self.grammar.subordinators | self.grammar.conjunctions or self._finite(at):
                return None
            if word not in self.grammar.articles:
                skipped += 1
            at += 1
        return None

    def relative_object(self, group: VerbGroup) -> int | None:
        """What the clause of `group` is relative to, where that is its object: the treaty in ``the treaty, which Kenya
        ratified in 2016,``.
        """
        subject = self.subject(group) if group.voice == "active" else None
        if subject is None or subject > group.start:
            return None
        at = subject - 1
        while at > 0 and self.nodes[at].text in self.grammar.articles:
            at -= 1
        relative = at > 0 and self.nodes[at].kind == "word" and self.nodes[at].text in self.grammar.object_relatives
        return self.antecedent(at) if relative else None

    def _located(self, at: int) -> int | None:
        """The index behind the place, or the words "entre elles", between a French verb and its object: ``ont adopté à Oslo
        la déclaration``.
        """
        if at + 1 < len(self.nodes) and self.nodes[at + 1].kind == "date":
            return at + 2
        if self.grammar.language == "en" or at + 2 >= len(self.nodes):
            return None
        place, following = self.nodes[at + 1], self.nodes[at + 2]
        placed = place.text in _EACH_OTHER or (place.kind == "thing" and all(one.cls in PLACES for one in place.referents))
        return at + 2 if placed and following.text in _DETERMINERS else None

    def _parenthetical(self, comma: int) -> int | None:
        """The index behind a short aside such as ``, on 3 May in Oslo,`` that begins at the comma, or None."""
        if self.nodes[comma].text != ",":
            return None
        at = comma + 1
        while at < len(self.nodes) and at - comma < 7:
            node = self.nodes[at]
            if node.text == "," and at > comma + 1:
                return self._parenthetical(at) or at + 1
            located = node.kind == "date" or self.grammar.preposition(node.text) or node.text in self.grammar.articles
            if not (located or self.governed(at)):
                return None
            at += 1
        return None

    def _finite(self, at: int) -> bool:
        return at in self.groups and self.groups[at].finite and self.groups[at].start != self.groups[at].head

    def reach(self, group_end: int) -> int:
        """How far to the right the clause of a verb that ends at `group_end` goes: to the subject of the next
        finite verb, or a hard stop.
        """
        for at in range(group_end, len(self.nodes)):
            if self.nodes[at].text in _HARD:
                return at
            if at in self.groups and self.groups[at].finite:
                return self._subject_start(self.groups[at].start, group_end)
        return len(self.nodes)

    def next_verb(self, start: int) -> int:
        """The index of the first finite verb from `start` on, with its auxiliaries; the end where there is none."""
        starts = (group.start for group in self.groups.values() if group.finite and group.start >= start)
        return min(starts, default=len(self.nodes))

    def next_predicate(self, start: int) -> int:
        """Where behind `start` a further finite verb is joined to the one before: ``sets up X and leads …``."""
        for at in range(start, len(self.nodes)):
            group = self.groups.get(at)
            further = group is not None and group.finite and group.start > start
            if further and group and self.nodes[group.start - 1].text in self.grammar.conjunctions:
                return group.start - 1
        return len(self.nodes)

    def noun_reach(self, start: int, end: int) -> int:
        """How far the clause of the noun or phrase at ``nodes[start:end]`` goes: one that stands before the
        sentence's first verb belongs to that verb's clause, as its subject or as what opens it.
        """
        if self._finite_before(start) is None:
            following = next(
                (at for at in range(end, len(self.nodes)) if at in self.groups and self.groups[at].finite), None
            )
            if following is not None and not any(self.nodes[at].text in _HARD for at in range(end, following)):
                return self.reach(self.groups[following].end)
        return self.reach(end)

    def _subject_start(self, verb: int, floor: int) -> int:
        """Where the subject that stands right before the verb at `verb` begins, not before `floor`."""
        grammar = self.grammar
        at = verb
        thing = False
        while at > floor:
            node = self.nodes[at - 1]
            opens = node.text in grammar.conjunctions | grammar.relatives | grammar.subordinators or node.kind in (
                "sum",
                "date",
            )
            if node.kind == "word" and grammar.preposition(node.text) and not opens:
                return self._behind_governed(at, verb)
            if opens or node.kind == "punctuation":
                break
            if node.kind == "thing":
                if thing:
                    break
                thing = True
            at -= 1
        return at

    def _behind_governed(self, start: int, end: int) -> int:
        """The index behind the thing that a preposition before `start` governs; `start` where none stands there."""
        at = start
        while at < end and self.nodes[at].text in self.grammar.articles:
            at += 1
        return at + 1 if at < end and self.nodes[at].kind == "thing" else start

    def before_participle(self, start: int, end: int) -> int:
        """Where in ``nodes[start:end]`` a participle that is not joined to what stands before it begins;
        `end` where none does.
        """
        for at in range(start, end):
            group = self.groups.get(at)
            joined = at > 0 and self.nodes[at - 1].text in self.grammar.conjunctions
            if group is not None and group.voice == "reduced" and not joined and not self.prenominal(at):
                return at
        return end

    def _joined(self, group: VerbGroup) -> VerbGroup | None:
        """The verb that a conjunction joins `group` to: right before it, or the participle that opens the sentence."""
        opening = self.groups.get(0)
        fronted = opening is not None and opening.voice == "reduced" and self._finite_before(group.start) is None
        return self.groups.get(group.start - 2) or (opening if fronted else None)

    def stray(self, group: VerbGroup) -> bool:
        """Whether a participle has no noun of its own: nothing before it, no agent compounded with it, no
        participle it joins.
        """
        if group.voice != "reduced" or group.start < 2 or self.prenominal(group.head):
            return False
        before = self.nodes[group.start - 1]
        if before.kind in ("thing", "sum", "count") or before.text in ("-", "‑"):
            return False
        joined = self._joined(group)
        if before.text in self.grammar.conjunctions:
            ruler = self._finite_before(group.start)
            passive = ruler is not None and ruler.voice == "passive"
            return not passive and (joined is None or joined.voice != "reduced")
        return False

    def phrase_end(self, start: int) -> int:
        """Where the phrase of a participle that ends at `start` ends: at the next verb that is not joined to it."""
        for at in range(start, len(self.nodes)):
            joined = at > 0 and self.nodes[at - 1].text in self.grammar.conjunctions and at - start < 3
            if at in self.groups and not joined and self.groups[at].voice != "infinitive":
                return at
        return len(self.nodes)

    def noun_phrase_end(self, start: int) -> int:
        """Where the noun phrase that begins at `start` ends, complements and a list included: before a verb, a relative
        clause, a date, the place or time of what was said, or a comma that joins no list.
        """
        commas: list[int] = []
        joined = False
        end = start
        while end < len(self.nodes) and not self._ends_phrase(end, start):
            if self.nodes[end].text == ",":
                commas.append(end)
            joined |= self.nodes[end].text in self.grammar.conjunctions
            end += 1
        if commas and not joined:
            end = commas[0]
        while end > start and (self.nodes[end - 1].text in self.grammar.conjunctions | {","} or self._opens(end - 1)):
            end -= 1
        return end

    def _ends_phrase(self, at: int, start: int) -> bool:
        """Whether the noun phrase that begins at `start` ends before the node at `at`."""
        node, grammar = self.nodes[at], self.grammar
        if node.text == ",":
            return self._opens(at + 1) and self.nodes[at + 1].text not in grammar.articles
        if node.kind == "punctuation":
            return node.text not in _IN_PHRASE
        small = grammar.relatives | grammar.subordinators | grammar.pronouns.keys()
        verbs = (group for group in self.groups.values() if group.start == at and not self.prenominal(group.head))
        verb = any(group.finite or group.voice in ("reduced", "infinitive") for group in verbs)
        return verb or node.kind == "date" or node.text in small or (at > start and self._sets_scene(at))

    def _opens(self, index: int) -> bool:
        """Whether the word at `index` needs something behind it."""
        if index >= len(self.nodes):
            return False
        word = self.nodes[index].text
        return self.nodes[index].kind == "word" and (word in self.grammar.articles or bool(self.grammar.preposition(word)))

    def _sets_scene(self, preposition: int) -> bool:
        """Whether the node is a preposition before a date or a town: it tells when or where, not of what."""
        if not self.grammar.preposition(self.nodes[preposition].text):
            return False
        following = self.nodes[preposition + 1] if preposition + 1 < len(self.nodes) else None
        return following is not None and (
            following.kind == "date" or (bool(following.referents) and all(one.cls == "City" for one in following.referents))
        )

    @cached_property
    def _filled(self) -> list[int]:
        return [index for index, node in enumerate(self.nodes) if node.referents or node.payload is not None]

    def filled(self, start: int, end: int) -> Sequence[int]:
        """The indices in ``nodes[start:end]`` of everything that is more than a word."""
        return self._filled[bisect_left(self._filled, start) : bisect_left(self._filled, end)]

    def complements(self, start: int, end: int, prepositions: frozenset[str]) -> Iterator[int]:
        """Indices of things, sums, counts, dates and roles in ``nodes[start:end]`` that one of `prepositions` governs."""
        for at in self.filled(start, end):
            node = self.nodes[at]
            owner = self._possessive(at)
            adjective = all(referent.form == "demonym" for referent in node.referents) and not self._people(at)
            if node.kind == "thing" and (owner or adjective):
                continue
            if (node.referents or node.kind in ("sum", "count", "date")) and node.kind != "word":
                ruler = self.governed(at)
                if ruler is not None and ruler in prepositions:
                    yield at

    def _people(self, index: int) -> bool:
        """Whether the English adjective of a state at `index` stands for its people: ``assistance to Venezuelans``."""
        following = self.sentence.word(index + 1)
        plural = self.text[self.nodes[index].start : self.nodes[index].end].endswith("s")
        return self.grammar.language == "en" and plural and not self._plain_noun(following)

    def node(self, index: int) -> Node:
        return self.nodes[index]
