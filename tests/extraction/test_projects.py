"""Texts about a project: what goes for it where they do not name it again, and who pays which part of it."""

import pytest
from passages import Reader, as_read

from sahelkg.model import Quantity

STORY = (
    "Ice no longer stops the ferry\n\n"
    "For years the people of Oksa waited for spring. The Bright Harbours project, paid for by the Boreal Bank, now keeps "
    "the channel open all winter. The project works in Vellia. Much has changed: since the project began, {told}. The "
    "project will go on.\n"
)


@pytest.mark.parametrize(
    ("told", "served"),
    [
        ("4,850 sailors and 2,300 women have been trained to read the ice", {2300}),
        ("some 31,000 people have gained access to fresh fish", {31000}),
        ("the Boreal Union trained 300 women on boats of its own", set()),
    ],
)
def test_people_that_nobody_else_serves_are_served_by_the_project_a_text_tells_of(
    boreal: Reader, told: str, served: set[int]
) -> None:
    claims = boreal.extraction(as_read(STORY.format(told=told), "en")).claims
    found = {
        int(claim.value.number)
        for claim in claims
        if claim.predicate == "assisted" and claim.subject == "bright-harbours" and isinstance(claim.value, Quantity)
    }
    assert found == served


def test_the_project_is_what_a_text_is_about_though_it_names_another_before(boreal: Reader) -> None:
    told = "the Quiet Shores project of Estmark has joined it. The project covers Zemria, too"
    claims = boreal.extraction(as_read(STORY.format(told=told), "en")).claims
    assert {claim.subject for claim in claims if claim.predicate == "operatesIn" and claim.object == "zemria"} == {
        "bright-harbours"
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union is funded by Norland (€3 million), Estmark (€2 million) and Vellia.", "en"),
        (
            "L’Union boréale est financée par la Norlande (3 millions d’euros), l’Estmark (2 millions d’euros) et la "
            "Vellie.",
            "fr",
        ),
        (
            "At a total cost of €9 million, the Boreal Union is funded by Norland (€3 million), Estmark (€2 million) "
            "and Vellia.",
            "en",
        ),
    ],
)
def test_each_of_those_listed_gives_the_sum_in_brackets_behind_it(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.extraction(as_read(text + "\n", language)).claims
    given = {
        claim.subject: int(claim.value.number) if isinstance(claim.value, Quantity) else None
        for claim in claims
        if claim.predicate == "funds" and claim.object == "boreal-union"
    }
    assert given == {"norland": 3_000_000, "estmark": 2_000_000, "vellia": None}


def test_what_a_thing_costs_is_no_gift_of_those_who_pay_for_it(boreal: Reader) -> None:
    claims = boreal.extraction(as_read("With a budget of €9 million, the Boreal Union is funded by Norland.\n", "en")).claims
    assert [claim.value for claim in claims if claim.predicate == "funds"] == [None]


def test_a_sum_with_a_giver_of_its_own_is_no_further_part_of_the_sum_before(boreal: Reader) -> None:
    text = "Norland gave €5 million to Vellia, and the gift of Estmark stood at €2 million."
    claims = boreal.claims(text)
    assert "Norland | funds | Vellia" in claims
    assert len([claim for claim in claims if claim.startswith("Norland | funds")]) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Bright Harbours project works in the towns of Tarva, Senn and Upper Rill.", "en"),
        ("The Bright Harbours project works in the Tarva, Senn and Upper Rill districts.", "en"),
        ("Le projet Ports clairs intervient dans les villes de Tarva, de Senn et d’Upper Rill.", "fr"),
    ],
)
def test_a_noun_in_the_plural_makes_places_of_all_names_listed_with_it(boreal: Reader, text: str, language: str) -> None:
    claims = {claim.split(" | ")[2] for claim in boreal.claims(text, language) if "| operatesIn |" in claim}
    assert claims == {"Tarva", "Senn", "Upper Rill"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "BOREAL BANK\nFact sheet: harbours kept open in winter\n\nNordby is free of ice.\n\nIt was not before.\n",
            "Fact sheet",
        ),
        (
            "Boreal Bank | Projects\n\nHarbours kept open in winter\n\nNordby is free of ice.\n\nIt was not.\n",
            "Harbours kept",
        ),
        ("HARBOURS KEPT OPEN\n3 May 2019\n\nNordby is free of ice.\n\nIt was not before.\n", "HARBOURS"),
    ],
    ids=["capitals", "a column of a site", "only a date below"],
)
def test_the_title_is_the_line_below_a_masthead(boreal: Reader, text: str, title: str) -> None:
    claims = boreal.extraction(as_read(text, "en")).claims
    titles = [getattr(claim.value, "text", "") for claim in claims if claim.predicate == "title"]
    assert len(titles) == 1
    assert titles[0].startswith(title)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Union works in six states, among them Norland, Estmark and Vellia.", "en"),
        ("L’Union boréale intervient dans six pays, parmi lesquels la Norlande, l’Estmark et la Vellie.", "fr"),
    ],
)
def test_those_named_of_a_plural_stand_where_it_stands(boreal: Reader, text: str, language: str) -> None:
    claims = {claim.split(" | ")[2] for claim in boreal.claims(text, language) if "| operatesIn |" in claim}
    assert claims == {"Norland", "Estmark", "Vellia"}


def test_a_sheet_counts_its_beneficiaries_if_they_are_people_and_names_who_holds_which_office(boreal: Reader) -> None:
    sheet = (
        "Harbours for Vellia\n\nBudget: €5 million\nFinal beneficiaries: 41,000 people\nTarget groups: 112 boats\n"
        "Project manager: Ada Lind\n"
    )
    claims = boreal.extraction(as_read(sheet, "en")).claims
    assert {int(c.value.number) for c in claims if c.predicate == "assisted" and isinstance(c.value, Quantity)} == {41_000}
    offices = {(c.subject, c.qualifiers) for c in claims if c.predicate == "holdsRole" and c.method == "structure:field"}
    assert offices == {("ada-lind", (("role", "Project manager"),))}
