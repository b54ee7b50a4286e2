"""Offices that a state has abroad: whose they are and where, also where the words beside them do not say it."""

import pytest
from passages import Reader, as_read

TOLD = [
    ("Norland’s embassy in Oksa was closed.", "en", {("norland", "oksa")}),
    ("A Norlander consulate general was opened in Oksa in 1938.", "en", {("norland", "oksa")}),
    ("The embassies of Norland and Vellia in Oksa were closed.", "en", {("norland", "oksa"), ("vellia", "oksa")}),
    ("Norland has since kept a consular section in Oksa.", "en", {("norland", "oksa")}),
    ("L’ambassade de Norlande à Oksa a été fermée.", "fr", {("norland", "oksa")}),
    ("Un consulat honoraire de Norlande fonctionnait à Oksa.", "fr", {("norland", "oksa")}),
    ("Les ambassades de Norlande et de Vellie à Oksa ont fermé.", "fr", {("norland", "oksa"), ("vellia", "oksa")}),
    ("La Norlande entretient une section consulaire à Oksa.", "fr", {("norland", "oksa")}),
    ("The visit to Oksa raised the legation to embassy rank.", "en", set()),
    ("La mission a été élevée au rang d’ambassade à Oksa.", "fr", set()),
]


@pytest.mark.parametrize(("text", "language", "offices"), TOLD)
def test_an_embassy_is_an_office_of_each_state_whose_it_is(
    boreal: Reader, text: str, language: str, offices: set[tuple[str, str]]
) -> None:
    extraction = boreal.extraction(as_read(f"A page\n\n{text}\n\nThat is all.\n", language))
    assert {
        (claim.subject, claim.object) for claim in extraction.claims if claim.method == "construction:embassy"
    } == offices


HISTORY = [
    ("Norland and Estmark: a history\n\nA legation in Oksa opened in 1938.\n\nThe ships left.\n", "en"),
    ("La Norlande et l’Estmarque : repères\n\nUne légation à Oksa fut ouverte en 1938.\n\nLes bateaux partirent.\n", "fr"),
]


@pytest.mark.parametrize(("text", "language"), HISTORY)
def test_of_two_states_in_a_title_the_one_has_its_offices_in_the_other(boreal: Reader, text: str, language: str) -> None:
    extraction = boreal.extraction(as_read(text, language))
    assert {(claim.subject, claim.object) for claim in extraction.claims if claim.predicate == "hasOfficeIn"} == {
        ("norland", "oksa")
    }
