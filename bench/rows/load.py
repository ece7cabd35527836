"""Loading the golden graph: entities, relations, closure and indexes, without records."""

from __future__ import annotations

from statistics import median

from bench.clock import LONG
from bench.results import NEO4J, SQLITE, Line
from bench.workshop import Stock, Workshop

SQL = "plain inserts"
CYPHER = "UNWIND … MERGE loop"
STOCKS = {
    SQLITE: "golden-sqlite",
    SQL: "plain-sqlite",
    NEO4J: "golden-neo4j",
    CYPHER: "plain-neo4j",
}


def run(workshop: Workshop) -> list[Line]:
    """Measure seconds and bytes."""
    made = {name: several(workshop, stock) for name, stock in STOCKS.items()}
    time = Line(
        "time", "s", {name: median(one.seconds for one in some) for name, some in made.items()}
    )
    disk = Line("on disk", "MB", {name: some[-1].size / 1e6 for name, some in made.items()})
    return [time.within(NEO4J, CYPHER, 3).within(SQLITE, SQL, 3), disk]


def several(workshop: Workshop, stock: str) -> list[Stock]:
    """Make a stock as often as runs are wanted, or once when that takes long."""
    made = [workshop.make(stock)]
    while len(made) < workshop.runs and made[0].seconds <= LONG:
        made.append(workshop.make(stock))
    return made
