"""Names in a text: of the lexicon first, then those the text itself introduces, then names by form and by model."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.calendar_words import MONTHS, WEEKDAYS
from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.dates import find_dates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.introductions import abbreviations, defined_terms, goes_on_small, other_names
from sahelkg.extraction.model_names import ModelNames, is_plain
from sahelkg.extraction.money import find_amounts
from sahelkg.extraction.name_forms import NameForms
from sahelkg.extraction.names import called_names, numbered_names, occurrences, proper_names, sited_names
from sahelkg.extraction.nodes import WORD, Form, Piece, Referent, key, without_overlap
from sahelkg.extraction.nouns import Nouns
from sahelkg.extraction.numbers import find_counts
from sahelkg.extraction.page_names import page_names
from sahelkg.extraction.phrases import words_of
from sahelkg.lexicon import Hit, Lexicon
from sahelkg.model import Block, Document, Entity, IntroducedName, Label
from sahelkg.ontology import Ontology

_LONGEST_CALLED = 110
_CALLED = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|in|at|to|for|the|on|and|de|du|des|la|le|les|au|aux|à|en|pour|d’|l’|[A-ZÀ-Þ][\w’'-]*|[\wà-ÿ-]+(?=\s[a-z]+\s[A-ZÀ-Þ])|support|appui|soutien))*\s?"
)
_BRACKETED = re.compile(r"\s\([^()]*\)(?=\s)")
_COMPOUNDED = re.compile(r"\b(?:inter|pan|trans|sub|afro|latino|ib[eé]ro|sah[eé]lo|euro|arabo|indo)[-‑]\Z", re.IGNORECASE)
_HYPHEN = re.compile(r"\s?[-‑–]\s?")
_PLACED = re.compile(r"\s(?:à|au|aux|en|in|at)\s")
_BEFORE_PLACE = re.compile(r"\s(?:à|au|aux|en|in|at)\s\Z")
_CHARGED = re.compile(r"\s(?:pour|for)\s(?:(?:the|le|la|les)\s|l['’])?")
_BASED = re.compile(r"[-‑][a-z]+ed\s\Z")
_RECENT = 60
_SEATED = ("RegionalOrganisation", "Alliance", "Bank", "Network")
_LONGEST_CONNECTOR = 4


@dataclass(frozen=True)
class Namer:
    """Finds names, and the sums, dates and counts beside them."""

    lexicon: Lexicon
    ontology: Ontology
    grammars: Mapping[str, Grammar]
    nouns: Mapping[str, Nouns]
    kind_of: Mapping[str, str]
    small_words: Mapping[str, frozenset[str]]
    """Words that are no part of a name, by language."""

    def named_pieces(self, document: Document, candidates: Candidates) -> list[Piece]:
        """Names of the lexicon, names by form, names by model."""
        text = document.text
        pieces = []
        hits = [
            hit
            for hit in self.lexicon.find(text)
            if self._acronym_fits(document, hit) and not _COMPOUNDED.search(text, max(0, hit.start - 10), hit.start)
        ]
        shared = {entity.slug for hit in hits if len(hit.entities) > 1 for entity in hit.entities}
        told = [(hit.start, hit.entities[0]) for hit in hits if len(hit.entities) == 1 and hit.entities[0].slug in shared]
        for hit in hits:
            entity = hit.entities[0] if len(hit.entities) == 1 else _meant(hit, told)
            if entity is None:
                continue
            form: Form = "demonym" if hit.kind == "demonym" else "name"
            pieces.append(Piece(hit.start, hit.end, "thing", (Referent(entity.slug, entity.cls, hit.start, hit.end, form),)))
        pieces += list(self._branches(document, pieces, candidates))
        known = sorted((piece.start, piece.end) for piece in pieces)
        ends = dict(known)
        taken = set(known)
        for block in document.blocks:
            if block.kind == "hashtags":
                continue
            before = len(pieces)
            nouns, grammar = self.nouns[block.language], self.grammars[block.language]
            small = self.small_words[block.language]
            if block.kind == "heading" or block is document.blocks[0]:
                small |= grammar.headlines
            dates = [(block.start + d.start, block.start + d.end) for d in find_dates(text[block.start : block.end])]
            forms = NameForms(nouns.name_heads, nouns.small_heads, small, nouns.offices.knows, ends)
            for found in proper_names(text, block.content, block.end, block.language, forms):
                meeting = self.ontology.is_a(found.cls, ("Meeting",))
                name = replace(found, start=_behind_date(text, found.start, found.end, dates)) if meeting else found
                name_end = _before_dates(text, name.start, _before_sign(text, name.start, name.end), dates, grammar)
                if name_end is None or _around_known(text, name.start, name_end, known):
                    continue
                if text[name.start].islower() and nouns.institutions.begins(words_of(text[name.start : name_end])):
                    continue
                if self.ontology.is_a(name.cls, ("Place",)):
                    name_end = _without_larger(text, name.start, name_end)
                elif self.ontology.is_a(name.cls, _SEATED):
                    name_end = _without_seat(text, name.start, name_end, known)
                pieces.append(self._candidate_piece(document, name.start, name_end, name.cls, block.language, candidates))
            for name in sited_names(text, block.content, block.end, nouns.places, small):
                if is_plain(text[name.start : name.end], grammar, nouns):
                    continue
                pieces.append(self._candidate_piece(document, name.start, name.end, name.cls, block.language, candidates))
            for start, end in numbered_names(text, block.content, block.end, nouns.numbered):
                cls = nouns.numbered[text[start:end].split()[0].lower()]
                pieces.append(self._candidate_piece(document, start, end, cls, block.language, candidates))
            taken.update((piece.start, piece.end) for piece in pieces[before:])
            pieces += self._called_so(document, block, taken, candidates)
        for page in page_names(document, pieces, lambda slug: slug in self.lexicon.entities):
            pieces.append(self._candidate_piece(document, page.start, page.end, page.cls, page.language, candidates))
        pieces = without_overlap(pieces)
        pieces += self._recognised(document, pieces, candidates)
        return self._in_full(document, without_overlap(pieces))

    def _in_full(self, document: Document, pieces: Sequence[Piece]) -> list[Piece]:
        """`pieces` with a name that only begins the one longer name of its kind taken for it: ``la Banque nordique`` where
        the text also has ``la Banque nordique des pêches``.
        """
        text = document.text
        names: dict[str, Referent] = {}
        for piece in pieces:
            if piece.kind == "thing" and piece.referents[0].form == "name":
                names.setdefault(" ".join(text[piece.start : piece.end].split()), piece.referents[0])
        spelt = sorted(names)
        made = []
        for piece in pieces:
            short = " ".join(text[piece.start : piece.end].split())
            own = names.get(short)
            if own is not None and " " in short and own.entity not in self.lexicon.entities and own.cls != "Person":
                longer = {}
                at = bisect_left(spelt, f"{short} ")
                while at < len(spelt) and spelt[at].startswith(f"{short} "):
                    if self._goes_on_with(document, piece, spelt[at][len(short) :]):
                        longer[names[spelt[at]].entity] = names[spelt[at]]
                    at += 1
                full = next(iter(longer.values())) if len(longer) == 1 else own
                if self.kind_of.get(full.cls) == self.kind_of.get(own.cls):
                    known = replace(piece.referents[0], entity=full.entity, cls=full.cls)
                    made.append(replace(piece, referents=(known,)))
                    continue
            made.append(piece)
        return made

    def _goes_on_with(self, document: Document, piece: Piece, rest: str) -> bool:
        """Whether the name `piece` is still of the same thing with `rest` behind it: an English name is headed by its last
        noun, so the Nordic Bank Secretariat is not the Nordic Bank.
        """
        language = _block_at(document, piece.start).language
        return language != "en" or any(map(self.grammars[language].preposition, words_of(rest)[:1]))

    def _called_so(
        self, document: Document, block: Block, taken: set[tuple[int, int]], candidates: Candidates
    ) -> Iterator[Piece]:
        """Names beside the noun that says what is called so, unless the name is `taken` by something of its own."""
        text, nouns, grammar = document.text, self.nouns[block.language], self.grammars[block.language]
        for called in called_names(text, block.content, block.end, nouns.called, nouns.named_before):
            name = " ".join(text[called.start : called.end].split())
            first, single = words_of(name)[0], " " not in name
            doubtful = called.whole[0] == called.start and single and not name.isupper()
            plain = not called.quoted and is_plain(name, grammar, nouns)
            if doubtful or plain or (called.start, called.end) in taken or first in MONTHS or first in WEEKDAYS:
                continue
            entity = candidates.named(name, called.cls, block.language)
            yield Piece(*called.whole, "thing", (Referent(entity.slug, entity.cls, *called.whole, "name", 0.85),))

    def _acronym_fits(self, document: Document, hit: Hit) -> bool:
        """Whether an acronym of two letters stands in a passage of its language, and is no part of a currency sign."""
        if hit.kind != "acronym":
            return True
        name = document.text[hit.start : hit.end]
        if document.text[hit.end : hit.end + 1] == "$":
            return False
        if len(name) > 2:
            return True
        language = _block_at(document, hit.start).language
        return any(label.text == name and label.language in (language, "") for label in hit.entities[0].labels)

    def _branches(self, document: Document, pieces: Sequence[Piece], candidates: Candidates) -> Iterator[Piece]:
        """Branches of armed groups called by the group and a place: ``Northern Front-Norway`` is not the Northern Front."""
        starts = {piece.start: piece for piece in pieces}
        for piece in pieces:
            joint = _HYPHEN.match(document.text, piece.end)
            place = starts.get(joint.end()) if joint is not None else None
            group = self.ontology.is_a(piece.referents[0].cls, ("ArmedGroup",))
            if place is not None and group and self.ontology.is_a(place.referents[0].cls, ("Place", "State")):
                language = _block_at(document, piece.start).language
                cls = piece.referents[0].cls
                yield self._candidate_piece(document, piece.start, place.end, cls, language, candidates)

    def _candidate_piece(
        self, document: Document, start: int, end: int, cls: str, language: str, candidates: Candidates
    ) -> Piece:
        label = " ".join(_BRACKETED.sub(" ", document.text[start:end].replace("_", " ")).split())
        entity = candidates.named(label, cls, language)
        return Piece(start, end, "thing", (Referent(entity.slug, entity.cls, start, end, "name", 0.85),))

    def _recognised(self, document: Document, known: Sequence[Piece], candidates: Candidates) -> Iterator[Piece]:
        """What the models name and the known pieces leave."""
        for seen in ModelNames(self.grammars, self.nouns).find(document, known):
            if find_amounts(document.text[seen.start : seen.end]):
                continue
            language = _block_at(document, seen.start).language
            entity = candidates.named(seen.full, seen.cls, language)
            referent = Referent(entity.slug, entity.cls, seen.start, seen.end, "name", 0.85)
            yield Piece(seen.start, seen.end, "thing", (referent,))

    def introduced(
        self, document: Document, named: Sequence[Piece], candidates: Candidates
    ) -> tuple[list[IntroducedName], list[Piece]]:
        """The short forms that the text gives, and every other place where they stand."""
        text = document.text
        by_span = {(piece.start, piece.end): piece for piece in named}
        spans = sorted(by_span)
        names: list[IntroducedName] = []
        aliases: dict[str, Referent] = {}
        pieces: list[Piece] = []
        for abbreviation in (*abbreviations(text, spans), *defined_terms(text, spans), *other_names(text, spans)):
            if (called := self._called(text, abbreviation.short, named)) is not None:
                pieces.append(called)
                continue
            short = text[slice(*abbreviation.short)].lstrip("#")
            long = by_span.get(abbreviation.long)
            block = _block_at(document, abbreviation.short[0])
            if words_of(short) in self.nouns[block.language].group_nouns:
                continue
            if long is None:
                inner = bisect_left(spans, abbreviation.long[0], key=lambda span: span[0])
                begun = inner < len(spans) and spans[inner][0] == abbreviation.long[0]
                begun &= not (begun and goes_on_small(text, spans[inner][1], abbreviation.long[1]))
                known = self.lexicon.named(short)
                if known is None and not begun:
                    long = self._candidate_piece(document, *abbreviation.long, "Organisation", block.language, candidates)
                    pieces.append(long)
            if long is None or len(long.referents) != 1:
                continue
            referent = aliases.get(text[long.start : long.end], long.referents[0])
            if (known := self.lexicon.named(short)) is not None and known.slug != referent.entity:
                located = self.ontology.is_a(known.cls, ("State", "Place"))
                if referent.entity in self.lexicon.entities or located or " " in short:
                    continue
                referent = replace(referent, entity=known.slug, cls=known.cls)
            label = Label(short, "" if short.isupper() else block.language, "acronym" if short.isupper() else "alt")
            candidates.add_name(referent.entity, label)
            names.append(
                IntroducedName(entity=referent.entity, label=label, start=long.start, end=abbreviation.short[1] + 1)
            )
            aliases.setdefault(short, referent)
        for start, short in occurrences(text, aliases):
            end = start + len(short)
            pieces.append(Piece(start, end, "thing", (replace(aliases[short], start=start, end=end, confidence=0.9),)))
        return names, pieces

    def _called(self, text: str, short: tuple[int, int], named: Sequence[Piece]) -> Piece | None:
        """The long name before a bracket with a known short one, where both name a thing of one kind and
        nothing but capitals and small words stand between: ``the Nordic Training Mission in Norway (NTM)``.
        """
        known = self.lexicon.named(text[slice(*short)].lstrip("#"))
        if known is None:
            return None
        end = text.rfind("(", 0, short[0] + 1)
        start: int | None = None
        last = bisect_left(named, end, key=lambda piece: piece.start)
        for piece in reversed(named[max(0, last - 4) : last]):
            if end - piece.start > _LONGEST_CALLED or not _CALLED.fullmatch(text, piece.start, end):
                break
            if piece.referents[0].entity == known.slug or piece.referents[0].form == "demonym":
                return None
            if (
                self.kind_of.get(piece.referents[0].cls) == self.kind_of.get(known.cls)
                and piece.referents[0].entity not in self.lexicon.entities
            ):
                start = piece.start
        if start is None:
            return None
        finish = len(text[:end].rstrip())
        return Piece(start, finish, "thing", (Referent(known.slug, known.cls, start, finish, "name", 0.9),))

    def quantities(self, document: Document, named_pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Sums, dates and counts; a count reaches over its noun unless a name stands in it, and is none inside a name."""
        names = [piece for piece in named_pieces if piece.referents[0].form == "name"]
        starts = [name.start for name in names]
        for block in document.blocks:
            passage = document.text[block.start : block.end]
            for amount in find_amounts(passage):
                shifted = replace(amount, start=amount.start + block.start, end=amount.end + block.start)
                yield Piece(shifted.start, shifted.end, "sum", payload=shifted)
            for date in find_dates(passage):
                moved = replace(date, start=date.start + block.start, end=date.end + block.start)
                yield Piece(moved.start, moved.end, "date", payload=moved)
            for count in find_counts(passage):
                noun = (count.noun_start + block.start, count.noun_end + block.start)
                here = replace(
                    count, start=count.start + block.start, end=count.end + block.start, noun_start=noun[0], noun_end=noun[1]
                )
                before = bisect_right(starts, here.start) - 1
                if before >= 0 and here.start < names[before].end:
                    continue
                named = bisect_left(starts, noun[0]) < bisect_left(starts, noun[1])
                yield Piece(here.start, here.end if named else max(here.end, noun[1]), "count", payload=here)


def _block_at(document: Document, offset: int) -> Block:
    at = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    return document.blocks[max(at, 0)]


def _meant(hit: Hit, told: Sequence[tuple[int, Entity]]) -> Entity | None:
    """Which of several bearers a shared name means: the last one named in full before it, else the first behind it.
    `told` are the bearers of shared names that are named in full, each with where, in order.
    """
    bearers = {entity.slug for entity in hit.entities}
    at = bisect_left(told, hit.start, key=_place)
    before = (entity for _, entity in reversed(told[max(0, at - _RECENT) : at]) if entity.slug in bearers)
    behind = (entity for _, entity in told[at : at + _RECENT] if entity.slug in bearers)
    return next(before, None) or next(behind, None)


def _place(told: tuple[int, Entity]) -> int:
    return told[0]


def run_on(text: str, piece: Piece, aliases: Sequence[Piece]) -> bool:
    """Whether a name made up by form is but a term the text defines with what follows it: ``the Union for the achievement
    of its aims``. `aliases` are the terms that begin where the name does.
    """
    for alias in aliases:
        if alias.end < piece.end and " " not in text[alias.start : alias.end]:
            words = text[alias.end : piece.end].split()
            return any(word.islower() and len(word) > _LONGEST_CONNECTOR for word in words)
    return False


def _without_seat(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> int:
    """Where the name of a union or bank ends without the known place it is said to be in: ``la Banque nordique à Oslo``."""
    for first, last in known[bisect_left(known, (start, 0)) : bisect_left(known, (end, 0))]:
        placed = _BEFORE_PLACE.search(text, start, first)
        if last == end and placed is not None:
            return placed.start()
    return end


def _without_larger(text: str, start: int, end: int) -> int:
    """Where the name of a region ends without the larger place it is said to be of: ``the Oslo Region of Norway``."""
    cut = text.find(" of ", start, end)
    return cut if cut != -1 and " " in text[start:cut] else end


def _around_known(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> bool:
    """Whether ``text[start:end]`` is but a known name with its place: ``Nordic Bank in Oslo``, ``Oslo-based
    Nordic Bank``, ``Nordic Union for Kenya``.
    """
    for at in range(bisect_left(known, (start, 0)), bisect_left(known, (end, 0))):
        first, last = known[at]
        if " " not in text[first:last]:
            continue
        if first == start and last < end and _PLACED.match(text, last, end):
            return True
        charge = _CHARGED.match(text, last, end)
        if first == start and charge and (charge.end(), end) in known[at:]:
            return True
        if last == end and first > start and _BASED.search(text[start:first]):
            return True
    return False


def _behind_date(text: str, start: int, end: int, dates: Sequence[tuple[int, int]]) -> int:
    """Where the name ``text[start:end]`` begins without a full date before it: ``July 2018 Nordic Summit``."""
    at = bisect_left(dates, (start, 0))
    behind = dates[at][1] + 1 if at < len(dates) and dates[at][0] == start else start
    dated = " " in text[start:behind].strip() and behind < end and " " in text[behind:end]
    return behind if dated else start


def _before_sign(text: str, start: int, end: int) -> int:
    """Where the name ``text[start:end]`` ends without the letters of a currency sign: ``Nordic Fund US$ 5 million``."""
    return max(start, text.rfind(" ", start, end)) if text[end : end + 1] == "$" else end


def _before_dates(text: str, start: int, end: int, dates: Sequence[tuple[int, int]], grammar: Grammar) -> int | None:
    """Where the name ``text[start:end]`` ends without the date it seems to go on with: ``the Treaty of Oslo on 3 May``;
    None where nothing but its noun is left.
    """
    at = bisect_right(dates, start, key=lambda date: date[1])
    if at == len(dates) or dates[at][0] >= end:
        return end
    dated = dates[at][0]
    words = list(WORD.finditer(text, start, max(start, dated)))
    while words and (grammar.preposition(key(words[-1].group())) or key(words[-1].group()) in grammar.articles):
        words.pop()
    return words[-1].end() if len(words) > 1 else None
