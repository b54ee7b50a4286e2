"""When a text was published, told by the line or words that open it."""

import pytest
from passages import Reader, as_read, readable

TITLE = "The ports of the coast open again"
BODY = "The ice has gone, and ships come in at all the ports of the coast."


@pytest.mark.parametrize(
    "opening",
    [
        "(Oksa, May 3, 2011) – ",
        "Oksa / Nordby, 3 May 2011 – ",
        "Oksa, 3 May 2011 (BNA) - ",
        "Published on: 03/05/2011 - 18:42\n\n",
    ],
)
def test_a_text_is_published_on_the_day_that_opens_it(boreal: Reader, opening: str) -> None:
    text = f"{TITLE}\n\n{opening}{BODY}\n\nAll is well on the coast.\n"
    claims = readable(boreal.extraction(as_read(text, "en")), boreal.labels)
    assert [line.split(" | ")[2] for line, _ in claims if "| publishedOn |" in line] == ["2011-05-03"]


@pytest.mark.parametrize("opening", ["On 3 May 2011 the ice went. ", "The ports, shut on 3 May 2011 – a cold day – open. "])
def test_another_day_in_the_opening_is_not_that_of_publication(boreal: Reader, opening: str) -> None:
    text = f"{TITLE}\n\n{opening}{BODY}\n\nAll is well on the coast.\n"
    claims = readable(boreal.extraction(as_read(text, "en")), boreal.labels)
    assert not [line for line, _ in claims if "| publishedOn |" in line]
