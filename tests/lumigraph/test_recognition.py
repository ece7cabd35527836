"""Each file is recognised as of one format by its content, among all that there are."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.formats import recognise
from lumigraph.loading import FORMATS
from tests.ingest.tables.books import write_ods, write_xlsx

# Office programs describe the parts of a file in RDF, inside the file.
PARTS = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="content.xml">
    <rdf:type rdf:resource="http://docs.oasis-open.org/ns/office/1.2/meta/odf#ContentFile"/>
  </rdf:Description>
</rdf:RDF>
"""


def with_parts(path: Path) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("manifest.rdf", PARTS)
    return path


@pytest.mark.parametrize(("name", "write"), [("a.ods", write_ods), ("a.xlsx", write_xlsx)])
def test_a_workbook_that_holds_rdf_about_its_parts_is_a_table(
    tmp_path: Path, name: str, write: Callable[..., Path]
) -> None:
    path = with_parts(write(tmp_path / name, {"Members": [["Name"], ["One"]]}))
    assert recognise(path, FORMATS).name == "table"


def test_an_archive_of_rdf_is_rdf(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.rdf", PARTS)
    assert recognise(path, FORMATS).name == "rdf"
