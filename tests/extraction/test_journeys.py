"""What notes of a journey say, the traveller whom the title names did at each stop."""

import pytest
from passages import Reader, as_read, readable

ENGLISH = [
    """Travels Abroad of Foreign Minister Ada Lind

Country\tCity\tDate\tNotes

Norland\tNordby\tMarch 3–4, 2014\tMet with President Ola Berg. Attended the Boreal Summit on Fisheries.

Estmark\tOksa, Lunde\tMarch 6, 2014\tSigned the Treaty of Oksa.
""",
    """Travels Abroad of Foreign Minister Ada Lind

Norland

Nordby

March 3–4, 2014

Met with President Ola Berg. Attended the Boreal Summit on Fisheries.

Estmark

Oksa and Lunde

March 6, 2014

Signed the Treaty of Oksa.
""",
]
FRENCH = """Déplacements à l’étranger de la ministre Ada Lind

Norlande – Nordby – 3 et 4 mars 2014

Entretien avec le président Ola Berg. A participé au Sommet boréal sur la pêche.

Estmarque – Oksa, Lunde – 6 mars 2014

A signé le traité d’Oksa.
"""


def _claims(boreal: Reader, text: str, language: str) -> set[str]:
    return {line for line, _ in readable(boreal.extraction(as_read(text, language)), boreal.labels)}


@pytest.mark.parametrize(("text", "language"), [*((text, "en") for text in ENGLISH), (FRENCH, "fr")])
def test_the_traveller_was_at_each_stop_and_did_what_its_notes_say(boreal: Reader, text: str, language: str) -> None:
    claims = _claims(boreal, text, language)
    for place in ("Norland", "Nordby", "Estmark", "Oksa"):
        assert f"Ada Lind | visited | {place}" in claims
    assert "Ada Lind | metWith | Ola Berg" in claims
    assert "Ola Berg | holdsRole | Norland" in claims
    assert "Ada Lind | signed | Treaty of Oksa" in claims
    assert [claim for claim in claims if claim.startswith("Ada Lind | participatedIn")]


def test_a_stop_is_dated(boreal: Reader) -> None:
    extraction = boreal.extraction(as_read(ENGLISH[0], "en"))
    dates = {(claim.since, claim.until) for claim in extraction.claims if claim.object == "nordby"}
    assert dates == {("2014-03-03", "2014-03-04")}


def test_dates_of_stops_publish_nothing(boreal: Reader) -> None:
    extraction = boreal.extraction(as_read(FRENCH, "fr"))
    assert not [claim for claim in extraction.claims if claim.predicate == "publishedOn"]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH[0].replace("Travels Abroad", "Speeches"),
        ENGLISH[0].replace("Ada Lind", "Ada Lind and Foreign Minister Per Holm"),
    ],
)
def test_places_and_dates_tell_of_no_visit_where_no_one_person_travels(boreal: Reader, text: str) -> None:
    assert not [claim for claim in _claims(boreal, text, "en") if "| visited |" in claim]


SCENES = [
    ("Minister Ada Lind will travel. In Nordby, she will meet President Ola Berg.", "en", "planned"),
    ("La ministre Ada Lind voyage. À Nordby, elle a rencontré le maire.", "fr", "asserted"),
]


@pytest.mark.parametrize(("text", "language", "modality"), SCENES)
def test_where_a_sentence_lets_the_traveller_act_the_traveller_is(
    boreal: Reader, text: str, language: str, modality: str
) -> None:
    title = "Visit of Minister Ada Lind" if language == "en" else "Visite de la ministre Ada Lind"
    extraction = boreal.extraction(as_read(f"{title}\n\n{text}\n\nThat is all.\n", language))
    found = {(claim.subject, claim.modality) for claim in extraction.claims if claim.predicate == "visited"}
    assert found == {("ada-lind", modality)}
