"""The lexicon finds its names in a text, however the text spells them, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.errors import InputError
from sahelkg.lexicon import Lexicon, load_lexicon

PREFIXES = """
@prefix sahel: <https://w3id.org/sahelkg/ontology#> .
@prefix id: <https://w3id.org/sahelkg/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
BOREAL = load_lexicon(Path(__file__).parent / "boreal")


def found(text: str, lexicon: Lexicon = BOREAL) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entities[0].slug) for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    ("text", "passage", "slug"),
    [
        ("the BOREAL UNION met", "BOREAL UNION", "boreal-union"),
        ("l’Union Boréale", "Union Boréale", "boreal-union"),
        ("l’Union boreale", "Union boreale", "boreal-union"),
        ("en ZEMRIE,", "ZEMRIE", "zemria"),
        ("le traité d'Oksa", "traité d'Oksa", "treaty-of-oksa"),
        ("le traité d’Oksa", "traité d’Oksa", "treaty-of-oksa"),
        ("#BorealUnion is no name, #Boreal_Union is", "Boreal_Union", "boreal-union"),
        ("for #Norland’s ports", "Norland", "norland"),
        ("d’#Estmarque", "Estmarque", "estmark"),
        ("Boreal\u00a0Bank", "Boreal\u00a0Bank", "boreal-bank"),
        ("Boreal   Bank", "Boreal   Bank", "boreal-bank"),
        ("Boreal\nBank", "Boreal\nBank", "boreal-bank"),
        ("Boreal-Bank", "Boreal-Bank", "boreal-bank"),
        ("Council: Boreal Council of Ice Free Ports", "Boreal Council of Ice Free Ports", "boreal-council"),
        ("des soldats norlandais", "norlandais", "norland"),
        ("NORLANDER soldiers", "NORLANDER", "norland"),
        ("the BOU, too", "BOU", "boreal-union"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(text: str, passage: str, slug: str) -> None:
    assert (passage, slug) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norlandia and Vellians’ kin Northvellia",
        "the bou of a tree, le Bou",
        "norland written small is no state",
        "a boreal union of two forests",
        "Oksanen",
        "Nordby2",
    ],
)
def test_what_only_resembles_a_name_is_none(text: str) -> None:
    assert [slug for _, slug in found(text) if slug != "vellia"] == []


def test_the_longest_name_wins_and_the_shorter_ones_inside_are_not_found() -> None:
    assert found("The Commission of the Boreal Union sits in Oksa") == [
        ("Commission of the Boreal Union", "commission-of-the-boreal-union"),
        ("Oksa", "oksa"),
    ]


def test_a_name_that_several_things_bear_gives_them_all(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        PREFIXES
        + 'id:oksa-city a sahel:City ; skos:prefLabel "Oksa"@en . id:oksa-river a sahel:Place ; skos:prefLabel "Oksa"@en .'
    )
    (hit,) = load_lexicon(tmp_path).find("on the Oksa")
    assert {entity.slug for entity in hit.entities} == {"oksa-city", "oksa-river"}


def test_a_preferred_name_wins_over_another_thing_s_demonym(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        PREFIXES
        + 'id:velsk a sahel:State ; skos:prefLabel "Velsk"@en ; sahel:demonym "Velska"@en .'
        + 'id:velska a sahel:City ; skos:prefLabel "Velska"@en .'
    )
    (hit,) = load_lexicon(tmp_path).find("in Velska")
    assert ([entity.slug for entity in hit.entities], hit.kind) == (["velska"], "pref")


def test_ambiguous_things_are_known_but_not_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        PREFIXES + 'id:c a sahel:Organisation ; skos:prefLabel "the Council"@en ; sahel:ambiguous true .'
    )
    lexicon = load_lexicon(tmp_path)
    assert "c" in lexicon.entities
    assert list(lexicon.find("the Council met")) == []


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("id:a a sahel:State ;\n\n  skos:prefLabel 'A'@en ;; ] .", 7, "not valid Turtle"),
        ("id:a a sahel:State .", None, "id:a has no label"),
        ('id:a skos:prefLabel "A"@en .', None, "id:a has no class"),
    ],
)
def test_a_malformed_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, line: int | None, message: str) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text(PREFIXES + content)
    with pytest.raises(InputError) as caught:
        load_lexicon(tmp_path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert line is None or f":{line}" in str(caught.value)


@given(
    st.lists(st.sampled_from([*"ab ’é#-_\n\u00a0İß", "Boreal Union", "Norland", "Zémrie", "  "]), max_size=40).map("".join)
)
def test_names_found_lie_apart_in_order_and_begin_and_end_at_words(text: str) -> None:
    reached = 0
    for hit in BOREAL.find(text):
        assert reached <= hit.start < hit.end <= len(text)
        reached = hit.end
        assert text[hit.start].isalnum()
        assert text[hit.end - 1].isalnum()
        assert not text[hit.end : hit.end + 1].isalnum()
