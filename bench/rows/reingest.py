"""Taking in the Horizon bundle again: unchanged, one project in a hundred changed, shuffled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from bench.bundles import changed, rewritten, shuffled
from bench.results import NEO4J, SQLITE, Line
from bench.workshop import BenchError, Workshop, opened_neo4j, opened_sqlite, server
from graph.ledger.holdings import Holdings
from graph.store import GraphStore
from lumigraph.loading import take_in

SHARE = 0.01
FIRST = "first time"
UNCHANGED, CHANGED, SHUFFLED = "unchanged", "1 % changed", "rows in another order"
MOST = {UNCHANGED: 5, CHANGED: 15, SHUFFLED: 15}
"""The most of the first time that each may take, in per cent."""


def run(workshop: Workshop) -> list[Line]:
    """Measure on both stores, each against its own first time."""
    bundles = versions(workshop)
    with opened_sqlite(workshop.folder("again-sqlite")) as store:
        sqlite = seconds(store, bundles, workshop.runs)
    with server(workshop.folder("again-neo4j")) as running, opened_neo4j(running) as store:
        neo4j = seconds(store, bundles, workshop.runs)
    lines = [Line(FIRST, "s", {SQLITE: sqlite[FIRST], NEO4J: neo4j[FIRST]})]
    for what, most in MOST.items():
        shares = {
            name: 100 * taken[what] / taken[FIRST]
            for name, taken in ((SQLITE, sqlite), (NEO4J, neo4j))
        }
        line = Line(f"{what}, of the first time", "%", shares)
        lines.append(line.most(SQLITE, most).most(NEO4J, most))
    return lines


def seconds(store: GraphStore, bundles: Mapping[str, Path], runs: int) -> dict[str, float]:
    """Return the median seconds that each version takes, coming after the bundle itself.

    Raises BenchError where a version changes something that should not, or nothing that should.
    """
    taken = {FIRST: take_in(Holdings(store), bundles[UNCHANGED]).seconds}
    for what, bundle in bundles.items():
        some: list[float] = []
        while len(some) < runs:
            # Going back to the bundle is as much of a change as leaving it.
            for path in (bundle, bundles[UNCHANGED]):
                begun = perf_counter()
                report = take_in(Holdings(store), path)
                some.append(perf_counter() - begun)
                if report.changed != (what == CHANGED):
                    raise BenchError(f"{what}: the store says that it changed {report}")
        taken[what] = median(some)
    return taken


def versions(workshop: Workshop) -> dict[str, Path]:
    """Write the bundle's versions, each under its own name in a folder of its own."""
    random = Random(f"{workshop.spec.seed} bundles")
    rewrites = {CHANGED: changed(SHARE, random), SHUFFLED: shuffled(random)}
    folder, name = workshop.folder("bundles"), workshop.bundle.name
    made = {UNCHANGED: workshop.bundle}
    for number, (what, rewrite) in enumerate(rewrites.items()):
        (folder / str(number)).mkdir()
        made[what] = rewritten(workshop.bundle, folder / str(number) / name, rewrite)
    return made
