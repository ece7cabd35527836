"""What follows from sources: what polygons made of their coordinates, and texts that are kept."""

from __future__ import annotations

from graph.documents.texts import Texts
from graph.documents.told import standing
from graph.ledger.holdings import Holdings
from graph.ledger.visibility import Visibility
from graph.ledger.writing import Report
from graph.records import SourceInfo
from ingest.geometry import PREFIX


def derived(holdings: Holdings) -> list[str]:
    """Return the names of the sources that polygons made."""
    names = (one.info.name for one in holdings.whole.ledger.sources())
    return [name for name in names if name.startswith(PREFIX)]


def with_derived(holdings: Holdings, source: str) -> list[str]:
    """Return the name of a source, and of what polygons made of its coordinates."""
    return [source, *(name for name in derived(holdings) if name == PREFIX + source)]


def forget(holdings: Holdings) -> list[Report]:
    """Take out all that polygons said, and nothing else."""
    return [holdings.retract(name) for name in derived(holdings)]


def hide(holdings: Holdings, info: SourceInfo) -> None:
    """Erase what polygons made of a source that now others may see than before.

    The next run of them makes it anew, for those who may see the source.
    """
    standing = {one.info.name: one.info for one in holdings.whole.ledger.sources()}
    made = standing.get(PREFIX + info.name)
    if made and Visibility.parse(made.visibility) != Visibility.parse(info.visibility):
        holdings.retract(made.name, purge=True)


def sweep(holdings: Holdings, texts: Texts | None) -> None:
    """Drop the texts that are kept of documents which are no longer in the graph."""
    if texts:
        texts.sweep({unit.digest for _, unit in standing(holdings.whole)})


def retract(
    holdings: Holdings, source: str, *, purge: bool = False, texts: Texts | None = None
) -> list[Report]:
    """Take a source out, what polygons made of its coordinates, and what is kept of its texts.

    Raises ``UnknownNameError`` for a source that is not in.
    """
    reports = [holdings.retract(one, purge=purge) for one in with_derived(holdings, source)]
    sweep(holdings, texts)
    return reports
