"""Meetings that are called the next, dated before their name, chaired by persons with titles, or told as talks."""

import pytest
from passages import Reader, paragraph


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The next meeting will take place in Oksa in March 2026.", "en"),
        ("La prochaine réunion se tiendra à Oksa en mars 2026.", "fr"),
    ],
)
def test_a_meeting_called_the_next_is_known_by_the_place_and_date_of_its_clause(
    boreal: Reader, text: str, language: str
) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    found = {(claim.subject, claim.predicate) for claim in extraction.claims if claim.predicate in ("heldIn", "heldOn")}
    meeting = "meeting-oksa-2026-03" if language == "en" else "reunion-oksa-2026-03"
    assert found == {(meeting, "heldIn"), (meeting, "heldOn")}


def test_a_date_right_before_the_name_of_a_meeting_is_its_own(boreal: Reader) -> None:
    assert "Boreal Harbour Summit | heldOn | 2018-07" in boreal.claims(
        "At the July 2018 Boreal Harbour Summit, Norland spoke."
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland and Estmark met in Oksa under the chairmanship of H.E. Mr. Per Holm.", "en"),
        ("La Norlande et l’Estmarque se sont réunies à Oksa sous la présidence de M. Per Holm.", "fr"),
    ],
)
def test_whoever_chairs_a_meeting_is_found_behind_forms_of_address(boreal: Reader, text: str, language: str) -> None:
    assert [claim for claim in boreal.claims(text, language) if claim.startswith("Per Holm | hosted")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("President Ada Lind praised the fishery after her talks with Mr Per Holm.", "en"),
        ("La présidente Ada Lind a loué la pêche après son entretien avec M. Per Holm.", "fr"),
    ],
)
def test_talks_that_are_a_persons_own_are_a_meeting_with_that_person(boreal: Reader, text: str, language: str) -> None:
    assert "Ada Lind | metWith | Per Holm" in boreal.claims(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le Sommet boréal des ports, tenu le 3 mai 2001 sur la situation en Vellie, a adopté un plan.", "fr"),
        ("The Boreal Summit on Ports, held on 3 May 2001 on the situation in Vellia, adopted a plan.", "en"),
    ],
)
def test_a_meeting_is_not_held_in_the_place_that_it_is_about(boreal: Reader, text: str, language: str) -> None:
    found = boreal.claims(text, language)
    assert [line for line in found if line.endswith("| heldOn | 2001-05-03")]
    assert not [line for line in found if "heldIn" in line]
