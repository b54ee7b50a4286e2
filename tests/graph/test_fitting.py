"""A claim whose subject or object is not of a kind that its predicate takes is left out, and that is said."""

from collections.abc import Callable

from sahelkg.graph import KnowledgeGraph
from sahelkg.model import Date, Text
from tests.graph.material import candidate, claim, document, extraction

Assemble = Callable[..., KnowledgeGraph]
SOURCE = document("Anna joined the League. The League was founded. The League counts ten.")
THINGS = (candidate("anna", "Person", "Anna"), candidate("league", "RegionalOrganisation", "the League"))


def left(assembled: Assemble, *claims: object) -> KnowledgeGraph:
    return assembled(extraction(SOURCE, claims, entities=THINGS))  # type: ignore[arg-type]


def test_a_claim_that_fits_stays(assembled: Assemble) -> None:
    graph = left(assembled, claim(SOURCE, "Anna joined", "anna", "memberOf", "league"))

    assert [(found.subject, found.object) for found in graph.claims] == [("anna", "league")]
    assert graph.warnings == ()


def test_a_claim_outside_domain_or_range_goes(assembled: Assemble) -> None:
    graph = left(
        assembled,
        claim(SOURCE, "Anna joined", "league", "memberOf", "anna"),
        claim(SOURCE, "The League was founded", "anna", "establishedOn", value=Date("2014")),
    )

    assert graph.claims == ()
    (warning,) = graph.warnings
    assert "2 claims left out" in warning
    assert "establishedOn 1, memberOf 1" in warning


def test_a_claim_with_a_value_of_another_kind_goes(assembled: Assemble) -> None:
    graph = left(
        assembled,
        claim(SOURCE, "Anna joined", "anna", "memberOf", value=Text("the League", "en")),
        claim(SOURCE, "The League counts ten", "league", "strength", value=Text("ten", "en")),
        claim(SOURCE, "The League was founded", "league", "establishedOn", "anna"),
        claim(SOURCE, "The League was founded", "league", "establishedOn"),
    )

    assert graph.claims == ()


def test_what_follows_from_a_claim_that_goes_is_not_concluded(assembled: Assemble) -> None:
    graph = left(assembled, claim(SOURCE, "Anna joined", "league", "partnerOf", "nobody"))

    assert graph.claims == ()
