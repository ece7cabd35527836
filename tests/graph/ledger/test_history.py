"""What a graph said at an earlier time."""

from functools import partial

import pytest

from graph.errors import UsageError
from graph.export import lines
from graph.ledger.history import KEPT, as_of, reader_as_of, revision_as_of, revision_at
from graph.ledger.judging import undo
from graph.ledger.writing import ingest, retract
from graph.reader import Reader
from graph.records import EntityRecord, Evidence, SourceInfo, Unit, digest
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import same

SCHEMA = load_schema()


def tell(store: SqliteStore, source: str, version: str, **names: str) -> None:
    """Take in a version of ``source`` that names organisations."""
    units = []
    for key, name in names.items():
        said = Evidence(f"{source} {key}")
        record = EntityRecord(key, "Company", {"name": {"en": name}}, said)
        units.append(Unit(key, digest(name), partial(iter, [record])))
    ingest(store, SCHEMA, SourceInfo(source, source, version, "test"), units)


def test_every_earlier_state_is_as_it_was() -> None:
    store = SqliteStore(":memory:")
    states = {}
    steps = [
        lambda: tell(store, "one", "1", a="Alpha", b="Beta"),
        lambda: tell(store, "two", "1", b="Betta", c="Gamma"),
        lambda: tell(store, "one", "2", a="Alpha Ltd"),
        lambda: same(store, "a", "c"),
        lambda: undo(store, SCHEMA, 1),
        lambda: retract(store, SCHEMA, "two"),
    ]
    for step in steps:
        step()  # type: ignore[no-untyped-call]
        states[store.revision().number] = list(lines(store))
    assert len(states) == len(steps)
    for number, expected in states.items():
        assert list(lines(as_of(store, number, SCHEMA))) == expected


def test_before_the_first_revision_there_was_nothing() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", "1", a="Alpha")
    assert revision_at(store, "1999") == 0
    assert list(lines(as_of(store, 0, SCHEMA))) == []


def test_dates_of_one_revision_have_each_their_own_year_of_reference() -> None:
    reader = Reader(SqliteStore(":memory:"))
    tell(reader.store, "one", "1", a="Alpha")  # type: ignore[arg-type]
    years = [reader_as_of(reader, date).frame().reference for date in ("2100", "2101-05")]
    assert years == [2100, 2101]


def test_the_past_states_that_were_asked_last_are_kept() -> None:
    reader = Reader(SqliteStore(":memory:"))
    dates = [str(year) for year in range(2100, 2100 + KEPT)]
    kept = [reader_as_of(reader, date) for date in dates]
    assert [reader_as_of(reader, date) for date in reversed(dates)] == kept[::-1]
    new = reader_as_of(reader, "2200")
    assert list(reader.past.values()) == [*kept[-2::-1], new]


def test_what_was_known_before_a_store_began_is_read_from_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public, whole = SqliteStore(":memory:"), SqliteStore(":memory:")
    reader = Reader(whole, before=Reader(public))
    for year, store, key in [("2020", public, "a"), ("2022", whole, "b"), ("2024", whole, "c")]:
        clock = f"{year}-01-01T12:00:00+00:00".__str__
        monkeypatch.setattr("graph.sqlite_store.store.now", clock)
        tell(store, key, "1", **{key: key})
    known = {"2019": (0, ""), "2021": (1, "a"), "2022": (1, "b"), "2025": (2, "bc")}
    for date, (number, keys) in known.items():
        assert revision_as_of(reader, date).number == number
        past = reader_as_of(reader, date).store
        assert past.golden.entities(["a", "b", "c"]).keys() == set(keys)
    assert [revision_as_of(reader, date).at[:4] for date in ("2021", "2023")] == ["2020", "2022"]


def test_what_is_no_date_says_what_to_write() -> None:
    with pytest.raises(UsageError, match="'soon' is no date: write 2026"):
        revision_at(SqliteStore(":memory:"), "soon")
