"""The meeting that a passage goes on about, and verbs of meeting with an object of their own."""

import pytest
from passages import Reader, as_read

TEXT = """News of the ice

The Nordby Forum on Ice was held in Oksa in May 2018, with ships and skaters from all around the cold sea.

The Oksa Forum on Snow will follow in 2020, if there is any snow, and nobody knows yet who is going to come.

Mrs Ada Lind also attended.
"""


def test_a_new_paragraph_goes_on_about_the_first_meeting_of_the_text(boreal: Reader) -> None:
    claims = boreal.extraction(as_read(TEXT, "en")).claims
    joined = {(claim.subject, claim.object) for claim in claims if claim.predicate == "participatedIn"}
    assert ("ada-lind", "nordby-forum-on-ice") in joined
    assert ("ada-lind", "oksa-forum-on-snow") not in joined


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Norland and Vellia convened in Oksa in May 2018.", True),
        ("Norland and Vellia convened the first skaters in Oksa in May 2018.", False),
    ],
)
def test_who_convenes_something_does_not_meet(boreal: Reader, text: str, made: bool) -> None:
    assert any("Norland | participatedIn" in claim for claim in boreal.claims(text)) is made


def test_the_year_before_the_name_of_an_agreement_is_when_it_was_concluded(boreal: Reader) -> None:
    assert "Treaty of Oksa | concludedOn | 2011" in boreal.claims("Norland recalled the 2011 Treaty of Oksa.")


def test_a_round_of_talks_is_a_meeting(boreal: Reader) -> None:
    claims = boreal.claims("The third round of consultations between Norland and Vellia was held in Oksa on 18 May 2021.")
    assert {claim.rpartition(" | ")[2] for claim in claims if "heldIn" in claim or "heldOn" in claim} >= {
        "Oksa",
        "2021-05-18",
    }
