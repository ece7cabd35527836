"""What a document told: what stands, and what people are asked about, by its place."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from graph.documents.told import READER, standing, told
from graph.ledger.reference import regions_of
from graph.ledger.writing import ingest
from graph.records import EntityRecord, Evidence, RelationRecord, Unit
from graph.review.proposal import Decision, Entry, Fact, Proposal
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import info


def said(key: str, place: str) -> EntityRecord:
    """Return a fact that stands at a place of a document."""
    return EntityRecord(key, "Company", {"name": {"en": key}}, Evidence(place, quote=key))


def asked(place: str, state: str = "") -> Entry:
    """Return a fact that people are asked about."""
    proposal = Proposal(Fact((said("doubtful", place),), "b.txt", doubt="unsure"), 0.4, "posts")
    decided = Decision(1, proposal.id, state, "a curator", "", "", "", 1) if state else None
    return Entry(proposal, 1, decided)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (asked("b.txt, chars 0-4"), [(0, "open", ""), (5, "entered", "")]),
        (asked("chars 9-12", "rejected"), [(5, "entered", ""), (9, "rejected", "a curator")]),
        (asked("a.txt, chars 0-4"), [(5, "entered", "")]),
    ],
)
def test_a_document_of_a_folder(entry: Entry, expected: list[tuple[int, str, str]]) -> None:
    records = {"a.txt": said("alpha", "a.txt, chars 1-9"), "b.txt": said("b", "b.txt, chars 5-9")}
    units = [Unit(name, "0" + name[0], lambda one=one: [one]) for name, one in records.items()]  # type: ignore[misc]
    store = SqliteStore(":memory:")
    ingest(store, load_schema(), replace(info("posts", []), extractor=f"{READER}1"), units)
    ingest(store, load_schema(), info("list", []), [])
    (_, first), (source, second) = standing(store)
    assert (source.name, first.key, second.key) == ("posts", "a.txt", "b.txt")
    found = told(store, second, [entry])
    assert [(one.start, one.state, one.by) for one in found] == expected
    store.close()


def test_a_region_that_a_document_names_is_no_document() -> None:
    with closing(SqliteStore(":memory:")) as store:
        place = RelationRecord("a", "LOCATED_IN", "AT221", {}, Evidence("chars 0-4", quote="Graz"))
        unit = Unit("a.txt", "0", lambda: [said("a", "chars 1-9"), place])
        source = replace(info("post", []), extractor=f"{READER}1")
        ingest(store, load_schema(), source, [unit], regions_of)
        assert len(store.ledger.units("post")) > 1
        assert [one.key for _, one in standing(store)] == ["a.txt"]
