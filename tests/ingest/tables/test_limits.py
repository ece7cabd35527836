"""How far a sheet of an .ods reaches is counted before room is made for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import UnreadableSourceError
from ingest.tables.workbook import open_workbook
from tests.ingest.tables.books import write_ods_content


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ('office:value-type="string" {}="1000"', "100,000 rows and 1,000 columns"),
        ('office:value="5" {}="1000"', "100,000 rows and 1,000 columns"),
        ('table:formula="of:=1" {}="1000"', "100,000 rows and 1,000 columns"),
        ('office:value="5" {}="+1000"', "100,000 rows and 1,000 columns"),
        ('office:value="5" table:style-name=">" {}="1000"', "100,000 rows and 1,000 columns"),
        ('office:value="5" {}="0000001000"', "100,000 rows and 1,000 columns"),
        ('office:value="5" {}="1000000000"', "the limit is 20,000,000 cells"),
    ],
)
def test_repeated_cells_are_counted_before_room_is_made(
    tmp_path: Path, cell: str, says: str
) -> None:
    """However a program may say so."""
    repeated = cell.format("table:number-columns-repeated")
    cells = f"<table:table-cell {repeated}><text:p>x</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="100000">{cells}</table:table-row>'
    path = write_ods_content(
        tmp_path / "a.ods", f'<table:table table:name="a">{rows}</table:table>'
    )
    with pytest.raises(UnreadableSourceError, match=says):
        open_workbook(path)


def test_empty_cells_to_the_edge_of_a_sheet_do_no_harm(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    filled = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{filled.format(text)}{empty}</table:table-row>"
        for text in ("Name", "Alfa")
    )
    rows += f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>'
    path = write_ods_content(
        tmp_path / "a.ods", f'<table:table table:name="a">{rows}</table:table>'
    )
    (sheet,) = open_workbook(path).sheets
    assert [*sheet.rows()] == [["Name"], ["Alfa"]]
