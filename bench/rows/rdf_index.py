"""The RDF index of the Horizon bundle: built, and brought up to date after a hundredth changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import pyoxigraph
from pyoxigraph import RdfFormat

from bench.bundles import changed, rewritten
from bench.results import SQLITE, Line, Target
from bench.workshop import Workshop, opened_sqlite
from graph.entities import DEFAULT_BASE_URI
from graph.ledger.holdings import Holdings
from graph.rdf.graphs import blocks
from graph.rdf.index import Index
from graph.rdf.stars import lines, number
from graph.store import GraphStore
from lumigraph.loading import take_in

PEER = "Oxigraph, a ready file"
SHARE = 0.01


def run(workshop: Workshop) -> list[Line]:
    """Measure the processor's time, all threads together: both are of one process."""
    folder = workshop.folder("rdf-index")
    with opened_sqlite(folder) as store:
        take_in(Holdings(store), workshop.bundle)
        ready = folder / "ready.nq"
        count = write(store, ready)
        ours = [seconds(lambda: fresh(workshop).build(store)) for _ in range(workshop.runs)]
        peers = [seconds(lambda: load(workshop, ready)) for _ in range(workshop.runs)]
        update = updated(workshop, store)
    build = median(ours)
    rate = {SQLITE: count / build / 1000, PEER: count / median(peers) / 1000}
    share = rate[SQLITE] / rate[PEER]
    return [
        Line(
            f"build, {count:,} statements",
            "thousand a second",
            rate,
            [Target(f"≥ 60 % of {PEER}", f"{100 * share:.3g} %", share >= 0.6)],
        ),
        Line("1 % changed, of the build", "%", {SQLITE: 100 * update / build}).most(SQLITE, 5),
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the processor's seconds that some work takes."""
    begun = process_time()
    work()
    return process_time() - begun


def fresh(workshop: Workshop) -> Index:
    """Return an index that is not there yet."""
    return Index(workshop.folder("rdf-index-ours"), DEFAULT_BASE_URI)


def write(store: GraphStore, file: Path) -> int:
    """Write all statements as N-Quads; return how many."""
    count = 0
    with file.open("w", encoding="utf-8") as text:
        for graph, some in blocks(store, DEFAULT_BASE_URI):
            text.write(lines(some, graph))
            count += number(some)
    return count


def load(workshop: Workshop, file: Path) -> None:
    """Let Oxigraph load a file into a new database."""
    database = pyoxigraph.Store(str(workshop.folder("rdf-index-peer") / "database"))
    database.bulk_load(path=str(file), format=RdfFormat.N_QUADS, lenient=True)
    database.flush()


def updated(workshop: Workshop, store: GraphStore) -> float:
    """Return the median seconds to follow the bundle with a hundredth of its projects changed."""
    index = Index(workshop.path("rdf-index-ours"), DEFAULT_BASE_URI)
    index.refresh(store)
    some = []
    with amended(workshop) as bundle:
        for _ in range(workshop.runs):
            for path in (bundle, workshop.bundle):
                take_in(Holdings(store), path)
                some.append(seconds(lambda: index.refresh(store)))
    return median(some)


@contextmanager
def amended(workshop: Workshop) -> Iterator[Path]:
    """A bundle of which a hundredth of the projects has another title and end."""
    target = workshop.folder("rdf-index-amended") / workshop.bundle.name
    yield rewritten(workshop.bundle, target, changed(SHARE, Random(workshop.spec.seed)))
