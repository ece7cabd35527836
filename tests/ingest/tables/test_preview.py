"""A dry run keeps counts of the rows, not the rows."""

from __future__ import annotations

import gc
from pathlib import Path

from graph.records import Unit
from ingest.tables.preview import preview
from ingest.tables.table_format import TableFormat

ROWS = 60
FEW = 5


def test_addresses_in_other_columns_are_not_shown(tmp_path: Path) -> None:
    table = tmp_path / "members.csv"
    table.write_text("Name;Country;Remarks\nOne;LT;ask anna@alpha.example\n", encoding="utf-8")
    columns = preview(table, TableFormat(), lambda *_: None).sheets[0].columns
    assert [one.example for one in columns] == ["One", "LT", "ask […]"]


def test_what_was_looked_at_is_let_go(tmp_path: Path) -> None:
    """However many rows a table has, memory does not grow with them."""
    table = tmp_path / "members.csv"
    rows = [f"Firm {number};LT\n" for number in range(ROWS)]
    table.write_text("Name;Country\n" + "".join(rows), encoding="utf-8")
    seen, alive = list[str](), list[int]()

    def see(_: str, unit: Unit, __: object) -> None:
        seen.append(unit.key)
        if len(seen) == ROWS:
            alive.append(sum(type(one) is Unit for one in gc.get_objects()))

    before = sum(type(one) is Unit for one in gc.get_objects())
    found = preview(table, TableFormat(), see)
    assert (found.new, found.sheets[0].read, found.sheets[0].refused) == (ROWS, ROWS, 0)
    assert alive[0] - before < FEW
