"""What ministers and secretaries are for, and the offices of persons listed one behind the other."""

import pytest
from passages import Reader, paragraph

PORTFOLIOS = [
    (
        "Norland’s Under Secretary for Civilian Security, Democracy, and Human Rights Ada Lind spoke.",
        "en",
        "Under Secretary for Civilian Security, Democracy, and Human Rights",
    ),
    (
        "The Norlander Minister for Eastern and Southern Regional Affairs, Mrs Ada Lind, spoke.",
        "en",
        "Minister for Eastern and Southern Regional Affairs",
    ),
    ("Norland’s Secretary (Economic Relations) Ada Lind spoke.", "en", "Secretary (Economic Relations)"),
    (
        "Le ministre norlandais des affaires étrangères, Mme Ada Lind, a parlé.",
        "fr",
        "ministre norlandais des affaires étrangères",
    ),
    (
        "Le ministre norlandais de l’économie, des finances et de la souveraineté industrielle, Mme Ada Lind, a parlé.",
        "fr",
        "ministre norlandais de l’économie, des finances et de la souveraineté industrielle",
    ),
]


@pytest.mark.parametrize(("text", "language", "role"), PORTFOLIOS)
def test_all_that_a_ministry_is_for_belongs_to_the_office(boreal: Reader, text: str, language: str, role: str) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    held = [claim for claim in extraction.claims if claim.predicate == "holdsRole"]
    assert [(claim.object, dict(claim.qualifiers)["role"]) for claim in held] == [("norland", role)]


def test_words_of_no_ministry_behind_an_office_begin_a_name(boreal: Reader) -> None:
    extraction = boreal.extraction(paragraph("Norland’s Minister of Foreign Affairs and Trade Ada Lind spoke.", "en"))
    (held,) = (claim for claim in extraction.claims if claim.predicate == "holdsRole")
    assert (held.subject, dict(held.qualifiers)["role"]) == ("ada-lind", "Minister of Foreign Affairs and Trade")


LISTED = [
    ("She met the president of Norland, Mr Per Holm, the prime minister of Estmark, Mrs Ada Lind, and others.", "en"),
    (
        "Il a vu le président de la Norlande, M. Per Holm, la première ministre de l’Estmarque, Mme Ada Lind, et d’autres.",
        "fr",
    ),
]


@pytest.mark.parametrize(("text", "language"), LISTED)
def test_each_of_those_listed_bears_the_office_before_the_name(boreal: Reader, text: str, language: str) -> None:
    held = {claim for claim in boreal.claims(text, language) if "holdsRole" in claim}
    assert held == {"Per Holm | holdsRole | Norland", "Ada Lind | holdsRole | Estmark"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mrs Ada Lind, president of the Boreal Bank and a former director of Helping Hands, spoke.", "en"),
        ("Mme Ada Lind, présidente de la Banque boréale et directrice de Mains Tendues, a parlé.", "fr"),
    ],
)
def test_a_second_office_is_held_in_a_body_that_nobody_knows(boreal: Reader, text: str, language: str) -> None:
    held = {claim for claim in boreal.claims(text, language) if "holdsRole" in claim}
    assert len(held) == 2
    assert "Ada Lind | holdsRole | Boreal Bank" in held


@pytest.mark.parametrize(
    "text", ["Mrs Ada Lind, mayor of Blue Rocks, spoke.", "Mrs Ada Lind, director of Political Affairs, spoke."]
)
def test_an_office_of_a_place_or_for_a_field_is_in_no_body_behind_it(boreal: Reader, text: str) -> None:
    assert not [claim for claim in boreal.claims(text) if "holdsRole" in claim]
