"""Makes tables for tests: the same cells as a text, or as a workbook of any kind."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

import openpyxl

Cells = Sequence[Sequence[object]]
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{0}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f' xmlns:r="{OFFICE}"'
PACKAGE = ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
MAIN = ' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "table", "text")
)
HIDDEN = ' table:style-name="hidden"'
HIDING = (
    '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def write_text(path: Path, rows: Cells, separator: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as separated text."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Cells],
    merged: Sequence[str] = (),
    hidden: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """Write sheets as .xlsx, with these ranges of the first one merged.

    ``hidden``: a sheet → ``hidden`` or ``veryHidden``.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = hidden.get(name, "visible")
    for block in merged:
        book.worksheets[0].merge_cells(block)
    book.save(path)
    return path


def write_xlsx_parts(
    path: Path, rows: str, *, texts: str = "", styles: str = "", book: str = ""
) -> Path:
    """Write the XML of the rows of one sheet, and of what goes with them, as .xlsx."""
    sheet = f"<worksheet{MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return write_xlsx_members(
        path,
        {
            "xl/workbook.xml": f"<workbook{MAIN}{RELATIONS}>{book}<sheets>"
            '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": f"<sst{MAIN}>{texts}</sst>",
            "xl/styles.xml": f"<styleSheet{MAIN}>{styles}</styleSheet>",
        },
    )


def write_xlsx_members(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """Write an .xlsx of these members, which are related as spreadsheet programs name them."""
    targets = ("worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml")
    kinds = ("worksheet", "sharedStrings", "styles")
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(kinds, targets, strict=True), 1)
        if f"xl/{target}" in members
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f"<Relationships{PACKAGE}>{relations}</Relationships>"
        )
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def write_ods(path: Path, sheets: Mapping[str, Cells], hidden: Sequence[str] = ()) -> Path:
    """Write sheets as .ods."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}{HIDDEN if name in hidden else ''}>"
        f"{''.join(map(_ods_row, rows))}</table:table>"
        for name, rows in sheets.items()
    )
    return write_ods_content(path, tables)


def write_ods_content(path: Path, tables: str) -> Path:
    """Write the XML of tables as .ods."""
    content = (
        f"<office:document-content{NAMESPACES}>{HIDING}<office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(ODS))
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return path


def _ods_row(row: Sequence[object]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
        "</table:table-cell>"
        for cell in row
    )
    return f"<table:table-row>{cells}</table:table-row>"
