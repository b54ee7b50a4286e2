"""The facts table says what the claims say."""

import csv
import io
from decimal import Decimal

from sahelkg.graph import COLUMNS, FactRow, cells
from sahelkg.model import Date, Quantity, Text
from sahelkg.vocabulary import iri
from tests.graph.conftest import Assemble
from tests.graph.material import claim, document, extraction, money

NOTE = document(
    "L’Agence: the Bank gave Northland €154,5 million in 2016–2017. 😀 The League has two organs.", title="A note"
)

CONTRACT = (
    "fact subject subject_label subject_class predicate object object_label object_class value unit start end qualifiers "
    "modality basis asserted_by reported_by confidence conflict quote start_char end_char document language"
)


def rows(assembled: Assemble, *claims: object) -> list[FactRow]:
    return list(assembled(extraction(NOTE, claims)).facts())  # type: ignore[arg-type]


def test_the_columns_are_those_of_the_contract() -> None:
    assert " ".join(COLUMNS) == CONTRACT


def test_a_row_has_labels_kinds_amount_period_and_qualifiers(assembled: Assemble) -> None:
    given = claim(
        NOTE, "the Bank gave Northland €154,5 million", "bank", "funds", "northland", value=money("154500000.0"),
        since="2016", until="2017", qualifiers=(("status", "allocated"), ("instrument", "id:trust")), reported_by="league",
        confidence=0.85,
    )  # fmt: skip
    (row,) = rows(assembled, given)
    assert row == FactRow(
        fact=iri(given.id), subject=iri("bank"), subject_label="Bank", subject_class="Organisation", predicate="funds",
        object=iri("northland"), object_label="Northland", object_class="State", value="154500000", unit="EUR", start="2016",
        end="2017", qualifiers="instrument=Trust Fund; status=allocated", modality="asserted", basis="stated",
        asserted_by=iri("agency"), reported_by=iri("league"), confidence="0.85", conflict="",
        quote="the Bank gave Northland €154,5 million", start_char=10, end_char=48, document="note", language="en",
    )  # fmt: skip


def test_values_are_plain_text_numbers_and_iso_dates(assembled: Assemble) -> None:
    claims = [
        claim(NOTE, "League", "league", "count", value=Quantity(Decimal("2E+0"))),
        claim(NOTE, "League", "league", "establishedOn", value=Date("2016-02")),
        claim(NOTE, "League", "league", "hasPurpose", value=Text("la paix; la sécurité", "fr")),
    ]
    found = {row.predicate: (row.value, row.unit, row.object) for row in rows(assembled, *claims)}
    assert found == {
        "count": ("2", "", ""), "establishedOn": ("2016-02", "", ""), "hasPurpose": ("la paix; la sécurité", "", "")
    }  # fmt: skip


def test_quotes_stand_at_their_offsets_in_code_points(assembled: Assemble) -> None:
    (row,) = rows(assembled, claim(NOTE, "The League has two organs", "league", "count", value=Quantity(Decimal(2))))
    assert NOTE.text[row.start_char : row.end_char] == row.quote == "The League has two organs"


def test_a_document_is_shown_by_its_title(assembled: Assemble) -> None:
    (row,) = rows(assembled, claim(NOTE, "L’Agence", "document-note", "publisher", "agency"))
    assert (row.subject_label, row.subject_class, row.object_label) == ("A note", "Document", "Agency")


def test_a_qualifier_cannot_break_the_list_of_pairs(assembled: Assemble) -> None:
    (row,) = rows(
        assembled, claim(NOTE, "League", "league", "supports", "northland", qualifiers=(("purpose", "roads; schools"),))
    )
    assert row.qualifiers == "purpose=roads, schools"


def test_there_is_a_row_for_every_claim_inferred_ones_too(assembled: Assemble) -> None:
    graph = assembled(extraction(NOTE, [claim(NOTE, "League", "northland", "signed", "pact")]))
    assert [(row.predicate, row.basis) for row in graph.facts()] == [
        ("partyTo", "inferred:signatory-is-party"),
        ("signed", "stated"),
    ]
    assert len(list(graph.facts())) == len(graph.claims)


def test_a_row_survives_a_csv_file(assembled: Assemble) -> None:
    (row,) = rows(assembled, claim(NOTE, NOTE.text, "league", "hasPurpose", value=Text('say "so",\nplease', "en")))
    file = io.StringIO(newline="")
    csv.writer(file).writerow(cells(row))
    file.seek(0)
    assert next(csv.reader(file)) == [str(cell) for cell in cells(row)]
