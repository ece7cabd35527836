"""All that a store holds and that follows from nothing else, as one stream of lines.

A line is JSON as ``graph.rdf.values`` writes it: what stands under ``prov:value`` in a dump, and
the queue of review, which dumps do not hold. The same history gives the same lines, from every
store, so two stores are the same when their lines are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from graph.errors import DumpError
from graph.rdf.values import (
    Totals,
    plain_value,
    proposal_value,
    record_value,
    totals_value,
    unit_value,
)
from graph.store import GraphStore


def content(store: GraphStore) -> Iterator[str]:
    """Yield everything in ``store``, the totals last, in memory that does not grow.

    Whoever reads holds the store still meanwhile. Raises ``DumpError`` when it changes all the
    same, as after a connection that was lost.
    """
    totals, before = Totals(), store.revision()
    yield from _history(store, totals)
    yield from _ledger(store, totals)
    yield from _queue(store, totals)
    if store.revision() != before:
        raise DumpError(f"{store.url} was changed while it was read: do it again")
    yield totals_value(totals)


def fingerprint(store: GraphStore) -> str:
    """Return a hash of all that ``store`` holds: two stores with the same one hold the same."""
    found = hashlib.sha256()
    with store.still():
        for _ in read_by(content(store), found.update):
            pass
    return found.hexdigest()


def read_by(lines: Iterable[str], told: Callable[[bytes], None]) -> Iterator[str]:
    """Yield the lines, each of which ``told`` hears as bytes before."""
    for line in lines:
        told(line.encode() + b"\n")
        yield line


def _history(store: GraphStore, totals: Totals) -> Iterator[str]:
    for revision in store.revisions():
        totals.revisions += 1
        yield plain_value("revision", revision)
    for judgement in store.ledger.judgements(closed=True):
        totals.judgements += 1
        yield plain_value("judgement", judgement)


def _ledger(store: GraphStore, totals: Totals) -> Iterator[str]:
    for version in store.ledger.sources(closed=True):
        totals.sources += 1
        yield plain_value("source", version)
    for unit in store.ledger.all_units():
        totals.units += 1
        yield unit_value(*unit)
    for key, record in store.ledger.all_records():
        totals.records += 1
        yield record_value(key, record)


def _queue(store: GraphStore, totals: Totals) -> Iterator[str]:
    for proposal, opened in store.queue.every():
        totals.proposals += 1
        yield proposal_value(proposal, opened)
    for decision in store.queue.decisions():
        totals.decisions += 1
        yield plain_value("decision", decision)
