"""The graph as plain files."""

from __future__ import annotations

import csv
import gzip
import json
import os
import sys
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from graph.errors import UsageError
from graph.export import cell, export, whole
from graph.rdf import golden_statements
from graph.reader import Reader


def counts(reader: Reader) -> tuple[int, int]:
    kinds, relations = reader.store.golden.counts()
    return sum(kinds.values()), sum(relations.values())


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_lines_hold_everything_in_order(reader: Reader, tmp_path: Path) -> None:
    output = tmp_path / "graph.jsonl"
    written = export(reader.store, output)
    found: list[Any] = [json.loads(line) for line in output.read_text().splitlines()]
    entities = [one["entity"] for one in found if "entity" in one]
    relations = [one["relation"] for one in found if "relation" in one]
    assert (len(entities), len(relations)) == counts(reader)
    assert written == len(entities) + len(relations)
    assert [next(iter(one)) for one in found[:2]] == ["source", "source"]
    assert [one["id"] for one in entities] == sorted(one["id"] for one in entities)
    ids = {one["id"] for one in entities}
    assert all({one["source"], one["target"]} <= ids for one in relations)
    [litek] = [one for one in entities if one["id"] == "litek"]
    assert litek["uri"] == "https://w3id.org/lumigraph/id/organisation/litek"


def test_the_same_graph_gives_the_same_file(reader: Reader, tmp_path: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        export(reader.store, tmp_path / name)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


@pytest.mark.parametrize("ending", ["jsonl", "csv", "ttl"])
def test_a_packed_file_holds_the_same(reader: Reader, tmp_path: Path, ending: str) -> None:
    plain, packed = tmp_path / f"graph.{ending}", tmp_path / f"graph.{ending}.gz"
    assert export(reader.store, plain) == export(reader.store, packed)
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    again = tmp_path / f"again.{ending}.gz"
    export(reader.store, again)
    assert again.read_bytes() == packed.read_bytes()


def test_the_form_may_be_named(reader: Reader, tmp_path: Path) -> None:
    export(reader.store, tmp_path / "dump", form="nt")
    export(reader.store, tmp_path / "dump.nt")
    assert (tmp_path / "dump").read_bytes() == (tmp_path / "dump.nt").read_bytes()


def test_rdf_xml_has_two_names(reader: Reader, tmp_path: Path) -> None:
    export(reader.store, tmp_path / "dump", form="rdfxml")
    assert (tmp_path / "dump.sources.csv").exists()
    export(reader.store, tmp_path / "dump.rdf")
    assert (tmp_path / "dump").read_bytes() == (tmp_path / "dump.rdf").read_bytes()


@pytest.mark.parametrize("ending", ["nt", "ttl", "rdf", "jsonld"])
def test_every_form_of_rdf_says_the_same(reader: Reader, tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"graph.{ending}"
    written = export(reader.store, output)
    found = {quad.triple for quad in pyoxigraph.parse(path=output)}
    lines = "".join(f"{one} .\n" for one in golden_statements(reader.store))
    expected = pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert found == {quad.triple for quad in expected}
    assert written == len(found)
    assert all(one["line"] for one in table(tmp_path / "graph.sources.csv"))
    assert len(table(tmp_path / "graph.sources.csv")) == len(reader.store.ledger.sources())


def test_tables(reader: Reader, tmp_path: Path) -> None:
    export(reader.store, tmp_path / "graph.csv", "https://example.org")
    entities = table(tmp_path / "graph.csv")
    relations = table(tmp_path / "graph.relations.csv")
    assert (len(entities), len(relations)) == counts(reader)
    [starter] = [
        one for one in table(tmp_path / "graph.sources.csv") if one["name"] == "lumigraph-starter"
    ]
    assert starter["line"] == (
        "Photonics for health, starter set, Lumigraph, "
        "Creative Commons Attribution 4.0 (http://creativecommons.org/licenses/by/4.0/)"
    )
    assert starter["licence_uri"].endswith("/licence/CC_BY_4_0")
    [ekspla] = [one for one in entities if one["id"] == "ekspla"]
    assert ekspla["uri"] == "https://example.org/id/organisation/ekspla"
    assert json.loads(relations[0]["properties"]) == {} or relations[0]["properties"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_no_spreadsheet_runs_a_cell(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_other_values_of_cells() -> None:
    assert cell("Photonics Bretagne") == "Photonics Bretagne"
    assert cell({"en": "Ekspla"}) == '{"en": "Ekspla"}'
    assert cell(1.5) == "1.5"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("graph.xlsx", r"write one of \.jsonl, \.csv, \.nt, \.ttl"),
        ("no/graph.csv", "there is no folder"),
    ],
)
def test_what_cannot_be_written(reader: Reader, tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        export(reader.store, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have no names there")
def test_no_file_takes_the_place_of_a_pipe(reader: Reader, tmp_path: Path) -> None:
    """Nor, where the user may do so, of ``/dev/null``, which would be gone for everybody."""
    pipe = tmp_path / "graph.nt"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match=r"graph\.nt is a device or a pipe: name a file"):
        export(reader.store, pipe)
    with pytest.raises(UsageError, match="is a device or a pipe"), whole(pipe):
        pass
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_and_the_file_that_it_leads_to_is_written(
    reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "published").mkdir()
    link = tmp_path / "graph.nt"
    link.symlink_to(tmp_path / "published" / "graph-1.nt")
    export(reader.store, link)
    assert link.is_symlink()
    assert [one.name for one in (tmp_path / "published").iterdir()] == ["graph-1.nt"]


def test_a_file_appears_whole_or_not_at_all(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "graph.jsonl").write_text("before")
    monkeypatch.setattr("graph.export.relation_shape", broken)
    with pytest.raises(OSError, match=r"No space.*graph\.jsonl"):
        export(reader.store, tmp_path / "graph.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.jsonl"]
    assert (tmp_path / "graph.jsonl").read_text() == "before"
