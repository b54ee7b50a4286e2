"""What statistical models see is a name only where it looks like one. The model is a stub that sees what it is told."""

from collections.abc import Iterable, Iterator

import pytest
from passages import Reader, as_read

from sahelkg.extraction import model_names
from sahelkg.extraction.recogniser import Name


def named(reader: Reader, text: str, seen: dict[str, str]) -> dict[str, str]:
    """The names and classes of what is found in `text` where the models see `seen`, name to class."""

    def seeing(passages: Iterable[str], language: str) -> Iterator[list[Name]]:
        for passage in passages:
            yield [
                Name(passage.index(name), passage.index(name) + len(name), cls)
                for name, cls in seen.items()
                if name in passage
            ]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_names, "recognise", seeing)
        extraction = reader.extractor.extract(as_read(text, "en"))
    return {entity.labels[0].text: entity.cls for entity in extraction.entities if entity.cls != "Group"}


def test_an_unknown_name_that_a_model_sees_is_a_candidate_of_its_class(boreal: Reader) -> None:
    text = "Ice is thick.\n\nThe harbour was shelled by Karvik fighters, said Ulla Berg."
    assert named(boreal, text, {"Karvik": "Organisation", "Ulla Berg": "Person"}) == {
        "Karvik": "Organisation",
        "Ulla Berg": "Person",
    }


def test_a_single_name_behind_in_is_a_place_rather_than_an_organisation(boreal: Reader) -> None:
    assert named(boreal, "Ice is thick.\n\nA consulate opened in Karvik last year.", {"Karvik": "Organisation"}) == {
        "Karvik": "Place"
    }


def test_words_that_the_text_also_writes_small_are_no_name(boreal: Reader) -> None:
    text = "Ice is thick.\n\nThe Consular Presence ended. Its consular presence was small."
    assert named(boreal, text, {"Consular Presence": "Organisation"}) == {}


def test_what_stands_alone_before_a_colon_is_no_name(boreal: Reader) -> None:
    text = "Ice is thick.\n\nMedical Commodities: they will send more of these."
    assert named(boreal, text, {"Medical Commodities": "Organisation"}) == {}


def test_a_surname_is_the_person_named_in_full_whatever_class_a_model_gives_it(boreal: Reader) -> None:
    text = "Ice is thick.\n\nUlla Berg came to the harbour.\n\nThe captain thanked Berg for it."
    assert named(boreal, text, {"Ulla Berg": "Person", "Berg": "Organisation"}) == {"Ulla Berg": "Person"}


@pytest.mark.parametrize(
    "text",
    [
        "Ice is thick.\n\nThe ships were led by Ulla Berg, Principal Secretary of Health.",
        "Ice is thick.\n\nThe ships were led by Mr Ulla Berg in the harbour.",
    ],
)
def test_the_words_around_show_that_a_name_is_a_person_s(boreal: Reader, text: str) -> None:
    assert named(boreal, text, {"Ulla Berg": "Organisation"}) == {"Ulla Berg": "Person"}


def test_a_name_with_a_short_form_is_no_person_s_anywhere(boreal: Reader) -> None:
    text = "Ice is thick.\n\nUlla Berg grew.\n\nHe is the treasurer of Ulla Berg (UB) now."
    assert named(boreal, text, {"Ulla Berg": "Person"}) == {"Ulla Berg": "Organisation"}
