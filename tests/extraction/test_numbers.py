"""Counted things and ordinals in English and French."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.extraction.numbers import find_counts, find_ordinals

COUNTS = [
    ("two French soldiers were killed", 2, "French soldiers", None),
    ("treatment of 455,000 children for malnutrition", 455_000, "children", None),
    ("over 1.7 million vulnerable people received food", 1_700_000, "vulnerable people", "more than"),
    ("composed of nine members", 9, "members", None),
    ("9 members: France", 9, "members", None),
    ("has 4000 troops in the region", 4000, "troops", None),
    ("at least twelve villages", 12, "villages", "at least"),
    ("nearly 300 officers", 300, "officers", "nearly"),
    ("no more than 20 vehicles", 20, "vehicles", "up to"),
    ("a dozen vehicles", 12, "vehicles", "about"),
    ("half a million people", 500_000, "people", None),
    ("twenty-five thousand refugees", 25_000, "refugees", None),
    (
        "its 3 active Common Security and Defence Policy missions",
        3,
        "active Common Security and Defence Policy missions",
        None,
    ),
    ("43 member states", 43, "member states", None),
    ("six priority areas", 6, "priority areas", None),
    ("one battalion was trained", 1, "battalion", None),
    ("two hundred and fifty police", 250, "police", None),
    ("in all five countries", 5, "countries", None),
    ("une armée de 5 000 soldats qui", 5000, "soldats", None),
    ("deux soldats français ont été tués", 2, "soldats français", None),
    ("l’évacuation de plus de 1000 réfugiés de Libye", 1000, "réfugiés", "more than"),
    ("le retour de 15\u00a0000 migrants et", 15_000, "migrants", None),
    ("un plan en neuf points pour", 9, "points", None),
    ("au moins une centaine de personnes", 100, "personnes", "at least"),
    ("une vingtaine de véhicules", 20, "véhicules", "about"),
    ("quelque 300 gendarmes", 300, "gendarmes", "about"),
    ("2 700 000 de Libyens", 2_700_000, "Libyens", None),
    ("13 millions de voix", 13_000_000, "voix", None),
    ("seize mausolées musulmans", 16, "mausolées musulmans", None),
    ("quatre-vingt-dix-sept communes", 97, "communes", None),
    ("soixante et onze mille électeurs", 71_000, "électeurs", None),
    ("ses deux protocoles", 2, "protocoles", None),
    ("cinq membres de l’Armée", 5, "membres", None),
    ("deux grandes villes", 2, "grandes villes", None),
    ("deux mille trois cents élèves", 2300, "élèves", None),
    ("6 membres d'équipage", 6, "membres", None),
]


@pytest.mark.parametrize(("text", "number", "noun", "comparator"), COUNTS)
def test_a_number_is_found_with_the_noun_it_counts(text: str, number: int, noun: str, comparator: str | None) -> None:
    (count,) = find_counts(text)
    assert (count.number, count.noun, count.comparator) == (number, noun, comparator)
    assert text[count.noun_start : count.noun_end] == noun


@pytest.mark.parametrize(
    "text",
    [
        "€5 million",
        "on 3 May 2018",
        "in 2014",
        "12 % of voters",
        "douze pour cent",
        "Article 42 applies",
        "résolution 2127",
        "a 24-month programme",
        "the 127-seat Assembly",
        "G5 Sahel",
        "page 3",
        "à 15 h",
        "one of the parties",
        "un soldat",
        "several million",
        "COVID-19",
        "the 41st summit",
        "la 5e réunion",
        "2018/45",
    ],
)
def test_sums_dates_shares_times_and_references_are_no_counts(text: str) -> None:
    assert find_counts(text) == ()


def test_a_number_without_a_noun_has_an_empty_one() -> None:
    (count,) = find_counts("trained (8 between 2013 and 2017)")
    assert (count.number, count.noun) == (8, "")


def test_a_shifted_count_lies_at_the_same_words_of_the_longer_text() -> None:
    text = "Yesterday " + "two French soldiers"
    (count,) = find_counts("two French soldiers")
    moved = count.shifted(len("Yesterday "))
    assert (text[moved.start : moved.end], text[moved.noun_start : moved.noun_end]) == ("two", "French soldiers")
    assert moved.noun_words() == ("french", "soldiers")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the fifth meeting", 5),
        ("the 72nd session", 72),
        ("the Second Summit", 2),
        ("a twenty-first round", 21),
        ("la 5e réunion", 5),
        ("la 5ème réunion", 5),
        ("le Ve sommet", 5),
        ("au XVe siècle", 15),
        ("le 1er sommet", 1),
        ("la première session", 1),
        ("la dix-septième session", 17),
        ("la vingt et unième session", 21),
    ],
)
def test_an_ordinal_is_read_in_words_figures_and_roman_numerals(text: str, number: int) -> None:
    (ordinal,) = find_ordinals(text)
    assert ordinal.number == number


@pytest.mark.parametrize("text", ["thirty seconds", "de la ville", "vie", "mile", "Xavier", "5 euros"])
def test_what_is_no_ordinal_is_left_alone(text: str) -> None:
    assert find_ordinals(text) == ()


@given(st.integers(min_value=2, max_value=99_999_999))
def test_any_number_of_persons_reads_back_in_both_conventions(number: int) -> None:
    for written in (f"{number:,}", f"{number:,}".replace(",", "\u202f")):
        (count,) = find_counts(f"About {written} persons fled")
        assert (count.number, count.noun, count.comparator) == (number, "persons", "about")


_WORDS = (
    "two cent mille million 5 000 12,5 de d’ soldiers réfugiés and et half a un demi 2014 May plus % € - first Ve".split()
)


@given(st.lists(st.sampled_from(_WORDS), max_size=14), st.sampled_from([" ", "\u00a0", "-"]))
def test_any_words_give_ordered_counts_inside_the_text(words: list[str], gap: str) -> None:
    text = gap.join(words)
    floor = 0
    for count in find_counts(text):
        assert floor <= count.start < count.end <= count.noun_start + 1 <= count.noun_end + 1 <= len(text) + 1
        floor = count.end


@pytest.mark.parametrize("text", ["la 19e session", "sa 3ème réunion", "the 5th meeting", "la 1re phase"])
def test_an_ordinal_counts_nothing(text: str) -> None:
    assert not find_counts(text)


@pytest.mark.parametrize(("text", "noun"), [("171 députés", "députés"), ("40 deaths", "deaths"), ("12 dunes", "dunes")])
def test_a_counted_noun_is_whole_though_it_begins_like_a_preposition(text: str, noun: str) -> None:
    assert [count.noun for count in find_counts(text)] == [noun]
