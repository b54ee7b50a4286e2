"""Hand-made documents and claims for the specifications of the graph."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sahelkg.lexicon import Lexicon
from sahelkg.model import Article, Block, Claim, Document, Entity, Extraction, Label, Mention, Quantity, Sidecar, Span


def document(text: str, name: str = "note", articles: Iterable[tuple[int, int]] = (), **sidecar: str) -> Document:
    """A document in English, of one article unless `articles` gives their spans; each article is one block."""
    spans = tuple(articles) or ((0, len(text)),)
    return Document(
        id=name,
        text=text,
        language="en",
        media_type="text/plain",
        sidecar=Sidecar(**sidecar),
        articles=tuple(Article(index=i, start=a, end=b, language="en") for i, (a, b) in enumerate(spans)),
        blocks=tuple(
            Block(start=a, end=b, content=a, kind="paragraph", language="en", article=i, sentences=(Span(a, b),))
            for i, (a, b) in enumerate(spans)
        ),
    )


def claim(source: Document, quote: str, subject: str, predicate: str, object_: str | None = None, **more: Any) -> Claim:
    """A claim that rests on the first occurrence of `quote`."""
    start = source.text.index(quote)
    article = next(article.index for article in source.articles if article.start <= start < article.end)
    place = {"document": source.id, "article": article, "start": start, "end": start + len(quote), "language": "en"}
    given = {**place, "asserted_by": "agency", "method": "frame:test", **more}
    return Claim(subject=subject, predicate=predicate, object=object_, **given)


def money(amount: str, currency: str | None = "EUR") -> Quantity:
    return Quantity(Decimal(amount), currency)


def persons(number: int) -> Quantity:
    return Quantity(Decimal(number), "persons")


def entity(
    slug: str, cls: str, name: str, french: str | None = None, *links: tuple[str, str], reviewed: bool = True
) -> Entity:
    labels = (Label(name, "en", "pref"), Label(french or name, "fr", "pref"))
    return Entity(slug=slug, cls=cls, labels=labels, links=links, reviewed=reviewed)


def candidate(slug: str, cls: str, name: str) -> Entity:
    return Entity(slug=slug, cls=cls, labels=(Label(name, "en", "pref"),), reviewed=False)


def extraction(
    source: Document, claims: Iterable[Claim] = (), entities: Iterable[Entity] = (), mentions: Iterable[Mention] = ()
) -> Extraction:
    return Extraction(document=source, entities=tuple(entities), mentions=tuple(mentions), claims=tuple(claims))


LEXICON = Lexicon(
    {
        thing.slug: thing
        for thing in (
            entity("northland", "State", "Northland", "Terre du Nord", ("locatedIn", "coast"), ("capital", "port")),
            entity("southland", "State", "Southland", "Terre du Sud", ("locatedIn", "coast")),
            entity("eastland", "State", "Eastland", "Terre de l’Est", ("locatedIn", "coast")),
            entity("coast", "Region", "the Coast", "la Côte"),
            entity("port", "City", "Port"),
            entity("league", "RegionalOrganisation", "League", "Ligue"),
            entity(
                "league-states", "GroupOfStates", "League states", "États de la Ligue",
                ("groups", "northland"), ("groups", "southland"),
            ),
            entity(
                "watch-northland", "CivilianMission", "Watch Northland", "Veille Nord",
                ("namedAfter", "northland"), ("ledBy", "league"),
            ),
            entity("bank", "Bank", "Bank", "Banque"),
            entity("trust", "TrustFund", "Trust Fund", "Fonds fiduciaire"),
            entity("agency", "MediaOrganisation", "Agency", "Agence"),
            entity("pact", "Treaty", "Pact", "Pacte"),
            entity("summit", "Summit", "Summit", "Sommet"),
            entity("envoy", "Person", "Envoy", "Envoyé"),
        )
    }
)  # fmt: skip
