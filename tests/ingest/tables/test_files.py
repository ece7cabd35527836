"""Files of tables: every kind gives the same records, and those are the golden ones."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import orjson
import pytest

from graph.records import Record, Reject, RelationRecord, Unit
from ingest.errors import UnreadableSourceError
from ingest.tables import TableFormat
from ingest.tables.asides import NOTE
from ingest.tables.mapping import mapping_beside
from ingest.tables.preview import preview
from ingest.tables.text import Dialect
from ingest.tables.workbook import is_table, open_workbook
from tests.ingest.tables.books import Cells, write_ods, write_text, write_xlsx

GOLDEN = Path(__file__).with_name("golden")
MAPPING = GOLDEN / "members.mapping.yaml"
RECORDS = GOLDEN / "members.records.jsonl"
# As people would type them; the workbook of the same cells is golden/members.xls.
CELLS = [
    ["Pavadinimas", "Šalis", "Miestas", "Svetainė", "Sritis", "Narys nuo", "PIC", "El. paštas"],
    [
        *("UAB „Žalioji šviesa“ (ŽŠ)", "Lietuva", "Vilnius", "www.zalioji-sviesa.example"),
        *("lazeriai; optika", "2015-03-01", "", "kas@zalioji-sviesa.example"),
    ],
    [
        *("Mėlynoji įranga", "LT", "Kaunas", "https://melynoji.example"),
        *("fotonika", "2018", "999643492", ""),
    ],
]


def read(path: Path, mapping: Path | None = MAPPING) -> tuple[list[Unit], list[Reject]]:
    """Return the units of a table, whose records are read, and what was refused."""
    units, rejects = [], []
    for item in TableFormat(mapping).read(path):
        if isinstance(item, Reject):
            rejects.append(item)
        else:
            units.append(Unit(item.key, item.digest, partial(list, [*item.records()])))
    return units, rejects


def records_of(path: Path, mapping: Path | None = MAPPING) -> list[Record]:
    """Return the records of a table, none of whose rows is refused, without the sheet's name."""
    units, rejects = read(path, mapping)
    assert rejects == []
    return [_unplaced(record) for unit in units for record in unit.records()]


def _unplaced(record: Record) -> Record:
    locator = record.evidence.locator.removeprefix("sheet Nariai, ")
    return replace(record, evidence=replace(record.evidence, locator=locator))


def golden_lines(records: list[Record]) -> bytes:
    return b"".join(
        orjson.dumps(asdict(record), option=orjson.OPT_SORT_KEYS) + b"\n" for record in records
    )


@pytest.mark.parametrize(
    "name",
    ["a.csv", "semicolons.csv", "a.tsv", "cp1257.csv", "utf-16.csv", "a.xlsx", "a.ods", "a.xls"],
)
def test_every_kind_of_file_gives_the_golden_records(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.xlsx":
        write_xlsx(path, {"Nariai": CELLS})
    elif name == "a.ods":
        write_ods(path, {"Nariai": CELLS})
    elif name == "a.xls":
        path = GOLDEN / "members.xls"
    else:
        separator = {"a.csv": ",", "a.tsv": "\t"}.get(name, ";")
        stem = path.stem
        write_text(path, CELLS, separator, stem if stem in ("cp1257", "utf-16") else "utf-8")
    found = golden_lines(records_of(path))
    if "GOLDEN" in os.environ:
        RECORDS.write_bytes(found)
    assert found == RECORDS.read_bytes(), "GOLDEN=1 writes the golden file anew"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Name;Land\nGerät Übung;Österreich\n", "cp1252", Dialect("cp1252", ";")),
        ("Nom,Pays\nSociété forêt,Autriche\n", "cp1252", Dialect("cp1252", ",")),
        ("Pavadinimas\tŠalis\nĮmonė žėrutis\tLietuva\n", "cp1257", Dialect("cp1257", "\t")),
        ("Firma;Miestas\nBeta Größe GmbH;Šiauliai\n", "cp1257", Dialect("cp1257", ";")),
        ("Firma;Miestas\nCafé Žvaigždė;Kėdainiai\n", "cp1257", Dialect("cp1257", ";")),
        ("Firma;Miasto\nLaser Größe;Łódź\n", "cp1250", Dialect("cp1250", ";")),
        ("Όνομα;Πόλη\nΕταιρία Φωτός;Αθήνα\n", "cp1253", Dialect("cp1253", ";")),
        ("Имя;Name\nООО Лазер;Laser OOO\n", "cp1251", Dialect("cp1251", ";")),
        ("Nazwa;Kraj\nŁódź świetlówka;Polska\n", "cp1250", Dialect("cp1250", ";")),
        ("a|b\nč|ž\n", "utf-8-sig", Dialect("utf-8-sig", "|")),
        ("Įmonė;Šalis\nŽalia;Lietuva\n", "utf-16-le", Dialect("utf-16-le", ";")),
        ("Įmonė;Šalis\nŽalia;Lietuva\n", "utf-16-be", Dialect("utf-16-be", ";")),
        ("name\nBeta, Inc.\nGamma\nDelta\n", "ascii", Dialect("utf-8", "\t")),
        ("a;b\n1,5;2,5\n1,5;\n", "ascii", Dialect("utf-8", ";")),
        ('a,b\n"x;y;z",1\n"x;y;z",2\n', "ascii", Dialect("utf-8", ",")),
    ],
)
def test_encoding_and_separator_are_seen(
    tmp_path: Path, text: str, encoding: str, expected: Dialect
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert open_workbook(path).dialect == expected


@pytest.mark.parametrize(
    ("name", "encoding", "dialect"),
    [
        ("a.xlsx", "cp1257", Dialect("cp1257", ";")),
        ("a.xls", "utf-16", Dialect("utf-16", ";")),
        ("a.ods", "utf-8-sig", Dialect("utf-8-sig", ";")),
    ],
)
def test_a_text_named_as_a_workbook_is_read_as_a_text(
    tmp_path: Path, name: str, encoding: str, dialect: Dialect
) -> None:
    path = tmp_path / name
    path.write_bytes("Įmonė;Šalis\nŽalia;Lietuva\n".encode(encoding))
    assert is_table(path)
    assert open_workbook(path).dialect == dialect


def test_a_workbook_named_as_a_text_is_read_as_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Members": CELLS}).rename(tmp_path / "a.csv")
    assert [sheet.name for sheet in open_workbook(path).sheets] == ["Members"]


@pytest.mark.parametrize("text", ["<html><table>", '\n<?xml version="1.0"?><Workbook/>'])
def test_a_web_page_named_as_a_workbook_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(text, "utf-8-sig")
    assert is_table(path)
    with pytest.raises(UnreadableSourceError, match=r"save it as \.xlsx"):
        open_workbook(path)


def test_a_letter_far_down_shows_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(
        b"name,city\n" + b"plain,plain\n" * 50_000 + "šaltis,Kėdainiai\n".encode("cp1257")
    )
    assert open_workbook(path).dialect == Dialect("cp1257", ",")


def test_a_broken_row_is_set_aside_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('name,city\nAlfa,X\n"Be"ta,Y\nGamma,Z\n', encoding="utf-8")
    mapping = tmp_path / "a.mapping.yaml"
    mapping.write_text("columns: {name: name}", encoding="utf-8")
    units, rejects = read(path, None)
    assert [unit.key for unit in units] == ["name alfa", "name gamma"]
    assert [(one.place, one.reason) for one in rejects] == [
        ("row 3", "line 3: ',' expected after '\"'")
    ]


@pytest.mark.parametrize(
    ("text", "keys", "refused"),
    [
        ('Alfa,X\n"Beta,Y\nGamma,Z\nDelta,W\n', ["alfa", "gamma", "delta"], ["row 3, line 3"]),
        (
            '"Alfa,X\nGamma,"Z, z"\nDelta,"W\nw"\n',
            ["gamma", "delta"],
            ["row 2, line 2"],
        ),
        (
            'Alfa,X\n"Beta\nsecond" line,Y\nGamma,Z\n',
            ["alfa", "gamma"],
            ["row 3, line 3", "row 4, line 4"],
        ),
        ('"Alfa,X\n"Beta,Y\n"Gamma,Z', [], ["row 2, line 2", "row 3, line 3", "row 4, line 4"]),
    ],
)
def test_an_open_quote_takes_no_other_row_along(
    tmp_path: Path, text: str, keys: list[str], refused: list[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city\n" + text, encoding="utf-8")
    (tmp_path / "a.mapping.yaml").write_text("columns: {name: name}", encoding="utf-8")
    units, rejects = read(path, None)
    assert [unit.key for unit in units] == [f"name {key}" for key in keys]
    assert [f"{one.place}, {one.reason.partition(':')[0]}" for one in rejects] == refused


def test_an_empty_table_is_told_and_gets_no_mapping(tmp_path: Path) -> None:
    empty = [tmp_path / "a.csv", write_xlsx(tmp_path / "b.xlsx", {"Members": []})]
    empty[0].write_text("", encoding="utf-8")
    for path in empty:
        for look in (read, lambda table, _: preview(table, TableFormat())):
            with pytest.raises(UnreadableSourceError, match="it has no rows"):
                look(path, None)
        assert not mapping_beside(path).exists()


def test_several_files_are_no_table(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    packed = tmp_path / "tables.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a.csv", "b.csv"):
            write_text(folder / name, [["Name"], ["Alfa"]])
            archive.write(folder / name, name)
    for path in (folder, packed):
        with pytest.raises(UnreadableSourceError, match="it holds 2 files, and a table is one"):
            read(path, None)


def test_a_row_with_more_cells_than_the_header_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,country\nAlfa, Inc.,LT\nBeta,LV,, \nGamma\n", encoding="utf-8")
    (tmp_path / "a.mapping.yaml").write_text("columns: {name: name}", encoding="utf-8")
    units, rejects = read(path, None)
    assert [unit.key for unit in units] == ["name beta", "name gamma"]
    assert [(one.place, one.reason) for one in rejects] == [
        ("row 2", "the row has 3 cells, the header 2")
    ]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK\x03\x04nonsense", "cannot be read"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"nonsense", "cannot be read as a workbook"),
    ],
)
def test_damaged_workbooks(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=says):
        read(path)


def test_what_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(b"\x89PNG\0")
    assert [is_table(tmp_path / name) for name in ("a.yaml", "b.xlsx", "")] == [False] * 3


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (("XFD", 1_048_576), "1,048,576 rows and 16,384 columns, the limit is 20,000,000 cells"),
        (("CV", 300_000), "300,000 rows and 100 columns"),
    ],
)
def test_a_cell_far_out_is_seen_before_room_is_made(
    tmp_path: Path, cell: tuple[str, int], says: str
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": CELLS})
    row = '<row r="{1}"><c t="n" r="{0}{1}"><v>1</v></c></row>'
    content = f"<worksheet><sheetData>{row}</sheetData></worksheet>"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = content.format(*cell).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(UnreadableSourceError, match=says):
        read(path)


def test_a_formula_without_a_result_is_told(tmp_path: Path) -> None:
    link = '=HYPERLINK("https://alfa.example","Alfa")'
    cells = [["Name", "Web", "Founded", "Nr"], ["Alfa", link, "#N/A", "=A2"]]
    write_xlsx(tmp_path / "a.xlsx", {"Sheet": cells})
    (tmp_path / "a.mapping.yaml").write_text(
        "columns: {Name: name, Web: website, Founded: founded}", encoding="utf-8"
    )
    units, rejects = read(tmp_path / "a.xlsx", None)
    assert [unit.key for unit in units] == ["name alfa"]
    assert [(one.place, one.column, one.value) for one in rejects] == [
        *(("sheet Sheet, row 2", "Web", link), ("sheet Sheet, row 2", "Founded", "#N/A"))
    ]
    (sheet,) = preview(tmp_path / "a.xlsx", TableFormat()).sheets
    assert (sheet.read, sheet.refused) == (1, 0)


def test_formulas_are_read_as_the_values_that_they_had(tmp_path: Path) -> None:
    rows = [["Name", "Website"], ["=1+1", '=HYPERLINK("https://a.example")'], ["Alfa", "a.example"]]
    units, _ = read(write_xlsx(tmp_path / "a.xlsx", {"a": rows}), None)
    assert [unit.key for unit in units] == ["name alfa"]


ASIDES: list[tuple[Sequence[object], str]] = [
    (["Iš viso:", 2, ""], "it adds up other rows"),
    (["", "Total", 7], "it adds up other rows"),
    (["Nr", "Name", "Country"], "it repeats the header"),
    (["", "* without a vote", ""], "it is a note on the table"),
    (["Updated: 2026-11-01", "", ""], "it is a note on the table"),
    ([" ", " Sum : 7 ", " "], "it adds up other rows"),
]
ENTRIES = ["TotalEnergies", "Sum: Optics", "Source of Light", "Total"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ods"])
def test_rows_that_are_no_entries_are_set_aside(tmp_path: Path, name: str) -> None:
    entries: list[Sequence[object]] = [[str(n), one, "FR"] for n, one in enumerate(ENTRIES)]
    cells = [["Nr", "Name", "Country"], *entries, *(row for row, _ in ASIDES)]
    write = {"a.csv": write_text, "a.xlsx": _one_sheet(write_xlsx), "a.ods": _one_sheet(write_ods)}
    write[name](tmp_path / name, cells)
    units, rejects = read(tmp_path / name, None)
    assert [unit.key for unit in units] == [f"name {one.lower()}" for one in ENTRIES]
    assert [one.reason for one in rejects] == [reason for _, reason in ASIDES]
    assert rejects[0].value == "Iš viso:; 2"


@pytest.mark.parametrize(
    "text",
    [
        *("11 members in total", "12 Mitglieder", "Members: 11", "Bitte prüfen!"),
        *("Please send corrections to office@a.example", "Stand vom 31.05.2026"),
        *("More on https://a.example/members", "The office keeps this list by itself."),
    ],
)
def test_a_note_is_told_from_a_name_where_it_stands_alone(tmp_path: Path, text: str) -> None:
    names = ["3 Partners", "Please Ltd", "Institute of the Physics of Light Ltd.", text]
    rows = [*([name, "LT"] for name in names), *([f"New {name}", ""] for name in names[:3])]
    path = write_text(tmp_path / "a.csv", [["Name", "Country"], *rows, [text, ""]])
    (tmp_path / "a.mapping.yaml").write_text("columns: {Name: name}", "utf-8")
    units, rejects = read(path, None)
    assert len(units) == len(rows)
    assert [(one.place, one.value, one.reason) for one in rejects] == [("row 9", text, NOTE)]


def _one_sheet(write: Callable[[Path, Mapping[str, Cells]], Path]) -> Callable[[Path, Cells], Path]:
    return lambda path, cells: write(path, {"Members": cells})


def test_a_cell_that_spans_rows_holds_for_each_and_one_that_spans_the_table_is_a_heading(
    tmp_path: Path,
) -> None:
    cells = [
        *(["Name", "Country", "Role"], ["Full members", "", ""], ["Alfa", "LT", ""]),
        *(["Beta", "", ""], ["Gamma", "", "x"], ["Delta", "", ""]),
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Members": cells}, merged=["A2:C2", "B3:B5"])
    (tmp_path / "a.mapping.yaml").write_text("columns: {Name: name, Country: country}", "utf-8")
    units, rejects = read(path, None)
    places = [
        [one.target for one in unit.records() if isinstance(one, RelationRecord)] for unit in units
    ]
    assert [unit.key for unit in units] == [
        f"name {one}" for one in ("alfa", "beta", "gamma", "delta")
    ]
    assert places == [["LT"], ["LT"], ["LT"], []]
    assert [(one.place, one.value, one.reason) for one in rejects] == [
        (
            "sheet Members, row 2",
            "Full members",
            "it spans the table, as a heading of the rows below does",
        )
    ]
