"""A sum and its parts: the whole and every part are claims, each part with its own purpose or recipient."""

from decimal import Decimal

import pytest
from passages import Reader, paragraph

from sahelkg.model import Quantity

SUMS = [
    (
        "The Boreal Union will provide €9 million to Norland, of which €5 million for schools and €4 million for ports.",
        "en",
        {("norland", 9, None), ("norland", 5, "schools"), ("norland", 4, "ports")},
    ),
    (
        "The Boreal Union provided €9 million to Norland, including €2 million for schools.",
        "en",
        {("norland", 9, None), ("norland", 2, "schools")},
    ),
    (
        "L’Union boréale a alloué 9 millions d’euros à la Norlande, dont 2 millions d’euros pour les écoles.",
        "fr",
        {("norland", 9, None), ("norland", 2, "les écoles")},
    ),
]


@pytest.mark.parametrize(("text", "language", "expected"), SUMS)
def test_the_whole_and_each_part_are_claims(
    boreal: Reader, text: str, language: str, expected: set[tuple[str, int, str | None]]
) -> None:
    claims = [c for c in boreal.extraction(paragraph(text, language)).claims if c.predicate == "funds"]
    assert {c.subject for c in claims} == {"boreal-union"}
    found = set()
    for claim in claims:
        assert isinstance(claim.value, Quantity)
        assert claim.value.unit == "EUR"
        found.add((claim.object, int(claim.value.number / Decimal(10**6)), dict(claim.qualifiers).get("purpose")))
    assert found == expected
