"""History that is let go: the present and what is known of the later past stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.difference.sides import difference
from graph.doctor.examination import examine
from graph.errors import UsageError
from graph.keeping.content import content, fingerprint
from graph.keeping.moving import move
from graph.ledger.audit import faults
from graph.ledger.history import as_of, reader_as_of, revision_at
from graph.ledger.judging import undo
from graph.ledger.retention import Forgotten, forget_history, forgettable, known_from
from graph.rdf.index import Index
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import (
    SCHEMA,
    graph_of,
    optics,
    same,
    take_back,
    tell,
    thing,
    tie,
)
from tests.conformance.conftest import Calendar

FIRST_DAY = "2022-03-01"
BASE = "https://example.org/g"


@pytest.fixture
def aged(store: GraphStore, calendar: Calendar) -> GraphStore:
    """A store that was written to over five years."""
    calendar.turn("2020-01-10")
    tell(store, "optics", *optics())
    calendar.turn("2020-06-01")
    tell(store, "one", thing("alpha", website="https://old.example"), thing("omega"), thing("beta"))
    tell(store, "two", thing("alpha", "Company", ["vat:1"]), tie("alpha", "WORKS_ON", "oct"))
    undo(store, SCHEMA, same(store, "alpha", "beta"))
    calendar.turn("2021-02-01")
    tell(store, "one", thing("alpha", website="https://new.example"), thing("beta"))
    take_back(store, "two")
    calendar.turn("2022-02-27")
    tell(store, "three", thing("gamma"), tie("gamma", "WORKS_ON", "lasers"))
    calendar.turn("2024-05-05")
    tell(store, "three", thing("gamma"), tie("gamma", "WORKS_ON", "imaging"))
    tell(store, "one", thing("alpha", website="https://newest.example"), thing("beta"))
    calendar.turn("2025-01-01")
    return store


def kept(store: GraphStore, revisions: range) -> list[object]:
    """Return all that is to stay, as it is at each of ``revisions``."""
    ledger = store.ledger
    return [
        graph_of(store),
        ledger.sources(closed=True),
        ledger.judgements(closed=True),
        [list(ledger.history(number)) for number in revisions],
        list(ledger.all_units()),
        sorted(ledger.aliases(["alpha", "beta", "gamma"])),
        {one.closed for one in ledger.former(["omega"])},
        store.golden.last_changed(),
        store.golden.changed(revisions.start),
    ]


def test_the_present_and_the_later_past_stay(aged: GraphStore) -> None:
    first, last = revision_at(aged, FIRST_DAY), aged.revision().number
    before, earlier = kept(aged, range(first, last + 1)), aged.revisions()
    told = forgettable(aged, FIRST_DAY)
    assert forget_history(aged, FIRST_DAY) == told
    assert told.records == 3, "alpha's former website, and what the retracted source said of it"
    assert kept(aged, range(first, last + 1)) == before
    assert aged.revisions()[:-1] == earlier
    assert known_from(aged.revisions()) == (FIRST_DAY, first)
    assert list(faults([*aged.audit.entries()], aged.revisions())) == []
    assert examine(aged, SCHEMA, thorough=True) == []


def test_what_was_known_before_is_refused_with_the_first_day_that_is_known(
    aged: GraphStore,
) -> None:
    reader = Reader(aged)
    reader_as_of(reader, "2021")  # it is kept with the reader
    forget_history(aged, FIRST_DAY)
    for day in ("2021", "2022-02-28"):
        with pytest.raises(UsageError, match=f"is kept from {FIRST_DAY} on"):
            reader_as_of(reader, day)
    assert graph_of(reader_as_of(reader, "2022").store) == graph_of(
        reader_as_of(reader, FIRST_DAY).store
    )
    with pytest.raises(UsageError, match="what revision 2 held was let go"):
        difference(reader, "2")
    assert difference(reader, "0", "2023").lines


def test_what_is_gone_is_still_told_of(aged: GraphStore) -> None:
    said = aged.ledger.former(["omega"])
    forget_history(aged, FIRST_DAY)
    assert aged.ledger.former(["omega"]) == said != []
    assert [one.info.name for one in aged.ledger.sources(closed=True)].count("two") == 1


def test_nothing_old_makes_no_revision(aged: GraphStore) -> None:
    forget_history(aged, FIRST_DAY)
    number = aged.revision().number
    assert forget_history(aged, FIRST_DAY) == Forgotten(0, 0)
    assert forget_history(aged, "2019-01-01") == Forgotten(0, 0)
    assert aged.revision().number == number


def test_all_of_the_past_may_go(aged: GraphStore) -> None:
    present, last = graph_of(aged), aged.golden.last_changed()
    forget_history(aged, "2025-01-01")
    assert (graph_of(aged), aged.golden.last_changed()) == (present, last)
    with closing(as_of(aged, aged.revision().number, SCHEMA)) as anew:
        assert graph_of(anew) == present
    assert examine(aged, SCHEMA, thorough=True) == []
    tell(aged, "one", thing("alpha"), thing("beta"))
    assert "website" not in aged.golden.entities(["alpha"])["alpha"].properties


def test_stores_forget_the_same_and_their_copies_too(aged: GraphStore) -> None:
    with closing(SqliteStore(":memory:")) as twin, closing(SqliteStore(":memory:")) as copy:
        move(aged, twin, SCHEMA)
        assert forget_history(twin, FIRST_DAY).records == forget_history(aged, FIRST_DAY).records
        assert fingerprint_without_times(twin) == fingerprint_without_times(aged)
        move(aged, copy, SCHEMA)
        assert fingerprint(copy) == fingerprint(aged)
        assert known_from(copy.revisions()).day == FIRST_DAY
        with pytest.raises(UsageError, match=FIRST_DAY):
            revision_at(copy, "2021")


def fingerprint_without_times(store: GraphStore) -> list[str]:
    """Return the content of a store but for the last revision, whose time is its own."""
    return [line for line in content(store) if '"forget"' not in line]


def test_an_index_from_before_is_made_anew(aged: GraphStore, tmp_path: Path) -> None:
    index = Index(tmp_path, BASE)
    index.build(aged)
    forget_history(aged, "2025-01-01")
    assert index.refresh(aged).quads == Index(tmp_path / "anew", BASE).build(aged).quads
    stamp = index.stamp()
    assert stamp
    assert stamp.revision == aged.revision().number


def test_letting_go_that_fails_leaves_all(
    aged: GraphStore, opening: Callable[[], GraphStore]
) -> None:
    before = list(content(aged))

    def fail() -> None:
        with aged.writing("forget", FIRST_DAY):
            aged.ledger.forget(revision_at(aged, FIRST_DAY))
            aged.golden.forget_changes(3)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    for one in (aged, opening()):
        assert list(content(one)) == before
        assert one.golden.old_changes(3) > 0
