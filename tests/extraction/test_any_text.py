"""Whatever a document says, reading it ends well: every claim rests on words of it, and reading again says the same."""

import pickle
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from passages import as_read

from sahelkg.extraction import Extractor, model_names, recogniser
from sahelkg.lexicon import load_lexicon
from sahelkg.model import Document, Extraction
from sahelkg.settings import domain_folder

NAMES = sorted(
    {
        label.text
        for entity in load_lexicon(domain_folder() / "ontology" / "lexicon").entities.values()
        for label in entity.labels
        if len(entity.slug) % 5 == 0
    }
)
WORDS = (
    "the of and in on with for to by from which its their was were is has been will not signed met launched provided "
    "support mission meeting agreement fund member members countries parties president minister said according increase "
    "le la les des du de l’ d’ et à au aux en dans avec pour par qui dont son leur est ont été sera ne pas a signé réunion "
    "accord mission pays ministre président selon ainsi que y compris notamment appuie créé lors tenue soutient Awa Sarr "
    "budget troops soldiers killed hosted chaired headed led trains trained former joint première fifth 5th said"
).split()
NUMBERS = (
    "€5 million; 3,000 soldiers; half a billion dollars; 12 May 2019; le 3 mars; between 2014 and 2020; yesterday; "
    "vendredi; 10 %; 2017; 1.2.3; Ve; $; €; 99999999999999999999999 euros; 31 February 2018; 0; 1/2; 2018-13-45; 1er"
).split("; ")
MARKS = [
    *".,;:!?…()[]“”«»\"'’‘-–—/#@&%*•|\n",
    "\n\n",
    "\u00a0",
    "\u202f",
    "...",
    "’s",
    "d’",
    "(i)",
    "(ii)",
    "1.",
    "a)",
    "- ",
]
SCRIPTS = [
    "مالي والنيجر",
    "\u202eilaM\u202c",
    "ניגר",
    "中国支持马里",
    "Мали",
    "e\u0301\u0302\u0303",
    "\u200d\u200f",
    "𝓜𝓪𝓵𝓲",
    "🇲🇱",
    "ﬁn",
    "İ",
    "ß",
    "\x1c",
    "\u2028",
]

fragments = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
    st.sampled_from(NUMBERS),
    st.sampled_from(MARKS),
    st.sampled_from(SCRIPTS),
)
recombined = st.lists(fragments, min_size=1, max_size=70).map(" ".join) | st.lists(fragments, min_size=1, max_size=70).map(
    "".join
)
arbitrary = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=300)
long_words = st.tuples(fragments, st.integers(1, 800)).map(lambda pair: pair[0] * pair[1])
texts = st.one_of(recombined, arbitrary, long_words, st.tuples(recombined, arbitrary, recombined).map("\n".join)).filter(
    str.strip
)


def check(extraction: Extraction, extractor: Extractor) -> None:
    document = extraction.document
    known = extractor._finder.lexicon.entities.keys() | {entity.slug for entity in extraction.entities}
    known |= {document.slug} | {document.article_slug(article.index) for article in document.articles}
    for claim in extraction.claims:
        assert 0 <= claim.start < claim.end <= len(document.text)
        assert document.text[claim.start : claim.end].strip()
        assert claim.subject in known
        assert claim.object is None or claim.object in known
        assert (claim.object is None) != (claim.value is None) or claim.predicate == "funds"
        assert claim.asserted_by in known
        assert 0 < claim.confidence <= 1
        for name, value in claim.qualifiers:
            assert value
            assert not value.startswith("id:") or value.removeprefix("id:") in known, name
    for passage in (*extraction.mentions, *extraction.names, *extraction.doubts):
        assert 0 <= passage.start < passage.end <= len(document.text)
    places = [(mention.start, mention.end, mention.entity) for mention in extraction.mentions]
    assert len(places) == len(set(places))
    for mention in extraction.mentions:
        assert document.text[mention.start : mention.end].strip()
        assert mention.entity in known


def check_twice(document: Document, extractor: Extractor) -> None:
    extraction = extractor.extract(document)
    check(extraction, extractor)
    again = extractor.extract(pickle.loads(pickle.dumps(document)))
    assert again == extraction
    assert [claim.id for claim in again.claims] == [claim.id for claim in extraction.claims]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, language=st.sampled_from([None, "en", "fr"]))
def test_any_text_gives_claims_that_rest_on_its_words_and_gives_them_again(
    extractor: Extractor, text: str, language: str | None
) -> None:
    check_twice(as_read(text, language), extractor)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, language=st.sampled_from([None, "en", "fr"]))
def test_any_text_is_read_without_models_too(extractor: Extractor, text: str, language: str | None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recogniser, "installed_models", dict)
        check_twice(as_read(text, language), extractor)


SENTENCE = "Kenya’s minister Awa Sarr signed the Oslo agreement with Uganda, Chad and Mali on 3 May 2019 “for peace”. "


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SENTENCE * 400, id="one paragraph of many sentences"),
        pytest.param(SENTENCE.replace(".", ",") * 400, id="one sentence without end"),
        pytest.param((SENTENCE + "\n\n") * 400, id="many paragraphs"),
        pytest.param("Kenya, Uganda and " * 2000, id="a list without end"),
        pytest.param("“Kenya said " * 3000, id="quotation marks that nothing closes"),
        pytest.param("(NB) " * 6000, id="brackets"),
        pytest.param("Kenya\n" * 4000, id="a roll"),
        pytest.param("- Kenya: €5 million\n" * 1500, id="lines of money"),
        pytest.param("a" * 30_000, id="one word"),
        pytest.param("x" + " \t" * 15_000 + "x", id="white space"),
        pytest.param("Bank (" * 5000, id="brackets that nothing closes"),
        pytest.param("1," * 15_000, id="figures"),
    ],
)
def test_very_long_text_is_read_whole(extractor: Extractor, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recogniser, "installed_models", dict)
        document = as_read(text, "en")
        extraction = extractor.extract(document)
    check(extraction, extractor)
    assert max(block.end for block in document.blocks) == len(text.rstrip())


def test_what_a_model_reads_is_cut_between_sentences(extractor: Extractor) -> None:
    read: list[str] = []

    def listening(passages: Iterable[str], language: str) -> Iterator[list[recogniser.Name]]:
        for passage in passages:
            read.append(passage)
            yield []

    text = (SENTENCE * 400).rstrip()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model_names, "recognise", listening)
        extractor.extract(as_read(text, "en"))
    assert " ".join(passage.strip() for passage in read) == text
    assert len(read) > 1
    assert all(len(passage) <= 20_000 and passage.startswith("Kenya’s minister") for passage in read)
