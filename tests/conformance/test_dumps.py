"""A dump and back: a store restored from it is the store that was dumped, whichever kind it is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DumpError, NotEmptyError
from graph.export import export
from graph.ledger.history import as_of
from graph.ledger.holdings import Holdings
from graph.ledger.judging import undo
from graph.opening import open_store
from graph.rdf.restoring import restore
from graph.rdf.values import Totals
from graph.records import EntityRecord, Evidence, Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from ingest.rdf.dump import dump_values
from lumigraph.loading import take_in
from tests.conformance.builders import (
    SCHEMA,
    different,
    graph_of,
    optics,
    reach_of,
    same,
    take_back,
    tell,
    thing,
    tie,
)
from tests.conformance.test_twins import draw_edit, state

FORMS = ["nq", "trig"]
BOTH = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]
)
# Names in the order of their code points are not in that of UTF-16: both are sorted by.
HOSTILE = [
    'a "quoted" \\ name',
    "line\nbreak",
    "\x7f\x01 control",
    "\U0001d518 beyond \uffee",
    "<b>&amp; {}",
]


def hostile() -> list[Record]:
    """Return records of which every part is text that could be mistaken for something else."""
    pages = ("https://example.org/a b", "https://example.org/a b", 'no "address" <at> all')
    told: list[Record] = [
        EntityRecord(
            f"k{place}{text}",
            "Company",
            {"name": {"en": text, "lt": [text, "š"]}, "website": f"https://example.org/{text}"},
            Evidence(text, pages, text, "pt-BR", 0.25),
            (f"pic:{place}{text}",),
        )
        for place, text in enumerate(HOSTILE)
    ]
    return told + [thing(text, "Company") for text in HOSTILE]


def dumped(store: GraphStore, folder: Path, form: str = "nq") -> bytes:
    file = folder / f"dump.{form}"
    export(store, file)
    return file.read_bytes()


def values(dump: bytes, folder: Path, form: str = "nq") -> Iterator[str]:
    file = folder / f"read.{form}"
    file.write_bytes(dump)
    return dump_values(file)


def with_a_past(dice: random.Random, edits: int) -> SqliteStore:
    """Return a store in memory with a history of random edits."""
    store = SqliteStore(":memory:")
    tell(store, "optics", *optics())
    for _ in range(edits):
        draw_edit(dice, store)(store)
    return store


@given(st.randoms(use_true_random=False), st.integers(0, 6), st.sampled_from(FORMS))
@settings(max_examples=25)
def test_any_history_comes_back(
    tmp_path_factory: pytest.TempPathFactory, dice: random.Random, edits: int, form: str
) -> None:
    folder = tmp_path_factory.mktemp("dump")
    with closing(with_a_past(dice, edits)) as store, closing(SqliteStore(":memory:")) as other:
        dump = dumped(store, folder, form)
        restore(other, SCHEMA, values(dump, folder, form))
        assert dumped(other, folder, form) == dump
        there, here = state(store), state(other)
        for what in there.keys() - {"history"}:  # whose rows have other numbers
            assert here[what] == there[what], what
        for number in range(1, store.revision().number + 1):
            was, now = (as_of(one, number, SCHEMA) for one in (store, other))
            assert graph_of(was) == graph_of(now)


def test_a_history_goes_from_store_to_store(store: GraphStore, tmp_path: Path) -> None:
    with closing(with_a_past(random.Random(4), 4)) as twin:
        tell(twin, "hostile", *hostile())
        take_back(twin, "optics")
        tell(twin, "optics", *optics())
        tell(twin, "pairs", thing("left"), thing("right"), tie("left", "MEMBER_OF", "right"))
        undo(twin, SCHEMA, same(twin, "left", "right"))
        different(twin, "left", "right")
        dump = dumped(twin, tmp_path)
        restore(store, SCHEMA, values(dump, tmp_path))
        assert dumped(store, tmp_path) == dump
        assert dumped(store, tmp_path, "trig") == dumped(twin, tmp_path, "trig")
        assert reach_of(store) == reach_of(twin)
        check_that_both_go_on_alike(store, twin)
    dump = dumped(store, tmp_path)
    with closing(SqliteStore(":memory:")) as other:
        restore(other, SCHEMA, values(dump, tmp_path))
        assert dumped(other, tmp_path) == dump


def check_that_both_go_on_alike(store: GraphStore, twin: GraphStore) -> None:
    """What comes after a restoring does in both what it does in one."""
    for one in (store, twin):
        report = tell(one, "pairs", thing("left"), thing("right", "Cluster"))
        assert (report.created, report.updated, report.removed) == (1, 0, 2)
        take_back(one, "hostile", purge=True)
    assert graph_of(store) == graph_of(twin)
    assert store.revision().number == twin.revision().number
    assert [one.number for one in store.ledger.judgements()] == [2]


def test_nothing_is_restored_into_a_store_that_holds_something(
    store: GraphStore, tmp_path: Path
) -> None:
    tell(store, "optics", *optics())
    dump = dumped(store, tmp_path)
    with pytest.raises(NotEmptyError, match="restore into a new store"):
        restore(store, SCHEMA, values(dump, tmp_path))
    assert dumped(store, tmp_path) == dump


def test_a_torn_dump_leaves_nothing_behind(store: GraphStore, tmp_path: Path) -> None:
    with closing(with_a_past(random.Random(1), 3)) as twin:
        lines = dumped(twin, tmp_path).splitlines(keepends=True)
        torn = b"".join(lines[: len(lines) * 2 // 3])
        with pytest.raises(DumpError, match="the dump has no end"):
            restore(store, SCHEMA, values(torn, tmp_path))
        assert store.revision().number == 0
        assert graph_of(store) == []
        assert store.ledger.sources(closed=True) == []
        restore(store, SCHEMA, values(b"".join(lines), tmp_path))
        assert dumped(store, tmp_path) == b"".join(lines)


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize(
    ("what", "told"),
    [
        (b'{\\"record\\"', "of [0-9]+ records"),
        (b'{\\"unit\\"', "of an unknown unit"),
        (b'\\"name\\":\\"optics\\"', "of an unknown source"),
        (b'{\\"revision\\"', "does not begin with revisions"),
        (b'{\\"totals\\"', "has no end"),
    ],
)
def test_what_is_missing_is_said(store: GraphStore, tmp_path: Path, what: bytes, told: str) -> None:
    with closing(with_a_past(random.Random(1), 3)) as twin:
        lines = dumped(twin, tmp_path).splitlines(keepends=True)
    lines.remove(next(line for line in lines if what in line))
    with pytest.raises(DumpError, match=told):
        restore(store, SCHEMA, values(b"".join(lines), tmp_path))
    assert store.revision().number == 0


def test_nothing_goes_there_and_back(store: GraphStore, tmp_path: Path) -> None:
    with closing(open_store("sqlite:///:memory:")) as empty:
        nothing = dumped(empty, tmp_path)
    assert restore(store, SCHEMA, values(nothing, tmp_path)) == Totals()
    assert dumped(store, tmp_path) == nothing
    tell(store, "optics", thing("a"))
    with pytest.raises(NotEmptyError):
        restore(store, SCHEMA, values(nothing, tmp_path))


@BOTH
def test_the_bundled_set_goes_there_and_back(
    store: GraphStore, bundled: str, tmp_path: Path
) -> None:
    with closing(open_store(bundled)) as there:
        check_both_ways(there, store, tmp_path)


@BOTH
@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_real_projects_go_there_and_back(store: GraphStore, shared: Path, tmp_path: Path) -> None:
    with closing(SqliteStore(str(tmp_path / "there.db"))) as there:
        take_in(Holdings(there), shared / "data/cordis/cordis-horizon-photonics-health-csv.zip")
        check_both_ways(there, store, tmp_path)


def check_both_ways(there: GraphStore, here: GraphStore, folder: Path) -> None:
    """A dump of one store makes the other, and that one's dump a third."""
    dump = dumped(there, folder, "trig")
    restore(here, SCHEMA, values(dump, folder, "trig"))
    lines = dumped(here, folder)
    assert lines == dumped(there, folder)
    with closing(SqliteStore(":memory:")) as back:
        restore(back, SCHEMA, values(lines, folder))
        assert dumped(back, folder, "trig") == dump
