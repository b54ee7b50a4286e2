"""How a build's facts are measured against a hand-made list."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.errors import InputError
from sahelkg.evaluation import Corpus, Count, Scores, differences, evaluate, read_facts, table, token_f1
from sahelkg.gold import Entry, frozen, located, read_gold
from sahelkg.graph import COLUMNS, FactRow
from sahelkg.vocabulary import iri

TEXT = (
    "Northland and Southland founded the League in 2014.\nIt has 5,000 soldiers.\n"
    "More than that was said: peace now, peace for all."
)
BLOCKS = (0, 52, 75)
HEADER = (
    "document\tlanguage\ttier\tpredicate\tsubject\tobject\tvalue\tunit\tstart\tend\tqualifiers\tmodality\tasserted_by\tquote"
)
CORPUS = Corpus(
    names={
        "northland": frozenset({"Northland", "Terre du Nord"}),
        "league": frozenset({"League", "Ligue", "LG"}),
        "trust": frozenset({"Trust Fund", "Fonds fiduciaire"}),
        "training": frozenset({"Northern Training Mission in the Delta"}),
        "building": frozenset({"Northern Building Mission in the Delta"}),
    },
    texts={"note": TEXT},
    blocks={"note": BLOCKS},
)
FOUNDED = "Northland and Southland founded the League"


def fact(predicate: str, subject: str, obj: str = "", value: str = "", quote: str = FOUNDED, **more: str) -> FactRow:
    start = TEXT.index(quote)
    row = FactRow(
        fact=iri(f"claim-{predicate}"), subject=iri(subject.lower()), subject_label=subject, subject_class="",
        predicate=predicate, object=iri(obj.lower()) if obj else "", object_label=obj, object_class="",
        value=value, unit="", start="", end="",
        qualifiers="", modality="asserted", basis="stated", asserted_by="", reported_by="", confidence="0.9", conflict="",
        quote=quote, start_char=start, end_char=start + len(quote), document="note", language="en",
    )  # fmt: skip
    return replace(row, **more)  # type: ignore[arg-type]


def gold(tmp_path: Path, *rows: str) -> list[Entry]:
    """The rows, each written ``tier;;predicate;;subject;;object;;value;;quote`` and perhaps ``;;column=cell``."""
    path = tmp_path / "gold.tsv"
    columns = HEADER.split("\t")
    lines = [HEADER]
    for row in rows:
        tier, predicate, subject, obj, value, quote, *more = row.split(";;")
        cells = {
            "document": "note",
            "language": "en",
            "tier": tier,
            "predicate": predicate,
            "subject": subject,
            "object": obj,
        }
        cells |= {"value": value, "quote": quote or FOUNDED, **dict(pair.split("=", 1) for pair in more)}
        lines.append("\t".join(cells.get(column, "") for column in columns))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return located(read_gold(path), CORPUS.texts, path)


def measured(tmp_path: Path, row: str, *facts: FactRow) -> tuple[Count, Count]:
    scores = evaluate(gold(tmp_path, row), facts, CORPUS)
    return scores.lenient["all"], scores.strict["all"]


FOUND, MISSED = Count(found=1), Count(missed=1)


@pytest.mark.parametrize("name", ["Northland", "NORTHLAND", "the Northland", "terre du nord", "Atlantis | Northland"])
def test_a_thing_matches_by_any_label_whatever_case_accents_and_article(tmp_path: Path, name: str) -> None:
    assert measured(tmp_path, f"1;;memberOf;;{name};;La Ligue;;;;", fact("memberOf", "Northland", "League"))[0] == FOUND


@pytest.mark.parametrize("name", ["Northland Commission", "North", "Southland"])
def test_another_thing_of_a_similar_name_does_not_match(tmp_path: Path, name: str) -> None:
    lenient, _ = measured(tmp_path, f"1;;memberOf;;{name};;League;;;;", fact("memberOf", "Northland", "League"))
    assert lenient == Count(missed=1, wrong=1)


def test_labels_that_describe_unnamed_things_match_by_half_their_words(tmp_path: Path) -> None:
    row = "1;;heldIn;;meeting, Port, 2018-03-16;;League;;;;"
    assert measured(tmp_path, row, fact("heldIn", "meeting in Port, March 2018", "League"))[0].wrong == 1
    assert measured(tmp_path, row, fact("heldIn", "meeting, Port, 2018-03-17", "League"))[0] == FOUND


def test_the_name_of_a_known_thing_is_no_description_of_another(tmp_path: Path) -> None:
    row = "1;;operatesIn;;Northern Training Mission in the Delta;;League;;;;"
    right = fact("operatesIn", "Northern Training Mission in the Delta", "League")
    other = fact("operatesIn", "Northern Building Mission in the Delta", "League")
    assert measured(tmp_path, row, right)[0] == FOUND
    assert measured(tmp_path, row, other)[0] == Count(missed=1, wrong=1)


def test_predicate_and_direction_must_agree(tmp_path: Path) -> None:
    row = "1;;memberOf;;Northland;;League;;;;"
    assert measured(tmp_path, row, fact("partOf", "Northland", "League"))[0] == Count(missed=1, wrong=1)
    assert measured(tmp_path, row, fact("memberOf", "League", "Northland"))[0] == Count(missed=1, wrong=1)


@pytest.mark.parametrize(
    ("written", "read", "match"), [("5000", "5000", True), ("5000", "5000.0", True), ("5000", "4000", False)]
)
def test_numbers_must_be_equal(tmp_path: Path, written: str, read: str, match: bool) -> None:
    row = f"1;;strength;;League;;;;{written};;It has 5,000 soldiers"
    assert measured(tmp_path, row, fact("strength", "League", value=read, quote="5,000 soldiers"))[0].found == int(match)


@pytest.mark.parametrize(
    ("read", "lenient", "strict"), [("2014", 1, 1), ("2014-02", 1, 0), ("2014-02-11", 1, 0), ("2015", 0, 0)]
)
def test_dates_match_leniently_where_they_overlap_and_strictly_where_they_are_equal(
    tmp_path: Path, read: str, lenient: int, strict: int
) -> None:
    found = measured(tmp_path, "1;;establishedOn;;League;;;;2014;;", fact("establishedOn", "League", value=read))
    assert (found[0].found, found[1].found) == (lenient, strict)


def test_texts_match_leniently_by_shared_words_and_strictly_by_all(tmp_path: Path) -> None:
    row = "2;;said;;League;;;;peace now, peace for all;;peace now, peace for all"
    near = fact("said", "League", value="peace now", quote="peace now")
    assert [count.found for count in measured(tmp_path, row, near)] == [1, 0]
    assert [count.found for count in measured(tmp_path, row, replace(near, value="peace now, peace for all."))] == [1, 1]
    assert [count.found for count in measured(tmp_path, row, replace(near, value="war"))] == [0, 0]


def test_a_fact_with_a_sum_is_not_the_fact_without(tmp_path: Path) -> None:
    assert measured(tmp_path, "1;;funds;;League;;Northland;;;;", fact("funds", "League", "Northland", "5"))[0].found == 0


def test_quotes_must_overlap_or_stand_in_one_block(tmp_path: Path) -> None:
    row = "1;;memberOf;;Northland;;League;;;;Northland and"
    assert measured(tmp_path, row, fact("memberOf", "Northland", "League", quote="League in 2014"))[0] == FOUND
    elsewhere = fact("memberOf", "Northland", "League", quote="It has 5,000")
    assert measured(tmp_path, row, elsewhere)[0] == Count(missed=1, wrong=1)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("unit=EUR", {"unit": "USD"}),
        ("start=2014", {"start": "2014-01"}),
        ("end=2014", {}),
        ("modality=planned", {}),
        ("qualifiers=status=pledged", {"qualifiers": "kind=a; status=provided"}),
    ],
)
def test_a_strict_match_has_unit_period_modality_and_qualifiers(tmp_path: Path, wanted: str, given: dict[str, str]) -> None:
    row = f"1;;memberOf;;Northland;;League;;;;;;{wanted}"
    lenient, strict = measured(tmp_path, row, fact("memberOf", "Northland", "League", **given))
    assert lenient == FOUND
    assert strict == Count(missed=1, wrong=1)


def test_a_qualifier_that_names_a_thing_matches_by_any_of_its_labels(tmp_path: Path) -> None:
    row = "1;;funds;;League;;Northland;;5;;;;qualifiers=instrument=Fonds fiduciaire"
    given = fact("funds", "League", "Northland", "5", qualifiers="instrument=Trust Fund; status=allocated")
    assert measured(tmp_path, row, given)[1] == FOUND


def test_each_row_takes_one_fact_the_best(tmp_path: Path) -> None:
    rows = gold(tmp_path, "1;;memberOf;;Northland;;League;;;;;;start=2014", "1;;memberOf;;Northland;;League;;;;;;start=2015")
    facts = [fact("memberOf", "Northland", "League", start=year) for year in ("2015", "2014")]
    scores = evaluate(rows, facts, CORPUS)
    assert scores.strict["all"] == Count(found=2)


def test_optional_rows_are_neither_missed_nor_wrong(tmp_path: Path) -> None:
    row = "2?;;memberOf;;Northland;;League;;;;"
    scores = evaluate(gold(tmp_path, row), [], CORPUS)
    assert "all" not in scores.lenient
    scores = evaluate(gold(tmp_path, row), [fact("memberOf", "Northland", "League")], CORPUS)
    assert not scores.wrong


def test_repeats_and_unlisted_inferences_are_counted_apart(tmp_path: Path) -> None:
    member = fact("memberOf", "Northland", "League")
    guess = fact("partOf", "Northland", "League", basis="inferred:some-rule")
    scores = evaluate(gold(tmp_path, "1;;memberOf;;Northland;;League;;;;"), [member, member, guess], CORPUS)
    assert scores.lenient["all"] == FOUND
    assert (scores.repeated, scores.inferred) == ((member,), (guess,))


def test_facts_of_other_documents_do_not_count(tmp_path: Path) -> None:
    foreign = fact("memberOf", "Northland", "League", document="other")
    assert measured(tmp_path, "1;;memberOf;;Northland;;League;;;;", foreign)[0] == MISSED


def test_scores_are_told_by_predicate_language_and_tier_with_what_was_missed_and_wrong(tmp_path: Path) -> None:
    rows = gold(tmp_path, "1;;memberOf;;Northland;;League;;;;", "2;;supports;;League;;Northland;;;;")
    scores = evaluate(rows, [fact("memberOf", "Northland", "League"), fact("supports", "Northland", "League")], CORPUS)
    by_kind = {
        "predicate:memberOf": Count(found=1), "predicate:supports": Count(missed=1, wrong=1),
        "tier:1": Count(found=1), "tier:2": Count(missed=1, wrong=1),
    }  # fmt: skip
    in_english = {f"{group}@en": count for group, count in by_kind.items()}
    assert scores.lenient == {"all": Count(1, 1, 1), "language:en": Count(1, 1, 1), **by_kind, **in_english}
    assert (scores.lenient["all"].precision, scores.lenient["all"].recall, scores.lenient["all"].f1) == (0.5, 0.5, 0.5)
    assert [line.split("\t")[0] for line in differences(scores)] == ["missed", "wrong"]
    assert "predicate:memberOf" in table(scores)


def test_a_list_with_offsets_says_the_same_as_the_list_with_quotes(tmp_path: Path) -> None:
    rows = gold(
        tmp_path, "1;;strength;;League;;;;5000;;5,000 soldiers", "2;;said;;League;;;;peace now;;peace now, peace for all"
    )
    path = tmp_path / "frozen.tsv"
    path.write_text("\n".join(frozen(tmp_path / "gold.tsv", CORPUS.texts)), encoding="utf-8")
    assert "peace" not in path.read_text(encoding="utf-8")
    again = located(read_gold(path), CORPUS.texts, path)
    assert [replace(row, quote="") for row in rows] == again


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("document\tlanguage\n", 1),
        (HEADER + "\nnote\ten\n", 2),
        (HEADER.replace("quote", "start_char\tend_char") + "\n" + "\t".join(["note"] * 13) + "\tone\ttwo\n", 2),
        (HEADER + "\n" + "\t".join(["note"] * 13) + "\tnot in the text\n", 2),
        (HEADER + "\n" + "\t".join(["note"] * 13) + "\tpeace\n", 2),
        (HEADER.replace("quote", "start_char\tend_char") + "\n" + "\t".join(["note"] * 13) + "\t5\t5000\n", 2),
    ],
)
def test_a_faulty_list_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        located(read_gold(path), CORPUS.texts, path)
    assert (raised.value.path, raised.value.line) == (path, line)


def test_a_table_of_other_columns_is_no_facts_table(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(",".join(COLUMNS[1:]) + "\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_facts(path)


def test_scores_do_not_depend_on_the_order_of_facts(tmp_path: Path) -> None:
    rows = gold(tmp_path, "1;;memberOf;;Northland;;League;;;;", "1;;strength;;League;;;;5000;;5,000 soldiers")
    facts = [
        fact("memberOf", "Northland", "League"),
        fact("strength", "League", value="5000", quote="5,000 soldiers"),
        fact("partOf", "League", "Northland"),
    ]
    one: Scores = evaluate(rows, facts, CORPUS)
    assert one.lenient == evaluate(rows, facts[::-1], CORPUS).lenient


words = st.text(st.sampled_from("ab cd"), max_size=12)


@given(words, words)
def test_shared_words_are_mutual_and_between_none_and_all(one: str, other: str) -> None:
    assert token_f1(one, other) == token_f1(other, one)
    assert 0 <= token_f1(one, other) <= 1
    assert not one.split() or token_f1(one, one) == 1
