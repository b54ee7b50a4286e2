"""Records and instruments: a project sheet's fields, a treaty's parties, place, day and signatures."""

import pytest
from passages import Reader, as_read

from sahelkg.model import Claim, Date, Quantity, Text

SHEET = """Support to the harbours of Vellia

Implementing partner: Boreal Bank
Country: Vellia
Budget: €5,500,000
Start date: 1 March 2019
End date: 28 February 2022
Objective: keep the harbours free of ice all winter
"""
FICHE = """Appui aux ports de la Vellie

Partenaire de mise en œuvre : Banque boréale
Pays : Vellie
Budget : 5 500 000 euros
Début : 1er mars 2019
Objectif : garder les ports libres de glace tout l’hiver
"""
TREATY = """Treaty between Norland and Estmark on Ice Roads

Norland and Estmark,

Desiring to travel in winter,

Have agreed as follows:

Article 1

Roads of ice are free to all.

Done at Oksa on 3 May 2001 in two originals.

For Norland: ADA LIND, Minister of Transport

For Estmark: IVO BRANDT, Minister of Roads
"""


def told(boreal: Reader, text: str, language: str = "en") -> dict[tuple[str, str, object], Claim]:
    claims = boreal.extraction(as_read(text, language)).claims
    return {
        (
            c.subject,
            c.predicate,
            c.object
            or (
                c.value.text
                if isinstance(c.value, Text)
                else c.value.iso
                if isinstance(c.value, Date)
                else int(c.value.number)
            ),  # type: ignore[union-attr]
        ): c
        for c in claims
        if isinstance(c.value, Text | Date | Quantity) or c.object
    }


def test_the_fields_of_a_project_sheet_are_claims_of_the_project_its_title_names(boreal: Reader) -> None:
    project = "support-to-the-harbours-of-vellia"
    found = told(boreal, SHEET)
    assert {
        (project, "ledBy", "boreal-bank"),
        (project, "operatesIn", "vellia"),
        (project, "budget", 5_500_000),
        (project, "mandateStart", "2019-03-01"),
        (project, "mandateEnd", "2022-02-28"),
        (project, "hasPurpose", "keep the harbours free of ice all winter"),
    } <= found.keys()


def test_so_are_those_of_a_french_one(boreal: Reader) -> None:
    project = "appui-aux-ports-de-la-vellie"
    assert {
        (project, "ledBy", "boreal-bank"),
        (project, "operatesIn", "vellia"),
        (project, "budget", 5_500_000),
        (project, "mandateStart", "2019-03-01"),
    } <= told(boreal, FICHE, "fr").keys()


@pytest.mark.parametrize(
    "sheet",
    [
        "Project data\n\nProject Name\nHarbours for Vellia\nLead executing agency\nBoreal Bank\nCountry\nVellia\n"
        "Overall term\n1 March 2019 - 28 February 2022\nTotal estimated cost of the project\n€5,500,000\n",
        "Project data\n\nName of the project: Harbours for Vellia\nExecuting agencies: Boreal Bank\nCountry | Vellia\n"
        "Start date 1 March 2019\nClosing date 28 February 2022\nTotal cost €5,500,000\n",
    ],
    ids=["labels on lines of their own", "labels without a colon"],
)
def test_fields_are_read_however_a_sheet_sets_them_and_call_the_project_by_its_name(boreal: Reader, sheet: str) -> None:
    project = "harbours-for-vellia"
    assert {
        (project, "ledBy", "boreal-bank"),
        (project, "operatesIn", "vellia"),
        (project, "budget", 5_500_000),
        (project, "mandateStart", "2019-03-01"),
        (project, "mandateEnd", "2022-02-28"),
    } <= told(boreal, sheet).keys()


def test_a_box_of_fields_below_a_story_is_of_the_project_the_story_names(boreal: Reader) -> None:
    story = (
        "Ice no longer stops the ferry\n\n"
        "For years the people of Oksa waited for spring. Now the Bright Harbours project, which the Boreal Bank pays for, "
        "keeps the channel open, and Ada Lind can sell her fish in winter, too, when prices are at their best.\n\n"
        "The project in brief\nCountry: Vellia\nDuration: March 2019 - February 2022\nBudget: €2 million\n"
    )
    found = told(boreal, story)
    assert {subject for subject, predicate, _ in found if predicate in ("operatesIn", "mandateStart")} == {"bright-harbours"}


def test_a_section_of_prose_is_no_value_of_its_heading(boreal: Reader) -> None:
    text = "Boreal Bank\n\nFunding\n\nNorland once paid for all that the bank did.\n\nCountry\n\nIt works from Vellia.\n"
    assert not [claim for claim in told(boreal, text).values() if claim.method == "structure:field"]


def test_the_giver_named_in_a_label_gives_the_sum_and_places_nobody_knows_are_where_a_project_works(boreal: Reader) -> None:
    sheet = (
        "Harbours for Vellia\n\nContribution of the Boreal Bank: €2 million\nBeneficiaries: fishing crews, Boreal Union\n"
        "Locations: Tarva, Upper Senn and Vellia\nBudget: €5 million\n"
    )
    project = "harbours-for-vellia"
    found = told(boreal, sheet)
    assert {(project, "operatesIn", place) for place in ("tarva", "upper-senn", "vellia")} <= found.keys()
    assert (project, "supports", "fishing-crews") in found
    assert int(found[("boreal-bank", "funds", project)].value.number) == 2_000_000  # type: ignore[union-attr]


def test_the_sheet_of_a_mission_tells_who_leads_it_where_it_sits_and_who_sends_people(boreal: Reader) -> None:
    sheet = (
        "Ice Rescue Mission in Vellia\n\nHeadquarters: Nordby\nHead of Mission: Ada Lind (Norland)\nStrength: 120 officers\n"
        "Contributing states: Norland and Estmark\nMandate: 1 March 2019 - 28 February 2021\n"
    )
    found = told(boreal, sheet)
    mission = "ice-rescue-mission"
    told_of = {predicate for subject, predicate, _ in found if subject == mission}
    assert {"ledBy", "hasOfficeIn", "strength"} <= told_of
    assert {("norland", "contributesTroopsTo", mission), ("estmark", "contributesTroopsTo", mission)} <= found.keys()
    assert {(mission, "mandateStart", "2019-03-01"), (mission, "mandateEnd", "2021-02-28")} <= found.keys()


@pytest.mark.parametrize(
    "head",
    ["MISSION FACT SHEET\n\nBUTRA Zemria, the mission in brief", "BUTRA Zemria – fact sheet", "Brief on BUTRA Zemria"],
)
def test_the_mission_of_a_sheet_is_the_one_it_names_and_not_the_sheet(boreal: Reader, head: str) -> None:
    text = f"{head}\n\nHeadquarters: Oksa\n\nContributing states: Norland, Vellia\n\nStrength: 120\n"
    claims = {
        (claim.subject, claim.predicate, claim.object)
        for claim in boreal.extraction(as_read(text, "en")).claims
        if claim.method == "structure:field"
    }
    assert claims >= {
        ("butra-zemria", "hasOfficeIn", "oksa"),
        ("norland", "contributesTroopsTo", "butra-zemria"),
        ("vellia", "contributesTroopsTo", "butra-zemria"),
    }
    assert {subject for subject, predicate, _ in claims if predicate == "strength"} == {"butra-zemria"}


def test_a_sheet_of_something_nobody_knows_is_about_what_its_title_calls_it(boreal: Reader) -> None:
    text = "Ice Watch of the North – fact sheet\n\nMandate: until 3 May 2019\n\nHeadquarters: Oksa\n\nStrength: 120\n"
    extraction = boreal.extraction(as_read(text, "en"))
    read = {(c.subject, c.predicate) for c in extraction.claims if c.method == "structure:field"}
    assert {("ice-watch-of-the-north", "hasOfficeIn"), ("ice-watch-of-the-north", "strength")} <= read
    assert "hasPurpose" not in {predicate for _, predicate in read}


def test_each_donor_of_a_sheet_gives_the_sum_beside_it_and_the_sum_before_all_is_the_whole(boreal: Reader) -> None:
    sheet = (
        "Support to the harbours of Vellia\n\nImplementing partner: Boreal Bank\n"
        "Funding: €5 million (Norland, €3 million; Estmark, €2 million)\nDuration: March 2019 - February 2022\n"
    )
    found = told(boreal, sheet)
    project = "support-to-the-harbours-of-vellia"
    assert (project, "budget", 5_000_000) in found
    given = {
        claim.subject: int(claim.value.number)
        for claim in found.values()
        if claim.predicate == "funds" and isinstance(claim.value, Quantity) and claim.method == "structure:field"
    }
    assert given == {"norland": 3_000_000, "estmark": 2_000_000}
    assert {(project, "mandateStart", "2019-03"), (project, "mandateEnd", "2022-02")} <= found.keys()


def test_one_field_alone_makes_no_record(boreal: Reader) -> None:
    found = told(boreal, "Support to the harbours of Vellia\n\nBudget: €5,500,000\n\nThe harbours are closed in winter.\n")
    assert not [key for key in found if key[1] == "budget"]


def test_a_treaty_s_closing_gives_its_place_day_and_signatories(boreal: Reader) -> None:
    treaty = "treaty-between-norland-and-estmark-on-ice-roads"
    assert {
        ("norland", "partyTo", treaty),
        ("estmark", "partyTo", treaty),
        (treaty, "concludedAt", "oksa"),
        (treaty, "concludedOn", "2001-05-03"),
        ("norland", "signed", treaty),
        ("estmark", "signed", treaty),
        ("ada-lind", "signed", treaty),
        ("ivo-brandt", "signed", treaty),
    } <= told(boreal, TREATY).keys()


def test_rolls_of_members_make_each_line_a_member(boreal: Reader) -> None:
    states = ("Norland", "Estmark", "Vellia", "Zemria")
    text = "Boreal Union\n\nThe union keeps the coast.\n\nMember States:\n\n" + "\n".join([*states, "Boreal Bank"]) + "\n"
    found = told(boreal, text)
    assert {(state.lower(), "memberOf", "boreal-union") for state in states} <= found.keys()


def test_rows_of_a_table_of_members_make_each_first_cell_a_member(boreal: Reader) -> None:
    states = ("Norland", "Estmark", "Vellia", "Zemria")
    rows = "\n".join(["State | Since | Vote", "---|---|---", *(f"{state} | 2001 | Yes" for state in states)])
    found = told(boreal, f"Boreal Union\n\nThe union keeps the coast.\n\nMembers\n\nIt has members.\n\n{rows}\n")
    assert {(state.lower(), "memberOf", "boreal-union") for state in states} <= found.keys()


def test_a_list_that_announces_others_is_no_roll_of_members(boreal: Reader) -> None:
    text = (
        "Boreal Union\n\nThe union keeps the coast.\n\nMembers\n\nThe following support it from outside:\n\n"
        "Norland\nEstmark\nVellia\n"
    )
    assert not [claim for claim in told(boreal, text) if claim[1] == "memberOf"]


def test_states_party_to_the_treaty_of_a_body_are_its_members(boreal: Reader) -> None:
    text = (
        "Treaty establishing the Boreal Union\n\nThe Government of Norland and the Government of Vellia\n\n"
        "Have agreed as follows:\n\nThe Parties shall keep the peace.\n\nDone in two copies at Oksa on 3 May 1999.\n"
    )
    claims = boreal.extraction(as_read(text, "en")).claims
    assert {(c.subject, c.object) for c in claims if c.predicate == "memberOf"} == {
        ("norland", "boreal-union"),
        ("vellia", "boreal-union"),
    }
    assert [c.object for c in claims if c.predicate == "concludedAt"] == ["oksa"]
