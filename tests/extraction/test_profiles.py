"""Profiles of a state: its forces with their wholes and strengths; the parties of those whose votes are told."""

import pytest
from passages import Reader, as_read

LISTED = [
    (
        "Norland\n\nCapital: Nordby\n\nMilitary branches: Norlander Armed Forces (Norlanda Fortoj, NF): Army, Meadow Patrol;"
        " Coast Guard (2031); note: the Border Police: Harbour Watch is planned\n",
        "en",
        {("Norlander army", "Norlander armed forces"), ("Meadow Patrol – Norland", "Norlander armed forces")},
    ),
    (
        "Norlande\n\nCapitale : Nordby\n\nForces armées et de sécurité : Forces armées de Norlande : Armée de terre,"
        " Patrouille des prés ; Garde-côtes (2031)\n",
        "fr",
        {("Norlander land forces", "Norlander armed forces"), ("Patrouille des prés – Norlande", "Norlander armed forces")},
    ),
]


@pytest.mark.parametrize(("text", "language", "parts"), LISTED)
def test_a_colon_makes_a_force_the_whole_of_those_behind_it(
    boreal: Reader, text: str, language: str, parts: set[tuple[str, str]]
) -> None:
    extraction = boreal.extraction(as_read(text, language))
    names = {one.slug: next(label.text for label in one.labels if label.kind == "pref") for one in extraction.entities}
    assert {
        (names[claim.subject], names[claim.object or ""])
        for claim in extraction.claims
        if claim.method == "structure:forces" and claim.predicate == "partOf"
    } == parts


COUNTED = [
    ("Military strength: estimated 12,000 active Army personnel (2031)", "en", 12000, "12,000 active Army"),
    ("Military strength: estimated 10-12,000 active Army personnel", "en", 10000, "10-12,000 active Army"),
    ("Effectifs militaires : environ 12 000 militaires", "fr", 12000, "12 000 militaires"),
]


@pytest.mark.parametrize(("line", "language", "number", "quote"), COUNTED)
def test_a_number_counts_the_force_named_behind_it(
    boreal: Reader, line: str, language: str, number: int, quote: str
) -> None:
    title = "Norland" if language == "en" else "Norlande"
    document = as_read(f"{title}\n\nCapital: Nordby\n\n{line}\n", language)
    claims = [claim for claim in boreal.extraction(document).claims if claim.method == "structure:forces"]
    assert [(int(claim.value.number), document.text[claim.start : claim.end]) for claim in claims] == [(number, quote)]  # type: ignore[union-attr]


def test_a_page_that_is_about_no_state_lists_no_forces(boreal: Reader) -> None:
    text = "A page of games\n\nMilitary branches: Norlander Armed Forces: Army, Meadow Patrol\n"
    assert [c for c in boreal.extraction(as_read(text, "en")).claims if c.method == "structure:forces"] == []


@pytest.mark.parametrize(
    ("text", "language", "parties"),
    [
        ("Votes: Ms Ada Lind (Meadow Party) 45.2%, Mr Ben Haug (NLP) 30%, Cora Dahl 8%.", "en", ["Meadow Party", "NLP"]),
        ("Voix : Mme Ada Lind (Parti des prés) 45,2 %, M. Ben Haug (indépendant) 30 %.", "fr", ["Parti des prés"]),
        ("Ms Ada Lind (Nordby) spoke; 40% of the votes were counted.", "en", []),
    ],
)
def test_brackets_before_a_share_of_votes_name_the_party(
    boreal: Reader, text: str, language: str, parties: list[str]
) -> None:
    extraction = boreal.extraction(as_read(f"A vote\n\n{text}\n\nThat is all.\n", language))
    names = {one.slug: next(label.text for label in one.labels if label.kind == "pref") for one in extraction.entities}
    told = [claim for claim in extraction.claims if claim.method == "structure:tally"]
    assert [names[claim.object or ""] for claim in told] == parties
