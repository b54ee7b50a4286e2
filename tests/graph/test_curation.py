"""A person's decisions hold on every build, whatever else changes in the document."""

from pathlib import Path

import pytest
import yaml

from sahelkg.errors import InputError
from sahelkg.graph import KnowledgeGraph, assemble
from sahelkg.model import Date, Document, Mention, Text
from tests.graph.material import LEXICON, candidate, claim, document, extraction, money

NOTE = document("Northland signed the Pact. The Bank gave the League 5 million in 2017. The Watch ends in 2018.")
SIGNED = {
    "document": "note",
    "quote": "Northland signed the Pact",
    "subject": "northland",
    "predicate": "signed",
    "object": "pact",
}
GIVEN = {
    "document": "note",
    "quote": "The Bank gave the League 5 million",
    "subject": "bank",
    "predicate": "funds",
    "object": "league",
}


def build(ontology: Path, decisions: object, note: Document = NOTE) -> KnowledgeGraph:
    (ontology / "curation.yaml").write_text(yaml.safe_dump(decisions, allow_unicode=True), encoding="utf-8")
    claims = [
        claim(note, "Northland signed the Pact", "northland", "signed", "pact"),
        claim(note, "The Bank gave the League 5 million", "bank", "funds", "league", value=money("5000000", None)),
        claim(note, "The Watch ends in 2018", "watch-northland", "mandateEnd", value=Date("2018")),
        claim(note, "The Watch", "the-watch", "hasPurpose", value=Text("to watch", "en")),
    ]
    watch = candidate("the-watch", "Mission", "The Watch")
    return assemble(
        [extraction(note, claims, [watch], [Mention(start=0, end=9, entity="the-watch", cls="Mission")])], LEXICON, ontology
    )


def predicates(graph: KnowledgeGraph) -> set[str]:
    return {claim.predicate for claim in graph.claims if claim.basis == "stated"}


def test_a_rejected_claim_is_gone_with_all_that_follows_from_it(ontology: Path) -> None:
    assert any(claim.predicate == "partyTo" for claim in build(ontology, {}).claims)
    graph = build(ontology, {"claims": [{"decision": "reject", **SIGNED}]})
    assert not {"signed", "partyTo"} & {claim.predicate for claim in graph.claims}
    assert not graph.warnings


def test_an_inferred_claim_can_be_rejected_while_its_premise_stays(ontology: Path) -> None:
    graph = build(ontology, {"claims": [{"decision": "reject", **SIGNED, "predicate": "partyTo"}]})
    assert "signed" in predicates(graph)
    assert not any(claim.predicate == "partyTo" for claim in graph.claims)
    assert not graph.warnings


def test_an_accepted_claim_is_certain(ontology: Path) -> None:
    graph = build(ontology, {"claims": [{"decision": "accept", **SIGNED}]})
    assert [claim.confidence for claim in graph.claims if claim.predicate == "signed"] == [1.0]


def test_a_reading_can_be_corrected_in_every_part(ontology: Path) -> None:
    to = {"object": "northland", "value": 6000000, "unit": "EUR", "start": 2017, "qualifiers": {"instrument": "id:trust"}}
    graph = build(ontology, {"claims": [{"decision": "correct", **GIVEN, "value": 5000000, "to": to}]})
    (given,) = [claim for claim in graph.claims if claim.predicate == "funds"]
    assert (given.object, given.value, given.since) == ("northland", money("6000000"), "2017")
    assert given.qualifiers == (("instrument", "id:trust"),)
    assert NOTE.text[given.start : given.end] == GIVEN["quote"]


def test_a_corrected_date_keeps_being_a_date(ontology: Path) -> None:
    decision = {
        "decision": "correct", "document": "note", "quote": "The Watch ends in 2018", "subject": "watch-northland",
        "predicate": "mandateEnd", "value": 2018, "to": {"value": "2018-05"},
    }  # fmt: skip
    graph = build(ontology, {"claims": [decision]})
    assert [claim.value for claim in graph.claims if claim.predicate == "mandateEnd"] == [Date("2018-05")]


def test_a_decision_survives_edits_elsewhere_in_the_document(ontology: Path) -> None:
    edited = document("A new opening. " + NOTE.text.replace("signed the", "signed the"))
    graph = build(ontology, {"claims": [{"decision": "reject", **SIGNED}]}, edited)
    assert "signed" not in predicates(graph)


def test_a_decision_that_meets_nothing_is_reported_and_harmless(ontology: Path) -> None:
    graph = build(
        ontology,
        {
            "claims": [{"decision": "reject", **SIGNED, "object": "league"}],
            "entities": [{"decision": "accept", "entity": "nobody"}],
        },
    )
    assert "signed" in predicates(graph)
    assert len(graph.warnings) == 2
    assert "northland signed league" in graph.warnings[0]
    assert "nobody" in graph.warnings[1]


def test_an_accepted_entity_is_reviewed_and_a_renamed_one_keeps_its_old_names(ontology: Path) -> None:
    decisions = [
        {"decision": "accept", "entity": "the-watch"},
        {"decision": "rename", "entity": "the-watch", "label": {"en": "Coast Watch", "fr": "Veille côtière"}},
    ]
    watch = build(ontology, {"entities": decisions}).entities["the-watch"]
    assert watch.reviewed
    assert {(label.text, label.language, label.kind) for label in watch.labels} == {
        ("Coast Watch", "en", "pref"), ("Veille côtière", "fr", "pref"), ("The Watch", "en", "alt")
    }  # fmt: skip


def test_a_rejected_entity_takes_its_claims_and_mentions_along(ontology: Path) -> None:
    graph = build(ontology, {"entities": [{"decision": "reject", "entity": "the-watch"}]})
    assert "hasPurpose" not in predicates(graph)
    assert "the-watch" not in graph.entities
    assert not any("the-watch" in str(quad) for quad in graph.quads())


def test_a_merged_entity_is_the_other_and_lends_it_its_names(ontology: Path) -> None:
    graph = build(ontology, {"entities": [{"decision": "merge", "entity": "the-watch", "into": "watch-northland"}]})
    assert "the-watch" not in graph.entities
    assert "The Watch" in {label.text for label in graph.entities["watch-northland"].labels}
    assert {claim.subject for claim in graph.claims if claim.predicate == "hasPurpose"} == {"watch-northland"}
    assert not any("/the-watch>" in str(quad) for quad in graph.quads())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("claims:\n  - decision: reject\n    document: note\n", 2),
        ("claims: []\nentities:\n  - {decision: accept, entity: a}\n  - {decision: drop, entity: a}\n", 4),
        ("entities:\n  - decision: merge\n    entity: a\n", 2),
        ("entities:\n  - decision: merge\n    entity: a\n    into: a\n", 2),
        ("claims:\n  - {decision: [\n", 3),
        ("claims: 3\n", 1),
        ("- a\n", 1),
        ("claim: []\n", 1),
        (
            "claims:\n  - {decision: correct, document: n, quote: q, subject: s, predicate: p,\n"
            "     to: {start: yesterday}}\n",
            3,
        ),
    ],
)
def test_a_malformed_file_is_named_with_its_line(ontology: Path, text: str, line: int) -> None:
    path = ontology / "curation.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as raised:
        assemble([], LEXICON, ontology)
    assert (raised.value.path, raised.value.line) == (path, line)
    assert "\n" not in str(raised.value)
