"""The first page: what this is, one search box, what the documents say most, what one can ask."""

import asyncio
from itertools import groupby

from sahelkg.server.pages import claims
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.gathering import Fact, Line, gather, voices
from sahelkg.server.pages.graph import thing, things
from sahelkg.server.pages.page import Page

_SUMS = 4
_CONFLICTS = 3
_NEWEST = 6

_BIGGEST = (
    "SELECT ?claim { ?claim sahel:amount ?amount ; rdf:predicate ?predicate ; sahel:basis ?basis "
    "FILTER(?predicate = sahel:funds && ?basis = sahel:stated) } ORDER BY DESC(?amount) ?claim LIMIT 60"
)
"""Written so that the engine begins with the sums: there are far fewer of them than of stated claims."""

_OPEN = (
    "SELECT ?conflict (SAMPLE(?c) AS ?one) { ?c sahel:conflict ?conflict } GROUP BY ?conflict ORDER BY ?conflict LIMIT 40"
)
_LATEST = (
    "SELECT ?d { ?d a sahel:Document ; sahel:sha256 ?sum OPTIONAL { ?d dct:issued ?day } } "
    "ORDER BY DESC(STR(?day)) ?d LIMIT 6"
)


async def show(page: Page) -> bytes:
    """``/``."""
    biggest, conflicts, latest = await asyncio.gather(
        page.graph.select(_BIGGEST), page.graph.select(_OPEN), page.graph.select(_LATEST)
    )
    documents = [row["d"].slug for row in latest]
    newest = await _newest(page, documents)
    sums = await claims.fetch(page.graph, [row["claim"].slug for row in biggest])
    disputes = await _disputes(page, [row["conflict"].slug for row in conflicts])
    await page.introduce([*newest, *sums, *(fact.first for dispute in disputes for line in dispute for fact in line.facts)])
    await page.name(*(dispute[0].conflict for dispute in disputes))
    await page.view.sources.fetch(page.graph, page.names, documents)
    return page.render(
        "home.html",
        counts=page.view.release.manifest["counts"],
        sums=_by_currency(sums),
        disputes=disputes,
        newest=newest,
        documents=[page.source(slug) for slug in documents],
        about=page.terms.about,
    )


async def _newest(page: Page, documents: list[str]) -> list[Claim]:
    """Some of the surest claims of the documents published last, one per predicate."""
    if not documents:
        return []
    rows = await page.graph.select(
        "SELECT ?c ?p ?confidence { ?c prov:wasQuotedFrom "
        f"{thing(documents[0])} ; rdf:predicate ?p ; sahel:basis sahel:stated ; "
        "sahel:confidence ?confidence ; rdf:object ?o FILTER(ISIRI(?o)) } ORDER BY DESC(?confidence) ?c LIMIT 300"
    )
    chosen: dict[str, str] = {}
    for row in rows:
        chosen.setdefault(row["p"].local, row["c"].slug)
    return await claims.fetch(page.graph, list(chosen.values())[:_NEWEST])


async def _disputes(page: Page, conflicts: list[str]) -> list[list[Line]]:
    """The first conflicts whose statements can be told in a line each."""
    wanted = things(conflicts[: 4 * _CONFLICTS])
    if not wanted:
        return []
    rows = await page.graph.select(f"SELECT ?c {{ VALUES ?x {{ {wanted} }} ?c sahel:conflict ?x }} LIMIT 200")
    found = await claims.fetch(page.graph, [row["c"].slug for row in rows])
    ordered = sorted(found, key=lambda claim: claim.conflict)
    disputes = [voices(same) for _, same in groupby(ordered, key=lambda claim: claim.conflict)]
    return sorted((dispute for dispute in disputes if len(dispute) > 1), key=len)[:_CONFLICTS]


def _by_currency(found: list[Claim]) -> list[tuple[str, list[Fact]]]:
    """The biggest sums of each currency; sums of different currencies are never ranked together."""
    currencies: dict[str, list[Claim]] = {}
    for claim in found:
        currencies.setdefault(claim.currency, []).append(claim)
    ranked = sorted(currencies.items(), key=lambda pair: (not pair[0], -len(pair[1])))
    return [(currency, _distinct(gather(same))[:_SUMS]) for currency, same in ranked[:3]]


def _distinct(facts: list[Fact]) -> list[Fact]:
    """One fact for each sum between the same two: on a first page the same figure need not stand twice."""
    found: dict[tuple[str, ...], Fact] = {}
    for fact in facts:
        found.setdefault((fact.first.subject, fact.first.value.text, fact.first.amount), fact)
    return list(found.values())
