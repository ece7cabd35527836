"""A ledger with all its past in parts, so that one of any size can be entered in another store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter

from graph.ledger.past import Past, PastRecord, PastUnit
from graph.store import Ledger

BATCH = 20_000
"""Records in a part."""
Found = tuple[tuple[str, str], str | None, PastRecord | None]
"""Source and key of a unit; its digest, or a record of it."""


def history(ledger: Ledger) -> Iterator[Past]:
    """Yield all of ``ledger``: versions and judgements first, then units, each with its records.

    Units are numbered from 1, as ``graph.rdf.restoring`` does.
    """
    versions = ledger.sources(closed=True)
    yield Past(sources=versions, judgements=ledger.judgements(closed=True))
    opened = {one.info.name: one.opened for one in versions}
    past = Past()
    for number, (unit, found) in enumerate(groupby(_by_unit(ledger), itemgetter(0)), 1):
        _enter(past, number, unit, found, opened[unit[0]])
        if len(past.records) >= BATCH:
            yield past
            past = Past()
    yield past


def _by_unit(ledger: Ledger) -> Iterable[Found]:
    """Return digests and records side by side: both come by source and key of the unit."""
    digests: Iterator[Found] = (
        ((source, key), digest, None) for source, key, digest in ledger.all_units()
    )
    records: Iterator[Found] = (((one.source, key), None, one) for key, one in ledger.all_records())
    return merge(digests, records, key=itemgetter(0))


def _enter(
    past: Past, number: int, unit: tuple[str, str], found: Iterable[Found], opened: int
) -> None:
    """Enter a unit; one that has no digest is gone, and stood as long as its first record."""
    rows = list(found)
    records = [one._replace(unit=number) for _, _, one in rows if one]
    digest = rows[0][1]
    stood = (opened, None) if digest is not None else (records[0].opened, records[0].closed)
    past.units.append(PastUnit(number, *unit, digest or "", *stood))
    past.records += records
