"""Very long texts: what a cell may hold goes in, whichever store; an id may not be as long."""

from __future__ import annotations

from pathlib import Path

from graph.ledger.identity import LONGEST_KEY
from graph.ledger.writing import ingest
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.rdf import RdfFormat
from ingest.tables import TableFormat

CELL = 32_767
"""So many characters Excel has in a cell."""
LONG = "x" * CELL


def test_a_table_of_long_cells_goes_in(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        *(
            "Name,ID,Website,Note",
            f"{LONG},,,",
            f"{LONG} too,,,",
            f"Beta,,https://b.example/{LONG},",
        ),
        *(f"Gamma,,,{LONG}", f"Delta,{LONG},,"),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    mapping = "columns: {Name: name, ID: id, Website: website, Note: note}"
    path.with_name("a.mapping.yaml").write_text(mapping, encoding="utf-8")
    reader = TableFormat()
    report = ingest(store, load_schema(), reader.info(path), reader.read(path))
    assert [(one.place, one.column) for one in report.rejects] == [("row 6, columns A B C D", "id")]
    assert f"32,767 characters, an id or a key at most {LONGEST_KEY:,}" in report.rejects[0].reason
    found = store.golden.all_entities("Organisation")
    assert sorted(len(one.label) for one in found) == [4, 5, CELL, CELL + 4]


def test_a_long_iri_goes_in(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        f"<https://a.example/{LONG}> a <http://www.w3.org/ns/org#Organization>;"
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "Alfa" .'
        "<https://b.example/> a <http://www.w3.org/ns/org#Organization>;"
        ' <http://www.w3.org/2004/02/skos/core#prefLabel> "Beta" .',
        encoding="utf-8",
    )
    reader = RdfFormat()
    report = ingest(store, load_schema(), reader.info(path), reader.read(path))
    assert (report.records, report.rejects) == (2, [])
