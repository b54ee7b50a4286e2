"""A chat endpoint on this machine that answers what a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What goes over the wire. With `cut`, the connection ends that many bytes before the end."""

    body: bytes
    status: int = 200
    cut: int = 0


def completion(content: str, finish: str | None = "stop") -> Reply:
    """The reply of a chat endpoint whose model said `content`."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def claims(*found: dict[str, Any]) -> Reply:
    """The reply of a model that found these claims."""
    return completion(json.dumps({"claims": found}, ensure_ascii=False))


@dataclass
class Stub:
    """A running endpoint. `answer` makes the reply to a request's body; None lets the asker wait until the stub ends."""

    answer: Callable[[dict[str, Any]], Reply | None]
    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)


@contextmanager
def running(answer: Callable[[dict[str, Any]], Reply | None]) -> Iterator[Stub]:
    """An endpoint on the loopback interface for as long as the block runs."""
    stub = Stub(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.requests.append(body)
            stub.paths.append(self.path)
            stub.keys.append(self.headers["Authorization"])
            reply = stub.answer(body)
            if reply is None:
                stub.ended.wait()
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stub
    finally:
        stub.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
