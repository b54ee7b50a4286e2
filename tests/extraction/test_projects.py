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
