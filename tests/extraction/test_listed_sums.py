"""Sums listed under a sentence that says who gives them."""

import pytest
from passages import Reader, as_read

LISTS = [
    (
        "A page\n\nNorland is providing the following in Vellia:\n- €5 million to the Boreal Bank for schools;\n"
        "- up to €2 million to Estmark;\n- seeds.\n\nThat is all.\n",
        "en",
        {("norland", "boreal-bank", 5000000), ("norland", "estmark", 2000000)},
    ),
    (
        "A page\n\nNorland’s contributions for Vellia include:\n- €5 million for schools;\n"
        "- €2 million for wells.\n\nDone.\n",
        "en",
        {("norland", "vellia", 5000000), ("norland", "vellia", 2000000)},
    ),
    (
        "Une page\n\nLa Norlande verse les sommes suivantes :\n- 5 millions d’euros à la Vellie pour les écoles ;\n"
        "- 2 millions d’euros pour l’Estmarque.\n\nC’est tout.\n",
        "fr",
        {("norland", "vellia", 5000000), ("norland", "estmark", 2000000)},
    ),
    (
        "A page\n\nNorland buys the following:\n- €5 million to Vellia;\n- €2 million to Estmark.\n\nThat is all.\n",
        "en",
        set(),
    ),
    (
        "A page\n\nNorland provides seeds.\n- €5 million to Vellia;\n- €2 million to Estmark.\n\nThat is all.\n",
        "en",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "language", "gifts"), LISTS)
def test_each_line_that_opens_with_a_sum_is_a_gift_of_whom_the_sentence_before_names(
    boreal: Reader, text: str, language: str, gifts: set[tuple[str, str, int]]
) -> None:
    claims = [one for one in boreal.extraction(as_read(text, language)).claims if one.method == "structure:listed-sums"]
    assert {(one.subject, one.object, int(one.value.number)) for one in claims} == gifts  # type: ignore[union-attr]
