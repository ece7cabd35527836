"""The tables that the benchmark reads: every way of reading finds the same rows."""

from __future__ import annotations

from pathlib import Path

from bench.generator import Spec
from bench.peers.tables import WAYS
from bench.rows.tables import PEERS, RECORDS, UNITS, written
from bench.workshop import Workshop


def test_every_way_finds_all_rows(tmp_path: Path) -> None:
    files = written(Workshop(Spec(0.001), folder=tmp_path), 50)
    for kind, file in files.items():
        for way in (UNITS, RECORDS, *PEERS[kind]):
            done = WAYS[way](str(file))
            number = done[0] if isinstance(done, tuple) else done
            assert number == 50, f"{way} of {kind}"
