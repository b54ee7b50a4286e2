"""Whose offices are that several persons bear, that envoys bear abroad, and that stand in lists of persons and bodies."""

import pytest
from passages import Reader, paragraph

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
