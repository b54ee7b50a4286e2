"""A worker process: one query at a time from an embedded store, opened for reading only.

Run as ``python -m sahelkg.store.worker STORE DESCRIPTOR MEMORY SERVER``, the last the number of the process that starts
it. It imports little, since several stand idle on every server.
"""

import json
import marshal
import re
import resource
import signal
import socket
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from sahelkg.store import wire
from sahelkg.store.formats import INDEX
from sahelkg.store.lookups import look_up
from sahelkg.store.tether import end_with
from sahelkg.store.writers import GRAPH_WRITERS, SOLUTION_WRITERS
from sahelkg.vocabulary import PREFIXES, REIFIERS_GRAPH

_STACK = 256 << 20
"""Bytes of stack, of which only those in use take memory: the engine recurses over a query's structure, and overflow is
death."""

_SLACK = 64 << 20
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.-]*$")
_MANY_GRAPHS = 1000


class _ExcessError(Exception):
    """The answer is larger than it may be."""


class _Output:
    """A file for the serialiser that gathers bytes and sends them in frames."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self._connection = connection
        self._limit = limit
        self._parts: list[bytes] = []
        self._held = 0
        self._sent = 0
        self.format = 0

    def write(self, data: bytes) -> int:
        self._parts.append(data)
        self._held += len(data)
        if self._sent + self._held > self._limit:
            raise _ExcessError
        if self._held >= wire.CHUNK:
            self._flush_out()
        return len(data)

    def flush(self) -> None:
        """The serialiser flushes whenever it likes; only `finish` sends a small answer."""

    def _body(self) -> bytes:
        body = b"".join(self._parts)
        if not self._sent and body.startswith(b"@prefix"):
            # The serialiser writes prefixes in any order, but the same question should get the same bytes.
            end = body.rindex(b"\n@prefix") + 1
            end = body.index(b"\n", end) + 1
            body = b"".join(sorted(body[:end].splitlines(keepends=True))) + body[end:]
        return body

    def _flush_out(self) -> None:
        begin = b"" if self._sent else wire.frame(wire.BEGIN, bytes((self.format,)))
        self._connection.sendall(begin + wire.frame(wire.DATA, self._body()))
        self._sent += self._held
        self._held = 0
        self._parts.clear()

    def finish(self) -> None:
        body = self._body()
        if self._sent:
            self._connection.sendall((wire.frame(wire.DATA, body) if body else b"") + wire.frame(wire.END))
        else:
            self._connection.sendall(wire.frame(wire.WHOLE, bytes((self.format,)) + body))


class Worker:
    """The loop of a worker over its store."""

    def __init__(self, store: Store, connection: socket.socket) -> None:
        self._store = store
        self._connection = connection
        graphs = []
        for graph in store.named_graphs():
            graphs.append(graph)
            if len(graphs) > _MANY_GRAPHS:
                break
        # Clients that know RDF 1.1 only must not meet a triple term, whatever graph variable they use.
        self._plain_graphs = (
            [graph for graph in graphs if graph.value != REIFIERS_GRAPH] if len(graphs) <= _MANY_GRAPHS else None
        )

    def run(self) -> None:
        """Answers until the pool closes the connection."""
        self._connection.sendall(wire.frame(wire.READY))
        incoming = self._connection.makefile("rb", buffering=1 << 16)
        while header := incoming.read(wire.HEADER.size):
            _, length = wire.HEADER.unpack(header)
            self._answer(marshal.loads(incoming.read(length)))

    def _answer(self, request: dict[str, Any]) -> None:
        if "lookups" in request:
            bodies = [look_up(self._store, *lookup) for lookup in request["lookups"]]
            self._connection.sendall(wire.frame(wire.WHOLE, bytes(1) + marshal.dumps(bodies)))
            return
        output = _Output(self._connection, request["limit"])
        try:
            self._evaluate(request, output)
        except ConnectionError:
            raise
        except (_ExcessError, SyntaxError, ValueError, RuntimeError, OSError, MemoryError) as error:
            failure = _failure(error, request["limit"])
            self._connection.sendall(wire.frame(wire.FAILURE, json.dumps(failure).encode()))
        else:
            output.finish()

    def _evaluate(self, request: dict[str, Any], output: _Output) -> None:
        result = self._store.query(request["query"], base_iri=request["base"], **self._dataset(request))
        name = request["graph"] if isinstance(result, QueryTriples) else request["solutions"]
        if name is None:
            form = "a graph" if isinstance(result, QueryTriples) else "query solutions"
            raise _UnacceptableError(form)
        output.format = INDEX[name]
        if isinstance(result, QueryTriples):
            if name == "rdf":
                serialize(_writable_as_xml(result), output, GRAPH_WRITERS[name])  # type: ignore[arg-type]
            elif name in ("ttl", "trig"):
                serialize(result, output, GRAPH_WRITERS[name], prefixes=PREFIXES)  # type: ignore[arg-type]
            else:
                result.serialize(output, GRAPH_WRITERS[name])  # type: ignore[arg-type]
        else:
            result.serialize(output, SOLUTION_WRITERS[name])  # type: ignore[arg-type]

    def _dataset(self, request: dict[str, Any]) -> dict[str, Any]:
        if "default" in request:
            return {
                "default_graph": [NamedNode(iri) for iri in request["default"]],
                "named_graphs": [NamedNode(iri) for iri in request["named"]],
            }
        if request["own_dataset"]:
            return {}
        if request["rdf12"]:
            return {"default_graph": [DefaultGraph(), NamedNode(REIFIERS_GRAPH)]}
        if request["names_reifiers"] or not request["graphs"] or self._plain_graphs is None:
            return {}
        return {"named_graphs": self._plain_graphs, "default_graph": DefaultGraph()}


class _UnacceptableError(RuntimeError):
    """The result has no form that the client takes."""


class _UnwritableError(RuntimeError):
    """The result has something in it that the format cannot express."""


def _writable_as_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples. Raises _UnwritableError at a property whose IRI does not end in a name: XML cannot write it."""
    for triple in triples:
        if _ENDS_IN_NAME.search(triple.predicate.value) is None:
            raise _UnwritableError(f"RDF/XML cannot write the property <{triple.predicate.value}>; ask for Turtle.")
        yield triple


def _failure(error: Exception, limit: int) -> dict[str, Any]:
    """What the pool is told: the name of an error class of `sahelkg.store.errors` and its arguments."""
    message = " ".join(str(error).split())
    match error:
        case SyntaxError():
            return _syntax(message)
        case _ExcessError():
            kind, detail = "ResultTooLarge", f"The result is larger than {limit >> 20} MiB; ask for less of it."
        case _UnacceptableError():
            kind, detail = "NotAcceptable", f"The answer is {message}, and none of the accepted formats can hold it."
        case _UnwritableError():
            kind, detail = "NotAcceptable", message
        case MemoryError():
            kind, detail = "OutOfMemory", "The query needed more memory than a query may have."
        case RuntimeError() if "custom function" in message:
            kind, detail = "MalformedQuery", message
        case ValueError():
            kind, detail = "MalformedQuery", message
        case _ if "does not support RDF 1.2" in message:
            kind, detail = "NotAcceptable", f"{message}; ask for N-Triples or Turtle."
        case _ if "HTTP" in message or "http" in message:
            kind, detail = "UpstreamFailed", "A SERVICE of the query did not answer."
        case _:
            kind, detail = "QueryFailed", "The engine could not finish the query."
    return {"error": kind, "detail": detail}


def _syntax(message: str) -> dict[str, Any]:
    match = _POSITION.fullmatch(message)
    if match is None:
        return {"error": "MalformedQuery", "detail": message[:400]}
    line, column, expectation = int(match[1]), int(match[2]), match[3]
    for known in ("Prefix not found", "The SELECT contains a variable that is unbound"):
        if known in expectation:
            expectation = known
    if len(expectation) > 240:
        expectation = expectation[:240].rsplit(",", 1)[0] + " …"
    return {
        "error": "MalformedQuery",
        "detail": f"Line {line}, column {column}: {expectation}",
        "line": line,
        "column": column,
    }


def _bound_memory(megabytes: int) -> None:
    """Lets the address space grow by `megabytes` over what the open store takes already."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    ceiling = pages * resource.getpagesize() + (megabytes << 20) + _SLACK
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))


def main() -> None:
    """Opens the store and serves the pool at the other end of the inherited socket."""
    path, (descriptor, megabytes, server) = sys.argv[1], map(int, sys.argv[2:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(server, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    connection = socket.socket(fileno=descriptor)
    worker = Worker(Store.read_only(path), connection)

    def run() -> None:
        _bound_memory(megabytes)
        worker.run()

    threading.stack_size(_STACK)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
