"""Live servers on the loopback, over small releases that the tests write themselves.

`server` is one server for all tests that only read. A test that needs other settings, or that swaps or damages a release,
starts its own with `start_server`.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn

from sahelkg.server import create_app
from sahelkg.server.run import configuration
from sahelkg.settings import Settings
from tests.server.releases import write_release

NAMED = b"""\
<http://example.org/one> <http://example.org/p> "one" <http://example.org/graph/one> .
<http://example.org/two> <http://example.org/p> "two" <http://example.org/graph/two> .
"""


@dataclass(frozen=True)
class LiveServer:
    """A running server. `releases` is the folder it follows."""

    url: str
    releases: Path
    edge: object

    def client(self, **options: object) -> httpx.Client:
        """A client of the server; closes with the caller's ``with``."""
        return httpx.Client(base_url=self.url, timeout=30, **options)  # type: ignore[arg-type]


@contextmanager
def running(releases: Path, settings: Settings) -> Iterator[LiveServer]:
    """A server over a releases folder, in a thread."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    edge = create_app(releases, settings)
    server = uvicorn.Server(uvicorn.Config(edge, **configuration("127.0.0.1", port, settings)))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with httpx.Client(transport=httpx.HTTPTransport(retries=20)) as client:
            client.get(f"http://127.0.0.1:{port}/health")
        yield LiveServer(f"http://127.0.0.1:{port}", releases, edge)
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """A server over the small graph, with two further named graphs."""
    releases = tmp_path_factory.mktemp("releases")
    write_release(releases, NAMED)
    with running(releases, Settings(access_log=False)) as live:
        yield live


@pytest.fixture
def client(server: LiveServer) -> Iterator[httpx.Client]:
    """A client of `server`."""
    with server.client() as found:
        yield found


StartServer = Callable[..., LiveServer]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Starts a server of the test's own; keyword arguments are settings, `extra` is N-Quads beside the small graph."""
    with ExitStack() as stack:

        def start(extra: bytes = b"", **settings: object) -> LiveServer:
            releases = tmp_path / f"releases-{len(list(tmp_path.iterdir()))}"
            write_release(releases, extra)
            return stack.enter_context(running(releases, Settings(access_log=False, **settings)))  # type: ignore[arg-type]

        yield start
