"""What phrases such as "the mission", "the two states" take up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sahelkg.extraction.candidates import slug_of
from sahelkg.extraction.grammar import Grammar
from sahelkg.extraction.nodes import Node, Referent
from sahelkg.extraction.nouns import Head
from sahelkg.extraction.survey import Work
from sahelkg.lexicon import fold
from sahelkg.model import Block, Doubt
from sahelkg.ontology import Ontology

_COMPLEMENT = re.compile(r"\s(?:of|for|on|in|to|against|at|de|du|des|d['’]|pour|sur|en|à|contre)(?=\W)", re.IGNORECASE)
_RECENT = 60
_DEFINITE_GROUPS = ("part", "member", "états membres", "pays membres", "hautes", "both", "two", "deux")
_EVERY = frozenset(("all", "every", "toutes", "tous"))
_TWO = frozenset(("two", "both", "deux"))
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
class Antecedents:
    """Finds what phrases of one sentence take up. `subject` is what its article is about; `recent` are the things
    before the sentence.
    """

    work: Work
    block: Block
    recent: Sequence[Node]
    subject: Referent | None
    grammar: Grammar
    ontology: Ontology
    kind_of: Mapping[str, str]

    def of(self, nodes: Sequence[Node], head: Head, start: int, end: int) -> tuple[Referent, ...]:
        """What the phrase with `head`, at `start` to `end` of the text, takes up; `nodes` are its sentence's."""
        here = () if head.takes_up else nodes
        earlier = [node for node in (*self.recent, *here) if node.end <= start and node.kind == "thing"]
        if head.plural or head.cls == "GroupOfStates":
            return self._group(nodes, head, start, earlier)
        found = self._one(nodes, head, (start, end), [referent for node in earlier for referent in node.referents])
        if found is None and head.described:
            kind = self.kind_of.get(head.cls, head.cls).lower()
            found = self.work.unnamed(self.block, head.noun, head.cls, kind, start)
        if found is None:
            doubts = self.work.doubts
            doubt = Doubt(kind="anaphor", start=start, end=end, reason=f"no {head.cls} before it")
            if doubt not in doubts[-_RECENT:]:
                doubts.append(doubt)
        return (found,) if found else ()

    def _group(self, nodes: Sequence[Node], head: Head, start: int, earlier: Sequence[Node]) -> tuple[Referent, ...]:
        """The several things that a plural takes up; nothing where no word points at them."""
        pointing = self.grammar.demonstratives | {"both", "deux", "two", "said"}
        pointed = _present(nodes, start) or any(
            node.text in pointing and node.end + 1 >= start - 1 and node.end <= start for node in nodes
        )
        states = head.cls in ("GroupOfStates", "State")
        if not pointed and not (states and head.noun.startswith(_DEFINITE_GROUPS)):
            return ()
        before = next((node.text for node in reversed(nodes) if node.end <= start), "")
        article = self.block.article
        if head.noun.startswith("part") and not pointed and (before in _EVERY and article not in self.work.bound):
            return ()
        parties = self.work.parties.get(article, []) if article in self.work.bound else []
        if head.noun in _PARTIES and len(parties) > 1:
            return tuple(replace(one, form="anaphor", confidence=0.85) for one in parties)
        if states and not pointed and self.subject is not None and self.ontology.is_a(self.subject.cls, ("Agreement",)):
            return ()
        kind = "State" if states else self.kind_of.get(head.cls, head.cls)
        found = self._several(earlier, (kind, "Organisation") if head.noun.startswith("part") else (kind,))
        return found if found or not states else self._two_titled(nodes, head, start)

    def _two_titled(self, nodes: Sequence[Node], head: Head, start: int) -> tuple[Referent, ...]:
        """The two states that the title names, where "two" or "both" points at states."""
        titled = self.work.titled.get(self.block.article, ())
        two = frozenset(head.noun.split()) | {node.text for node in nodes if start - 1 <= node.end <= start}
        return tuple(replace(one, form="anaphor") for one in titled) if len(titled) == 2 and two & _TWO else ()

    def _one(self, nodes: Sequence[Node], head: Head, span: tuple[int, int], before: Sequence[Referent]) -> Referent | None:
        """The one thing taken up: what the article is about, where it is of the kind and nothing else is, nothing else of
        the sentence where it is a project; else what was named before.
        """
        subject, start = self.subject, span[0]
        if subject is not None and start > subject.end:
            kinds = head.takes_up or (self.kind_of.get(head.cls, head.cls),)
            own = self.ontology.is_a(subject.cls, kinds)
            near = [one for one in before if head.cls != "Programme" or one.start >= nodes[0].start]
            alone = _present(nodes, start) or not any(self.ontology.is_a(one.cls, kinds) for one in near)
            if own and (head.cls == "State" or alone or self._page_about(subject, nodes, head, start)):
                return replace(subject, form="anaphor", confidence=0.9)
        return self._antecedent(head, before, span)

    def _page_about(self, subject: Referent, nodes: Sequence[Node], head: Head, start: int) -> bool:
        """Whether `head` takes up the body or mission that its page is about, others named or not: its own noun, or one for
        any organisation, written with a capital or without another of the kind before it in its sentence.
        """
        if not self.ontology.is_a(subject.cls, ("Organisation", "Mission")):
            return False
        own = self._named_with(subject, fold(head.noun))
        if not own and not (head.any and self.ontology.is_a(subject.cls, ("Organisation",))):
            return False
        kinds = (self.kind_of.get(head.cls, head.cls),)
        others = (
            one
            for node in nodes
            if node.end <= start
            for one in node.referents
            if one.form == "name" and one.entity != subject.entity and self.ontology.is_a(one.cls, kinds)
        )
        return (own and self.work.document.text[start].isupper()) or not any(others)

    def _named_with(self, referent: Referent, noun: str) -> bool:
        """Whether a name of what is referred to is headed by `noun`."""
        entity = self.work.candidates.get(referent.entity)
        return entity is not None and any(headed(fold(label.text), noun) for label in entity.labels)

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

    def _organ(self, head: Head, start: int, end: int) -> Referent | None:
        """The organ of the body that a page is about which it calls by a common noun: ``the Secretariat``."""
        text, subject = self.work.document.text[start:end], self.subject
        if subject is None or not self.ontology.is_a(subject.cls, ("Organisation",)) or head.any:
            return None
        if head.cls != "Organisation" or not text[0].isupper() or start < subject.end:
            return None
        label = " ".join(text.split())
        slug = slug_of(f"{label} {subject.entity}")
        entity = self.work.candidates.described(
            slug, ((label, self.block.language),), head.cls, (("partOf", subject.entity),)
        )
        return Referent(entity.slug, entity.cls, start, end, "described", 0.8)

    def _antecedent(self, head: Head, before: Sequence[Referent], span: tuple[int, int]) -> Referent | None:
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
            if referent.cls == "GroupOfStates":
                continue
            if self._named_with(referent, noun):
                return replace(referent, form="anaphor", confidence=0.8)
            if fallback is None and not general and self.ontology.is_a(referent.cls, head.takes_up or (head.cls,)):
                fallback = replace(referent, form="anaphor", confidence=0.7)
        return fallback or self._organ(head, *span) or (self._only_body(before) if head.cls == "Organisation" else None)

    def _only_body(self, before: Sequence[Referent]) -> Referent | None:
        """The one organisation named so far, which ``the agency``, ``the group`` must mean."""
        bodies = {one.entity: one for one in before if self.ontology.is_a(one.cls, ("Organisation",))}
        return replace(next(iter(bodies.values())), form="anaphor", confidence=0.75) if len(bodies) == 1 else None


def headed(label: str, noun: str) -> bool:
    """Whether `noun` heads the name `label`, and does not only stand in what completes it: the union of ``African Union``
    and of ``Union for Peace``, not that of ``Treaty on the Union``.
    """
    head = f" {_COMPLEMENT.split(label, maxsplit=1)[0]} "
    return head.startswith(f" {noun} ") or head.endswith(f" {noun} ")


def _present(nodes: Sequence[Node], start: int) -> bool:
    """Whether "present" stands right before `start`: ``the present agreement``, ``le présent accord``."""
    return any(
        node.text in ("present", "presente", "this", "cet", "ce", "cette") and 0 <= start - node.end <= 1 for node in nodes
    )
