"""Things that words make together: institutions of states, offices, described meetings, counted groups."""

import pytest
from passages import Reader, as_read, paragraph

INSTITUTIONS = [
    ("Vellia trains the Norlander police.", "en", "Norlander police"),
    ("Vellia trains the police of Norland.", "en", "Norlander police"),
    ("Vellia trains Norland’s police.", "en", "Norlander police"),
    ("La Vellie forme la police norlandaise.", "fr", "Norlander police"),
    ("La Vellie forme la police de la Norlande.", "fr", "Norlander police"),
]


@pytest.mark.parametrize(("text", "language", "label"), INSTITUTIONS)
def test_an_institution_with_its_state_is_one_thing_however_worded(
    boreal: Reader, text: str, language: str, label: str
) -> None:
    assert f"Vellia | trains | {label}" in boreal.claims(text, language)
    (police,) = [
        entity for entity in boreal.extraction(paragraph(text, language)).entities if entity.labels[0].text == label
    ]
    assert ("partOf", "norland") in police.links


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The government of Norland signed the Treaty of Oksa.", "en"),
        ("The Norlander government signed the Treaty of Oksa.", "en"),
        ("Le gouvernement norlandais a signé le traité d’Oksa.", "fr"),
        ("Le gouvernement de la Norlande a signé le traité d’Oksa.", "fr"),
    ],
)
def test_a_government_stands_for_its_state(boreal: Reader, text: str, language: str) -> None:
    assert "Norland | signed | Treaty of Oksa" in boreal.claims(text, language)


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        (
            "Norland took part in a meeting in Nordby on 3 May 2001.",
            "en",
            {"heldIn | Nordby", "heldOn | 2001-05-03"},
        ),
        (
            "La Norlande a participé à la réunion ministérielle de Nordby du 3 mai 2001.",
            "fr",
            {"heldIn | Nordby", "heldOn | 2001-05-03"},
        ),
        ("Norland attended the Nordby summit.", "en", {"heldIn | Nordby"}),
    ],
)
def test_a_described_meeting_has_its_place_and_day(boreal: Reader, text: str, language: str, claims: set[str]) -> None:
    found = boreal.claims(text, language)
    (meeting,) = {claim.split(" | ")[2] for claim in found if claim.startswith("Norland | participatedIn")}
    assert {f"{meeting} | {claim}" for claim in claims} <= found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland, Estmark and Vellia met. All three countries signed the Treaty of Oksa.", "en"),
        ("La Norlande, l’Estmarque et la Vellie se sont réunies. Les trois pays ont signé le traité d’Oksa.", "fr"),
    ],
)
def test_counted_countries_are_the_last_list_of_as_many(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert {f"{state} | signed | Treaty of Oksa" for state in ("Norland", "Estmark", "Vellia")} <= claims


def test_countries_counted_otherwise_are_not_the_list_before(boreal: Reader) -> None:
    claims = boreal.claims("Norland, Estmark and Vellia met. All seven countries signed the Treaty of Oksa.")
    assert not [claim for claim in claims if "| signed |" in claim and not claim.startswith("Boreal")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland and Estmark met in Nordby. The two parties signed the Treaty of Oksa.", "en"),
        ("La Norlande et l’Estmarque se sont rencontrées à Nordby. Les deux parties ont signé le traité d’Oksa.", "fr"),
    ],
)
def test_the_parties_are_the_last_states_listed(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"} <= claims


def test_the_two_missions_of_a_union_are_led_by_it(boreal: Reader) -> None:
    claims = boreal.claims(
        "The Boreal Union’s two missions, one civil (BUPOL Vellia) and one military (BUTRA Zemria), work on."
    )
    assert {"BUPOL Vellia | ledBy | Boreal Union", "BUTRA Zemria | ledBy | Boreal Union"} <= claims


@pytest.mark.parametrize(
    ("text", "language", "met"),
    [
        (
            "Nordby Summit on Fisheries\n\nNorland and Estmark met in Nordby on 3 May 2001.\n\nThey have ports.\n",
            "en",
            "Nordby Summit on Fisheries",
        ),
        (
            "Sommet sur la pêche\n\nLa Norlande et l’Estmark se sont réunies à Nordby le 3 mai 2001.\n\nIls naviguent.\n",
            "fr",
            "Sommet sur la pêche",
        ),
        (
            "Fishing goes on\n\nNorland and Estmark met in Nordby on 3 May 2001.\n\nThey have ports.\n",
            "en",
            "meeting, Nordby, 2001-05-03",
        ),
    ],
)
def test_those_who_met_were_at_the_meeting_that_the_title_names(boreal: Reader, text: str, language: str, met: str) -> None:
    extraction = boreal.extraction(as_read(text, language))
    labels = {entity.slug: entity.labels[0].text for entity in extraction.entities}
    found = {labels[claim.object or ""] for claim in extraction.claims if claim.predicate == "participatedIn"}
    assert found == {met}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The 41st summit was held in Nordby on 5 January 2021.", "en"),
        ("Le 41e sommet s’est tenu à Nordby le 5 janvier 2021.", "fr"),
        ("The forty members came. The 4th meeting was held in Nordby in 2021.", "en"),
    ],
)
def test_a_numbered_meeting_is_one_meeting(boreal: Reader, text: str, language: str) -> None:
    held = [claim for claim in boreal.claims(text, language) if "| heldIn | Nordby" in claim]
    assert len(held) == 1
    assert held[0].split(" |")[0] in ("41st summit", "41e sommet", "4th meeting")


def test_its_army_is_of_what_was_named_last_if_that_can_have_one(boreal: Reader) -> None:
    assert "Norlander army | signed | Treaty of Oksa" in boreal.claims("Norland wept. Its army signed the Treaty of Oksa.")
    claims = boreal.claims("Norland praised BUPOL Vellia, and its army signed the Treaty of Oksa.")
    assert not [claim for claim in claims if "army" in claim]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland wept. Our support for the Boreal Bank is firm.", "en"),
        ("La Norlande a pleuré. Notre soutien à la Banque boréale est ferme.", "fr"),
    ],
)
def test_ours_is_not_of_whoever_was_named_last(boreal: Reader, text: str, language: str) -> None:
    assert not [claim for claim in boreal.claims(text, language) if claim.startswith("Norland | supports")]


def test_a_name_that_nobody_knows_is_the_known_one_it_is_also_known_as(boreal: Reader) -> None:
    claims = boreal.claims("The Grand Institution of Seas, also known as the Boreal Bank (BB), was founded by Norland.")
    assert "Norland | established | Boreal Bank" in claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland and Estmark met. The parties signed the Treaty of Oksa.", "en"),
        ("Norland and Estmark, hereinafter referred to as “the Parties”, met. The Parties signed the Treaty of Oksa.", "en"),
        (
            "La Norlande et l’Estmark, ci-après dénommés « les Parties », parlent. Les Parties ont signé le traité d’Oksa.",
            "fr",
        ),
    ],
)
def test_parties_defined_as_such_are_all_of_them(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"} <= claims


def test_political_parties_are_not_the_states_named_before(boreal: Reader) -> None:
    claims = boreal.claims("Norland et Vellia dorment. Les partis politiques ont signé le traité d’Oksa.", "fr")
    assert not [claim for claim in claims if "| signed |" in claim]


def test_a_meeting_numbered_in_figures_is_one_by_its_long_and_its_short_name(boreal: Reader) -> None:
    text = "The 12th session of the Boreal Council opened. Norland attended. The 12th session was held in Nordby in 2021."
    held = [claim for claim in boreal.claims(text) if "| heldIn | Nordby" in claim]
    assert [claim.split(" |")[0] for claim in held] == ["12th session of the Boreal Council"]


def test_a_name_in_another_language_in_brackets_is_the_same_thing(boreal: Reader) -> None:
    claims = boreal.claims("The Boreal Bank (Spanish: Banco del Hielo) slept. The Bank signed the Treaty of Oksa.")
    assert "Boreal Bank | signed | Treaty of Oksa" in claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Report on Norland\n\nVellia met Zemria last year.\n\nThe government signed the Treaty of Oksa.", "en"),
        ("Rapport sur la Norlande\n\nLa Vellie a reçu Zemria.\n\nLe gouvernement a signé le traité d’Oksa.", "fr"),
    ],
)
def test_the_government_is_that_of_the_state_the_title_names(boreal: Reader, text: str, language: str) -> None:
    signed = {
        (claim.subject, claim.object)
        for claim in boreal.extraction(as_read(text, language)).claims
        if claim.predicate == "signed"
    }
    assert signed == {("norland", "treaty-of-oksa")}


def test_the_government_is_nobodys_where_the_title_names_none_or_another_state_stands_before_it(boreal: Reader) -> None:
    untold = "Report on Fisheries\n\nVellia met Zemria last year.\n\nThe government signed the Treaty of Oksa."
    other = "Report on Norland\n\nVellia grew.\n\nIn Vellia the government signed the Treaty of Oksa."
    for text in (untold, other):
        assert not [claim for claim in boreal.extraction(as_read(text, "en")).claims if claim.predicate == "signed"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union (Norland, Vellia, and Estmark) met in Oksa.", "en"),
        ("The Boreal Union (i.e. Norland, Vellia and Estmark) met in Oksa.", "en"),
        ("L’Union boréale (soit Norlande, Vellie et Estmark) s’est réunie à Oksa.", "fr"),
        ("L’Union boréale (y compris Norlande, Vellie et Estmark) s’est réunie à Oksa.", "fr"),
    ],
)
def test_states_in_brackets_behind_a_body_are_its_members(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert {f"{state} | memberOf | Boreal Union" for state in ("Norland", "Vellia", "Estmark")} <= set(claims)


def test_a_list_goes_on_behind_a_bracket(boreal: Reader) -> None:
    claims = boreal.claims("Norland (since 2001), Vellia (suspended) and Estmark signed the Treaty of Oksa.")
    assert {f"{state} | signed | Treaty of Oksa" for state in ("Norland", "Vellia", "Estmark")} <= set(claims)


def test_the_present_agreement_is_the_one_whose_text_it_is(boreal: Reader) -> None:
    text = (
        "Accord sur les ports\n\nLe Gouvernement de la Norlande et le Gouvernement de la Vellie,\n\n"
        "Sont convenus de ce qui suit :\n\n"
        "Le présent accord entre la Norlande et la Vellie entre en vigueur demain.\n"
    )
    claims = [c for c in boreal.extraction(as_read(text, "fr")).claims if c.predicate == "partyTo"]
    assert {(c.subject, c.object) for c in claims} == {
        ("norland", "accord-sur-les-ports"),
        ("vellia", "accord-sur-les-ports"),
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Training Mission in Vellia has 200 soldiers.", "en"),
        ("La Mission boréale de formation en Vellie compte 200 soldats.", "fr"),
    ],
)
def test_a_mission_works_in_the_state_behind_its_name(boreal: Reader, text: str, language: str) -> None:
    assert [claim for claim in boreal.claims(text, language) if claim.endswith("| operatesIn | Vellia")]


def test_a_treaty_is_told_by_what_it_establishes(boreal: Reader) -> None:
    claims = boreal.claims("Le traité instituant l’Union boréale a été signé à Oksa le 3 mai 1991 par la Norlande.", "fr")
    assert {
        "Norland | signed | traité instituant l’Union boréale",
        "traité instituant l’Union boréale | concludedOn | 1991-05-03",
    } <= claims


def test_what_is_ratified_in_a_year_was_not_concluded_then(boreal: Reader) -> None:
    claims = boreal.claims("La Norlande a ratifié la Convention des ports en 2001.", "fr")
    assert "Convention des ports | concludedOn | 2001" not in claims


def test_an_unnamed_mission_works_where_it_is_said_to_be(boreal: Reader) -> None:
    assert "civilian mission in Vellia | operatesIn | Vellia" in boreal.claims(
        "Norland launched a civilian mission in Vellia."
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Bank supports the Norlander security forces (police, gendarmerie and army).", "en"),
        ("La Banque boréale soutient les forces de sécurité de la Norlande (police, gendarmerie et armée).", "fr"),
    ],
)
def test_forces_listed_in_brackets_are_all_meant(boreal: Reader, text: str, language: str) -> None:
    helped = {claim.split(" | ")[2] for claim in boreal.claims(text, language) if " | supports | " in claim}
    assert {f"Norlander {force}" for force in ("police", "gendarmerie", "army")} <= helped


def test_a_place_in_brackets_is_not_one_of_the_forces(boreal: Reader) -> None:
    claims = boreal.claims("The Boreal Bank supports the Norlander security forces (in Oksa and Vell).")
    assert {claim for claim in claims if " | supports | " in claim} == {"Boreal Bank | supports | Norlander security forces"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union member states – Norland, Vellia and Estmark – met in Oksa.", "en"),
        ("The Boreal Union member states are Norland, Vellia and Estmark.", "en"),
        ("The Boreal Union member states, namely Norland, Vellia and Estmark, met in Oksa.", "en"),
        ("Les États membres de l’Union boréale, à savoir la Norlande, la Vellie et l’Estmark, se sont réunis.", "fr"),
        ("Les États membres de l’Union boréale sont la Norlande, la Vellie et l’Estmark.", "fr"),
    ],
)
def test_states_that_a_group_is_said_to_be_are_members_of_its_body(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert {f"{state} | memberOf | Boreal Union" for state in ("Norland", "Vellia", "Estmark")} <= set(claims)


@pytest.mark.parametrize(
    ("text", "commission"),
    [
        ("The Fisheries Commission of the Boreal Union met in Oksa.", "Fisheries Commission of the Boreal Union"),
        ("The Boreal Union’s Fisheries Commission met in Oksa.", "Fisheries Commission"),
        ("The Boreal Union Fisheries Commission met in Oksa.", "Boreal Union Fisheries Commission"),
    ],
)
def test_a_commission_of_a_body_is_part_of_it(boreal: Reader, text: str, commission: str) -> None:
    assert f"{commission} | partOf | Boreal Union" in boreal.claims(text)


@pytest.mark.parametrize("text", ["A bomb exploded in Oksa, northern Norland.", "Oksa, in the north of Norland, was calm."])
def test_a_town_is_part_of_the_land_whose_side_it_is_said_to_be_on(boreal: Reader, text: str) -> None:
    assert "Oksa | partOf | Norland" in boreal.claims(text)


def test_a_name_with_another_noun_at_its_end_is_another_bodys_in_english(boreal: Reader) -> None:
    text = "The Arctic Council Secretariat is in Oksa. Norland left the Arctic Council."
    assert "Norland | memberOf | Arctic Council" in boreal.claims(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("As a member of the Boreal Union, Norland protested.", "en"),
        ("Norland, as a member of the Boreal Union, protested.", "en"),
        ("En tant que membre de l’Union boréale, la Norlande a protesté.", "fr"),
        ("La Norlande, en qualité de membre de l’Union boréale, a protesté.", "fr"),
    ],
)
def test_who_acts_as_something_is_that(boreal: Reader, text: str, language: str) -> None:
    assert "Norland | memberOf | Boreal Union" in boreal.claims(text, language)


def test_who_is_named_beside_others_as_well_is_not_what_these_are(boreal: Reader) -> None:
    claims = boreal.claims("Norland as well as members of the Boreal Union protested.")
    assert "Norland | memberOf | Boreal Union" not in claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland has, by the Treaty of Oksa of 3 May 1999, founded the Boreal Bank.", "en"),
        ("La Norlande a, par le Traité d’Oksa du 3 mai 1999, fondé la Banque boréale.", "fr"),
        ("The Security Council, by resolution 632 of 3 May 1999, set up under its authority a Boreal Bank.", "en"),
        ("Le Conseil, par sa résolution 632 du 3 mai 1999, a créé sous son autorité une Banque boréale.", "fr"),
    ],
)
def test_what_is_founded_by_a_text_is_founded_on_its_day(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert any(claim.endswith("| establishedOn | 1999-05-03") for claim in claims)


def test_a_resolution_is_named_by_its_number(boreal: Reader) -> None:
    assert "résolution 632 | concludedOn | 1999-05-03" in boreal.claims("La résolution 632 du 3 mai 1999 est claire.", "fr")
    assert "resolution 632 (1999) | concludedOn | 1999-05-03" in boreal.claims(
        "Under resolution 632 (1999), adopted on 3 May 1999, Norland sent food."
    )


@pytest.mark.parametrize(
    ("text", "language", "treaty"),
    [
        ("The Treaty of Amity between Norland and Vellia, signed in Nordby in 2001, stands.", "en", "Treaty of Amity"),
        ("Le Traité d’amitié entre la Norlande et la Vellie, signé à Nordby en 2001, tient.", "fr", "Traité d’amitié"),
        ("Elle cite l’accord sur les ports, signé à Nordby en 2001.", "fr", "accord sur les ports"),
        ("She cites the agreement on river ports, signed in Nordby in 2001.", "en", "agreement on river ports"),
    ],
)
def test_what_is_said_behind_the_words_that_tell_an_agreement_is_said_of_it(
    boreal: Reader, text: str, language: str, treaty: str
) -> None:
    assert {f"{treaty} | concludedAt | Nordby", f"{treaty} | concludedOn | 2001"} <= boreal.claims(text, language)


def test_those_whom_an_agreement_is_between_are_party_to_it(boreal: Reader) -> None:
    text = "Many envoys recall the Treaty of Amity between Norland and Vellia."
    assert {f"{state} | partyTo | Treaty of Amity" for state in ("Norland", "Vellia")} <= boreal.claims(text)


def test_the_trade_in_people_is_no_treaty(boreal: Reader) -> None:
    assert not boreal.claims("La Norlande combat la traite de personnes, menée à Nordby en 2001.", "fr")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The storm hit the village of Grendvik, Norland, at night.", "en"),
        ("Ships left the town of Grendvik, in Norland, at night.", "en"),
        ("La tempête a touché la ville de Grendvik, en Norlande, de nuit.", "fr"),
    ],
)
def test_a_place_nobody_knows_lies_in_the_state_behind_its_comma(boreal: Reader, text: str, language: str) -> None:
    assert "Grendvik | partOf | Norland" in boreal.claims(text, language)


@pytest.mark.parametrize(
    "text", ["Ships left the town of Grendvik, Norland, Vellia and Oksa.", "They left Oksa, Norland said."]
)
def test_a_place_in_a_list_lies_in_no_state_of_it(boreal: Reader, text: str) -> None:
    assert not [line for line in boreal.claims(text) if "partOf" in line]
