"""Copies of a CORDIS bundle are other projects and other participants of the same shape."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from bench.copies import multiplied
from ontology.values import cleaner

PROJECT = {"id": "101069359", "acronym": "SolDAC", "title": "Full spectrum", "topics": "HORIZON-1"}
PARTNER = {"projectID": "101069359", "organisationID": "999643492", "name": "LOMARTOV SL"}
TOPIC = {"projectID": "101069359", "topic": "HORIZON-1", "title": "Direct air capture"}


def test_copies_differ_in_what_names_them_and_in_nothing_else(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.zip"
    with zipfile.ZipFile(bundle, "w") as files:
        for name, row in {"project": PROJECT, "organization": PARTNER, "topics": TOPIC}.items():
            text = f"{';'.join(row)}\n{';'.join(row.values())}\n"
            files.writestr(f"{name}.csv", text)
    target = multiplied(bundle, tmp_path / "ten.zip", 10)
    projects, partners, topics = (
        rows(target, one) for one in ("project", "organization", "topics")
    )
    assert (projects[0], partners[0], topics[0]) == (PROJECT, PARTNER, TOPIC)
    for column in ("id", "acronym", "title"):
        assert len({row[column] for row in projects}) == 10
    assert {row["topics"] for row in projects} == {"HORIZON-1"}
    assert [row["projectID"] for row in partners] == [row["id"] for row in projects]
    assert len({row["name"] for row in partners}) == 10
    assert len({cleaner("pic").parse(row["organisationID"]) for row in partners}) == 10
    assert {row["title"] for row in topics} == {"Direct air capture"}


def rows(bundle: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(bundle) as files:
        text = files.read(f"{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
