"""What a language model says is taken only where the text bears it out."""

import json
from decimal import Decimal
from typing import Any

import pytest
from chat_stub import Stub, claims, completion
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from passages import paragraph

from sahelkg.extraction import Extractor
from sahelkg.extraction.language_model.answers import NoAnswerError, read_answer
from sahelkg.model import Claim, Date, Doubt, Extraction, Quantity, Span, Text

TEXT = "Togo lavished €12.5 million on Benin in May 2016. Some 340 families of Benin found shelter with Togo."
GIFT = {
    "quote": "Togo lavished €12.5 million on Benin in May 2016",
    "subject": "togo",
    "predicate": "funds",
    "object": "benin",
    "value": "12500000",
    "unit": "EUR",
    "start": "2016-05",
    "modality": "asserted",
    "qualifiers": {"status": "provided"},
}
SHELTER = {
    "quote": "Some 340 families of Benin found shelter with Togo.",
    "subject": "togo",
    "predicate": "assisted",
    "value": 340,
    "unit": "families",
    "modality": "asserted",
    "qualifiers": {"place": "benin"},
}


def told(extraction: Extraction) -> list[Claim]:
    """The claims that the model made."""
    return [claim for claim in extraction.claims if claim.method.startswith("model:")]


def quote(claim: Claim, text: str) -> str:
    return text[claim.start : claim.end]


# --- taken ----------------------------------------------------------------------------------------------------------------


def test_a_claim_whose_quote_things_sum_and_date_stand_in_the_text_is_taken_with_low_confidence(
    model: Stub, forgetful: Extractor
) -> None:
    model.answer = lambda _: claims(GIFT)

    extraction = forgetful.extract(paragraph(TEXT, "en"))

    (claim,) = told(extraction)
    assert (claim.subject, claim.predicate, claim.object) == ("togo", "funds", "benin")
    assert (claim.value, claim.since, claim.until) == (Quantity(Decimal(12500000), "EUR"), "2016-05", None)
    assert claim.qualifiers == (("status", "provided"),)
    assert quote(claim, TEXT) == GIFT["quote"]
    assert (claim.method, claim.basis, claim.modality) == ("model:stub", "stated", "asserted")
    assert claim.confidence < 0.6
    assert claim.asserted_by == "test-press"
    assert extraction.doubts == ()


def test_a_count_is_taken_with_the_comparator_of_the_text(model: Stub, forgetful: Extractor) -> None:
    model.answer = lambda _: claims(SHELTER)

    (claim,) = told(forgetful.extract(paragraph(TEXT, "en")))

    assert claim.value == Quantity(Decimal(340), "families")
    assert claim.qualifiers == (("comparator", "about"), ("place", "id:benin"))


def test_a_french_claim_is_taken(model: Stub, forgetful: Extractor) -> None:
    text = "Le Togo a choyé le Bénin à hauteur de 8 milliards d’euros entre 2014 et 2016."
    model.answer = lambda _: claims({**GIFT, "quote": text, "value": "8000000000", "start": "2014", "end": "2016"})

    (claim,) = told(forgetful.extract(paragraph(text, "fr")))

    assert (claim.value, claim.since, claim.until) == (Quantity(Decimal(8000000000), "EUR"), "2014", "2016")
    assert claim.language == "fr"


def test_a_quote_that_the_text_breaks_over_lines_is_found_and_kept_as_the_text_has_it(
    model: Stub, forgetful: Extractor
) -> None:
    text = TEXT.replace("million on", "million\non")
    model.answer = lambda _: claims(GIFT)

    (claim,) = told(forgetful.extract(paragraph(text, "en")))

    assert quote(claim, text) == "Togo lavished €12.5 million\non Benin in May 2016"


def test_of_a_quote_that_stands_twice_the_one_nearest_to_its_things_is_meant(model: Stub, forgetful: Extractor) -> None:
    text = "EUTM Mali is small. The mission is fond of Togo. MINUSMA is large. The mission is fond of Togo."
    fondness = {"quote": "The mission is fond of Togo.", "predicate": "supports", "object": "togo", "modality": "asserted"}
    model.answer = lambda _: claims({**fondness, "subject": "minusma"}, {**fondness, "subject": "eutm-mali"})

    first, second = told(forgetful.extract(paragraph(text, "en")))

    assert (first.subject, first.start) == ("eutm-mali", text.index("The mission"))
    assert (second.subject, second.start) == ("minusma", text.rindex("The mission"))


def test_a_thing_that_the_quote_only_takes_up_rests_on_the_place_where_it_is_named(
    model: Stub, forgetful: Extractor
) -> None:
    text = "EUTM Mali is small. Its time is up in May 2020."
    model.answer = lambda _: claims(
        {
            "quote": "Its time is up in May 2020",
            "subject": "eutm-mali",
            "predicate": "mandateEnd",
            "value": "2020-05",
            "modality": "planned",
        }
    )

    (claim,) = told(forgetful.extract(paragraph(text, "en")))

    assert (claim.value, claim.modality) == (Date("2020-05"), "planned")
    assert claim.evidence == (Span(0, len("EUTM Mali")),)
    assert claim.confidence < 0.5


def test_a_date_that_only_the_publication_dates_is_inferred(model: Stub, forgetful: Extractor) -> None:
    text = "Togo lavished €12.5 million on Benin last year."
    model.answer = lambda _: claims({**GIFT, "quote": text, "start": "2017"})

    (claim,) = told(forgetful.extract(paragraph(text, "en", "2018-03-16")))

    assert (claim.since, claim.basis) == ("2017", "inferred:relative-date")


def test_words_said_are_asserted_by_the_one_who_said_them(model: Stub, forgetful: Extractor) -> None:
    text = "Benin, in the view of Togo, is a splendid place to live in."
    model.answer = lambda _: claims(
        {
            "quote": text,
            "subject": "togo",
            "predicate": "said",
            "value": "a splendid place to live in",
            "modality": "opinion",
        }
    )

    (claim,) = told(forgetful.extract(paragraph(text, "en")))

    assert claim.value == Text("a splendid place to live in", "en")
    assert (claim.asserted_by, claim.reported_by) == ("togo", "test-press")


def test_an_answer_fenced_as_code_is_read(model: Stub, forgetful: Extractor) -> None:
    model.answer = lambda _: completion(f"```json\n{json.dumps({'claims': [GIFT]})}\n```")

    assert len(told(forgetful.extract(paragraph(TEXT, "en")))) == 1


# --- rejected -------------------------------------------------------------------------------------------------------------

LIES: dict[str, tuple[dict[str, Any], str]] = {
    "an invented quote": ({"quote": "Togo lavished €12.5 million on Ghana"}, "quote does not stand in the text"),
    "a quote in other letters": ({"quote": "togo lavished €12.5 million on Benin"}, "quote does not stand in the text"),
    "a quote that ends inside a word": ({"quote": "Togo lavished €12.5 million on Ben"}, "quote does not stand in the text"),
    "an empty quote": ({"quote": " "}, "quote does not stand in the text"),
    "a wrong sum": ({"value": "13000000"}, "the sum 13000000 EUR is not what the quote says: 12500000 EUR"),
    "a wrong sum as a number": ({"value": 12.5}, "the sum 12.5 EUR is not what the quote says"),
    "a wrong currency": ({"unit": "USD"}, "the sum 12500000 USD is not what the quote says"),
    "a sum in words": ({"value": "12,5 million"}, "12,5 million is no plain number"),
    "a date more precise than the text": (
        {"start": "2016-05-03"},
        "the date 2016-05-03 is not what the quote says: 2016-05",
    ),
    "a wrong year": ({"start": "2015"}, "the date 2015 is not what the quote says"),
    "an end the text does not give": ({"end": "2016-05"}, "the date 2016-05 is not what the quote says"),
    "an unknown relation": ({"predicate": "bribes"}, "the relation bribes is not in the list"),
    "a relation of another kind": ({"predicate": "refersTo", "value": None}, "the relation refersTo is not in the list"),
    "an object of the wrong class": ({"predicate": "memberOf", "value": None}, "benin is of class State, not Organisation"),
    "a subject of the wrong class": ({"predicate": "visited", "value": None}, "togo is of class State, not Person"),
    "a thing that is not in the text": ({"subject": "ghana"}, "ghana is nothing that the passage mentions"),
    "a thing outside the quote": ({"quote": "lavished €12.5 million on Benin"}, "togo is neither named nor taken up"),
    "a subject that is its own object": ({"object": "togo"}, "subject and object are the same"),
    "no object": ({"object": None}, "funds takes an object of class Entity"),
    "an object too many": ({"predicate": "assisted", "value": 340}, "assisted takes no object"),
    "a value too many": ({"predicate": "supports"}, "supports takes no value"),
    "no value": ({"predicate": "assisted", "object": None, "value": None}, "assisted takes a value, and none is given"),
    "a date read as a count": ({"predicate": "assisted", "object": None, "value": 2016}, "the number 2016 EUR is not"),
    "an unknown modality": ({"modality": "certain"}, "the modality certain is not known"),
    "words that are not in the quote": (
        {"qualifiers": {"purpose": "for schools"}},
        "“for schools” does not stand in the quote",
    ),
    "a status of its own": (
        {"qualifiers": {"status": "wasted"}},
        "status is one of pledged, committed, allocated, provided",
    ),
    "a qualifier of its own": ({"qualifiers": {"mood": "generous"}}, "funds takes no qualifier mood"),
    "a qualifier that is not in the text": ({"qualifiers": {"instrument": "ghana"}}, "ghana is neither named nor taken up"),
    "a field of the wrong type": ({"subject": ["togo"]}, "not a whole claim: subject"),
    "a field that is missing": ({"modality": None}, "not a whole claim: modality"),
}


@pytest.fixture(scope="module")
def rejected(model: Stub, forgetful: Extractor) -> dict[str, Doubt]:
    """What becomes of each lie, told among two truths."""
    model.answer = lambda _: claims(GIFT, *({**GIFT, **lie} for lie, _ in LIES.values()), SHELTER)
    extraction = forgetful.extract(paragraph(TEXT, "en"))
    assert [claim.predicate for claim in told(extraction)] == ["funds", "assisted"]
    return dict(zip(LIES, extraction.doubts, strict=True))


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_rejected_with_its_reason_and_the_truths_beside_it_are_taken(lie: str, rejected: dict[str, Doubt]) -> None:
    assert rejected[lie].kind == "claim"
    assert LIES[lie][1] in rejected[lie].reason


def test_a_rejected_claim_is_shown_at_its_quote(rejected: dict[str, Doubt]) -> None:
    doubt = rejected["a wrong sum"]

    assert TEXT[doubt.start : doubt.end] == GIFT["quote"]


def test_a_quote_of_more_than_two_sentences_is_rejected(model: Stub, forgetful: Extractor) -> None:
    text = "Togo is small. It rains. Benin is large. Nobody minds."
    model.answer = lambda _: claims(
        {"quote": text[:40], "subject": "togo", "predicate": "supports", "object": "benin", "modality": "asserted"}
    )

    extraction = forgetful.extract(paragraph(text, "en"))

    assert told(extraction) == []
    assert "longer than two sentences" in extraction.doubts[-1].reason


def test_a_claim_that_ends_before_it_starts_is_rejected(model: Stub, forgetful: Extractor) -> None:
    text = "Since 2016 Togo has been fond of Benin, as it was until 2014."
    model.answer = lambda _: claims({**GIFT, "quote": text, "value": None, "start": "2016", "end": "2014"})

    extraction = forgetful.extract(paragraph(text, "en"))

    assert told(extraction) == []
    assert "it ends in 2014, before it starts in 2016" in extraction.doubts[-1].reason


# --- beside the frames ----------------------------------------------------------------------------------------------------

SIGNED = "Mali and Niger signed the Paris Agreement. Nobody minded."


def test_a_claim_of_the_frames_is_never_displaced_by_the_same_of_the_model(
    model: Stub, forgetful: Extractor, extractor: Extractor
) -> None:
    document = paragraph(SIGNED, "en")
    alone = extractor.extract(document)
    made = [claim for claim in alone.claims if claim.predicate == "signed"]
    assert {claim.subject for claim in made} == {"mali", "niger"}
    model.answer = lambda _: claims(
        *(
            {
                "quote": SIGNED,
                "subject": claim.subject,
                "predicate": claim.predicate,
                "object": claim.object,
                "modality": "negated",
            }
            for claim in made
        )
    )

    extraction = forgetful.extract(document)

    assert extraction.claims == alone.claims
    assert extraction.doubts == alone.doubts


def test_two_claims_of_the_model_that_say_the_same_are_one(model: Stub, forgetful: Extractor) -> None:
    partners = {"quote": TEXT[:49], "predicate": "partnerOf", "modality": "asserted"}
    model.answer = lambda _: claims(
        {**partners, "subject": "togo", "object": "benin"},
        {**partners, "subject": "benin", "object": "togo"},
        {**partners, "subject": "togo", "object": "benin", "quote": TEXT[:48]},
    )

    assert len(told(forgetful.extract(paragraph(TEXT, "en")))) == 1


# --- whatever it says -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [*TEXT.split(), "togo", "benin", "ghana", "funds", "supports", "said", "12500000", "2016-05", "EUR", ""]
)
FIELD = st.one_of(
    WORDS, st.lists(WORDS, max_size=8).map(" ".join), st.none(), st.integers(), st.floats(), st.text(max_size=9)
)
PROPOSAL = st.dictionaries(st.sampled_from([*GIFT, "more"]), FIELD, max_size=4).map(lambda fields: {**GIFT, **fields})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(proposals=st.lists(PROPOSAL, max_size=4))
def test_whatever_a_model_answers_each_claim_taken_quotes_the_text_and_names_its_things_there(
    proposals: list[dict[str, Any]], model: Stub, forgetful: Extractor
) -> None:
    model.answer = lambda _: claims(*proposals)

    extraction = forgetful.extract(paragraph(TEXT, "en"))

    for claim in told(extraction):
        words = quote(claim, TEXT).lower()
        assert words in TEXT.lower()
        assert claim.subject in words
        assert claim.object is None or claim.object in words
        assert claim.confidence < 0.6


@given(st.one_of(st.text(), st.recursive(st.none() | st.text() | st.floats(), st.lists).map(json.dumps)))
def test_an_answer_of_any_other_form_is_no_answer(content: str) -> None:
    with pytest.raises(NoAnswerError):
        read_answer(content)
