"""`lumigraph serve` in production: several processes that curate, die, wait, and are told to end.

One server for all; the last test ends it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from api.access.scopes import scopes_of
from graph.ledger.audit import faults
from graph.sqlite_store import SqliteStore
from lumigraph.admission import register
from lumigraph.ports import free_ports
from lumigraph.settings import Settings
from tests.lumigraph.curator import Curator

WORKERS = 2
PATIENCE = 90
CLIENT_SECONDS = 1
PROGRAM = Path(sys.executable).with_name("lumigraph")
QUERY = b"query=ASK%20%7B%7D"
RIGHTS = "review, ingest, read-internal"
PAGE = "https://gamma.example/about"
GAMMA = {"name": {"en": "Gamma Optics"}}
TABLE = b"Name;Country;City;Website\nDelta Lasers;LT;Vilnius;https://delta.example\n"


@dataclass(frozen=True)
class Served:
    """A server, where it answers, where it tells figures, and where it keeps what it makes."""

    process: subprocess.Popen[bytes]
    port: int
    metrics_port: int
    folder: Path
    store: str

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

    @contextmanager
    def by(self, number: int) -> Iterator[None]:
        """Let one of the processes answer while the others stand still, holding no file back."""
        others = [one for one in self.workers()[-WORKERS:] if one != number]
        try:
            signalled(others, signal.SIGSTOP)
            while not all(map(at_rest, self.folder.glob("*.db"))):
                signalled(others, signal.SIGCONT)
                time.sleep(0.1)
                signalled(others, signal.SIGSTOP)
            yield
        finally:
            signalled(others, signal.SIGCONT)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)


def signalled(processes: Iterable[int], number: signal.Signals) -> None:
    for one in processes:
        os.kill(one, number)


def at_rest(file: Path) -> bool:
    """Tell whether nobody is in the midst of reading, writing or tidying a SQLite file."""
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not busy


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
    file = shutil.copy(bundled.removeprefix("sqlite:///"), folder / "graph.db")
    port, metrics_port = free_ports(2)
    settings = {
        "store": f"sqlite:///{file}",
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
        served = Served(process, port, metrics_port, folder, f"sqlite:///{file}")
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


@pytest.fixture(scope="module")
def curators(served: Served) -> list[Curator]:
    """Two who curate by tokens."""
    settings = Settings(store=served.store, tokens=str(served.folder / "tokens"))
    address = f"http://127.0.0.1:{served.port}"
    with closing(register(settings)) as kept:
        return [
            Curator(address, kept.create(name, scopes_of(RIGHTS)), name)
            for name in ("first", "second")
        ]


def test_what_one_process_took_in_each_tells(served: Served, curators: list[Curator]) -> None:
    here, there = served.workers()[-WORKERS:]
    one, other = curators
    with served.by(here):
        one.post("edit/add", type="Company", properties=GAMMA, address=PAGE)
        made = one.post("judgements", 201, left="gamma-optics", right="litek", verdict="different")
    with served.by(there):
        assert other.get("entities/gamma-optics")["properties"]["name"] == GAMMA["name"]
        (entry,) = other.get("edit/entries")["entries"]
        assert entry["by"] == one.name
        assert made in other.get("judgements?limit=1000")["judgements"]
        other.post("judgements", 409, left="litek", right="gamma-optics", verdict="different")
        other.post("edit/undo", name=entry["name"])
    with served.by(here):
        assert one.get("edit/entries")["count"] == 0
        one.get("entities/gamma-optics", 404)


def test_a_decision_is_taken_once(served: Served, curators: list[Curator]) -> None:
    """By who looked before somebody else decided it is not, whichever process is asked."""
    here, there = served.workers()[-WORKERS:]
    one, other = curators
    with served.by(here):
        asked = one.post("suggestions", about="litek", text="its address is an old one")
    with served.by(there):
        seen = other.get(f"review/{asked['id']}")["asked"]["version"]
        assert other.decide(asked["id"], "rejected", seen) == 200
        decided = other.get(f"review/{asked['id']}")["asked"]
    with served.by(here):
        assert one.decide(asked["id"], "accepted", seen) == 409
        again = one.post(f"review/{asked['id']}/undo", version=decided["version"])
    with ThreadPoolExecutor(2) as pool:
        said = [
            pool.submit(each.decide, asked["id"], "rejected", again["version"]) for each in curators
        ]
    assert sorted(each.result() for each in said) == [200, 409]


def test_an_upload_is_known_to_each(served: Served, curators: list[Curator]) -> None:
    here, there = served.workers()[-WORKERS:]
    one, other = curators
    with served.by(here):
        job = one.send("uploads?name=members.csv", 201, TABLE)
        previewed = one.awaited(job["id"], "received", "reading")
    with served.by(there):
        assert previewed["state"] == "previewed", previewed
        assert other.get(f"uploads/{job['id']}") == previewed
        other.post(f"uploads/{job['id']}/confirm")
        done = other.awaited(job["id"], "entering")
    with served.by(here):
        assert done["state"] == "done", done
        assert one.get(f"uploads/{job['id']}") == done
        assert done["outcome"]["records"] > 0
        one.post(f"uploads/{job['id']}/confirm", 409)


def test_what_both_wrote_is_one_chain(served: Served, curators: list[Curator]) -> None:
    with closing(SqliteStore(served.store.removeprefix("sqlite:///"))) as store:
        entries = list(store.audit.entries())
        assert list(faults(entries, store.revisions())) == []
    assert {one.name for one in curators} <= {one.who for one in entries}


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
