"""How time, memory and disk grow with the graph: the Horizon bundle once, three and ten times.

Seconds are the processor's, of client and server together: a busy machine does not change them.
Neo4j is filled by its own import tool, as a graph of this size would be.
"""

from __future__ import annotations

import math
import resource
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import linear_regression
from time import process_time

from bench import processor
from bench.child import started
from bench.clock import percentile
from bench.copies import multiplied
from bench.peers.plain import Question
from bench.results import NEO4J, SQLITE, Line
from bench.rows.asking import LEVELS, our_way
from bench.rows.rdf_index import seconds, write
from bench.rows.walk import misspelt
from bench.workshop import BenchError, Workshop, opened_neo4j, opened_sqlite, server, size
from graph.entities import DEFAULT_BASE_URI
from graph.neo4j_import import OPTIONS, export_import
from graph.question.search import search
from graph.rdf.index import Index
from graph.store import GraphStore
from lumigraph.neo4j_server import Neo4jServer
from ontology.regions import load_regions

SIZES = (1, 3, 10)
"""How many times the bundle."""
QUESTIONS = 200
YEAR = 2025
FOUND = 10
WARMING = 2
"""Rounds before those that count: Java compiles what it runs often."""
RECORDS = "records"
"""The size that all others are held against: technologies and regions do not come ten times."""
Figures = dict[str, float]
"""What was measured, and its unit in brackets → figure."""
Found = dict[str, dict[int, Figures]]
"""Store → times the bundle → figures."""
Spent = Callable[[], float]
"""Returns the processor's seconds that client and server have spent."""


def run(workshop: Workshop) -> list[Line]:
    """Measure both stores at all sizes; the last lines are the exponents of growth."""
    found: Found = {
        SQLITE: {times: embedded(workshop, times) for times in SIZES},
        NEO4J: {times: imported(workshop, times) for times in SIZES},
    }
    return [*lines(found), *exponents(found)]


def embedded(workshop: Workshop, times: int) -> Figures:
    """Take the bundle, ``times`` over, into a SQLite store; leave the files for Neo4j."""
    folder = workshop.folder(f"growth-{times}")
    bundle = multiplied(workshop.bundle, folder / "bundle.zip", times)
    done = started("ingest", f"sqlite:///{folder / 'graph.db'}", str(bundle))
    bundle.unlink()
    with opened_sqlite(folder) as store:
        entities, relations = store.golden.counts()
        figures = {
            RECORDS: float(done.number),
            "nodes": float(sum(entities.values())),
            "relations": float(sum(relations.values())),
            "ingest (s)": done.cpu,
            "most memory (MB)": done.memory / 1e6,
            "on disk (MB)": size(folder) / 1e6,
            **asked(store, process_time),
            **files_of(store, folder),
            **index_of(store, folder),
        }
    (folder / "graph.db").unlink()
    return told(times, SQLITE, figures)


def imported(workshop: Workshop, times: int) -> Figures:
    """Take the files that ``embedded`` left into Neo4j by its own tool; nothing is left then."""
    folder = workshop.path(f"growth-{times}")
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        figures = apart.submit(taken_in, folder).result()
    with server(folder) as running:
        time = partial(together, running)
        begun = time()
        with opened_neo4j(running) as store:
            figures["first opening (s)"] = time() - begun
            figures |= asked(store, time)
    figures["on disk (MB)"] = size(folder) / 1e6
    shutil.rmtree(folder)
    return told(times, NEO4J, figures)


def taken_in(folder: Path) -> Figures:
    """Have the import tool take the files in; what it cost.

    In a process of its own: the most memory of children is that of the largest there ever was.
    """
    server(folder).take_in(folder / "files", OPTIONS)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "import (s)": spent.ru_utime + spent.ru_stime,
        "import, most memory (MB)": spent.ru_maxrss / 1e3,
    }


def told(times: int, store: str, figures: Figures) -> Figures:
    """Print ``figures`` and return them: the next ones may take an hour."""
    said = ", ".join(f"{what} {figure:,.6g}" for what, figure in figures.items())
    print(f"  {store}, {times} ×: {said}", flush=True)
    return figures


def together(running: Neo4jServer) -> float:
    """Return the processor's seconds of this process and of a server that runs."""
    if running.pid is None:
        raise BenchError("Neo4j ended by itself: its log says why")
    return process_time() + processor.spent(running.pid)


def asked(store: GraphStore, spent: Spent) -> Figures:
    """Ask 200 questions, and search 200 names that have a typing error."""
    random = Random("growth")
    questions = drawn(random, store)
    names = [one.label for one in store.golden.all_entities("Organisation")]
    typed = [misspelt(random, name, 1) for name in random.sample(names, QUESTIONS)]
    ask = our_way(store)
    return {
        **timed("who", lambda number: ask(questions[number]), spent),
        **timed("name", lambda number: search(store, typed[number], limit=FOUND), spent),
    }


def timed(what: str, ask: Callable[[int], object], spent: Spent) -> Figures:
    """Return milliseconds of the processor a question, warm: the mean, and the 95th percentile.

    A server's processor is told too coarsely for a single question: of it only the mean is known.
    """
    for number in (*range(QUESTIONS),) * WARMING:
        ask(number)
    marks = [spent()]
    for number in range(QUESTIONS):
        ask(number)
        marks.append(spent())
    each = sorted(1000 * (after - before) for before, after in pairwise(marks))
    mean = {f"{what}, mean (ms)": 1000 * (marks[-1] - marks[0]) / QUESTIONS}
    if spent is not process_time:
        return mean
    return mean | {f"{what}, 95th percentile (ms)": percentile(each, 0.95)}


def drawn(random: Random, store: GraphStore) -> list[Question]:
    """Draw a technology and a region for each question: levels alike, then regions of a level."""
    technologies = sorted({row.technology for row in store.reach.rows()})
    by_level: dict[str, list[str]] = {level: [] for level in LEVELS}
    for one in store.golden.all_entities("Region"):
        region = load_regions().get(one.id)
        if region and region.level in by_level:
            by_level[region.level].append(one.id)
    levels = [some for some in by_level.values() if some]
    return [
        Question(random.choice(technologies), random.choice(random.choice(levels)), YEAR)
        for _ in range(QUESTIONS)
    ]


def index_of(store: GraphStore, folder: Path) -> Figures:
    """Write all statements, and build the RDF index."""
    dump = folder / "graph.nq"
    begun = process_time()
    count = write(store, dump)
    figures = {"statements": float(count), "N-Quads (s)": process_time() - begun}
    dump.unlink()
    index = folder / "index"
    figures["RDF index (s)"] = seconds(lambda: Index(index, DEFAULT_BASE_URI).build(store))
    files = (file for file in index.rglob("*") if file.is_file())
    figures["RDF index (MB)"] = sum(file.stat().st_size for file in files) / 1e6
    shutil.rmtree(index)
    return figures


def files_of(store: GraphStore, folder: Path) -> Figures:
    """Write the files for Neo4j's import tool."""
    target = folder / "files"
    spent = seconds(lambda: export_import(store, target))
    written = sum(file.stat().st_size for file in target.iterdir()) / 1e6
    return {"import files (s)": spent, "import files (MB)": written}


def measured(found: Found) -> list[str]:
    """Return what was measured on any store, in order."""
    return [
        *dict.fromkeys(what for some in found.values() for one in some.values() for what in one)
    ]


def lines(found: Found) -> Iterator[Line]:
    """Yield a line for each thing and size."""
    for what in measured(found):
        for times in SIZES:
            figures = {
                store: some[times][what] for store, some in found.items() if what in some[times]
            }
            yield Line(f"{what}, {times} ×", "", figures)


def exponents(found: Found) -> Iterator[Line]:
    """Yield by which power of the number of records each thing grows."""
    records = [found[SQLITE][times][RECORDS] for times in SIZES]
    for what in measured(found):
        figures = {
            store: power(records, [some[times][what] for times in SIZES])
            for store, some in found.items()
            if what in some[SIZES[0]]
        }
        yield Line(f"{what}: exponent", "", figures)


def power(sizes: Sequence[float], figures: Sequence[float]) -> float:
    """Return the exponent that fits best (least squares on logarithms).

    >>> round(power([1, 3, 10], [2.0, 18.0, 200.0]), 6)
    2.0
    """
    return linear_regression([*map(math.log, sizes)], [*map(math.log, figures)]).slope
