"""Who says a claim, and by which day its words are read."""

import pytest
from passages import Reader, as_read, paragraph

from sahelkg.model import Date, Document, Sidecar

BODY = "Norland signed the Treaty of Oksa."


def asserters(boreal: Reader, document: Document) -> set[str | None]:
    return {claim.asserted_by for claim in boreal.extraction(document).claims if claim.predicate == "signed"}


def test_the_sidecar_s_publisher_asserts_what_the_document_says(boreal: Reader) -> None:
    document = as_read(BODY, "en", Sidecar(publisher="Boreal Bank"))
    assert asserters(boreal, document) == {"boreal-bank"}


def test_a_publisher_nobody_knows_becomes_a_candidate(boreal: Reader) -> None:
    extraction = boreal.extraction(as_read(BODY, "en", Sidecar(publisher="Nordby Gazette")))
    assert {claim.asserted_by for claim in extraction.claims} == {"nordby-gazette"}
    assert {entity.slug: entity.reviewed for entity in extraction.entities}["nordby-gazette"] is False


def test_a_dateline_names_the_agency_before_the_sidecar_does(boreal: Reader) -> None:
    document = as_read(f"NORDBY (Ice Wire) – {BODY}", "en", Sidecar(publisher="Boreal Bank"))
    extraction = boreal.extraction(document)
    assert asserters(boreal, document) == {"ice-wire"}
    (claim,) = [c for c in extraction.claims if c.predicate == "publisher"]
    assert (claim.object, document.text[claim.start : claim.end]) == ("ice-wire", "Ice Wire")


def test_without_a_publisher_the_text_s_unnamed_author_asserts_it(boreal: Reader) -> None:
    extraction = boreal.extraction(as_read(BODY, "en", Sidecar(title="Of ports")))
    (author,) = [entity for entity in extraction.entities if entity.slug == "author-of-document-passage"]
    assert {claim.asserted_by for claim in extraction.claims} == {author.slug}
    assert [label.text for label in author.labels] == ["author of “Of ports”", "auteur de « Of ports »"]


@pytest.mark.parametrize(
    ("text", "language", "published", "since"),
    [
        ("Norland signed the Treaty of Oksa yesterday.", "en", "2019-05-12", "2019-05-11"),
        ("La Norlande a signé le traité d’Oksa hier.", "fr", "2019-05-12", "2019-05-11"),
        ("Norland signed the Treaty of Oksa on 3 March.", "en", "2019-05-12", "2019-03-03"),
    ],
)
def test_a_relative_date_is_read_by_the_day_of_publication_and_so_inferred(
    boreal: Reader, text: str, language: str, published: str, since: str
) -> None:
    extraction = boreal.extraction(paragraph(text, language, published))
    (claim,) = [c for c in extraction.claims if c.predicate == "signed"]
    assert (claim.since, claim.basis) == (since, "inferred:relative-date")


def test_without_one_it_is_read_by_the_nearest_day_stated_before_it(boreal: Reader) -> None:
    text = "It froze on 10 January 2001. It thawed on 12 May 2019. Norland signed the Treaty of Oksa yesterday."
    (claim,) = [c for c in boreal.extraction(paragraph(text, "en")).claims if c.predicate == "signed"]
    assert claim.since == "2019-05-11"


def test_where_no_day_is_stated_it_stays_open(boreal: Reader) -> None:
    (claim,) = [
        c
        for c in boreal.extraction(paragraph("Norland signed the Treaty of Oksa yesterday.", "en")).claims
        if c.predicate == "signed"
    ]
    assert (claim.since, claim.basis) == (None, "stated")


def test_a_stated_date_is_not_inferred(boreal: Reader) -> None:
    extraction = boreal.extraction(paragraph("The Treaty of Oksa was signed on 3 May 2001.", "en", "2019-05-12"))
    (claim,) = [c for c in extraction.claims if c.predicate == "concludedOn"]
    assert (claim.value, claim.basis) == (Date("2001-05-03"), "stated")


@pytest.mark.parametrize(
    ("text", "language", "published", "words", "reason"),
    [
        ("Norland met the Boreal Bank last week.", "en", None, "last week", "no date to count it from"),
        ("La Norlande a rencontré la Banque boréale vendredi.", "fr", None, "vendredi", "no date to count it from"),
        ("Norland met the Boreal Bank on Monday 4 May.", "en", "2018-05-10", "Monday 4 May", "no such day near 2018-05-10"),
    ],
)
def test_a_date_that_stays_open_is_left_to_a_person(
    boreal: Reader, text: str, language: str, published: str | None, words: str, reason: str
) -> None:
    (doubt,) = boreal.extraction(paragraph(text, language, published)).doubts
    assert doubt.kind == "date"
    assert text[doubt.start : doubt.end] == words
    assert reason in doubt.reason


def test_a_date_that_can_be_counted_leaves_no_doubt(boreal: Reader) -> None:
    assert not boreal.extraction(paragraph("Norland met the Boreal Bank last week.", "en", "2018-05-10")).doubts
