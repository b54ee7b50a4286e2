"""Every frame's own examples hold: the frame makes the claims of the positive ones, and none of the negative ones."""

import pytest
from passages import as_read, paragraph, readable

from sahelkg.extraction import Extractor
from sahelkg.extraction.frames import Example, Frame, load_frames
from sahelkg.lexicon import Lexicon
from sahelkg.model import Quantity
from sahelkg.settings import domain_folder

FRAMES = load_frames(domain_folder() / "ontology" / "frames" / "relations")
EXAMPLES = [
    pytest.param(frame, example, id=f"{frame.name}-{example.language}-{number}")
    for frame in FRAMES
    for number, example in enumerate(frame.examples, 1)
]


def canonical(claim: str, lexicon: Lexicon, labels: dict[str, str]) -> str:
    """`claim` with each thing that the lexicon knows under its English label, whatever label the example uses."""
    parts = [(part, lexicon.named(part)) for part in claim.split(" | ")]
    return " | ".join(labels[entity.slug] if entity else part for part, entity in parts)


@pytest.mark.parametrize(("frame", "example"), EXAMPLES)
def test_a_frame_makes_the_claims_of_its_positive_examples_and_none_of_its_negative_ones(
    frame: Frame, example: Example, extractor: Extractor, lexicon: Lexicon, labels: dict[str, str]
) -> None:
    document = (
        as_read(f"{example.page}\n\n{example.text}", example.language)
        if example.page
        else paragraph(example.text, example.language)
    )
    extraction = extractor.extract(document)
    made = {line for line, method in readable(extraction, labels) if method == f"frame:{frame.name}"}
    if example.claims:
        assert {canonical(claim, lexicon, labels) for claim in example.claims} <= made
    else:
        assert made == set()


@pytest.mark.parametrize(
    ("text", "language", "instrument"),
    [
        (
            "Japan gave €9 million to Laos. The Japanese funding is channelled through the Mekong Trust Fund.",
            "en",
            "id:mekong-trust-fund",
        ),
        (
            "Le Japon a versé 9 millions d’euros au Laos. Ce financement transite par le Fonds fiduciaire du Mékong.",
            "fr",
            "id:fonds-fiduciaire-du-mekong",
        ),
    ],
)
def test_what_money_is_channelled_through_is_the_instrument_of_the_funding_told_before(
    extractor: Extractor, text: str, language: str, instrument: str
) -> None:
    claims = extractor.extract(paragraph(text, language)).claims
    (channelled,) = [claim for claim in claims if claim.method == "frame:channel-of-funding"]
    assert (channelled.subject, channelled.object) == ("japan", "laos")
    assert isinstance(channelled.value, Quantity)
    assert (channelled.value.number, channelled.value.unit) == (9_000_000, "EUR")
    assert ("instrument", instrument) in channelled.qualifiers


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_frame_has_three_positive_and_two_negative_examples_in_each_language_it_serves(frame: Frame) -> None:
    for language in {tongue for kind in (frame.verbs, frame.nouns, frame.phrases) for tongue in kind}:
        examples = [example for example in frame.examples if example.language == language]
        assert sum(bool(example.claims) for example in examples) >= 3
        assert sum(not example.claims for example in examples) >= 2
