"""Every written form of a verb and of a noun phrase, regular and irregular, in both languages."""

import pytest

from sahelkg.extraction.grammar import verb_forms
from sahelkg.extraction.inflection import english_forms, french_forms
from sahelkg.extraction.phrases import inflected, words_of

ENGLISH = [
    ("launch", {}, {"launch": "base", "launches": "present", "launched": "past participle", "launching": "gerund"}),
    ("provide", {}, {"provides": "present", "provided": "past participle", "providing": "gerund"}),
    ("agree", {}, {"agreed": "past participle", "agreeing": "gerund"}),
    ("carry", {}, {"carries": "present", "carried": "past participle", "carrying": "gerund"}),
    ("deploy", {}, {"deploys": "present", "deployed": "past participle", "deploying": "gerund"}),
    ("commit", {"double": ""}, {"committed": "past participle", "committing": "gerund"}),
    (
        "give",
        {"past": "gave", "participle": "given"},
        {"gives": "present", "gave": "past", "given": "participle", "giving": "gerund"},
    ),
    ("hold", {"past": "held"}, {"held": "past participle", "holding": "gerund"}),
    ("go", {"past": "went", "participle": "gone"}, {"goes": "present", "went": "past", "gone": "participle"}),
]
FRENCH = [
    (
        "signer",
        {},
        {
            "signer": "base",
            "signe": "present",
            "signent": "present",
            "signa": "past",
            "signait": "past",
            "signera": "future",
            "signerait": "conditional",
            "signé": "participle",
            "signées": "participle",
            "signant": "gerund",
        },
    ),
    ("engager", {}, {"engagea": "past", "engageait": "past", "engagèrent": "past", "engageant": "gerund"}),
    ("annoncer", {}, {"annonçait": "past", "annonça": "past", "annonce": "present", "annonçant": "gerund"}),
    ("déployer", {}, {"déploie": "present", "déploieront": "future", "déployée": "participle"}),
    ("fournir", {}, {"fournit": "present past", "fournissent": "present", "fournira": "future", "fourni": "participle"}),
    ("rendre", {}, {"rend": "present", "rendent": "present", "rendra": "future", "rendu": "participle"}),
    (
        "tenir",
        {"participle": "tenu", "present": "tient tiennent", "future": "tiendr", "past": "tint tinrent", "imperfect": "ten"},
        {"tient": "present", "tiendront": "future", "tinrent": "past", "tenues": "participle", "tenait": "past"},
    ),
]


@pytest.mark.parametrize(("verb", "irregular", "expected"), ENGLISH)
def test_english_verbs_take_their_written_forms(verb: str, irregular: dict[str, str], expected: dict[str, str]) -> None:
    forms = english_forms(verb, irregular)
    assert {form: forms.get(form) for form in expected} == {form: set(tags.split()) for form, tags in expected.items()}


@pytest.mark.parametrize(("verb", "irregular", "expected"), FRENCH)
def test_french_verbs_take_their_written_forms(verb: str, irregular: dict[str, str], expected: dict[str, str]) -> None:
    forms = french_forms(verb, irregular)
    assert {form: forms.get(form) for form in expected} == {form: set(tags.split()) for form, tags in expected.items()}


def test_a_form_of_two_verbs_reads_as_both() -> None:
    readings = dict(verb_forms("en", ["found", "find"], {"find": {"past": "found"}})["found"])
    assert readings == {"find": {"past", "participle"}, "found": {"base"}}


def test_forms_are_looked_up_without_accents() -> None:
    assert "deployee" in verb_forms("fr", ["déployer"], {})


@pytest.mark.parametrize(
    ("phrase", "language", "plurals"),
    [
        ("joint force", "en", ["joint forces"]),
        ("embassy", "en", ["embassies"]),
        ("boss", "en", ["bosses"]),
        ("branch", "en", ["branches"]),
        ("day", "en", ["days"]),
        ("conférence", "fr", ["conférences"]),
        ("accord de paix", "fr", ["accords de paix"]),
        ("force conjointe", "fr", ["forces conjointe", "forces conjointes"]),
        ("tribunal", "fr", ["tribunaux"]),
        ("bureau", "fr", ["bureaux"]),
        ("pays", "fr", ["pays"]),
    ],
)
def test_noun_phrases_take_their_plurals(phrase: str, language: str, plurals: list[str]) -> None:
    found = {words for words, plural in inflected(phrase, language) if plural}
    assert set(map(words_of, plurals)) <= found
    assert (words_of(phrase), False) in list(inflected(phrase, language))
