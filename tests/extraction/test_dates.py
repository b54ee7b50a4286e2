"""Expressions of time in English and French: found at the precision of the text, resolved only where the words settle it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.extraction.dates import find_dates, resolve

POINTS = [
    ("signed on 4 May 2016 in Dakar", "4 May 2016", "2016-05-04"),
    ("signed on 4th of May, 2016", "4th of May, 2016", "2016-05-04"),
    ("On May 4, 2016, ministers met", "May 4, 2016", "2016-05-04"),
    ("on Wednesday, 4 May 2016", "Wednesday, 4 May 2016", "2016-05-04"),
    ("Start: 2019-04-01", "2019-04-01", "2019-04-01"),
    ("dated 25/12/2017", "25/12/2017", "2017-12-25"),
    ("adopted in July 2017", "July 2017", "2017-07"),
    ("In 2012, rebels came", "2012", "2012"),
    ("Humanitarian aid: €6 million (2017)", "2017", "2017"),
    ("the 2012 crisis", "2012", "2012"),
    ("in mid-2017", "2017", "2017"),
    ("at the end of 2018", "2018", "2018"),
    ("in the third quarter of 2018", "2018", "2018"),
    ("réunis à Niamey le 4 mai 2016", "4 mai 2016", "2016-05-04"),
    ("le 1er janvier 2018", "1er janvier 2018", "2018-01-01"),
    ("le mercredi 4 mai 2016", "mercredi 4 mai 2016", "2016-05-04"),
    ("Bruxelles, 4 Mai 2016", "4 Mai 2016", "2016-05-04"),
    ("adopté en juillet 2017", "juillet 2017", "2017-07"),
    ("en août 2019", "août 2019", "2019-08"),
    ("fin 2018", "2018", "2018"),
    ("En 2012, des rebelles", "2012", "2012"),
    ("depuis lors, au cours de l’année 2015", "2015", "2015"),
    ("créé le 11\u00a0avril\u00a01960", "11\u00a0avril\u00a01960", "1960-04-11"),
]
INTERVALS = [
    ("€8 billion over 2014-2020", "2014-2020", "range", "2014", "2020"),
    ("between 2013 and 2017", "between 2013 and 2017", "range", "2013", "2017"),
    (
        "the period from 1 July 2014 until 30 June 2018",
        "from 1 July 2014 until 30 June 2018",
        "range",
        "2014-07-01",
        "2018-06-30",
    ),
    ("from 3 to 5 May 2021", "3 to 5 May 2021", "range", "2021-05-03", "2021-05-05"),
    ("May 3-5, 2021", "May 3-5, 2021", "range", "2021-05-03", "2021-05-05"),
    ("from 3 May to 5 June 2021", "from 3 May to 5 June 2021", "range", "2021-05-03", "2021-06-05"),
    ("from November to March 2019", "from November to March 2019", "range", "2018-11", "2019-03"),
    ("2013-03-02 to 2013-03-04: Cairo", "2013-03-02 to 2013-03-04", "range", "2013-03-02", "2013-03-04"),
    ("the season 2011-12", "2011-12", "range", "2011", "2012"),
    ("in the 1990s", "1990s", "range", "1990", "1999"),
    ("Since May 2015, its mandate", "Since May 2015", "since", "2015-05", None),
    ("(since 2016)", "since 2016", "since", "2016", None),
    ("activated from May 2015.", "from May 2015", "since", "2015-05", None),
    ("extended until January 2019", "until January 2019", "until", None, "2019-01"),
    ("by the end of 2020", "by the end of 2020", "until", None, "2020"),
    ("entre 2013 et 2017", "entre 2013 et 2017", "range", "2013", "2017"),
    ("de 2014 à 2020", "2014 à 2020", "range", "2014", "2020"),
    ("du 3 au 5 mai 2021", "3 au 5 mai 2021", "range", "2021-05-03", "2021-05-05"),
    ("les 16 et 17 juin 2012", "16 et 17 juin 2012", "range", "2012-06-16", "2012-06-17"),
    (
        "du 16 novembre 2023 au 15 novembre 2025",
        "du 16 novembre 2023 au 15 novembre 2025",
        "range",
        "2023-11-16",
        "2025-11-15",
    ),
    ("entre mars et juin 2019", "entre mars et juin 2019", "range", "2019-03", "2019-06"),
    ("les années 1990", "années 1990", "range", "1990", "1999"),
    ("depuis mai 2015", "depuis mai 2015", "since", "2015-05", None),
    ("à partir de 2016", "à partir de 2016", "since", "2016", None),
    ("dès janvier 2017", "dès janvier 2017", "since", "2017-01", None),
    ("jusqu’au 31 décembre 2019", "jusqu’au 31 décembre 2019", "until", None, "2019-12-31"),
    ("jusqu'en 2019", "jusqu'en 2019", "until", None, "2019"),
    ("d’ici 2030", "d’ici 2030", "until", None, "2030"),
]
RELATIVE = [
    ("said on Friday", "Friday", ("2018-02-23", None)),
    ("last Friday", "last Friday", ("2018-02-16", None)),
    ("next Monday", "next Monday", ("2018-02-26", None)),
    ("a law put forward on February 21", "February 21", ("2018-02-21", None)),
    ("The Commission (February 27)", "February 27", ("2018-02-27", None)),
    ("in June", "June", ("2018-06", None)),
    ("last year", "last year", ("2017", None)),
    ("next month", "next month", ("2018-03", None)),
    ("this week", "this week", ("2018-02-19", "2018-02-25")),
    ("the same day", "same day", ("2018-02-23", None)),
    ("yesterday", "yesterday", ("2018-02-22", None)),
    ("three years ago", "three years ago", ("2015", None)),
    ("since last year", "since last year", ("2017", None)),
    ("from 10 to 12 June", "10 to 12 June", ("2018-06-10", "2018-06-12")),
    ("tués mercredi 21 février.", "mercredi 21 février", ("2018-02-21", None)),
    ("se tient vendredi", "vendredi", ("2018-02-23", None)),
    ("vendredi prochain", "vendredi prochain", ("2018-03-02", None)),
    ("le 30 juin dernier", "30 juin dernier", ("2017-06-30", None)),
    ("en mai", "mai", ("2018-05", None)),
    ("l’année dernière", "année dernière", ("2017", None)),
    ("l’an dernier", "an dernier", ("2017", None)),
    ("cette semaine", "cette semaine", ("2018-02-19", "2018-02-25")),
    ("le même jour", "même jour", ("2018-02-23", None)),
    ("il y a deux ans", "il y a deux ans", ("2016", None)),
    ("jusqu’en juin", "jusqu’en juin", (None, "2018-06")),
    ("hier", "hier", ("2018-02-22", None)),
]


@pytest.mark.parametrize(("text", "quote", "iso"), POINTS)
def test_a_point_keeps_the_precision_of_the_text(text: str, quote: str, iso: str) -> None:
    (mention,) = find_dates(text)
    assert (text[mention.start : mention.end], mention.kind, mention.since, mention.until) == (quote, "point", iso, None)
    assert resolve(mention, None) == (iso, None)


@pytest.mark.parametrize(("text", "quote", "kind", "since", "until"), INTERVALS)
def test_an_interval_takes_in_the_words_that_make_it_one(
    text: str, quote: str, kind: str, since: str | None, until: str | None
) -> None:
    (mention,) = find_dates(text)
    assert (text[mention.start : mention.end], mention.kind, mention.since, mention.until) == (quote, kind, since, until)


@pytest.mark.parametrize(("text", "quote", "expected"), RELATIVE)
def test_a_relative_date_is_resolved_beside_a_reference_and_open_without(
    text: str, quote: str, expected: tuple[str | None, str | None]
) -> None:
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == quote
    assert mention.kind == "relative"
    assert resolve(mention, "2018-02-23") == expected
    assert resolve(mention, None) is None


def test_a_weekday_that_no_near_year_confirms_leaves_the_date_open() -> None:
    (mention,) = find_dates("jeudi 21 février")
    assert resolve(mention, "2018-02-23") is None
    assert resolve(mention, "2018") is None
    assert resolve(mention, "2019-02-23") == ("2019-02-21", None)


def test_a_reference_too_vague_for_the_words_leaves_them_open() -> None:
    (friday,) = find_dates("on Friday")
    (month,) = find_dates("last month")
    (day,) = find_dates("on February 21")
    assert resolve(friday, "2018-02") is None
    assert resolve(month, "2018") is None
    assert resolve(day, "2018") == ("2018-02-21", None)


def test_a_year_less_day_takes_the_year_that_brings_it_nearest() -> None:
    (december,) = find_dates("on December 30")
    (january,) = find_dates("on January 2")
    assert resolve(december, "2018-01-05") == ("2017-12-30", None)
    assert resolve(january, "2017-12-28") == ("2018-01-02", None)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("annual meetings", "yearly"),
        ("every month", "monthly"),
        ("on Fridays", "weekly"),
        ("chaque lundi", "weekly"),
        ("une fois par an", "yearly"),
        ("réunion hebdomadaire", "weekly"),
    ],
)
def test_a_rhythm_is_recurring_and_has_no_date(text: str, rhythm: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.kind, mention.recurrence, resolve(mention, "2018-02-23")) == ("recurring", rhythm, None)


@pytest.mark.parametrize(("text", "bound"), [("before 31 December 2019", "before"), ("après le 3 mai 2018", "after")])
def test_before_and_after_are_told_beside_the_point_they_speak_of(text: str, bound: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.kind, mention.bound) == ("point", bound)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973",
        "2000 soldiers",
        "plus de 2000 réfugiés",
        "Article 2000",
        "31 février 2018",
        "on 30 February 2018",
        "May I speak",
        "they may march on the city",
        "Agenda 2063",
        "1 500 tonnes",
        "3.2014 km",
        "STATEMENT/18/2067",
        "le second sommet",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_written_in_either_language_reads_back(day: date) -> None:
    french = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()[day.month - 1]
    english = "January February March April May June July August September October November December".split()[day.month - 1]
    for written in (
        f"le {day.day} {french} {day.year}",
        f"{day.day} {english} {day.year}",
        f"{english} {day.day}, {day.year}",
        day.isoformat(),
    ):
        (mention,) = find_dates(f"Signed {written}, in full.")
        assert mention.since == day.isoformat()


@given(st.integers(1901, 2098), st.integers(1, 60))
def test_any_range_of_years_reads_back(first: int, length: int) -> None:
    last = min(first + length, 2099)
    for text in (f"over {first}-{last}", f"between {first} and {last}", f"entre {first} et {last}"):
        (mention,) = find_dates(text)
        assert (mention.since, mention.until) == (str(first), str(last))


_WORDS = "May mars 2014 - 3 5e to au from depuis until Friday last vendredi , . ( ) / 2018 31 février and et an".split()


@given(st.lists(st.sampled_from(_WORDS), max_size=14), st.sampled_from([None, "2018", "2018-02", "2018-02-23"]))
def test_any_words_give_ordered_mentions_inside_the_text_that_resolve_in_order(
    words: list[str], reference: str | None
) -> None:
    text = " ".join(words)
    floor = 0
    for mention in find_dates(text):
        assert floor <= mention.start < mention.end <= len(text)
        floor = mention.end
        since, until = resolve(mention, reference) or (None, None)
        if since and until:
            assert since[: len(until)] <= until
