"""What counts as a sum of money, how it is written in English and French, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.extraction.money import find_amounts, find_bare_millions

ENGLISH = [
    ("The bank lent €12.5 million to the port.", "€12.5 million", "12500000", "EUR"),
    ("a grant of €45,7 million for roads", "€45,7 million", "45700000", "EUR"),
    ("pledged $2.3bn in Geneva", "$2.3bn", "2300000000", "USD"),
    ("half a billion dollars were promised", "half a billion dollars", "500000000", "USD"),
    ("a quarter of a million euros", "quarter of a million euros", "250000", "EUR"),
    ("some 70 million Euro’s", "70 million Euro’s", "70000000", "EUR"),
    ("a loan of US$ 18 million", "US$ 18 million", "18000000", "USD"),
    ("U.S. $9 million in aid", "U.S. $9 million", "9000000", "USD"),
    ("£3.4m for health", "£3.4m", "3400000", "GBP"),
    ("XOF 40 billion for salaries", "XOF 40 billion", "40000000000", "XOF"),
    ("6,500,000 CFA francs", "6,500,000 CFA francs", "6500000", "XOF"),
    ("Budget: EUR 7,250,000", "EUR 7,250,000", "7250000", "EUR"),
    ("twenty-five million Canadian dollars", "twenty-five million Canadian dollars", "25000000", "CAD"),
    ("C$4 million", "C$4 million", "4000000", "CAD"),
    ("A$ 2 million", "A$ 2 million", "2000000", "AUD"),
    ("30 million Norwegian kroner", "30 million Norwegian kroner", "30000000", "NOK"),
    ("one million dollars", "one million dollars", "1000000", "USD"),
    ("€750,000 to the committee", "€750,000", "750000", "EUR"),
    ("250 euros a month", "250 euros", "250", "EUR"),
    ("EUR3.5m", "EUR3.5m", "3500000", "EUR"),
]
FRENCH = [
    ("une aide de 12,5 millions d'euros", "12,5 millions d'euros", "12500000", "EUR"),
    ("8,2 milliards d’euros", "8,2 milliards d’euros", "8200000000", "EUR"),
    ("un demi-milliard de dollars", "un demi-milliard de dollars", "500000000", "USD"),
    ("25 millions d’€", "25 millions d’€", "25000000", "EUR"),
    ("4,3 M€ pour l'eau", "4,3 M€", "4300000", "EUR"),
    ("2 Md€ sur cinq ans", "2 Md€", "2000000000", "EUR"),
    ("7 500 000 FCFA", "7 500 000 FCFA", "7500000", "XOF"),
    ("7\u202f500\u202f000 F CFA", "7\u202f500\u202f000 F CFA", "7500000", "XOF"),
    ("5 milliards de francs CFA", "5 milliards de francs CFA", "5000000000", "XOF"),
    ("3.200.000 euros", "3.200.000 euros", "3200000", "EUR"),
    ("600 000 dollars américains", "600 000 dollars américains", "600000", "USD"),
    ("500 millions de dollars canadiens", "500 millions de dollars canadiens", "500000000", "CAD"),
    ("1,5 milliard $", "1,5 milliard $", "1500000000", "USD"),
    ("Budget: 2 000 000 EUR", "2 000 000 EUR", "2000000", "EUR"),
    ("deux millions de livres sterling", "deux millions de livres sterling", "2000000", "GBP"),
    ("dix mille francs suisses", "dix mille francs suisses", "10000", "CHF"),
    ("un million d’euros", "un million d’euros", "1000000", "EUR"),
    ("200\u00a0000 florins", "200\u00a0000 florins", "200000", "NLG"),
    ("90 millions de dirhams marocains", "90 millions de dirhams marocains", "90000000", "MAD"),
    ("vingt-cinq millions d'euros", "vingt-cinq millions d'euros", "25000000", "EUR"),
]


@pytest.mark.parametrize(("text", "quote", "number", "currency"), ENGLISH + FRENCH)
def test_a_sum_is_found_with_its_whole_number_and_its_currency(text: str, quote: str, number: str, currency: str) -> None:
    (amount,) = find_amounts(text)
    assert (text[amount.start : amount.end], amount.number, amount.currency) == (quote, Decimal(number), currency)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("nearly €5 million", "nearly"),
        ("over €5 million", "more than"),
        ("more than 5 million euros", "more than"),
        ("at least $5 million", "at least"),
        ("up to $5 million", "up to"),
        ("about $5 million", "about"),
        ("less than $5 million", "less than"),
        ("plus de 5 millions d’euros", "more than"),
        ("environ 5 millions d’euros", "about"),
        ("au moins 5 millions d’euros", "at least"),
        ("près de 5 millions d’euros", "nearly"),
        ("jusqu’à 5 millions d’euros", "up to"),
        ("moins de 5 millions d’euros", "less than"),
        ("a grant of $5 million", None),
    ],
)
def test_a_comparator_before_a_sum_is_told_and_left_out_of_its_span(text: str, comparator: str | None) -> None:
    (amount,) = find_amounts(text)
    assert amount.comparator == comparator
    assert text[amount.start].isdigit() or text[amount.start] in "€$"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("€5–10 million", (5_000_000, 10_000_000)),
        ("between €5 million and €10 million", (5_000_000, 10_000_000)),
        ("20 to 30 million euros", (20_000_000, 30_000_000)),
        ("entre 5 et 10 millions d'euros", (5_000_000, 10_000_000)),
        ("de 20 millions d’euros à 30 millions d’euros", (20_000_000, 30_000_000)),
    ],
)
def test_a_range_is_two_sums_at_least_and_up_to(text: str, ends: tuple[int, int]) -> None:
    low, high = find_amounts(text)
    assert (low.number, high.number) == ends
    assert (low.comparator, high.comparator) == ("at least", "up to")
    assert low.currency == high.currency is not None


def test_two_sums_side_by_side_are_no_range() -> None:
    both = find_amounts("$5 million and €8 million, 3 euros et 6 euros")
    assert [(a.number, a.currency, a.comparator) for a in both] == [
        (5_000_000, "USD", None),
        (8_000_000, "EUR", None),
        (3, "EUR", None),
        (6, "EUR", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "over 1.7 million vulnerable people",
        "4 million European citizens",
        "2 millions de réfugiés",
        "Euro 2016 was held in France",
        "a wall 5 m high",
        "12 % of the budget",
        "in 2017",
        "Article 42",
        "12 Europeans",
        "500 francs",
        "several million euros",
        "une eurodéputée",
    ],
)
def test_what_names_no_sum_or_no_certain_currency_is_left_alone(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    "text", ["Investment facility: 36 million (2017)", "Facilité : 36 millions pour les routes", "36 million"]
)
def test_a_round_sum_without_currency_is_found_only_as_bare(text: str) -> None:
    assert find_amounts(text) == ()
    (bare,) = find_bare_millions(text)
    assert (bare.number, bare.currency) == (36_000_000, None)


@pytest.mark.parametrize(
    "text", ["1.9 million people", "2 millions de réfugiés", "€36 million", "3 million vulnerable children"]
)
def test_a_number_with_a_noun_or_a_currency_is_not_bare(text: str) -> None:
    assert find_bare_millions(text) == ()


@given(st.integers(min_value=1, max_value=999_999_999), st.sampled_from([",", " ", "\u00a0", "\u202f", "."]))
def test_any_whole_sum_grouped_by_thousands_reads_back(number: int, separator: str) -> None:
    written = f"{number:,}".replace(",", separator)
    for text in (f"worth €{written} in all", f"soit {written} EUR au total", f"{written} dollars"):
        (amount,) = find_amounts(text)
        assert amount.number == number


@given(st.integers(min_value=0, max_value=999), st.integers(min_value=0, max_value=99), st.sampled_from(".,"))
def test_any_decimal_number_of_millions_reads_back(whole: int, hundredths: int, sign: str) -> None:
    (amount,) = find_amounts(f"€{whole}{sign}{hundredths:02} million")
    assert amount.number == whole * 1_000_000 + hundredths * 10_000


@pytest.mark.parametrize("text", ["€0€0", "€5€10€", "$3$4 million"])
def test_a_sign_between_two_numbers_is_of_one_sum_only(text: str) -> None:
    first, *others = find_amounts(text)
    assert all(first.end <= other.start < other.end for other in others)


@given(st.text(alphabet=st.sampled_from("€$£ 0123456789.,-–mbnkMd'’millioneurosdaCFAX\u00a0"), max_size=60))
def test_any_text_gives_ordered_sums_inside_it(text: str) -> None:
    floor = 0
    for amount in find_amounts(text):
        assert floor <= amount.start < amount.end <= len(text)
        assert amount.number >= 0
        floor = amount.end
