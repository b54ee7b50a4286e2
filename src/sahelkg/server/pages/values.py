"""All the values by which a list of claims can be narrowed down, of one of its sides: counted, and any by its name."""

import asyncio
from dataclasses import dataclass

from sahelkg.server.lookup import search
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.pages.listing import (
    COUNTED,
    Choice,
    Filters,
    as_parameter,
    chips,
    counted_claims,
    counted_values,
    value_label,
)
from sahelkg.server.pages.page import Page, SeeOther

PARAMETER = "values"
"""The parameter of a list's address that names the side whose values are asked for."""

_SIZE = 200
_LONGEST = 100
_FIXED = {"predicate", "status", "currency", "modality", "basis"}
"""Sides with few values, all of them counted; the others' values are things, which can be asked for by name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the values, the commonest first, and the addresses of the next part and the first."""

    choices: list[Choice]
    next: str
    first: str


async def show(page: Page, path: str, filters: Filters, name: str) -> bytes:
    """A list's ``?values=subject``; with ``&named=`` on to the list of what has that name."""
    given = {**filters.given, PARAMETER: name}
    wanted = "" if name in _FIXED else page.one("named")[:_LONGEST]
    if wanted and (value := await _named(page, wanted)):
        raise SeeOther(page.url(path, **{**filters.given, name: as_parameter(name, value)}))
    begun = page.one("from")
    offset = min(int(begun), COUNTED) if begun.isdecimal() and len(begun) < 9 else 0
    counted, total = await asyncio.gather(
        page.graph.select(counted_values(name, filters.pattern(), COUNTED)),
        page.graph.select(counted_claims(filters.pattern())),
    )
    # Sorted here: the engine would look up the text of every value for every comparison with another as common.
    rows = sorted((row for row in counted if "value" in row), key=lambda row: (-int(row["n"].text), row["value"].text))
    rows = rows[offset : offset + _SIZE + 1]
    await page.name(*(row["value"].slug for row in rows), *filters.things())
    choices = []
    for row in rows[:_SIZE]:
        value = as_parameter(name, row["value"].slug or row["value"].local)
        address = page.url(path, **{**filters.given, name: value})
        choices.append(Choice(value_label(page, name, value), int(row["n"].text), address))
    part = Part(
        choices,
        page.url(path, **{**given, "from": offset + _SIZE}) if len(rows) > _SIZE else "",
        page.url(path, **given) if offset else "",
    )
    return page.render(
        "values.html",
        name=name,
        part=part,
        chips=chips(page, path, filters),
        back=page.url(path, **filters.given),
        path=path,
        given=given,
        can_be_named=name not in _FIXED,
        wanted=wanted,
        counted=COUNTED,
        estimated=int(total[0]["n"].text) >= COUNTED,
    )


async def _named(page: Page, words: str) -> str:
    """The slug of the thing whose name is closest to the words; empty where there is none."""
    client = Reader(page.exchange.release.store, page.exchange.client)
    found = await search.named(client, words, 1, page.language)
    return found[0].hits[0].slug if found else ""
