"""The five tables of a CORDIS bundle: where they are, and their rows as cells by field.

A bundle is a ZIP or a folder. Which column means which field is said in ``columns.yaml``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain
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

PART = 100
"""How many rows of a table are looked at together."""

Cells = Mapping[str, str]
Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table: the number of each (the header is row 1), and what it says.

    ``columns`` has the trimmed cells of each field, '' where the table has no column for it.
    """

    numbers: Sequence[int]
    columns: Columns

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Yield the number and the cells of each row."""
        for number, *cells in zip(self.numbers, *self.columns.values(), strict=True):
            yield number, dict(zip(self.columns, cells, strict=True))

    def singly(self) -> Iterator[Part]:
        """Yield each row as a part of its own."""
        for number, row in self.rows():
            yield Part([number], {field: [cell] for field, cell in row.items()})


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
        """Yield the number and the cells of each row, as ``parts`` has them."""
        for part in self.parts(table, refused):
            yield from part.rows()

    def parts(self, table: str, refused: list[Reject]) -> Iterator[Part]:
        """Yield the rows of ``table``, many at a time: what is done column by column is cheap.

        Rows with more or fewer cells than the header go to ``refused``.
        """
        with self._open(table) as text:
            yield from self._parts(table, _reader(text), refused)

    def _parts(
        self, table: str, reader: Iterator[list[str]], refused: list[Reject]
    ) -> Iterator[Part]:
        header = next(reader, [])
        width, there = len(header), table_specs()[table].place(header)
        some: list[tuple[int, list[str]]] = []
        for number, row in enumerate(reader, 2):
            uneven = len(row) != width
            if len(some) == PART or (uneven and some):  # what is refused keeps its place
                yield _part(table, there, some)
                some = []
            if not uneven:
                some.append((number, row))
            elif row:
                refused.append(self._uneven(table, number, row, width))
        if some:
            yield _part(table, there, some)

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


def _part(table: str, there: Mapping[str, int], some: Iterable[tuple[int, list[str]]]) -> Part:
    """Return rows of even width as columns; ``there`` is where each field stands in a row."""
    numbers, rows = zip(*some, strict=True)
    columns, none = [*zip(*rows, strict=True)], ("",) * len(numbers)
    said = {f: columns[there[f]] if f in there else none for f in table_specs()[table].columns}
    return Part(numbers, {field: [*map(str.strip, column)] for field, column in said.items()})


def _reader(text: IO[str]) -> Iterator[list[str]]:
    """Read CSV whose separator is the one that its first line uses most."""
    csv.field_size_limit(LONGEST_CELL)  # of the whole process, and other formats have another
    first = text.readline()
    return csv.reader(chain([first], text), delimiter=max(DELIMITERS, key=first.count))
