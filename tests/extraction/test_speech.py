"""Speech: what somebody says is theirs, and what it tells is told by them."""

import pytest
from passages import Reader, paragraph

from sahelkg.model import Claim, Text


def said(boreal: Reader, text: str, language: str = "en") -> list[tuple[str, str]]:
    claims = boreal.extraction(paragraph(text, language)).claims
    return [(c.subject, c.value.text) for c in claims if c.predicate == "said" and isinstance(c.value, Text)]


@pytest.mark.parametrize(
    ("text", "language", "speaker", "words"),
    [
        ("“The ports of the coast are closed,” said Norland.", "en", "norland", "The ports of the coast are closed"),
        ("Norland said: “The ports of the coast are closed.”", "en", "norland", "The ports of the coast are closed."),
        ("Norland said that the ports of the coast are closed.", "en", "norland", "the ports of the coast are closed"),
        ("« Les ports de la côte sont fermés », a dit la Norlande.", "fr", "norland", "Les ports de la côte sont fermés"),
        ("La Norlande a dit que les ports de la côte sont fermés.", "fr", "norland", "les ports de la côte sont fermés"),
    ],
)
def test_words_belong_to_who_says_them(boreal: Reader, text: str, language: str, speaker: str, words: str) -> None:
    assert (speaker, words) in [(who, what.strip()) for who, what in said(boreal, text, language)]


def test_a_quotation_over_several_sentences_is_said_sentence_by_sentence(boreal: Reader) -> None:
    text = "“The ports of the coast are closed. The sea freezes early this year. Ships turn back,” said Norland."
    assert [what for _, what in said(boreal, text)] == [
        "The ports of the coast are closed.",
        "The sea freezes early this year.",
        "Ships turn back",
    ]


def test_a_quotation_that_nothing_closes_is_none(boreal: Reader) -> None:
    text = "Norland said “the ports. " + "The sea freezes early this year. " * 200
    assert said(boreal, text) == []


def about(boreal: Reader, text: str, language: str = "en") -> Claim:
    (claim,) = [c for c in boreal.extraction(paragraph(text, language)).claims if c.predicate == "signed"]
    return claim


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Estmark said that Norland had signed the Treaty of Oksa.", "en"),
        ("According to Estmark, Norland signed the Treaty of Oksa.", "en"),
        ("Norland signed the Treaty of Oksa, according to Estmark.", "en"),
        ("L’Estmarque a déclaré que la Norlande a signé le traité d’Oksa.", "fr"),
        ("Selon l’Estmarque, la Norlande a signé le traité d’Oksa.", "fr"),
    ],
)
def test_what_is_told_in_speech_is_asserted_by_the_speaker_and_reported_by_the_publisher(
    boreal: Reader, text: str, language: str
) -> None:
    claim = about(boreal, text, language)
    assert (claim.subject, claim.asserted_by, claim.reported_by) == ("norland", "estmark", "test-press")


def test_what_is_told_outside_speech_is_asserted_by_the_publisher_alone(boreal: Reader) -> None:
    claim = about(boreal, "Norland signed the Treaty of Oksa.")
    assert (claim.asserted_by, claim.reported_by) == ("test-press", None)


def test_what_one_is_criticised_for_is_the_critic_s_opinion(boreal: Reader) -> None:
    text = "The late closing of the northern ports was criticised by Vellia."
    (claim,) = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "said"]
    assert (claim.subject, claim.value) == ("vellia", Text("The late closing of the northern ports was criticised", "en"))


@pytest.mark.parametrize("text", ["Norland did not say that the ports are closed.", "The ports, it is said, are closed."])
def test_nobody_said_what_was_not_said(boreal: Reader, text: str) -> None:
    assert said(boreal, text) == []


def test_words_that_weigh_are_opinion(boreal: Reader) -> None:
    text = "Norland said that the world must keep the northern ports open."
    (claim,) = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "said"]
    assert claim.modality == "opinion"


@pytest.mark.parametrize(
    "text",
    [
        "Vellia told the Boreal Bank that Norland had signed the Treaty of Oksa.",
        "Vellia said on Monday that Norland had signed the Treaty of Oksa.",
        "Vellia said Norland had signed the Treaty of Oksa.",
    ],
)
def test_reported_words_need_no_that_right_behind_the_verb(boreal: Reader, text: str) -> None:
    extraction = boreal.extraction(paragraph(text, "en"))
    said = [str(claim.value.text) for claim in extraction.claims if claim.predicate == "said"]
    assert said == ["Norland had signed the Treaty of Oksa"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mme Ada Lind a déclaré mardi que les ports sont ouverts toute l’année.", True),
        ("Mme Ada Lind a dit aux journalistes que les ports sont ouverts toute l’année.", True),
        ("Mme Ada Lind a insisté sur des questions telles que les ports ouverts toute l’année.", False),
        ("Mme Ada Lind a rappelé les efforts que les ports demandent toute l’année.", False),
    ],
)
def test_a_french_que_opens_what_was_said_only_behind_its_verb(boreal: Reader, text: str, said: bool) -> None:
    assert any("| said |" in claim for claim in boreal.claims(text, "fr")) is said


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The ports of the coast are closed, the Boreal Bank said on Friday.", "en", "The ports of the coast are closed"),
        ("The ports of the coast are closed, said the Boreal Bank.", "en", "The ports of the coast are closed"),
        ("According to the Boreal Bank, the ports are closed.", "en", "the ports are closed"),
        ("The ports of the coast are closed, according to the Boreal Bank.", "en", "The ports of the coast are closed"),
        ("Les ports de la côte sont fermés, a annoncé la Banque boréale.", "fr", "Les ports de la côte sont fermés"),
        ("Selon la Banque boréale, les ports de la côte sont fermés.", "fr", "les ports de la côte sont fermés"),
    ],
)
def test_a_clause_may_stand_before_or_behind_who_says_it(boreal: Reader, text: str, language: str, words: str) -> None:
    assert said(boreal, text, language) == [("boreal-bank", words)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("According to the charter of the Boreal Bank, the ports are closed.", "en"),
        ("Selon la charte de la Banque boréale, les ports sont fermés.", "fr"),
        ("The ports, the Boreal Bank and Norland are closed on Friday.", "en"),
    ],
)
def test_a_text_of_a_body_is_not_that_body_speaking(boreal: Reader, text: str, language: str) -> None:
    assert said(boreal, text, language) == []


def test_a_quotation_goes_on_behind_who_says_it(boreal: Reader) -> None:
    text = "“The ports of the coast are closed,” said Norland. “The sea freezes early this year.”"
    assert said(boreal, text)[-1] == ("norland", "The sea freezes early this year.")


def test_an_inverted_pronoun_is_the_person_spoken_of(boreal: Reader) -> None:
    text = "Le ministre norlandais Per Holm a fermé les ports. « La mer gèle trop tôt cette année », a-t-il expliqué."
    assert [what.strip() for _, what in said(boreal, text, "fr")] == ["La mer gèle trop tôt cette année"]


def test_who_is_told_something_does_not_say_it(boreal: Reader) -> None:
    assert said(boreal, "Survivors told Norland that the ports of the coast were closed.") == []


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("President Ada Lind of Norland said that the harbours of Vellia are open.", "asserted"),
        ("President Ada Lind of Norland will stress that the harbours of Vellia are open.", "planned"),
    ],
)
def test_what_somebody_will_say_is_planned(boreal: Reader, text: str, modality: str) -> None:
    claims = boreal.extraction(paragraph(text, "en")).claims
    assert [claim.modality for claim in claims if claim.predicate == "said"] == [modality]
