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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland and Estmark pledged €3 million and €7 million to Vellia, respectively.", "en"),
        ("Norland and Estmark gave €3 million and €7 million to Vellia.", "en"),
        ("La Norlande et l’Estmark ont versé respectivement 3 millions d’euros et 7 millions d’euros à la Vellia.", "fr"),
    ],
)
def test_where_as_many_give_as_sums_are_listed_each_gives_its_own(boreal: Reader, text: str, language: str) -> None:
    claims = [c for c in boreal.extraction(paragraph(text, language)).claims if c.predicate == "funds"]
    given = {(c.subject, int(c.value.number)) for c in claims if isinstance(c.value, Quantity)}
    assert given == {("norland", 3_000_000), ("estmark", 7_000_000)}


def test_a_sum_behind_a_semicolon_is_another_donors(boreal: Reader) -> None:
    text = "Norland gave €3 million to Vellia; Estmark gave €7 million to Zemria."
    claims = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "funds"]
    given = {(c.subject, c.object, int(c.value.number)) for c in claims if isinstance(c.value, Quantity)}
    assert given == {("norland", "vellia", 3_000_000), ("estmark", "zemria", 7_000_000)}


def test_a_recipient_without_money_is_not_carried_on(boreal: Reader) -> None:
    text = "The Boreal Bank gives tents to farmers in Vellia. Norland has pledged €3 million."
    claims = boreal.extraction(paragraph(text, "en")).claims
    assert not [c for c in claims if c.predicate == "funds" and c.object == "vellia"]


def test_the_sum_of_another_grant_is_not_of_the_first_donors_claim(boreal: Reader) -> None:
    text = "The Boreal Union gave €3 million to Vellia and welcomed a grant of €7 million."
    claims = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "funds"]
    assert [int(c.value.number) for c in claims if isinstance(c.value, Quantity)] == [3_000_000]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Norland’s package includes €2 million for the Boreal Bank, €1 million for boats and €4 million for Estmark.",
            "en",
        ),
        (
            "L’aide de la Norlande comprend 2 millions d’euros pour la Banque boréale, 1 million d’euros pour les bateaux"
            " et 4 millions d’euros pour l’Estmarque.",
            "fr",
        ),
    ],
)
def test_of_shares_listed_with_whom_they_are_for_none_goes_to_another_s(boreal: Reader, text: str, language: str) -> None:
    claims = [claim for claim in boreal.extraction(paragraph(text, language)).claims if claim.predicate == "funds"]
    given = {(claim.object, int(claim.value.number / 1000000)) for claim in claims if isinstance(claim.value, Quantity)}
    assert {("boreal-bank", 2), ("estmark", 4)} <= given
    assert ("boreal-bank", 1) not in given
    assert ("boreal-bank", 4) not in given
