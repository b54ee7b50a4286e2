"""How a release lies in a remote store: in a graph of its own, to which one triple points as the current one."""

from sahelkg.vocabulary import ID, PREFIXES

_GRAPHS = ID.removesuffix("id/") + "graph/"

CURRENT_GRAPH = _GRAPHS + "current"
"""The graph with the pointer, and the pointer's subject."""

VERSION = PREFIXES["dct"] + "hasVersion"
PREVIOUS = PREFIXES["dct"] + "replaces"


def release_graph(digest: str) -> str:
    """The graph of a release."""
    return f"{_GRAPHS}release/{digest}"
