"""RDF to bytes: sorted, the same for the same quads, nothing lost."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from sahelkg import serialisation
from sahelkg.serialisation import compress, convert, write, write_sorted
from sahelkg.vocabulary import ID, ONTOLOGY, PREFIXES

TYPE = NamedNode(PREFIXES["rdf"] + "type")
names = some.sampled_from([NamedNode(ID + name) for name in ("mill", "mill-wheel", "river")])
texts = some.text(some.characters(exclude_categories=["Cs"]), max_size=20)
values = some.one_of(
    names,
    some.builds(Literal, texts),
    some.builds(lambda text: Literal(text, language="fr"), texts),
    some.builds(Literal, some.integers()),
)
quads = some.builds(Quad, names, some.sampled_from([TYPE, NamedNode(ONTOLOGY + "label")]), values)
FORMATS = [RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.JSON_LD, RdfFormat.RDF_XML]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dumps")


@given(given_quads=some.lists(quads, max_size=30), order=some.randoms(use_true_random=False))
def test_the_order_in_which_quads_come_does_not_matter(given_quads: list[Quad], order: object, folder: Path) -> None:
    shuffled = [*given_quads, *given_quads[:3]]
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    count = write_sorted(given_quads, folder / "a.nq")
    write_sorted(shuffled, folder / "b.nq")

    assert (folder / "a.nq").read_bytes() == (folder / "b.nq").read_bytes()
    assert count == len(set(given_quads))
    assert set(parse(path=folder / "a.nq", format=RdfFormat.N_QUADS)) == set(given_quads)


@given(given_quads=some.lists(quads, max_size=30))
def test_sorting_in_runs_gives_the_same_bytes(given_quads: list[Quad], folder: Path) -> None:
    write_sorted(given_quads, folder / "whole.nq")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serialisation, "_RUN", 4)
        write_sorted(given_quads, folder / "runs.nq")

    assert (folder / "whole.nq").read_bytes() == (folder / "runs.nq").read_bytes()
    assert {path.name for path in folder.glob("runs*")} == {"runs.nq"}


@pytest.mark.parametrize("form", FORMATS)
@given(given_quads=some.lists(quads, max_size=20))
def test_every_format_holds_the_same_triples(form: RdfFormat, given_quads: list[Quad], folder: Path) -> None:
    write_sorted(given_quads, folder / "source.nq")
    convert(folder / "source.nq", folder / "target", form)

    wanted = {quad.triple for quad in given_quads}
    if form == RdfFormat.RDF_XML:
        wanted = {serialisation._fit_for_xml(triple) for triple in wanted}
    assert {quad.triple for quad in parse(path=folder / "target", format=form)} == wanted


def test_a_blank_node_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no blank nodes"):
        write_sorted([Quad(NamedNode("urn:a"), NamedNode("urn:b"), BlankNode())], tmp_path / "a.nq")


def test_rdf_xml_keeps_line_ends_and_the_length_of_texts() -> None:
    output = io.BytesIO()
    text = "one\r\ntwo\rthree\x0cfour"

    write([Triple(NamedNode(ID + "a"), NamedNode(ONTOLOGY + "text"), Literal(text))], output, RdfFormat.RDF_XML)

    (found,) = parse(output.getvalue(), RdfFormat.RDF_XML)
    assert found.object.value == text.replace("\x0c", "\ufffd")


def test_turtle_is_grouped_by_subject_with_types_first(tmp_path: Path) -> None:
    mill = NamedNode(ID + "mill")
    label = NamedNode(ONTOLOGY + "label")
    write_sorted(
        [Quad(mill, label, Literal("b")), Quad(mill, label, Literal("a")), Quad(mill, TYPE, mill)], tmp_path / "a.nq"
    )

    convert(tmp_path / "a.nq", tmp_path / "a.ttl", RdfFormat.TURTLE)

    assert (tmp_path / "a.ttl").read_text("utf-8").endswith('id:mill a id:mill ;\n\tsahel:label "a" , "b" .\n')


def test_a_gzip_twin_says_neither_name_nor_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one.nq", tmp_path / "two.nq"
    for path in (one, two):
        path.write_bytes(b"the same\n")

    assert compress(one).read_bytes() == compress(two).read_bytes()
    assert gzip.decompress((tmp_path / "one.nq.gz").read_bytes()) == b"the same\n"
