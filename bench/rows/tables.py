"""Reading a list of members, as CSV and as XLSX, against the csv module and python-calamine.

A workbook has its texts in its cells, as programs write it row by row, or once for all cells, as
spreadsheets save it.

The peer for a text is what parts its cells and does no more (``csv.reader``); the csv module where
it names columns as a mapping does (``DictReader``) stands beside it. Ten times the rows may take
hardly more memory, of either kind; python-calamine, which holds a whole sheet, is stated beside it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import openpyxl
import xlsxwriter

from bench.child import Done, started
from bench.generator import Generator, entity_of
from bench.results import SQLITE, Line
from bench.rows.ingest import GIGABYTE
from bench.workshop import BenchError, Workshop
from graph.records import EntityRecord, RelationRecord

ROWS = 100_000
HEADER = (
    *("Name", "Acronym", "Website", "Country", "City", "Postcode", "Address", "Founded"),
    *("Type", "Technologies", "Member since", "Description", "VAT number", "SME", "Fee", "Remarks"),
)
MAPPING = """\
source: bench-members
visibility: public
rows: members
of: bench-cluster
header: 1
encoding: utf-8
separator: ','
columns: {Name: name, Acronym: acronym, Website: website, Country: country, City: city,
  Postcode: postcode, Address: address, Founded: founded, Type: type, Technologies: worksOn,
  Member since: since, Description: description, SME: sme}
"""
UNITS, RECORDS, TENTH = "units", "records", "units of a tenth"
CSV, XLSX, SHARED = "CSV", "XLSX", "XLSX with shared texts"
CALAMINE = ("python-calamine",)
PEERS = {CSV: ("csv.reader", "csv.DictReader"), XLSX: CALAMINE, SHARED: CALAMINE}
NAMES = {CSV: "members-{}.csv", XLSX: "members-{}.xlsx", SHARED: "members-{}-shared.xlsx"}


def run(workshop: Workshop) -> list[Line]:
    """Measure each in a process of its own: time, and the most memory."""
    files = written(workshop, round(ROWS * workshop.spec.scale))
    tenth = written(workshop, round(ROWS * workshop.spec.scale / 10))
    return [line for kind in files for line in lines(workshop, kind, files[kind], tenth[kind])]


def lines(workshop: Workshop, kind: str, file: Path, tenth: Path) -> list[Line]:
    """Return what is measured of one kind of file; ``tenth`` has a tenth of the rows."""
    ways = (UNITS, RECORDS, *PEERS[kind])
    done: dict[str, list[Done]] = {way: [] for way in ways}
    for _ in range(workshop.runs):  # in turns, so that a busy minute hurts all alike
        for way, some in done.items():
            some.append(started(way, str(file)))
    done[SQLITE] = [into_sqlite(workshop, file)]
    small = started(UNITS, str(tenth))
    rows = {one.number for way in ways for one in done[way]}
    if len(rows) > 1:
        raise BenchError(f"{file.name}: the ways of reading find other numbers of rows: {rows}")
    what = f"{kind}, {rows.pop():,} rows of {len(HEADER)} columns"
    time = {way: median(one.seconds for one in some) for way, some in done.items()}
    memory = {way: max(one.memory for one in some) / 1e6 for way, some in done.items()}
    memory[TENTH] = small.memory / 1e6
    return [
        Line(f"{what}: time", "s", time).within(UNITS, PEERS[kind][0], 4),
        Line(f"{what}: most memory", "MB", memory).within(UNITS, TENTH, 1.2).most(SQLITE, GIGABYTE),
    ]


def into_sqlite(workshop: Workshop, file: Path) -> Done:
    """Take the table into a new file."""
    store = workshop.folder("tables-sqlite") / "graph.db"
    return started("ingest", f"sqlite:///{store}", str(file))


def written(workshop: Workshop, number: int) -> dict[str, Path]:
    """Return the lists of so many members, which are written when they are missing."""
    folder = workshop.path("tables")
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: folder / name.format(number) for kind, name in NAMES.items()}
    for file in files.values():
        file.with_suffix(".mapping.yaml").write_text(MAPPING, encoding="utf-8")
    if not all(file.exists() for file in files.values()):
        rows = [HEADER, *islice(members(workshop.generator), number)]
        with files[CSV].open("w", encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(rows)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Members")
        for row in rows:
            sheet.append(row)
        book.save(files[XLSX])
        with xlsxwriter.Workbook(files[SHARED], {"strings_to_urls": False}) as shared:
            saved = shared.add_worksheet("Members")
            for place, row in enumerate(rows):
                saved.write_row(place, 0, row)
    return files


def members(generator: Generator) -> Iterator[tuple[str, ...]]:
    """Yield a row for each organisation of the generated graph, whose names are made unlike."""
    for number, unit in enumerate(generator.units()):
        organisation, place, *_ = unit.records()
        if not isinstance(organisation, EntityRecord) or not isinstance(place, RelationRecord):
            return
        name = entity_of(organisation).label
        city, postcode = (str(place.properties[key]) for key in ("city", "postcode"))
        yield (
            *(f"{name} {number}", f"M{number}", str(organisation.properties["website"])),
            *(place.target[:2], city, postcode, f"Street {number % 500}", "1999-05"),
            *(organisation.type, "lasers; photonics", f"20{number % 20:02}-03-01"),
            *(f"Makes optical parts of kind {number}", f"LT{number:09}", "yes", "120", ""),
        )
