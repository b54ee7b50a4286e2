"""Resolutions and treaties: whom their paragraphs leave unsaid, and what their lists bind to."""

import pytest
from passages import Reader, as_read, readable

RESOLUTION = """Resolution 12 (2031)

Adopted by the Boreal Union on 3 May 2031

The Boreal Union,

Recalling its resolution 9 (2029),

1. Decides to extend the mandate of BUPOL Vellia;

2. Also requests Norland to light the quays of its ports;

3. Decides that BUPOL Vellia shall:

(a) Watch the quays of Nordby at night;

(b) Count the ships in the ice;

4. Decides to stay seized of the matter of the ports;
"""
RESOLUTION_FR = """Résolution 12 (2031)

Adoptée par l’Union boréale le 3 mai 2031

L’Union boréale,

Rappelant sa résolution 9 (2029),

1. Décide de proroger le mandat de BUPOL Vellie ;

2. Prie la Norlande d’éclairer les quais de ses ports ;
"""


def claims(boreal: Reader, text: str, language: str) -> set[str]:
    return {line for line, _ in readable(boreal.extraction(as_read(text, language)), boreal.labels)}


def test_the_body_that_a_line_names_acts_in_the_paragraphs_below(boreal: Reader) -> None:
    found = claims(boreal, RESOLUTION, "en")
    assert "Boreal Union | commitsTo | extend the mandate of BUPOL Vellia" in found
    assert "Boreal Union | commitsTo | light the quays of its ports" in found
    assert "Norland | commitsTo | light the quays of its ports" not in found


def test_so_it_does_in_french(boreal: Reader) -> None:
    found = claims(boreal, RESOLUTION_FR, "fr")
    assert "Boreal Union | commitsTo | éclairer les quais de ses ports" in found
    assert "Boreal Union | partyTo | Résolution 12 (2031)" in found
    assert "Résolution 12 (2031) | concludedOn | 2031-05-03" in found


def test_what_a_line_below_the_title_says_was_adopted_is_what_the_title_names(boreal: Reader) -> None:
    found = claims(boreal, RESOLUTION, "en")
    assert {"Boreal Union | partyTo | Resolution 12 (2031)", "Resolution 12 (2031) | concludedOn | 2031-05-03"} <= found


def test_what_a_mission_shall_do_item_by_item_is_its_purpose(boreal: Reader) -> None:
    found = claims(boreal, RESOLUTION, "en")
    assert "BUPOL Vellia | hasPurpose | Watch the quays of Nordby at night" in found
    assert not [line for line in found if "hasPurpose" in line and "seized" in line]


def test_nobody_acts_in_a_text_that_no_body_opens(boreal: Reader) -> None:
    text = "News of the ports\n\nDecides to extend the quays.\n\nRequests Norland to light them.\n"
    assert not [line for line in claims(boreal, text, "en") if "commitsTo" in line]


TREATY = (
    "Traité sur l’Union boréale\n\nLa Norlande et la Vellie, ci-après les Parties, sont convenues de ce qui suit :\n\n{}\n"
)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Les États membres s’engagent à ouvrir les ports.", "Boreal Union member states | commitsTo | ouvrir les ports"),
        (
            "Les Parties s’engagent à :\na) s’abstenir de fermer les ports ;\nb) éclairer les quais.",
            "Traité sur l’Union boréale | commitsTo | s’abstenir de fermer les ports",
        ),
        (
            "L’Union boréale est chargée de :\na) éclairer les quais de nuit ;\nb) compter les navires.",
            "Boreal Union | hasPurpose | éclairer les quais de nuit",
        ),
    ],
)
def test_a_treaty_tells_its_duties_and_purposes_in_lists(boreal: Reader, text: str, claim: str) -> None:
    title = "Traité sur l’Union boréale"
    found = {line.replace("document-passage", title) for line in claims(boreal, TREATY.format(text), "fr")}
    assert claim in found


def test_a_list_that_only_serves_aims_told_elsewhere_gives_nobody_purposes(boreal: Reader) -> None:
    text = "En vue des objectifs du Traité, l’Union boréale :\na) éclairer les quais de nuit ;\nb) compter les navires."
    assert not [line for line in claims(boreal, TREATY.format(text), "fr") if "hasPurpose" in line]
