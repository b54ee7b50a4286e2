"""The page of one thing: entities by their own module; claims, conflicts, rules and documents by what they are."""

from sahelkg.server.errors import NotFound
from sahelkg.server.pages import claims, entity
from sahelkg.server.pages.gathering import voices
from sahelkg.server.pages.graph import thing
from sahelkg.server.pages.page import Handler, Page, SeeOther

_MOST = 60


def handler(slug: str) -> Handler:
    """What makes the page of the thing with this slug."""
    if slug.startswith("claim-"):
        return show_claim
    if slug.startswith("conflict-"):
        return show_conflict
    if slug.startswith("rule-"):
        return show_rule
    if slug.startswith("document-"):
        return show_document
    return entity.show


async def show_claim(page: Page) -> bytes:
    """One claim with all that is known of it: words, speaker, method, premises, those who contradict, how to cite it."""
    slug = page.path["slug"]
    found = await claims.fetch(page.graph, [slug])
    if not found:
        raise NotFound(page.words("no_such_thing", name=slug))
    claim = found[0]
    premises = await claims.fetch(page.graph, [term.slug for term in claim.fields.get("restsOn", ())[:_MOST]])
    rivals = []
    if claim.conflict:
        rows = await page.graph.select(
            f"SELECT ?c {{ ?c sahel:conflict {thing(claim.conflict)} }} ORDER BY ?c LIMIT {_MOST}"
        )
        rivals = [one for one in await claims.fetch(page.graph, [row["c"].slug for row in rows]) if one.slug != slug]
    beside = await page.graph.select(
        f"SELECT ?start ?end ?words {{ {thing(slug)} sahel:furtherPassage ?passage . "
        "?passage oa:start ?start ; oa:end ?end ; oa:exact ?words } ORDER BY ?start"
    )
    passages = [(row["words"].text, f"{row['start'].text},{row['end'].text}") for row in beside]
    await page.introduce([claim, *premises, *rivals])
    query = f"SELECT ?property ?value\nWHERE {{ {thing(slug)} ?property ?value }}\nORDER BY ?property"
    return page.render("claim.html", claim=claim, premises=premises, passages=passages, rivals=voices(rivals), query=query)


async def show_conflict(page: Page) -> bytes:
    """Claims that contradict each other, side by side."""
    slug = page.path["slug"]
    described = await entity.describe(page, slug)
    rows = await page.graph.select(f"SELECT ?c {{ ?c sahel:conflict {thing(slug)} }} ORDER BY ?c LIMIT {_MOST + 1}")
    found = await claims.fetch(page.graph, [row["c"].slug for row in rows[:_MOST]])
    await page.introduce(found)
    query = (
        "SELECT ?claim ?subject ?predicate ?object ?amount ?said_by ?quote\nWHERE {\n"
        f"  ?claim sahel:conflict {thing(slug)} ;\n    rdf:subject ?subject ;\n    rdf:predicate ?predicate ;\n"
        "    oa:hasSelector/oa:exact ?quote .\n  OPTIONAL { ?claim rdf:object ?object }\n"
        "  OPTIONAL { ?claim sahel:amount ?amount }\n  OPTIONAL { ?claim prov:wasAttributedTo ?said_by }\n}"
    )
    label = described.one("label", page.language)
    return page.render(
        "conflict.html",
        slug=slug,
        label=label,
        voices=voices(found),
        truncated=len(rows) > _MOST,
        query=query,
    )


async def show_rule(page: Page) -> bytes:
    """A rule of inference, and claims it made."""
    slug = page.path["slug"]
    described = await entity.describe(page, slug)
    rows = await page.graph.select(f"SELECT ?c {{ ?c sahel:rule {thing(slug)} }} LIMIT {_MOST + 1}")
    found = await claims.fetch(page.graph, [row["c"].slug for row in rows[:_MOST]])
    await page.introduce(found)
    return page.render("rule.html", described=described, voices=voices(found), truncated=len(rows) > _MOST)


async def show_document(page: Page) -> bytes:
    """Documents are read in the reader; an article of a thread opens its document at its beginning.

    A document that is only talked about has no text, and is a thing like any other.
    """
    slug = page.path["slug"]
    node = thing(slug)
    rows = await page.graph.select(
        f"SELECT ?whole ?start ?end ?sum {{ OPTIONAL {{ {node} dct:isPartOf ?whole ; oa:start ?start ; oa:end ?end }} "
        f"OPTIONAL {{ {node} sahel:sha256 ?sum }} }}"
    )
    if rows and "whole" in rows[0]:
        start = rows[0]["start"].text
        raise SeeOther(page.url.words(rows[0]["whole"].slug, f"{start},{start}"))
    if rows and "sum" in rows[0]:
        raise SeeOther(page.url(f"/document/{slug.removeprefix('document-')}"))
    return await entity.show(page)
