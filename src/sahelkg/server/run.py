"""Runs the service under uvicorn."""

import logging
import multiprocessing
import os
import signal
from pathlib import Path

import uvicorn

from sahelkg.release import open_release
from sahelkg.server.app import create_app
from sahelkg.server.edge import Edge
from sahelkg.server.transport import SettledProtocol, WithoutBrokenOffAnswers, bounded
from sahelkg.settings import Settings
from sahelkg.store.tether import end_with

_RELEASE = "SAHELKG_SERVED_RELEASE"
_SERVERS = "SAHELKG_SERVERS"
"""How the path, and the number of them, reach the processes that uvicorn starts for more than one worker."""


def configuration(host: str, port: int, settings: Settings) -> dict[str, object]:
    """What uvicorn is told, whatever application it runs."""
    logging.getLogger("uvicorn.error").addFilter(WithoutBrokenOffAnswers())
    return {
        "host": host,
        "port": port,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": True,
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": 10,
        "backlog": 1024,
        "ws": "none",
        "http": bounded(settings.client_timeout, (settings.url_limit + settings.header_limit) << 10),
    }


def serve(release: Path, host: str = "127.0.0.1", port: int = 8000, workers: int = 1) -> None:
    """Serves a releases folder, or one release in it, until it is told to stop.

    Raises:
        ReleaseError: there is no whole release.
    """
    open_release(release)
    settings = Settings()
    options = configuration(host, port, settings)
    if workers == 1:
        uvicorn.run(create_app(release, settings), **options)  # type: ignore[arg-type]
        return
    os.environ[_RELEASE] = str(release)
    os.environ[_SERVERS] = str(workers)
    options["http"] = f"{SettledProtocol.__module__}:{SettledProtocol.__name__}"
    uvicorn.run("sahelkg.server.run:application", factory=True, workers=workers, **options)  # type: ignore[arg-type]


def application() -> Edge:
    """The application of one of several server processes, which ends with the process that watches over them."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        end_with(parent.pid, signal.SIGTERM)
    return create_app(Path(os.environ[_RELEASE]), servers=int(os.environ[_SERVERS]))
