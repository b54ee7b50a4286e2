"""What the form of a text claims: lines of money, commitments, aims, missions listed, titles and tags."""

from decimal import Decimal

import pytest
from passages import Reader, as_read

from sahelkg.model import Claim, Quantity, Text

AID = """Aid to the coast

The Boreal Union helps the four states of the coast. It has done so for years, and it goes on doing so.

Boreal Union assistance per Boreal Four country:

Estmark

Boreal Fund: €628 million (2014-2020): support for good harbours, including quays
Harbour Fund: €15,5 million (since 2016)


Boreal Fund: €542 million (2014-2020): support for (i) fishing; (ii) ice roads
Harbour Fund: €7 million (2017)


Boreal Fund: €160 million (2014-2020): support for (i) schools and (ii) light
Rescue boats: 36 million (2017)
BOU missions: BUPOL Vellia


Boreal Fund: €90 million (2014-2020): support for harbours
Harbour Fund
Rescue boats: €2 million (2018)
"""


def claims_of(boreal: Reader, text: str, language: str = "en", method: str = "structure:") -> list[Claim]:
    extraction = boreal.extraction(as_read(text, language))
    return [claim for claim in extraction.claims if claim.method.startswith(method)]


def funds(boreal: Reader, text: str = AID) -> dict[tuple[str | None, int | None], Claim]:
    return {
        (c.object, int(c.value.number) if isinstance(c.value, Quantity) else None): c
        for c in claims_of(boreal, text, method="structure:money-lines")
        if c.predicate == "funds"
    }


def test_lines_of_money_go_to_the_state_whose_heading_they_stand_under(boreal: Reader) -> None:
    claim = funds(boreal)["estmark", 628_000_000]
    assert (claim.subject, claim.since, claim.until, claim.basis) == ("boreal-union", "2014", "2020", "stated")
    assert claim.value == Quantity(claim.value.number, "EUR") if isinstance(claim.value, Quantity) else False
    assert ("instrument", "id:boreal-fund") in claim.qualifiers


def test_lines_whose_heading_is_lost_go_to_the_member_whose_turn_it_is_and_are_inferred(boreal: Reader) -> None:
    found = funds(boreal)
    for key in (("norland", 542_000_000), ("norland", 7_000_000), ("vellia", 160_000_000)):
        assert found[key].basis == "inferred:missing-heading"
        assert found[key].confidence < found["estmark", 628_000_000].confidence
        assert found[key].evidence


def test_headings_that_contradict_the_order_lend_no_turn(boreal: Reader) -> None:
    text = AID.replace("\nEstmark\n", "\nNorland\n")
    assert not [claim for claim in funds(boreal, text).values() if claim.basis == "inferred:missing-heading"]


def test_a_sum_without_currency_has_none_and_an_instrument_without_sum_is_still_told(boreal: Reader) -> None:
    found = funds(boreal)
    assert found["vellia", 36_000_000].value == Quantity(Decimal(36_000_000), None)
    assert ("instrument", "Rescue boats") in found["vellia", 36_000_000].qualifiers
    assert ("instrument", "id:harbour-fund") in found["zemria", None].qualifiers


def test_enumerated_purposes_of_a_line_are_taken_apart(boreal: Reader) -> None:
    claim = funds(boreal)["norland", 542_000_000]
    assert [value for name, value in claim.qualifiers if name == "purpose"] == ["fishing", "ice roads"]


def test_a_line_of_missions_says_where_they_work(boreal: Reader) -> None:
    claims = {(c.subject, c.predicate, c.object) for c in claims_of(boreal, AID, method="structure:money-lines")}
    assert ("bupol-vellia", "operatesIn", "vellia") in claims


COMMITMENTS = """Declaration of Nordby

Recalling the long winter, the ministers of Norland and Estmark met in Nordby on 3 May 2001.

The participants agreed on the following actions:

1. Strengthen the ports of the coast and develop the ice roads.
2. Train the crews of the ferries.
"""
ENGAGEMENTS = """Déclaration de Nordby

Rappelant le long hiver, les ministres de la Norlande et de l’Estmarque se sont réunis à Nordby le 3 mai 2001.

Les participants ont convenu de mettre en œuvre les mesures suivantes :

1. Ouvrir les ports de la côte et dégager les routes de glace.
2. Former les équipages des bacs.
"""


@pytest.mark.parametrize(
    ("text", "language", "actions"),
    [
        (
            COMMITMENTS,
            "en",
            [
                ("1", "Strengthen the ports of the coast"),
                ("1", "develop the ice roads"),
                ("2", "Train the crews of the ferries"),
            ],
        ),
        (
            ENGAGEMENTS,
            "fr",
            [
                ("1", "Ouvrir les ports de la côte"),
                ("1", "dégager les routes de glace"),
                ("2", "Former les équipages des bacs"),
            ],
        ),
    ],
)
def test_every_action_of_a_numbered_paragraph_is_a_commitment(
    boreal: Reader, text: str, language: str, actions: list[tuple[str, str]]
) -> None:
    claims = [c for c in claims_of(boreal, text, language) if c.predicate == "commitsTo"]
    found = [(dict(c.qualifiers).get("paragraph"), c.value.text) for c in claims if isinstance(c.value, Text)]
    assert found == actions


def test_numbered_paragraphs_that_nothing_leads_in_commit_to_nothing(boreal: Reader) -> None:
    text = COMMITMENTS.replace("The participants agreed on the following actions:", "The participants saw much of the town.")
    assert not [c for c in claims_of(boreal, text) if c.predicate == "commitsTo"]


@pytest.mark.parametrize(
    ("text", "language", "aims"),
    [
        (
            "The coast\n\nThe objectives of the Boreal Fund are:\n\n- to keep the ports open;\n- to light all quays.\n",
            "en",
            ["to keep the ports open", "to light all quays"],
        ),
        (
            "La côte\n\nLes objectifs du Fonds boréal sont :\n\n- garder les ports libres ;\n- éclairer la côte la nuit.\n",
            "fr",
            ["garder les ports libres", "éclairer la côte la nuit"],
        ),
    ],
)
def test_items_below_announced_aims_are_purposes(boreal: Reader, text: str, language: str, aims: list[str]) -> None:
    claims = [c for c in claims_of(boreal, text, language) if (c.subject, c.predicate) == ("boreal-fund", "hasPurpose")]
    assert [c.value.text for c in claims if isinstance(c.value, Text)] == aims


def test_missions_listed_below_their_owner_are_led_by_it_and_work_where_it_says(boreal: Reader) -> None:
    text = (
        "The coast\n\nThe Boreal Union has two missions on the Ice Coast:\n\n"
        "- BUPOL Vellia helps the police there.\n- BUTRA Zemria helps the army there.\n"
    )
    claims = {(c.subject, c.predicate, c.object) for c in claims_of(boreal, text, method="structure:listed-missions")}
    assert claims == {
        (mission, predicate, target)
        for mission in ("bupol-vellia", "butra-zemria")
        for predicate, target in (("ledBy", "boreal-union"), ("operatesIn", "ice-coast"))
    }


def test_the_first_line_is_the_title_and_closing_tags_are_hashtags(boreal: Reader) -> None:
    text = "Ports reopen on the coast\n\nThe ports of the coast are open again after a long winter.\n\n#ports #coast\n"
    claims = claims_of(boreal, text)
    told = {(c.predicate, c.value.text) for c in claims if isinstance(c.value, Text)}
    assert {("title", "Ports reopen on the coast"), ("hashtag", "ports"), ("hashtag", "coast")} <= told


def test_the_parties_to_a_declaration_took_part_in_the_meeting_its_preamble_opens_with(boreal: Reader) -> None:
    text = (
        "Déclaration commune\n\nNous, ministres des Affaires étrangères de la Norlande et de la Vellie,\n\n"
        "Réunis à Nordby le 3 mai 2001 dans le cadre de la deuxième réunion ministérielle du Cercle boréal,\n\n"
        "Décidons d’ouvrir les ports.\n"
    )
    claims = [c for c in claims_of(boreal, text, "fr", "") if c.predicate in ("participatedIn", "heldIn")]
    meeting = "deuxieme-reunion-ministerielle-du-cercle-boreal"
    assert {(c.subject, c.predicate, c.object) for c in claims} == {
        ("norland", "participatedIn", meeting),
        ("vellia", "participatedIn", meeting),
        (meeting, "heldIn", "nordby"),
    }


@pytest.mark.parametrize(
    ("title", "meeting"),
    [
        ("Communiqué final du Sommet extraordinaire du Cercle boréal", "sommet-extraordinaire-du-cercle-boreal"),
        ("Communiqué final", "meeting-of-document-passage"),
    ],
)
def test_all_that_is_told_of_a_meeting_is_told_of_the_one_the_text_names(boreal: Reader, title: str, meeting: str) -> None:
    text = (
        f"{title}\n\nLes chefs d’État de la Norlande et de la Vellie se sont réunis à Nordby le 3 mai 2001.\n\n"
        "La réunion a été présidée par Mme Ada Lind.\n"
    )
    told = ("participatedIn", "heldIn", "heldOn", "hosted")
    claims = [c for c in claims_of(boreal, text, "fr", "") if c.predicate in told]
    assert {c.object if c.predicate in ("participatedIn", "hosted") else c.subject for c in claims} == {meeting}
    assert {c.predicate for c in claims} == set(told)


@pytest.mark.parametrize(("title", "bound"), [("Communiqué de presse conjoint", False), ("Déclaration commune", True)])
def test_a_press_release_binds_nobody(boreal: Reader, title: str, bound: bool) -> None:
    text = f"{title}\n\nLa Norlande et la Vellie,\n\nSont convenues de ce qui suit :\n\nElles ouvrent les ports.\n"
    assert bool([claim for claim in claims_of(boreal, text, "fr") if claim.predicate == "partyTo"]) is bound


@pytest.mark.parametrize(
    ("title", "signed"),
    [("Traité sur les ports", {"ada-lind", "norland", "bo-falk", "vellia"}), ("Liste des invités", set())],
)
def test_a_name_above_its_office_holds_it_and_signs_the_treaty_above(boreal: Reader, title: str, signed: set[str]) -> None:
    text = (
        f"{title}\n\nFait à Nordby le 3 mai 2001.\n\nMme Ada LIND\nPrésidente de la Norlande\n\n"
        "S.E. M. Bo FALK\nPremier ministre de la Vellie\n"
    )
    claims = claims_of(boreal, text, "fr", "structure:signature")
    assert {(c.subject, c.object) for c in claims if c.predicate == "holdsRole"} == {
        ("ada-lind", "norland"),
        ("bo-falk", "vellia"),
    }
    assert {c.subject for c in claims if c.predicate == "signed"} == signed


def test_what_a_colon_announces_is_what_stands_beside_the_word_following(boreal: Reader) -> None:
    text = (
        "On the Boreal Union\n\nTo reach its objectives the Boreal Union keeps the following principles:\n\n"
        "(a) the sea is free to all who sail on it;\n\n(b) the ports are open to all who come in peace.\n"
    )
    assert not [c for c in claims_of(boreal, text) if c.predicate == "hasPurpose"]
    aiming = text.replace("To reach its objectives the", "The").replace("following principles", "following objectives")
    assert len([c for c in claims_of(boreal, aiming) if c.predicate == "hasPurpose"]) == 2


TITLES = (
    ("en", "Joint Statement on River Traffic", "River Traffic"),
    ("en", "FACT SHEET: A Partnership for Clean Harbours", "A Partnership for Clean Harbours"),
    ("fr", "Communiqué conjoint sur la pêche côtière (Lima, 3 mai 2019)", "la pêche côtière"),
    ("fr", "Accord relatif à la navigation fluviale", "la navigation fluviale"),
    ("en", "Statement by the Harbour Master", None),
    ("fr", "Le Pérou et le Chili sur la bonne voie", None),
)


@pytest.mark.parametrize(("language", "title", "topic"), TITLES)
def test_a_title_that_names_a_kind_of_text_tells_what_the_text_is_about(
    language: str, title: str, topic: str | None, boreal: Reader
) -> None:
    prose = {"en": "The harbours stay open all winter, as they always did.", "fr": "Les ports restent ouverts tout l’hiver."}
    document = as_read(f"{title}\n\n{prose[language]}\n\n{prose[language]}\n", language)
    told = [claim.value for claim in boreal.extractor.extract(document).claims if claim.method == "structure:title"]
    assert [value.text for value in told if isinstance(value, Text)] == [title, topic][: 2 if topic else 1]


@pytest.mark.parametrize(
    ("lead_in", "found"),
    [
        ("The tasks of the Boreal Union are:", True),
        ("The Boreal Union, in pursuit of its objectives, undertakes to respect the following principles:", False),
    ],
)
def test_the_word_nearest_to_the_colon_tells_whether_aims_or_commitments_follow(
    lead_in: str, found: bool, boreal: Reader
) -> None:
    text = f"Charter of the coast\n\n{lead_in}\n\n- protect the harbours of the coast\n- keep the ice roads open\n"
    claims = boreal.extractor.extract(as_read(text, "en")).claims
    assert any(claim.predicate == "hasPurpose" for claim in claims) == found
    assert not any("following principles" in claim.value.text for claim in claims if isinstance(claim.value, Text))
