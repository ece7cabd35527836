"""Real CORDIS bundles, and the sample that stands for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from graph.records import EntityRecord, RelationRecord
from ingest.cordis import PRODUCES
from ingest.cordis.tables import Bundle
from ontology.model import load_model
from tests.ingest.cordis.reading import read, records, relations
from tests.ingest.cordis.sample import Sample


def test_every_row_of_the_photonics_bundle_is_read(shared: Path) -> None:
    path = shared / "data/cordis/cordis-horizon-photonics-health-csv.zip"
    units, refused = read(path)
    assert refused == []
    kinds = Counter(key.partition("/")[0] for key in units)
    assert kinds["project"] == 807
    rows = {r.evidence.locator for r in relations(path, "PARTICIPATES_IN")}
    orders = (place.partition("order=")[2].split(",") for place in rows)
    assert sum(map(len, orders)) == 3494


def test_everything_of_the_photonics_bundle_is_as_the_vocabulary_says(shared: Path) -> None:
    model = load_model()
    told = records(shared / "data/cordis/cordis-horizon-photonics-health-csv.zip")
    types = {record.key: record.type for record in told if isinstance(record, EntityRecord)}
    expected = {"LOCATED_IN": "Region", "ABOUT": "Technology", "PART_OF": "Region"}
    names: set[str] = set()
    for record in told:
        names |= set(record.properties)
        if isinstance(record, EntityRecord):
            assert model.problems(record.type, record.properties) == []
        else:
            names.add(record.type)
            target = types[record.target] if record.target in types else expected[record.type]
            problems = model.relation_problems(
                record.type, types[record.source], target, record.properties
            )
            assert problems == []
    assert names <= PRODUCES


def test_the_sample_produces_what_is_declared(tmp_path: Path) -> None:
    sample = Sample().change("organization", 6, country="EL", nutsCode="EL309", nutsName="Nea")
    told = records(sample.write(tmp_path / "b"))
    names = {name for record in told for name in record.properties}
    names |= {record.type for record in told if isinstance(record, RelationRecord)}
    assert names == PRODUCES


def test_original_columns_are_read(shared: Path) -> None:
    path = shared / "data/cordis/original-columns-100-rows"
    units, refused = read(path)
    rows = {table: sum(1 for _ in Bundle(path).rows(table, [])) for table in Bundle(path).files}
    projects = [key for key in units if key.startswith("project/")]
    assert len(projects) + sum(one.file == "project_100.csv" for one in refused) == 100
    parts = sum(r.type == "PARTICIPATES_IN" for r in records(path))
    refused_parts = sum(one.file == "organization_100.csv" for one in refused)
    assert parts + refused_parts == rows["organization"] == 100
