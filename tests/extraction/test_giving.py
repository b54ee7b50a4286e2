"""Who gives what to whom: donors that officials speak for, sums inside phrases, nouns that look like verbs, partners."""

import pytest
from passages import Reader, as_read, paragraph

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


def test_a_list_below_a_colon_goes_on_with_the_donor_above_it(boreal: Reader) -> None:
    text = (
        "Help for the north\n\nNorland announced €9 million for Zemria and Vellia. This includes:\n\n"
        "- Ports: €2 million for Estmark\n- Boats: €3 million to Vellia\n\nThe snow fell early, and the harbours froze.\n"
    )
    made = boreal.extraction(as_read(text)).claims
    given = {(claim.subject, claim.object, int(claim.value.number)) for claim in made if isinstance(claim.value, Quantity)}
    assert {("norland", "estmark", 2_000_000), ("norland", "vellia", 3_000_000)} <= given


def test_a_gift_whose_receiver_is_not_named_goes_to_whom_the_title_names_beside_the_donor(boreal: Reader) -> None:
    text = "Norland and Vellia: friends of the sea\n\nNorland has allocated €9 million for new schools.\n\nIt snows.\n"
    made = boreal.extraction(as_read(text)).claims
    assert [(claim.subject, claim.object) for claim in made if claim.predicate == "funds"] == [("norland", "vellia")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland gave €9 million to Vellia, of which 2 million for schools.", "en"),
        ("La Norlande a versé 9 millions d’euros à la Vellie, dont 2 millions pour les écoles.", "fr"),
    ],
)
def test_a_part_without_a_currency_has_that_of_the_whole(boreal: Reader, text: str, language: str) -> None:
    made = boreal.extraction(paragraph(text, language)).claims
    given = {(claim.value.number, claim.value.unit) for claim in made if isinstance(claim.value, Quantity)}
    assert given == {(9_000_000, "EUR"), (2_000_000, "EUR")}


@pytest.mark.parametrize(
    "text",
    [
        "Norland pledged €9 million to Vellia, bringing its gifts to €30 million.",
        "Norland pledged to Vellia a sum of €9 million (nine million euros).",
    ],
)
def test_totals_and_sums_said_twice_are_no_parts(boreal: Reader, text: str) -> None:
    made = boreal.extraction(paragraph(text, "en")).claims
    assert {claim.value.number for claim in made if isinstance(claim.value, Quantity)} == {9_000_000}


def test_what_a_body_is_only_wanted_to_help_it_does_not_support_yet(boreal: Reader) -> None:
    claims = boreal.claims("They called for a Boreal Union to help Vellia.")
    assert not [claim for claim in claims if "| supports |" in claim]
