"""Workbooks row by row: as another reader reads them, whatever wrote them, and no harm done."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from ingest.errors import UnreadableSourceError
from ingest.tables.headers import head
from ingest.tables.workbook import open_workbook
from ingest.tables.xlsx import markup
from tests.ingest.tables.books import (
    MAIN,
    RELATIONS,
    write_xlsx,
    write_xlsx_members,
    write_xlsx_parts,
)

Cells = Mapping[tuple[int, int], object]
"""Values by row and column, from 0."""
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8),
    st.sampled_from(
        [" a ", "a\nb", "R&D", "]]>", "<c r='A1'>", "_x0041_", "x_x005F_y", "&amp;", "\t", "=1+1"]
    ),
)
# What both read alike: to the millisecond, without the day in 1900 that never was.
DAYS = st.dates(datetime.date(1905, 1, 1))
TIMES = st.times().map(lambda one: one.replace(microsecond=one.microsecond // 1000 * 1000))
VALUE = st.one_of(
    TEXT,
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    DAYS,
    st.builds(datetime.datetime.combine, DAYS, TIMES),
    TIMES,
    st.timedeltas(datetime.timedelta(0), datetime.timedelta(400)),
)
SHEET = st.dictionaries(st.tuples(st.integers(0, 130), st.integers(0, 30)), VALUE, max_size=20)
BOOK = st.lists(SHEET, min_size=1, max_size=3)


def by_openpyxl(path: Path, sheets: Sequence[Cells]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, cells in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        sheet.sheet_state = "hidden" if number else "visible"
        for (row, column), value in cells.items():
            sheet.cell(row + 1, column + 1, value)
    book.save(path)


def by_openpyxl_in_rows(path: Path, sheets: Sequence[Cells]) -> None:
    book = openpyxl.Workbook(write_only=True)
    for number, cells in enumerate(sheets):
        sheet = book.create_sheet(f"s{number}")
        for row in range(max((row for row, _ in cells), default=-1) + 1):
            sheet.append([cells.get((row, column)) for column in range(31)])
    book.save(path)


def by_xlsxwriter(path: Path, sheets: Sequence[Cells], **options: bool) -> None:
    with xlsxwriter.Workbook(path, {**options}) as book:
        formats: Mapping[type, object] = {
            datetime.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss.000"}),
            datetime.date: book.add_format({"num_format": 'dd.mm.yyyy"m."'}),
            datetime.time: book.add_format({"num_format": "[$-427]h:mm AM/PM;@"}),
            datetime.timedelta: book.add_format({"num_format": "[h]:mm"}),
        }
        bold = book.add_format({"bold": True})
        for number, cells in enumerate(sheets):
            sheet = book.add_worksheet(f"s{number}")
            for (row, column), value in sorted(cells.items()):
                if isinstance(value, str) and len(value) > 6:
                    sheet.write_rich_string(row, column, value[:3], bold, value[3:])
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                else:
                    sheet.write(row, column, value, formats.get(type(value)))


def by_xlsxwriter_from_1904(path: Path, sheets: Sequence[Cells]) -> None:
    by_xlsxwriter(path, sheets, date_1904=True)


def by_xlsxwriter_in_rows(path: Path, sheets: Sequence[Cells]) -> None:
    by_xlsxwriter(path, sheets, constant_memory=True)


WRITERS = (
    *(by_openpyxl, by_openpyxl_in_rows),
    *(by_xlsxwriter, by_xlsxwriter_from_1904, by_xlsxwriter_in_rows),
)
Found = dict[tuple[int, int], tuple[type, object]]


@given(BOOK, st.sampled_from(WRITERS))
@settings(max_examples=40, deadline=None)
def test_a_workbook_reads_as_by_python_calamine(
    sheets: list[Cells], write: Callable[[Path, Sequence[Cells]], None]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.xlsx"
        write(path, sheets)
        assert _read(path) == _by_calamine(path)


def _read(path: Path) -> dict[str, Found]:
    return {
        one.name: _placed(enumerate(one.rows()), one.left) for one in open_workbook(path).sheets
    }


def _by_calamine(path: Path) -> dict[str, Found]:
    with CalamineWorkbook.from_path(path) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return {
            one.name: _placed(enumerate(one.iter_rows()), one.start[1] if one.start else 0)
            for one in sheets
        }


def _placed(rows: object, left: int) -> Found:
    return {
        (number, place): (type(cell), cell)
        for number, row in rows  # type: ignore[attr-defined]
        for place, cell in enumerate(row, left)
        if cell != ""
    }


SHARED = (
    "<si><t>Alfa</t></si><si a='b'/><si><r><t>La</t></r><r><rPr/><t>ser</t></r>"
    "<rPh sb='0'/><rPh><t>x</t></rPh></si>"
)
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Places: none stated, stated later than the rest, in lower case, behind, in another order.
        ("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/>", [[1.0, "", 2.0]]),
        ('<row s="1" r="2"><c s="0" r="c2"><v>1</v></c></row>', [[""] * 3, ["", "", 1.0]]),
        (
            '<row r="1"><c r="B1"><v>1</v></c><c><v>2</v></c><c r="A1"><v>3</v></c></row>',
            [[3, 1, 2]],
        ),
        ("<row ><c\n t='str' r='A1' ><v >a</v ></c ></row >", [["a"]]),
        # Texts: shared, in runs, in the cell, of a formula, aside, escaped.
        (
            '<row><c t="s"><v>0</v></c><c t="s"><v>2</v></c><c t="s"/></row>',
            [["Alfa", "Laser", ""]],
        ),
        ('<row><c t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c></row>', [["a"]]),
        ('<row><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c><f>1</f></c></row>', [["ab", ""]]),
        ('<row><c t="str"><v><!-- b --><![CDATA[<v>&amp;]]></v></c></row>', [["<v>&amp;"]]),
        (
            '<row><c t="str"><v>R&amp;D &#x160;&#33; _x0041__xD800_</v></c></row>',
            [["R&D Š! A_xD800_"]],
        ),
        ('<row><c t="str"><v>a\r\nb</v></c></row>', [["a\nb"]]),
        # Others: truths, errors, dates as texts and as numbers, numbers that are none.
        (
            '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c></row>',
            [[True, False, ""]],
        ),
        (
            '<row><c t="d"><v>2024-01-02</v></c><c t="d"><v>soon</v></c></row>',
            [[datetime.date(2024, 1, 2), "soon"]],
        ),
        (
            '<row><c s="1"><v>1</v></c><c s="3"><v>60</v></c><c s="1"><v>61</v></c></row>',
            [[datetime.date(1900, 1, 1), datetime.date(1900, 2, 28), datetime.date(1900, 3, 1)]],
        ),
        (
            '<row><c s="1"><v>1e9</v></c><c s="9"><v>1_0</v></c><c s="2"><v>1.5</v></c></row>',
            [[1e9, "1_0", datetime.timedelta(1.5)]],
        ),
    ],
)
def test_cells_are_read_however_they_are_written(
    tmp_path: Path, rows: str, expected: list[list[object]]
) -> None:
    path = write_xlsx_parts(tmp_path / "a.xlsx", rows, texts=SHARED, styles=STYLES)
    (sheet,) = open_workbook(path).sheets
    assert list(sheet.rows()) == expected


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ("yyyy", 43466, "2019"),
        ("yyyy", 43467, datetime.date(2019, 1, 2)),
        ("mmm\\ yyyy", 43525, "2019-03"),
        ('[$-427]yyyy" m. "mmmm', 43525, "2019-03"),
        ("mmm\\ yyyy", 43526, datetime.date(2019, 3, 2)),
        ("yyyy\\-mm\\-dd", 43466, datetime.date(2019, 1, 1)),
        ("m/d", 43466, datetime.date(2019, 1, 1)),
        ("00000", 1234, "01234"),
        ("00000", 1234.5, 1234.5),
        ("00000", -3, -3.0),
        ("0", 7, 7.0),
    ],
)
def test_a_number_is_read_as_exactly_as_it_is_shown(
    tmp_path: Path, code: str, number: float, expected: object
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, number, book.add_format({"num_format": code}))
    (sheet,) = open_workbook(path).sheets
    assert [[*map(repr, row)] for row in head(sheet)] == [[repr(expected)]]


def test_a_month_that_was_typed_is_a_month(tmp_path: Path) -> None:
    rows = '<row><c s="1"><v>43525</v></c></row>'
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs>'
    (sheet,) = open_workbook(write_xlsx_parts(tmp_path / "a.xlsx", rows, styles=styles)).sheets
    assert list(sheet.rows()) == [["2019-03"]]


def test_other_names_of_the_same_elements(tmp_path: Path) -> None:
    strict = ' xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"'
    members = {
        "xl/workbook.xml": f"<x:workbook{strict}{RELATIONS}><x:workbookPr date1904='1'/><x:sheets>"
        '<x:sheet name="a" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>',
        "xl/worksheets/sheet1.xml": f'<x:worksheet{strict}><x:dimension ref="A1:XFD1048576"/>'
        '<x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c s="1"><x:v>2</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>',
        "xl/sharedStrings.xml": f"<x:sst{strict}><x:si><x:t>Alfa</x:t></x:si></x:sst>",
        "xl/styles.xml": f"<x:styleSheet{strict}><x:cellXfs><x:xf/><x:xf numFmtId='14'/>"
        "</x:cellXfs></x:styleSheet>",
    }
    (sheet,) = open_workbook(write_xlsx_members(tmp_path / "a.xlsx", members)).sheets
    assert list(sheet.rows()) == [["Alfa", datetime.date(1904, 1, 3)]]
    assert sheet.merged == (((0, 0), (0, 1)),)


def test_a_sheet_of_charts_and_an_empty_one_have_no_rows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=a!$A$1:$A$2"})
        book.add_chartsheet("chart").set_chart(chart)
        book.add_worksheet("a")
    sheets = open_workbook(tmp_path / "a.xlsx").sheets
    assert [(one.name, list(one.rows()), one.merged) for one in sheets] == [
        ("chart", [], ()),
        ("a", [], ()),
    ]


ROW = '<row><c t="s"><v>0</v></c></row>'
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="3"/><row r="3"><c><v>1</v></c></row><row r="2"></row>', "row 2 after row 3"),
        ('<row><c t="s"><v>7</v></c></row>', "a shared text that is not there"),
        ('<row><c t="s"><v>-1</v></c></row>', "a shared text that is not there"),
        ("<row><c><v>1</c></row>", "no well-formed XML .mismatched tag"),
        ("<row><c><v>&b;</v></c></row>", "no well-formed XML .undefined entity"),
        ("<row><c><v>1</v></c>", "no well-formed XML"),
        (f"<row>{'<c>' * 400_000}{'</c>' * 400_000}</row>", "lie more than 100 deep"),
        ('<row r="9999999"><c r="CV1"><v>1</v></c></row>', "9,999,999 rows and 100 columns"),
    ],
)
def test_what_is_damaged_or_does_harm_is_refused(tmp_path: Path, rows: str, says: str) -> None:
    path = write_xlsx_parts(tmp_path / "a.xlsx", rows, texts="<si><t>Alfa</t></si>")
    with pytest.raises(UnreadableSourceError, match=says):
        list(open_workbook(path).sheets[0].rows())


@pytest.mark.parametrize(
    ("member", "content", "says"),
    [
        ("xl/worksheets/sheet1.xml", DOCTYPE + "<worksheet><sheetData/>", "has a document type"),
        ("xl/sharedStrings.xml", DOCTYPE + "<sst><si><t>&b;</t></si></sst>", "has a document type"),
        ("xl/styles.xml", DOCTYPE + "<styleSheet/>", "has a document type"),
        ("xl/workbook.xml", DOCTYPE + "<workbook/>", "has a document type"),
        ("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{ROW}", "ends before <sheetData>"),
        ("xl/worksheets/sheet1.xml", "<worksheet/>", "has no <sheetData>"),
        ("xl/sharedStrings.xml", "<sst>" + "<si><t>a</t></si>" * 10**6, "times its packed size"),
    ],
)
def test_every_member_is_looked_at(tmp_path: Path, member: str, content: str, says: str) -> None:
    members = {
        "xl/workbook.xml": f"<workbook{MAIN}{RELATIONS}><sheets>"
        '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{ROW}</sheetData></worksheet>",
        "xl/sharedStrings.xml": "<sst><si><t>Alfa</t></si></sst>",
        "xl/styles.xml": "<styleSheet/>",
    }
    path = write_xlsx_members(tmp_path / "a.xlsx", {**members, member: content})
    with pytest.raises(UnreadableSourceError, match=says):
        list(open_workbook(path).sheets[0].rows())


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    book = (
        f"<workbook{MAIN}{RELATIONS}><sheets>"
        '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    path = write_xlsx_members(
        tmp_path / "a.xlsx", {"xl/workbook.xml": book, "xl/styles.xml": "<styleSheet/>"}
    )
    with pytest.raises(UnreadableSourceError, match="its sheet 'a' is missing"):
        open_workbook(path)


def test_the_first_rows_come_before_the_rest_is_looked_at(tmp_path: Path) -> None:
    rows = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in range(30_000))
    texts = "".join(f"<si><t>text {number}</t></si>" for number in range(30_000))
    path = write_xlsx_parts(tmp_path / "a.xlsx", rows + "<row>", texts=texts + "<si>")
    (sheet,) = open_workbook(path).sheets
    assert list(islice(sheet.rows(), 3)) == [["text 0"], ["text 1"], ["text 2"]]
    with pytest.raises(UnreadableSourceError, match="no well-formed XML"):
        list(sheet.rows())


def test_a_row_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "LONGEST", 1 << 20)
    path = write_xlsx_parts(tmp_path / "a.xlsx", f"<row><c><v>{'a1' * (1 << 20)}</v></c></row>")
    with pytest.raises(UnreadableSourceError, match="a <row> in it has more than 1,048,576 bytes"):
        list(open_workbook(path).sheets[0].rows())


def test_texts_are_found_in_any_order(tmp_path: Path) -> None:
    numbers = [7 * number % 40_000 for number in range(40_000)]
    rows = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in numbers)
    texts = "".join(f"<si><t>text {number}</t></si>" for number in range(40_000))
    (sheet,) = open_workbook(write_xlsx_parts(tmp_path / "a.xlsx", rows, texts=texts)).sheets
    assert list(sheet.rows()) == [[f"text {number}"] for number in numbers]


def test_rows_are_as_wide_as_the_widest_of_the_first(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": [["Name"], ["Alfa", 1], ["Beta"]]})
    (sheet,) = open_workbook(path).sheets
    assert list(sheet.rows()) == [["Name", ""], ["Alfa", 1.0], ["Beta", ""]]
