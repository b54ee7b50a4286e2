"""Who says things together, what recitals recall of others, and how aims within aims are told apart."""

import pytest
from passages import Reader, paragraph

PRAISE = "The Boreal Union (3 May) as well as the Boreal Bank (4 May) have announced large grants for the icy ports."


def test_those_who_announce_something_together_all_say_it(boreal: Reader) -> None:
    claims = boreal.claims(PRAISE, "en")
    words = "large grants for the icy ports"
    assert {f"Boreal Union | said | {words}", f"Boreal Bank | said | {words}"} <= claims


def test_many_who_speak_with_one_voice_do_not_each_say_it(boreal: Reader) -> None:
    text = "Norland, Estmark, Vellia and Zemria announced large grants for the icy ports."
    assert sum(" | said | " in claim for claim in boreal.claims(text, "en")) <= 1


def test_what_is_criticised_beside_a_quotation_is_said_too(boreal: Reader) -> None:
    text = "The closing of the ports was criticised by the Boreal Bank: “It is only about the ice and the fish.”"
    said = {claim for claim in boreal.claims(text, "en") if " | said | " in claim}
    assert said == {
        "Boreal Bank | said | The closing of the ports was criticised",
        "Boreal Bank | said | It is only about the ice and the fish.",
    }


def test_what_a_name_tells_is_not_said_by_who_speaks_of_it(boreal: Reader) -> None:
    extraction = boreal.extraction(paragraph("“We love the Boreal Forum on Ice in the end,” says Ada Lind.", "en"))
    topics = [claim for claim in extraction.claims if claim.predicate == "topic"]
    assert topics
    assert all(claim.asserted_by != claim.subject and claim.reported_by is None for claim in topics)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Saluant les efforts de la Norlande et de Vellie, qui avaient convenu de garder les ports,", "Norland | commitsTo"),
        ("Rappelant que l’Union boréale a promis de garder les ports,", "Boreal Union | commitsTo"),
    ],
)
def test_a_recital_recalls_what_those_it_names_had_agreed_to_do(boreal: Reader, text: str, claim: str) -> None:
    assert any(made.startswith(claim) for made in boreal.claims(text, "fr"))


def test_a_recital_recalls_no_commitment_of_who_only_asked(boreal: Reader) -> None:
    text = "Rappelant que la Norlande a demandé à Vellie de garder les ports,"
    assert not any("commitsTo" in made for made in boreal.claims(text, "fr"))


@pytest.mark.parametrize(
    ("text", "language", "aims"),
    [
        (
            "Norland created the Boreal Office to strengthen the guards in order to stop the poachers.",
            "en",
            {"strengthen the guards", "stop the poachers"},
        ),
        (
            "La Norlande a créé le Fonds boréal pour aider la garde afin de lutter contre le feu et protéger les ours.",
            "fr",
            {"aider la garde", "lutter contre le feu", "protéger les ours"},
        ),
    ],
)
def test_what_an_aim_is_for_is_an_aim_of_its_own(boreal: Reader, text: str, language: str, aims: set[str]) -> None:
    assert aims == {claim.split(" | ")[2] for claim in boreal.claims(text, language) if "hasPurpose" in claim}


def test_a_participle_behind_a_list_of_helpers_belongs_to_who_is_helped(boreal: Reader) -> None:
    text = (
        "Soutenir l’Office boréal, coordonné étroitement avec la police, les gardes, ainsi que la Banque boréale, "
        "ayant pour mission de garder les ports."
    )
    claims = boreal.claims(text, "fr")
    assert not any(claim.startswith("Boreal Bank | hasPurpose") for claim in claims)


def test_points_of_a_plan_are_counted(boreal: Reader) -> None:
    claims = boreal.claims("Le sommet d’Oksa a adopté un plan en neuf points.", "fr")
    assert "plan en neuf points | count | 9" in claims


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("Norland created the Boreal Fund to fight poachers and organised crime.", "fight poachers and organised crime"),
        ("Norland created the Boreal Fund to fight poachers and opened the ports.", "fight poachers"),
    ],
)
def test_a_participle_before_a_noun_does_not_end_an_aim_as_a_further_verb_does(boreal: Reader, text: str, aim: str) -> None:
    assert f"Boreal Fund | hasPurpose | {aim}" in boreal.claims(text, "en")


def test_agreements_in_a_french_list_are_each_a_thing_of_their_own(boreal: Reader) -> None:
    text = "Se basant sur l’appui du Plan d’action d’Oksa, des Processus de Rima et de Quara, de la Déclaration de Bali."
    names = {label.text for entity in boreal.extraction(paragraph(text, "fr")).entities for label in entity.labels}
    assert "Plan d’action d’Oksa" in names
    assert not any("Plan" in name and "Processus" in name for name in names)
