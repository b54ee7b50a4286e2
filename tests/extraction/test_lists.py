"""Lists: what is said of a list is said of each of its things, and of nothing beside it."""

import pytest
from passages import Reader

JOINED = [
    ("Norland, Estmark and Vellia signed the Treaty of Oksa.", "en", ["Norland", "Estmark", "Vellia"]),
    ("Norland, Estmark, Vellia, and Zemria signed the Treaty of Oksa.", "en", ["Norland", "Estmark", "Vellia", "Zemria"]),
    ("Norland and Estmark signed the Treaty of Oksa.", "en", ["Norland", "Estmark"]),
    ("Norland & Estmark signed the Treaty of Oksa.", "en", ["Norland", "Estmark"]),
    ("Both Norland and Estmark signed the Treaty of Oksa.", "en", ["Norland", "Estmark"]),
    ("Norland and Estmark, as well as Vellia, signed the Treaty of Oksa.", "en", ["Norland", "Estmark", "Vellia"]),
    ("Norland, together with Estmark, signed the Treaty of Oksa.", "en", ["Norland"]),
    ("The Boreal Union and Norland signed the Treaty of Oksa.", "en", ["Boreal Union", "Norland"]),
    ("La Norlande, l’Estmarque et la Vellie ont signé le traité d’Oksa.", "fr", ["Norland", "Estmark", "Vellia"]),
    ("La Norlande ainsi que la Vellie ont signé le traité d’Oksa.", "fr", ["Norland", "Vellia"]),
    ("La Norlande, l’Estmarque, de même que la Vellie, ont signé le traité d’Oksa.", "fr", ["Norland", "Estmark", "Vellia"]),
    (
        "Le traité d’Oksa a été signé par la Norlande, par l’Estmarque et par la Vellie.",
        "fr",
        ["Norland", "Estmark", "Vellia"],
    ),
    ("The Treaty of Oksa was signed by Norland, Estmark and Vellia.", "en", ["Norland", "Estmark", "Vellia"]),
]


@pytest.mark.parametrize(("text", "language", "signatories"), JOINED)
def test_each_thing_of_a_list_does_what_the_list_does(
    boreal: Reader, text: str, language: str, signatories: list[str]
) -> None:
    signed = {claim.split(" | ")[0] for claim in boreal.claims(text, language) if " | signed | " in claim}
    assert set(signatories) <= signed
    assert signed <= {"Norland", "Estmark", "Vellia", "Zemria", "Boreal Union"}


def test_a_list_is_cut_where_a_place_follows_an_organisation(boreal: Reader) -> None:
    claims = boreal.claims("The Boreal Bank, Oksa and its quays aside, supports Vellia.")
    assert not any(claim.startswith("Oksa | supports") for claim in claims)


def test_the_place_that_opens_a_sentence_is_none_of_those_who_act_in_it(boreal: Reader) -> None:
    claims = boreal.claims("In Oksa, Norland and Estmark signed the Treaty of Oksa.")
    assert {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"} <= claims
    assert not any(claim.startswith("Oksa | signed") for claim in claims)


def test_whom_one_acts_with_is_not_what_one_acts_on(boreal: Reader) -> None:
    claims = boreal.claims("Norland supports Vellia with Estmark.")
    assert "Norland | supports | Vellia" in claims
    assert "Norland | supports | Estmark" not in claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union (BOU) supports Vellia.", "en"),
        ("The Boreal Union, or BOU, supports Vellia.", "en"),
        ("L’Union boréale (UBO) soutient la Vellie.", "fr"),
    ],
)
def test_a_name_repeated_in_brackets_is_the_same_thing(boreal: Reader, text: str, language: str) -> None:
    assert "Boreal Union | supports | Vellia" in boreal.claims(text, language)


def test_both_sides_of_a_relation_are_distributed(boreal: Reader) -> None:
    claims = boreal.claims("Norland and Estmark support Vellia and Zemria.")
    assert {f"{giver} | supports | {taker}" for giver in ("Norland", "Estmark") for taker in ("Vellia", "Zemria")} <= claims
