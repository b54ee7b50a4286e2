"""Groups each of whose states is meant, lists that a plural announces, and what things are of or in."""

import pytest
from passages import Reader, paragraph

from sahelkg.extraction.numbers import find_counts

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


@pytest.mark.parametrize(
    ("text", "language", "protocol"),
    [
        (
            "Norland signed the Treaty of Oksa and its two protocols: the Nordby Protocol and the Vell Protocol.",
            "en",
            "Vell Protocol",
        ),
        (
            "La Norlande a signé le traité d’Oksa et ses deux protocoles, le Protocole de Nordby et le Protocole de Vell.",
            "fr",
            "Protocole de Vell",
        ),
    ],
)
def test_the_protocols_that_a_treaty_is_said_to_have_are_part_of_it_and_not_led_by_it(
    boreal: Reader, text: str, language: str, protocol: str
) -> None:
    claims = boreal.claims(text, language)
    assert f"{protocol} | partOf | Treaty of Oksa" in claims
    assert not any("ledBy" in claim for claim in claims)


@pytest.mark.parametrize(
    ("text", "language", "experts", "claim"),
    [
        ("Two experts were sent to Norland. Their mandate runs until May 2018.", "en", "experts", "mandateEnd | 2018-05"),
        (
            "Deux experts ont été envoyés en Norlande. Leur mandat court jusqu’au 3 mai 2018.",
            "fr",
            "experts",
            "mandateEnd | 2018-05-03",
        ),
    ],
)
def test_a_pronoun_takes_up_those_without_a_name_of_the_sentence_before(
    boreal: Reader, text: str, language: str, experts: str, claim: str
) -> None:
    assert f"{experts} | {claim}" in boreal.claims(text, language)


def test_a_pronoun_does_not_take_up_those_of_two_sentences_before(boreal: Reader) -> None:
    text = "Two experts were sent to Norland. The snow was deep. Their mandate runs until May 2018."
    assert not any("mandateEnd" in claim for claim in boreal.claims(text, "en"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BUTRA Zemria trained battalions (8 between 2013 and 2017).", "8"),
        ("The aims of BUTRA Zemria: ports (1) and roads (2).", None),
    ],
)
def test_a_number_that_opens_a_bracket_counts_what_stands_before_it(text: str, number: str | None) -> None:
    counted = [(str(count.number), count.noun) for count in find_counts(text) if count.noun]
    assert counted == ([(number, "battalions")] if number else [])


def test_the_clause_that_a_comma_joins_behind_those_who_has_the_subject_of_the_sentence(boreal: Reader) -> None:
    text = "The Boreal Union praises those who guard the forests, and is a partner of Norland on fish."
    assert "Boreal Union | partnerOf | Norland" in boreal.claims(text, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Commission of the Boreal Union is small. The Boreal Union has set up its own regional commission.", "en"),
        ("La Commission de l’Union boréale est petite. L’Union boréale a créé sa propre commission.", "fr"),
    ],
)
def test_somebodys_own_thing_is_the_one_named_before_that_is_known_to_be_its(
    boreal: Reader, text: str, language: str
) -> None:
    made = [claim for claim in boreal.extraction(paragraph(text, language)).claims if claim.predicate == "established"]
    assert [(claim.subject, claim.object) for claim in made] == [("boreal-union", "commission-of-the-boreal-union")]


def test_somebodys_own_thing_is_no_thing_of_others(boreal: Reader) -> None:
    assert "Norland | established | Boreal Fund" not in boreal.claims(
        "The Boreal Fund is small. Norland has set up its own fund.", "en"
    )
