"""Graphs that try pages: names with markup, quotes, right-to-left letters and very long words; a very long document."""

from collections.abc import Callable
from random import Random

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

SCRIPT = "<script>alert('caught')</script>"
BREAKOUT = "\"><img src=x onerror=\"alert('caught')\"> ' & </textarea></title>"
RIGHT_TO_LEFT = "حركة \u202e تحرير أزواد"
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 6
NAMES = {"scripted": SCRIPT, "broken-out": BREAKOUT, "right-to-left": RIGHT_TO_LEFT, "very-long": LONG}
SLUG = "document-hostile"
TEXT = f"{SCRIPT} joined {BREAKOUT} in 2014. {RIGHT_TO_LEFT} met {LONG}."


def _node(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def _quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(ID + subject), _node(predicate), value)


def _thing(slug: str) -> NamedNode:
    return NamedNode(ID + slug)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_node("xsd:integer"))


def _document(slug: str, title: str, text: str) -> list[Quad]:
    return [
        _quad(slug, "rdf:type", NamedNode(ONTOLOGY + "Document")),
        _quad(slug, "dct:title", Literal(title, language="en")),
        _quad(slug, "dct:language", Literal("en")),
        _quad(slug, "sahel:sha256", Literal("0" * 64)),
        _quad(slug, "sahel:text", Literal(text)),
    ]


def _block(document: str, start: int, end: int) -> list[Quad]:
    slug = f"{document}-block-{start}"
    return [
        _quad(slug, "sahel:inDocument", _thing(document)),
        _quad(slug, "sahel:blockKind", Literal("paragraph")),
        _quad(slug, "oa:start", _number(start)),
        _quad(slug, "oa:end", _number(end)),
    ]


def _claim(
    slug: str, subject: str, target: NamedNode | Literal, document: str, span: tuple[int, int], quote: str
) -> list[Quad]:
    selector = f"{slug}-position"
    return [
        _quad(slug, "rdf:type", NamedNode(ONTOLOGY + "Claim")),
        _quad(slug, "rdf:subject", _thing(subject)),
        _quad(slug, "rdf:predicate", NamedNode(ONTOLOGY + "memberOf")),
        _quad(slug, "rdf:object", target),
        _quad(slug, "sahel:modality", NamedNode(ONTOLOGY + "asserted")),
        _quad(slug, "sahel:basis", NamedNode(ONTOLOGY + "stated")),
        _quad(slug, "sahel:role", Literal(SCRIPT)),
        _quad(slug, "sahel:confidence", Literal("0.9", datatype=_node("xsd:decimal"))),
        _quad(slug, "prov:wasAttributedTo", _thing("right-to-left")),
        _quad(slug, "prov:wasQuotedFrom", _thing(document)),
        _quad(slug, "dct:language", Literal("en")),
        _quad(slug, "oa:hasSelector", _thing(selector)),
        _quad(selector, "oa:start", _number(span[0])),
        _quad(selector, "oa:end", _number(span[1])),
        _quad(selector, "oa:exact", Literal(quote)),
    ]


def _written(quads: list[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _hostile() -> bytes:
    quads = _document(SLUG, BREAKOUT, TEXT) + _block(SLUG, 0, len(TEXT))
    for slug, name in NAMES.items():
        quads.append(_quad(slug, "rdf:type", NamedNode(ONTOLOGY + "Organisation")))
        quads += [_quad(slug, "skos:prefLabel", Literal(name, language=language)) for language in ("en", "fr")]
        quads.append(_quad(slug, "skos:definition", Literal(f"{name} {name}", language="en")))
        start = TEXT.index(name)
        mention = f"mention-{slug}"
        quads += [
            _quad(mention, "sahel:inDocument", _thing(SLUG)),
            _quad(mention, "sahel:refersTo", _thing(slug)),
            _quad(mention, "oa:start", _number(start)),
            _quad(mention, "oa:end", _number(start + len(name))),
        ]
    quads += _claim("claim-00000000000000e1", "scripted", _thing("broken-out"), SLUG, (0, len(TEXT)), TEXT)
    quads += _claim("claim-00000000000000e2", "right-to-left", _thing("very-long"), SLUG, (0, len(TEXT)), TEXT)
    return _written(quads)


HOSTILE = _hostile()
"""The hostile graph as N-Quads."""

LONG_SLUG = "document-long"
BESIDE_SLUG = "document-beside"
EVERY = 7_919
"""Code points from one claim of the long document to the next."""

NEEDLE = "the needle 𐐷 in the hay"


def _told(number: str, document: str, span: tuple[int, int], text: str) -> list[Quad]:
    """A claim at some place, and a thing named at its end."""
    mention = f"mention-{number}"
    return [
        *_claim(f"claim-{number}", "mali", _thing("g5-sahel"), document, span, text[slice(*span)]),
        _quad(mention, "sahel:inDocument", _thing(document)),
        _quad(mention, "sahel:refersTo", _thing("niger")),
        _quad(mention, "oa:start", _number(span[1] - 5)),
        _quad(mention, "oa:end", _number(span[1])),
    ]


def long_document() -> bytes:
    """A document of five million characters with claims all along and one near its end, and a short one with claims at
    the same offsets, as N-Quads.
    """
    paragraph = "Hay and more hay 𐐷 lies here, and nothing is claimed of it. " * 8
    count = 5_000_000 // (len(paragraph) + 1)
    paragraphs = [paragraph] * count
    paragraphs[count - 40] = f"Here at last is {NEEDLE}, well hidden."
    text = "\n".join(paragraphs)
    quads = _document(LONG_SLUG, "A long document", text)
    start = 0
    for one in paragraphs:
        quads += _block(LONG_SLUG, start, start + len(one))
        start += len(one) + 1
    quads += _document(BESIDE_SLUG, "A document beside it", text[:40_000])
    for number in range(len(text) // EVERY):
        span = (number * EVERY, number * EVERY + 300)
        quads += _told(f"{number:015x}a", LONG_SLUG, span, text)
        if span[1] < 40_000:
            quads += _told(f"{number:015x}b", BESIDE_SLUG, span, text)
    place = text.index(NEEDLE)
    quads += _claim("claim-00000000000000f1", "mali", _thing("g5-sahel"), LONG_SLUG, (place, place + len(NEEDLE)), NEEDLE)
    return _written(quads)


_MAKERS: tuple[Callable[[int], NamedNode | Literal], ...] = (
    lambda n: Literal(f"word {n}", language="en"),
    lambda n: Literal(f"word {n}"),
    lambda n: Literal(str(1900 + n % 120), datatype=_node("xsd:gYear")),
    lambda n: Literal(f"{2000 + n % 20}-{n % 12 + 1:02}", datatype=_node("xsd:gYearMonth")),
    lambda n: Literal(f"2018-{n % 12 + 1:02}-{n % 28 + 1:02}", datatype=_node("xsd:date")),
    lambda n: Literal(str(n), datatype=_node("xsd:decimal")),
    _number,
    lambda n: _thing(f"thing-{n}"),
)


def mixed_values() -> list[NamedNode | Literal]:
    """Texts, numbers, dates of every precision and things, well shuffled."""
    draw = Random(7)
    return [draw.choice(_MAKERS)(number) for number in range(400)]


def mixed_document() -> bytes:
    """Claims to whose objects all sorts of values belong, beside documents of two years, as N-Quads."""
    text = "All sorts of things are said here."
    quads = _document("document-mixed", "Mixed", text)
    for year, day in (("2019", "2019-05"), ("2021", "2021-03-02")):
        quads += _document(f"document-of-{year}", year, text)
        quads.append(_quad(f"document-of-{year}", "dct:issued", Literal(day)))
    for number, value in enumerate(mixed_values()):
        quads += _claim(f"claim-{number:016x}", "mali", value, "document-mixed", (0, len(text)), text)
    return _written(quads)


CROWD = 2_100


def crowd() -> bytes:
    """So many members of one thing, each by a claim of its own, as N-Quads."""
    text = "They are all members of it."
    quads = _document("document-crowd", "Crowd", text)
    for number in range(CROWD):
        quads.append(_quad(f"member-{number}", "skos:prefLabel", Literal(f"Member {number:04}", language="en")))
        quads += _claim(f"claim-{number:016x}", f"member-{number}", _thing("mali"), "document-crowd", (0, len(text)), text)
    return _written(quads)


LIBRARY = 60
"""Documents of the library, each with 40 claims; every third has no date."""


def library() -> tuple[bytes, list[str]]:
    """Documents with more claims than are sorted at once, as N-Quads, and their claims as readers expect them.

    Every other claim leads to the G5 Sahel, the rest to Niger.
    """
    text = "Word after word is written here, and every one of them is somebody's claim."
    draw = Random(11)
    quads: list[Quad] = []
    told = []
    for number in range(LIBRARY):
        slug = f"document-{number:02}"
        quads += _document(slug, f"Document {number}", text)
        day = f"20{draw.randrange(10, 25)}-0{draw.randrange(1, 10)}-15" if number % 3 else ""
        if day:
            quads.append(_quad(slug, "dct:issued", Literal(day, datatype=_node("xsd:date"))))
        for start in range(40):
            claim = f"claim-{draw.randrange(1 << 63):016x}"
            target = _thing("niger" if start % 2 else "g5-sahel")
            quads += _claim(claim, "mali", target, slug, (start, start + 9), text[start : start + 9])
            told.append((day, slug, start, claim))
    by_text = sorted(told, key=lambda one: one[1:])
    return _written(quads), [claim for *_, claim in sorted(by_text, key=lambda one: one[0], reverse=True)]
