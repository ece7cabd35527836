"""Reading the Research Organization Registry, against the json module parsing the same lines."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path
from statistics import median

from bench.child import Done, started
from bench.results import SQLITE, Line
from bench.rows.ingest import GIGABYTE
from bench.workshop import CORDIS, BenchError, Workshop

FILE = CORDIS.parent / "ror" / "ror-records.jsonl.gz"
RECORDS = 51_370
JSON, UNITS, ALL = "json", "registry units", "registry records"


def run(workshop: Workshop) -> list[Line]:
    """Measure each in a process of its own: time, and the most memory."""
    file = head(workshop, round(RECORDS * workshop.spec.scale))
    tenth = head(workshop, round(RECORDS * workshop.spec.scale / 10))
    done: dict[str, list[Done]] = {way: [] for way in (UNITS, ALL, JSON)}
    for _ in range(workshop.runs):  # in turns, so that a busy minute hurts all alike
        for way, some in done.items():
            some.append(started(way, str(file)))
    numbers = {one.number for some in done.values() for one in some}
    if len(numbers) > 1:
        raise BenchError(f"{file.name}: the ways of reading find other numbers: {numbers}")
    done[SQLITE] = [into_sqlite(workshop, file)]
    time = {way: median(one.seconds for one in some) for way, some in done.items()}
    memory = {way: max(one.memory for one in some) / 1e6 for way, some in done.items()}
    memory["units of a tenth"] = started(UNITS, str(tenth)).memory / 1e6
    what = f"{numbers.pop():,} records"
    return [
        Line(f"{what}: time", "s", time).within(UNITS, JSON, 4),
        Line(f"{what}: most memory", "MB", memory)
        .within(UNITS, "units of a tenth", 1.5)
        .most(SQLITE, GIGABYTE),
    ]


def into_sqlite(workshop: Workshop, file: Path) -> Done:
    """Enrich a graph of the Horizon bundle."""
    store = f"sqlite:///{workshop.folder('registry-sqlite') / 'graph.db'}"
    started("ingest", store, str(workshop.bundle))
    return started("ingest", store, str(file))


def head(workshop: Workshop, number: int) -> Path:
    """Return a file of the first so many records, which is written when it is missing.

    Raises BenchError where the registry is missing.
    """
    if not FILE.exists():
        raise BenchError(f"{FILE.name} is missing: put it into shared/data/ror beside this")
    folder = workshop.path("registry")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"ror-{number}.jsonl.gz"
    if not path.exists():
        with gzip.open(FILE) as whole, gzip.open(path, "wb") as part:
            part.writelines(islice(whole, number))
    return path
