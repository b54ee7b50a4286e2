"""RDF terms in canonical form: what the store gives back is what was written."""

import re
from calendar import monthrange
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode

from sahelkg.vocabulary import CURRENCY, PREFIXES, iri, term

_XSD = PREFIXES["xsd"]
_DECIMAL = NamedNode(_XSD + "decimal")
_INTEGER = NamedNode(_XSD + "integer")
_OFFSET = NamedNode(_XSD + "integer")
_DATE = NamedNode(_XSD + "date")
_DATATYPES = {4: NamedNode(_XSD + "gYear"), 7: NamedNode(_XSD + "gYearMonth"), 10: _DATE}
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}\Z")

TRUE = Literal(True)
FALSE = Literal(False)


def thing(slug: str) -> NamedNode:
    """The node of an entity, document, claim or rule."""
    return NamedNode(iri(slug))


@cache
def sahel(name: str) -> NamedNode:
    """The node of an ontology term."""
    return NamedNode(term(name))


@cache
def known(curie: str) -> NamedNode:
    """The node of a term of a reused vocabulary: ``dct:title``."""
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def plain(number: Decimal) -> str:
    """A decimal without exponent and trailing zeros: ``154500000``, ``0.7``."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def decimal(number: Decimal | float) -> Literal:
    """An ``xsd:decimal``."""
    return Literal(plain(Decimal(str(number))), datatype=_DECIMAL)


def number(value: Decimal) -> Literal:
    """An ``xsd:integer`` where the number is whole, else an ``xsd:decimal``."""
    return Literal(plain(value), datatype=_INTEGER if value == value.to_integral_value() else _DECIMAL)


def offset(position: int) -> Literal:
    """A position in a text."""
    return Literal(str(position), datatype=_INTEGER)


def is_date(text: str) -> bool:
    """Whether `text` is a year, a month or a day in ISO 8601."""
    return bool(_ISO.match(text)) and _exists(text)


def _exists(iso: str) -> bool:
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    day = parts[2] if len(parts) > 2 else 1
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def date(iso: str) -> Literal:
    """A date typed by its precision.

    Raises:
        ValueError: `iso` is no year, month or day.
    """
    if not is_date(iso):
        raise ValueError(f"not a date: {iso!r}")
    return Literal(iso, datatype=_DATATYPES[len(iso)])


def first_day(iso: str) -> str:
    """The first day that the date covers: ``2017-07-01`` for ``2017-07``."""
    return (iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]


def last_day(iso: str) -> str:
    """The last day that the date covers: ``2017-07-31`` for ``2017-07``."""
    if len(iso) == 4:
        return f"{iso}-12-31"
    if len(iso) == 7:
        return f"{iso}-{monthrange(int(iso[:4]), int(iso[5:]))[1]}"
    return iso


def day(iso: str) -> Literal:
    """An ``xsd:date``."""
    return Literal(iso, datatype=_DATE)


def currency(code: str | None) -> NamedNode:
    """The EU authority table's currency for an ISO 4217 code; the ontology's own word where the text states none."""
    return NamedNode(CURRENCY + code) if code else sahel("currencyNotStated")
