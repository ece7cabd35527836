"""The registry is matched to what a store knows, the same in every store; cleaning too."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path

from graph.ledger.writing import Report, ingest
from graph.records import (
    EntityRecord,
    Evidence,
    Properties,
    Record,
    RelationRecord,
    SourceInfo,
    Unit,
)
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.ror import RorFormat
from tests.ingest.ror.samples import lines, registry, ror_id

HERE = Evidence("row 1")
SAID: Properties = {
    "name": {"lt": "Šviesos universitetas"},
    "website": "http://light.example.org",
    "contactPerson": "A. B.",
    "description": {"en": "Write to info@example.org"},
}
MEMBERS: list[Record] = [
    EntityRecord("light", "Organisation", SAID, HERE),
    RelationRecord("light", "LOCATED_IN", "LT011", {}, HERE),
    EntityRecord("lasers", "Company", {"name": {"en": "Lasers"}}, HERE, ("grid:grid.3.4",)),
]


def members(store: GraphStore) -> Report:
    unit = Unit("members", "1", partial(iter, MEMBERS))
    return ingest(store, load_schema(), SourceInfo("members", "", "1", "test 1"), [unit])


def test_the_registry_enriches_what_is_known(store: GraphStore, tmp_path: Path) -> None:
    assert members(store).withheld == {"e-mail": 1, "person": 1}
    path = lines(tmp_path / "a.jsonl", registry())
    reader = RorFormat().into(store)
    report = ingest(store, load_schema(), reader.info(path), reader.read(path))
    assert report.rejects == []
    found = store.golden.entities(["light", "lasers"])
    assert found["light"].type == "University"
    assert found["light"].properties["description"] == {"en": "Write to […]"}
    assert f"ror:{ror_id(1)}" in found["light"].keys
    part_of = [one for one in store.golden.all_relations() if one.type == "PART_OF"]
    assert ("lasers", "light") in {(one.source, one.target) for one in part_of}
    assert asdict(RorFormat().into(store).info(path)) == asdict(reader.info(path))
