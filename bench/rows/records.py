"""Loading with records and evidence: everything that answers who says so."""

from __future__ import annotations

from bench.results import NEO4J, SQLITE, Line
from bench.workshop import Workshop

STOCKS = {SQLITE: "full-sqlite", NEO4J: "full-neo4j"}


def run(workshop: Workshop) -> list[Line]:
    """State seconds and bytes."""
    made = {name: workshop.make(stock) for name, stock in STOCKS.items()}
    return [
        Line("time", "s", {name: one.seconds for name, one in made.items()}),
        Line("on disk", "MB", {name: one.size / 1e6 for name, one in made.items()}),
    ]
