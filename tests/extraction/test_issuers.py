"""Lines of their own at the head of a text that say who issues it."""

import pytest
from passages import Reader, as_read

BODY = "Ice was thick in the harbour all through the winter, and the ships had to wait for it to melt."


def publishers(reader: Reader, head: str) -> set[tuple[str, str]]:
    extraction = reader.extraction(as_read(f"{head}\n\n{BODY}\n\n{BODY}", "en"))
    return {(claim.predicate, claim.object or "") for claim in extraction.claims if claim.predicate == "publisher"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Talks on Ice\n\nMinistry of External Affairs\n\n19 May 2021", "ministry-of-external-affairs"),
        ("Talks on Ice\n\nFrom: Boreal Bank and Mrs Ada Lind\nPublished: 19 May 2021", "boreal-bank"),
        ("Talks on Ice\n\n19 May 2021 – Oksa – Ministry of External Affairs", "ministry-of-external-affairs"),
    ],
)
def test_a_line_with_a_body_below_the_title_tells_who_issues_the_text(boreal: Reader, head: str, body: str) -> None:
    assert publishers(boreal, head) == {("publisher", body)}


@pytest.mark.parametrize(
    "head",
    [
        "Talks on Ice\n\nBoreal Bank",
        "Talks on Ice\n\nMinistry of Health\n\nMinistry of Defence\n\nMinistry of Justice",
        "Talks on Ice\n\nThe Ministry of Health melts ice.",
    ],
)
def test_other_lines_do_not(boreal: Reader, head: str) -> None:
    assert publishers(boreal, head) == set()


def test_a_date_between_dashes_is_when_the_text_was_published(boreal: Reader) -> None:
    text = f"Talks on Ice\n\n19 May 2021 – Oksa – Ministry of External Affairs\n\n{BODY}"
    dates = [claim.value.iso for claim in boreal.extraction(as_read(text, "en")).claims if claim.predicate == "publishedOn"]
    assert dates == ["2021-05-19"]


def test_a_sentence_that_ends_with_a_date_tells_no_publication(boreal: Reader) -> None:
    text = f"Talks on Ice\n\nThe harbour of Oksa was closed to ships on 3 May 2022.\n\n{BODY}"
    extraction = boreal.extraction(as_read(text, "en"))
    assert not [claim for claim in extraction.claims if claim.predicate == "publishedOn"]


def test_the_offices_of_the_government_that_issues_a_text_are_its_state_s(boreal: Reader) -> None:
    text = f"Talks on Ice\n\nMinistry of Foreign Affairs of Norland\n\nPrime Minister Ada Lind saw Vellia.\n\n{BODY}"
    held = [claim for claim in boreal.extraction(as_read(text, "en")).claims if claim.predicate == "holdsRole"]
    assert [(claim.subject, claim.object) for claim in held] == [("ada-lind", "norland")]
