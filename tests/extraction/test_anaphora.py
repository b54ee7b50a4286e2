"""Taking up again: "the mission", "its", "it" stand for the last thing of the right kind, and for nothing else."""

import pytest
from passages import Reader, as_read, paragraph

TAKEN_UP = [
    ("BUTRA Zemria left Nordby. The mission trains Vellia.", "en", "BUTRA Zemria"),
    ("Norland met BUTRA Zemria. This mission trains Vellia.", "en", "BUTRA Zemria"),
    ("BUTRA Zémrie a quitté Nordby. La mission forme la Vellie.", "fr", "BUTRA Zemria"),
    ("BUTRA Zemria works on. It trains Vellia.", "en", "BUTRA Zemria"),
    ("BUTRA Zémrie travaille. Elle forme la Vellie.", "fr", "BUTRA Zemria"),
    ("The Boreal Bank pays, and BUTRA Zemria works. The mission trains Vellia.", "en", "BUTRA Zemria"),
]


@pytest.mark.parametrize(("text", "language", "taken"), TAKEN_UP)
def test_the_last_thing_of_its_kind_is_taken_up(boreal: Reader, text: str, language: str, taken: str) -> None:
    assert {claim for claim in boreal.claims(text, language) if "trains" in claim} == {f"{taken} | trains | Vellia"}


def test_what_is_taken_up_is_less_sure_than_what_is_named(boreal: Reader) -> None:
    def confidence(text: str) -> float:
        (claim,) = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "trains"]
        return claim.confidence

    named = confidence("BUTRA Zemria trains Vellia.")
    assert confidence("BUTRA Zemria left. The mission trains Vellia.") < named
    assert confidence("BUTRA Zemria works on. It trains Vellia.") < named


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland met the Boreal Bank. The mission trains Vellia.", "en"),
        ("La Norlande a rencontré la Banque boréale. La mission forme la Vellie.", "fr"),
    ],
)
def test_where_nothing_agrees_nothing_is_claimed_and_a_doubt_is_kept(boreal: Reader, text: str, language: str) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    assert not [c for c in extraction.claims if c.predicate == "trains"]
    (doubt,) = extraction.doubts
    assert doubt.kind == "anaphor"
    assert text[doubt.start : doubt.end] == "mission"


@pytest.mark.parametrize("other", ["the Secretariat of the Ice League", "the Ice League Secretariat"])
def test_what_a_noun_takes_up_is_headed_by_it(boreal: Reader, other: str) -> None:
    claims = boreal.claims(f"Norland met the Glacier League and {other}. The league trains Vellia.")
    assert {claim for claim in claims if "trains" in claim} == {"Glacier League | trains | Vellia"}


def test_its_budget_is_that_of_the_mission_before(boreal: Reader) -> None:
    claims = boreal.claims("BUTRA Zemria works on. Its budget is €5 million.")
    assert "BUTRA Zemria | budget | 5000000" in claims


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Estmark slept. Norland grew; it signed the Treaty of Oksa.", "en"),
        ("Estmark slept. Norland said that it had signed the Treaty of Oksa.", "en"),
        ("Estmark slept. Norland grew because it signed the Treaty of Oksa.", "en"),
    ],
)
def test_it_behind_a_clause_takes_up_the_subject_of_that_clause(boreal: Reader, text: str, language: str) -> None:
    signed = [claim for claim in boreal.claims(text, language) if "| signed |" in claim]
    assert signed == ["Norland | signed | Treaty of Oksa"]


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("Mme Ada Lind préside la Banque boréale. La banquise fond. Elle se rendra à Oksa.", True),
        ("Mme Ada Lind préside la Banque boréale. Le ministre de la Défense a parlé. Il se rendra à Oksa.", False),
    ],
)
def test_a_french_pronoun_takes_up_whom_the_text_is_about_and_no_office_without_a_name(
    boreal: Reader, text: str, visits: bool
) -> None:
    assert ("Ada Lind | visited | Oksa" in boreal.claims(text, "fr")) is visits


def test_an_office_is_not_taken_up_by_who_holds_it_elsewhere(boreal: Reader) -> None:
    text = "Mme Ada Lind, présidente de la Vellie, écoute.\n\nLa Norlande change. La présidente se rendra à Oksa."
    assert "Ada Lind | visited | Oksa" not in boreal.claims(text, "fr")


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        (
            "Norland and Estmark slept. They signed the Treaty of Oksa.",
            "en",
            {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"},
        ),
        (
            "La Norlande et l’Estmark ont dormi. Ils ont signé le traité d’Oksa.",
            "fr",
            {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"},
        ),
    ],
)
def test_they_are_all_of_the_last_list(boreal: Reader, text: str, language: str, claims: set[str]) -> None:
    assert claims <= boreal.claims(text, language)


@pytest.mark.parametrize(
    ("text", "language", "strength"),
    [
        ("BUPOL Vellia works in Norland. It has 300 officers.", "en", "BUPOL Vellia | strength | 300"),
        ("La BUPOL Vellia travaille en Norlande. Elle compte 300 policiers.", "fr", "BUPOL Vellia | strength | 300"),
        ("La BUPOL Vellia a vu le traité d’Oksa. Elle compte 300 policiers.", "fr", "BUPOL Vellia | strength | 300"),
    ],
)
def test_a_pronoun_passes_over_places_and_the_other_gender(boreal: Reader, text: str, language: str, strength: str) -> None:
    assert [claim for claim in boreal.claims(text, language) if "| strength |" in claim] == [strength]


def test_several_in_an_agreement_are_its_parties(boreal: Reader) -> None:
    text = (
        "Traité sur les ports\n\nLe Gouvernement de la Norlande, Le Gouvernement de la Vellie,\n\n"
        "Conscients de leur appartenance à l’Union boréale,\n\nConviennent de ce qui suit :\n"
    )
    claims = {(c.subject, c.object) for c in boreal.extraction(as_read(text, "fr")).claims if c.predicate == "memberOf"}
    assert claims == {("norland", "boreal-union"), ("vellia", "boreal-union")}


def test_they_are_no_single_person(boreal: Reader) -> None:
    text = "Mme Ada Lind préside la Banque boréale. Ils ont signé le traité d’Oksa."
    assert "Ada Lind | signed | Treaty of Oksa" not in boreal.claims(text, "fr")


def test_a_french_pronoun_takes_up_the_subject_before(boreal: Reader) -> None:
    text = "La Banque boréale soutient la Vellie. Elle a été créée en 1990."
    assert "Boreal Bank | establishedOn | 1990" in boreal.claims(text, "fr")


def test_it_goes_on_from_another_it(boreal: Reader) -> None:
    text = "BUTRA Zemria is a mission of the Boreal Union. The Boreal Bank funds it. It is headquartered in Oksa."
    seats = {claim for claim in boreal.claims(text) if " | hasOfficeIn | " in claim}
    assert seats == {"BUTRA Zemria | hasOfficeIn | Oksa"}


def test_it_as_an_object_is_what_the_sentence_before_is_about(boreal: Reader) -> None:
    text = "BUTRA Zemria is a mission of the Boreal Union. The Boreal Bank supports it."
    assert "Boreal Bank | supports | BUTRA Zemria" in boreal.claims(text)
    assert "Boreal Bank | supports | Boreal Union" not in boreal.claims(text)
