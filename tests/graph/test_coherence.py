"""What a record says that cannot be so is set aside and told; the rest of the record goes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, tell, thing, tie


@pytest.fixture
def store() -> Iterator[GraphStore]:
    store = SqliteStore(":memory:")
    yield store
    store.close()


MEMBER = tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016", until="2015-12")
GRANTED = tie("alpha", "PARTICIPATES_IN", "project", netEcContribution=-3.5, order=2)


FAR = tie("alpha", "LOCATED_IN", "LT", latitude=54.687, longitude=-180.5)
BEYOND = tie("alpha", "LOCATED_IN", "LT", latitude=90.5, longitude=180.0)


@pytest.mark.parametrize(
    ("record", "column", "value", "reason"),
    [
        (MEMBER, "until", "2015-12", "until 2015-12 is before since 2016"),
        (GRANTED, "netEcContribution", "-3.5", "below 0"),
        (thing("p", "Project", start="2020-02", end="2020-01"), "end", "2020-01", "before start"),
        (FAR, "longitude", "-180.5", "no longitude is beyond 180 degrees"),
        (BEYOND, "latitude", "90.5", "no latitude is beyond 90 degrees"),
        (thing("p", "Project", totalCost=-1), "totalCost", "-1", "below 0"),
        (thing("o", founded="2020", ended="2019"), "ended", "2019", "before founded 2020"),
        (thing("a", "Agreement", effective="2020", end="2019"), "end", "2019", "before effective"),
        (thing("o", founded="9999"), "founded", "9999", "9999 is yet to come"),
        (thing("o", founded="9999", ended="2019"), "founded", "9999", "9999 is yet to come"),
        (thing("o", founded="0021"), "founded", "0021", "nobody was founded before 500"),
        (thing("a", "Agreement", expectedEnd="2019"), "expectedEnd", "2019", "worked out"),
    ],
)
def test_a_value_that_cannot_be_so_is_left_out_alone(
    store: GraphStore, record: Record, column: str, value: str, reason: str
) -> None:
    report = tell(store, "one", record)
    [reject] = report.rejects
    assert (reject.file, reject.place) == ("one", record.evidence.locator)
    assert (reject.column, reject.value) == (column, value)
    assert reason in reject.reason
    assert reject.reason.endswith("; the record went in without it")
    assert reject.remedy
    [unit] = store.ledger.units("one").values()
    [kept] = store.ledger.unit_records([unit.number])
    left = {name: said for name, said in record.properties.items() if name != column}
    assert kept.record == replace(record, properties=left)


def test_a_relation_to_itself_is_set_aside(store: GraphStore) -> None:
    report = tell(store, "one", thing("alpha"), tie("alpha", "PART_OF", "alpha"))
    [reject] = report.rejects
    assert (reject.column, reject.value) == ("type", "PART_OF")
    assert reject.reason == "it leads from alpha to itself"
    assert (report.records, report.relations) == (1, 0)


@pytest.mark.parametrize(
    "record",
    [
        tie("alpha", "MEMBER_OF", "cluster", since="2016-05", until="2016"),
        tie("alpha", "MEMBER_OF", "cluster", since="2016", until="2016-01-01"),
        tie("alpha", "PARTICIPATES_IN", "project", ecContribution=0),
        tie("alpha", "LOCATED_IN", "LT", latitude=-54.0, longitude=-25),
        thing("o", founded="0651"),
        thing("o", founded=f"{date.today():%Y}"),
    ],
)
def test_what_may_be_so_goes_in(record: Record) -> None:
    assert SCHEMA.sound(record, "one") == (record, [])


def test_what_was_said_can_be_denied_whatever_it_was() -> None:
    denied = replace(MEMBER, evidence=replace(MEMBER.evidence, confidence=0.0))
    assert SCHEMA.sound(denied, "one") == (denied, [])
