"""What follows from sources: what polygons and cities made of their places, and kept texts."""

from __future__ import annotations

from graph.curating.hand import Hand
from graph.documents.texts import Texts
from graph.documents.told import standing
from graph.ledger.holdings import Holdings
from graph.ledger.visibility import Visibility
from graph.ledger.writing import Report
from graph.records import SourceInfo
from ingest.cities import rests_on
from ingest.located import PREFIXES


def derived(holdings: Holdings, prefix: str | tuple[str, ...] = PREFIXES) -> list[str]:
    """Return the names of the sources that polygons or cities made, or one of the two."""
    names = (one.info.name for one in holdings.whole.ledger.sources())
    return [name for name in names if name.startswith(prefix)]


def with_derived(holdings: Holdings, source: str, *, closed: bool = False) -> list[str]:
    """Return the name of a source, and of what follows from it.

    That is what polygons and cities made of its places, and what its places helped to make of
    others'. With ``closed`` also what did so once.
    """
    versions = [one for store in holdings.stores for one in store.ledger.sources(closed=closed)]
    rests = {one.info.name for one in versions if _rests(one.info, source)}
    return [source, *sorted(rests)]


def _rests(info: SourceInfo, source: str) -> bool:
    """Whether what ``info`` is about follows from ``source``."""
    return rests_on(info, source) or info.name in {prefix + source for prefix in PREFIXES}


def forget(holdings: Holdings, prefix: str | tuple[str, ...] = PREFIXES) -> list[Report]:
    """Take out all that polygons and cities said, or one of the two, and nothing else."""
    return [holdings.retract(name) for name in derived(holdings, prefix)]


def hide(holdings: Holdings, info: SourceInfo) -> None:
    """Erase what follows from a source that now others may see than before.

    The next run makes it anew, for those who may see the source.
    """
    standing = {one.info.name: one.info for one in holdings.whole.ledger.sources()}
    before = standing.get(info.name)
    if before and Visibility.parse(before.visibility) != Visibility.parse(info.visibility):
        _let_go(holdings, info.name, purge=True)


def sweep(holdings: Holdings, texts: Texts | None) -> None:
    """Drop the texts that are kept of documents which are no longer in the graph."""
    if texts:
        texts.sweep({unit.digest for _, unit in standing(holdings.whole)})


def retract(
    holdings: Holdings, source: str, *, purge: bool = False, texts: Texts | None = None
) -> list[Report]:
    """Take a source out, what follows from it, and what is kept of its texts.

    Raises ``UnknownNameError`` for a source that is not in.
    """
    reports = [holdings.retract(source, purge=purge), *_let_go(holdings, source, purge=purge)]
    sweep(holdings, texts)
    return reports


def take_back(hand: Hand, entry: str) -> None:
    """Undo an entry by hand, and what follows from it.

    Raises ``UnknownNameError`` for an entry that is not in.
    """
    hand.take_back(entry)
    _let_go(hand.holdings, entry)


def _let_go(holdings: Holdings, source: str, *, purge: bool = False) -> list[Report]:
    """Take out what follows from a source; with ``purge`` also what did so once."""
    following = with_derived(holdings, source, closed=purge)[1:]
    return [holdings.retract(name, purge=purge) for name in following]
