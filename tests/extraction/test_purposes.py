"""Coordinated infinitives are so many purposes; what they govern stays with them."""

import pytest
from passages import Reader

from sahelkg.extraction.grammar import verb_forms
from sahelkg.extraction.purposes import split_infinitives, split_list

FORMS = {
    "en": verb_forms("en", ["support", "develop", "train", "fight", "protect", "reach", "name", "restore"], {}),
    "fr": verb_forms("fr", ["soutenir", "former", "lutter"], {}),
}


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("support the ports and train the crews", "en", ["support the ports", "train the crews"]),
        ("support ports, train crews and fight the ice", "en", ["support ports", "train crews", "fight the ice"]),
        ("support the ports and develop the quays", "en", ["support the ports", "develop the quays"]),
        ("support and train the crews", "en", ["support and train the crews"]),
        ("support crews trained to protect ports and reach ships", "en",
         ["support crews trained to protect ports and reach ships"]),
        ("the ports and the crews", "en", ["the ports and the crews"]),
        ("protect crews whatever their flag and name", "en", ["protect crews whatever their flag and name"]),
        ("soutenir les ports et former les équipages", "fr", ["soutenir les ports", "former les équipages"]),
        ("soutenir les ports, former les équipages ainsi que lutter contre la glace", "fr",
         ["soutenir les ports", "former les équipages", "lutter contre la glace"]),
        ("soutenir les ports afin de former les équipages, et lutter contre la glace", "fr",
         ["soutenir les ports afin de former les équipages", "lutter contre la glace"]),
        ("soutenir les ports pour former les équipages et dans ce cadre, lutter contre la glace", "fr",
         ["soutenir les ports pour former les équipages et dans ce cadre, lutter contre la glace"]),
        ("soutenir les ports afin de former les équipages et dans ce cadre, lutter contre la glace", "fr",
         ["soutenir les ports afin de former les équipages", "lutter contre la glace"]),
        ("soutenir les ports visant à former, soutenir et lutter", "fr",
         ["soutenir les ports visant à former, soutenir et lutter"]),
        ("supporting ports, training crews and fighting the ice", "en",
         ["supporting ports", "training crews", "fighting the ice"]),
        ("supporting the ports, culminating in a fair", "en", ["supporting the ports, culminating in a fair"]),
        ("soutenir leur avenir et leur mer", "fr", ["soutenir leur avenir et leur mer"]),
        ("restoring the ports, training crews and naming ships", "en",
         ["restoring the ports", "training crews", "naming ships"]),
        ("restoring ports by training crews and naming ships", "en", ["restoring ports by training crews and naming ships"]),
        ("restoring the ports, starting with Nordby", "en", ["restoring the ports, starting with Nordby"]),
    ],
)  # fmt: skip
def test_a_clause_is_cut_at_its_coordinated_infinitives(text: str, language: str, parts: list[str]) -> None:
    spans = split_infinitives(text, 0, len(text), language, FORMS[language])
    assert [text[start:end] for start, end in spans] == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ports", ["ports"]),
        ("ports and ships", ["ports and ships"]),
        ("ports, ships and quays", ["ports", "ships", "quays"]),
        ("ports, ships, and the quays of Oksa", ["ports", "ships", "the quays of Oksa"]),
        ("les ports, les navires et les quais", ["les ports", "les navires", "les quais"]),
        ("fish and chips, ships and quays", ["fish and chips", "ships", "quays"]),
    ],
)
def test_a_list_of_three_or_more_is_taken_apart(text: str, parts: list[str]) -> None:
    assert [text[part.start : part.end] for part in split_list(text, 0, len(text))] == parts


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Norland and Estmark met in Nordby for the Nordby Forum on Fisheries.", "en"),
        ("La Norlande et l’Estmark se sont réunies à Nordby pour le Forum de Nordby sur la pêche.", "fr"),
    ],
)
def test_what_people_met_for_is_no_purpose_where_it_is_the_meeting(boreal: Reader, text: str, language: str) -> None:
    claims = boreal.claims(text, language)
    assert any(" | heldIn | Nordby" in claim for claim in claims)
    assert not any(" | hasPurpose | " in claim for claim in claims)


def test_a_purpose_of_the_next_verb_is_none_of_the_first(boreal: Reader) -> None:
    claims = boreal.claims("La Norlande a créé la Banque boréale et dirige la Vellie pour ouvrir les ports gelés.", "fr")
    assert not [claim for claim in claims if "hasPurpose" in claim]
    assert "Norland | established | Boreal Bank" in claims
