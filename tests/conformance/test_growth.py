"""What a store took in month by month, told by its ledger."""

from __future__ import annotations

from graph.store import GraphStore
from tests.conformance.builders import optics, take_back, tell, thing, tie
from tests.conformance.conftest import Calendar


def test_an_empty_store_has_not_grown(store: GraphStore) -> None:
    assert store.ledger.growth() == []


def test_months_count_what_was_opened_and_closed_in_them(
    store: GraphStore, calendar: Calendar
) -> None:
    calendar.turn("2026-01-31")
    tell(store, "optics", *optics())
    calendar.turn("2026-02-01")
    tell(store, "one", thing("alpha"), tie("alpha", "WORKS_ON", "lasers"), thing("beta"))
    tell(store, "two", thing("gamma"))
    calendar.turn("2026-04-30")
    tell(store, "one", thing("alpha"), tie("alpha", "WORKS_ON", "imaging"), thing("beta"))
    take_back(store, "two")
    assert store.ledger.growth() == [
        ("2026-01", 1, len(optics()), 0),
        ("2026-02", 2, 4, 0),
        ("2026-04", 2, 1, 2),
    ]


def test_a_revision_that_changed_no_record_counts_as_a_revision(
    store: GraphStore, calendar: Calendar
) -> None:
    calendar.turn("2026-01-01")
    tell(store, "one", thing("alpha"))
    calendar.turn("2026-03-01")
    with store.writing("merge", ""):
        store.ledger.judge("alpha", "beta", "same", "a curator", "")
    assert store.ledger.growth() == [("2026-01", 1, 1, 0), ("2026-03", 1, 0, 0)]


def test_what_was_erased_counts_nowhere(store: GraphStore, calendar: Calendar) -> None:
    calendar.turn("2026-01-01")
    tell(store, "one", thing("alpha"))
    tell(store, "two", thing("beta"))
    take_back(store, "one", purge=True)
    assert store.ledger.growth() == [("2026-01", 3, 1, 0)]
