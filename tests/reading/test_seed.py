"""The seed thread, as a reader sees it."""

import hashlib

from sahelkg.model import Block, Document
from sahelkg.settings import domain_folder


def _content(document: Document, block: Block) -> str:
    return document.text[block.content : block.end]


def _starting(document: Document, words: str) -> Block:
    (block,) = [block for block in document.blocks if _content(document, block).startswith(words)]
    return block


def test_the_text_is_the_files_own_in_code_points(seed: Document) -> None:
    data = (domain_folder() / "seeds" / f"{seed.id}.txt").read_bytes()
    assert seed.text.encode() == data
    assert (len(seed.text), len(data)) == (30_484, 31_312)
    assert seed.digest == hashlib.sha256(data).hexdigest()


def test_the_thread_is_six_articles_each_with_title_and_language(seed: Document) -> None:
    titles = [seed.text[a.title.start : a.title.end] if a.title else None for a in seed.articles]
    assert titles == [
        "Une nouvelle force antiterroriste dans le Sahel",
        "The European Union’s partnership with the G5 Sahel countries",
        "Vu du Burkina Faso. L’armée française encore endeuillée, le G5 Sahel a besoin d’aide",
        "Donors pledge $500 million for troops in West Africa’s Sahel",
        "New funding for Sahel confirms link between development efforts, security and migration control",
        "Rencontre à Niamey sur la migration - Déclaration conjointe suivant la réunion de coordination de la lutte "
        "contre le trafic illicite de migrants et la traite des êtres humains",
    ]
    assert [a.language for a in seed.articles] == ["fr", "en", "fr", "en", "en", "fr"]
    assert seed.language == "fr"


def test_the_hashtags_that_close_an_article_belong_to_it_without_their_sign(seed: Document) -> None:
    tags = [[seed.text[tag.start : tag.end] for tag in article.hashtags] for article in seed.articles]
    assert tags == [
        ["sahel", "anti-terrorisme", "armée", "G5_Sahel", "ISIS", "EI", "Etat_islamique"],
        ["Mauritanie", "Mali", "Tchad", "Burkina_Faso", "business", "argent"],
        [],
        [],
        ["développement", "migrations", "sécurité"],
        [],
    ]


def test_an_english_title_in_a_french_note_is_english(seed: Document) -> None:
    assert _starting(seed, "Et en anglais").language == "fr"
    assert _starting(seed, "New Sahel anti-terror force").language == "en"


def test_questions_head_their_sections_and_nested_headings_lie_below_them(seed: Document) -> None:
    blocks = seed.blocks
    force = _starting(seed, "The G5 Sahel Joint Force")
    missions = _starting(seed, "Missions under the Common Security")
    assert force.kind == missions.kind == "heading"
    assert force.section is not None
    assert _content(seed, blocks[force.section]) == "What security support does the EU provide in the Sahel?"
    niger = _starting(seed, "EUCAP Sahel Niger is a civilian mission")
    assert (niger.kind, niger.section) == ("item", blocks.index(missions))


def test_labelled_lines_under_a_lead_in_are_items(seed: Document) -> None:
    for label in ("Political partnership:", "Development assistance:", "Security support:"):
        assert _starting(seed, label).kind == "item"


def test_country_lines_without_heading_stand_in_groups_of_their_own_under_the_list(seed: Document) -> None:
    lists = [block for block in seed.blocks if _content(seed, block).startswith("European Development Fund:")]
    assert len(lists) == 5
    assert len({block.group for block in lists}) == 5
    burkina = seed.blocks.index(_starting(seed, "Burkina Faso"))
    top = seed.blocks.index(_starting(seed, "EU assistance per G5 Sahel country:"))
    assert [block.section for block in lists] == [burkina, top, top, top, top]
    assert seed.blocks[burkina].section == top


def test_every_line_of_the_country_lists_is_an_item(seed: Document) -> None:
    first = seed.blocks.index(_starting(seed, "EU Trust Fund for Africa: €154,5"))
    last = seed.blocks.index(_starting(seed, "CSDP mission: EUCAP Sahel Niger"))
    assert {block.kind for block in seed.blocks[first : last + 1]} == {"item"}


def test_the_declaration_has_numbered_paragraphs_and_eight_section_headings(seed: Document) -> None:
    blocks = [block for block in seed.blocks if block.article == 5 and block.marker]
    assert [block.marker for block in blocks if block.kind == "item"] == [f"{number}." for number in range(2, 39)]
    assert [block.marker for block in blocks if block.kind == "heading"][1:] == [f"{number})" for number in range(1, 9)]
    by_marker = {block.marker: block for block in blocks}
    for paragraph, heading in (("13.", "1)"), ("16.", "1)"), ("17.", "2)"), ("24.", "3)"), ("36.", "8)"), ("38.", "8)")):
        section = by_marker[paragraph].section
        assert section is not None
        assert seed.blocks[section].marker == heading
    title = by_marker["12."].section
    assert title is not None
    assert seed.blocks[title].marker == "•"


def test_the_last_line_is_a_footer(seed: Document) -> None:
    assert (seed.blocks[-1].kind, _content(seed, seed.blocks[-1])) == (
        "footer",
        "STATEMENT/18/2067, Bruxelles, 16 Mars 2018",
    )


def test_sentences_are_not_cut_at_enumerations_decimals_or_abbreviations(seed: Document) -> None:
    sentences = [seed.text[s.start : s.end] for block in seed.blocks for s in block.sentences]
    assert any(s.startswith("Since its launch,") and s.endswith("(6) security.") for s in sentences)
    assert any(
        s.startswith("In 2017, the European Commission allocated") and s.endswith("for protection.") for s in sentences
    )
