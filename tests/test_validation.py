"""What the shapes find: nothing in a good graph, each planted fault by the shape meant for it."""

from pathlib import Path

import pyshacl
import pytest
from click.testing import CliRunner
from planted_faults import C1, C2, FAULTS, PROLOGUE, drop, swap
from pyoxigraph import RdfFormat, Store, parse
from rdflib import SH, Graph
from rivers import GOOD

from sahelkg.cli import main
from sahelkg.errors import InputError
from sahelkg.report import Report
from sahelkg.validation import Shapes, load_shapes, validate
from sahelkg.vocabulary import ID, SHAPES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return load_shapes(ROOT / "shapes", ROOT / "ontology" / "sahel.ttl")


def store_of(turtle: str) -> Store:
    store = Store()
    store.load(turtle.encode(), RdfFormat.TURTLE)
    return store


def found(report: Report) -> set[str]:
    return {result.shape.removeprefix(SHAPES) for result in report.results}


def test_a_good_graph_is_clean(shapes: Shapes) -> None:
    report = validate(store_of(GOOD), shapes)

    assert [result.line() for result in report.results] == []
    assert report.conforms


@pytest.mark.parametrize(("fault", "expected", "focus", "update"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_the_shape_meant_for_it_finds(fault: str, expected: str, focus: str, update: str, shapes: Shapes) -> None:
    store = store_of(GOOD)
    store.update(PROLOGUE + update)

    report = validate(store, shapes)

    first, *others = expected.split()
    caught = [result for result in report.results if result.shape == SHAPES + first]
    assert {result.focus for result in caught} == {ID + focus.removeprefix("id:")}
    assert {language for language, _ in caught[0].messages} == {"en", "fr"}
    assert found(report) - {first, *others} <= {
        "Claim-range",
        "Claim-thing",
        "Entity-superclasses",
        "Entity-prefLabel",
        "Entity-reviewed",
    }


def test_every_shape_has_a_message_in_english_and_french(shapes: Shapes) -> None:
    for shape in shapes.by_iri.values():
        assert [language for language, _ in shape.messages] == ["en", "fr"], shape.iri


def test_every_shape_that_compares_nodes_holds_no_core_constraint(shapes: Shapes) -> None:
    graph = Graph().parse(data=shapes.turtle, format="turtle")
    allowed = {"type", "path", "message", "severity", "sparql"}
    for shape in set(graph.subjects(SH.sparql)):
        assert {str(name).rsplit("#")[-1] for name in graph.predicates(shape)} <= allowed, shape


def test_values_from_a_list_are_accepted_from_a_store(shapes: Shapes) -> None:
    # pyshacl 0.40.1 reports sh:in and sh:hasValue falsely when it reads an Oxigraph store itself.
    relevant = {"Claim-modality", "Claim-basis", "Claim-status", "State-kind", "Mention-origin"}
    graph = Graph().parse(data=shapes.turtle, format="turtle")
    listing = {str(shape).removeprefix(SHAPES) for name in (SH["in"], SH.hasValue) for shape in graph.subjects(name)}

    assert relevant <= listing
    assert not found(validate(store_of(GOOD), shapes)) & listing


def test_pyshacl_alone_comes_to_the_same_findings(shapes: Shapes) -> None:
    store = store_of(GOOD)
    for *_, update in FAULTS:
        store.update(PROLOGUE + update)
    data = Graph().parse(data="".join(f"{quad.triple} .\n" for quad in store), format="nt")

    _, graph, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes.turtle, format="turtle"))

    theirs = {
        (str(graph.value(result, SH.focusNode)), str(graph.value(result, SH.sourceShape)))
        for result in graph.objects(None, SH.result)
    }
    assert {(result.focus, result.shape) for result in validate(store, shapes).results} == theirs


def test_a_warning_does_not_keep_a_graph_back(shapes: Shapes) -> None:
    store = store_of(GOOD)
    store.update(PROLOGUE + drop(C1, "prov:wasAttributedTo"))

    report = validate(store, shapes)

    assert report.counts == {"Violation": 0, "Warning": 1, "Info": 0}
    assert report.conforms


def test_the_report_is_a_shacl_report_without_blank_nodes(shapes: Shapes) -> None:
    store = store_of(GOOD)
    store.update(PROLOGUE + drop(C2, "sahel:currency"))
    report = validate(store, shapes)

    written = Graph().parse(data=report.turtle(), format="turtle")

    assert "_:" not in "".join(str(quad.triple) for quad in parse(report.turtle(), RdfFormat.TURTLE))
    assert [str(node) for node in written.objects(None, SH.focusNode)] == [ID + C2.removeprefix("id:")]
    assert {message.language for message in written.objects(None, SH.resultMessage)} == {"en", "fr"}
    assert bool(written.value(None, SH.conforms)) is False


def test_the_report_as_a_page_escapes_what_documents_say(shapes: Shapes) -> None:
    store = store_of(GOOD)
    store.update(PROLOGUE + swap(f"{C1}-quote", "oa:exact", '"<script>"'))

    page = validate(store, shapes).html()

    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_a_malformed_shapes_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:x sh:y\n", "utf-8")

    with pytest.raises(InputError) as caught:
        load_shapes(tmp_path, ROOT / "ontology" / "sahel.ttl")

    assert str(caught.value).startswith(f"{tmp_path / 'bad.ttl'}:")


def test_validating_a_file_exits_with_one_on_a_violation(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_text(GOOD, "utf-8")
    bad.write_text(GOOD.replace('sahel:status "provided"', 'sahel:status "dreamt of"'), "utf-8")

    assert CliRunner().invoke(main, ["validate", str(good)]).exit_code == 0
    result = CliRunner().invoke(main, ["validate", str(bad)])
    assert result.exit_code == 1
    assert "pledged, committed, allocated or provided" in result.stderr
