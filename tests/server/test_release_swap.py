"""A new release takes the place of the old one under way; a damaged one does not."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from sahelkg.release import roll_back
from tests.processes import TIED
from tests.server.conftest import LiveServer, StartServer
from tests.server.releases import write_release

MARK = b'<http://example.org/new> <http://example.org/p> "new" .\n'
QUERY = {"query": "ASK { <http://example.org/new> ?p ?o }"}


def served(client: httpx.Client) -> dict[str, object]:
    found: dict[str, object] = client.get("/ready").json()
    return found


def wait_for(client: httpx.Client, digest: str) -> None:
    deadline = time.monotonic() + 20
    while served(client)["release"] != digest:
        assert time.monotonic() < deadline, served(client)


def test_a_new_release_is_taken_up_and_no_answer_of_the_old_one_outlives_it(start_server: StartServer) -> None:
    live = start_server(release_watch=0.05)
    with live.client() as client:
        before = client.get("/sparql", params=QUERY)
        assert before.json()["boolean"] is False
        release = write_release(live.releases, MARK)
        wait_for(client, release.digest)
        after = client.get("/sparql", params=QUERY, headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["boolean"] is True


def test_a_rollback_is_taken_up_like_a_new_release(start_server: StartServer) -> None:
    live = start_server(release_watch=0.05)
    with live.client() as client:
        first = str(served(client)["release"])
        wait_for(client, write_release(live.releases, MARK).digest)
        roll_back(live.releases)
        wait_for(client, first)
        assert client.get("/sparql", params=QUERY).json()["boolean"] is False


def test_requests_under_way_are_answered_across_a_swap(start_server: StartServer) -> None:
    live = start_server(release_watch=0.05)
    statuses = []
    with live.client() as client:
        first = served(client)["release"]
        release = write_release(live.releases, MARK)
        number = 0
        while served(client)["release"] == first:
            statuses.append(client.get("/sparql", params={"query": f"ASK {{ ?s ?p {number} }}"}).status_code)
            number += 1
        wait_for(client, release.digest)
        statuses += [client.get("/sparql", params={"query": f"ASK {{ ?s ?p {n} }}"}).status_code for n in range(20)]
    assert set(statuses) == {200}


def test_a_damaged_release_is_refused_and_the_old_one_is_served_on(start_server: StartServer) -> None:
    live = start_server(release_watch=0)
    with live.client() as client:
        first = served(client)["release"]
        release = write_release(live.releases, MARK)
        table = max((release.path / "store").glob("*.sst"), key=lambda path: path.stat().st_size)
        content = bytearray(table.read_bytes())
        content[len(content) // 2] ^= 0xFF
        table.write_bytes(content)
        refresh(live)
        deadline = time.monotonic() + 20
        while served(client)["refused"] is None:
            assert time.monotonic() < deadline
        told = served(client)
        assert told["release"] == first
        assert told["refused"]["release"] == release.digest  # type: ignore[index]
        assert str(live.releases) not in str(told)
        assert client.get("/sparql", params=QUERY).json()["boolean"] is False
        assert "sahelkg_release_refused 1.0" in client.get("/metrics").text


def refresh(live: LiveServer) -> None:
    """What SIGHUP does, for a server in a thread of the tests, which gets no signals."""
    live.edge.service.loop.call_soon_threadsafe(live.edge.service.refresh)  # type: ignore[attr-defined]


def test_sighup_makes_a_server_look_for_a_new_release(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    write_release(releases)
    code = "import sys, pathlib, sahelkg.server as s; s.serve(pathlib.Path(sys.argv[1]), port=int(sys.argv[2]))"
    port = _free_port()
    environment = {**os.environ, "SAHELKG_RELEASE_WATCH": "0", "SAHELKG_ACCESS_LOG": "false"}
    with subprocess.Popen([*TIED, sys.executable, "-c", code, str(releases), str(port)], env=environment) as process:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
                while not _answers(client):
                    assert process.poll() is None
                release = write_release(releases, MARK)
                process.send_signal(signal.SIGHUP)
                wait_for(client, release.digest)
        finally:
            process.terminate()
            assert process.wait(20) in (0, -signal.SIGTERM)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/health").status_code == 200
    except httpx.ConnectError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
