"""Casualties are counted to the incident that the text tells of, known by kind, place and date."""

import pytest
from passages import Reader


def tolls(boreal: Reader, text: str, language: str = "en") -> set[str]:
    return {line for line in boreal.claims(text, language) if "| casualties |" in line}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An attack in Oksa killed 12 people on 3 May 2019.", {"attack, Oksa, 2019-05-03 | casualties | 12"}),
        (
            "Gunmen stormed a market in Nordby on 4 June 2018, killing at least 30 traders and wounding 11 others.",
            {"attack, Nordby, 2018-06-04 | casualties | 30", "attack, Nordby, 2018-06-04 | casualties | 11"},
        ),
        ("12 civilians were killed in Oksa on 4 June 2018.", {"killing, Oksa, 2018-06-04 | casualties | 12"}),
        ("The storm caused 40 deaths in Nordby in 2017.", {"storm, Nordby, 2017 | casualties | 40"}),
        (
            "The blast left 15 dead and 30 injured in Oksa on 2 March 2011.",
            {"blast, Oksa, 2011-03-02 | casualties | 15", "blast, Oksa, 2011-03-02 | casualties | 30"},
        ),
        (
            "Clashes in Nordby on 2 May 2014 led to the death of six civilians.",
            {"clashes, Nordby, 2014-05-02 | casualties | 6"},
        ),
        ("At least 40 passengers lost their lives in Norland in 2015.", {"killing, Norland, 2015 | casualties | 40"}),
        (
            "On 3 May 2012 a soldier and two drivers were killed in Oksa.",
            {"killing, Oksa, 2012-05-03 | casualties | 1", "killing, Oksa, 2012-05-03 | casualties | 2"},
        ),
    ],
)
def test_tolls_are_counted_in_english(boreal: Reader, text: str, expected: set[str]) -> None:
    assert tolls(boreal, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Une embuscade a fait six morts et trois blessés à Oksa le 3 mai 2019.",
            {"ambush, Oksa, 2019-05-03 | casualties | 6", "ambush, Oksa, 2019-05-03 | casualties | 3"},
        ),
        ("12 civils ont été tués à Nordby le 4 juin 2018.", {"killing, Nordby, 2018-06-04 | casualties | 12"}),
        ("Quinze personnes ont perdu la vie à Oksa en 2016.", {"killing, Oksa, 2016 | casualties | 15"}),
        (
            "Le naufrage a coûté la vie à onze pêcheurs au large de Nordby le 2 mars 2011.",
            {"shipwreck, Nordby, 2011-03-02 | casualties | 11"},
        ),
        (
            "Un obus est tombé à Oksa le 5 mai 2011 : une personne a été tuée et huit autres blessées.",
            {"explosion, Oksa, 2011-05-05 | casualties | 1", "explosion, Oksa, 2011-05-05 | casualties | 8"},
        ),
    ],
)
def test_tolls_are_counted_in_french(boreal: Reader, text: str, expected: set[str]) -> None:
    assert tolls(boreal, text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The drought killed 500 cattle in Norland.", "en"),
        ("The frost injured 12 trees in Oksa.", "en"),
        ("The death of the king of Norland was mourned.", "en"),
        ("Fever kills 600 children every year in Norland.", "en"),
        ("The minister fears that 20 people could be killed in Oksa.", "en"),
        ("Were 12 people killed in Oksa?", "en"),
        ("La sécheresse a tué 500 bœufs en Norlande.", "fr"),
        ("Les espoirs de la Norlande sont morts à Oksa.", "fr"),
        ("L’assaut n’a pas fait de morts à Oksa.", "fr"),
    ],
)
def test_what_is_no_toll_is_not_counted(boreal: Reader, text: str, language: str) -> None:
    assert tolls(boreal, text, language) == set()


def test_the_attack_takes_up_the_one_told_before(boreal: Reader) -> None:
    text = "A raid on Oksa on 3 May 2019 shocked the country. The attackers burnt houses. In all, 17 people died."
    assert tolls(boreal, text) == {"raid, Oksa, 2019-05-03 | casualties | 17"}


def test_incidents_elsewhere_or_of_another_day_are_kept_apart(boreal: Reader) -> None:
    text = "A bomb killed 4 people in Oksa on 3 May 2019. On 9 May 2019, a bomb killed 5 people in Nordby."
    assert tolls(boreal, text) == {
        "bomb, Oksa, 2019-05-03 | casualties | 4",
        "bomb, Nordby, 2019-05-09 | casualties | 5",
    }


def test_a_war_takes_only_the_toll_of_its_own_sentence(boreal: Reader) -> None:
    text = "The war in Norland has displaced 2,000 people since 2011. In Nordby, 12 people were killed in 2013."
    assert tolls(boreal, text) == {"war, Norland | casualties | 2000", "killing, Nordby, 2013 | casualties | 12"}


def test_a_toll_of_years_is_not_that_of_the_last_incident(boreal: Reader) -> None:
    text = "A boat sank off Oksa on 3 May 2019 and 12 people drowned. More than 900 people have died in Norland since 2014."
    assert "shipwreck, Oksa, 2019-05-03 | casualties | 12" in tolls(boreal, text)
    assert "shipwreck, Oksa, 2019-05-03 | casualties | 900" not in tolls(boreal, text)


def test_a_toll_is_set_where_the_sentence_before_was(boreal: Reader) -> None:
    text = "In the city of Nordby, police fired at a crowd. Two people were killed in 2014."
    assert tolls(boreal, text) == {"killing, Nordby, 2014 | casualties | 2"}


def test_a_storm_may_bear_a_name(boreal: Reader) -> None:
    text = "Tropical Cyclone Grendla, which hit Norland on 5 May 2011, has claimed 92 lives and displaced 2,000 people."
    assert tolls(boreal, text) == {
        "Tropical Cyclone Grendla | casualties | 92",
        "Tropical Cyclone Grendla | casualties | 2000",
    }


def test_a_fire_is_an_incident_and_opening_fire_is_none(boreal: Reader) -> None:
    text = "A fire in Oksa killed 12 people on 3 May 2019. Police opened fire in Nordby on 9 May 2019 and killed 3 men."
    assert tolls(boreal, text) == {"fire, Oksa, 2019-05-03 | casualties | 12", "attack, Nordby, 2019-05-09 | casualties | 3"}


def test_those_counted_by_their_number_are_no_toll(boreal: Reader) -> None:
    assert tolls(boreal, "La Banque boréale estime à 335 000 le nombre de déplacés en Norlande.", "fr") == set()
