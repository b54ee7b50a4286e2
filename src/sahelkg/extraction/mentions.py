"""Finding what a document names: lexicon first, then what the text itself introduces, then names by form and by model."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import ahocorasick

from sahelkg.extraction.candidates import Candidates
from sahelkg.extraction.dates import find_dates
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.institutions import Institutions
from sahelkg.extraction.lists import merge_included, merge_lists
from sahelkg.extraction.money import find_amounts
from sahelkg.extraction.names import abbreviations, defined_terms, proper_names, sited_names
from sahelkg.extraction.nodes import WORD, Form, Node, Piece, Referent, Sentence, key, nodes_of, without_overlap
from sahelkg.extraction.nominals import Description, Nominals
from sahelkg.extraction.nouns import Head, Nouns
from sahelkg.extraction.numbers import find_counts
from sahelkg.extraction.offices import Offices
from sahelkg.extraction.people import Holding, Tenure, byline, join_offices, name_persons, take_up_offices
from sahelkg.extraction.phrases import stands_in, words_of
from sahelkg.extraction.pronouns import clause_subject, first_person, take_up_pronouns
from sahelkg.extraction.recogniser import recognise
from sahelkg.extraction.subject import may_bind, subject_of
from sahelkg.lexicon import Hit, Lexicon, fold
from sahelkg.model import Block, Document, Doubt, IntroducedName, Label, Span
from sahelkg.ontology import KINDS, Ontology

_ALSO_KNOWN = frozenset(
    ", or also known formerly previously called as the a.k.a ou également appelé appelée aussi egalement appele"
    " appelee connu connue sous"
    " le nom de la l' dit dite abrégé abrégée abrege abregee en".split()
)
_CALLED_WORDS = frozenset("known called appele appelee appelé appelée connu connue dit dite".split())
_LANGUAGE_NAMES = frozenset(
    "arabic arabe french francais anglais english portuguese portugais spanish espagnol german allemand"
    " abbreviated abrege en".split()
)
_LONGEST_CALLED = 110
_CALLED = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s(?:of|in|at|to|for|the|on|and|de|du|des|la|le|les|au|aux|à|en|pour|d’|l’|[A-ZÀ-Þ][\w’'-]*|[\wà-ÿ-]+(?=\s[a-z]+\s[A-ZÀ-Þ])|support|appui|soutien))*\s?"
)
_HYPHEN = re.compile(r"\s?[-‑–]\s?")
_PLACED = re.compile(r"\s(?:à|au|aux|en|in|at)\s")
_BEFORE_PLACE = re.compile(r"\s(?:à|au|aux|en|in|at)\s\Z")
_CHARGED = re.compile(r"\s(?:pour|for)\s(?:(?:the|le|la|les)\s|l['’])?")
_BASED = re.compile(r"[-‑][a-z]+ed\s\Z")
_SEATED = ("RegionalOrganisation", "Alliance", "Bank", "Network")
_RECENT = 60
_LONGEST_PASSAGE = 20_000
_TITLE_LENGTH = 140
_LONGEST_CONNECTOR = 4
_DEFINITE_GROUPS = ("part", "member", "états membres", "pays membres", "hautes", "both", "two", "deux")
_PARTIES = frozenset(
    (
        "parties",
        "contracting parties",
        "high contracting parties",
        "contracting states",
        "parties contractantes",
        "hautes parties contractantes",
    )
)


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
    subjects: Mapping[int, Referent]
    """What each article is about as a whole, by its index, where its title tells."""

    def referents(self) -> Iterator[Referent]:
        """Every referent of the document, in order."""
        for block in self.sentences:
            for sentence in block:
                for node in sentence.nodes:
                    yield from node.referents


@dataclass(frozen=True, slots=True)
class _Work:
    """One document at work: what is found goes into `candidates` and `doubts`."""

    document: Document
    candidates: Candidates
    doubts: list[Doubt]
    governing: Referent | None
    """The state whose government publishes the document, if one does."""
    tenures: dict[tuple[int, str, str | None, str], Tenure] = field(default_factory=dict)
    spoken_of: list[Node] = field(default_factory=list)
    """The subject of the last sentence that has one; without referents where an office stands for a person not named."""
    surnames: dict[str, Referent] = field(default_factory=dict)
    parties: dict[int, list[Referent]] = field(default_factory=dict)
    bound: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class MentionFinder:
    """Finds mentions with the domain's data; the same finder serves any number of documents."""

    lexicon: Lexicon
    ontology: Ontology
    grammars: dict[str, Grammar]
    nouns: dict[str, Nouns]
    records: Sequence[Mapping[str, object]]
    finite_forms: Mapping[str, frozenset[str]]
    """Written forms that are finite verbs, by language: no name goes on over one."""
    binding: Mapping[str, Sequence[str]]
    """The words that bind the parties of an agreement, by language; before them it names who they are."""
    kind_of: dict[str, str] = field(init=False)
    small_words: dict[str, frozenset[str]] = field(init=False)
    """Words that are no part of a name, by language."""
    surnames: dict[str, Referent] = field(init=False)
    """The lexicon's persons by the last word of their names, where one alone bears it."""

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "kind_of", {name: self.ontology.kind(name) for name in (*self.ontology.superclasses, *KINDS)}
        )
        object.__setattr__(
            self,
            "small_words",
            {
                language: grammar.prepositions
                | grammar.articles
                | grammar.auxiliaries
                | grammar.relatives
                | grammar.subordinators
                | grammar.conjunctions
                | frozenset(grammar.pronouns)
                | self.finite_forms[language]
                for language, grammar in self.grammars.items()
            },
        )

        bearers: dict[str, set[str]] = {}
        for entity in self.lexicon.entities.values():
            if entity.cls == "Person":
                for label in entity.labels:
                    bearers.setdefault(words_of(label.text)[-1], set()).add(entity.slug)
        alone = {name: Referent(min(slugs), "Person", 0, 0) for name, slugs in bearers.items() if len(slugs) == 1}
        object.__setattr__(self, "surnames", alone)

    def survey(self, document: Document) -> Survey:
        """Everything that `document` names."""
        candidates = Candidates(self.lexicon)
        own_blocks: dict[int, list[int]] = {article.index: [] for article in document.articles}
        for index, block in enumerate(document.blocks):
            own_blocks[block.article].append(index)
        subjects = {}
        for article in document.articles:
            nouns = self.nouns[article.language]
            subject = subject_of(
                document, article, own_blocks[article.index], self.records, nouns, self.ontology, candidates
            )
            if subject is not None:
                subjects[article.index] = subject
        named = self._named_pieces(document, candidates)
        names, aliases = self._introduced(document, named, candidates)
        beginning: dict[int, list[Piece]] = {}
        for alias in aliases:
            beginning.setdefault(alias.start, []).append(alias)
        named = [piece for piece in named if not _run_on(document.text, piece, beginning.get(piece.start, ()))]
        pieces = without_overlap([*named, *aliases, *self._quantities(document, named)])
        starts = [piece.start for piece in pieces]
        sentences: list[tuple[Sentence, ...]] = []
        recent: list[Node] = []
        doubts: list[Doubt] = []
        work = _Work(document, candidates, doubts, self._publisher_state(document, ()), surnames=dict(self.surnames))
        for piece in pieces:
            work.surnames.update(_surnames(document.text, (piece,)))
        titled: dict[int, Referent | None] = {}
        publisher = self._publisher_state(document, pieces)
        holdings: list[tuple[int, Holding]] = []
        descriptions: list[tuple[int, Description]] = []
        for index, block in enumerate(document.blocks):
            in_block: list[Sentence] = []
            for span in block.sentences:
                inside = pieces[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)]
                inside = [piece for piece in inside if piece.end <= span.end]
                nodes = nodes_of(document.text, span.start, span.end, inside, block.language)
                subject = subjects.get(block.article)
                home = _state_named(in_block) or self._own_state(subject) or publisher
                if block.article not in titled:
                    titled[block.article] = self._titled_state(document, own_blocks[block.article], pieces)
                if home is None and work.governing is None:
                    home = titled[block.article]
                land = self._own_state(subject) or titled[block.article]
                nodes, held, described = self._compose(work, block, nodes, recent, subject, home, land)
                holdings += [(index, holding) for holding in held]
                descriptions += [(index, description) for description in described]
                recent += [node for node in nodes if node.kind == "thing" and node.referents]
                del recent[:-_RECENT]
                subject_here = clause_subject(nodes, self.grammars[block.language])
                if subject_here is not None:
                    work.spoken_of[:] = [subject_here]
                if subject is not None and self.ontology.is_a(subject.cls, ("Agreement",)):
                    self._note_parties(work, block, nodes, subject)
                in_block.append(Sentence(span.start, span.end, index, block.language, tuple(nodes)))
            sentences.append(tuple(in_block))
        return Survey(
            document,
            tuple(sentences),
            candidates,
            tuple(names),
            tuple(doubts),
            tuple(holdings),
            tuple(descriptions),
            own_blocks,
            subjects,
        )

    def _note_parties(self, work: _Work, block: Block, nodes: Sequence[Node], subject: Referent) -> None:
        """Notes who is party to the agreement that the article is, as far as the words that bind them."""
        if block.article in work.bound:
            return
        titled = block.start >= subject.start and block.end <= subject.end
        known = work.parties.setdefault(block.article, [])
        for at, node in enumerate(nodes):
            if node.kind in ("thing", "role") and may_bind(nodes, at, titled):
                fitting = [one for one in node.referents if self.ontology.is_a(one.cls, ("State", "Organisation"))]
                seen = {one.entity for one in known} | {subject.entity}
                known += [one for one in fitting if one.entity not in seen and one.form in ("name", "described")]
        if nodes and nodes[0].start >= block.sentences[0].end:
            return
        words = words_of(work.document.text[block.start : block.end])
        if any(stands_in(words, words_of(phrase)) for phrase in self.binding.get(block.language, ())):
            work.bound.add(block.article)

    def _is_state(self, slug: str) -> bool:
        entity = self.lexicon.entities.get(slug)
        return entity is not None and self.ontology.is_a(entity.cls, ("State",))

    def _titled_state(self, document: Document, own: Sequence[int], pieces: Sequence[Piece]) -> Referent | None:
        """The only state that an article's title names: whose offices it means where nothing else tells."""
        first = document.blocks[own[0]]
        title = document.articles[first.article].title
        untold = first.end - first.content < _TITLE_LENGTH and document.text[first.end - 1] not in ".;:"
        start, end = (title.start, title.end) if title else (first.content, first.end) if untold else (0, 0)
        states = {
            one.entity: one
            for piece in pieces[
                bisect_left(pieces, start, key=lambda piece: piece.start) : bisect_left(
                    pieces, end, key=lambda piece: piece.start
                )
            ]
            if piece.end <= end
            for one in piece.referents
            if self.ontology.is_a(one.cls, ("State",))
        }
        return replace(next(iter(states.values())), form="described", confidence=0.8) if len(states) == 1 else None

    # --- pieces -------------------------------------------------------------------------------------------------------

    def _named_pieces(self, document: Document, candidates: Candidates) -> list[Piece]:
        """Names of the lexicon, names by form, names by model."""
        text = document.text
        pieces = []
        for hit in self.lexicon.find(text):
            if not self._acronym_fits(document, hit):
                continue
            entity = hit.entities[0]
            form: Form = "demonym" if hit.kind == "demonym" else "name"
            pieces.append(Piece(hit.start, hit.end, "thing", (Referent(entity.slug, entity.cls, hit.start, hit.end, form),)))
        pieces += list(self._branches(document, pieces, candidates))
        known = sorted((piece.start, piece.end) for piece in pieces)
        for block in document.blocks:
            if block.kind == "hashtags":
                continue
            nouns, grammar = self.nouns[block.language], self.grammars[block.language]
            small = self.small_words[block.language]
            if block.kind == "heading" or block is document.blocks[0]:
                small |= grammar.headlines
            dates = [(block.start + d.start, block.start + d.end) for d in find_dates(text[block.start : block.end])]
            for name in proper_names(text, block.content, block.end, block.language, nouns.name_heads, small):
                name_end = _before_dates(text, name.start, name.end, dates, grammar)
                if name_end is None or _around_known(text, name.start, name_end, known):
                    continue
                if self.ontology.is_a(name.cls, ("Place",)):
                    name_end = _without_larger(text, name.start, name_end)
                elif self.ontology.is_a(name.cls, _SEATED):
                    name_end = _without_seat(text, name.start, name_end, known)
                pieces.append(self._candidate_piece(document, name.start, name_end, name.cls, block.language, candidates))
            for name in sited_names(text, block.content, block.end, nouns.places):
                pieces.append(self._candidate_piece(document, name.start, name.end, name.cls, block.language, candidates))
        pieces = without_overlap(pieces)
        pieces += self._recognised(document, pieces, candidates)
        return self._in_full(text, without_overlap(pieces))

    def _in_full(self, text: str, pieces: Sequence[Piece]) -> list[Piece]:
        """`pieces` with a name that only begins the one longer name of its kind taken for it: ``la Banque nordique`` where
        the text also has ``la Banque nordique des pêches``.
        """
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
                    longer[names[spelt[at]].entity] = names[spelt[at]]
                    at += 1
                full = next(iter(longer.values())) if len(longer) == 1 else own
                if self.kind_of.get(full.cls) == self.kind_of.get(own.cls):
                    known = replace(piece.referents[0], entity=full.entity, cls=full.cls)
                    made.append(replace(piece, referents=(known,)))
                    continue
            made.append(piece)
        return made

    def _acronym_fits(self, document: Document, hit: Hit) -> bool:
        """Whether an acronym of two letters stands in a passage of its language, and is no part of a currency sign."""
        if hit.kind != "acronym":
            return True
        name = document.text[hit.start : hit.end]
        if document.text[hit.end : hit.end + 1] == "$":
            return False
        if len(name) > 2:
            return True
        language = self._block_at(document, hit.start).language
        return any(label.text == name and label.language in (language, "") for label in hit.entities[0].labels)

    def _branches(self, document: Document, pieces: Sequence[Piece], candidates: Candidates) -> Iterator[Piece]:
        """Branches of armed groups called by the group and a place: ``Northern Front-Norway`` is not the Northern Front."""
        starts = {piece.start: piece for piece in pieces}
        for piece in pieces:
            joint = _HYPHEN.match(document.text, piece.end)
            place = starts.get(joint.end()) if joint is not None else None
            group = self.ontology.is_a(piece.referents[0].cls, ("ArmedGroup",))
            if place is not None and group and self.ontology.is_a(place.referents[0].cls, ("Place", "State")):
                language = self._block_at(document, piece.start).language
                cls = piece.referents[0].cls
                yield self._candidate_piece(document, piece.start, place.end, cls, language, candidates)

    def _candidate_piece(
        self, document: Document, start: int, end: int, cls: str, language: str, candidates: Candidates
    ) -> Piece:
        label = " ".join(document.text[start:end].replace("_", " ").split())
        entity = candidates.named(label, cls, language)
        return Piece(start, end, "thing", (Referent(entity.slug, entity.cls, start, end, "name", 0.85),))

    def _recognised(self, document: Document, known: Sequence[Piece], candidates: Candidates) -> list[Piece]:
        """What the models name and the known pieces leave; a surname alone stands for the person named in full before."""
        found: list[Piece] = []
        starts = [piece.start for piece in known]
        surnames: dict[str, str] = {}
        for language in sorted({block.language for block in document.blocks}):
            blocks = [block for block in document.blocks if block.language == language and block.kind != "hashtags"]
            passages = [passage for block in blocks for passage in _passages(block)]
            texts = (document.text[passage.start : passage.end] for passage in passages)
            for passage, names in zip(passages, recognise(texts, language), strict=True):
                for name in names:
                    start, end = passage.start + name.start, passage.start + name.end
                    start, end = self._trimmed(document.text, start, end, language)
                    at = bisect_left(starts, end)
                    if end - start < 3 or (at and known[at - 1].end > start) or not document.text[start].isupper():
                        continue
                    label = " ".join(document.text[start:end].split())
                    grammar = self.grammars[language]
                    small = grammar.prepositions | grammar.articles
                    if all(word in self.nouns[language].common or word in small for word in words_of(label)):
                        continue
                    if name.cls == "Person":
                        if " " not in label:
                            full = surnames.get(fold(label))
                            if full is not None:
                                found.append(
                                    Piece(start, end, "thing", (Referent(full, "Person", start, end, "name", 0.8),))
                                )
                            continue
                        piece = self._candidate_piece(document, start, end, "Person", language, candidates)
                        surnames.setdefault(fold(label.split()[-1]), piece.referents[0].entity)
                    else:
                        piece = self._candidate_piece(document, start, end, name.cls, language, candidates)
                    found.append(piece)
        return found

    def _trimmed(self, text: str, start: int, end: int, language: str) -> tuple[int, int]:
        """The span of a model's name without article, office or honorific before it and possessive behind it."""
        for suffix in ("’s", "'s"):
            if text[start:end].endswith(suffix):
                end -= 2
        nouns, grammar = self.nouns[language], self.grammars[language]
        while True:
            first, _, rest = text[start:end].partition(" ")
            word = fold(first.rstrip("."))
            if not rest or not (word in grammar.articles or word in nouns.honorifics or nouns.offices.knows(word)):
                return start, end
            start += len(first) + 1

    def _introduced(
        self, document: Document, named: Sequence[Piece], candidates: Candidates
    ) -> tuple[list[IntroducedName], list[Piece]]:
        """The short forms that the text gives, and every other place where they stand."""
        text = document.text
        by_span = {(piece.start, piece.end): piece for piece in named}
        spans = sorted(by_span)
        names: list[IntroducedName] = []
        aliases: dict[str, Referent] = {}
        pieces: list[Piece] = []
        for abbreviation in (*abbreviations(text, spans), *defined_terms(text, spans)):
            if (called := self._called(text, abbreviation.short, named)) is not None:
                pieces.append(called)
                continue
            short = text[slice(*abbreviation.short)].lstrip("#")
            long = by_span.get(abbreviation.long)
            block = self._block_at(document, abbreviation.short[0])
            if words_of(short) in self.nouns[block.language].group_nouns:
                continue
            if long is None:
                inner = bisect_left(spans, abbreviation.long[0], key=lambda span: span[0])
                begun = inner < len(spans) and spans[inner][0] == abbreviation.long[0]
                known = self.lexicon.named(short)
                if known is None and not begun:
                    long = self._candidate_piece(document, *abbreviation.long, "Organisation", block.language, candidates)
                    pieces.append(long)
            if long is None or len(long.referents) != 1:
                continue
            referent = long.referents[0]
            if (known := self.lexicon.named(short)) is not None and known.slug != referent.entity and " " not in short:
                if referent.entity in self.lexicon.entities:
                    continue
                referent = replace(referent, entity=known.slug, cls=known.cls)
            label = Label(short, "" if short.isupper() else block.language, "acronym" if short.isupper() else "alt")
            candidates.add_name(referent.entity, label)
            names.append(
                IntroducedName(entity=referent.entity, label=label, start=long.start, end=abbreviation.short[1] + 1)
            )
            aliases.setdefault(short, referent)
        for start, short in _occurrences(text, aliases):
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

    def _block_at(self, document: Document, offset: int) -> Block:
        at = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
        return document.blocks[max(at, 0)]

    def _quantities(self, document: Document, named_pieces: Sequence[Piece]) -> Iterator[Piece]:
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

    # --- nodes --------------------------------------------------------------------------------------------------------

    def _compose(
        self,
        work: "_Work",
        block: Block,
        nodes: list[Node],
        recent: Sequence[Node],
        subject: Referent | None,
        home: Referent | None,
        land: Referent | None,
    ) -> tuple[list[Node], list[Holding], list[Description]]:
        document, candidates, doubts = work.document, work.candidates, work.doubts
        grammar, nouns = self.grammars[block.language], self.nouns[block.language]
        around = (document.text, block.language, grammar, nouns, self.ontology, candidates, document.id, recent, land)
        institutions, nominals = Institutions(*around), Nominals(*around)
        merge: Callable[[Sequence[Node]], list[Node]] = partial(merge_lists, grammar=grammar, kind_of=self.kind_of)

        def resolve(head: Head, start: int, end: int) -> tuple[Referent, ...]:
            here = () if head.takes_up else nodes
            earlier = [node for node in (*recent, *here) if node.end <= start and node.kind == "thing"]
            if head.plural or head.cls == "GroupOfStates":
                pointed = _present(nodes, start) or any(
                    node.text in grammar.demonstratives | {"both", "deux", "two", "said"}
                    and node.end + 1 >= start - 1
                    and node.end <= start
                    for node in nodes
                )
                states = head.cls in ("GroupOfStates", "State")
                if not pointed and not (states and head.noun.startswith(_DEFINITE_GROUPS)):
                    return ()
                parties = work.parties.get(block.article, []) if block.article in work.bound else []
                if head.noun in _PARTIES and len(parties) > 1:
                    return tuple(replace(one, form="anaphor", confidence=0.85) for one in parties)
                kind = "State" if states else self.kind_of.get(head.cls, head.cls)
                return self._several(earlier, (kind, "Organisation") if head.noun.startswith("part") else (kind,))
            before = [referent for node in earlier for referent in node.referents]
            if subject is not None and start > subject.end:
                kinds = head.takes_up or (self.kind_of.get(head.cls, head.cls),)
                own = self.ontology.is_a(subject.cls, kinds)
                country = own and head.cls == "State"
                if country or (
                    own and (_present(nodes, start) or not any(self.ontology.is_a(one.cls, kinds) for one in before))
                ):
                    return (replace(subject, form="anaphor", confidence=0.9),)
            found = self.antecedent(head, before, candidates)
            if found is None and head.described:
                return (self._unnamed(document, block, head, candidates, start),)
            if found is None:
                doubt = Doubt(kind="anaphor", start=start, end=end, reason=f"no {head.cls} before it")
                if doubt not in doubts[-_RECENT:]:
                    doubts.append(doubt)
            return (found,) if found else ()

        nodes = _without_repetition(nodes, lambda one: one.entity not in candidates.lexicon.entities)
        nodes = self._in_their_states(nodes, candidates)
        nodes = merge(nodes)
        nodes = nominals.taken_up(nodes, resolve)
        # twice, for institutions of institutions: ``the secretariat of the Union's commission``
        nodes = institutions.with_owners(institutions.with_owners(nodes))
        nodes = merge(nodes)
        nodes = institutions.counted(nodes)
        nodes = Offices(*around).worded(nodes)
        nodes = name_persons(document.text, nodes, grammar, nouns, candidates, work.surnames)
        work.surnames.update(_surnames(document.text, nodes))
        spoken = byline(document.text, nodes, self._publishing(document))
        nodes, holdings, borne = join_offices(nodes, grammar, nouns, home, work.tenures.values())
        holdings = spoken or holdings
        owners = {(holding.office, holding.person): holding.holder.entity for holding in holdings}
        for office, person in borne:
            owner = owners.get((office, person))
            known = (block.article, office.label, owner, person.entity)
            work.tenures[known] = Tenure(block.article, office.label, owner, person)
        nodes = take_up_offices(nodes, work.tenures.values(), block.article, nouns, self._is_state, home or work.governing)
        nodes = nominals.described(nodes, resolve)
        nodes = nominals.enumerated(nodes)
        nodes = take_up_pronouns(document.text, nodes, recent, work.spoken_of, work.parties.get(block.article, ()), grammar)
        nodes = first_person(document, block, nodes, grammar)
        nominals.beside(nodes)
        titled = subject is not None and block.start <= subject.start < block.end
        told = [one for one in nominals.descriptions if not (titled and one.relation == "party")]
        return merge_included(merge(nodes), grammar), holdings, told

    def _in_their_states(self, nodes: Sequence[Node], candidates: Candidates) -> list[Node]:
        """``Lima, Peru``, ``Arequipa, Peru,`` made one node: the place, its state only set behind it."""
        made: list[Node] = []
        at = 0
        while at < len(nodes):
            if at + 2 < len(nodes) and nodes[at + 1].text == "," and self._lies_in(nodes, at, candidates):
                made.append(replace(nodes[at], end=nodes[at + 2].end))
                at += 3
                continue
            made.append(nodes[at])
            at += 1
        return made

    def _lies_in(self, nodes: Sequence[Node], at: int, candidates: Candidates) -> bool:
        """Whether the state behind the comma after the place at `at` is the one it lies in; of a place nobody knows, whether
        nothing goes on with a list.
        """
        place, state = nodes[at], nodes[at + 2]
        if len(place.referents) != 1 or len(state.referents) != 1 or state.referents[0].form != "name":
            return False
        if state.referents[0].cls != "State" or not self.ontology.is_a(place.referents[0].cls, ("Place",)):
            return False
        entity = candidates.get(place.referents[0].entity)
        if entity is not None and entity.links:
            return ("locatedIn", state.referents[0].entity) in entity.links
        following = nodes[at + 3].text if at + 3 < len(nodes) else ""
        before = nodes[at - 1].text if at else ""
        return before in ("in", "at", "à") and following not in ("and", "et", "or", "ou")

    def _own_state(self, subject: Referent | None) -> Referent | None:
        """The state that an article is about as a whole, if it is about one."""
        if subject is not None and self.ontology.is_a(subject.cls, ("State",)):
            return replace(subject, form="described", confidence=0.9)
        return None

    def _publisher_state(self, document: Document, pieces: Sequence[Piece]) -> Referent | None:
        """The state whose government publishes a document, if the document names no other as often: its
        offices need no owner.
        """
        publisher = self._publishing(document)
        if publisher is None or publisher.cls != "State":
            return None
        named = Counter(one.entity for piece in pieces for one in piece.referents if self.ontology.is_a(one.cls, ("State",)))
        return publisher if named[publisher.entity] >= max(named.values(), default=0) else None

    def _publishing(self, document: Document) -> Referent | None:
        """The state whose government publishes a document, or the known body that does."""
        bodies = [hit.entities[0] for hit in self.lexicon.find(document.sidecar.publisher or "")]
        for entity in bodies:
            links = [(link, self.lexicon.entities.get(slug)) for link, slug in entity.links]
            owners = [owner for link, owner in links if link in ("partOf", "locatedIn") and owner is not None]
            for state in (entity, *owners):
                if self.ontology.is_a(state.cls, ("State",)):
                    return Referent(state.slug, state.cls, 0, 0, "described", 0.85)
        return Referent(bodies[0].slug, bodies[0].cls, 0, 0, "described", 0.85) if bodies else None

    def _several(self, earlier: Sequence[Node], kinds: tuple[str, ...]) -> tuple[Referent, ...]:
        """What ``the countries``, ``the parties`` take up: the last list of things of `kinds`, or the last
        group of states.
        """
        for node in reversed(earlier):
            agents = all(self.ontology.is_a(one.cls, kinds) for one in node.referents)
            group = "State" in kinds and len(node.referents) == 1 and node.referents[0].cls == "GroupOfStates"
            if group or (agents and len(node.referents) > 1):
                return tuple(replace(one, form="anaphor", confidence=0.75) for one in node.referents)
        return ()

    def _unnamed(self, document: Document, block: Block, head: Head, candidates: Candidates, start: int) -> Referent:
        """The one meeting, declaration … that an article speaks of without naming it."""
        article = document.article_slug(block.article)
        title = document.articles[block.article].title
        about = document.text[title.start : title.end] if title else document.id
        kind = self.kind_of.get(head.cls, head.cls).lower()
        labels = ((f"{kind} of “{about}”", "en"), (f"{head.noun} : « {about} »", "fr"))
        entity = candidates.described(f"{kind}-of-{article}", labels, head.cls)
        return Referent(entity.slug, entity.cls, start, start + len(head.noun), "anaphor", 0.7)

    def antecedent(self, head: Head, before: Sequence[Referent], candidates: Candidates) -> Referent | None:
        """What ``the HEAD`` takes up: the last thing named with that very noun, else, where the class is
        telling, the last of its class.
        """
        noun = fold(head.noun)
        general = head.cls in ("Organisation", "Bank", "Network", "GovernmentBody", "RegionalOrganisation", "ArmedGroup")
        kinds = head.takes_up or (self.kind_of.get(head.cls, head.cls),)
        fallback: Referent | None = None
        for referent in reversed(before):
            if referent.form == "demonym" or not self.ontology.is_a(referent.cls, kinds):
                continue
            entity = candidates.get(referent.entity)
            labels = [fold(label.text) for label in entity.labels] if entity else []
            if any(noun in label.split() or f" {noun}" in f" {label}" for label in labels):
                return replace(referent, form="anaphor", confidence=0.8)
            if fallback is None and not general and self.ontology.is_a(referent.cls, head.takes_up or (head.cls,)):
                fallback = replace(referent, form="anaphor", confidence=0.7)
        return fallback or (self._only_body(before) if head.cls == "Organisation" else None)

    def _only_body(self, before: Sequence[Referent]) -> Referent | None:
        """The one organisation named so far, which ``the agency``, ``the group`` must mean."""
        bodies = {one.entity: one for one in before if self.ontology.is_a(one.cls, ("Organisation",))}
        return replace(next(iter(bodies.values())), form="anaphor", confidence=0.75) if len(bodies) == 1 else None


def _surnames(text: str, named: Iterable[Node | Piece]) -> dict[str, Referent]:
    """The persons among `named` by the last word of the name."""
    found = {}
    for one in named:
        if one.kind == "thing" and len(one.referents) == 1 and one.referents[0].cls == "Person":
            person = one.referents[0]
            found[words_of(text[person.start : person.end])[-1]] = person
    return found


def _run_on(text: str, piece: Piece, aliases: Sequence[Piece]) -> bool:
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


def _state_named(sentences: Sequence[Sentence]) -> Referent | None:
    """The last single state that the sentences name."""
    for sentence in reversed(sentences):
        for node in reversed(sentence.nodes):
            if node.kind == "thing" and len(node.referents) == 1 and node.referents[0].cls == "State":
                return replace(node.referents[0], form="described", confidence=0.8)
    return None


def _present(nodes: Sequence[Node], start: int) -> bool:
    """Whether "present" stands right before `start`: ``the present agreement``, ``le présent accord``."""
    return any(
        node.text in ("present", "presente", "this", "cet", "ce", "cette") and 0 <= start - node.end <= 1 for node in nodes
    )


def _without_repetition(nodes: Sequence[Node], unknown: Callable[[Referent], bool]) -> list[Node]:
    """``Nordic Bank (NB)``, ``Nordic Bank (French: Banque nordique), or NB`` made one node: the same thing named again."""
    made: list[Node] = []
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if (other := _called_also(nodes, at, unknown)) is not None:
            made.append(replace(nodes[other], start=node.start))
            at = other + 1
            continue
        if made and made[-1].kind == "thing" and made[-1].referents:
            end = _year_behind(nodes, at, made[-1]) or _named_again(nodes, at, {one.entity for one in made[-1].referents})
            if end is not None:
                made[-1] = replace(made[-1], end=nodes[end - 1].end)
                at = end
                continue
        made.append(node)
        at += 1
    return made


def _year_behind(nodes: Sequence[Node], at: int, before: Node) -> int | None:
    """The index behind the year in brackets that belongs to the name of a resolution: ``Resolution 733 (1992)``."""
    bracket = at + 2 < len(nodes) and nodes[at].text == "(" and nodes[at + 1].kind == "date" and nodes[at + 2].text == ")"
    return at + 3 if bracket and before.referents[0].cls == "Resolution" else None


def _named_again(nodes: Sequence[Node], at: int, entities: set[str]) -> int | None:
    """The index behind a bracket or "also known as" at `at` that only names `entities` again, or in another language."""
    end = at
    if nodes[at].text in ("(", "["):
        again = False
        while (end := end + 1) < len(nodes) and end - at < 12 and nodes[end].text not in (")", "]"):
            node = nodes[end]
            same = node.kind == "thing" and {referent.entity for referent in node.referents} == entities
            same |= node.kind == "thing" and nodes[end - 1].text == ":" and _language(nodes[end - 2])
            again |= same
            if not (same or node.kind == "punctuation" or node.text in ("or", "ou") or _language(node)):
                return None
        return end + 1 if again and end < len(nodes) and nodes[end].text in (")", "]") else None
    while end < len(nodes) and end - at < 8 and nodes[end].kind != "thing":
        if nodes[end].text not in _ALSO_KNOWN:
            return None
        end += 1
    if end == at or end >= len(nodes) or {referent.entity for referent in nodes[end].referents} != entities:
        return None
    return None if end - at == 1 and nodes[at].text in ("as", "the", "et", "and") else end + 1


def _language(node: Node) -> bool:
    """Whether the node is the name of a language, which may be the adjective of a state."""
    return node.text in _LANGUAGE_NAMES or (bool(node.referents) and node.referents[0].form == "demonym")


def _called_also(nodes: Sequence[Node], at: int, unknown: Callable[[Referent], bool]) -> int | None:
    """If a name that nobody knows stands at `at` and "also known as" gives another for it, the index of that other."""
    first = nodes[at]
    if first.kind != "thing" or len(first.referents) != 1 or not unknown(first.referents[0]):
        return None
    end = at + 1
    while end < len(nodes) and end - at < 8 and nodes[end].kind != "thing":
        if nodes[end].text not in _ALSO_KNOWN:
            return None
        end += 1
    said = {node.text for node in nodes[at + 1 : end]}
    single = end < len(nodes) and len(nodes[end].referents) == 1 and nodes[end].referents[0].form == "name"
    return end if single and not said.isdisjoint(_CALLED_WORDS) else None


def _passages(block: Block) -> Iterator[Span]:
    """The content of a block in parts of whole sentences, each short enough for a model."""
    start = end = block.content
    for sentence in block.sentences:
        if sentence.end - start > _LONGEST_PASSAGE and end > start:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    if block.end > start:
        yield Span(start, block.end)


def _occurrences(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Where each of `names` stands as a word of its own, in order."""
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    if not len(automaton):
        return
    automaton.make_automaton()
    for last, name in automaton.iter(text):
        start, end = last - len(name) + 1, last + 1
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            yield start, name
