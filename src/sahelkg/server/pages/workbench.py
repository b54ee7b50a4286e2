"""The query page: an editor where scripts run, a plain form everywhere, and the answer to what the form asks."""

import json

from fastapi import Response

from sahelkg.server.lookup import search
from sahelkg.server.lookup.rows import Reader
from sahelkg.server.pages import refusals
from sahelkg.server.pages.page import Page
from sahelkg.server.pages.rendering import static_version
from sahelkg.server.pages.results import MOST_ROWS, Result, read
from sahelkg.store.errors import Refusal
from sahelkg.vocabulary import PREFIXES

_EDITOR = "vendor/yasgui.min.js"
_MOST_COMPLETIONS = 40
_OF_A_KIND = 12

_BEGIN = """PREFIX sahel: <https://w3id.org/sahelkg/ontology#>
PREFIX id: <https://w3id.org/sahelkg/id/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX oa: <http://www.w3.org/ns/oa#>

SELECT ?subject ?predicate ?object ?said_by ?quote
WHERE {
  ?claim a sahel:Claim ;
    rdf:subject ?subject ;
    rdf:predicate ?predicate ;
    rdf:object ?object ;
    oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?claim prov:wasAttributedTo ?said_by }
}
LIMIT 50
"""


async def show(page: Page) -> bytes:
    """``/query``; ``?query=`` or ``?question=`` fills editor and form, ``?form=plain`` runs it on the server."""
    question = page.view.questions.get(page.one("question"))
    given = question.sparql if question else page.one("query")
    is_plain = page.one("form") == "plain"
    sparql = _declared(given) if given else _BEGIN
    answer: Result | None = None
    refusal: refusals.Told | None = None
    if given and is_plain:
        try:
            answer = await read(page, sparql)
        except Refusal as error:
            refusal = refusals.tell(error, page.words, sparql)
    data = [
        (form.upper(), page.url.plain("/sparql", [("query", sparql), ("format", form)])) for form in ("csv", "json", "xml")
    ]
    return page.render(
        "query.html",
        sparql=sparql,
        answer=answer,
        refusal=refusal,
        most=MOST_ROWS,
        is_plain=is_plain,
        has_editor=bool(static_version(_EDITOR)),
        prefixes=json.dumps(PREFIXES),
        data=data,
    )


def _declared(sparql: str) -> str:
    """The query with declarations of our prefixes that it uses and does not declare."""
    lowered = sparql.lower()
    missing = [
        f"PREFIX {name}: <{space}>"
        for name, space in PREFIXES.items()
        if f"{name}:" in sparql and f"prefix {name}:" not in lowered
    ]
    return "\n".join(missing) + "\n\n" + sparql if missing else sparql


async def send_completions(page: Page) -> Response:
    """``/completions.json?kind=class|property|entity&q=``: terms and things whose name begins with or holds the words."""
    kind, words = page.one("kind"), page.one("q").casefold()[:60]
    if kind in ("class", "property"):
        found = [
            {"iri": f"{PREFIXES['sahel']}{term.name}", "label": term.label(page.language)}
            for term in page.terms.terms.values()
            if term.kind == kind and (words in term.name.casefold() or words in term.label(page.language).casefold())
        ]
    else:
        found = await _entities(page, words)
    body = json.dumps(found[:_MOST_COMPLETIONS], ensure_ascii=False)
    return Response(body, media_type="application/json")


async def _entities(page: Page, words: str) -> list[dict[str, str]]:
    if not words:
        return []
    client = Reader(page.exchange.release.store, page.exchange.client)
    hits = [hit for group in await search.named(client, words, _OF_A_KIND, page.language) for hit in group.hits]

    def distance(hit: search.Hit) -> tuple[bool, bool, int]:
        name = hit.matched.casefold()
        return name != words, not name.startswith(words), len(name)

    return [{"iri": hit.iri, "label": hit.label} for hit in sorted(hits, key=distance)]
