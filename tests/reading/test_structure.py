"""Layouts other than the seed's: plain notices, records, treaties, wrapped lines, lists, threads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelkg.reading.source import Source
from sahelkg.reading.structure import Structure, structure


def _read(text: str) -> Structure:
    return structure(Source(text, "text/plain"))


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.content : block.end]) for block in _read(text).blocks]


LONG = "The ministers of both countries met for a whole day and agreed on a common plan for the border region."
LANGUE = (
    "Les ministres des deux pays se sont réunis toute la journée et ont adopté un plan commun pour la région frontalière."
)


def test_a_notice_has_a_title_a_byline_a_dateline_and_paragraphs() -> None:
    text = f"On the Border Summit\n\nJane Doe, Spokesperson\n\n{LONG}\n\n{LONG}\n"
    assert [kind for kind, _ in _kinds(text)] == ["heading", "paragraph", "paragraph", "paragraph"]
    dated = f"On the Border Summit\n\nAccra, 3 May 2019\n\n{LONG}\n"
    assert _kinds(dated)[1] == ("dateline", "Accra, 3 May 2019")


def test_lines_of_a_record_are_items_of_their_own() -> None:
    text = f"Water for the North\n\nProject: W-12\nCountries: Mali, Niger\nBudget: EUR 3,000,000\n\n{LONG}\n"
    assert _kinds(text)[1:4] == [
        ("item", "Project: W-12"),
        ("item", "Countries: Mali, Niger"),
        ("item", "Budget: EUR 3,000,000"),
    ]


def test_articles_of_a_treaty_head_their_paragraphs() -> None:
    text = f"Treaty on Rivers\n\nArticle 1\nDefinitions\n\n{LONG}\n\nArticle 2\nAIMS OF THE TREATY\n1. {LONG}\n2. {LONG}\n"
    found = _read(text)
    headings = [text[b.content : b.end] for b in found.blocks if b.kind == "heading"]
    assert headings == ["Treaty on Rivers", "Article 1", "Definitions", "Article 2", "AIMS OF THE TREATY"]
    first, second = (b for b in found.blocks if b.kind == "item")
    assert (first.marker, second.marker) == ("1.", "2.")
    assert first.section == second.section == 5


def test_hard_wrapped_lines_are_one_paragraph_and_the_text_stays_as_it_is() -> None:
    words = f"{LONG} {LONG} {LONG}".split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > 62:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "\n".join([*lines, line]) + "\n\n" + LONG + "\n"
    first, second = _read(text).blocks
    assert (first.start, first.end) == (0, text.index("\n\n"))
    assert len(first.sentences) == 3
    assert text[second.start : second.end] == LONG


def test_a_sentence_cut_by_a_line_or_a_gap_goes_on_in_its_block() -> None:
    text = "The bank of both countries lends to farmers in the\nNorth and to traders in the South.\n"
    assert len(_read(text).blocks) == 1
    gap = "Peace and a decent life for everyone who lives on a sustainable\n\nplanet is the aim of the session.\n\n" + LONG
    assert len(_read(gap).blocks) == 2


@pytest.mark.parametrize("marker", ["-", "•", "(ii)", "12.", "1)", "a)", "(b)", "iv.", "2.1.", "3°", "R.1.2 :"])
def test_an_items_marker_is_told_from_its_content(marker: str) -> None:
    text = f"{LONG}\n\n{marker} water and health\n\n{LONG}"
    item = _read(text).blocks[1]
    assert (item.kind, item.marker, text[item.content : item.end]) == ("item", marker, "water and health")


def test_an_enumeration_inside_a_line_stays_in_its_block() -> None:
    text = f"{LONG} It will (i) build wells; (ii) train teachers. (iii) And it will pay nurses."
    assert len(_read(text).blocks) == 1


def test_a_larger_gap_than_usual_opens_a_group_and_ends_the_innermost_heading() -> None:
    text = f"Aid by state\n\n{LONG}\n\nList of states:\n\nAlpha\n\nWater: one\nHealth: two\n\n\nWater: three\nHealth: four\n"
    found = _read(text)
    items = [block for block in found.blocks if block.kind == "item"]
    assert [block.group - items[0].group for block in items] == [0, 0, 1, 1]
    sections = [text[found.blocks[b.section].content : found.blocks[b.section].end] for b in items if b.section is not None]
    assert sections == ["Alpha", "Alpha", "List of states:", "List of states:"]


def test_a_thread_is_told_by_its_form_alone() -> None:
    text = (
        f"• Premier titre\n\n    {LANGUE}\n\n    • @autre: voici:\n\n      Second title\n\n      {LONG}\n\n      "
        "#eau #paix\n\n"
        f"    • Troisième titre\n\n      {LANGUE}\n"
    )
    found = _read(text)
    assert [text[a.title.start : a.title.end] for a in found.articles if a.title] == [
        "Premier titre",
        "Second title",
        "Troisième titre",
    ]
    assert [a.language for a in found.articles] == ["fr", "en", "fr"]
    assert [text[h.start : h.end] for h in found.articles[1].hashtags] == ["eau", "paix"]


def test_a_bulleted_list_is_no_thread() -> None:
    text = f"Points agreed\n\n{LONG}\n\n• one thing\n• another thing\n• a third thing\n\n{LONG}\n"
    found = _read(text)
    assert len(found.articles) == 1
    assert [b.marker for b in found.blocks if b.kind == "item"] == ["•", "•", "•"]


def test_each_block_has_its_own_language_and_short_ones_their_neighbours() -> None:
    text = f"{LONG}\n\n{LANGUE}\n\nNiamey\n\n{LONG}\n"
    assert [block.language for block in _read(text).blocks] == ["en", "fr", "fr", "en"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Doe met Gen. Roe in St. Louis on Jan. 5. They spoke for an hour.", 2),
        ("The U.S. envoy came. He met J. B. Smith of the U.N. mission.", 2),
        ("It cost 3.5 million. No. 12 of the list was met.", 2),
        ("M. Diallo et Mme. Ba sont arrivés. Ils repartiront demain.", 2),
        ("Est-ce possible ? Oui ! Attendons…", 3),
        ("« C’est bien. » Il partit ensuite.", 2),
        ("2. The parties agree. 3. They sign.", 2),
        ("He said: “We came. We saw.” Then he left.", 3),
        ("Water, health etc. were discussed. All agreed.", 2),
        ("no capital after it. so this is one sentence", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    (block,) = _read(text).blocks
    assert len(block.sentences) == count


LINE = st.one_of(
    st.sampled_from(
        ["", "  ", "• Title", "    • @a: b", "      body text of a post", "#x #y", "1. one", "2) two", "Label: value", LONG]
    ),
    st.text(max_size=40),
)


@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_any_text_gives_ordered_blocks_inside_it(lines: list[str], end: str) -> None:
    text = end.join(lines)
    found = _read(text)
    floor = 0
    for i, block in enumerate(found.blocks):
        assert floor <= block.start <= block.content < block.end <= len(text)
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        assert block.section is None or (block.section < i and found.blocks[block.section].kind == "heading")
        inner = block.content
        for sentence in block.sentences:
            assert inner <= sentence.start < sentence.end <= block.end
            assert not text[inner : sentence.start].strip()
            inner = sentence.end
        assert inner == block.end
        article = found.articles[block.article]
        assert article.start <= block.start < block.end <= article.end
        floor = block.end
    covered = "".join(text[block.start : block.end] for block in found.blocks)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@pytest.mark.parametrize(
    "stuff", [".", "a" * 59 + " ", "A.B.", "#a#", "(", "1,", "é\u0301 ", "\u202eabc\u202c ", "Ab: cd ", '"']
)
def test_a_line_of_any_length_is_read(stuff: str) -> None:
    text = stuff * (300_000 // len(stuff))
    blocks = _read(text).blocks
    assert blocks[0].start == 0
    assert blocks[-1].end == len(text.rstrip())


@pytest.mark.parametrize("rubric", ["PRESS RELEASE", "Communiqué de presse", "For immediate release:"])
def test_a_line_that_only_says_what_kind_of_text_follows_is_no_title(rubric: str) -> None:
    text = f"{rubric}\n\nThe ports of the coast open again\n\nThe ice has gone, and ships come in. Trade goes on.\n\nFine.\n"
    title = _read(text).articles[0].title
    assert title is not None
    assert text[title.start : title.end] == "The ports of the coast open again"


def test_a_letterhead_that_ends_with_a_symbol_and_a_date_is_no_title() -> None:
    head = "Boreal Union\nCouncil\nBU/2019/498\n17 June 2019"
    text = f"{head}\n\nReport on the ports of the coast\n\nThe ice has gone. Trade goes on.\n"
    title = _read(text).articles[0].title
    assert title is not None
    assert text[title.start : title.end] == "Report on the ports of the coast"


def _title(text: str) -> str | None:
    title = _read(text).articles[0].title
    return None if title is None else text[title.start : title.end]


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (
            "The ports of the coast open again to ships of all lands\n\nMedia Note\n\nOffice of the Spokesperson\n\n",
            "The ports of the coast open again to ships of all lands",
        ),
        ("PRESS RELEASE\n\nBorder Summit ends in Accra\n\n", "Border Summit ends in Accra"),
        ("COMMUNIQUÉ CONJOINT\nRéunion sur les frontières\nAccra, 3 mai 2019\n\n", "Réunion sur les frontières"),
        ("River Commission\n\nPress release – Accra, 3 May 2019\n\nNew boats for the river\n\n", "New boats for the river"),
        ("River Commission\n\nFinal Communiqué of the Border Summit\n\n", "Final Communiqué of the Border Summit"),
        ("Joint Statement on the Border\n\nOffice of the Spokesperson\n\n", "Joint Statement on the Border"),
        ("On the Border Summit\n\nCommuniqué of the ministry, 3 May 2019\n\n", "On the Border Summit"),
    ],
)
def test_what_only_says_the_kind_of_a_text_or_who_issues_it_is_not_its_title(opening: str, title: str) -> None:
    assert _title(f"{opening}{LONG}\n\n{LONG}\n") == title


def test_a_line_of_foreign_names_keeps_the_language_around_it() -> None:
    line = "Angola: H.E. Téte António, Minister of External Relations"
    text = f"On the Border Summit\n\n{LONG}\n\n{line}\n\n{LONG}\n\n{LANGUE}\n"
    languages = {text[block.content : block.end]: block.language for block in _read(text).blocks}
    assert (languages[line], languages[LANGUE]) == ("en", "fr")
