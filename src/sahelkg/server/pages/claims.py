"""Claims as pages show them: what is claimed, who says so, and the words it rests on."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sahelkg.server.pages.graph import Graph, Row, Term, things
from sahelkg.vocabulary import PREFIXES

QUALIFIERS = (
    "role",
    "instrument",
    "purpose",
    "kind",
    "place",
    "comparator",
    "recurrence",
    "section",
    "paragraph",
    "asOf",
)
"""Qualifiers shown beside a claim, in this order; sums, dates and the status have places of their own."""

_FIELDS = {
    *QUALIFIERS,
    "subject",
    "predicate",
    "object",
    "amount",
    "currency",
    "quantity",
    "unit",
    "start",
    "end",
    "valueNotBefore",
    "startNotBefore",
    "startNotAfter",
    "endNotAfter",
    "valueNotAfter",
    "status",
    "modality",
    "basis",
    "rule",
    "restsOn",
    "confidence",
    "method",
    "wasAttributedTo",
    "reportedBy",
    "wasQuotedFrom",
    "article",
    "language",
    "conflict",
    "exact",
    "prefix",
    "suffix",
}
_AT_ONCE = 50
_CONTEXT = 32
"""Code points of context that a quote comes with on either side, where its document has as many."""
_NOTHING = Term("")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its quote. `fields` are its properties by local name; offsets are code points of the document."""

    slug: str
    fields: dict[str, tuple[Term, ...]]
    start_char: int
    end_char: int

    def one(self, name: str) -> Term:
        """The first value of a property; an empty term where there is none."""
        return self.fields.get(name, (_NOTHING,))[0]

    @property
    def subject(self) -> str:
        return self.one("subject").slug

    @property
    def predicate(self) -> str:
        return self.one("predicate").local

    @property
    def value(self) -> Term:
        return self.one("object")

    @property
    def currency(self) -> str:
        """The ISO 4217 code of the sum; empty where the text states none."""
        code = self.one("currency").local
        return "" if code == "currencyNotStated" else code

    @property
    def amount(self) -> str:
        return self.one("amount").text

    @property
    def start(self) -> str:
        return self.one("start").text

    @property
    def end(self) -> str:
        return self.one("end").text

    @property
    def asserter(self) -> str:
        return self.one("wasAttributedTo").slug

    @property
    def document(self) -> str:
        return self.one("wasQuotedFrom").slug

    @property
    def conflict(self) -> str:
        return self.one("conflict").slug

    @property
    def modality(self) -> str:
        return self.one("modality").local

    @property
    def is_inferred(self) -> bool:
        return self.one("basis").local == "inferred"

    @property
    def quote(self) -> str:
        return self.one("exact").text

    @property
    def before(self) -> str:
        """What stands before the quote in its paragraph, from the first whole word on."""
        text = self.one("prefix").text
        line = text.rpartition("\n")[2]
        return line if line != text or self.start_char <= len(text) else "…" + line.partition(" ")[2]

    @property
    def after(self) -> str:
        """What stands behind the quote in its paragraph, to the last whole word."""
        text = self.one("suffix").text
        line = text.partition("\n")[0]
        return line if line != text or len(text) < _CONTEXT else line.rpartition(" ")[0] + "…"

    @property
    def language(self) -> str:
        return self.one("language").text

    @property
    def span(self) -> str:
        """The quote's place as the reader's addresses write it: ``1042,1139``."""
        return f"{self.start_char},{self.end_char}"

    @property
    def qualifiers(self) -> list[tuple[str, tuple[Term, ...]]]:
        """What qualifies the claim, beyond sum, dates and status: each name with its values."""
        return [(name, self.fields[name]) for name in QUALIFIERS if name in self.fields]

    @property
    def core(self) -> tuple[str, ...]:
        """What is claimed, whoever says so and however fully: subject first, then predicate, value, stage and modality."""
        unit = self.one("unit").text or self.currency
        value = (self.value.text, self.amount, self.one("quantity").text, unit, self.one("status").text)
        return (self.subject, self.predicate, *value, self.modality)

    @property
    def details(self) -> frozenset[tuple[str, str]]:
        """What the claim adds to its core: dates and qualifiers."""
        dates = {(name, self.one(name).text) for name in ("start", "end") if self.one(name).text}
        return frozenset(dates | {(name, term.text) for name, terms in self.qualifiers for term in terms})

    def read_by(self, slug: str) -> "Claim":
        """The claim of a relation that goes both ways, with the thing as its subject."""
        if self.subject == slug:
            return self
        return replace(self, fields={**self.fields, "subject": self.fields["object"], "object": self.fields["subject"]})

    def mentioned(self) -> Iterator[str]:
        """The slugs of all things the claim names."""
        for name in ("subject", "object", "wasAttributedTo", "reportedBy", "wasQuotedFrom", "article", "rule", *QUALIFIERS):
            for term in self.fields.get(name, ()):
                if term.slug:
                    yield term.slug


async def fetch(graph: Graph, slugs: Iterable[str]) -> list[Claim]:
    """The claims with these slugs, in the same order; those the graph does not have are left out."""
    wanted = list(dict.fromkeys(slugs))
    parts = [wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE)]
    found: dict[str, Claim] = {}
    for rows in await asyncio.gather(*(graph.select(_reading(part)) for part in parts)):
        found |= _claims(rows)
    return [found[slug] for slug in wanted if slug in found]


def _reading(slugs: Iterable[str]) -> str:
    return (
        f"SELECT ?c ?p ?o {{ VALUES ?c {{ {things(slugs)} }} "
        "{ ?c rdf:predicate ?any ; ?p ?o } UNION { ?c oa:hasSelector ?s . ?s ?p ?o } "
        "FILTER(?p != rdf:type && ?p != oa:hasSelector) }"
    )


def _claims(rows: Iterable[Row]) -> dict[str, Claim]:
    fields: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        slug, value, predicate = row["c"].slug, row["o"], row["p"]
        name = predicate.local
        if name in ("start", "end") and predicate.text.startswith(PREFIXES["oa"]):
            fields[slug][f"{name}_char"].append(value)
        elif name in _FIELDS:
            fields[slug][name].append(value)
    claims = {}
    for slug, found in fields.items():
        if "predicate" not in found:
            continue
        start, end = (int(found.pop(f"{side}_char", [Term("0")])[0].text) for side in ("start", "end"))
        distinct = {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
        claims[slug] = Claim(slug, distinct, start, end)
    return claims
