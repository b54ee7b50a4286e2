"""Who issues a statement together with others is party to it."""

import pytest
from passages import Reader

JOINT = [
    ("The text of the following statement was released by the Governments of Norland and Vellia.", "en"),
    ("Following is a joint statement on fisheries issued by Norland and Vellia.", "en"),
    ("Joint Statement by Norland and Vellia on Fisheries", "en"),
    ("We, the foreign ministers of Norland and Vellia, reaffirm our friendship.", "en"),
    ("The foreign ministers of Norland and Vellia issued the following statement.", "en"),
    ("La déclaration suivante a été publiée par les gouvernements de la Norlande et de la Vellie.", "fr"),
    ("Nous, ministres des Affaires étrangères de la Norlande et de la Vellie, réaffirmons notre amitié.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), JOINT)
def test_those_who_issue_a_statement_together_are_party_to_it(boreal: Reader, text: str, language: str) -> None:
    parties = {claim.split(" | ")[0] for claim in boreal.claims(text, language) if " | partyTo | document" in claim}
    assert parties == {"Norland", "Vellia"}


@pytest.mark.parametrize(
    "text",
    [
        "A statement on Norland and Vellia was issued.",
        "The statement was issued by Norland.",
        "We met the foreign ministers of Norland and Vellia.",
    ],
)
def test_nobody_is_party_to_a_statement_of_one_or_about_others(boreal: Reader, text: str) -> None:
    assert not [claim for claim in boreal.claims(text) if "partyTo" in claim]
