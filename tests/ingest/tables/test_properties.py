"""Any table of texts: nothing is lost, and the order of rows has no meaning."""

from __future__ import annotations

import csv
import random
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import Period
from graph.ledger.writing import ingest
from graph.records import Reject, Unit
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from ingest.tables import TableFormat
from ingest.tables.rows import NAMELESS
from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import as_text, open_workbook

FIELDS = ("name", "acronym", "pic", "website", "founded", "country", "worksOn", "since", "type")
MAPPING = (
    "rows: members\nof: test-cluster\nencoding: utf-8\nseparator: ','\nheader: 1\ncolumns:\n"
    + "".join(f"  {field}: {field}\n" for field in FIELDS)
)
# What people write, and what nobody should.
CELL = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
    st.sampled_from(
        ["", "Alfa", "ALFA ", "999643492", "LT", "lasers", "2016-05", "Company", "a.example"]
    ),
)
ROWS = st.lists(st.lists(CELL, min_size=len(FIELDS), max_size=len(FIELDS)), max_size=8)


def write(folder: str, rows: list[list[str]]) -> Path:
    path = Path(folder) / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([FIELDS, *rows])
    path.with_name("any.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return path


def read(rows: list[list[str]]) -> tuple[list[Unit], list[Reject]]:
    with tempfile.TemporaryDirectory() as folder:
        items = list(_items(write(folder, rows)))
    return (
        [item for item in items if isinstance(item, Unit)],
        [item for item in items if isinstance(item, Reject)],
    )


def _items(path: Path) -> list[Unit | Reject]:
    found = []
    for item in TableFormat().read(path):
        if isinstance(item, Unit):
            list(item.records())
        found.append(item)
    return found


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_a_text_gives_back_its_cells(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(folder, rows)
        (sheet,) = open_workbook(path, "utf-8", ",").sheets
        found = list(sheet.rows())
    assert not any(isinstance(row, BrokenRowError) for row in found)
    assert [list(row) for row in found[1:] if not isinstance(row, BrokenRowError)] == rows


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_a_row_goes_in_or_is_refused(rows: list[list[str]]) -> None:
    said = [row for row in rows if any(map(as_text, row))]
    named = [row for row in said if as_text(row[0]) or as_text(row[2])]
    units, rejects = read(rows)
    refused = [one for one in rejects if one.reason == NAMELESS and not one.column]
    assert len(named) + len(refused) == len(said)
    identities = Counter(
        f"pic {_plain(row[2])}" if as_text(row[2]) else f"name {_plain(row[0])}" for row in named
    )
    assert {unit.key for unit in units} - {"of test-cluster"} == identities.keys()
    assert len({unit.key for unit in units}) == len(units)


def _plain(text: str) -> str:
    return " ".join(as_text(text).casefold().split())


@given(ROWS, st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_has_no_meaning(rows: list[list[str]], chance: random.Random) -> None:
    others = list(rows)
    chance.shuffle(others)
    units, _ = read(rows)
    again, _ = read([*others, *rows[:1]])
    assert {unit.key: unit.digest for unit in units} == {unit.key: unit.digest for unit in again}


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_records_hold_what_the_vocabulary_allows(rows: list[list[str]]) -> None:
    units, _ = read(rows)
    complaints = [
        one
        for unit in units
        for record in unit.records()
        for one in load_schema().complaints(record, "any")
    ]
    assert complaints == []


MEMBERS = [("Alfa", "https://alfa.example"), ("Beta", ""), ("Gamma", "https://gamma.example")]
DAYS = ("2026-09-01", "2026-10", "2026-11-15", "2026-12", "2027-01-01")
LISTS = st.lists(st.sets(st.sampled_from(MEMBERS)), min_size=1, max_size=len(DAYS))


@given(LISTS)
@settings(max_examples=25, deadline=None)
def test_the_members_on_a_snapshots_day_are_those_that_it_lists(
    lists: list[set[tuple[str, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(SqliteStore(":memory:")) as store:
        for day, members in zip(DAYS, lists, strict=False):
            take(store, Path(folder) / "members.csv", day, members)
        for day, members in zip(DAYS, lists, strict=False):
            assert valid(store, day) == {name for name, _ in members}


def take(store: SqliteStore, path: Path, day: str, members: set[tuple[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name", "Website"), *sorted(members)])
    path.with_name("members.mapping.yaml").write_text(
        f"source: members\nrows: members\nof: test-cluster\nsnapshot: {day}\nheader: 1\n"
        "separator: ','\ncolumns: {Name: name, Website: website}\n",
        encoding="utf-8",
    )
    reader = TableFormat().after(store.ledger, sure=True)
    ingest(store, load_schema(), reader.info(path), reader.read(path))


def valid(store: SqliteStore, day: str) -> set[str]:
    period = Period.parse(day)
    ties = store.golden.relations(["test-cluster"], ["MEMBER_OF"])
    there = {one.source for one in ties if period.meets(one.since, one.until)}
    return {one.label for one in store.golden.entities(there).values()}
