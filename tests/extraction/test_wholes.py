"""Groups each of whose states is meant, lists that a plural announces, and what things are of or in."""

import pytest
from passages import Reader, paragraph

STATES = ("Norland", "Estmark", "Vellia", "Zemria")


@pytest.mark.parametrize(
    ("text", "language", "experts"),
    [
        ("Two harbour experts – one old and one young – were deployed in each of the Boreal Four.", "en", "harbour experts"),
        ("Three engineers were sent to each of the Boreal Four countries.", "en", "engineers"),
        ("Deux experts ont été déployés dans chacun des Quatre boréaux.", "fr", "experts"),
    ],
)
def test_what_is_told_of_each_of_a_group_is_told_of_each_of_its_states(
    boreal: Reader, text: str, language: str, experts: str
) -> None:
    claims = boreal.claims(text, language)
    assert all(f"{experts} | operatesIn | {state}" in claims for state in STATES)
    strengths = [
        claim
        for claim in boreal.extraction(paragraph(text, language)).claims
        if claim.predicate == "strength" and claim.basis == "inferred:each-of-a-group"
    ]
    assert {dict(claim.qualifiers)["place"] for claim in strengths} == {f"id:{state.lower()}" for state in STATES}


def test_what_is_told_of_a_group_alone_is_not_told_of_each_of_its_states(boreal: Reader) -> None:
    claims = boreal.claims("Four engineers were sent by each side to the Boreal Four.", "en")
    assert not any("operatesIn" in claim for claim in claims)


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("BUPOL Vellia works in parts of Vellia.", "en", "BUPOL Vellia | operatesIn | Vellia"),
        ("BUPOL Vellia is present in most of Zemria.", "en", "BUPOL Vellia | operatesIn | Zemria"),
        ("BUPOL Vellie intervient dans une partie de la Norlande.", "fr", "BUPOL Vellia | operatesIn | Norland"),
    ],
)
def test_a_part_of_a_land_is_in_it(boreal: Reader, text: str, language: str, claim: str) -> None:
    assert claim in boreal.claims(text, language)


@pytest.mark.parametrize("words", ["one of a kind", "state of the art", "first of its kind"])
def test_words_that_say_what_sort_a_thing_is_do_not_hide_it(boreal: Reader, words: str) -> None:
    assert "Norland | established | Harbour Fund" in boreal.claims(f"Norland has set up a {words} Harbour Fund.", "en")


def test_a_programme_of_a_union_is_part_of_it_and_no_member(boreal: Reader) -> None:
    claims = boreal.claims("Vellia praised the Ice Platform Programme (IPP) of the Boreal Union.", "en")
    assert "Ice Platform Programme | partOf | Boreal Union" in claims
    assert not any("memberOf" in claim for claim in claims)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union is a partner in Norland, with its two missions: BUPOL Vellia and Operation Frost.", "en"),
        ("The Boreal Union is active in Norland with its two active missions, BUPOL Vellia and Operation Frost.", "en"),
        ("L’Union boréale est présente en Norlande, avec ses deux missions : BUPOL Vellie et l’opération Frost.", "fr"),
    ],
)
def test_a_list_of_missions_has_the_owner_the_number_and_the_land_of_the_words_before_it(
    boreal: Reader, text: str, language: str
) -> None:
    claims = boreal.claims(text, language)
    assert {
        "Boreal Union | count | 2",
        "BUPOL Vellia | ledBy | Boreal Union",
        "BUPOL Vellia | operatesIn | Norland",
    } <= claims


def test_a_town_where_people_meet_is_not_where_the_missions_they_talk_of_are(boreal: Reader) -> None:
    claims = boreal.claims(
        "The Boreal Union met in Oksa with the heads of its two missions, BUPOL Vellia and BUMIL Zemria.", "en"
    )
    assert not any(claim.endswith("operatesIn | Oksa") for claim in claims)


def test_what_is_counted_by_a_participle_is_still_the_thing_it_belongs_to(boreal: Reader) -> None:
    text = "La Norlande a créé l’opération Gel, une armée constituée de 500 soldats qui sera déployée en Vellie."
    assert "Gel | operatesIn | Vellia" in boreal.claims(text, "fr")


def test_an_unnamed_mission_is_in_the_region_that_a_land_owns(boreal: Reader) -> None:
    claims = boreal.claims("The Boreal Union sent a civilian mission in Norland’s Ice Coast.", "en")
    assert any("mission" in claim and claim.endswith("operatesIn | Ice Coast") for claim in claims)
