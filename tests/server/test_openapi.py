"""The API keeps what its description promises, whatever is thrown at it."""

import subprocess
from pathlib import Path
from sys import executable

import httpx

from tests.server.conftest import LiveServer

REST = {
    "/api/entities", "/api/entities/{slug}", "/api/facts", "/api/facts/{id}", "/api/documents", "/api/documents/{id}",
    "/api/search", "/api/conflicts", "/api/queries", "/api/queries/{name}", "/id/{slug}", "/entity/{name}",
    "/.well-known/void", "/ontology", "/health", "/ready", "/metrics",
}  # fmt: skip


def test_every_address_of_the_api_is_described(client: httpx.Client) -> None:
    assert set(client.get("/openapi.json").json()["paths"]) >= REST


def test_the_api_stands_up_to_generated_requests(server: LiveServer) -> None:
    command = [Path(executable).parent / "schemathesis", "run", f"{server.url}/openapi.json", "--checks", "all"]
    options = ["--max-examples", "15", "--seed", "1", "--no-color"]
    ran = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-5000:]


def test_the_page_of_the_api_asks_no_other_server(client: httpx.Client) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace("https://fastapi", "")
    policy = page.headers["content-security-policy"]
    assert "script-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy.partition("style-src")[0]
    assert client.get("/static-docs/swagger-ui-bundle.js").status_code == 200
