"""Those who met are spoken of together in the text on their meeting: what they say and decide is the meeting's."""

import pytest
from passages import Reader, as_read, readable

ENGLISH = """Communiqué of the Nordby Summit on Fisheries

The Nordby Summit on Fisheries was held in Nordby on 3 May 2001.

The Ministers welcomed the new harbour at the northern coast. They condemned the theft of boats in the bay.

Summit also praised the work of the fishermen on the island.

The Ministers:
(a) deplored the loss of nets in the storm; and
(b) agreed to mend the lighthouse by the end of May.

The ships left at night.
"""
FRENCH = """Communiqué final du Sommet de Nordby sur la pêche

Le Sommet de Nordby sur la pêche s’est tenu à Nordby le 3 mai 2001.

Les ministres ont salué le nouveau port de la côte nord. Ils ont condamné le vol de bateaux dans la baie.

Les ministres :
– ont déploré la perte de filets dans la tempête ;
– ont décidé de réparer le phare avant la fin du mois de mai.

Les navires sont partis dans la nuit.
"""


def _told(reader: Reader, text: str, language: str, predicate: str) -> set[str]:
    extraction = reader.extraction(as_read(text, language))
    return {line for line, _ in readable(extraction, reader.labels) if f"| {predicate} |" in line}


def test_what_the_ministers_say_is_said_by_their_meeting(boreal: Reader) -> None:
    assert _told(boreal, ENGLISH, "en", "said") == {
        "Nordby Summit on Fisheries | said | the new harbour at the northern coast",
        "Nordby Summit on Fisheries | said | the theft of boats in the bay",
        "Nordby Summit on Fisheries | said | the work of the fishermen on the island",
        "Nordby Summit on Fisheries | said | the loss of nets in the storm",
    }
    assert _told(boreal, FRENCH, "fr", "said") == {
        "Sommet de Nordby sur la pêche | said | le nouveau port de la côte nord",
        "Sommet de Nordby sur la pêche | said | le vol de bateaux dans la baie",
        "Sommet de Nordby sur la pêche | said | la perte de filets dans la tempête",
    }


@pytest.mark.parametrize(
    ("text", "language", "commitment"),
    [
        (ENGLISH, "en", "Nordby Summit on Fisheries | commitsTo | mend the lighthouse by the end of May"),
        (FRENCH, "fr", "Sommet de Nordby sur la pêche | commitsTo | réparer le phare avant la fin du mois de mai"),
    ],
)
def test_an_item_below_its_subject_is_told_of_it(boreal: Reader, text: str, language: str, commitment: str) -> None:
    assert commitment in _told(boreal, text, language, "commitsTo")


def test_ministers_of_no_meeting_stay_unnamed(boreal: Reader) -> None:
    text = "Fishing in the bay\n\nThe boats are old.\n\nThe Ministers welcomed the new harbour.\n\nIt rained.\n"
    assert not _told(boreal, text, "en", "said")


def test_who_stand_in_labelled_lines_below_took_part(boreal: Reader) -> None:
    text = (
        "Nordby Summit on Fisheries\n\nThe Nordby Summit on Fisheries was held in Nordby.\n\n"
        "1. It was attended by the following:\n\nNorland: H.E. Ada Lind, Minister of Trade, Industry and Labour\n"
        "Estmark: Hon. Per Holm, Prime Minister\n\n2. The ships left at night.\n"
    )
    assert _told(boreal, text, "en", "participatedIn") >= {
        f"{guest} | participatedIn | Nordby Summit on Fisheries" for guest in ("Norland", "Ada Lind", "Estmark", "Per Holm")
    }


def test_a_bound_is_not_the_day_of_a_meeting(boreal: Reader) -> None:
    assert not any("heldOn" in claim for claim in boreal.claims("The Nordby Summit on Fisheries was the first since 1999."))


def test_fields_of_an_office_go_on_behind_commas(boreal: Reader) -> None:
    extraction = boreal.extraction(
        as_read("A line\n\nMr Per Holm, Minister of Trade, Industry and Labour of Norland, left.\n", "en")
    )
    roles = {dict(claim.qualifiers).get("role") for claim in extraction.claims if claim.predicate == "holdsRole"}
    assert roles == {"Minister of Trade, Industry and Labour"}


def test_they_takes_up_those_who_met_before_the_parties_of_a_text(boreal: Reader) -> None:
    text = (
        "Joint Communiqué of the Nordby Summit on Fisheries\n\n"
        "Norland, Vellia and Estmark met at the Nordby Summit on Fisheries.\n\n"
        "Participants praised the crews in the bay. They condemned the theft of boats at night.\n\nThe ships left.\n"
    )
    told = "Nordby Summit on Fisheries | said | the theft of boats at night"
    assert told in _told(boreal, text, "en", "said")


def test_what_follows_behind_and_with_its_own_verb_is_in_no_list(boreal: Reader) -> None:
    claims = boreal.claims("The Nordby Summit on Fisheries was attended by Norland, and Vellia has sent a letter.")
    assert "Norland | participatedIn | Nordby Summit on Fisheries" in claims
    assert "Vellia | participatedIn | Nordby Summit on Fisheries" not in claims
