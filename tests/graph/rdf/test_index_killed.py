"""Whoever is killed while the index is made leaves one that the next start makes good."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from graph.entities import DEFAULT_BASE_URI as BASE
from graph.rdf.index import Index
from graph.sqlite_store import SqliteStore

SCRIPT = """
import sys
from pathlib import Path
from graph.entities import DEFAULT_BASE_URI
from graph.rdf.index import Index
from graph.sqlite_store import SqliteStore
store, index = SqliteStore(sys.argv[1]), Index(Path(sys.argv[2]), DEFAULT_BASE_URI)
print("ready", flush=True)
while True:
    index.build(store)
"""


@pytest.mark.parametrize("pause", [0.0, 0.1, 0.3])
def test_killed_while_it_is_made(bundled: str, tmp_path: Path, pause: float) -> None:
    path, folder = bundled.removeprefix("sqlite:///"), tmp_path / "index"
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, path, str(folder)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        while not [*folder.glob("r*")]:
            assert process.poll() is None
            time.sleep(0.005)
        time.sleep(pause)
        process.kill()
    store, index = SqliteStore(path), Index(folder, BASE)
    stamp = index.repair(store)
    whole = Index(tmp_path / "other", BASE)
    expected = pyoxigraph.Store.read_only(str(whole.path(whole.build(store))))
    assert stamp.revision == store.revision().number
    assert len(pyoxigraph.Store.read_only(str(index.path(stamp)))) == len(expected) == stamp.quads
    store.close()
