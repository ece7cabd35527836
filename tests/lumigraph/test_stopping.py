"""By which signals a server, and whatever writes files, ends in order."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lumigraph.stopping import EndedError, at_stop, undone_at_stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is told so there")


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """What SIGHUP does when nobody said otherwise, whatever runs the tests."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_is_told_of(number: signal.Signals) -> None:
    told: list[bool] = []
    before = signal.getsignal(number)
    with at_stop(lambda: told.append(True)):
        signal.raise_signal(number)
    assert told == [True]
    assert signal.getsignal(number) == before


def test_a_terminal_may_go_away_where_that_is_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    told: list[bool] = []
    with at_stop(lambda: told.append(True)):
        signal.raise_signal(signal.SIGHUP)
    assert told == []


ENDING = """
import signal, sys
import {module}
def halfway(*_):
    signal.raise_signal(signal.{name})
{module}.{function} = halfway
sys.argv = ["lumigraph", *sys.argv[1:]]
from lumigraph.cli import main
main()
"""
WRITERS = {
    "export": ("graph.export", "entity_shape", ["export", "-o", "graph.jsonl"]),
    "dump": ("graph.export", "write_store", ["export", "-o", "graph.nq.gz"]),
    "backup": ("graph.keeping.backup", "verify", ["backup", "graph.zip"]),
    "neo4j-import": (
        "graph.neo4j_import.table",
        "line",
        ["export", "-o", "graph", "--format", "neo4j-import"],
    ),
}


@pytest.mark.parametrize(
    ("name", "writer"),
    [("SIGINT", "export"), ("SIGHUP", "export"), *(("SIGTERM", one) for one in WRITERS)],
)
def test_who_is_ended_halfway_leaves_no_file(
    bundled: str, tmp_path: Path, name: str, writer: str
) -> None:
    module, function, arguments = WRITERS[writer]
    code = ENDING.format(module=module, function=function, name=name)
    command = [sys.executable, "-c", code, *arguments, "--store", bundled]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ended.returncode in (130, 128 + signal.Signals[name]), ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_second_signal_does_not_cut_off_the_cleaning() -> None:
    cleaned: list[bool] = []

    def told_twice() -> None:
        with undone_at_stop():
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                signal.raise_signal(signal.SIGHUP)
                cleaned.append(True)

    with pytest.raises(EndedError) as ended:
        told_twice()
    assert (cleaned, ended.value.code) == ([True], 128 + signal.SIGTERM)
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_DFL


def test_what_is_ignored_ends_nothing() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with undone_at_stop():
        signal.raise_signal(signal.SIGHUP)


def test_a_server_is_told_of_each_where_else_it_would_be_ended() -> None:
    told: list[bool] = []
    with undone_at_stop(), at_stop(lambda: told.append(True)):
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
    assert told == [True, True]
