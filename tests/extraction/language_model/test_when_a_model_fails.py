"""Whatever a language model's endpoint does, the build goes on without it and says so."""

import json
import socket
from pathlib import Path

import pytest
from chat_stub import Reply, claims, completion, running
from click.testing import CliRunner, Result
from conftest import Asking
from passages import paragraph
from test_believing_a_model import GIFT, TEXT

from sahelkg.cli import main
from sahelkg.extraction import Extractor
from sahelkg.release import open_release

LONG = " ".join(TEXT.replace("2016", str(year)) for year in range(1900, 2020))
WHOLE = json.dumps({"claims": [GIFT]})

FAILURES = {
    "prose": (completion("I found one claim: Togo funds Benin."), "not the JSON asked for"),
    "half a JSON object": (completion(WHOLE[:-2]), "not the JSON asked for"),
    "a JSON object of another form": (completion('{"claims": "none"}'), "not the JSON asked for"),
    "JSON nested without end": (completion('{"claims": ' + "[" * 100_000), "not the JSON asked for"),
    "an answer cut at the limit of its length": (completion(WHOLE, "length"), "half an answer"),
    "a connection that breaks": (Reply(claims(GIFT).body, cut=10), "the exchange failed"),
    "an error of the server": (Reply(b"out of memory", 500), "HTTP 500"),
    "a refusal": (Reply(b"{}", 401), "HTTP 401"),
    "a redirection": (Reply(b"", 302), "HTTP 302"),
    "a page instead of a completion": (Reply(b"<html>welcome</html>"), "not the JSON of a chat completion"),
    "a completion without choices": (Reply(b'{"choices": []}'), "not the JSON of a chat completion"),
    "a completion without words": (Reply(b'{"choices": [{"message": {"content": null}}]}'), "not the JSON of a chat"),
    "an answer without end": (Reply(b" " * (5 * 2**20)), "more than 4 MiB"),
    "nothing in time": (None, "no answer within 0.3 seconds"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_leaves_the_document_as_it_is_read_without_a_model(
    failure: str, asking: Asking, extractor: Extractor
) -> None:
    reply, reason = FAILURES[failure]
    document = paragraph(TEXT, "en")

    with running(lambda _: reply) as stub:
        extraction = asking(stub.url, timeout=60 if reply else 0.3).extract(document)

    assert extraction.claims == extractor.extract(document).claims
    (doubt,) = extraction.doubts
    assert (doubt.kind, doubt.start, doubt.end) == ("passage", 0, len(TEXT))
    assert reason in doubt.reason


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port: int = server.getsockname()[1]
        return port


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:{port}/v1", "it cannot be reached"),
        ("not an address", "the exchange failed"),
        ("ftp://127.0.0.1/v1", "the exchange failed"),
        ("http://127.0.0.1:0x/v1", "the exchange failed"),
        ("http://127.0.0.1:99999/v1", "the exchange failed"),
    ],
)
def test_an_endpoint_that_cannot_be_asked_leaves_the_document_as_it_is_read_without_a_model(
    url: str, reason: str, asking: Asking, extractor: Extractor
) -> None:
    document = paragraph(TEXT, "en")

    extraction = asking(url.replace("{port}", str(free_port()))).extract(document)

    assert extraction.claims == extractor.extract(document).claims
    assert [reason in doubt.reason for doubt in extraction.doubts] == [True]


def test_after_three_failures_in_a_row_no_more_is_asked(asking: Asking) -> None:
    with running(lambda _: Reply(b"", 503)) as stub:
        extraction = asking(stub.url).extract(paragraph(LONG, "en"))

    assert len(stub.requests) == 3
    reasons = [doubt.reason for doubt in extraction.doubts if doubt.kind == "passage"]
    assert reasons == ["HTTP 503"] * 3 + ["not asked, after 3 failures in a row"] * (len(reasons) - 3)
    assert len(reasons) > 4


def test_an_answer_between_failures_starts_the_count_anew(asking: Asking) -> None:
    with running(lambda _: claims() if len(stub.requests) % 3 == 0 else Reply(b"", 503)) as stub:
        extraction = asking(stub.url).extract(paragraph(LONG, "en"))

    assert len(stub.requests) > 5
    assert {doubt.reason for doubt in extraction.doubts if doubt.kind == "passage"} == {"HTTP 503"}


# --- in a build -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(TEXT + "\n", "utf-8")
    return path


def built(source: Path, out: Path, url: str, cache: Path) -> Result:
    environment = {
        "NO_PROXY": "127.0.0.1",
        "SAHELKG_MODEL_URL": url,
        "SAHELKG_MODEL_NAME": "stub",
        "SAHELKG_MODEL_CACHE": str(cache),
    }
    arguments = ["build", str(source), "--out", str(out), "--jobs", "1"]
    return CliRunner().invoke(main, arguments, env=environment)


def test_a_build_whose_model_fails_is_published_with_one_line_that_says_so_and_records_it(
    source: Path, tmp_path: Path
) -> None:
    with running(lambda _: Reply(b"", 500)) as stub:
        result = built(source, tmp_path / "out", stub.url, tmp_path / "cache")

    assert result.exit_code == 0, result.stderr
    line = "the language model gave no answer for 1 passages, which were read without it (HTTP 500: 1)"
    assert result.stderr.splitlines().count(f"note: {line}") == 1
    assert line in open_release(tmp_path / "out").manifest["warnings"]


def test_a_build_publishes_what_its_model_found_names_the_model_and_counts_what_it_rejected(
    source: Path, tmp_path: Path
) -> None:
    with running(lambda _: claims(GIFT, {**GIFT, "value": "13000000"})) as stub:
        result = built(source, tmp_path / "out", stub.url, tmp_path / "cache")

    assert result.exit_code == 0, result.stderr
    release = open_release(tmp_path / "out")
    assert release.manifest["language_model"] == "stub"
    assert "note: 1 claims of the language model left out" in result.stderr
    listed = CliRunner().invoke(main, ["review", "--release", str(tmp_path / "out")]).stdout
    lines = [line for line in listed.splitlines() if "the sum 13000000 EUR is not what the quote says" in line]
    assert len(lines) == 1
    assert [line for line in listed.splitlines() if "doubtful" in line and str(GIFT["quote"]) in line]


def test_a_second_build_asks_nothing_and_gives_the_same_release(source: Path, tmp_path: Path) -> None:
    with running(lambda _: claims(GIFT)) as stub:
        built(source, tmp_path / "one", stub.url, tmp_path / "cache")
        asked = len(stub.requests)
        built(source, tmp_path / "two", stub.url, tmp_path / "cache")

    assert (asked, len(stub.requests)) == (1, 1)
    assert open_release(tmp_path / "one").digest == open_release(tmp_path / "two").digest
