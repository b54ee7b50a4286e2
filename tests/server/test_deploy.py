"""What the guide to running the service says is so."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from sahelkg.settings import Settings
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


def test_several_server_processes_answer_side_by_side(tmp_path: Path) -> None:
    write_release(tmp_path / "releases")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "sahelkg", "serve", "--release", str(tmp_path / "releases")]
    environment = {**os.environ, "SAHELKG_ACCESS_LOG": "false"}
    with subprocess.Popen([*command, "--port", str(port), "--workers", "2"], env=environment) as process:
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
        finally:
            process.terminate()
            process.wait(30)
