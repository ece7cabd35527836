"""A table with its mapping into a store, and the question answered from it."""

from __future__ import annotations

from pathlib import Path

import lumigraph

MAPPING = """\
source: test-members
rows: members
of: litek
language: lt
columns:
  Pavadinimas: name (acronym)
  Šalis: country
  Sritis: worksOn
  El. paštas: personal
"""
TABLE = """\
Pavadinimas;Šalis;Sritis;El. paštas
UAB „Šviesos technologijos“ (ŠVT);Lietuva;lazeriai;vardas@example.org
;Lietuva;;
"""


def test_members_of_a_table_are_found_by_what_they_work_on(tmp_path: Path) -> None:
    table = tmp_path / "members.csv"
    table.write_bytes(TABLE.encode("cp1257"))
    (tmp_path / "members.mapping.yaml").write_text(MAPPING, encoding="utf-8")
    with lumigraph.open("sqlite:///:memory:", internal=True) as graph:
        report = graph.ingest(table)
        hits = graph.who("lasers", "Lithuania").hits
    assert [hit.name for hit in hits] == ["UAB „Šviesos technologijos“"]
    assert [(one.place, one.reason) for one in report.rejects] == [
        ("row 3", "the row names nothing")
    ]
