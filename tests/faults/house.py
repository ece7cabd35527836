"""What victims do to a graph of two stores, and what must be true of both afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from graph.doctor.examination import examine
from graph.doctor.pair import Pair
from graph.ledger.following import sense
from graph.ledger.holdings import Holdings
from graph.ledger.visibility import Visibility
from graph.records import Record, SourceInfo
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, info, thing, tie, units
from tests.faults.nursery import read

FILE = "house.db"
VISIBILITIES = ("public", "internal")
TODAY = "2026-11-21"


@contextmanager
def housed(public: GraphStore, folder: Path) -> Iterator[Holdings]:
    """Open the graph of ``public`` and of the internal store in ``folder``, as a process does."""

    def opening(new: bool) -> SqliteStore | None:
        file = folder / FILE
        return SqliteStore(str(file)) if new or file.exists() else None

    holdings = Holdings(public, opening, SCHEMA, TODAY)
    try:
        yield holdings
    finally:
        if internal := holdings.unsettled():
            internal.close()


def records(name: str, version: int) -> list[Record]:
    """Return what a version of a source says, of a firm that nobody else knows."""
    page = f"https://{name}.example/{version}"
    return [thing(name, website=page), tie(name, "WORKS_ON", "lasers")]


def said(name: str, version: int, visibility: str) -> SourceInfo:
    """Return that version as it is told."""
    return replace(info(name, records(name, version)), visibility=visibility)


def move(holdings: Holdings, name: str, version: int, visibility: str) -> None:
    """Tell a source anew, to everybody or to the house alone."""
    holdings.ingest(said(name, version, visibility), units(records(name, version)))


def check_both(public: GraphStore, folder: Path, diary: Path) -> int:
    """Return how many acknowledged writes to both stores are there: none is in one of them alone.

    What is internal is not in the public store, nor in its past.
    """
    if not (folder / FILE).exists():
        return 0
    with housed(public, folder) as holdings:
        house = holdings.whole
        assert [one for check in Pair(public, house, TODAY).checks() for one in check.find()] == []
        assert examine(house, SCHEMA, thorough=True) == []
        return _moved(public, house, diary) + _judged(public, house, diary)


def _moved(public: GraphStore, house: GraphStore, diary: Path) -> int:
    told = [_told(line) for line in read(diary, "begin", "move")]
    done = [_told(line) for line in read(diary, "done", "move")]
    standing = {one.info.name: one.info for one in house.ledger.sources()}
    for name in {one.name for one in told}:
        versions = [one for one in told if one.name == name]
        known = [one for one in done if one.name == name]
        allowed: Sequence[SourceInfo | None]
        allowed = versions[versions.index(known[-1]) :] if known else [None, *versions]
        assert standing.get(name) in allowed
    shown = [one.info for one in public.ledger.sources(closed=True)]
    for name, one in standing.items():
        if Visibility.parse(one.visibility).public_on(TODAY):
            assert one in shown
        else:
            assert name not in {other.name for other in shown}
            assert public.ledger.identities([name]) == {}
    recorded = [one.info for one in house.ledger.sources(closed=True)]
    return sum(one in recorded for one in done)


def _told(line: Sequence[str]) -> SourceInfo:
    name, version, visibility = line
    return said(name, int(version), visibility)


def _judged(public: GraphStore, house: GraphStore, diary: Path) -> int:
    stand, ever = [
        [Counter(map(sense, one.ledger.judgements(closed=closed))) for one in (public, house)]
        for closed in (False, True)
    ]
    assert stand[0] == stand[1]
    reasons = [{one[-1] for one in store} for store in ever]
    left = {one[-1] for one in stand[0]}
    made = sum(all(why in some for some in reasons) for (why,) in read(diary, "done", "both"))
    return made + sum(why not in left for (why,) in read(diary, "done", "neither"))


def ends_alike(public: GraphStore, folder: Path) -> None:
    """Where nothing is internal any more, both stores say the same."""
    with housed(public, folder) as holdings:
        standing = [one.info for one in holdings.whole.ledger.sources()]
        for one in standing:
            if one.visibility == VISIBILITIES[1]:
                holdings.retract(one.name)
        assert graph_of(holdings.whole) == graph_of(public)
