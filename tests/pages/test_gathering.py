"""What several passages say becomes one fact, what the same words say of several things one line."""

from dataclasses import replace

from sahelkg.server.pages.claims import Claim
from sahelkg.server.pages.gathering import gather, lines, shared, voices
from sahelkg.server.pages.graph import Term
from sahelkg.vocabulary import ID, ONTOLOGY


def claim(slug: str, start_char: int = 0, **fields: str) -> Claim:
    things = {"subject", "object", "wasAttributedTo", "wasQuotedFrom", "conflict"}
    terms = {
        name: (Term(ID + value, is_iri=True) if name in things else Term(value),)
        for name, value in {"subject": "union", "object": "mali", "wasQuotedFrom": "document-a", **fields}.items()
    }
    terms["predicate"] = (Term(ONTOLOGY + fields.get("predicate", "funds"), is_iri=True),)
    return Claim(slug, terms, start_char, start_char + 9)


def slugs(claims: list[Claim]) -> list[list[str]]:
    return [[one.slug for one in fact.claims] for fact in gather(claims)]


def test_a_statement_that_leaves_out_the_date_joins_the_one_that_gives_it() -> None:
    assert slugs([claim("short", amount="5"), claim("full", amount="5", start="2018")]) == [["full", "short"]]


def test_a_statement_that_could_be_either_of_two_fuller_ones_stays_alone() -> None:
    told = [claim("short", amount="5"), claim("one", amount="5", start="2018"), claim("two", amount="5", start="2019")]
    assert sorted(slugs(told)) == [["one"], ["short"], ["two"]]


def test_different_sums_and_different_stages_are_never_one() -> None:
    told = [claim("a", amount="5"), claim("b", amount="6"), claim("c", amount="5", status="pledged")]
    assert slugs(told) == [["a"], ["b"], ["c"]]


def test_what_is_planned_and_what_is_asserted_are_never_one() -> None:
    assert len(slugs([claim("a", modality="planned"), claim("b", modality="asserted")])) == 2


def listed(claims: list[Claim], direction: str = "›") -> list[list[str]]:
    return [[fact.first.value.slug for fact in line.facts] for line in lines(gather(claims), direction)]


def test_what_the_same_words_say_of_several_things_is_one_line() -> None:
    told = [claim(name, predicate="memberOf", object=name) for name in ("ilo", "who")]
    assert listed(told) == [["ilo", "who"]]


def test_other_words_another_date_or_another_speaker_make_another_line() -> None:
    told = [
        claim("a", predicate="memberOf", object="ilo"),
        claim("b", predicate="memberOf", object="who", start_char=50),
        claim("c", predicate="memberOf", object="un", start="1960"),
        claim("d", predicate="memberOf", object="au", wasAttributedTo="union"),
    ]
    assert listed(told) == [["ilo"], ["who"], ["un"], ["au"]]


def test_sums_have_lines_of_their_own() -> None:
    told = [claim("a", object="mali", amount="5"), claim("b", object="niger", amount="5")]
    assert listed(told) == [["mali"], ["niger"]]


def test_what_contradicts_others_stands_apart_from_what_does_not() -> None:
    told = [claim("a", predicate="ledBy", object="chad", conflict="x"), claim("b", predicate="ledBy", object="togo")]
    assert listed(told) == [["chad"], ["togo"]]


def test_one_voice_says_the_same_of_several_subjects() -> None:
    told = [claim(name, predicate="established", subject=name) for name in ("france", "germany")]
    other = claim("c", predicate="established", subject="chad", start_char=70)
    assert [[fact.first.subject for fact in line.facts] for line in voices([*told, other])] == [
        ["france", "germany"],
        ["chad"],
    ]


def test_texts_that_the_same_words_give_are_one_line() -> None:
    told = [claim(name, predicate="hasPurpose") for name in ("ports", "roads")]
    texts = [replace(one, fields={**one.fields, "object": (Term(one.slug, language="en"),)}) for one in told]
    assert [[fact.first.value.text for fact in line.facts] for line in lines(gather(texts), "›")] == [["ports", "roads"]]


def test_what_goes_both_ways_is_the_same_from_either_side() -> None:
    one, other = claim("a", subject="mali", object="union"), claim("b", subject="union", object="mali")
    assert slugs([one.read_by("mali"), other.read_by("mali")]) == [["a", "b"]]


def test_voices_that_contradict_each_other_share_what_they_speak_of() -> None:
    told = [
        claim("a", predicate="established", subject="france", object="alliance"),
        claim("b", predicate="established", subject="germany", object="alliance"),
        claim("c", predicate="ledBy", subject="alliance", object="germany", start_char=90),
    ]
    assert shared(voices(told)) == ["alliance"]
