"""A dry run keeps counts of the rows, not the rows."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

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


AMBIGUOUS = "05/04/2020"


@pytest.mark.parametrize(
    ("dates", "others", "why"),
    [
        ("DMY", "", "the mapping says so; 05/04/2020 is 2020-04-05, since the day comes first"),
        ("MDY", "", "the mapping says so; 05/04/2020 is 2020-05-04, since the month comes first"),
        ("''", "", "the mapping says so; 05/04/2020 is refused: write it as 2016-06-08, or say"),
        (None, "Two;25/04/2020\n", "the day comes first, as 25/04/2020 shows; 05/04/2020 is 2020"),
        (None, "Two;04/25/2020\n", "the month comes first, as 04/25/2020 shows; 05/04/2020 is"),
        (None, "Two;04/25/2020\nThree;25/04/2020\n", "for since; 05/04/2020 is refused"),
    ],
)
def test_how_dates_are_read_that_could_be_two_is_shown(
    tmp_path: Path, dates: str | None, others: str, why: str
) -> None:
    table = tmp_path / "members.csv"
    table.write_text(f"Name;Member since\nOne;{AMBIGUOUS}\n{others}", encoding="utf-8")
    if dates is not None:
        said = f"rows: members\nof: a\ndates: {dates}\ncolumns: {{Name: name, Member since: since}}"
        table.with_name("members.mapping.yaml").write_text(said, encoding="utf-8")
    for _ in range(2):  # the second time as the mapping says that the first one wrote
        found = preview(table, TableFormat()).sheets[0].columns[1]
        assert (found.read_as, why.rpartition(";")[2] in found.why) == ("since", True)
        assert why in found.why or found.why.startswith("the mapping says so; 05/04/2020 is")
