"""The serving wing's face: SPARQL, REST, downloads and pages over HTTP."""

from sahelkg.server.app import create_app
from sahelkg.server.run import serve

__all__ = ["create_app", "serve"]
