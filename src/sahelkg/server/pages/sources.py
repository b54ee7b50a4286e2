"""Documents as sources: title, publisher, date, origin; and citations of them."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.graph import Graph, Term
from sahelkg.server.pages.names import Names
from sahelkg.server.pages.words import Words

_REMEMBERED = 10_000
_AT_ONCE = 200
_PROPERTIES = "dct:title dct:publisher dct:issued dct:language dct:source dct:license dct:rights"
_LONGEST_QUOTE = 600
_NOBODY = Term("")


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document. `publisher` is a thing or plain text; absent values are empty."""

    slug: str
    title: str = ""
    language: str = ""
    publisher: Term = _NOBODY
    issued: str = ""
    origin: str = ""
    licence: str = ""

    @property
    def name(self) -> str:
        """The document's id, its file's name without extension."""
        return self.slug.removeprefix("document-")


class Sources:
    """The documents of a release, remembered once looked up."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Source] = OrderedDict()

    def __getitem__(self, slug: str) -> Source:
        return self._known.get(slug) or Source(slug)

    async def fetch(self, graph: Graph, names: Names, slugs: Iterable[str]) -> None:
        """Looks up those that are not known yet, and their publishers' names."""
        wanted = sorted({slug for slug in slugs if slug and slug not in self._known})
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            found: dict[str, dict[str, Term]] = defaultdict(dict)
            for row in await graph.describe(part, _PROPERTIES):
                found[row["x"].slug].setdefault(row["p"].local, row["o"])
            for slug in part:
                self._known[slug] = _source(slug, found[slug])
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        await names.fetch(graph, [self[slug].publisher.slug for slug in slugs])


def _source(slug: str, found: dict[str, Term]) -> Source:
    nothing = Term("")

    def text(name: str) -> str:
        return found.get(name, nothing).text

    return Source(
        slug,
        title=text("title"),
        language=text("language") or found.get("title", nothing).language,
        publisher=found.get("publisher", nothing),
        issued=text("issued"),
        origin=text("source"),
        licence=text("license") or text("rights"),
    )


def citation(claim: Claim, source: Source, names: Names, words: Words, address: str) -> str:
    """A citation of the original document with the quote: publisher, title, date, origin and address."""
    publisher = names[source.publisher.slug].label(words.language) if source.publisher.slug else source.publisher.text
    quote = " ".join(claim.quote.split())
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " […]"
    parts = [
        f"{publisher}," if publisher else "",
        _title(claim, source, names, words),
        f"({words.date(source.issued)})" if source.issued else "",
    ]
    said = " ".join(part for part in parts if part)
    origin = f" {source.origin}" if source.origin else ""
    return f"{said}: {words('cited_quote', quote=quote)}{origin} [{address}]"


def _title(claim: Claim, source: Source, names: Names, words: Words) -> str:
    """The document's title, behind that of the contribution in it which the claim stands in."""
    whole = words("cited_title", title=source.title or source.name)
    article = claim.one("article").slug
    if article in ("", source.slug) or names[article].label(source.language) == source.title:
        return whole
    return words("cited_part", part=words("cited_title", title=names[article].label(source.language)), whole=whole)
