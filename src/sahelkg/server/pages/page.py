"""What a page is made with, and how it is sent: one request, its language, the release's graph and words."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import zstandard
from markupsafe import Markup

from sahelkg.questions import Question
from sahelkg.release import Release
from sahelkg.server import compression
from sahelkg.server.cache import Key, Ready
from sahelkg.server.errors import NotFound
from sahelkg.server.exchange import COMMON, Exchange
from sahelkg.server.negotiation import encodings
from sahelkg.server.pages import refusals
from sahelkg.server.pages.addresses import Addresses
from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import Graph
from sahelkg.server.pages.names import Names
from sahelkg.server.pages.ordering import Order
from sahelkg.server.pages.places import Atlas
from sahelkg.server.pages.presentation import load_presentation
from sahelkg.server.pages.rendering import render
from sahelkg.server.pages.sources import Source, Sources, citation
from sahelkg.server.pages.terms import Terms, load_terms
from sahelkg.server.pages.words import LANGUAGES, Words, preferred, words
from sahelkg.settings import domain_folder
from sahelkg.store.errors import Refusal
from sahelkg.vocabulary import ID

POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_HTML = b"text/html; charset=utf-8"
_LINK = Markup('<a class="thing k-{}" href="{}" lang="{}" dir="auto">{}</a>')


def ontology_file(release: Release) -> Path:
    """The ontology that the release carries; else that of the domain."""
    carried = release.dumps / "ontology.ttl"
    return carried if carried.is_file() else domain_folder() / "ontology" / "sahel.ttl"


class View:
    """What is remembered of a release for its pages."""

    def __init__(self, release: Release, questions: Mapping[str, Question]) -> None:
        self.release = release
        self.questions = questions
        self.presentation = load_presentation(domain_folder() / "queries")
        self.terms: Terms = load_terms(ontology_file(release))
        self.names = Names(self.terms)
        self.sources = Sources()
        self.atlas = Atlas()
        self.order = Order()


class SeeOther(Exception):  # noqa: N818 - it is no error
    """The reader is sent to another address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Page:
    """One request for a page. `path` holds the parts of the address that vary, `view` what the release's pages share."""

    def __init__(self, exchange: Exchange, view: View, base_url: str, path: Mapping[str, str]) -> None:
        self.exchange = exchange
        self._base_url = base_url
        self.view = view
        self.path = path
        self.query = parse_qs(exchange.query_string.decode("utf-8", "replace"), max_num_fields=100)
        chosen = self.one("lang")
        self.chosen_language = chosen if chosen in LANGUAGES else ""
        self.language = self.chosen_language or preferred(_header(exchange, b"accept-language"))
        self.url = Addresses(base_url, self.chosen_language)
        self.graph = Graph(exchange.release.store, exchange.client)
        self._links: dict[str, Markup] = {}

    @property
    def words(self) -> Words:
        return words(self.language)

    @property
    def terms(self) -> Terms:
        return self.view.terms

    @property
    def names(self) -> Names:
        return self.view.names

    def one(self, name: str, default: str = "") -> str:
        """A parameter of the address."""
        return self.query.get(name, [default])[0].strip()

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """The address's parameters but the language."""
        return {name: values for name, values in self.query.items() if name != "lang"}

    async def name(self, *slugs: str) -> None:
        """Looks up what things are called, so that templates can tell."""
        await self.names.fetch(self.graph, slugs)

    async def introduce(self, claims: Iterable[Claim]) -> None:
        """Looks up all that templates need to show the claims: names, and the documents they stand in."""
        listed = list(claims)
        await self.name(*(slug for claim in listed for slug in claim.mentioned()))
        await self.view.sources.fetch(self.graph, self.names, {claim.document for claim in listed})

    def link(self, slug: str) -> Markup:
        """A thing that was looked up before, by its name, as a link to its page."""
        found = self._links.get(slug)
        if found is None:
            name = self.names[slug]
            found = self._links[slug] = _LINK.format(
                name.kind, self.url.thing(slug), name.language(self.language), name.label(self.language)
            )
        return found

    def source(self, slug: str) -> Source:
        """A document that was looked up before."""
        return self.view.sources[slug]

    def days(self, claims: Iterable[Claim]) -> list[str]:
        """When the documents appeared that the claims stand in, as far as known."""
        return sorted({self.source(claim.document).issued for claim in claims} - {""})

    def citation(self, claim: Claim) -> str:
        """How to cite the original document for a claim."""
        address = self.public_address(f"/entity/{claim.slug}")
        return citation(claim, self.source(claim.document), self.names, self.words, address)

    def public_address(self, path: str) -> str:
        """A stable address for others: the public base's, or the thing's own identifier where none is configured."""
        return self.url.public(path) if self._base_url else ID + path.rpartition("/")[2]

    def in_language(self, language: str) -> str:
        """This page's own address in a language."""
        pairs = [(name, value) for name, values in self.parameters.items() for value in values]
        return self.url.plain(self.exchange.path, [*pairs, ("lang", language)])

    def without(self, name: str) -> str:
        """This page's own address without one of its parameters."""
        return self.url(self.exchange.path, **{key: values for key, values in self.parameters.items() if key != name})

    def render(self, template: str, **context: Any) -> bytes:
        """The page as HTML."""
        return render(template, page=self, **context).encode()


Handler = Callable[[Page], Awaitable[bytes]]


def _header(exchange: Exchange, wanted: bytes) -> str:
    return ", ".join(value.decode("latin-1") for name, value in exchange.scope["headers"] if name == wanted)


async def send(page: Page, handler: Handler, route: str) -> None:
    """Answers with the handler's page, kept per release and language; refusals become pages, too."""
    exchange = page.exchange
    exchange.route = route
    key: Key = (b"page", page.language.encode(), exchange.path.encode(), exchange.query_string)
    ready = exchange.release.ready(key)
    if ready is not None:
        exchange.cached = True
        await exchange.ready(ready)
        return
    try:
        body = await handler(page)
    except SeeOther as other:
        await exchange.plain(303, [*COMMON, (b"location", other.address.encode()), (b"content-length", b"0")], b"")
        return
    except Refusal as refusal:
        await _refuse(page, refusal)
        return
    tag = f"{exchange.release.tag}-{hashlib.sha256(body).hexdigest()[:12]}"
    ready = Ready(200, _headers(page), body, tag, route)
    exchange.release.cache.put(key, ready)
    await exchange.ready(_light(ready, exchange))


def _headers(page: Page) -> list[tuple[bytes, bytes]]:
    headers = [
        *COMMON,
        (b"content-type", _HTML),
        (b"content-language", page.language.encode()),
        (b"content-security-policy", POLICY),
        (b"cache-control", b"public, no-cache"),
    ]
    return headers if page.chosen_language else [*headers, (b"vary", b"accept-language")]


def _light(ready: Ready, exchange: Exchange) -> Ready:
    """The answer with a quickly compressed twin, so that the first reader, too, is sent few bytes."""
    wanted = encodings(exchange.accept_encoding.decode("latin-1"))
    if not wanted or len(ready.body) < compression.SMALLEST:
        return ready
    sent = Ready(ready.status, ready.headers, ready.body, ready.tag, ready.route)
    if "zstd" in wanted:
        sent.add_twin("zstd", zstandard.ZstdCompressor(level=3).compress(ready.body))
    elif "gzip" in wanted:
        sent.add_twin("gzip", gzip.compress(ready.body, 4, mtime=0))
    return sent


async def _refuse(page: Page, refusal: Refusal) -> None:
    """A page that says what went wrong and what to do."""
    exchange = page.exchange
    exchange.outcome = type(refusal).__name__
    told = refusals.tell(refusal, page.words)
    body = page.render(
        "error.html", refusal=refusal, told=told, is_missing=isinstance(refusal, NotFound), request_id=exchange.id
    )
    headers = [header for header in _headers(page) if header[0] != b"cache-control"]
    headers += [(b"cache-control", b"no-store"), (b"content-length", str(len(body)).encode())]
    if refusal.retry_after is not None:
        headers.append((b"retry-after", str(refusal.retry_after).encode()))
    await exchange.plain(refusal.status, headers, body)
