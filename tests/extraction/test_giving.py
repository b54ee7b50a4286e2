"""Who gives what to whom: donors that officials speak for, sums inside phrases, nouns that look like verbs, partners."""

import pytest
from passages import Reader, paragraph

from sahelkg.model import Quantity


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president of Norland announced €4 million for Vellia.", "en"),
        ("Norland’s €4 million contribution to Vellia helped.", "en"),
        ("Norland approved a €4 million grant to Vellia in spring.", "en"),
        ("Le président de la Norlande a annoncé 4 millions d’euros pour la Vellie.", "fr"),
    ],
)
def test_the_state_gives_what_its_officials_announce_and_what_a_noun_measures(
    boreal: Reader, text: str, language: str
) -> None:
    assert "Norland | funds | Vellia" in boreal.claims(text, language)


def test_a_gift_that_a_private_person_announces_is_nobodys(boreal: Reader) -> None:
    claims = boreal.claims("Mr Olaf Brekke announced €4 million for Vellia.")
    assert not [claim for claim in claims if "| funds |" in claim]


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Norland continues to support Vellia.", True),
        ("Norland refused to support Vellia.", False),
        ("Norland has delivered medical supplies to Vellia.", True),
        ("Norland received support from Estmark for Vellia.", False),
    ],
)
def test_support_is_read_under_verbs_that_only_tell_how_it_goes_on(boreal: Reader, text: str, supported: bool) -> None:
    assert ("Norland | supports | Vellia" in boreal.claims(text)) is supported


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland, Estmark and Vellia cooperate on fisheries.", "en"),
        ("La Norlande, l’Estmark et la Vellie coopèrent dans le domaine de la pêche.", "fr"),
    ],
)
def test_each_of_those_who_cooperate_is_a_partner_of_each_other_one(boreal: Reader, text: str, language: str) -> None:
    partners = [claim for claim in boreal.claims(text, language) if "| partnerOf |" in claim]
    assert sorted(partners) == [
        "Estmark | partnerOf | Vellia",
        "Norland | partnerOf | Estmark",
        "Norland | partnerOf | Vellia",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Boreal Union, under the Council of Estmark, is responsible for the light of the ports.",
        "The Boreal Union, based in Nordby, is responsible for the light of the ports.",
    ],
)
def test_an_aside_between_a_thing_and_what_is_said_of_it_is_passed_over(boreal: Reader, text: str) -> None:
    purposes = [claim for claim in boreal.claims(text) if "| hasPurpose |" in claim]
    assert purposes == ["Boreal Union | hasPurpose | the light of the ports"]


def test_what_somebody_intended_is_no_purpose_of_theirs(boreal: Reader) -> None:
    claims = boreal.claims("The Boreal Union said it intended to increase the number of its ships.")
    assert not [claim for claim in claims if "| hasPurpose |" in claim]


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("La Norlande a fourni 4 millions d’euros d’aide à la Vellie.", "fr", "Norland | funds | Vellia"),
        ("Norland fully supports the tireless efforts of Vellia.", "en", "Norland | supports | Vellia"),
        ("La Norlande appuie l’action de la Vellie.", "fr", "Norland | supports | Vellia"),
    ],
)
def test_a_noun_for_aid_or_deeds_hides_nobody_behind_it(boreal: Reader, text: str, language: str, claim: str) -> None:
    assert claim in boreal.claims(text, language)


def test_each_donor_gives_the_sum_that_stands_beside_its_own_noun(boreal: Reader) -> None:
    text = "It includes €6 million in assistance from Norland to Vellia and €2 million from Estmark."
    made = boreal.extraction(paragraph(text, "en")).claims
    given = {(claim.subject, claim.value.number) for claim in made if isinstance(claim.value, Quantity)}
    assert given == {("norland", 6_000_000), ("estmark", 2_000_000)}
