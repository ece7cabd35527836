"""Reading RDF in our own vocabulary, against pyoxigraph's parser alone.

The goal is held against the parser whose statements nobody looks at. Their text still lies inside
them, in a form of its own, and whoever wants to know what they say has to take it out: what the
parser takes with that stands beside it.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from statistics import median

from bench.child import Done, started
from bench.results import SQLITE, Line
from bench.rows.ingest import GIGABYTE
from bench.workshop import BenchError, Workshop
from graph.opening import open_store
from graph.rdf import golden_statements
from graph.rdf.forms import FORMS, write

PARSER, TEXT, UNITS, RECORDS = (
    "pyoxigraph",
    "pyoxigraph, terms taken out",
    "RDF units",
    "RDF records",
)
WAYS = (UNITS, RECORDS, PARSER, TEXT)


def run(workshop: Workshop) -> list[Line]:
    """Measure each in a process of its own: time, and the most memory."""
    file = dump(workshop)
    done: dict[str, list[Done]] = {way: [] for way in WAYS}
    for _ in range(workshop.runs):  # in turns, so that a busy minute hurts all alike
        for way, some in done.items():
            some.append(started(way, str(file)))
    numbers = {one.number for some in done.values() for one in some}
    if len(numbers) > 1:
        raise BenchError(f"{file.name}: the ways of reading find other numbers: {numbers}")
    number = numbers.pop()
    store = workshop.folder("rdf-sqlite") / "graph.db"
    done[SQLITE] = [started("ingest", f"sqlite:///{store}", str(file))]
    time = {way: median(one.seconds for one in some) for way, some in done.items()}
    memory = {way: max(one.memory for one in some) / 1e6 for way, some in done.items()}
    memory["units of a tenth"] = started(UNITS, str(head(file, number // 10))).memory / 1e6
    what = f"{number:,} statements"
    return [
        Line(f"{what}: time", "s", time).within(UNITS, PARSER, 4),
        Line(f"{what}: most memory", "MB", memory)
        .within(UNITS, "units of a tenth", 1.5)
        .most(SQLITE, GIGABYTE),
    ]


def dump(workshop: Workshop) -> Path:
    """Return the graph of the bundle as N-Triples, which is written when it is missing."""
    folder = workshop.path("rdf")
    file = folder / f"{workshop.bundle.stem}.nt"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{folder / 'graph.db'}"
        started("ingest", url, str(workshop.bundle))
        store = open_store(url)
        with file.open("wb") as output:
            write(golden_statements(store), FORMS["nt"], output)
        store.close()
    return file


def head(file: Path, number: int) -> Path:
    """Return a file of the first so many statements."""
    path = file.with_name(f"{file.stem}-{number}.nt")
    with file.open("rb") as whole, path.open("wb") as part:
        part.writelines(islice(whole, number))
    return path
