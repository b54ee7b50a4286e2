"""What is told of a thing: its claims by relation and side, the weightiest first, cut where they are very many."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from sahelkg.server.figures.money import STATUSES
from sahelkg.server.pages import sections
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.gathering import Fact, Line, gather, lines
from sahelkg.server.pages.graph import Row
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.terms import Terms

_SHOWN = 140
_OF_A_KIND = 20
_PASSAGES = 6

Key = tuple[str, str]
"""A side and a predicate."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one predicate read from one side; of sums, those at one stage. `more` facts are not shown."""

    predicate: str
    side: str
    label: str
    stage: str | None
    lines: list[Line]
    more: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The claims to be shown, by side and predicate, and how many statements of each are left out."""

    chosen: dict[Key, list[str]]
    more: Counter[Key]

    @property
    def slugs(self) -> list[str]:
        return [slug for slugs in self.chosen.values() for slug in slugs]


def choose(sides: Mapping[str, Iterable[Row]], kind: str, terms: Terms) -> Choice:
    """Which of the claims are shown. A row has a claim ``c``, its predicate ``p``, other side ``o`` and ``conflict``.

    What goes both ways is told from one side only.

    Contested claims are always among those shown: a contradiction must not hide behind a limit.
    """
    stated: dict[Key, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    contested: set[str] = set()
    for side, rows in sides.items():
        for row in rows:
            value = row["o"].text if "o" in row else ""
            predicate = row["p"].local
            told = "›" if side == "‹" and terms.goes_both_ways(predicate) else side
            stated[told, predicate][value].append(row["c"].slug)
            if "conflict" in row:
                contested.add(row["c"].slug)
    order = {name: place for place, name in enumerate(sections.order(kind))}

    def rank(key: Key) -> tuple[int, int]:
        section, place = sections.section_of(*key)
        return order[section], place

    chosen: dict[Key, list[str]] = {}
    more: Counter[Key] = Counter()
    left = _SHOWN
    for key in sorted(stated, key=rank):
        values = sorted(stated[key].values(), key=lambda slugs: (contested.isdisjoint(slugs), -len(slugs)))
        shown = values[: max(2, min(_OF_A_KIND, left))]
        chosen[key] = [slug for slugs in shown for slug in sorted(slugs, key=lambda name: name not in contested)[:_PASSAGES]]
        more[key] = len(values) - len(shown)
        left -= len(chosen[key])
    return Choice(chosen, more)


def tell(page: Page, choice: Choice, found: Mapping[str, Claim], kind: str) -> list[tuple[str, list[Group]]]:
    """The sections of a page in order, each with its groups."""
    told: dict[str, list[tuple[int, Group]]] = defaultdict(list)
    for (side, predicate), slugs in choice.chosen.items():
        claims = [found[slug] for slug in slugs if slug in found]
        if page.terms.goes_both_ways(predicate):
            claims = [claim.read_by(page.path["slug"]) for claim in claims]
        facts = gather(claims)
        section, place = sections.section_of(side, predicate)
        groups = _groups(page, side, predicate, facts, choice.more[side, predicate])
        told[section] += [(place, group) for group in groups]
    return [
        (section, [group for _, group in sorted(told[section], key=lambda pair: pair[0])])
        for section in sections.order(kind)
        if told[section]
    ]


def _groups(page: Page, side: str, predicate: str, facts: list[Fact], more: int) -> list[Group]:
    """One group; of money one for each stage, because a pledge is no payment."""
    label = _label(page, side, predicate)
    if predicate != "funds":
        return [Group(predicate, side, label, None, lines(_dated(page, side, facts), side), more)] if facts else []
    ordered = sorted(facts, key=lambda fact: (_stage(fact), *_by_size(page, fact)))
    staged = [(place, list(same)) for place, same in groupby(ordered, key=_stage)]
    return [
        Group(predicate, side, label, STATUSES[place], lines(same, side), more if number == len(staged) else 0)
        for number, (place, same) in enumerate(staged, start=1)
    ]


def _stage(fact: Fact) -> int:
    """How far the money has got: the place of its status, the last where it is not stated."""
    status = fact.first.one("status").text
    return STATUSES.index(status) if status in STATUSES else len(STATUSES) - 1


def _by_size(page: Page, fact: Fact) -> tuple[bool, str, str, float]:
    """By instrument, then by currency, the largest sum first; what states no sum last."""
    claim = fact.first
    through = claim.one("instrument")
    name = page.names[through.slug].label(page.language) or through.text
    return not claim.amount, name, claim.currency, -float(claim.amount or 0)


def _dated(page: Page, side: str, facts: list[Fact]) -> list[Fact]:
    """Facts with a date by date, then those most often stated, then by the name of what they lead to."""

    def place(fact: Fact) -> tuple[str, int, str]:
        other = fact.first.subject if side == "‹" else fact.first.value.slug
        return fact.first.start or "9999", -len(fact.claims), page.names[other].label(page.language).casefold()

    return sorted(facts, key=place)


def _label(page: Page, side: str, predicate: str) -> str:
    if side == "›":
        return page.terms.label(predicate, page.language)
    if side == "‹":
        return page.terms.backward(predicate, page.language)
    return page.words(f"side.{side}", relation=page.terms.label(predicate, page.language))
