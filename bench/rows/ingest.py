"""Taking in the Horizon bundle, against rdflib reading the same graph's triples."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from bench.child import Done, started
from bench.clock import LONG
from bench.peers import triples
from bench.results import NEO4J, SQLITE, Line
from bench.workshop import Workshop, opened_sqlite, server

RDFLIB = "rdflib"
GIGABYTE = 1000


def run(workshop: Workshop) -> list[Line]:
    """Measure time and memory of each in a process of its own."""
    done = {
        SQLITE: several(workshop, into_sqlite),
        NEO4J: several(workshop, into_neo4j),
        RDFLIB: several(workshop, by_rdflib(workshop)),
    }
    time = {name: median(one.seconds for one in some) for name, some in done.items()}
    memory = {name: max(one.memory for one in some) / 1e6 for name, some in done.items()}
    numbers = {name: f"{some[0].number:,}" for name, some in done.items()}
    what = f"time ({numbers[SQLITE]} records, {numbers[RDFLIB]} triples)"
    return [
        Line(what, "s", time).faster(SQLITE, RDFLIB, 5).within(NEO4J, SQLITE, 3),
        Line("most memory", "MB", memory).most(SQLITE, GIGABYTE),
    ]


def several(workshop: Workshop, work: Callable[[Workshop], Done]) -> list[Done]:
    """Do the work as often as runs are wanted, or once when it takes long."""
    done = [work(workshop)]
    while len(done) < workshop.runs and done[0].seconds <= LONG:
        done.append(work(workshop))
    return done


def into_sqlite(workshop: Workshop) -> Done:
    """Take the bundle into a new file."""
    file = workshop.folder("horizon-sqlite") / "graph.db"
    return started("ingest", f"sqlite:///{file}", str(workshop.bundle))


def into_neo4j(workshop: Workshop) -> Done:
    """Take the bundle into a new database."""
    with server(workshop.folder("horizon-neo4j")) as running:
        return started("ingest", running.url, str(workshop.bundle), password=running.password)


def by_rdflib(workshop: Workshop) -> Callable[[Workshop], Done]:
    """Write the triples of what was taken in, once; return what reads them."""
    file = workshop.folder("horizon-triples") / "graph.nt"
    with opened_sqlite(workshop.path("horizon-sqlite")) as store:
        triples.write(store, file)
    return lambda _: started("parse", str(file))
