"""The five tables of a CORDIS bundle: where they are, and their rows as cells by field.

A bundle is a ZIP or a folder. Which column means which field is said in ``columns.yaml``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import IO, Any

import yaml

from graph.records import Reject
from ingest.archives import CHUNK, Contents, Limits, Seen
from ingest.errors import UnreadableSourceError

HERE = Path(__file__).parent
TABLES = ("project", "organization", "euroSciVoc", "topics", "legalBasis")
DELIMITERS = (";", ",", "\t")
# What reading a damaged table raises.
LONGEST_CELL = 1 << 17
"""Characters: a cell beyond that is a quote that nobody closed."""
UNREADABLE = (csv.Error, UnicodeDecodeError)
# Longest value that is repeated in a report of a refused row, in characters.
LONGEST_SHOWN = 200

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table's file is called and how its columns map to fields."""

    name: str
    file: re.Pattern[str]
    required: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]

    def place(self, header: list[str]) -> dict[str, int]:
        """Return the position of each field's column; fields without a column are left out."""
        found = {column.strip(): position for position, column in enumerate(header)}
        present = {f: [n for n in names if n in found] for f, names in self.columns.items()}
        return {field: found[names[0]] for field, names in present.items() if names}

    def missing(self, header: list[str]) -> list[str]:
        """Return the names of required columns that ``header`` lacks."""
        there = self.place(header)
        return sorted(self.columns[field][0] for field in self.required if field not in there)


@cache
def settings() -> Mapping[str, Any]:
    """Return ``columns.yaml`` as it stands."""
    read: Mapping[str, Any] = yaml.safe_load((HERE / "columns.yaml").read_text("utf-8"))
    return read


@cache
def table_specs() -> dict[str, TableSpec]:
    """Return the tables of a bundle by name."""
    data = settings()
    return {
        name: TableSpec(
            name,
            re.compile(data["before"] + table["file"] + data["after"], re.IGNORECASE),
            frozenset(table["required"]),
            {field: tuple(names) for field, names in table["columns"].items()},
        )
        for name, table in data["tables"].items()
    }


def is_bundle(path: Path) -> bool:
    """Tell whether ``path`` is a ZIP or folder whose content is that of CORDIS."""
    try:
        bundle = Bundle(path)
        tables = [name for name in ("project", "organization") if name in bundle.files]
        return any(not table_specs()[name].missing(bundle.header(name)) for name in tables)
    except UnreadableSourceError:
        return False


class Bundle:
    """The tables found in a ZIP or a folder.

    ``files`` maps table → name of its file inside. Raises UnreadableSourceError, here and in
    every method, for what cannot be read at all.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.path = path
        self._contents = Contents(path, limits)
        if self._contents.single:
            raise UnreadableSourceError(
                f"{path}: a bundle is a ZIP or a folder, and this cannot be read as a ZIP; "
                "download it again, or name the folder."
            )
        self.files = dict(self._find())
        self._headers: dict[str, list[str]] = {}

    def check(self) -> None:
        """Raise UnreadableSourceError unless every table and every required column is there."""
        missing = [name for name in TABLES if name not in self.files]
        if missing:
            names = ", ".join(f"{name}.csv" for name in missing)
            raise UnreadableSourceError(
                f"{self.path}: {names} is missing; a CORDIS bundle holds "
                f"{', '.join(f'{name}.csv' for name in TABLES)}. Download the whole bundle."
            )
        for name in TABLES:
            if columns := table_specs()[name].missing(self.header(name)):
                raise UnreadableSourceError(
                    f"{self.path}: {self.files[name]} has no column {', '.join(columns)}; "
                    "download the bundle again, or name the column in ingest/cordis/columns.yaml."
                )

    def header(self, table: str) -> list[str]:
        """Return the column names of ``table``."""
        if table not in self._headers:
            with self._open(table) as text:
                self._headers[table] = next(_reader(text), [])
        return self._headers[table]

    def rows(self, table: str, refused: list[Reject]) -> Iterator[tuple[int, Cells]]:
        """Yield row number (the header is row 1) and trimmed cells by field, '' without a column.

        Rows with more or fewer cells than the header go to ``refused``.
        """
        with self._open(table) as text:
            yield from self._rows(table, text, refused)

    def _rows(
        self, table: str, text: IO[str], refused: list[Reject]
    ) -> Iterator[tuple[int, Cells]]:
        reader = _reader(text)
        header = next(reader, [])
        spec = table_specs()[table]
        there, width = spec.place(header), len(header)
        fields = tuple(spec.columns)
        pick = itemgetter(*(there.get(field, width) for field in fields))
        for number, row in enumerate(reader, 2):
            if len(row) == width:
                row.append("")
                yield number, dict(zip(fields, map(str.strip, pick(row)), strict=True))
            elif row:
                refused.append(self._uneven(table, number, row, width))

    def _uneven(self, table: str, number: int, row: list[str], width: int) -> Reject:
        return Reject(
            file=self.files[table],
            place=f"row {number}",
            column="",
            value=";".join(row)[:LONGEST_SHOWN],
            reason=f"the row has {len(row)} cells, the header {width}",
            remedy="put quotes around cells that hold the separator or a line break",
        )

    def column(self, table: str, field: str) -> str:
        """Return what this bundle, or else the newest, calls the column of ``field``."""
        spec = table_specs()[table]
        header = self.header(table)
        there = spec.place(header)
        return header[there[field]].strip() if field in there else spec.columns[field][0]

    def gist(self, table: str, field: str) -> tuple[str, set[str]]:
        """Return the hash of the tables' bytes, and what the cells of one column say.

        Each table is unpacked once for both.
        """
        whole, said = hashlib.blake2b(digest_size=12), set[str]()
        for name in sorted(self.files):
            with self._open(name, whole.update) as text:
                if name == table:
                    said.update(self._cells_of(table, field, text))
                while memoryview(text.buffer.read(CHUNK)):
                    pass
        return whole.hexdigest(), said

    def _cells_of(self, table: str, field: str, text: IO[str]) -> Iterator[str]:
        """Yield the cells of one column, of the rows that ``rows`` yields; none without it."""
        rows = _reader(text)
        header = next(rows, [])
        place = table_specs()[table].place(header).get(field)
        if place is not None:
            yield from (row[place] for row in rows if len(row) == len(header))

    def _find(self) -> Iterator[tuple[str, str]]:
        names = sorted(self._contents.names, key=lambda name: (name.count("/"), name))
        for table, spec in table_specs().items():
            for name in names:
                inside = PurePosixPath(name)
                if inside.suffix.lower() == ".csv" and spec.file.fullmatch(inside.stem):
                    yield table, name
                    break

    @contextmanager
    def _open(self, table: str, seen: Seen | None = None) -> Iterator[io.TextIOWrapper]:
        try:
            with (
                self._contents.open(self.files[table], seen) as content,
                io.TextIOWrapper(content, encoding="utf-8-sig", newline="") as text,
            ):
                yield text
        except UNREADABLE as error:
            raise UnreadableSourceError(
                f"{self.path}: {self.files[table]} cannot be read: {error}. It must be whole, "
                "and CSV in UTF-8 whose quotes are all closed; download it again."
            ) from error


def _reader(text: IO[str]) -> Iterator[list[str]]:
    """Read CSV whose separator is the one that its first line uses most."""
    csv.field_size_limit(LONGEST_CELL)  # of the whole process, and other formats have another
    first = text.readline()
    return csv.reader(chain([first], text), delimiter=max(DELIMITERS, key=first.count))
