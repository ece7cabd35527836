"""Who wrote what: an entry for every revision on every store, and nothing can be hidden in it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph.errors import StoreBusyError
from graph.ledger.acting import acting
from graph.ledger.audit import Entry, faults
from graph.ledger.holdings import Holdings
from graph.review.desk import Desk
from graph.review.proposal import Pair, Proposal
from graph.store import GraphStore
from graph.stored import Revision
from tests.conformance.builders import same, take_back, tell, thing, tie

MEMBERSHIP = (thing("cluster", "Cluster"), tie("alpha", "MEMBER_OF", "cluster", role="member"))
PAIR = Proposal(Pair("alpha", "beta", {"name": 4.5}), 0.8, "linkage")


def sound(store: GraphStore) -> list[Entry]:
    """Return the entries of a store, which must be one for each revision, and unbroken."""
    entries = list(store.audit.entries())
    assert [one.revision for one in entries] == store.revisions()
    assert list(faults(entries, store.revisions())) == []
    return entries


def test_every_way_of_writing_leaves_an_entry(
    store: GraphStore, opening: Callable[[], GraphStore]
) -> None:
    with acting("data desk", "http, token"):
        tell(store, "one", thing("alpha"), thing("beta"), *MEMBERSHIP)
    with acting("curator", "command line"):
        same(store, "alpha", "beta")
        take_back(store, "one")
    Desk(Holdings(store)).propose("linkage", [PAIR])
    entries = sound(store)
    assert [(one.who, one.through) for one in entries] == [
        ("data desk", "http, token"),
        *[("curator", "command line")] * 2,
        ("", "python"),
    ]
    first = entries[0]
    assert (first.revision.action, first.before, first.touched.ids) == (
        "ingest",
        0,
        ("alpha", "beta", "cluster"),
    )
    assert (first.touched.entities, first.touched.relations) == (3, 1)
    assert [one.touched.entities > 0 for one in entries] == [True, True, True, False]
    assert list(opening().audit.entries()) == entries


def test_what_fails_leaves_none(store: GraphStore) -> None:
    def write() -> None:
        with store.writing("ingest", "one"):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert sound(store) == []
    tell(store, "one", thing("alpha"))
    assert len(sound(store)) == 1


def test_several_writers_make_one_chain(opening: Callable[[], GraphStore]) -> None:
    stores = [opening() for _ in range(3)]

    def write(number: int) -> None:
        with acting(f"desk {number}", "http, token"):
            while True:
                try:
                    tell(stores[number], f"source {number}", thing(f"thing{number}"))
                except StoreBusyError:
                    continue
                return

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, range(3)))
    entries = sound(stores[0])
    assert {(one.who, one.revision.note) for one in entries} == {
        (f"desk {number}", f"source {number}") for number in range(3)
    }


def test_a_restored_store_says_by_whom(store: GraphStore) -> None:
    history = [Revision(number, "2026-05-01T10:00:00+00:00", "ingest", "one") for number in (1, 2)]
    with acting("operator", "command line"), store.restoring(history):
        pass
    (told,) = store.audit.entries()
    assert (told.who, told.revision.action, told.revision.note) == (
        "operator",
        "restore",
        "2 revisions",
    )
    tell(store, "three", thing("gamma"))
    entries = list(store.audit.entries())
    assert list(faults(entries, store.revisions())) == []
    for number in (0, 1):
        forged = store.revisions()
        forged[number] = replace(forged[number], note="other")
        fault = "entry 2: what stood before it was changed or removed"
        assert list(faults(entries, forged)) == [fault]
