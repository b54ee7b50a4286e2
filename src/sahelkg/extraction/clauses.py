"""Who does what in a clause: the things that stand around its verbs, and what they are to them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from sahelkg.extraction.nodes import Node, key
from sahelkg.extraction.purposes import is_infinitive
from sahelkg.extraction.reaches import Reaches
from sahelkg.extraction.verbs import APPROXIMATELY, HARD, QUOTES, ROUGHLY, VerbGroup

_ADJECTIVES_SKIPPED = 6
_COUNTED_REACH = 10
_BEFORE_INFINITIVE = frozenset(("de", "d'", "à"))
_CLITICS = frozenset(("se", "s'", "ne", "pas", "y", "en", "lui", "leur", "me", "nous"))
_NAMING = frozenset(("known", "called", "named", "styled"))
_IMPERSONAL = frozenset(("il", "there"))
_OF = frozenset(("of", "de"))


class Clauses(Reaches):
    """One sentence with its verbs found, and the searches that frames make in it."""

    @cached_property
    def question(self) -> bool:
        """Whether the sentence asks."""
        return bool(self.nodes) and any(node.text == "?" for node in self.nodes[-2:])

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
        return self.plain_noun(following.text)

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
            going = self.finite_before(group.start) if group.voice == "infinitive" else None
            if going is not None and key(going.verb) in self.grammar.motion | self.grammar.aspect:
                return self.subject(going)
            near = None if self._participial(group) else self.adjacent_left(group)
            if near is not None and not (group.voice == "infinitive" and self.nodes[group.start - 1].kind == "date"):
                return near
            if group.voice == "reduced" and group.start and self.nodes[group.start - 1].text in self.grammar.conjunctions:
                earlier = self.joined(group)
                if earlier is not None and earlier.voice == "reduced":
                    return self.subject(earlier)
                if self.grammar.language == "fr":
                    return None
            if group.voice == "reduced" and group.start and self._of_plain_noun(group):
                return self._said_of(group.start - 1)
            ruler = self.finite_before(group.start)
            purpose = group.voice != "infinitive" or near is not None
            if ruler is not None and (purpose or key(ruler.verb) in self.grammar.intent):
                return self.subject(ruler)
            return self.after_comma(group.end) if group.voice != "infinitive" and group.start < 2 else None
        at = group.start - 1
        if at >= 0 and self.nodes[at].text in self.grammar.conjunctions:
            embedded = self._relative_before(at - 1) if at else None
            earlier = self.finite_before(at if embedded is None else embedded)
            while earlier is not None and self.sentence.word(at - 1) == "," and self._relative(earlier):
                earlier = self.finite_before(earlier.start)
            if earlier is not None:
                return self.subject(earlier)
        inverted = self._inverted(group)
        if inverted is not None:
            return inverted
        return self._leftwards(at)

    def _participial(self, group: VerbGroup) -> bool:
        """Whether a gerund opens a clause on what the sentence is about: ``travelled to Oslo, meeting with X``."""
        if group.voice != "gerund" or self.grammar.language != "en" or self.sentence.word(group.start - 1) != ",":
            return False
        return self.finite_before(group.start) is not None and self.governed(group.start - 2) is not None

    def _of_plain_noun(self, group: VerbGroup) -> bool:
        """Whether a participle belongs to the plain noun before it, which is no thing: ``the list drawn up by``."""
        before = self.nodes[group.start - 1]
        return before.kind == "word" and not before.referents and self.plain_noun(before.text)

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
            if self.grammar.preposition(first) or self.grammar.language == "fr":
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
            if node.text in HARD or (node.text == ":" and node.kind == "punctuation"):
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
            if self.nodes[back].text in HARD:
                return None
            back -= 1
        return None

    def antecedent(self, relative: int) -> int | None:
        """The index of what the relative pronoun at `relative` takes up."""
        at = relative - 1
        if at > 0 and self.nodes[at].text in self.grammar.conjunctions:
            participle = next((g for g in reversed(self.groups.values()) if g.voice == "reduced" and g.head < at), None)
            if participle is not None and (head := self.adjacent_left(participle)) is not None:
                return head
        small = QUOTES | {","} | self.grammar.articles
        while at >= 0 and (
            self.nodes[at].text in small or self.nodes[at].kind == "date" or self.grammar.preposition(self.nodes[at].text)
        ):
            at -= 1
        if at >= 0 and self.nodes[at].kind == "count":
            while at > 0 and relative - at < _COUNTED_REACH and not (self.nodes[at].kind == "thing" or self._acts(at)):
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
        while back >= 0 and at - back < _ADJECTIVES_SKIPPED:
            node = self.nodes[back]
            adjective = node.kind == "thing" and all(one.form == "demonym" for one in node.referents)
            if not adjective and (node.kind != "word" or node.referents):
                return None
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
        return self.finite_before(index) or next((group for group in self.groups.values() if group.finite), None)

    def compound(self, index: int) -> bool:
        """Whether an English noun that ends at `index` only modifies the noun there: ``budget`` in ``budget support``."""
        if self.grammar.language != "en" or index >= len(self.nodes) or self.nodes[index].kind != "word":
            return False
        return self.plain_noun(self.nodes[index].text)

    def opens_finite(self, index: int) -> bool:
        """Whether a finite verb with its auxiliaries begins at `index`: the main verb goes on behind an insertion."""
        return any(group.start == index and group.finite for group in self.groups.values())

    def goes_on(self, opener: str, index: int) -> bool:
        """Whether what begins at `index` fits the word that opens a purpose: an infinitive behind ``to``,
        ``de``, ``d'``, ``à``.
        """
        if opener == "to":
            return self.verbal(index) and not (self.nodes[index].text == "be" and self.sentence.word(index + 1) in _NAMING)
        if opener in _BEFORE_INFINITIVE and self.grammar.language == "fr":
            while index < len(self.nodes) and self.nodes[index].text in _CLITICS:
                index += 1
            return index < len(self.nodes) and is_infinitive(self.nodes[index].text, "fr", self.forms)
        return True

    def helped(self, index: int) -> bool:
        """Whether the word at `index` is a finite verb with an auxiliary, and no noun: ``will support``."""
        group = self.groups.get(index)
        return group is not None and group.finite and group.start < index

    def acts(self, index: int) -> bool:
        """Whether the English participle that opens a phrase at `index` is a past form here: ``it intended to grow``."""
        group = self.groups.get(index)
        past = group is not None and group.voice == "active" and group.verb != self.nodes[index].text
        return self.grammar.language == "en" and past and self.nodes[index].text.endswith("ed")

    def verbal(self, index: int) -> bool:
        """Whether an infinitive may follow "to" at `index`: a plain lower-case word that is no article or preposition."""
        if index >= len(self.nodes) or self.nodes[index].kind != "word" or self.nodes[index].referents:
            return False
        node = self.nodes[index]
        return (
            node.text not in self.grammar.articles
            and node.text not in self.grammar.relatives
            and not self.grammar.preposition(node.text)
            and not self.text[node.start].isupper()
        )

    def after_comma(self, index: int) -> int | None:
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
                opening = group.voice == "infinitive" and self.nodes[at + 1].text == "," and self.governed(at) is not None
                return None if opening or self.modifier(at) else at
            if node.kind == "count" and group.voice == "reduced" and self.governed(at) is None:
                return at
            if node.kind == "date" or node.text in QUOTES | {","} or self.grammar.is_adverb(node.text):
                at -= 1
                continue
            if at in self.groups or node.text in self.grammar.conjunctions or self.grammar.preposition(node.text):
                return None
            at -= 1
            steps += 1
        return None

    def object(self, start: int) -> int | None:
        """The index of the first thing from `start` on that no preposition introduces, over articles and adjectives; of
        deeds, whose they are: ``supports the efforts of the Union``.
        """
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
                if node.text in QUOTES:
                    at += 1
                    continue
                beyond = self.behind_aside(at)
                if beyond is None:
                    return None
                at = beyond
                continue
            word = node.text
            if (word, self.sentence.word(at + 1)) in APPROXIMATELY:
                at += 2
                continue
            if (behind := self._behind_saying(at)) > at:
                at = behind
                continue
            if word in ROUGHLY and at + 1 < len(self.nodes) and self.nodes[at + 1].kind in ("count", "sum"):
                at += 1
                continue
            if self.grammar.preposition(word) in _OF and self.sentence.word(at - 1) in self.grammar.deeds:
                at += 1
                continue
            if self.grammar.preposition(word) and word not in self.grammar.articles:
                dated = all(one.kind == "date" or one.text in self.grammar.articles for one in self.nodes[start:at])
                beyond = (self.behind_place(at) or self.behind_insertion(at)) if dated else None
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

    def _finite(self, at: int) -> bool:
        return at in self.groups and self.groups[at].finite and self.groups[at].start != self.groups[at].head

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
            if (node.referents or node.kind in ("sum", "count", "date", "role")) and node.kind != "word":
                ruler = self.governed(at)
                if ruler is not None and ruler in prepositions:
                    yield at

    def _people(self, index: int) -> bool:
        """Whether the English adjective of a state at `index` stands for its people: ``assistance to Venezuelans``."""
        following = self.sentence.word(index + 1)
        plural = self.text[self.nodes[index].start : self.nodes[index].end].endswith("s")
        return self.grammar.language == "en" and plural and not self.plain_noun(following)

    def node(self, index: int) -> Node:
        return self.nodes[index]
