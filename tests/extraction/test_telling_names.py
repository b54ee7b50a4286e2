"""What a name itself tells is inferred, by a rule with a name, and less sure than what the text says."""

import pytest
from passages import Reader, paragraph

from sahelkg.model import Claim


def inferred(boreal: Reader, text: str, language: str = "en") -> dict[tuple[str, str, str | None], Claim]:
    claims = boreal.extraction(paragraph(text, language)).claims
    return {(c.subject, c.predicate, c.object): c for c in claims if c.basis.startswith("inferred:")}


@pytest.mark.parametrize(
    ("text", "claim", "rule"),
    [
        ("BUPOL Vellia began early.", ("bupol-vellia", "operatesIn", "vellia"), "named-after-operates-in"),
        ("BUPOL Vellia began early.", ("bupol-vellia", "ledBy", "boreal-union"), "mission-has-its-leader"),
        (
            "The Commission of the Boreal Union rests.",
            ("commission-of-the-boreal-union", "partOf", "boreal-union"),
            "name-tells-whole",
        ),
        ("The Treaty of Oksa holds.", ("treaty-of-oksa", "concludedAt", "oksa"), "name-tells-place"),
    ],
)
def test_a_name_tells_of_what_it_contains(boreal: Reader, text: str, claim: tuple[str, str, str], rule: str) -> None:
    found = inferred(boreal, text)
    assert found[claim].basis == f"inferred:{rule}"
    assert found[claim].confidence < 0.8


def test_a_name_tells_once_a_paragraph(boreal: Reader) -> None:
    claims = boreal.extraction(paragraph("BUPOL Vellia began. BUPOL Vellia stays.", "en")).claims
    assert len([c for c in claims if c.predicate == "operatesIn"]) == 1


@pytest.mark.parametrize(
    ("text", "language", "topics"),
    [
        ("Norland hosted the Nordby Forum on Fisheries.", "en", ["Fisheries"]),
        ("La Norlande a accueilli un atelier sur la pêche côtière.", "fr", ["la pêche côtière"]),
        ("La Norlande a accueilli le Forum de Nordby.", "fr", []),
    ],
)
def test_the_name_of_a_meeting_tells_its_topic(boreal: Reader, text: str, language: str, topics: list[str]) -> None:
    claims = boreal.extraction(paragraph(text, language)).claims
    assert [str(c.value.text) for c in claims if c.predicate == "topic"] == topics


def test_names_that_contain_no_other_tell_nothing(boreal: Reader) -> None:
    assert inferred(boreal, "The Boreal Bank and Norland rest.") == {}
