"""What pages about one body, mission or state say without naming it again."""

import pytest
from passages import Reader, as_read, readable

from sahelkg.extraction import Extractor

PAGE = "Baltic Trade Council\n\nThe Baltic Trade Council (BTC) is an organisation founded in 1991.\n\n"
SEITE = "Conseil andin du commerce\n\nLe Conseil andin du commerce (CAC) est une organisation fondée en 1991.\n\n"


@pytest.fixture(scope="module")
def known(extractor: Extractor, labels: dict[str, str]) -> Reader:
    """A reader that knows the states of the world."""
    return Reader(extractor, labels)


def told(known: Reader, text: str, language: str = "en") -> set[str]:
    return {line for line, _ in readable(known.extraction(as_read(text, language)), known.labels)}


def dated(known: Reader, text: str, language: str = "en") -> set[tuple[str, str | None, str | None, str]]:
    """Who bears an office, since and until when, and which."""
    extraction = known.extraction(as_read(text, language))
    return {
        (claim.subject, claim.since, claim.until, dict(claim.qualifiers)["role"])
        for claim in extraction.claims
        if claim.predicate == "holdsRole"
    }


@pytest.mark.parametrize(
    ("sentence", "member"),
    [
        ("Denmark joined in 1995.", "Denmark"),
        ("Norway and Sweden became full members in 1974, Mexico in 1982 and Germany in 1989.", "Germany"),
        ("Haiti joined on 19 January 2007, followed by Suriname in 2013.", "Suriname"),
        ("Togo acceded in 2004 and Peru is a member.", "Peru"),
    ],
)
def test_what_joins_on_a_page_about_a_body_joins_that_body(known: Reader, sentence: str, member: str) -> None:
    assert f"{member} | memberOf | Baltic Trade Council" in told(known, PAGE + sentence)


@pytest.mark.parametrize(
    ("sentence", "member"),
    [
        ("La Birmanie y a adhéré en 1999, la Malaisie en 2003.", "Malaysia"),
        ("Le Mexique en est devenu membre en 2002, suivi du Panama en 2004.", "Panama"),
    ],
)
def test_what_joins_on_a_french_page_joins_what_the_page_is_about(known: Reader, sentence: str, member: str) -> None:
    assert f"{member} | memberOf | Conseil andin du commerce" in told(known, SEITE + sentence, "fr")


def test_a_state_that_is_said_to_be_no_member_is_denied_to_be_one(known: Reader) -> None:
    for text, language in ((PAGE + "Kenya is not a member.", "en"), (SEITE + "Le Kenya n’en est pas membre.", "fr")):
        extraction = known.extraction(as_read(text, language))
        assert [claim.modality for claim in extraction.claims if claim.subject == "kenya"] == ["negated"]


def test_a_state_that_joins_something_else_does_not_join_the_body_of_the_page(known: Reader) -> None:
    claims = told(known, PAGE + "Kenya joined the talks in 1999. Chile is a NATO member. The board has 19 members.")
    assert not any(claim.endswith("memberOf | Baltic Trade Council") for claim in claims)


def test_the_noun_that_heads_its_name_takes_up_what_a_page_is_about_though_another_is_named(known: Reader) -> None:
    text = (
        "Andean Fishing Bank\n\nThe Andean Fishing Bank is a bank in Lima.\n\n"
        "The World Bank helped. In 1999 the Bank left Lima."
    )
    assert "Andean Fishing Bank" in {label for passage, label in names(known, text).items() if passage == "Bank"}


def names(known: Reader, text: str) -> dict[str, str]:
    extraction = known.extraction(as_read(text, "en"))
    labels = {entity.slug: entity.labels[0].text for entity in extraction.entities}
    return {text[one.start : one.end]: labels.get(one.entity, one.entity) for one in extraction.mentions}


@pytest.mark.parametrize(
    ("lines", "bearer"),
    [
        ("Presidents\n\nAda Lind (1990–1994)\nOle Berg (1994–2001)", ("ole-berg", "1994", "2001", "president")),
        (
            "Secretaries-General\n\n1990-1994: Ada Lind (Norway)\nsince May 2001: Ole Berg",
            ("ole-berg", "2001-05", None, "secretary-general"),
        ),
        (
            "Former presidents\n\nAda Lind, May 1990 – 1994\nOle Berg, acting, 1994",
            ("ada-lind", "1990-05", "1994", "president"),
        ),
    ],
)
def test_each_line_below_an_office_tells_who_bore_it_and_when(
    known: Reader, lines: str, bearer: tuple[str, str | None, str | None, str]
) -> None:
    assert bearer in dated(known, PAGE + lines)


def test_the_list_of_offices_ends_where_other_lines_begin(known: Reader) -> None:
    text = PAGE + "Presidents\n\nAda Lind (1990–1994)\nOle Berg (1994–2001)\n\nSee also\n\nNordic Fishing Fleet (1950–1980)"
    assert {one[0] for one in dated(known, text)} == {"ada-lind", "ole-berg"}


def test_a_title_that_stands_again_at_the_head_of_its_page_is_one_name(known: Reader) -> None:
    text = "Assistance Mission to Norway\n\nThe Assistance Mission to Norway (AMN) was led by Kenya."
    assert "Assistance Mission to Norway | ledBy | Kenya" in told(known, text)


def test_another_name_of_what_was_just_named_is_no_other_thing(known: Reader) -> None:
    text = (
        "Assistance Mission to Norway\n\nThe Assistance Mission to Norway (AMN), also known as Operation Fjord, was long. "
        "Kenya left Operation Fjord."
    )
    assert names(known, text)["Operation Fjord"] == "Assistance Mission to Norway"


def test_members_of_a_kind_are_members_and_a_note_tells_their_standing(known: Reader) -> None:
    text = PAGE + "Regional members: Norway, Sweden (suspended)\nObservers: Chile, Peru\nFormer members: Ghana, Togo"
    extraction = known.extraction(as_read(text, "en"))
    standing = {one.subject: dict(one.qualifiers).get("status") for one in extraction.claims if one.predicate == "memberOf"}
    assert standing == {"norway": None, "sweden": "suspended", "chile": "observer", "peru": "observer"}


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        (
            "Accord concernant la pêche, signé à Oslo le 29 janvier 1997, entré en vigueur le 3 mai 1998",
            {
                "Accord concernant la pêche | concludedOn | 1997-01-29",
                "Accord concernant la pêche | concludedAt | Oslo",
            },
        ),
        ("Accord de pêche, Oslo, 2015", {"Accord de pêche | concludedOn | 2015", "Accord de pêche | concludedAt | Oslo"}),
        (
            "1er sommet : Oslo, 11 et 12 mars 1997",
            {"1er sommet, Oslo, 1997-03-11 | heldIn | Oslo", "1er sommet, Oslo, 1997-03-11 | heldOn | 1997-03-11"},
        ),
    ],
)
def test_a_line_of_its_own_tells_day_and_place_of_an_agreement_or_meeting(
    known: Reader, line: str, claims: set[str]
) -> None:
    text = f"{SEITE}Autres textes\n\n{line}\nPêche au large\n\nLes travaux continuent."
    assert claims <= told(known, text, "fr")


def test_an_agreement_does_not_enter_into_force_on_the_day_it_was_concluded(known: Reader) -> None:
    text = f"{SEITE}Autres textes\n\nAccord de pêche, entré en vigueur le 3 mai 1998\n\nLes travaux continuent."
    assert not any("concludedOn" in claim for claim in told(known, text, "fr"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("History of relations: Norway and Nepal\n\nThe two governments founded the Nordic Institute.", "en"),
        ("Relations entre la Norvège et le Népal\n\nLes deux États ont fondé la Banque nordique.", "fr"),
    ],
)
def test_the_two_states_are_those_of_the_title_where_no_others_were_named(known: Reader, text: str, language: str) -> None:
    claims = told(known, text, language)
    assert {claim.split(" | ")[0] for claim in claims if " | established | " in claim} == {"Norway", "Nepal"}


def test_an_organ_called_by_its_noun_is_one_of_the_body_that_the_page_is_about(known: Reader) -> None:
    claims = told(known, PAGE + "The Secretariat, based in Oslo, has 64 staff members.")
    assert {"Secretariat | partOf | Baltic Trade Council", "Secretariat | strength | 64"} <= claims


def test_the_page_of_a_person_is_what_he_and_she_mean(known: Reader) -> None:
    text = "Biography of Dr Ada Lind\n\nA lawyer by training, she was president of the World Bank from 2001 to 2005."
    assert "Ada Lind | holdsRole | World Bank" in told(known, text)


def test_the_day_of_one_verb_is_not_that_of_the_verb_joined_to_it(known: Reader) -> None:
    extraction = known.extraction(as_read("A page\n\nKenya joined the African Union in 1963 and left the World Bank.", "en"))
    left = [one for one in extraction.claims if one.object == "world-bank"]
    assert [(one.since, one.until) for one in left] == [(None, None)]


def test_a_verb_whose_past_is_its_plain_form_has_a_single_subject(known: Reader) -> None:
    assert "World Bank | established | Special Loan Fund" in told(
        known, "A page\n\nThe World Bank set up the Special Loan Fund."
    )


def test_rows_of_a_table_are_no_names_of_members(known: Reader) -> None:
    text = PAGE + "Members\n\nState | Since | Seat\nNorway | 1991 | Oslo\nSweden | 1991 | Malmö\nDenmark | 1995 | Aarhus"
    members = {claim.split(" | ")[0] for claim in told(known, text) if " | memberOf | " in claim}
    assert members == {"Norway", "Sweden", "Denmark"}
