"""How far verbs, nouns and phrases reach in a sentence."""

from collections.abc import Iterator

from sahelkg.extraction.phrases import behind_phrase
from sahelkg.extraction.verbs import HARD, QUOTES, VerbGroup, Verbs

PLACES = frozenset(("City", "State", "Place", "Region"))
_EACH_OTHER = frozenset(("elles", "eux"))
_DETERMINERS = frozenset(("le", "la", "l'", "les", "un", "une"))
_INSERTED = 6
_NOUN_REACH = 16
_INDEFINITE = frozenset(("a", "an", "un", "une"))
_IN_PHRASE = QUOTES | {"-", "‑", "/", "'s", "'"}


class Reaches(Verbs):
    """One sentence with its verbs, and where clauses and phrases end in it."""

    def takes_object(self, group: VerbGroup) -> bool:
        """Whether an active verb has a noun phrase right behind it: ``met the president``, ``convene a forum``."""
        if group.voice not in ("active", "infinitive", "gerund") or group.end >= len(self.nodes):
            return False
        behind = self.nodes[group.end]
        return behind.kind in ("thing", "role") or (behind.kind == "word" and behind.text in self.grammar.articles)

    def finite_before(self, index: int) -> VerbGroup | None:
        """The nearest finite verb group before `index` in the same clause chain."""
        for at in range(index - 1, -1, -1):
            if self.nodes[at].text in HARD:
                return None
            if at in self.groups and self.groups[at].finite:
                return self.groups[at]
        return None

    def reach(self, group_end: int) -> int:
        """How far to the right the clause of a verb that ends at `group_end` goes: to the subject of the next
        finite verb, or a hard stop.
        """
        for at in range(group_end, len(self.nodes)):
            if self.nodes[at].text in HARD:
                return at
            if at in self.groups and self.groups[at].finite:
                return self._subject_start(self.groups[at].start, group_end)
        return len(self.nodes)

    def complete(self, index: int) -> bool:
        """Whether what ends at `index` has no complement: it ends its clause there, or only tells when or since when."""
        while index < len(self.nodes) and self.grammar.is_adverb(self.nodes[index].text):
            index += 1
        if index >= len(self.nodes) or self.nodes[index].kind in ("date", "punctuation"):
            return True
        if self.nodes[index].text in self.grammar.conjunctions:
            return True
        dated = next((at for at in range(index, min(index + 3, len(self.nodes))) if self.nodes[at].kind == "date"), index)
        small = (
            node.text in self.grammar.articles or self.grammar.preposition(node.text) for node in self.nodes[index:dated]
        )
        return dated > index and all(small)

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

    def next_telling(self, start: int) -> int:
        """Where behind `start` a further finite verb is joined that tells of the past or has an auxiliary: an English plain
        form may go on an infinitive, as in ``to plant trees and protect them``, and a participle say something of the noun
        behind it: ``to fight terror and organised crime``.
        """
        joint = self.next_predicate(start)
        told = any(
            group.start == joint + 1
            and (
                group.start < group.head
                or (self.nodes[group.head].text.endswith("ed") and not self.plain_noun(self.sentence.word(group.end)))
            )
            for group in self.groups.values()
            if group.finite
        )
        return joint if told or self.grammar.language == "fr" else len(self.nodes)

    def noun_reach(self, start: int, end: int) -> int:
        """How far the clause of the noun or phrase at ``nodes[start:end]`` goes: one that stands before the
        sentence's first verb belongs to that verb's clause, as its subject or as what opens it.
        """
        if self.finite_before(start) is None:
            following = next(
                (at for at in range(end, len(self.nodes)) if at in self.groups and self.groups[at].finite), None
            )
            if following is not None and not any(self.nodes[at].text in HARD for at in range(end, following)):
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

    def joined(self, group: VerbGroup) -> VerbGroup | None:
        """The verb that a conjunction joins `group` to: right before it, or the participle that opens the sentence or the
        aside it stands in.
        """
        opening = self.groups.get(0)
        fronted = opening is not None and opening.voice == "reduced" and self.finite_before(group.start) is None
        beside = self.groups.get(group.start - 2) or (opening if fronted else None)
        if beside is not None:
            return beside
        last = next((one for at, one in sorted(self.groups.items(), reverse=True) if at < group.start), None)
        aside = last is not None and last.voice == "reduced" and self.sentence.word(last.start - 1) == ","
        return last if aside else None

    def stray(self, group: VerbGroup) -> bool:
        """Whether a participle has no noun of its own: nothing before it, no agent compounded with it, no
        participle it joins.
        """
        if group.voice != "reduced" or group.start < 2 or self.prenominal(group.head):
            return False
        before = self.nodes[group.start - 1]
        if before.kind in ("thing", "sum", "count") or before.text in ("-", "‑"):
            return False
        joined = self.joined(group)
        if before.text in self.grammar.conjunctions:
            ruler = self.finite_before(group.start)
            passive = ruler is not None and ruler.voice == "passive"
            return not passive and (joined is None or joined.voice != "reduced")
        return False

    def set_off_from(self, group: VerbGroup) -> Iterator[int]:
        """The things that a participle may belong to which does not directly follow its noun, nearest first: the treaty in
        ``the treaty between A and B on rivers, signed in Oslo``.
        """
        at = group.start - 1 - (self.nodes[group.start - 1].text == ",")
        first = max(0, at - _NOUN_REACH)
        while at >= first:
            node = self.nodes[at]
            if at in self.brackets:
                at = self.brackets[at] - 1
                continue
            if at in self.groups or node.text in self.grammar.relatives - self.grammar.articles:
                return
            if node.kind == "punctuation" and node.text not in _IN_PHRASE:
                return
            if node.kind == "thing" and node.referents:
                yield at
                if self.governed(at) is None:
                    return
            at -= 1

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
        return verb or node.kind == "date" or node.text in small or (at > start and self.sets_scene(at))

    def _opens(self, index: int) -> bool:
        """Whether the word at `index` needs something behind it."""
        if index >= len(self.nodes):
            return False
        word = self.nodes[index].text
        return self.nodes[index].kind == "word" and (word in self.grammar.articles or bool(self.grammar.preposition(word)))

    def sets_scene(self, preposition: int) -> bool:
        """Whether the node is a preposition before a date or a town: it tells when or where, not of what."""
        if not self.grammar.preposition(self.nodes[preposition].text):
            return False
        following = self.nodes[preposition + 1] if preposition + 1 < len(self.nodes) else None
        return following is not None and (
            following.kind == "date" or (bool(following.referents) and all(one.cls == "City" for one in following.referents))
        )

    def behind_place(self, at: int) -> int | None:
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

    def behind_insertion(self, at: int) -> int | None:
        """The index behind plain words that a preposition at `at` governs between a verb and its object: ``set up under its
        authority a force``.
        """
        for end in range(at + 2, min(at + _INSERTED, len(self.nodes))):
            if self.nodes[end].text in _INDEFINITE:
                return end
            possessive = self.nodes[end].text in self.grammar.possessives
            if self.nodes[end].kind != "word" or (self.nodes[end].referents and not possessive):
                return None
        return None

    def behind_aside(self, comma: int) -> int | None:
        """The index behind a short aside such as ``, on 3 May in Oslo,`` that begins at the comma, or None."""
        if self.nodes[comma].text != ",":
            return None
        at = comma + 1
        while at < len(self.nodes) and at - comma < 7:
            node = self.nodes[at]
            if node.text == "," and at > comma + 1:
                return self.behind_aside(at) or at + 1
            located = node.kind == "date" or self.grammar.preposition(node.text) or node.text in self.grammar.articles
            if not (located or self.governed(at)):
                return None
            at += 1
        return None

    def behind_commas(self, at: int) -> int:
        """The index behind the aside in commas that begins at `at`; `at` where none does."""
        if at < len(self.nodes) and self.nodes[at].text == ",":
            return next((end + 1 for end in range(at + 1, len(self.nodes)) if self.nodes[end].text == ","), at)
        return at

    def _acts(self, at: int) -> bool:
        """Whether a verb stands at `at` that is no participle: what stands before it belongs to another clause."""
        return at in self.groups and self.groups[at].voice != "reduced"

    def _relative(self, group: VerbGroup) -> bool:
        """Whether a relative pronoun is the subject of `group`: ``those who threaten``."""
        return self.sentence.word(group.start - 1) in self.grammar.relatives - self.grammar.articles

    def _behind_saying(self, at: int) -> int:
        """The index behind the words at `at` that say something of the noun behind them; `at` where none do."""
        return max((behind_phrase(self.nodes, at, found) for found in self.grammar.adjectival.values()), default=at)
