"""A competency question as a page: what it asks, what may vary in it, its answer, and the words each row rests on."""

import re
from collections.abc import Iterable
from itertools import islice

from sahelkg.questions import ParameterError, Question
from sahelkg.server.errors import BadRequest, NotFound
from sahelkg.server.lookup import search
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.pages import claims
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import Term, text
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.results import MOST_ROWS, Result, read

_PROJECTION = re.compile(r"\bSELECT DISTINCT (?P<columns>\?\w+(?:\s+\?\w+)*)\s+WHERE\b")
_SLUG = re.compile(r"[\w.-]+")
_MOST_NAMES = 300
_MOST_PAIRS = 2000
"""Rows with a claim each that are asked for; several claims may stand behind one row of the answer."""


async def show(page: Page) -> bytes:
    """``/question/{name}``; the address may give other values for the question's parameters, things by slug or name."""
    question = page.view.questions.get(page.path["name"])
    if question is None:
        raise NotFound(page.words("no_such_question", name=page.path["name"]))
    values = await _values(page, question)
    try:
        sparql = question.asked_with(values)
    except ParameterError as error:
        raise BadRequest(str(error)) from error
    answer, found = await _grounded(page, sparql)
    data = [
        (form.upper(), page.url.plain(f"/api/queries/{question.name}", [*values.items(), ("format", form)]))
        for form in ("csv", "json", "xml")
    ]
    return page.render(
        "question.html",
        question=question,
        values=values,
        answer=answer,
        found=found,
        named=await _named(page, (term for row in answer.rows for term in row if term is not None)),
        sparql=sparql,
        data=data,
    )


async def _values(page: Page, question: Question) -> dict[str, str]:
    values = {}
    for parameter in question.parameters:
        default = page.language if parameter.kind == "language" else parameter.default
        given = page.one(parameter.name) or default
        values[parameter.name] = await _slug(page, given) if parameter.kind == "entity" and given != default else given
    await page.name(*(values[one.name] for one in question.parameters if one.kind == "entity"))
    return values


async def _slug(page: Page, given: str) -> str:
    """The slug of the thing that a reader named, by its slug or by its name. Raises NotFound."""
    if _SLUG.fullmatch(given):
        await page.name(given)
        if page.names[given].labels:
            return given
    client = Reader(page.exchange.release.store, page.exchange.client)
    found = await search.named(client, given[:100], 1, page.language)
    if not found:
        raise NotFound(page.words("no_such_thing", name=given[:100]))
    return found[0].hits[0].slug


async def _grounded(page: Page, sparql: str) -> tuple[Result, list[list[Claim]]]:
    """The answer, and for each row the claims it rests on, where the query calls them ``?claim``."""
    with_claims = _PROJECTION.sub(r"SELECT DISTINCT \g<columns> ?claim WHERE", sparql, count=1)
    if "?claim" in sparql and with_claims != sparql:
        answer = await read(page, f"{with_claims}\nLIMIT {_MOST_PAIRS + 1}", _MOST_PAIRS)
        merged: dict[tuple[Term | None, ...], list[str]] = {}
        for *row, claim in answer.rows:
            merged.setdefault(tuple(row), []).extend([claim.slug] if claim else [])
        if answer.truncated:
            merged.popitem()  # More of its claims may have been cut off.
        shown = dict(islice(merged.items(), MOST_ROWS))
        known = await claims.fetch(page.graph, (slug for slugs in shown.values() for slug in slugs))
        await page.introduce(known)
        by_slug = {claim.slug: claim for claim in known}
        rows = Result(
            answer.columns[:-1],
            [list(row) for row in shown],
            total=None if answer.truncated else len(merged),
            truncated=answer.truncated or len(merged) > MOST_ROWS,
        )
        return rows, [[by_slug[slug] for slug in slugs if slug in by_slug] for slugs in shown.values()]
    return await read(page, sparql), []


async def _named(page: Page, terms: Iterable[Term]) -> dict[str, str]:
    """The slugs of the things whose names stand in an answer; of a name that several things have, none."""
    texts = list(dict.fromkeys(term.text for term in terms if not term.is_iri and not term.datatype and term.text))
    if not texts:
        return {}
    literals = " ".join(text(name, page.language) for name in texts[:_MOST_NAMES])
    rows = await page.graph.select(f"SELECT ?name ?x {{ VALUES ?name {{ {literals} }} ?x skos:prefLabel ?name }}")
    documents = [name for name in texts if name.startswith("document-")]
    await page.name(*documents)
    found: dict[str, list[str]] = {name: [name] for name in documents if page.names[name].labels}
    for row in rows:
        found.setdefault(row["name"].text, []).append(row["x"].slug)
    return {name: slugs[0] for name, slugs in found.items() if len(slugs) == 1}
