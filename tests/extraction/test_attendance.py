"""Whoever is listed as present took part, and so did whom that person stands for."""

import pytest
from passages import Reader, as_read

ENGLISH = """Nordby Summit on Fisheries

The Nordby Summit on Fisheries was held in Nordby on 3 May 2001.

The following were present:

- Ada Lind, President of Norland;
- Estmark;
- the Boreal Bank.

- Vellia sells fish.

The ships left.
"""
FRENCH = """Sommet sur la pêche

1. Le Sommet sur la pêche s’est tenu à Nordby le 3 mai 2001.

2. Étaient présents :

- Ada Lind, Présidente de la Norlande ;
- l’Estmark ;
- la Banque boréale.

3. La Vellia vend du poisson.

Les bateaux sont partis.
"""


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (FRENCH, "fr")])
def test_those_listed_as_present_took_part_in_the_meeting_before(boreal: Reader, text: str, language: str) -> None:
    extraction = boreal.extraction(as_read(text, language))
    present = {claim.subject for claim in extraction.claims if claim.method == "structure:attendance"}
    assert present == {"ada-lind", "norland", "estmark", "boreal-bank"}


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH.replace("The following were present:", "The following fish were sold:"),
        ENGLISH.replace("Summit on Fisheries", "Catch"),
    ],
)
def test_other_lists_tell_of_no_participants(boreal: Reader, text: str) -> None:
    extraction = boreal.extraction(as_read(text, "en"))
    assert not [claim for claim in extraction.claims if claim.method == "structure:attendance"]


def test_what_participants_agree_to_is_no_list_of_them(boreal: Reader) -> None:
    text = ENGLISH.replace("The following were present:", "The participants agreed to the following actions:")
    extraction = boreal.extraction(as_read(text, "en"))
    assert not [claim for claim in extraction.claims if claim.method == "structure:attendance"]
