"""Delegations to the meeting at hand, and who speaks for whom in them."""

import pytest
from passages import Reader

FORUM = {"en": "The Nordby Forum on Ice was held in Oksa. ", "fr": "Le Forum de Nordby sur la glace s’est tenu à Oksa. "}
LED = [
    ("The Norlander delegation was led by Mrs Ada Lind, Minister of Health.", "en"),
    ("Foreign Minister Ada Lind headed the Norlander delegation.", "en"),
    ("The Vellian side was led by Mr Per Holm, and the Norlander delegation by Secretary Ada Lind.", "en"),
    ("La délégation norlandaise était conduite par Mme Ada Lind, ministre de la Santé.", "fr"),
    ("La partie vellienne était conduite par M. Per Holm et la délégation norlandaise par la ministre Ada Lind.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), LED)
def test_who_leads_a_delegation_takes_part_and_holds_office_in_the_state_that_sends_it(
    boreal: Reader, text: str, language: str
) -> None:
    claims = boreal.claims(FORUM[language] + text, language)
    assert "Ada Lind | holdsRole | Norland" in claims
    guests = {claim.partition(" | ")[0] for claim in claims if "participatedIn" in claim}
    assert {"Ada Lind", "Norland"} <= guests


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Norlander delegation included officials of the Boreal Bank and the Boreal Union.", "en"),
        ("The delegation, which comprised experts from the Boreal Bank and the Boreal Union, left.", "en"),
        ("La délégation norlandaise comprenait des représentants de la Banque boréale et de l’Union boréale.", "fr"),
    ],
)
def test_those_in_a_delegation_take_part(boreal: Reader, text: str, language: str) -> None:
    guests = {
        claim.partition(" | ")[0] for claim in boreal.claims(FORUM[language] + text, language) if "participatedIn" in claim
    }
    assert {"Boreal Bank", "Boreal Union"} <= guests


@pytest.mark.parametrize(
    "text",
    [
        "The Norlander delegation was led by Mrs Ada Lind.",
        "The Nordby Forum on Ice was held in Oksa. The Norlander delegation left by ship with Mrs Ada Lind.",
        "The Nordby Forum on Ice was held in Oksa. The north side was led by rumours.",
    ],
)
def test_without_a_meeting_or_a_leader_nobody_takes_part(boreal: Reader, text: str) -> None:
    assert not [claim for claim in boreal.claims(text) if claim.startswith("Ada Lind | participatedIn")]
