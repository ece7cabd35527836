"""`lumigraph serve` as it runs in production: several processes, told to end, killed, kept waiting.

One server for all; the last test ends it.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from lumigraph.ports import free_ports

WORKERS = 2
PATIENCE = 90
CLIENT_SECONDS = 1
PROGRAM = Path(sys.executable).with_name("lumigraph")
QUERY = b"query=ASK%20%7B%7D"


@dataclass(frozen=True)
class Served:
    """A server, where it answers, where it tells figures, and where it keeps what it makes."""

    process: subprocess.Popen[bytes]
    port: int
    metrics_port: int
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")

    def get(self, path: str) -> httpx2.Response:
        return httpx2.get(f"http://127.0.0.1:{self.port}{path}", timeout=PATIENCE)

    def figure(self, line: str) -> float:
        """Return the sum of the figures whose name and labels begin like ``line``."""
        text = httpx2.get(f"http://127.0.0.1:{self.metrics_port}/metrics", timeout=PATIENCE).text
        found = re.findall(rf"^{re.escape(line)}.* ([0-9.e+]+)$", text, re.MULTILINE)
        return sum(map(float, found))

    def workers(self) -> list[int]:
        """Return the numbers of the processes that began to answer."""
        return [int(one) for one in re.findall(r"process (\d+) begins to answer", self.log)]

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.1)


def group_is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def served(bundled: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "tmp").mkdir()
    port, metrics_port = free_ports(2)
    settings = {
        "store": bundled,
        "workers": WORKERS,
        "port": port,
        "metrics": "true",
        "metrics_port": metrics_port,
        "client_seconds": CLIENT_SECONDS,
        "body_seconds": 2 * CLIENT_SECONDS,
        **{name: folder / name for name in ("index", "dumps", "layouts", "tokens")},
    }
    variables = {f"LUMIGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "serve"],
            cwd=folder,
            env={**os.environ, **variables, "TMPDIR": str(folder / "tmp")},
            stdout=subprocess.DEVNULL,
            stderr=log,
            start_new_session=True,
        )
        served = Served(process, port, metrics_port, folder)
        try:
            until(lambda: served.log.count("Application startup complete") == WORKERS)
            yield served
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_figures_are_those_of_all_processes(served: Served) -> None:
    number = 20
    for _ in range(number):
        assert served.get("/api/v1/who?technology=lasers&region=Lithuania").status_code == 200
    assert served.get("/sparql?query=ASK%20%7B%7D").json()["boolean"] is True
    counted = 'lumigraph_http_requests_total{method="GET",route="/api/v1/who",status="200"}'
    until(lambda: served.figure(counted) == number)
    assert served.figure("lumigraph_http_requests_in_flight") == 0
    assert served.figure("lumigraph_rdf_index_lag") == 0
    assert served.figure("lumigraph_revision") > 0


def test_what_was_asked_is_not_in_the_log(served: Served) -> None:
    served.get("/api/v1/search?text=somebody@example.org")
    until(lambda: "route=/api/v1/search" in served.log)
    assert "somebody" not in served.log


def test_a_process_that_dies_is_replaced(served: Served) -> None:
    first = served.workers()
    assert len(first) == WORKERS
    os.kill(first[0], signal.SIGKILL)
    until(lambda: served.log.count("Application startup complete") == WORKERS + 1)
    assert "(code -9) and is replaced" in served.log
    assert served.get("/api/v1/health/ready").status_code == 200
    assert served.figure("lumigraph_http_requests_in_flight") == 0


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 18\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nquery",
        b"GET /none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 18\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nquery",
    ],
    ids=["nothing", "half a head", "half a body", "half a body behind another request"],
)
def test_a_client_that_keeps_the_server_waiting_is_let_go(served: Served, sent: bytes) -> None:
    with served.connect() as slow:
        slow.sendall(sent)
        began = time.monotonic()
        with contextlib.suppress(ConnectionResetError):
            while answer := slow.recv(1000):
                assert b"200 OK" not in answer
        assert time.monotonic() - began < PATIENCE
    assert "Traceback" not in served.log


def test_a_client_that_never_ends_its_body_is_let_go(served: Served) -> None:
    with served.connect() as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n")
        slow.sendall(b"Content-Type: application/x-www-form-urlencoded\r\n\r\n")
        slow.settimeout(CLIENT_SECONDS / 10)
        end, answered = time.monotonic() + PATIENCE, b"nothing yet"
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            while answered and time.monotonic() < end:
                slow.sendall(b"q")
                with contextlib.suppress(TimeoutError):
                    answered = slow.recv(1000)
        assert time.monotonic() < end
    until(lambda: "does not end its request for 2 seconds" in served.log)


def test_a_head_that_never_ends_is_refused(served: Served) -> None:
    with served.connect() as client, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        client.sendall(b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"a" * 100_000)
        assert client.recv(100).startswith(b"HTTP/1.1 400 ")


def test_the_answer_does_not_say_what_the_server_is_made_of(served: Served) -> None:
    assert "server" not in served.get("/api/v1/health/live").headers


def test_told_to_end_it_answers_what_is_under_way_and_leaves_nothing(served: Served) -> None:
    with served.connect() as client:
        head = (
            b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
        )
        client.sendall(head % len(QUERY) + QUERY[:5])
        until(lambda: served.figure("lumigraph_http_requests_in_flight") == 1)
        served.process.send_signal(signal.SIGTERM)
        client.sendall(QUERY[5:])
        answer = b"".join(iter(lambda: client.recv(1000), b""))
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert served.process.wait(PATIENCE) == 0
    until(lambda: not group_is_alive(served.process.pid))
    assert list((served.folder / "tmp").iterdir()) == []
