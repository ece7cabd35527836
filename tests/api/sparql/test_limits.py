"""What a query may take: no sockets, no programs, so much time, memory and company."""

from __future__ import annotations

import asyncio
import io
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import httpx2
import pyoxigraph
import pytest
from anyio.to_thread import current_default_thread_limiter

from api.app import create_app
from api.sparql import guard, sandbox, worker
from api.sparql.asked import Answered, Asked, Limits
from api.sparql.dataset import Dataset
from api.sparql.errors import OccupiedError, TimeLimitError, TooMuchError
from api.sparql.pool import Worker
from graph.entities import DEFAULT_BASE_URI
from graph.reader import Reader

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LINUX = sys.platform.startswith("linux")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """The port of a server on this machine, and who has called."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append(connection.recv(1000).decode())
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def made(reader: Reader, limits: Limits) -> Dataset:
    dataset = Dataset(reader.store, DEFAULT_BASE_URI, None, limits)
    dataset.current()
    return dataset


def memory_of(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def test_oxigraph_by_itself_would_ask_elsewhere(listener: tuple[int, list[str]]) -> None:
    """Without this the next test would prove nothing."""
    port, calls = listener
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(OSError, match=r".*"):
        list(pyoxigraph.Store().query(query))  # type: ignore[arg-type]
    assert calls


@pytest.mark.skipif(not LINUX, reason="only Linux lets a process give up its sockets")
def test_a_process_can_open_no_socket(
    listener: tuple[int, list[str]], reader: Reader, tmp_path: Path
) -> None:
    """Even if a query got past the guard."""
    port, calls = listener
    dataset = made(reader, Limits())
    query = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    script = """
import json, sys
from api.sparql import guard, worker
guard.check = lambda query: None
sys.argv = ["worker", "2000000000"]
worker.main()
"""
    job = dataset._job(Asked(query), dataset.current(), str(tmp_path / "answer"))
    ran = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(asdict(job)) + "\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    shut_in, told = map(json.loads, ran.stdout.splitlines())
    assert shut_in == {"shut_in": True}
    assert "Permission denied" in told["message"], told
    assert calls == []
    dataset.close()


@pytest.mark.skipif(not LINUX, reason="only Linux lets a process give up its sockets")
def test_what_a_process_that_is_shut_in_cannot_do() -> None:
    script = """
import ctypes, os, resource, socket
from api.sparql.sandbox import close_in
here = ("127.0.0.1", 9)
inherited = socket.socket()
program = os.open("/bin/true", os.O_RDONLY)
kernel = ctypes.CDLL(None, use_errno=True)

def call(number, *said):
    if kernel.syscall(number, *said) < 0:
        raise OSError(ctypes.get_errno(), "")

assert close_in(10**9)
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
for name, deed in {
    "socket": lambda: socket.socket(),
    "connect": lambda: inherited.connect(here),
    "socketpair": lambda: socket.socketpair(),
    "execve": lambda: os.execv("/bin/true", ["true"]),
    "execveat": lambda: os.execve(program, ["true"], {}),
    "io_uring": lambda: call(425, 1, 0),
    "x32": lambda: call(0x40000000),
}.items():
    try:
        deed()
    except PermissionError:
        print(name)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    denied = ["socket", "connect", "socketpair", "execve", "execveat", "io_uring", "x32"]
    assert ran.stdout.split() == denied, ran.stderr


def allowed(machine: str, architecture: int, number: int) -> bool:
    """Whether the filter for ``machine`` lets a system call pass, worked out as the kernel does."""
    steps = list(struct.iter_unpack("HBBI", sandbox._program(*sandbox.CALLS[machine])))
    place = found = 0
    while steps[place][0] != sandbox.RETURN:
        code, yes, no, wanted = steps[place]
        place += 1
        if code == sandbox.LOAD:
            found = architecture if wanted == sandbox.ARCHITECTURE else number
        else:
            held = found == wanted if code == sandbox.EQUAL else found >= wanted
            place += yes if held else no
    return bool(steps[place][3] == sandbox.ALLOW)


@pytest.mark.parametrize("machine", sandbox.CALLS)
def test_no_other_way_to_call_the_kernel_is_open(machine: str) -> None:
    own, calls = sandbox.CALLS[machine]
    closed = [number for number in range(500) if not allowed(machine, own, number)]
    assert closed == sorted(calls)
    assert not allowed(machine, own, sandbox.X32)
    for other, _ in sandbox.CALLS.values():
        assert allowed(machine, other, 0) is (other == own)


def test_a_process_sees_no_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_NEO4J_PASSWORD", "not for queries")
    worker = Worker(10**9)
    if LINUX:
        environment = Path(f"/proc/{worker.number}/environ").read_bytes()
        assert b"PATH=" in environment
        assert b"not for queries" not in environment
        assert worker.shut_in
    worker.close()


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX has alarms")
def test_an_alarm_ends_what_nobody_else_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """While a query is answered, and no longer."""
    done: list[object] = []

    def answered(_: worker.Job) -> Answered:
        done.append("answered")
        return Answered("json", False, 1, False)

    job = worker.Job(Asked("ASK {}"), "", "", "", "", {}, 1, 1, seconds=3)
    monkeypatch.setattr(worker, "close_in", lambda _: True)
    monkeypatch.setattr(worker, "answer", answered)
    monkeypatch.setattr("signal.setitimer", lambda _, seconds: done.append(seconds))
    monkeypatch.setattr(sys, "argv", ["worker", "1"])
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(asdict(job)) + "\n"))
    worker.main()
    assert done == [3 + worker.GRACE, "answered", 0]
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["rows"] == 1


def test_time_is_up(reader: Reader) -> None:
    """The process is gone, its memory with it, and the next query is answered."""
    dataset = made(reader, Limits(seconds=1.5, queries=1))
    before = children()
    with pytest.raises(TimeLimitError, match=r"after 1\.5 seconds"):
        dataset.ask(Asked(ENDLESS))
    assert children() == before
    answered, file, _ = dataset.ask(Asked("ASK {}"))
    assert (answered.rows, file.read_bytes()) == (1, b'{"head":{},"boolean":true}\n')
    dataset.close()


def children() -> set[str]:
    """The processes that this one has started and that still are."""
    if not LINUX:
        return set()
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


@pytest.mark.skipif(not LINUX, reason="other systems do not limit the memory of a process so")
def test_memory_is_used_up(reader: Reader) -> None:
    dataset = made(reader, Limits(seconds=60, memory=500_000_000))
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f"
    with pytest.raises(TooMuchError, match="memory"):
        dataset.ask(Asked(greedy))
    assert dataset.ask(Asked("ASK {}"))[0].rows == 1
    dataset.close()


def test_an_answer_that_is_too_large(reader: Reader) -> None:
    dataset = made(reader, Limits(room=1000))
    with pytest.raises(TooMuchError, match="LIMIT"):
        dataset.ask(Asked("SELECT * { ?s ?p ?o }"))
    assert [one for one in dataset._room.iterdir() if one.is_file()] == []
    dataset.close()


def test_so_many_at_once_and_no_more(reader: Reader) -> None:
    dataset = made(reader, Limits(seconds=4, queries=2))

    def ask(_: int) -> str:
        try:
            dataset.ask(Asked(ENDLESS))
        except (OccupiedError, TimeLimitError) as error:
            return type(error).__name__
        return "answered"

    with ThreadPoolExecutor(5) as pool:
        told = sorted(pool.map(ask, range(5)))
    assert told == ["OccupiedError"] * 3 + ["TimeLimitError"] * 2
    dataset.close()


class Contended(deque[Worker]):
    """Processes at rest, of which another query takes the last while we look."""

    def __len__(self) -> int:
        return super().__len__() or 1


def test_a_process_that_another_query_took_is_none_at_rest(reader: Reader) -> None:
    dataset = made(reader, Limits())
    dataset.pool._idle = Contended()
    assert dataset.ask(Asked("ASK {}"))[0].rows == 1
    dataset.close()


def test_the_guard_reads_what_it_must() -> None:
    assert guard.unescaped(r"\u0053\U00000045RVICE \u12") == r"SERVICE \u12"


def test_a_query_that_runs_takes_no_turn_from_others(reader: Reader) -> None:
    app = create_app(reader, limits=Limits(seconds=6))
    begun: list[int] = []
    app.state.dataset.current()
    app.state.dataset.pool.counted = begun.append

    async def asked() -> tuple[bool, int]:
        current_default_thread_limiter().total_tokens = 1
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
            query = asyncio.create_task(client.get("/sparql", params={"query": ENDLESS}))
            while not begun:
                await asyncio.sleep(0.05)
            found = await client.get("/api/v1/search?text=litek")
            waits = not query.done()
            await query
        return waits, found.status_code

    assert asyncio.run(asked()) == (True, 200)
    app.state.dataset.close()
