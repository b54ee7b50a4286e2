"""Formats, encodings, sidecars, and files that are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sahelkg.errors import InputError, SahelkgError
from sahelkg.model import Document, Sidecar
from sahelkg.reading import SUFFIXES, read

Write = Callable[[str, str | bytes], Path]

FRENCH = (
    "Réunion à Niamey\r\n\r\nLes ministres de l’Intérieur se sont réunis à Niamey — un succès pour l’année, à 5 € près.\r\n"
)


def _pdf(*pages: list[str]) -> bytes:
    """A PDF with one line of text per entry, as small as the format allows."""
    font = len(pages) * 2 + 3
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    for i, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -{14 if line else 28} Td " for line in lines)
        stream = f"BT /F1 11 Tf 72 720 Td {shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def _contents(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.content : block.end]) for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_reads_the_same_in_any_usual_encoding_line_ends_kept(write: Write, encoding: str) -> None:
    assert read(write("note.txt", FRENCH.encode(encoding))).text == FRENCH


def test_a_latin_1_text_is_read(write: Write) -> None:
    text = FRENCH.replace("’", "'").replace("—", "-").replace("€", "euros")
    assert read(write("note.txt", text.encode("latin-1"))).text == text


def test_the_id_is_the_files_name_without_its_suffix(write: Write) -> None:
    document = read(write("12-a.note.TXT", FRENCH))
    assert (document.id, document.media_type) == ("12-a.note", "text/plain")


def test_markdown_keeps_its_text_and_tells_headings_items_and_rulers(write: Write) -> None:
    text = (
        "---\nlayout: post\n---\n# Summit of the Rivers\n\nThe ministers met for a day\nand agreed on a plan.\n\n"
        "Aims\n----\n\n- clean water\n- peace\n\n| State | Sum |\n|---|---|\n| Mali | 3 |\n\n"
        "> They were glad.\n\n***\n\n### Annex\n\nMore text follows here.\n"
    )
    document = read(write("a.md", text))
    assert (document.text, document.media_type) == (text, "text/markdown")
    assert _contents(document) == [
        ("heading", "Summit of the Rivers"),
        ("paragraph", "The ministers met for a day\nand agreed on a plan."),
        ("heading", "Aims"),
        ("item", "clean water"),
        ("item", "peace"),
        ("item", "State | Sum |"),
        ("item", "Mali | 3 |"),
        ("paragraph", "They were glad."),
        ("heading", "Annex"),
        ("paragraph", "More text follows here."),
    ]
    assert document.articles[0].title is not None


PAGE = """<!DOCTYPE html><html lang="fr"><head><meta charset="{charset}"><title>Réunion sur l’eau | Le Journal</title></head>
<body>
<nav><a href="/">Accueil</a> <a href="/b">Rubriques</a></nav><article><h1>Réunion sur l’eau à Niamey</h1><p>4 mai 2019</p>
<p>Les ministres se sont réunis à <b>Niamey</b> pour adopter un plan commun sur l’eau et la santé dans la région.</p>
<h2>Engagements</h2>
<ul><li>Construire des puits dans chaque commune.</li><li>Former des <a href="x">infirmiers</a>.</li></ul>
<table><tr><td>Pays</td><td>Montant</td></tr><tr><td>Mali</td><td>5 millions d’euros</td></tr></table>
<p>Une nouvelle réunion se tiendra l’année prochaine.<br>Le lieu reste à fixer.</p></article>
<footer>Tous droits réservés. Mentions légales.</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_html_gives_the_main_text_with_its_structure_and_leaves_the_frame_out(write: Write, charset: str) -> None:
    document = read(write("page.html", PAGE.format(charset=charset).encode(charset)))
    assert document.media_type == "text/html"
    assert _contents(document) == [
        ("heading", "Réunion sur l’eau à Niamey"),
        ("dateline", "4 mai 2019"),
        (
            "paragraph",
            "Les ministres se sont réunis à Niamey pour adopter un plan commun sur l’eau et la santé dans la région.",
        ),
        ("heading", "Engagements"),
        ("item", "Construire des puits dans chaque commune."),
        ("item", "Former des infirmiers."),
        ("item", "Pays: Montant"),
        ("item", "Mali: 5 millions d’euros"),
        ("paragraph", "Une nouvelle réunion se tiendra l’année prochaine."),
        ("paragraph", "Le lieu reste à fixer."),
    ]


def test_pdf_pages_are_joined_without_heads_and_page_numbers(write: Write) -> None:
    head = "Rivers, 2019"
    first = [
        head,
        "Report on Rivers",
        "",
        "The ministers of both countries met in the",
        "capital and agreed on a plan for the",
        "1",
    ]
    second = [head, "border region that they share. It starts next year.", "2"]
    third = [head, "They meet again in spring.", "3"]
    document = read(write("report.pdf", _pdf(first, second, third)))
    assert document.media_type == "application/pdf"
    assert [" ".join(text.split()) for _, text in _contents(document)][-2:] == [
        "The ministers of both countries met in the capital and agreed on a plan for the border region that they share. "
        "It starts next year.",
        "They meet again in spring.",
    ]


def test_any_bytes_are_read_or_refused_in_one_line(tmp_path: Path) -> None:
    refused: list[str] = []

    @settings(suppress_health_check=list(HealthCheck), max_examples=60, deadline=None)
    @given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".pdf"]))
    def check(data: bytes, suffix: str) -> None:
        path = tmp_path / f"file{suffix}"
        path.write_bytes(data)
        try:
            said = read(path).text
        except InputError as error:
            said = str(error).removeprefix(f"{path}: ")
            refused.append(str(error))
        assert said.strip()

    check()
    assert refused
    assert all("\n" not in message and message.startswith(str(tmp_path)) for message in refused)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", "\ufeff \u00a0\n".encode(), "has no text"),
        ("a.txt", b"\x7fELF\x00\x01\x02", "is binary"),
        ("a.txt", b"text with \x00 in it", "is binary"),
        ("a.txt", b"\xff\xfe\x00", "is binary"),
        ("a.txt", b"%PDF-1.4\n\x00\xff", "name it .pdf"),
        ("a.md", b"\x00\x01", "is binary"),
        ("a.pdf", b"%PDF-1.4\nbroken", "is a broken PDF"),
        ("a.pdf", b"no pdf at all", "is a broken PDF"),
        ("a.pdf", _pdf([]), "has no text layer"),
        ("a.html", b"<html><body></body></html>", "has no"),
        ("a.docx", b"PK", "convert it to one of"),
        ("a", b"text", "convert it to one of"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(write: Write, name: str, content: bytes, says: str) -> None:
    path = write(name, content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_absent_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        read(tmp_path / "nothing.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        read(tmp_path / "folder.txt")


def test_errors_are_of_one_family_and_one_line() -> None:
    error = InputError("seeds/a.yaml", 3, "is no\nvalid YAML")
    assert isinstance(error, SahelkgError)
    assert str(error) == "seeds/a.yaml:3: is no valid YAML"


def test_the_suffixes_on_offer_are_those_that_can_be_read() -> None:
    assert {".txt", ".md", ".html", ".pdf"} <= SUFFIXES


def test_a_sidecar_gives_what_is_known_and_keeps_dates_as_written(write: Write) -> None:
    path = write("a.txt", FRENCH)
    write(
        "a.yaml",
        'title: "Réunion"\npublisher: Le Journal\npublished: 2019-05\nlanguage: fr\nsource: null\n'
        "licence: CC BY 4.0\nregion: Africa\n",
    )
    assert read(path).sidecar == Sidecar(
        title="Réunion", publisher="Le Journal", published="2019-05", language="fr", licence="CC BY 4.0"
    )


@pytest.mark.parametrize("published", ["2019", "2019-05-04", '"2019-05-04"'])
def test_a_date_of_publication_may_be_a_year_or_a_day_quoted_or_not(write: Write, published: str) -> None:
    path = write("a.txt", FRENCH)
    write("a.yaml", f"published: {published}\n")
    assert read(path).sidecar.published == published.strip('"')


def test_without_a_sidecar_or_with_an_empty_one_nothing_is_known(write: Write) -> None:
    path = write("a.txt", FRENCH)
    assert read(path).sidecar == Sidecar()
    write("a.yaml", "# nothing yet\n")
    assert read(path).sidecar == Sidecar()


def test_the_sidecars_language_is_the_documents(write: Write) -> None:
    path = write("a.txt", "Niamey\n")
    write("a.yaml", "language: fr-FR\n")
    assert read(path).language == "fr"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("title: A\npublisher: [B\n", 3),
        ("title: A\npublisher: [B, C]\n", 2),
        ("title: A\ntitle: B\n", 2),
        ("- title\n", 1),
        ("just words\n", 1),
        ("title: A\n\npublished: yesterday\n", 3),
        ("published: 2018-13\n", 1),
        ("title: 2018\n", 1),
        ("language: the French one\n", 1),
        ("title: A\n? [x]\n: y\n", 2),
        ("title: 'A\n", 2),
        ("\ttitle: A\n", 1),
    ],
)
def test_a_faulty_sidecar_is_refused_by_name_and_line(write: Write, content: str, line: int) -> None:
    path = write("a.txt", FRENCH)
    sidecar = write("a.yaml", content)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{sidecar}:{line}: ")
    assert "\n" not in str(caught.value)


def test_a_sidecar_that_is_no_text_is_refused(write: Write) -> None:
    path = write("a.txt", FRENCH)
    write("a.yaml", b"title: \xff\xfe\n")
    with pytest.raises(InputError, match="no valid YAML"):
        read(path)
