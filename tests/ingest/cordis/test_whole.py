"""CORDIS bundles as a whole: how they are recognised and called, and which are refused."""

from __future__ import annotations

import csv
import zipfile
from operator import length_hint
from pathlib import Path

import pytest

from graph.records import Unit
from ingest.cordis import CordisFormat
from ingest.errors import UnreadableSourceError
from tests.ingest.cordis.reading import CORDIS, read
from tests.ingest.cordis.sample import Sample


def test_bundles_are_recognised_by_their_content(bundle: Path, tmp_path: Path) -> None:
    assert CORDIS.detect(bundle)
    assert CORDIS.detect(Sample().zip(tmp_path / "any name.zip", inside="csv/"))
    assert CORDIS.detect(Sample().zip(tmp_path / "without-suffix"))
    (bundle / "project.csv").unlink()
    assert CORDIS.detect(bundle)
    (bundle / "organization.csv").write_text("id;name\n1;x\n", "utf-8")
    assert not CORDIS.detect(bundle)


def test_a_bundle_says_about_how_many_units_are_to_come(shared: Path) -> None:
    found = CordisFormat().read(shared / "data/cordis/cordis-horizon-photonics-health-csv.zip")
    assert length_hint(found) == 0
    next(found)
    left = length_hint(found)
    assert left == pytest.approx(sum(isinstance(one, Unit) for one in found), rel=0.1)
    assert length_hint(found) == 0


def test_other_things_are_not_recognised(tmp_path: Path) -> None:
    text = tmp_path / "project.csv"
    text.write_text(Sample().text("project"), "utf-8")
    other, broken = tmp_path / "other.zip", tmp_path / "broken.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("project.csv", "id,title\n1,x\n")
    broken.write_bytes(Sample().zip(tmp_path / "whole.zip").read_bytes()[:-30])
    folder = tmp_path / "empty"
    folder.mkdir()
    assert not any(map(CORDIS.detect, (text, other, broken, folder)))


def test_info_names_the_bundle_and_dates_it_by_its_newest_entry(tmp_path: Path) -> None:
    info = CORDIS.info(Sample().zip(tmp_path / "cordis-test-csv.zip"))
    assert (info.name, info.date) == ("cordis-test-csv", "2024-05-06")
    folder = Sample().write(tmp_path / "cordis-test-csv")
    assert CORDIS.info(folder).name == info.name


TABLES = ["project", "organization", "euroSciVoc", "topics", "legalBasis"]


@pytest.mark.parametrize("table", TABLES)
def test_the_hash_tells_of_the_last_byte_of_each_table(bundle: Path, table: str) -> None:
    before = CORDIS.info(bundle).digest
    with (bundle / f"{table}.csv").open("a") as text:
        text.write(" ")
    after = CORDIS.info(bundle)
    assert (after.digest == before, after.date) == (False, "2024-05-06")


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_named(tmp_path: Path, table: str) -> None:
    sample = Sample()
    del sample.tables[table]
    with pytest.raises(UnreadableSourceError, match=rf"{table}\.csv is missing"):
        read(sample.write(tmp_path / "b"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = Sample().rename("organization", {}, drop=["role"]).write(tmp_path / "b")
    with pytest.raises(UnreadableSourceError, match=r"organization\.csv has no column role"):
        read(path)


def test_damaged_files_are_refused_as_a_whole(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="cannot be read as a ZIP"):
        read(bundle / "project.csv")
    (bundle / "topics.csv").write_bytes("projectID;topic\n1;Ž\n".encode("cp1257"))
    with pytest.raises(UnreadableSourceError, match=r"topics\.csv cannot be read.*UTF-8"):
        read(bundle)
    whole = Sample().zip(tmp_path / "whole.zip")
    content = bytearray(whole.read_bytes())
    content[60:90] = b"\x00" * 30
    whole.write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=r"project\.csv"):
        read(whole)


def test_an_open_quote_is_no_endless_cell(bundle: Path) -> None:
    csv.field_size_limit(1 << 20)  # as a reader of another format leaves it
    text = (bundle / "topics.csv").read_text("utf-8")
    (bundle / "topics.csv").write_text(text + '900000001;"' + "x;" * 100_000, "utf-8")
    with pytest.raises(UnreadableSourceError, match=r"topics\.csv.*quotes"):
        read(bundle)
