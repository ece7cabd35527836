"""A thousand new organisations against half a million that are linked already."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.child import Done, started
from bench.peers.linking import NEW
from bench.results import SQLITE, Line
from bench.rows.registry import FILE as REGISTRY
from bench.workshop import BenchError, Workshop

WHOLE = 500_000
FULL = "a full run"
TIMES = 10


def run(workshop: Workshop) -> list[Line]:
    """Link the new ones by the index and as a part of all; both must find as many pairs."""
    if not REGISTRY.exists():
        raise BenchError(f"{REGISTRY.name} is missing: put it into shared")
    number = round(WHOLE * workshop.spec.scale)
    some = (str(workshop.bundle), str(REGISTRY), str(number))
    with tempfile.TemporaryDirectory() as folder:
        filled = started("link-fill", folder, *some)
        size = sum(one.stat().st_size for one in Path(folder).iterdir())
        ours = started("link-new", folder, *some)
    whole = started("link-all", *some)
    if ours.number != whole.number:
        raise BenchError(f"by the index {ours.number:,} pairs were found, else {whole.number:,}")
    return lines(number, filled, size, ours, whole)


def lines(number: int, filled: Done, size: int, ours: Done, whole: Done) -> list[Line]:
    """Return what was measured; ``number``: how many there are, ``size``: bytes of the index."""
    return [
        Line(
            f"{NEW:,} new among {number:,}, {ours.number:,} pairs: CPU time",
            "s",
            {SQLITE: ours.seconds, FULL: whole.seconds},
        ).faster(SQLITE, FULL, TIMES),
        Line(
            "the same: most memory",
            "MB",
            {SQLITE: ours.memory / 1e6, FULL: whole.memory / 1e6},
        ),
        Line("making the index: CPU time", "s", {SQLITE: filled.seconds}),
        Line("the index on disk", "MB", {SQLITE: size / 1e6}),
    ]
