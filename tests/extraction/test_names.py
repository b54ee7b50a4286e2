"""Names that the lexicon lacks: known by their form, by what the text introduces, by what it defines."""

import pytest
from passages import Reader, as_read, paragraph

from sahelkg.extraction.introductions import abbreviations, defined_terms


def shorts(text: str, *long: str) -> list[tuple[str, str]]:
    spans = sorted((text.index(name), text.index(name) + len(name)) for name in long)
    return [(text[slice(*found.long)], text[slice(*found.short)]) for found in abbreviations(text, spans)]


@pytest.mark.parametrize(
    ("text", "language", "name", "cls"),
    [
        ("Norland supports the Glacier Development Fund.", "en", "Glacier Development Fund", "Fund"),
        ("Norland supports the Fund for Thawed Harbours in Oksa.", "en", "Fund for Thawed Harbours", "Fund"),
        ("Norland opened the U.N.-Norland Ice Dialogue.", "en", "U.N.-Norland Ice Dialogue", "Dialogue"),
        ("Norland supports Operation Icebreaker.", "en", "Operation Icebreaker", "Mission"),
        (
            "Norland supports the Boreal Stabilisation Mission Vellia.",
            "en",
            "Boreal Stabilisation Mission Vellia",
            "Mission",
        ),
        ("La Norlande soutient l’Agence nationale de la banquise.", "fr", "Agence nationale de la banquise", "Organisation"),
        (
            "La Norlande soutient le Fonds fiduciaire pour les ports gelés.",
            "fr",
            "Fonds fiduciaire pour les ports gelés",
            "Fund",
        ),
        (
            "La Norlande soutient l’Union côtière et commerciale nord-boréale.",
            "fr",
            "Union côtière et commerciale nord-boréale",
            "Organisation",
        ),
        ("La Norlande soutient la Communauté arctine en adoptant ce plan.", "fr", "Communauté arctine", "Organisation"),
        ("La Norlande soutient une Agence côtière dénommée « Vigie ».", "fr", "Agence côtière", "Organisation"),
        ("La Norlande soutient la Banque des ports à Oksa.", "fr", "Banque des ports", "Organisation"),
        ("Le communiqué final du Sommet boréal des ports est paru.", "fr", "Sommet boréal des ports", "Meeting"),
        (
            "They cite the Treaty of Peace, Whaling, and Navigation.",
            "en",
            "Treaty of Peace, Whaling, and Navigation",
            "Treaty",
        ),
        ("The Thaw, Ice and Harbour Commission met.", "en", "Thaw, Ice and Harbour Commission", "Organisation"),
        ("The Ice and Harbour Working Group met.", "en", "Ice and Harbour Working Group", "Organisation"),
        ("The Thawed Harbours (TH) Fund pays.", "en", "Thawed Harbours Fund", "Fund"),
        ("They adopted the Oksa Plan of Action.", "en", "Oksa Plan of Action", "ActionPlan"),
        ("The Cessation of Whaling Agreement holds.", "en", "Cessation of Whaling Agreement", "Treaty"),
        ("The budget of the Whaling Fund grew.", "en", "Whaling Fund", "Fund"),
        ("Recalling the 2009 Charter on Whaling, they met.", "en", "Charter on Whaling", "Treaty"),
        ("The Bay–Fjord Joint Commission met.", "en", "Bay–Fjord Joint Commission", "Organisation"),
        ("Le Fonds des eaux, de la pêche et des forêts paie.", "fr", "Fonds des eaux, de la pêche et des forêts", "Fund"),
        ("Les biens de l’Agence polaire au sens du texte.", "fr", "Agence polaire", "Organisation"),
        (
            "Elle a saisi le ministère de la Pêche et des Glaces.",
            "fr",
            "ministère de la Pêche et des Glaces",
            "GovernmentBody",
        ),
        (
            "La Déclaration d’Oksa sur les ports non gelés.",
            "fr",
            "Déclaration d’Oksa sur les ports non gelés",
            "Declaration",
        ),
    ],
)
def test_a_capitalised_stretch_around_a_noun_that_heads_names_is_a_name(
    boreal: Reader, text: str, language: str, name: str, cls: str
) -> None:
    extraction = boreal.extraction(paragraph(text, language))
    found = {entity.labels[0].text: entity for entity in extraction.entities}
    assert name in found
    assert not found[name].reviewed
    assert boreal.extractor.ontology.is_a(found[name].cls, (cls,))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They met the Glacier Fund of Oksa and the Whaling Fund.", {"Glacier Fund of Oksa", "Whaling Fund"}),
        ("The Ice and Whaling Authority and Boreal Cod Agency met.", {"Ice and Whaling Authority", "Boreal Cod Agency"}),
        ("Norland and Glacier Bank met.", {"Glacier Bank"}),
    ],
)
def test_names_side_by_side_are_names_of_their_own(boreal: Reader, text: str, names: set[str]) -> None:
    assert {entity.labels[0].text for entity in boreal.extraction(paragraph(text, "en")).entities} - {"Test Press"} == names


@pytest.mark.parametrize(
    ("text", "language", "name", "cls"),
    [
        ("L’opération Dégel a commencé.", "fr", "Dégel", "Mission"),
        ("Le projet « Vers la mer » est lancé.", "fr", "Vers la mer", "Programme"),
        ("The newspaper Harbour Sun said so.", "en", "Harbour Sun", "MediaOrganisation"),
        ("They opened the Open Harbours for Cod project.", "en", "Open Harbours for Cod", "Programme"),
        ("They opened the THAW programme.", "en", "THAW", "Programme"),
    ],
)
def test_the_noun_beside_a_name_says_what_is_called_so(
    boreal: Reader, text: str, language: str, name: str, cls: str
) -> None:
    found = {entity.labels[0].text: entity.cls for entity in boreal.extraction(paragraph(text, language)).entities}
    assert found[name] == cls


@pytest.mark.parametrize(
    "text", ["The October operation went on.", "The Boreal Bank project is late.", "The Fund scheme ended."]
)
def test_a_noun_behind_a_date_a_known_name_or_another_noun_names_nothing(boreal: Reader, text: str) -> None:
    assert {entity.labels[0].text for entity in boreal.extraction(paragraph(text, "en")).entities} == {"Test Press"}


@pytest.mark.parametrize("text", ["The Project Document is late.", "The Fund Manager left.", "The Union Development plans."])
def test_a_noun_before_another_that_bears_no_name_is_none(boreal: Reader, text: str) -> None:
    assert {entity.labels[0].text for entity in boreal.extraction(paragraph(text, "en")).entities} == {"Test Press"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Fund grew. The Mission left. Its Bank paid.", "en"),
        ("Le Fonds grandit. La Mission est partie. Sa Banque paie.", "fr"),
    ],
)
def test_a_head_noun_alone_is_no_name(boreal: Reader, text: str, language: str) -> None:
    publisher = "Test Press"
    assert {entity.labels[0].text for entity in boreal.extraction(paragraph(text, language)).entities} == {publisher}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("the Northern Ice Patrol (NIP) sails", ("Northern Ice Patrol", "NIP")),
        ("the Agence de la Mer et des Eaux (AME)", ("Agence de la Mer et des Eaux", "AME")),
        ("the École Boréale de Santé (EBS)", ("École Boréale de Santé", "EBS")),
        ("the Northern Ice Patrol [NIP]", ("Northern Ice Patrol", "NIP")),
    ],
)
def test_a_short_form_in_brackets_belongs_to_the_words_whose_initials_it_spells(text: str, pair: tuple[str, str]) -> None:
    assert pair in shorts(text)


@pytest.mark.parametrize(
    "text",
    [
        "one military (NIP) and one civil",
        "the patrol (see below)",
        "the northern ice patrol (nip)",
        "Ice (I)",
        "(NIP) alone",
        "a\nb (AB)",
    ],
)
def test_brackets_that_no_initials_explain_introduce_nothing(text: str) -> None:
    assert shorts(text) == []


def test_a_known_name_before_the_brackets_is_the_long_form_whatever_its_initials() -> None:
    assert shorts("the Patrouille boréale (BIP)", "Patrouille boréale") == [("Patrouille boréale", "BIP")]


def test_a_defined_term_stands_for_the_name_before_it() -> None:
    text = "Norland and the Boreal Bank, hereinafter referred to as “the Lender”, agree."
    name = (text.index("Boreal"), text.index(", herein"))
    (term,) = defined_terms(text, [(0, 7), name])
    assert (term.long, text[slice(*term.short)]) == (name, "Lender")


def test_a_defined_term_of_another_sentence_stands_for_nothing() -> None:
    text = "Norland agrees. It is cold, hereinafter “the Winter”."
    assert list(defined_terms(text, [(0, 7)])) == []


def test_a_short_form_names_its_thing_everywhere_in_the_document(boreal: Reader) -> None:
    text = "Norland supports the Glacier Development Agency (GDA). Estmark supports the GDA as well."
    claims = boreal.claims(text)
    assert {"Norland | supports | Glacier Development Agency", "Estmark | supports | Glacier Development Agency"} <= claims
    (name,) = boreal.extraction(paragraph(text, "en")).names
    assert (name.label.text, name.label.kind, text[name.start : name.end]) == (
        "GDA",
        "acronym",
        "Glacier Development Agency (GDA)",
    )


def test_a_name_ends_before_the_date_behind_it(boreal: Reader) -> None:
    names = boreal.names("Norland signed the Protocol of Nordby on 3 May 2001.")
    assert "Protocol of Nordby" in names.values()


def test_a_name_that_begins_a_longer_one_of_the_text_stands_for_it(boreal: Reader) -> None:
    text = "La Norlande a créé l’Agence nationale de la banquise. La Vellie finance l’Agence nationale."
    assert "Vellia | funds | Agence nationale de la banquise" in boreal.claims(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "La Norlande a créé l’Agence nationale de la banquise et l’Agence nationale des ports. La Vellie finance"
        " l’Agence nationale.",
        "La Norlande a créé le Fonds nationale de la banquise. La Vellie finance l’Agence nationale.",
    ],
)
def test_a_name_that_begins_several_longer_ones_or_none_stands_for_itself(boreal: Reader, text: str) -> None:
    assert "Vellia | funds | Agence nationale" in boreal.claims(text, "fr")


@pytest.mark.parametrize(
    ("text", "mission"),
    [
        ("BUTRA Estmark is small. BUTRA trains the Vellian army.", "BUTRA Estmark"),
        ("BUTRA Zemria is small, BUTRA Estmark is big. BUTRA trains the Vellian army.", "BUTRA Estmark"),
        ("BUTRA trains the Vellian army. BUTRA Zemria is small.", "BUTRA Zemria"),
    ],
)
def test_an_acronym_of_several_means_the_one_named_in_full(boreal: Reader, text: str, mission: str) -> None:
    assert f"{mission} | trains | Vellian army" in boreal.claims(text)


def test_an_acronym_of_several_means_none_of_them_where_none_is_named_in_full(boreal: Reader) -> None:
    entities = {one.entity for one in boreal.extraction(as_read("BUTRA trains the Vellian army.", "en")).mentions}
    assert entities.isdisjoint({"butra-zemria", "butra-estmark"})


def test_a_thing_is_mentioned_once_in_one_place(boreal: Reader) -> None:
    text = "Vellie\n\nAnna Lind dirige le pays. Son chef d’état-major, le colonel Per Holm, lui succède.\n"
    places = [(one.start, one.end, one.entity) for one in boreal.extraction(as_read(text, "fr")).mentions]
    assert (text.index("pays"), text.index("pays") + 4, "vellia") in places
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Boreal Bank trains Vellian police officers.", "en"),
        ("The Boreal Bank trains battalions of the Vellian police.", "en"),
        ("La Banque boréale forme des agents de la police de la Vellie.", "fr"),
        ("La Banque boréale forme les policiers de la Vellie.", "fr"),
    ],
)
def test_the_officers_of_a_force_stand_for_it(boreal: Reader, text: str, language: str) -> None:
    assert "Boreal Bank | trains | Vellian police" in boreal.claims(text, language)


def test_an_institution_also_bears_the_name_the_text_has_for_it(boreal: Reader) -> None:
    extraction = boreal.extraction(paragraph("The Norland Red Cross is in Oksa.", "en"))
    (body,) = (entity for entity in extraction.entities if entity.cls == "NonGovernmentalOrganisation")
    assert "Norland Red Cross" in {label.text for label in body.labels}


def test_a_french_name_does_not_go_on_with_what_is_asked_of_its_bearer(boreal: Reader) -> None:
    named = boreal.names("Elle demande à la Commission boréale des ports de veiller aux phares.", "fr")
    assert "Commission boréale des ports" in named
    assert not [name for name in named if "veiller" in name]
