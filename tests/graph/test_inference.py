"""What follows from claims, rule by rule, and what must not."""

from pathlib import Path

import pytest

from sahelkg.errors import InputError
from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.graph.rules import load_rules
from sahelkg.lexicon import Lexicon
from sahelkg.model import Claim, Date
from sahelkg.settings import domain_folder
from tests.graph.conftest import Assemble
from tests.graph.material import LEXICON, candidate, claim, document, entity, extraction, money, persons

NOTE = document(
    "Northland, Southland and the Envoy met the League and its states in Port at the Summit on 3 May 2018 for the Pact."
)
RULES = domain_folder() / "ontology" / "rules"


def said(quote: str, subject: str, predicate: str, object_: str | None = None, **more: object) -> Claim:
    return claim(NOTE, quote, subject, predicate, object_, **more)


def inferred(graph: KnowledgeGraph) -> set[tuple[str, str, str, str]]:
    """Subject, predicate, object or value, and rule of the inferred claims."""
    return {
        (claim.subject, claim.predicate, claim.object or str(getattr(claim.value, "iso", "")), claim.basis.partition(":")[2])
        for claim in graph.claims
        if claim.basis != "stated"
    }


def of(assembled: Assemble, *claims: Claim) -> set[tuple[str, str, str, str]]:
    return inferred(assembled(extraction(NOTE, claims)))


def test_there_are_at_least_ten_rules_and_each_says_what_it_does_in_both_languages() -> None:
    rules = [rule for rule in load_rules(RULES) if rule.query]
    assert len(rules) >= 10
    assert all(
        rule.title and rule.description and set(rule.labels) == {"en", "fr"} and 0 < rule.factor <= 1 for rule in rules
    )


def test_states_that_found_an_organisation_together_are_its_members(assembled: Assemble) -> None:
    founders = [
        said("Northland", "northland", "established", "league"),
        said("Southland", "southland", "established", "league"),
    ]
    assert of(assembled, *founders) == {
        ("northland", "memberOf", "league", "founders-are-members"),
        ("southland", "memberOf", "league", "founders-are-members"),
    }


def test_those_sent_somewhere_on_a_day_have_their_mandate_since(assembled: Assemble) -> None:
    sent = said("Envoy", "experts", "strength", value=persons(2), since="2018")
    ending = said("Envoy", "experts", "mandateEnd", value=Date("2020"))
    experts = candidate("experts", "Group", "experts")
    graph = assembled(extraction(NOTE, (sent, ending), (experts,)))
    assert inferred(graph) == {("experts", "mandateStart", "2018", "deployed-with-mandate")}


def test_a_force_that_is_strong_on_a_day_need_not_have_had_its_mandate_since(assembled: Assemble) -> None:
    strong = said("Envoy", "patrol", "strength", value=persons(2), since="2018")
    ending = said("Envoy", "patrol", "mandateEnd", value=Date("2020"))
    patrol = candidate("patrol", "Mission", "the Patrol")
    assert inferred(assembled(extraction(NOTE, (strong, ending), (patrol,)))) == set()


def test_a_lone_founder_is_no_member(assembled: Assemble) -> None:
    assert of(assembled, said("Northland", "northland", "established", "league")) == set()


def test_the_state_that_presides_is_a_member(assembled: Assemble) -> None:
    assert of(assembled, said("Northland", "northland", "presidesOver", "league")) == {
        ("northland", "memberOf", "league", "president-is-member")
    }


def test_a_mission_named_after_a_state_operates_there_and_is_led_by_whoever_the_lexicon_knows(assembled: Assemble) -> None:
    assert of(assembled, said("Northland", "northland", "contributesTroopsTo", "watch-northland")) == {
        ("watch-northland", "operatesIn", "northland", "named-after-operates-in"),
        ("watch-northland", "ledBy", "league", "mission-has-its-leader"),
    }


def test_partners_are_partners_of_each_other(assembled: Assemble) -> None:
    assert of(assembled, said("Northland", "northland", "partnerOf", "league")) == {
        ("league", "partnerOf", "northland", "partnership-is-mutual")
    }


def test_persons_who_met_met_each_other_but_a_group_is_not_said_to_have_met_the_person(assembled: Assemble) -> None:
    other, crowd = candidate("minister", "Person", "Minister"), candidate("ministers", "Group", "ministers")
    claims = [said("Envoy", "envoy", "metWith", "minister"), said("Envoy", "envoy", "metWith", "ministers")]
    assert inferred(assembled(extraction(NOTE, claims, [other, crowd]))) == {
        ("minister", "metWith", "envoy", "meeting-is-mutual")
    }


def test_a_part_of_a_part_is_a_part_of_the_whole_however_deep(assembled: Assemble) -> None:
    chain = [said("Port", "port", "partOf", "northland"), said("Northland", "northland", "partOf", "coast")]
    continent = candidate("continent", "Region", "Continent")
    deeper = [*chain, said("states", "coast", "partOf", "continent")]
    assert ("port", "partOf", "coast", "part-of-part") in of(assembled, *chain)
    assert ("port", "partOf", "continent", "part-of-part") in inferred(assembled(extraction(NOTE, deeper, [continent])))


def test_a_part_of_another_kind_is_not_passed_on(assembled: Assemble) -> None:
    chain = [said("Port", "port", "partOf", "coast"), said("states", "coast", "partOf", "league-states")]
    assert ("port", "partOf", "league-states", "part-of-part") not in of(assembled, *chain)


def test_what_a_group_of_states_does_each_of_them_does(assembled: Assemble) -> None:
    assert of(assembled, said("its states", "league-states", "participatedIn", "summit")) == {
        ("northland", "participatedIn", "summit", "group-acts-by-its-states"),
        ("southland", "participatedIn", "summit", "group-acts-by-its-states"),
    }


def test_what_is_done_for_a_group_of_states_is_done_for_each(assembled: Assemble) -> None:
    assert of(assembled, said("its states", "bank", "supports", "league-states")) == {
        ("bank", "supports", "northland", "group-means-its-states"),
        ("bank", "supports", "southland", "group-means-its-states"),
    }


def test_money_for_a_group_of_states_is_not_given_to_each(assembled: Assemble) -> None:
    assert of(assembled, said("its states", "bank", "funds", "league-states", value=money("5"))) == set()


def test_a_signatory_is_a_party(assembled: Assemble) -> None:
    assert of(assembled, said("Northland", "northland", "signed", "pact")) == {
        ("northland", "partyTo", "pact", "signatory-is-party")
    }


@pytest.mark.parametrize(
    ("role", "leads"), [("Secretary General", True), ("président", True), ("Vice-President", False), ("spokesperson", False)]
)
def test_only_the_first_office_of_an_organisation_leads_it(assembled: Assemble, role: str, leads: bool) -> None:
    found = of(assembled, said("Envoy", "envoy", "holdsRole", "league", qualifiers=(("role", role),)))
    assert found == ({("league", "ledBy", "envoy", "head-leads")} if leads else set())


def test_an_agreement_is_concluded_on_the_day_and_at_the_place_of_its_meeting(assembled: Assemble) -> None:
    meeting = [
        said("for the Pact", "pact", "concludedAt", "summit"),
        said("Summit on 3 May 2018", "summit", "heldOn", value=Date("2018-05-03")),
        said("in Port", "summit", "heldIn", "port"),
    ]
    assert of(assembled, *meeting) == {
        ("pact", "concludedOn", "2018-05-03", "adopted-when-meeting-was-held"),
        ("pact", "concludedAt", "port", "concluded-where-meeting-was-held"),
    }


def test_a_meeting_of_several_days_does_not_date_its_agreement(assembled: Assemble) -> None:
    meeting = [
        said("for the Pact", "pact", "concludedAt", "summit"),
        said("Summit on 3 May 2018", "summit", "heldOn", value=Date("2018-05-03"), until="2018-05-04"),
    ]
    assert of(assembled, *meeting) == set()


def test_what_happens_in_a_city_happens_in_its_state(assembled: Assemble) -> None:
    assert of(assembled, said("in Port", "envoy", "visited", "port")) == {
        ("envoy", "visited", "northland", "place-lies-in-state")
    }


def test_the_sums_for_states_are_added_up_beside_a_sum_stated_for_their_region(assembled: Assemble) -> None:
    through = (("instrument", "id:trust"),)
    whole = said("Northland", "bank", "funds", "coast", value=money("100"), qualifiers=through)
    parts = [
        said("Southland", "bank", "funds", state, value=money(sum_), qualifiers=through)
        for state, sum_ in (("northland", "20.5"), ("southland", "30"), ("eastland", "40"))
    ]
    graph = assembled(extraction(NOTE, [whole, *parts]))
    (total,) = [claim for claim in graph.claims if claim.basis == "inferred:total-of-parts"]
    assert (total.subject, total.object, total.value) == ("bank", "coast", money("90.5"))
    assert set(total.premises) == {part.id for part in parts}
    assert dict(total.qualifiers)["instrument"] == "id:trust"


def test_sums_under_different_instruments_or_for_two_states_only_are_not_added_up(assembled: Assemble) -> None:
    through = (("instrument", "id:trust"),)
    whole = said("Northland", "bank", "funds", "coast", value=money("100"), qualifiers=through)
    parts = [
        said("Southland", "bank", "funds", "northland", value=money("20"), qualifiers=through),
        said("Southland", "bank", "funds", "southland", value=money("30"), qualifiers=through),
        said("Southland", "bank", "funds", "eastland", value=money("40"), qualifiers=(("instrument", "id:pact"),)),
    ]
    assert of(assembled, whole, *parts) == set()


def test_a_conclusion_has_its_premises_words_asserter_and_weaker_confidence(assembled: Assemble) -> None:
    stated = said("Northland, Southland", "northland", "signed", "pact", confidence=0.8, reported_by="bank")
    graph = assembled(extraction(NOTE, [stated]))
    (concluded,) = [claim for claim in graph.claims if claim.basis != "stated"]
    assert concluded.premises == (stated.id,)
    assert (concluded.start, concluded.end, concluded.article) == (stated.start, stated.end, stated.article)
    assert (concluded.asserted_by, concluded.reported_by) == ("agency", "bank")
    assert concluded.confidence == pytest.approx(0.8 * 0.9)
    assert concluded.method == "rule:signatory-is-party"


def test_a_conclusion_is_no_surer_than_its_weakest_premise(assembled: Assemble) -> None:
    chain = [
        said("Port", "port", "partOf", "northland", confidence=0.9),
        said("Northland", "northland", "partOf", "coast", confidence=0.5, modality="planned"),
    ]
    graph = assembled(extraction(NOTE, chain))
    (concluded,) = [claim for claim in graph.claims if claim.basis != "stated"]
    assert concluded.confidence == pytest.approx(0.5 * 0.9)
    assert concluded.modality == "planned"
    assert concluded.start == chain[0].start


@pytest.mark.parametrize("weak", [{"confidence": 0.39}, {"modality": "negated"}, {"modality": "opinion"}])
def test_doubtful_denied_and_opined_claims_are_no_premises(assembled: Assemble, weak: dict[str, object]) -> None:
    assert of(assembled, said("Northland", "northland", "signed", "pact", **weak)) == set()


def test_what_the_document_states_is_not_inferred_again(assembled: Assemble) -> None:
    stated = [said("Northland", "northland", "signed", "pact"), said("Southland", "northland", "partyTo", "pact")]
    assert of(assembled, *stated) == set()


def test_conclusions_join_documents_only_for_what_no_document_says(assembled: Assemble) -> None:
    other = document("Northland lies on the Coast.", "other")
    one = extraction(NOTE, [said("Port", "port", "partOf", "northland")])
    two = extraction(other, [claim(other, "Northland", "northland", "partOf", "coast")])
    third = document("Port lies on the Coast.", "third")
    assert inferred(assembled(one, two)) == {("port", "partOf", "coast", "part-of-part")}
    stating = extraction(third, [claim(third, "Port", "port", "partOf", "coast")])
    assert inferred(assembled(one, two, stating)) == set()


def test_each_document_draws_its_own_conclusion(assembled: Assemble) -> None:
    other = document("Northland signed the Pact.", "other")
    one = extraction(NOTE, [said("Northland", "northland", "signed", "pact")])
    two = extraction(other, [claim(other, "Northland signed", "northland", "signed", "pact")])
    graph = assembled(one, two)
    assert [claim.document for claim in graph.claims if claim.predicate == "partyTo"] == ["note", "other"]


def test_the_rule_is_described_in_the_graph(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [said("Northland", "northland", "signed", "pact")]))
    labels = [str(quad.object) for quad in graph.quads() if str(quad.subject).endswith("rule-signatory-is-party>")]
    assert '"a signatory is a party"@en' in labels
    assert '"un signataire est partie"@fr' in labels


GOOD = """# title: Test
# description: Test.
# confidence: 0.5
# label-en: test
# label-fr: essai
CONSTRUCT { [] rdf:subject ?s } WHERE { ?c rdf:subject ?s }
"""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (GOOD.replace("# label-fr: essai\n", ""), 1),
        (GOOD.replace("0.5", "1.5"), 3),
        (GOOD.replace("0.5", "half"), 3),
        (GOOD.replace("?s }\n", "?s\n"), 7),
        (GOOD.replace("CONSTRUCT { [] rdf:subject ?s }", "SELECT ?s"), None),
    ],
)
def test_a_malformed_rule_is_named_with_its_line(ontology: Path, text: str, line: int | None) -> None:
    path = ontology / "rules" / "broken.rq"
    path.write_text(text)
    with pytest.raises(InputError) as raised:
        assemble([], LEXICON, ontology)
    assert (raised.value.path, raised.value.line) == (path, line)


def test_a_rule_that_rests_on_nothing_concludes_nothing(ontology: Path) -> None:
    body = "CONSTRUCT { [] rdf:subject ?s ; rdf:predicate sahel:count ; rdf:object 3 } WHERE { ?c rdf:subject ?s }"
    (ontology / "rules" / "idle.rq").write_text(
        GOOD.replace("CONSTRUCT { [] rdf:subject ?s } WHERE { ?c rdf:subject ?s }", body)
    )
    graph = assemble([extraction(NOTE, [said("League", "league", "strength", value=persons(3))])], LEXICON, ontology)
    assert inferred(graph) == set()


def test_a_rule_may_be_added_without_touching_the_engine(ontology: Path) -> None:
    body = (
        "CONSTRUCT { [] rdf:subject ?o ; rdf:predicate sahel:supports ; rdf:object ?s ; sahel:restsOn ?c } "
        "WHERE { ?c rdf:subject ?s ; rdf:object ?o ; rdf:predicate sahel:trains }"
    )
    (ontology / "rules" / "thanks.rq").write_text(
        GOOD.replace("CONSTRUCT { [] rdf:subject ?s } WHERE { ?c rdf:subject ?s }", body)
    )
    lexicon = Lexicon({**LEXICON.entities, "club": entity("club", "Group", "Club")})
    graph = assemble([extraction(NOTE, [said("League", "league", "trains", "club")])], lexicon, ontology)
    assert inferred(graph) == {("club", "supports", "league", "thanks")}


def test_what_is_said_twice_in_one_document_is_a_premise_once_where_it_is_surest(assembled: Assemble) -> None:
    claims = [
        said("Northland", "northland", "presidesOver", "league", confidence=0.6),
        said("Northland, Southland", "northland", "presidesOver", "league", confidence=0.9),
    ]
    graph = assembled(extraction(NOTE, claims))
    (concluded,) = [one for one in graph.claims if one.basis != "stated"]
    (premise,) = [one for one in graph.claims if one.id in concluded.premises]
    assert premise.confidence == 0.9
