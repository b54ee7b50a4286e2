"""In a speech "we" is the state that speaks, and so is "my country"."""

import pytest
from passages import Reader, as_read, readable


def claims(boreal: Reader, text: str, language: str) -> set[str]:
    return {line for line, _ in readable(boreal.extraction(as_read(text, language)), boreal.labels)}


ENGLISH = """Statement by Ms. Ada Lind, Minister of Ports of Norland

Mr. President,

Norland thanks you. My country supports the Boreal Union in its work on the ports of the region.

We must put an end to the waste of water in all our towns.
"""
FRENCH = """Allocution de Mme Ada Lind, ministre des Ports de la Norlande

Monsieur le Président,

Je vous remercie de votre accueil. Mon pays soutient l’Union boréale dans son travail sur les ports de la région.

Nous devons mettre fin au gaspillage de l’eau dans toutes nos villes.
"""


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_my_country_is_the_state_of_the_speaker(boreal: Reader, text: str, language: str) -> None:
    assert "Norland | supports | Boreal Union" in claims(boreal, text, language)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (ENGLISH, "en", "We must put an end to the waste of water in all our towns."),
        (FRENCH, "fr", "Nous devons mettre fin au gaspillage de l’eau dans toutes nos villes."),
    ],
)
def test_a_stand_taken_in_a_speech_is_said_by_the_state(boreal: Reader, text: str, language: str, words: str) -> None:
    assert f"Norland | said | {words}" in claims(boreal, text, language)


def test_a_text_that_addresses_nobody_is_no_speech(boreal: Reader) -> None:
    text = (
        "Statement by Norland on the ports\n\nThe ports are open.\n\nWe must put an end to the waste of water everywhere.\n"
    )
    assert not any(line.startswith("Norland | said") for line in claims(boreal, text, "en"))


def test_a_general_debate_names_who_speaks_in_its_title(boreal: Reader) -> None:
    text = "General debate of the third session: Norland\n\nWe must put an end to the waste of water.\n\nThank you.\n"
    assert "Norland | said | We must put an end to the waste of water." in claims(boreal, text, "en")
