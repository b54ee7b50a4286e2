"""Every frame's own examples hold: the positive ones give their claims, the negative ones give none of that frame."""

import pytest
from passages import paragraph, readable

from sahelkg.extraction import Extractor
from sahelkg.extraction.frames import Example, Frame, load_frames
from sahelkg.lexicon import Lexicon
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
def test_example_gives_its_claims_and_no_others_of_the_frame(
    frame: Frame, example: Example, extractor: Extractor, lexicon: Lexicon, labels: dict[str, str]
) -> None:
    extraction = extractor.extract(paragraph(example.text, example.language))
    claims = readable(extraction, labels)
    if example.claims:
        assert {canonical(claim, lexicon, labels) for claim in example.claims} <= {line for line, _ in claims}
    else:
        assert [line for line, method in claims if method == f"frame:{frame.name}"] == []


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_frame_has_three_positive_and_two_negative_examples_in_each_language_it_serves(frame: Frame) -> None:
    for language in {tongue for kind in (frame.verbs, frame.nouns, frame.phrases) for tongue in kind}:
        examples = [example for example in frame.examples if example.language == language]
        assert sum(bool(example.claims) for example in examples) >= 3
        assert sum(not example.claims for example in examples) >= 2
