"""What one client cannot do to the others: large requests, slow requests, unread answers, too many requests."""

import json
import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from tests.server.conftest import LiveServer, StartServer


def connect(live: LiveServer) -> socket.socket:
    address = urlsplit(live.url)
    assert address.port is not None
    return socket.create_connection(("127.0.0.1", address.port), timeout=15)


def everything(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def test_headers_beyond_the_limit_are_refused(start_server: StartServer) -> None:
    live = start_server(header_limit=8, url_limit=8)
    with live.client() as client:
        assert client.get("/health", headers={"x-long": "x" * 20_000}).status_code == 431
        assert client.get("/health", headers={"x-long": "x" * 2_000}).status_code == 200
        assert client.get("/health?" + "x" * 9_000).status_code == 414


def test_a_header_that_never_ends_is_cut_off(start_server: StartServer) -> None:
    live = start_server(header_limit=8, url_limit=8)
    with connect(live) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Endless: ")
        try:
            for _ in range(1000):
                connection.sendall(b"x" * 10_000)
        except (BrokenPipeError, ConnectionResetError):
            return
        assert everything(connection).startswith(b"HTTP/1.1 431")


def test_a_client_that_never_finishes_its_headers_is_let_go(start_server: StartServer) -> None:
    live = start_server(client_timeout=0.3)
    with connect(live) as connection:
        connection.sendall(b"GET /health HT")
        assert everything(connection) == b""


def test_a_client_that_never_finishes_its_body_is_told_so(start_server: StartServer) -> None:
    live = start_server(client_timeout=0.3)
    with connect(live) as connection:
        head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        connection.sendall(head + b"Content-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK")
        assert everything(connection).startswith(b"HTTP/1.1 408")


def test_a_client_whose_body_comes_in_drops_is_let_go(start_server: StartServer) -> None:
    live = start_server(client_timeout=0.4)
    with connect(live) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\n")
        connection.sendall(b"Content-Type: application/sparql-query\r\nContent-Length: 100000\r\n\r\nASK")
        assert _drips_until_closed(connection)


def test_a_client_that_goes_on_sending_a_body_that_was_refused_is_let_go(start_server: StartServer) -> None:
    live = start_server(client_timeout=0.4, body_limit=1)
    with connect(live) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\n")
        connection.sendall(b"Content-Type: application/sparql-query\r\nContent-Length: 100000\r\n\r\nASK")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413")
        assert _drips_until_closed(connection)


def _drips_until_closed(connection: socket.socket) -> bool:
    """Sends a byte at a time, each well within the time a client has for the next piece."""
    connection.settimeout(0.05)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            connection.sendall(b" ")
            if connection.recv(1 << 16) == b"":
                return True
        except TimeoutError:
            continue
        except (BrokenPipeError, ConnectionResetError):
            return True
    return False


def test_requests_that_come_together_are_answered_whole_and_in_turn(server: LiveServer) -> None:
    asked = [f"/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20{number}%20%7D" for number in range(4)]
    last = "Connection: close\r\n"
    with connect(server) as connection:
        connection.sendall(
            "".join(f"GET {path} HTTP/1.1\r\nHost: x\r\n{last * (path == asked[-1])}\r\n" for path in asked).encode()
        )
        answers = everything(connection).split(b"HTTP/1.1 ")[1:]
    assert len(answers) == len(asked)
    numbers = []
    for answer in answers:
        head, _, body = answer.partition(b"\r\n\r\n")
        headers = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        assert head.startswith(b"200 OK")
        assert int(headers[b"content-length"]) == len(body)
        assert b"date" in headers
        numbers.append(int(headers[b"x-request-id"].rpartition(b"-")[2], 16))
    assert numbers == sorted(numbers)
    assert [b"connection: close" in answer for answer in answers] == [False, False, False, True]


def test_an_answer_to_an_old_client_ends_the_connection_and_one_to_head_has_no_body(server: LiveServer) -> None:
    with connect(server) as connection:
        connection.sendall(b"HEAD /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n")
        head, _, body = everything(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"connection: close" in head
    assert body == b""


@pytest.mark.parametrize(
    "request_", [b"GET /health HTTP/1.1\r\n\r\n", b"GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"nonsense\r\n\r\n"]
)
def test_what_is_no_request_is_told_so_as_a_problem(server: LiveServer, request_: bytes) -> None:
    with connect(server) as connection:
        connection.sendall(request_)
        head, _, body = everything(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert b"content-type: application/problem+json" in head
    assert json.loads(body)["status"] == 400


def test_a_client_that_does_not_read_its_answer_is_let_go(start_server: StartServer) -> None:
    live = start_server(client_timeout=0.3, query_timeout=30)
    with connect(live) as connection:
        query = "SELECT%20*%20%7B%20%3Fa%20%3Fb%20%3Fc%20.%20%3Fd%20%3Fe%20%3Ff%20.%20%3Fg%20%3Fh%20%3Fi%20%7D"
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        with live.client() as client:
            assert _becomes(client, "sahelkg_store_busy", 1)
            assert _becomes(client, "sahelkg_store_busy", 0)


def _becomes(client: httpx.Client, name: str, value: float) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if _figure(client, name) == value:
            return True
    return False


def _figure(client: httpx.Client, name: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return next(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_a_client_that_asks_too_often_is_told_to_slow_down(start_server: StartServer) -> None:
    live = start_server(client_rate=0.5)
    with live.client() as client:
        answers = [client.get("/health") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 3
    assert answers[-1].headers["retry-after"] == "1"
    assert answers[-1].headers["content-type"] == "application/problem+json"
