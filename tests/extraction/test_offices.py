"""Whose offices are that several persons bear, that envoys bear abroad, and that stand in lists of persons and bodies."""

import pytest
from passages import Reader, as_read, paragraph, readable

HELD = [
    ("The Ministers of Finance of Norland and Estmark, Ada Lind and Per Holm, met.", "en", {"Norland", "Estmark"}),
    (
        "Les ministres des Finances de la Norlande et de l’Estmarque, Ada Lind et Per Holm, se sont vus.",
        "fr",
        {"Norland", "Estmark"},
    ),
]


@pytest.mark.parametrize(("text", "language", "holders"), HELD)
def test_each_of_several_owners_of_an_office_has_its_own_bearer(
    boreal: Reader, text: str, language: str, holders: set[str]
) -> None:
    named = text.replace("Ada Lind", "Mrs Ada Lind" if language == "en" else "Mme Ada Lind")
    named = named.replace("Per Holm", "Mr Per Holm" if language == "en" else "M. Per Holm")
    claims = {claim for claim in boreal.claims(named, language) if "holdsRole" in claim}
    assert claims == {"Ada Lind | holdsRole | Norland", "Per Holm | holdsRole | Estmark"}


ENVOYS = [
    ("Norland named Mrs Ada Lind ambassador to Estmark.", "en"),
    ("The Norlander consul general in Oksa, Ada Lind, left.", "en"),
    ("Norland’s ambassador to Estmark, Ada Lind, left.", "en"),
    ("La Norlande a nommé Mme Ada Lind ambassadrice en Estmarque.", "fr"),
    ("L’ambassadrice de Norlande en Estmarque, Ada Lind, est partie.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), ENVOYS)
def test_envoys_hold_office_for_who_sends_them(boreal: Reader, text: str, language: str) -> None:
    claims = {claim for claim in boreal.claims(text, language) if "holdsRole" in claim}
    assert claims == {"Ada Lind | holdsRole | Norland"}


def test_an_office_has_the_dates_that_stand_behind_it(boreal: Reader) -> None:
    text = "Mrs Ada Lind, president of Norland from 1990 to 1997, and Mr Per Holm, president of Estmark (since 2001), met."
    found = [claim for claim in boreal.extraction(paragraph(text, "en")).claims if claim.predicate == "holdsRole"]
    assert {(claim.object, claim.since, claim.until) for claim in found} == {
        ("norland", "1990", "1997"),
        ("estmark", "2001", None),
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland’s foreign minister Lucas M. de la Tapia spoke.", "Lucas M. de la Tapia"),
        ("Norland’s president Josaia (Frank) Bainimarama spoke.", "Josaia (Frank) Bainimarama"),
        ("Norland’s minister of foreign affairs and international cooperation Ada Lind spoke.", "Ada Lind"),
    ],
)
def test_names_go_on_over_initials_particles_and_short_names(boreal: Reader, text: str, name: str) -> None:
    capital = text.replace(
        "minister of foreign affairs and international cooperation",
        "Minister of Foreign Affairs and International Cooperation",
    )
    assert f"{name} | holdsRole | Norland" in boreal.claims(capital)


def test_whoever_presides_over_a_body_is_no_president_of_a_state(boreal: Reader) -> None:
    text = "Norland sells fish. The President of the Ski Club, Ada Lind, spoke."
    assert "Ada Lind | holdsRole | Norland" not in boreal.claims(text)


@pytest.mark.parametrize(
    ("text", "language", "holder"),
    [
        ("The head of emergency operations at the Boreal Bank, Ada Lind, agreed.", "en", "Boreal Bank"),
        ("Ada Lind, director for the Ice Coast at the Boreal Bank, agreed.", "en", "Boreal Bank"),
        ("Ada Lind, senior Ice Coast researcher at the Boreal Bank, agreed.", "en", "Boreal Bank"),
        ("Ada Lind, responsable des urgences de la Banque boréale en Norlande, l’assure.", "fr", "Boreal Bank"),
        ("La représentante de la Banque boréale en Norlande, Ada Lind, l’assure.", "fr", "Boreal Bank"),
    ],
)
def test_an_office_may_have_a_field_in_small_letters_and_a_post(
    boreal: Reader, text: str, language: str, holder: str
) -> None:
    assert f"Ada Lind | holdsRole | {holder}" in boreal.claims(text, language)


def test_a_president_without_a_state_is_that_of_the_one_told_of(boreal: Reader) -> None:
    told = "Floods hit Norland. Norland has closed its ports. Aid reached Norland."
    text = f"Rain on the coast\n\n{told}\n\nPresident Ada Lind visited the towns yesterday and promised help.\n"
    claims = {line for line, _ in readable(boreal.extraction(as_read(text, "en")), boreal.labels)}
    assert "Ada Lind | holdsRole | Norland" in claims


def test_the_president_of_a_body_nobody_knows_is_no_states(boreal: Reader) -> None:
    claims = boreal.claims("The deal was signed in Norland by Chamber President Ada Lind on Friday.")
    assert not [line for line in claims if "holdsRole" in line]
