"""Puts the service together."""

from pathlib import Path

from fastapi import FastAPI

from sahelkg.server.edge import Edge
from sahelkg.server.service import Service
from sahelkg.settings import Settings


def create_app(release: Path, settings: Settings | None = None) -> Edge:
    """The ASGI application over a releases folder, or one release in it."""
    service = Service(settings or Settings(), release)
    return Edge(service, FastAPI())
