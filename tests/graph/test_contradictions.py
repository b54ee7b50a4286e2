"""Which claims contradict each other, and which only look so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.errors import InputError
from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.graph.disagreement import disagree, overlap
from sahelkg.graph.terms import first_day, last_day
from sahelkg.model import Claim, Date, Extraction
from tests.graph.conftest import Assemble
from tests.graph.material import LEXICON, candidate, claim, document, extraction, money, persons

THREAD = document("First article.\nSecond article.", "thread", articles=[(0, 14), (15, 30)])
OTHER = document("Another text.", "other")
DONORS = candidate("donors", "Group", "donors")
FRIENDS = candidate("friends", "Group", "friends of the Coast")


def first(subject: str, predicate: str, object_: str | None = None, **more: object) -> Claim:
    return claim(THREAD, "First", subject, predicate, object_, **more)


def second(subject: str, predicate: str, object_: str | None = None, **more: object) -> Claim:
    return claim(THREAD, "Second", subject, predicate, object_, **more)


def in_conflict(graph: KnowledgeGraph) -> list[set[str]]:
    return [set(conflict.claims) for conflict in graph.conflicts]


def thread(*claims: Claim) -> Extraction:
    return extraction(THREAD, claims, [DONORS, FRIENDS])


@pytest.mark.parametrize("predicate", ["establishedOn", "concludedOn", "heldOn", "mandateEnd"])
def test_different_dates_of_one_event_contradict(assembled: Assemble, predicate: str) -> None:
    subject = {"heldOn": "summit", "concludedOn": "pact"}.get(predicate, "watch-northland")
    one, two = first(subject, predicate, value=Date("2018-05-03")), second(subject, predicate, value=Date("2018-05-12"))
    graph = assembled(thread(one, two))
    assert [{one.id, two.id}] == [claims & {one.id, two.id} for claims in in_conflict(graph)]


def test_dates_of_different_precision_agree_where_they_overlap(assembled: Assemble) -> None:
    claims = [first("league", "establishedOn", value=Date("2014")), second("league", "establishedOn", value=Date("2014-02"))]
    assert not assembled(thread(*claims)).conflicts


def test_a_vague_date_does_not_join_two_that_contradict_each_other(assembled: Assemble) -> None:
    vague = first("league", "establishedOn", value=Date("2014"))
    february = second("league", "establishedOn", value=Date("2014-02"))
    march = claim(OTHER, "Another", "league", "establishedOn", value=Date("2014-03"))
    graph = assembled(thread(vague, february), extraction(OTHER, [march]))
    assert in_conflict(graph) == [{february.id, march.id}]


def test_meetings_of_a_series_are_held_on_different_dates_without_contradiction(assembled: Assemble) -> None:
    claims = [first("summit", "heldOn", value=Date("2017-05-03")), second("summit", "heldOn", value=Date("2018-05-12"))]
    assert not assembled(thread(*claims)).conflicts


def test_a_later_document_reports_a_renewed_mandate_not_a_contradiction(assembled: Assemble) -> None:
    old = first("watch-northland", "mandateEnd", value=Date("2018-05"))
    new = claim(OTHER, "Another", "watch-northland", "mandateEnd", value=Date("2020-05"))
    assert not assembled(thread(old), extraction(OTHER, [new])).conflicts


def test_strengths_of_one_force_contradict_but_not_those_of_two(assembled: Assemble) -> None:
    one, two = first("league", "strength", value=persons(5000)), second("league", "strength", value=persons(4000))
    foreign = second("northland", "strength", value=persons(4500))
    assert in_conflict(assembled(thread(one, two, foreign))) == [{one.id, two.id}]


def test_strengths_in_different_units_or_places_are_different_things(assembled: Assemble) -> None:
    whole = first("northland", "strength", value=persons(5000))
    there = second("northland", "strength", value=persons(400), qualifiers=(("place", "id:coast"),))
    battalions = second("northland", "strength", value=money("7", "battalions"))
    assert not assembled(thread(whole, there, battalions)).conflicts


@pytest.mark.parametrize(("comparator", "conflict"), [("more than", False), ("up to", True), ("about", True), ("", True)])
def test_a_comparator_loosens_a_number(assembled: Assemble, comparator: str, conflict: bool) -> None:
    qualifiers = (("comparator", comparator),) if comparator else ()
    loose = first("league", "strength", value=persons(1000), qualifiers=qualifiers)
    exact = second("league", "strength", value=persons(1500))
    assert bool(assembled(thread(loose, exact)).conflicts) is conflict


def test_an_initial_and_an_additional_sum_do_not_contradict(assembled: Assemble) -> None:
    initial = first("bank", "funds", "league", value=money("50"), qualifiers=(("kind", "initial"),))
    additional = second("bank", "funds", "league", value=money("100"), qualifiers=(("kind", "additional"),))
    assert not assembled(thread(initial, additional)).conflicts


def test_sums_of_one_article_are_parts_not_contradictions(assembled: Assemble) -> None:
    claims = [first("bank", "funds", "league", value=money("50")), first("bank", "funds", "league", value=money("100"))]
    assert not assembled(thread(*claims)).conflicts


def test_two_articles_give_different_sums_for_the_same_thing(assembled: Assemble) -> None:
    one, two = first("bank", "funds", "league", value=money("50")), second("bank", "funds", "league", value=money("60"))
    assert in_conflict(assembled(thread(one, two))) == [{one.id, two.id}]


def test_undated_sums_of_different_documents_may_both_have_been_true(assembled: Assemble) -> None:
    def conflicts(**more: object) -> int:
        one = first("bank", "funds", "league", value=money("50"), **more)
        two = claim(OTHER, "Another", "bank", "funds", "league", value=money("60"), **more)
        return len(assembled(thread(one), extraction(OTHER, [two])).conflicts)

    assert conflicts() == 0
    assert conflicts(since="2017", qualifiers=(("instrument", "id:trust"),)) == 1


def test_pledges_of_unnamed_donors_on_one_occasion_contradict_even_in_different_currencies(assembled: Assemble) -> None:
    dollars = first("donors", "funds", "league", value=money("500", "USD"))
    euros = second("friends", "funds", "league", value=money("414"), since="2018-02-23")
    assert in_conflict(assembled(thread(dollars, euros))) == [{dollars.id, euros.id}]


def test_pledges_of_different_days_do_not_contradict(assembled: Assemble) -> None:
    february = first("donors", "funds", "league", value=money("500"), since="2018-02-23")
    march = second("donors", "funds", "league", value=money("414"), since="2018-03-02")
    assert not assembled(thread(february, march)).conflicts


def test_a_total_and_the_sum_of_its_parts_contradict_unless_rounding_explains_it(assembled: Assemble) -> None:
    def contradict(whole: str) -> bool:
        through = (("instrument", "id:trust"),)
        stated = first("bank", "funds", "coast", value=money(whole), qualifiers=through)
        parts = [
            first("bank", "funds", state, value=money("30.1"), qualifiers=through)
            for state in ("northland", "southland", "eastland")
        ]
        graph = assembled(thread(stated, *parts))
        return any(stated.id in claims for claims in in_conflict(graph))

    assert contradict("100")
    assert not contradict("90.3")
    assert not contradict("90")


def test_a_claim_and_its_denial_contradict(assembled: Assemble) -> None:
    yes, no = first("northland", "signed", "pact"), second("northland", "signed", "pact", modality="negated")
    assert in_conflict(assembled(thread(yes, no))) == [{yes.id, no.id}]


def test_different_lists_of_founders_contradict(assembled: Assemble) -> None:
    two = [first(state, "established", "league") for state in ("northland", "southland")]
    three = [second(state, "established", "league") for state in ("northland", "southland", "eastland")]
    graph = assembled(thread(*two, *three))
    assert in_conflict(graph) == [{claim.id for claim in (*two, *three)}]


def test_the_same_list_twice_and_a_single_founder_do_not_contradict(assembled: Assemble) -> None:
    same = [named(state, "established", "league") for named in (first, second) for state in ("northland", "southland")]
    single = claim(OTHER, "Another", "northland", "established", "league")
    assert not assembled(thread(*same), extraction(OTHER, [single])).conflicts


def test_contested_claims_stay_share_the_conflict_and_give_no_plain_triple(assembled: Assemble) -> None:
    one, two = first("league", "establishedOn", value=Date("2013")), second("league", "establishedOn", value=Date("2014"))
    graph = assembled(thread(one, two))
    (conflict,) = graph.conflicts
    assert {row.conflict for row in graph.facts()} == {conflict.id}
    written = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in graph.quads()}
    ontology, ids = "https://w3id.org/sahelkg/ontology#", "https://w3id.org/sahelkg/id/"
    for member in (one, two):
        assert (f"<{ids}{member.id}>", f"<{ontology}conflict>", f"<{ids}{conflict.id}>") in written
        assert (f"<{ids}{conflict.id}>", f"<{ontology}hasClaim>", f"<{ids}{member.id}>") in written
    assert not any(subject == f"<{ids}league>" and "establishedOn" in predicate for subject, predicate, _ in written)
    labels = {value for subject, predicate, value in written if subject == f"<{ids}{conflict.id}>" and "label" in predicate}
    assert {label[-3:] for label in labels} == {"@en", "@fr"}


def test_what_follows_from_a_contested_claim_gives_no_plain_triple_either(assembled: Assemble) -> None:
    yes, no = first("northland", "signed", "pact"), second("northland", "signed", "pact", modality="negated")
    graph = assembled(thread(yes, no))
    assert any(claim.predicate == "partyTo" for claim in graph.claims)
    assert not any("partyTo" in str(quad.predicate) for quad in graph.quads())


def test_conflicts_are_the_same_whatever_the_order_of_documents(assembled: Assemble) -> None:
    march = claim(OTHER, "Another", "league", "establishedOn", value=Date("2014-03"))
    one, two = thread(first("league", "establishedOn", value=Date("2014-02"))), extraction(OTHER, [march])
    assert assembled(one, two).conflicts == assembled(two, one).conflicts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("disagreements:\n  - name: x\n    label: {en: x, fr: x}\n    predicates: [a]\n    same: [colour]\n", 5),
        ("comparators:\n  over: roughly\n", 2),
        ("denials: [\n", 2),
        ("nonsense: 1\n", 1),
    ],
)
def test_a_malformed_file_of_conflict_rules_is_named_with_its_line(ontology: Path, text: str, line: int) -> None:
    path = ontology / "rules" / "conflicts.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as raised:
        assemble([], LEXICON, ontology)
    assert (raised.value.path, raised.value.line) == (path, line)


days = st.dates().map(lambda day: day.isoformat())
dates = st.tuples(days, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])


@given(dates, dates)
def test_overlap_is_mutual_and_holds_exactly_where_a_day_is_shared(one: str, other: str) -> None:
    shared = max(first_day(one), first_day(other)) <= min(last_day(one), last_day(other))
    assert overlap(one, other) == overlap(other, one) == shared


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["", "over", "up to", "about"]))
def test_disagreement_is_mutual_and_never_with_itself(number: int, other: int, comparator: str) -> None:
    bounds = {"over": "floor", "up to": "ceiling", "about": "near"}
    one = first("league", "strength", value=persons(number), qualifiers=(("comparator", comparator),))
    two = second("league", "strength", value=persons(other))
    assert not disagree(one, one, bounds, 0)  # type: ignore[arg-type]
    assert disagree(one, two, bounds, 0) == disagree(two, one, bounds, 0)  # type: ignore[arg-type]
