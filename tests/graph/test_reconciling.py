"""One slug for one thing, one claim for one reading."""

from dataclasses import replace

from sahelkg.graph.terms import thing
from sahelkg.model import Label, Mention
from tests.graph.conftest import Assemble
from tests.graph.material import candidate, claim, document, extraction

ONE = document("Ms Doe met the League.", "one")
TWO = document("The Doe visit.", "two")


def test_the_same_slug_in_two_documents_is_one_thing_with_the_names_of_both(assembled: Assemble) -> None:
    full = replace(candidate("doe", "Person", "Jane Doe"))
    short = replace(candidate("doe", "Person", "Doe"))
    graph = assembled(
        extraction(ONE, [claim(ONE, "Doe", "doe", "metWith", "league")], [full]),
        extraction(TWO, [claim(TWO, "Doe", "doe", "visited", "port")], [short]),
    )
    names = {(label.text, label.kind) for label in graph.entities["doe"].labels}
    assert names == {("Doe", "pref"), ("Jane Doe", "alt")}


def test_candidates_of_one_kind_with_the_same_normalised_name_are_one_thing(assembled: Assemble) -> None:
    here, there = (
        candidate("council-elders", "Organisation", "Council of Elders"),
        candidate("elders", "Network", "The Council of elders"),
    )
    graph = assembled(
        extraction(ONE, [claim(ONE, "Doe", "council-elders", "supports", "league")], [here]),
        extraction(
            TWO,
            [claim(TWO, "Doe", "elders", "hasOfficeIn", "port")],
            [there],
            [Mention(start=4, end=7, entity="elders", cls="Network")],
        ),
    )
    assert {claim.subject for claim in graph.claims if claim.basis == "stated"} == {"council-elders"}
    assert "elders" not in graph.entities
    assert [quad.object for quad in graph.quads() if "refersTo" in str(quad.predicate)] == [thing("council-elders")]


def test_candidates_of_different_kinds_stay_apart(assembled: Assemble) -> None:
    city, man = candidate("lincoln-city", "City", "Lincoln"), candidate("lincoln", "Person", "Lincoln")
    graph = assembled(
        extraction(ONE, [claim(ONE, "Doe", "lincoln", "visited", "lincoln-city")], [city, man]),
    )
    assert {"lincoln", "lincoln-city"} <= set(graph.entities)


def test_a_candidate_named_like_a_known_thing_of_its_kind_is_that_thing(assembled: Assemble) -> None:
    league = candidate("la-ligue", "Organisation", "la LIGUE")
    graph = assembled(extraction(ONE, [claim(ONE, "League", "la-ligue", "supports", "northland")], [league]))
    assert [claim.subject for claim in graph.claims] == ["league"]


def test_the_same_reading_twice_is_one_claim_the_surer(assembled: Assemble) -> None:
    weak = claim(ONE, "League", "league", "supports", "northland", confidence=0.5, method="frame:weak")
    sure = claim(ONE, "League", "league", "supports", "northland", confidence=0.9, method="frame:sure")
    graph = assembled(extraction(ONE, [weak, sure]))
    assert [claim.method for claim in graph.claims] == ["frame:sure"]


def test_the_same_fact_in_two_passages_is_two_claims(assembled: Assemble) -> None:
    here, there = (
        claim(ONE, "League", "league", "supports", "northland"),
        claim(ONE, "Doe", "league", "supports", "northland"),
    )
    assert {claim.id for claim in assembled(extraction(ONE, [here, there])).claims} == {here.id, there.id}


def test_premises_follow_claims_whose_things_were_merged(assembled: Assemble) -> None:
    league = candidate("la-ligue", "Organisation", "la Ligue")
    premise = claim(ONE, "League", "la-ligue", "partOf", "coast")
    resting = claim(
        ONE, "Doe", "northland", "memberOf", "la-ligue", basis="inferred:missing-heading", premises=(premise.id,)
    )
    graph = assembled(extraction(ONE, [premise, resting], [league]))
    found = {claim.predicate: claim for claim in graph.claims}
    assert found["memberOf"].premises == (found["partOf"].id,)
    assert found["partOf"].subject == "league"


def test_a_qualifier_that_names_a_merged_thing_follows_it(assembled: Assemble) -> None:
    fund = candidate("fonds", "Fund", "Fonds fiduciaire")
    given = claim(ONE, "League", "bank", "funds", "league", qualifiers=(("instrument", "id:fonds"), ("purpose", "peace")))
    graph = assembled(extraction(ONE, [given], [fund]))
    assert graph.claims[0].qualifiers == (("instrument", "id:trust"), ("purpose", "peace"))


def test_a_candidate_that_several_documents_class_differently_has_the_narrowest_class(assembled: Assemble) -> None:
    wide, narrow = candidate("guard", "Mission", "Guard"), candidate("guard", "CivilianMission", "Guard")
    graph = assembled(
        extraction(ONE, [claim(ONE, "Doe", "guard", "operatesIn", "port")], [wide]),
        extraction(TWO, [claim(TWO, "Doe", "guard", "operatesIn", "port")], [narrow]),
    )
    assert graph.entities["guard"].cls == "CivilianMission"
    assert not graph.entities["guard"].reviewed
    assert Label("Guard", "en", "pref") in graph.entities["guard"].labels
