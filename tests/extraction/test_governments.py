"""Texts that governments issue: whose the offices are that they name and give."""

import pytest
from passages import Reader, as_read, readable

DECREE = """NORLANDE

Décret portant composition du Gouvernement

Sont nommés :

1. Ministre de la Mer, des Ports et de la Pêche : Mme Ada Lind
2. Ministre d’État, ministre de la Défense nationale, M. Ivo Brandt
3. Directeur général des Phares : M. Olaf Sund
4. Chef du protocole : Général de brigade Tor Viken

M. Knut Berg, juriste de métier, est nommé secrétaire général de la Présidence.

Par le Président de la République :
M. Sven Aune
"""
ORDER = """NORLAND

Order in council on appointments

1. Minister of Ports, Trade and Fisheries: Ada Lind
2. Chief of Protocol: Ivo Brandt
"""


def holdings(boreal: Reader, text: str, language: str) -> set[str]:
    lines = readable(boreal.extraction(as_read(text, language)), boreal.labels)
    return {line for line, _ in lines if "holdsRole" in line}


def roles(boreal: Reader, text: str, language: str) -> dict[str, str]:
    claims = boreal.extraction(as_read(text, language)).claims
    return {c.subject: dict(c.qualifiers)["role"] for c in claims if c.predicate == "holdsRole"}


def test_every_office_that_a_decree_gives_is_of_the_state_in_its_letterhead(boreal: Reader) -> None:
    bearers = ("Ada Lind", "Ivo Brandt", "Olaf Sund", "Tor Viken", "Knut Berg", "Sven Aune")
    assert holdings(boreal, DECREE, "fr") >= {f"{bearer} | holdsRole | Norland" for bearer in bearers}


def test_so_is_every_one_that_an_english_order_gives(boreal: Reader) -> None:
    assert holdings(boreal, ORDER, "en") == {f"{bearer} | holdsRole | Norland" for bearer in ("Ada Lind", "Ivo Brandt")}


def test_a_ministers_office_is_told_with_all_its_fields(boreal: Reader) -> None:
    assert roles(boreal, DECREE, "fr")["ada-lind"] == "Ministre de la Mer, des Ports et de la Pêche"
    assert roles(boreal, ORDER, "en")["ada-lind"] == "Minister of Ports, Trade and Fisheries"


@pytest.mark.parametrize("line", ["Communiqué du Conseil des ministres", "Arrêté du 3 mai 2001"])
def test_the_town_of_a_text_tells_its_government_where_no_letterhead_does(boreal: Reader, line: str) -> None:
    text = f"{line}\n\nLe ministre des Ports, Ada Lind, a parlé de l’hiver.\n\nFait à Nordby, le 3 mai 2001\n"
    assert holdings(boreal, text, "fr") == {"Ada Lind | holdsRole | Norland"}


def test_a_text_that_no_government_issues_gives_no_state_the_offices_it_lists(boreal: Reader) -> None:
    text = "NORLANDE\n\nLe club des phares\n\n1. Directeur général des Phares : M. Olaf Sund\n"
    assert not holdings(boreal, text, "fr")


def test_who_replaces_somebody_is_not_the_one_replaced(boreal: Reader) -> None:
    text = "Ada Lind remplace Ivo Brandt au poste de ministre des Ports de la Norlande."
    assert "Ivo Brandt | holdsRole | Norland" not in boreal.claims(text, "fr")


def test_who_heads_a_department_is_told_on_a_line_of_a_governments_list(boreal: Reader) -> None:
    text = "NORLANDE\n\nComposition du Gouvernement\n\nMinistère des Ports et des Phares : Mme Ada Lind\n"
    assert holdings(boreal, text, "fr") == {"Ada Lind | holdsRole | Norland"}
    assert roles(boreal, text, "fr")["ada-lind"] == "Ministère des Ports et des Phares"
    assert not holdings(boreal, "NORLANDE\n\nLe club\n\nMinistère des Ports et des Phares : Mme Ada Lind\n", "fr")
