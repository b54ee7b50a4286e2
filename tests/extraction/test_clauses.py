"""Clauses: who does what to whom, whether it is said to be so, and what does not change that."""

import pytest
from passages import Reader, paragraph

SIGNED = "Norland | signed | Treaty of Oksa"
SAME_IN_EVERY_FORM = [
    ("Norland signed the Treaty of Oksa.", "en"),
    ("Norland has signed the Treaty of Oksa.", "en"),
    ("Norland, on 3 May 2001 in Nordby, signed the Treaty of Oksa.", "en"),
    ("The Treaty of Oksa was signed by Norland.", "en"),
    ("The Treaty of Oksa, signed by Norland in 2001, holds.", "en"),
    ("Norland, which signed the Treaty of Oksa in 2001, has ports.", "en"),
    ("The Treaty of Oksa, which was signed by Norland, holds.", "en"),
    ("Norland met Estmark and signed the Treaty of Oksa.", "en"),
    ("After long talks, Norland finally signed the Treaty of Oksa.", "en"),
    ("Norland (in the north) signed the Treaty of Oksa.", "en"),
    ("The Treaty of Oksa, which Norland signed in 2001, holds.", "en"),
    ("La Norlande a signé le traité d’Oksa.", "fr"),
    ("La Norlande signe le traité d’Oksa.", "fr"),
    ("Le traité d’Oksa a été signé par la Norlande.", "fr"),
    ("Le traité d’Oksa, signé par la Norlande en 2001, tient.", "fr"),
    ("La Norlande, qui a signé le traité d’Oksa en 2001, a des ports.", "fr"),
    ("La Norlande a enfin signé le traité d’Oksa.", "fr"),
    ("Le traité d’Oksa, que la Norlande a signé en 2001, tient.", "fr"),
]


@pytest.mark.parametrize(("text", "language"), SAME_IN_EVERY_FORM)
def test_the_same_is_read_in_every_voice_and_order(boreal: Reader, text: str, language: str) -> None:
    assert SIGNED in boreal.claims(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Treaty of Oksa was not signed by Norland but by Estmark.", "en"),
        ("Did Norland sign the Treaty of Oksa?", "en"),
        ("If Norland signed the Treaty of Oksa, it would gain.", "en"),
        ("Estmark signed the Treaty of Oksa; Norland stayed away.", "en"),
        ("Norland’s neighbour Estmark signed the Treaty of Oksa.", "en"),
        ("Si la Norlande signait le traité d’Oksa, elle y gagnerait.", "fr"),
        ("La Norlande a-t-elle signé le traité d’Oksa ?", "fr"),
    ],
)
def test_what_is_not_said_to_be_so_is_not_asserted(boreal: Reader, text: str, language: str) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    assert not [c for c in extraction.claims if (c.subject, c.predicate, c.modality) == ("norland", "signed", "asserted")]


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("Norland signed the Treaty of Oksa.", "en", "asserted"),
        ("Norland has not signed the Treaty of Oksa.", "en", "negated"),
        ("Norland never signed the Treaty of Oksa.", "en", "negated"),
        ("Norland did not sign the Treaty of Oksa.", "en", "negated"),
        ("Norland won’t sign the Treaty of Oksa.", "en", "negated"),
        ("The Treaty of Oksa wasn’t signed by Norland.", "en", "negated"),
        ("Norland didn’t sign the Treaty of Oksa.", "en", "negated"),
        ("Norland will sign the Treaty of Oksa.", "en", "planned"),
        ("Norland plans to sign the Treaty of Oksa.", "en", "planned"),
        ("Norland should sign the Treaty of Oksa.", "en", "proposed"),
        ("Norland could sign the Treaty of Oksa.", "en", "proposed"),
        ("La Norlande n’a pas signé le traité d’Oksa.", "fr", "negated"),
        ("La Norlande n’a jamais signé le traité d’Oksa.", "fr", "negated"),
        ("La Norlande n’a guère signé le traité d’Oksa.", "fr", "negated"),
        ("La Norlande signera le traité d’Oksa.", "fr", "planned"),
        ("La Norlande signerait le traité d’Oksa.", "fr", "proposed"),
        ("La Norlande devrait signer le traité d’Oksa.", "fr", "proposed"),
    ],
)
def test_negated_planned_and_proposed_claims_say_so(boreal: Reader, text: str, language: str, modality: str) -> None:
    (claim,) = [c for c in boreal.extraction(paragraph(text, language)).claims if c.predicate == "signed"]
    assert (claim.subject, claim.object, claim.modality) == ("norland", "treaty-of-oksa", modality)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland trains Estmark.", "en"),
        ("Estmark is trained by Norland.", "en"),
        ("La Norlande forme l’Estmarque.", "fr"),
        ("L’Estmarque est formée par la Norlande.", "fr"),
    ],
)
def test_the_passive_turns_no_role_round(boreal: Reader, text: str, language: str) -> None:
    claims = {claim for claim in boreal.claims(text, language) if "trains" in claim}
    assert claims == {"Norland | trains | Estmark"}


@pytest.mark.parametrize(
    "text",
    [
        "Ont participé à la conférence de Nordby la Norlande et l’Estmarque.",
        "Ont pris part à la conférence de Nordby la Norlande et l’Estmarque.",
    ],
)
def test_a_french_subject_may_stand_behind_its_verb(boreal: Reader, text: str) -> None:
    claims = {claim for claim in boreal.claims(text, "fr") if "participatedIn" in claim}
    assert {claim.split(" | ")[0] for claim in claims} == {"Norland", "Estmark"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Norland joined the Boreal Union in 1999 and the Boreal Bank in 2004.",
            "en",
        ),
        ("La Norlande a adhéré à l’Union boréale en 1999 et à la Banque boréale en 2004.", "fr"),
    ],
)
def test_each_thing_of_a_list_keeps_the_date_beside_it(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.extraction(paragraph(text, language)).claims
    joined = {(c.object, c.since) for c in claims if c.predicate == "memberOf"}
    assert {("boreal-union", "1999"), ("boreal-bank", "2004")} == joined


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Several states, including Norland and Estmark, signed the Treaty of Oksa.", "en"),
        ("Several states signed the Treaty of Oksa, including Norland and Estmark.", "en"),
        ("Plusieurs pays, dont la Norlande et l’Estmark, ont signé le traité d’Oksa.", "fr"),
        ("Plusieurs pays, y compris la Norlande et l’Estmark, ont signé le traité d’Oksa.", "fr"),
    ],
)
def test_those_named_of_several_do_what_these_do(boreal: Reader, text: str, language: str) -> None:
    signed = {claim for claim in boreal.claims(text, language) if "| signed |" in claim}
    assert signed == {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The crew, including Norland’s cook, signed the Treaty of Oksa.", "en"),
        ("The ports, including Norland’s, closed. Delegates signed the Treaty of Oksa.", "en"),
    ],
)
def test_what_is_included_in_something_else_does_nothing(boreal: Reader, text: str, language: str) -> None:
    assert not [claim for claim in boreal.claims(text, language) if "| signed |" in claim]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland, Estmark and other coastal states signed the Treaty of Oksa.", "en"),
        ("La Norlande, l’Estmark et d’autres pays côtiers ont signé le traité d’Oksa.", "fr"),
    ],
)
def test_a_list_that_ends_with_others_is_a_list(boreal: Reader, text: str, language: str) -> None:
    signed = {claim for claim in boreal.claims(text, language) if "| signed |" in claim}
    assert signed == {"Norland | signed | Treaty of Oksa", "Estmark | signed | Treaty of Oksa"}


@pytest.mark.parametrize(
    ("text", "language", "founded"),
    [
        ("The creation in 1999 of the Boreal Union by Norland was a feast.", "en", True),
        ("The creation of the halls of the Boreal Union by Norland was a feast.", "en", False),
        ("La création en 1999 de l’Union boréale par la Norlande fut une fête.", "fr", True),
        ("La création des salles de l’Union boréale par la Norlande fut une fête.", "fr", False),
    ],
)
def test_a_noun_acts_on_what_it_is_of_and_on_nothing_further_down(
    boreal: Reader, text: str, language: str, founded: bool
) -> None:
    assert ("Norland | established | Boreal Union" in boreal.claims(text, language)) is founded


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland signed on 3 May 2001 the Treaty of Oksa.", "en"),
        ("Norland and the crews of Vellia sign the Treaty of Oksa.", "en"),
    ],
)
def test_a_date_before_the_object_and_a_place_before_a_plain_form_change_nothing(
    boreal: Reader, text: str, language: str
) -> None:
    assert SIGNED in boreal.claims(text, language)


def test_dashes_of_compounds_open_no_aside(boreal: Reader) -> None:
    text = "On the north–south road Norland and the rest of the east–west league signed the Treaty of Oksa."
    assert "Norland | signed | Treaty of Oksa" in boreal.claims(text)


def test_participles_that_open_a_sentence_share_what_follows(boreal: Reader) -> None:
    claims = boreal.claims("Créée en 2001 et dirigée par la Norlande, l’Union boréale aide la Vellie.", "fr")
    assert {"Boreal Union | establishedOn | 2001", "Boreal Union | ledBy | Norland"} <= set(claims)


def test_a_participle_behind_a_plain_noun_says_nothing_of_who_acts(boreal: Reader) -> None:
    text = "Le 3 mai 1999, la Banque boréale a inscrit deux noms sur la liste établie par le comité."
    assert not [claim for claim in boreal.claims(text, "fr") if "establishedOn" in claim]


def test_what_one_sentence_says_twice_in_words_that_overlap_is_one_claim_the_fullest(boreal: Reader) -> None:
    text = "L’Union boréale annonce son appui financier de 4 millions d’euros à la Norlande."
    (gift,) = [claim for claim in boreal.extraction(paragraph(text, "fr")).claims if claim.predicate == "funds"]
    assert ("status", "pledged") in gift.qualifiers


def test_what_two_sentences_say_is_two_claims(boreal: Reader) -> None:
    text = "Norland joined the Boreal Union. Vellia saw that Norland joined the Boreal Union."
    extraction = boreal.extraction(paragraph(text, "en"))
    assert len([claim for claim in extraction.claims if claim.predicate == "memberOf"]) == 2


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("The ministers called for the rapid creation of the Boreal Bank in 2031.", "en", "proposed"),
        ("The need for the creation of the Boreal Bank in 2031 was plain.", "en", "proposed"),
        ("The creation of the Boreal Bank in 2031 helped.", "en", "asserted"),
        ("Les ministres ont appelé à la création de la Banque boréale en 2031.", "fr", "proposed"),
        ("La création de la Banque boréale en 2031 a aidé.", "fr", "asserted"),
    ],
)
def test_what_is_only_called_for_is_proposed(boreal: Reader, text: str, language: str, modality: str) -> None:
    claims = boreal.extraction(paragraph(text, language)).claims
    assert [claim.modality for claim in claims if claim.predicate == "establishedOn"] == [modality]


def test_what_somebody_means_to_help_is_not_among_those_a_body_unites(boreal: Reader) -> None:
    text = "The Boreal Union unites twelve partners, engaged to support Vellia and Norland."
    claims = boreal.extraction(paragraph(text, "en")).claims
    assert [claim for claim in claims if claim.predicate == "memberOf"] == []


def test_a_possibility_studied_is_no_fact(boreal: Reader) -> None:
    claims = boreal.extraction(paragraph("Norland was studying the possibility of joining the Boreal Union.", "en")).claims
    assert [claim.modality for claim in claims if claim.predicate == "memberOf"] == ["planned"]
