"""Persons and the offices they hold, in the wordings of both languages."""

import pytest
from passages import Reader, paragraph

HOLDINGS = [
    ("Norland’s president Ada Lind signed the Treaty of Oksa.", "en", "Norland"),
    ("Ada Lind, president of Norland, signed the Treaty of Oksa.", "en", "Norland"),
    ("President Ada Lind of Norland signed the Treaty of Oksa.", "en", None),
    ("The president of the Boreal Bank, Ada Lind, signed the Treaty of Oksa.", "en", "Boreal Bank"),
    ("The Norlander minister of defence, Ada Lind, signed the Treaty of Oksa.", "en", "Norland"),
    ("La présidente de la Norlande, Ada Lind, a signé le traité d’Oksa.", "fr", "Norland"),
    ("Ada Lind, présidente de la Banque boréale, a signé le traité d’Oksa.", "fr", "Boreal Bank"),
    ("Le ministre norlandais de la Défense, Ada Lind, a signé le traité d’Oksa.", "fr", "Norland"),
]


@pytest.mark.parametrize(("text", "language", "holder"), HOLDINGS)
def test_an_office_beside_a_name_is_held_by_its_bearer(boreal: Reader, text: str, language: str, holder: str | None) -> None:
    claims = boreal.claims(text, language)
    assert "Ada Lind | signed | Treaty of Oksa" in claims
    assert holder is None or f"Ada Lind | holdsRole | {holder}" in claims


def test_the_office_is_told_in_the_words_of_the_text(boreal: Reader) -> None:
    text = "The former minister of foreign affairs of Norland, Ada Lind, met Vellia."
    (claim,) = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "holdsRole"]
    assert dict(claim.qualifiers) == {"role": "former minister of foreign affairs", "kind": "former"}


@pytest.mark.parametrize(
    "text",
    ["Norland chairs the Boreal Bank’s board.", "The head of the glacier melts.", "Ada Lind visited Norland’s president."],
)
def test_no_office_is_held_where_none_is_given(boreal: Reader, text: str) -> None:
    assert not [claim for claim in boreal.claims(text) if "holdsRole" in claim]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In 2004 Mrs Ada Lind became president of Norland.", "en"),
        ("Mrs Ada Lind was elected president of Norland in 2004.", "en"),
        ("En 2004, Mme Ada Lind devient présidente de la Norlande.", "fr"),
        ("Mme Ada Lind a été élue présidente de la Norlande en 2004.", "fr"),
    ],
)
def test_whoever_comes_to_an_office_holds_it(boreal: Reader, text: str, language: str) -> None:
    assert "Ada Lind | holdsRole | Norland" in boreal.claims(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mrs Ada Lind never became president of Norland.", "en"),
        ("Mme Ada Lind n’est pas devenue présidente de la Norlande.", "fr"),
    ],
)
def test_whoever_misses_an_office_does_not_hold_it(boreal: Reader, text: str, language: str) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    assert not [one for one in extraction.claims if one.predicate == "holdsRole" and one.modality != "negated"]


def test_offices_joined_to_one_whose_owner_is_named_are_of_the_same_owner(boreal: Reader) -> None:
    claims = boreal.claims("Norland’s prime minister Ada Lind and foreign minister Ola Berg visited Vellia.")
    assert {"Ada Lind | holdsRole | Norland", "Ola Berg | holdsRole | Norland"} <= set(claims)


def test_the_states_behind_the_names_are_those_of_the_offices_before_them(boreal: Reader) -> None:
    claims = boreal.claims("Presidents Ada Lind of Norland and Mr Ola Berg of Vellia signed the Treaty of Oksa.")
    assert {"Ada Lind | holdsRole | Norland", "Ola Berg | holdsRole | Vellia", "Ola Berg | signed | Treaty of Oksa"} <= set(
        claims
    )


def test_a_surname_behind_a_title_is_the_person_named_in_full(boreal: Reader) -> None:
    claims = boreal.claims("Minister Ada Lind arrived in Vellia on Monday. There Ms Lind met Mayor Ola Berg.")
    assert "Ada Lind | metWith | Ola Berg" in claims
    assert not [claim for claim in claims if claim.startswith("Lind |")]


def test_a_title_alone_takes_up_who_bears_it(boreal: Reader) -> None:
    claims = boreal.claims("Secretary of State Ada Lind left on Monday. The Secretary will travel to Vellia.")
    assert "Ada Lind | visited | Vellia" in claims


def test_two_offices_before_a_name_are_both_held(boreal: Reader) -> None:
    text = "Norland’s Minister of Health, Ambassador Ada Lind spoke. The Boreal Bank’s President Governor Bo Falk listened."
    held = {claim for claim in boreal.claims(text) if "| holdsRole |" in claim}
    assert {"Ada Lind | holdsRole | Norland", "Bo Falk | holdsRole | Boreal Bank"} <= held


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mrs Ada Lind, minister of defence of Norland, invited her Vellian counterpart, Mr Olav Berg.", "en"),
        ("Mme Ada Lind, ministre de la Défense de la Norlande, a invité son homologue vellien, M. Olav Berg.", "fr"),
    ],
)
def test_a_counterpart_bears_the_same_office_elsewhere(boreal: Reader, text: str, language: str) -> None:
    held = [c for c in boreal.extraction(paragraph(text, language)).claims if c.predicate == "holdsRole"]
    assert {(c.subject, c.object) for c in held} == {("ada-lind", "norland"), ("olav-berg", "vellia")}
    assert len({dict(c.qualifiers)["role"] for c in held}) == 1
