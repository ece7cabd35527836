"""Tables that people keep: CSV, TSV, and the workbooks of spreadsheet programs.

A mapping says which column is what (``docs/tables.md``). A unit is all rows of one entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.records import Reject, SourceInfo, Unit, digest
from ingest.archives import Contents
from ingest.tables.mapping import Mapping, SheetRule, mapping_beside, read_mapping
from ingest.tables.reading import EXTRACTOR, Reading, place
from ingest.tables.workbook import Sheet, Workbook, is_table, open_workbook
from ontology.fold import fold

__all__ = ["TableFormat"]


class TableFormat:
    """Reads tables. Their mapping is at ``mapping``, or else beside the table."""

    name = "table"

    def __init__(self, mapping: Path | None = None) -> None:
        self._mapping = mapping

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a workbook or a text with separated cells."""
        return is_table(path)

    def info(self, path: Path) -> SourceInfo:
        """Return what the mapping says of the source; a source without a name takes the file's."""
        mapping = self._read_mapping(path)
        return SourceInfo(
            name=_name(mapping, path),
            origin=path.name,
            digest=digest(Contents(path).digest(), repr(mapping)),
            extractor=EXTRACTOR,
            title=mapping.title,
            licence=mapping.licence,
            priority=mapping.priority,
            date=mapping.date or mapping.snapshot,
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Yield the units of the table, and what had to be refused."""
        mapping = self._read_mapping(path)
        workbook = open_workbook(path, mapping.encoding, mapping.separator)
        placed = tuple(place(path, *pair) for pair in _chosen(workbook, mapping))
        yield from Reading(_name(mapping, path), workbook, placed).read()

    def _read_mapping(self, path: Path) -> Mapping:
        file = self._mapping or mapping_beside(path)
        return read_mapping(file)


def _chosen(workbook: Workbook, mapping: Mapping) -> Iterator[tuple[Sheet, SheetRule]]:
    for sheet in workbook.sheets:
        if sheet.name in mapping.sheets:
            yield sheet, mapping.sheets[sheet.name]
    if "" in mapping.sheets and workbook.sheets[0].name:
        yield workbook.sheets[0], mapping.sheets[""]


def _name(mapping: Mapping, path: Path) -> str:
    return mapping.source or "-".join(fold(path.name.split(".")[0]).split())
