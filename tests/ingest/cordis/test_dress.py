"""The same content of a CORDIS bundle in another dress: order, separators, older columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import Unit
from ingest.cordis import CordisFormat
from ingest.matcher import LabelMatcher
from tests.ingest.cordis.reading import digests, read, relations
from tests.ingest.cordis.sample import Sample


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), comma=st.booleans(), packed=st.booleans())
def test_order_separator_and_packing_change_nothing(
    tmp_path: Path, seed: int, comma: bool, packed: bool
) -> None:
    plain = tmp_path / "plain"
    expected, refused = read(Sample().write(plain))
    sample, delimiter = Sample().shuffle(seed), "," if comma else ";"
    write = sample.zip if packed else sample.write
    found, _ = read(write(tmp_path / ("b.zip" if packed else "b"), delimiter))
    assert not refused
    assert {key: unit.digest for key, unit in found.items()} == {
        key: unit.digest for key, unit in expected.items()
    }
    for key, unit in found.items():
        assert list(unit.records()) == list(expected[key].records())


def test_older_column_sets_say_the_same(bundle: Path, tmp_path: Path) -> None:
    older = Sample()
    for row in older.tables["organization"]:
        row |= {"contactForm": "https://example.org/contact", "contentUpdateDate": "2020-01-01"}
        row["SME"] = row["SME"].title()
        row["netEcContribution"] = row["netEcContribution"].replace(".", ",")
    for row in older.tables["project"]:
        row["startDate"] += " 00:00:00"
        row["legalBasis"] = ";".join(f"{code}." for code in row["legalBasis"].split(","))
    older.rename("project", {"masterCall": "call", "legalBasis": "programme"}, drop=["subCall"])
    older.rename(
        "organization", {"organisationID": "id", "organizationURL": "organizationUrl"}, ["rcn"]
    )
    assert digests(older.write(tmp_path / "older", ",")) == digests(bundle)


def test_missing_optional_columns_are_no_error(tmp_path: Path) -> None:
    sample = Sample()
    sample.rename("project", {}, drop=["keywords", "grantDoi", "ecSignatureDate", "totalCost"])
    sample.rename("organization", {}, drop=["nutsCode", "nutsName", "geolocation", "order"])
    path = sample.write(tmp_path / "b")
    assert read(path)[1] == []
    (place,) = relations(path, "LOCATED_IN", "pic:910000001")
    assert place.target == "AT"


@pytest.mark.parametrize(
    ("table", "row", "cells", "changed"),
    [
        ("organization", 2, {"netEcContribution": "1"}, {"project/900000001"}),
        ("organization", 6, {"city": "Leeds"}, {"organisation/910000004"}),
        ("project", 3, {"objective": "New."}, {"project/900000002"}),
        ("project", 3, {"rcn": "77", "contentUpdateDate": "2030-01-01 00:00:00"}, set()),
        ("topics", 2, {"title": "Other"},
         {"project/900000001", "call/HORIZON-TEST-2022-01-02"}),
        ("euroSciVoc", 3, {"euroSciVocCode": "/23", "euroSciVocPath": "/natural sciences"},
         {"project/900000001", "euroscivoc//21"}),
    ],
)  # fmt: skip
def test_a_change_touches_its_units_alone(
    bundle: Path, tmp_path: Path, table: str, row: int, cells: dict[str, str], changed: set[str]
) -> None:
    before = set(digests(bundle).items())
    after = set(digests(Sample().change(table, row, **cells).write(tmp_path / "new")).items())
    assert {key for key, _ in before ^ after} == changed


def test_other_labels_make_projects_new(bundle: Path) -> None:
    others = {
        unit.key: unit.digest
        for unit in CordisFormat(LabelMatcher([])).read(bundle)
        if isinstance(unit, Unit)
    }
    before = digests(bundle)
    assert {key.partition("/")[0] for key in before if before[key] != others[key]} == {"project"}
