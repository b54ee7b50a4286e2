"""The pages people read: HTML, made on the server from the graph, by SPARQL through the store."""

from sahelkg.server.pages.mounting import add_to

__all__ = ["add_to"]
