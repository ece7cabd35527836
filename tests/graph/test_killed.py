"""An ingest that is killed leaves the store as it was; repeated, it completes."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

import lumigraph
from graph.export import lines
from graph.validation import validate

COMMAND = """
import sys, lumigraph
with lumigraph.open(sys.argv[1]) as graph:
    print("ready", flush=True)
    graph.ingest(lumigraph.bundled_data())
"""


def ingest_and_kill(url: str, after: float) -> None:
    """Start taking the bundled set in, and kill it ``after`` seconds."""
    command = [sys.executable, "-c", COMMAND, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(after)
        process.kill()


def whole_export(url: str) -> list[str]:
    with lumigraph.open(url) as graph:
        graph.ingest(lumigraph.bundled_data())
        return list(lines(graph.store))


def check(folder: Path, moments: list[float]) -> None:
    expected = whole_export(f"sqlite:///{folder / 'undisturbed.db'}")
    whole = sum('"kind": "Organisation"' in line for line in expected)
    url = f"sqlite:///{folder / 'killed.db'}"
    for moment in moments:
        ingest_and_kill(url, moment)
        with lumigraph.open(url) as graph:
            assert validate(graph.store) == []
            kinds, _ = graph.store.golden.counts()
            assert kinds.get("Organisation", 0) in (0, whole)
    assert whole_export(url) == expected


def test_a_killed_ingest_leaves_nothing_half_written(tmp_path: Path) -> None:
    check(tmp_path, [0.05, 0.3, 0.6])


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_killed_at_many_moments(tmp_path: Path) -> None:
    check(tmp_path, [moment / 50 for moment in range(60)])
