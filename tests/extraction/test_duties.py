"""What treaties bind their parties to."""

import pytest
from passages import Reader, as_read

from sahelkg.model import Text


def duties(boreal: Reader, text: str, language: str, title: str) -> set[tuple[str, str]]:
    extraction = boreal.extraction(as_read(f"{title}\n\n{text}\n", language))
    found = [claim for claim in extraction.claims if claim.method == "structure:duty"]
    return {(claim.subject, claim.value.text) for claim in found if isinstance(claim.value, Text)}


@pytest.mark.parametrize(
    ("text", "language", "duty"),
    [
        ("The Parties shall keep all ports open.", "en", ("agreement", "keep all ports open")),
        ("Norland shall light the quays at night.", "en", ("norland", "light the quays at night")),
        ("Les Parties tiendront les ports ouverts.", "fr", ("agreement", "tiendront les ports ouverts")),
        ("Le Gouvernement norlandais éclairera les quais.", "fr", ("norland", "éclairera les quais")),
        ("Chaque État membre veille à ses ports.", "fr", ("agreement", "veille à ses ports")),
        ("Les États membres s’engagent à creuser.", "fr", ("agreement", "creuser")),
        ("Chaque Partie désigne un gardien des phares.", "fr", ("agreement", "désigne un gardien des phares")),
        ("Each Party undertakes to light the quays at night.", "en", ("agreement", "light the quays at night")),
    ],
)
def test_a_party_of_a_treaty_is_bound_by_what_it_shall_do(
    boreal: Reader, text: str, language: str, duty: tuple[str, str]
) -> None:
    title = {"en": "Treaty on ports", "fr": "Traité sur les ports"}[language]
    subject = {"agreement": "-".join(title.lower().replace("é", "e").split())}.get(duty[0], duty[0])
    assert duties(boreal, text, language, title) == {(subject, duty[1])}


@pytest.mark.parametrize(
    ("text", "language", "title"),
    [
        ("The Parties shall be free to keep the ports open.", "en", "Treaty on ports"),
        ("The quays of the Parties shall stay dark at night.", "en", "Treaty on ports"),
        ("The Parties shall keep all ports open.", "en", "News of the ports"),
        ("Les Parties pourront tenir les ports ouverts.", "fr", "Traité sur les ports"),
        ("Les quais des Parties resteront sombres la nuit.", "fr", "Traité sur les ports"),
        ("Les Parties reconnaissent que la glace est à tous.", "fr", "Traité sur les ports"),
        ("La Norlande assure la première présidence.", "fr", "Traité sur les ports"),
        ("Les Parties consultent la Norlande, qui garantit la paix des ports.", "fr", "Nouvelles des ports"),
        ("Les Parties s’engagent à :", "fr", "Traité sur les ports"),
        ("Rappelant que les Parties tiendront les ports ouverts.", "fr", "Traité sur les ports"),
        ("Les Parties tiendront les ports ouverts.", "fr", "Nouvelles des ports"),
    ],
)
def test_rights_recitals_and_other_texts_bind_nobody(boreal: Reader, text: str, language: str, title: str) -> None:
    assert not duties(boreal, text, language, title)


def test_each_thing_that_a_party_shall_do_is_a_duty_and_each_of_few_parties_is_bound(boreal: Reader) -> None:
    text = "Norland and Vellia shall keep the ports open, and shall light the quays."
    assert duties(boreal, text, "en", "Treaty on ports") == {
        (party, duty) for party in ("norland", "vellia") for duty in ("keep the ports open", "light the quays")
    }


def test_a_body_is_bound_by_the_treaty_that_names_it(boreal: Reader) -> None:
    text = "The Boreal Union shall light the quays of Norland."
    assert duties(boreal, text, "en", "Treaty on ports") == {("boreal-union", "light the quays of Norland")}


def test_those_said_to_be_parties_are_party_to_what_is_named_behind(boreal: Reader) -> None:
    text = "Norland and Vellia, being Parties to the Treaty of Oksa, have lit their quays."
    assert {f"{state} | partyTo | Treaty of Oksa" for state in ("Norland", "Vellia")} <= boreal.claims(text)
