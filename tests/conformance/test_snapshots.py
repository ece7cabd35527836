"""Snapshots of a table: who joined, left and came back is the same on every store."""

from __future__ import annotations

import csv
from pathlib import Path

from graph.dates import Period
from graph.ledger.writing import Report, ingest
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.tables import TableFormat

MAPPING = """\
source: members
rows: members
of: test-cluster
snapshot: {}
separator: ','
columns: {{Name: name}}
"""


def take(store: GraphStore, folder: Path, day: str, *names: str) -> Report:
    """Take in the members of a day."""
    path = folder / "members.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name",), *((name,) for name in names)])
    path.with_name("members.mapping.yaml").write_text(MAPPING.format(day), encoding="utf-8")
    reader = TableFormat().after(store.ledger, sure=True)
    return ingest(store, load_schema(), reader.info(path), reader.read(path))


def members(store: GraphStore, day: str) -> set[str]:
    """Return the names of those who are members on a day."""
    period = Period.parse(day)
    ties = store.golden.relations(["test-cluster"], ["MEMBER_OF"])
    there = {one.source for one in ties if period.meets(one.since, one.until)}
    return {one.label for one in store.golden.entities(there).values()}


def test_members_come_and_go(store: GraphStore, tmp_path: Path) -> None:
    take(store, tmp_path, "2026-11-01", "Alfa", "Beta")
    take(store, tmp_path, "2026-12-01", "Gamma", "Alfa")
    take(store, tmp_path, "2027-01-01", "Alfa", "Beta", "Gamma")
    assert not take(store, tmp_path, "2027-02-01", "Beta", "Gamma", "Alfa").changed
    assert members(store, "2026-11-30") == {"Alfa", "Beta"}
    assert members(store, "2026-12-01") == {"Alfa", "Gamma"}
    assert members(store, "2027-01-01") == {"Alfa", "Beta", "Gamma"}
    ties = store.golden.relations(["members-beta"], ["MEMBER_OF"])
    assert [(one.since, one.until) for one in ties] == [("", "2026-11-30"), ("2027-01-01", "")]
