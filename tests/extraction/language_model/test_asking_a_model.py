"""A language model is asked only where one is set, in one way, and once for each question."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from chat_stub import Reply, claims, completion, running
from click.testing import CliRunner
from conftest import Asking
from passages import paragraph
from test_believing_a_model import GIFT, TEXT, told

from sahelkg.cli import main
from sahelkg.errors import InputError
from sahelkg.extraction.frames import load_frames
from sahelkg.extraction.language_model.cache import default_folder
from sahelkg.extraction.language_model.relations import load_relations
from sahelkg.settings import domain_folder

# --- off ------------------------------------------------------------------------------------------------------------------


def test_without_an_address_nothing_is_asked_and_no_http_client_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    note, out = str(tmp_path / "note.txt"), str(tmp_path / "out")
    program = (
        "import sys; from sahelkg.extraction.recogniser import MODELS\n"
        "for packages in MODELS.values(): sys.modules.update(dict.fromkeys(packages))\n"
        "from pathlib import Path; from sahelkg.build import Domain, build; from sahelkg.settings import domain_folder\n"
        f"built = build([Path({note!r})], Path({out!r}), Domain(domain_folder()), 1, False)\n"
        "print('httpx' in sys.modules, built.release.manifest['language_model'])"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SAHELKG_MODEL_")}
    # A name and a key alone turn nothing on.
    environment |= {"SAHELKG_MODEL_NAME": "stub", "SAHELKG_MODEL_KEY": "secret"}

    printed = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)

    assert printed.strip() == "False None"


def test_an_address_without_a_model_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(TEXT, "utf-8")
    environment = {"SAHELKG_MODEL_URL": "http://127.0.0.1:9/v1", "SAHELKG_MODEL_NAME": ""}

    result = CliRunner().invoke(
        main, ["build", str(tmp_path / "note.txt"), "--out", str(tmp_path / "out"), "--jobs", "1"], env=environment
    )

    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "set SAHELKG_MODEL_NAME" in line


# --- the question ---------------------------------------------------------------------------------------------------------


def test_the_model_is_asked_at_temperature_0_with_passage_mentions_and_relations(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAHELKG_MODEL_KEY", "secret")

    with running(lambda _: claims()) as stub:
        asking(stub.url + "/", name="some-model").extract(paragraph(TEXT, "en"))

    (request,) = stub.requests
    assert (stub.paths, stub.keys) == (["/v1/chat/completions"], ["Bearer secret"])
    assert (request["model"], request["temperature"]) == ("some-model", 0)
    system, user = (message["content"] for message in request["messages"])
    assert "\nmemberOf: Agent → Organisation. Belongs to an organisation as one of its members.\n" in system
    assert TEXT in user
    assert all(f'"{slug}"' in user for slug in ("togo", "benin"))


def test_without_a_key_none_is_sent(asking: Asking) -> None:
    with running(lambda _: claims()) as stub:
        asking(stub.url).extract(paragraph(TEXT, "en"))

    assert stub.keys == [None]


def test_a_text_that_names_nothing_is_not_asked_about(asking: Asking) -> None:
    with running(lambda _: claims()) as stub:
        asking(stub.url).extract(paragraph("It rained all day, and nobody minded.", "en"))

    assert stub.requests == []


def test_a_long_text_is_asked_about_in_passages_of_whole_sentences(asking: Asking) -> None:
    text = " ".join(TEXT.replace("2016", str(year)) for year in range(1950, 2010))

    with running(lambda _: claims()) as stub:
        asking(stub.url).extract(paragraph(text, "en"))

    assert len(stub.requests) > 2
    passages = [json.loads(request["messages"][1]["content"])["passage"] for request in stub.requests]
    assert " ".join(passages) == text
    assert all(passage.endswith(".") and len(passage) <= 2000 for passage in passages)


def test_a_sentence_too_long_for_a_passage_is_not_asked_about(asking: Asking) -> None:
    with running(lambda _: claims()) as stub:
        asking(stub.url).extract(paragraph("Togo and Benin, " * 500, "en"))

    assert stub.requests == []


# --- the cache ------------------------------------------------------------------------------------------------------------


def test_a_question_is_asked_once_and_its_answer_holds_when_the_endpoint_is_gone(asking: Asking) -> None:
    document = paragraph(TEXT, "en")
    with running(lambda _: claims(GIFT)) as stub:
        first = asking(stub.url).extract(document)

    again = asking(stub.url).extract(document)

    assert len(told(first)) == 1
    assert again == first


@pytest.mark.parametrize("change", ["another model", "another text"])
def test_another_question_is_asked_anew(change: str, asking: Asking) -> None:
    with running(lambda _: claims()) as stub:
        asking(stub.url).extract(paragraph(TEXT, "en"))
        name = "other" if change == "another model" else "stub"
        text = TEXT + " Nobody minded." if change == "another text" else TEXT
        asking(stub.url, name=name).extract(paragraph(text, "en"))

    assert len(stub.requests) == 2


def test_an_answer_that_cannot_be_used_is_not_kept(asking: Asking, tmp_path: Path) -> None:
    for reply in (completion("no idea"), Reply(b"", 500), completion('{"claims": []}', "length")):
        with running(lambda _, reply=reply: reply) as stub:  # type: ignore[misc]
            asking(stub.url).extract(paragraph(TEXT, "en"))

    with running(lambda _: claims(GIFT)) as stub:
        assert len(told(asking(stub.url).extract(paragraph(TEXT, "en")))) == 1


def test_a_damaged_answer_in_the_cache_is_asked_for_again(asking: Asking, tmp_path: Path) -> None:
    with running(lambda _: claims(GIFT)) as stub:
        first = asking(stub.url).extract(paragraph(TEXT, "en"))
        (kept,) = (path for path in (tmp_path / "answers").rglob("*") if path.is_file())
        kept.write_bytes(b'{"claims": [{"quo\xff')
        again = asking(stub.url).extract(paragraph(TEXT, "en"))

    assert len(stub.requests) == 2
    assert again == first


def test_the_key_is_kept_nowhere(asking: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAHELKG_MODEL_KEY", "very-secret")

    with running(lambda _: claims(GIFT)) as stub:
        asking(stub.url).extract(paragraph(TEXT, "en"))

    kept = [path for path in (tmp_path / "answers").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"very-secret" in path.read_bytes() for path in kept)


def test_answers_are_kept_in_the_users_cache_folder_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
    assert default_folder() == Path("/caches/sahelkg/answers")

    monkeypatch.setenv("XDG_CACHE_HOME", "relative/paths/are/not/valid")
    assert default_folder() == Path.home() / ".cache" / "sahelkg" / "answers"


# --- the list of relations ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("relations: {bribes: {}}", "bribes: the ontology has no property of that name"),
        ("relations: {memberOf: {value: colour}}", "relations.memberOf.value"),
        ("relations: {memberOf: {}", "not valid YAML"),
        ("- memberOf", "valid dictionary"),
    ],
)
def test_a_malformed_list_of_relations_is_an_error_that_names_the_file(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "language-model.yaml").write_text(content, "utf-8")
    (tmp_path / "sahel.ttl").write_bytes((domain_folder() / "ontology" / "sahel.ttl").read_bytes())

    with pytest.raises(InputError, match=message) as caught:
        load_relations(tmp_path)

    assert "language-model.yaml" in str(caught.value)


def test_every_relation_that_the_frames_make_can_be_asked_for() -> None:
    made = {form.predicate for frame in load_frames(domain_folder() / "ontology/frames/relations") for form in frame.claims}

    assert made - load_relations(domain_folder() / "ontology").keys() <= {"title", "publisher", "publishedOn", "hashtag"}
