"""What the guide to running the service says is so."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from sahelkg.settings import Settings
from tests.processes import TIED, await_end, below
from tests.server.releases import write_release

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")


def test_every_setting_the_guide_names_exists() -> None:
    named = set(re.findall(r"SAHELKG_([A-Z_]+)", GUIDE)) - {"PUBLISH_PASSWORD"}
    assert named <= {name.upper() for name in Settings.model_fields}


def test_every_file_the_guide_names_exists() -> None:
    for name in re.findall(r"`(deploy/[\w.]+)`", GUIDE):
        assert (ROOT / name).is_file(), name


def test_every_figure_the_guide_names_is_told(client: httpx.Client) -> None:
    figures = client.get("/metrics").text
    for name in re.findall(r"sahelkg_[a-z_]+", GUIDE):
        assert name in figures, name


@contextmanager
def side_by_side(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A service of two server processes, once both have answered."""
    write_release(folder)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [
        *TIED,
        sys.executable,
        "-m",
        "sahelkg",
        "serve",
        "--release",
        str(folder),
        "--port",
        str(port),
        "--workers",
        "2",
    ]
    with subprocess.Popen(command, env={**os.environ, "SAHELKG_ACCESS_LOG": "false"}) as process:
        try:
            prefixes: set[str] = set()
            while len(prefixes) < 2:
                assert process.poll() is None
                try:
                    response = httpx.get(f"http://127.0.0.1:{port}/sparql", params={"query": "ASK { ?s ?p ?o }"})
                except httpx.TransportError:
                    continue
                assert response.json()["boolean"] is True
                prefixes.add(response.headers["x-request-id"].partition("-")[0])
            yield process
        finally:
            process.terminate()
            process.wait(30)


def test_several_server_processes_answer_side_by_side_and_end_with_the_service(tmp_path: Path) -> None:
    with side_by_side(tmp_path) as process:
        processes = below(process.pid)
    await_end(processes)


def test_server_processes_end_with_the_one_that_watches_over_them_even_if_it_is_killed(tmp_path: Path) -> None:
    with side_by_side(tmp_path) as process:
        processes = below(process.pid)
        assert len(processes) > 2
        process.send_signal(signal.SIGKILL)
        await_end(processes)
