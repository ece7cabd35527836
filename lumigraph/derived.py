"""Sources that follow from others: what polygons made of their coordinates."""

from __future__ import annotations

from graph.holdings import Holdings
from graph.writing import Report
from ingest.geometry import PREFIX


def derived(holdings: Holdings) -> list[str]:
    """Return the names of the sources that polygons made."""
    names = (one.info.name for one in holdings.whole.ledger.sources())
    return [name for name in names if name.startswith(PREFIX)]


def forget(holdings: Holdings) -> list[Report]:
    """Take out all that polygons said, and nothing else."""
    return [holdings.retract(name) for name in derived(holdings)]


def retract(holdings: Holdings, source: str, *, purge: bool = False) -> list[Report]:
    """Take a source out, and what polygons made of its coordinates.

    Raises ``UnknownNameError`` for a source that is not in.
    """
    reports = [holdings.retract(source, purge=purge)]
    if PREFIX + source in derived(holdings):
        reports.append(holdings.retract(PREFIX + source, purge=purge))
    return reports
