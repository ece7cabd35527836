"""The format of tables: from a file and its mapping to units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from shlex import quote

from graph.records import Properties, Reject, SourceInfo, Unit, digest
from graph.store import Ledger
from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.formats import name_of
from ingest.tables.former import Former, read_former
from ingest.tables.guessing import guess, guessed_mapping
from ingest.tables.mapping import (
    Anchor,
    Mapping,
    SheetRule,
    mapping_beside,
    read_mapping,
)
from ingest.tables.reading import EXTRACTOR, SheetReading, place
from ingest.tables.snapshot import leaving, listed, snapshot
from ingest.tables.spells import Clock
from ingest.tables.units import additions
from ingest.tables.workbook import Sheet, Workbook, is_table, open_workbook


@dataclass(frozen=True, slots=True)
class TableFormat:
    """Reads tables. Their mapping is at ``mapping``, or else beside the table.

    A snapshot needs the ``ledger`` that holds the one before it; ``sure`` says that many members
    may leave with it. ``source`` is what the source is called, whatever the mapping says.
    """

    mapping: Path | None = None
    ledger: Ledger | None = None
    sure: bool = False
    source: str = ""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""
        return "table"

    def after(
        self, ledger: Ledger | None, mapping: Path | None = None, source: str = "", *, sure: bool
    ) -> TableFormat:
        """Return the reader of tables that come after what ``ledger`` holds."""
        chosen = mapping or self.mapping
        return replace(self, ledger=ledger, mapping=chosen, source=source, sure=sure)

    def detect(self, path: Path) -> bool:
        """Whether ``path`` is a workbook or a text with separated cells."""
        return is_table(path)

    def info(self, path: Path) -> SourceInfo:
        """Return what the mapping says of the source; a source without a name takes the file's."""
        mapping = self.mapping_of(path)
        name = source_name(mapping, path)
        extra: Properties = {}
        if mapping.snapshot:
            first = self.former(name).first or mapping.snapshot
            extra = {"snapshot": mapping.snapshot, "first": first}
        return SourceInfo(
            name=name,
            origin=path.name,
            digest=digest(Contents(path).digest(), repr(mapping)),
            extractor=EXTRACTOR,
            title=mapping.title,
            licence=mapping.licence,
            attribution=mapping.attribution,
            visibility=mapping.visibility,
            priority=mapping.priority,
            date=mapping.date or mapping.snapshot,
            extra=extra,
        )

    def read(self, path: Path) -> Iterator[Unit | Reject]:
        """Return the units of the table, and what had to be refused.

        What the ledger holds is read at once, before a new version is entered there. Raises
        ManyLeaveError when more members would leave than may unasked.
        """
        mapping = self.mapping_of(path)
        sheets = opened(path, mapping)
        for sheet in sheets:
            sheet.check_tells_apart(path)
        if not mapping.snapshot:
            self._check_rows(path, sheets, source_name(mapping, path))
            return additions(sheets, anchors(mapping))
        former = self.former(source_name(mapping, path))
        clock = clock_of(path, mapping, former)
        there = listed(sheets, former)
        if not self.sure:
            leaving(there, former, clock).check(path.name)
        return snapshot(sheets, anchors(mapping), there, former, clock)

    def _check_rows(self, path: Path, sheets: list[SheetReading], source: str) -> None:
        """Raise UnreadableSourceError where a table without rows would take all out."""
        rows = chain.from_iterable(sheet.rows() for sheet in sheets)
        if next(rows, None) is None and self.former(source).digests:
            raise UnreadableSourceError(
                f"{path}: no row below its header says anything; save the table anew. What it said "
                f"before stays: `lumigraph retract {source}` takes it out."
            )

    def mapping_of(self, path: Path) -> Mapping:
        """Return the mapping of the table at ``path``, guessed where there is none.

        Raises UnreadableSourceError where nothing tells the rows apart.
        """
        file = self.mapping or mapping_beside(path)
        mapping = read_mapping(file) if self.mapping or file.exists() else _guessed(path)
        return replace(mapping, source=self.source) if self.source else mapping

    def former(self, source: str) -> Former:
        """Return what the ledger holds of ``source``."""
        return read_former(self.ledger, source) if self.ledger else Former()


def _guessed(path: Path) -> Mapping:
    guessed = guessed_mapping(guess(open_workbook(path)))
    if not guessed.sheets:
        raise UnreadableSourceError(
            f"{path}: no header of it is known as that of a name or an identifier; "
            f"`lumigraph ingest {quote(str(path))} --preview` writes a mapping to correct."
        )
    return guessed


def source_name(mapping: Mapping, path: Path) -> str:
    """Return what the source is called: as the mapping says, else as its file."""
    return mapping.source or name_of(path)


def anchors(mapping: Mapping) -> list[Anchor]:
    """Return the entities that the sheets are about, each once."""
    found = {one.anchor for one in mapping.sheets.values() if one.anchor}
    return sorted(found, key=lambda one: (one.key, one.type, one.name))


def clock_of(path: Path, mapping: Mapping, former: Former) -> Clock:
    """Return the day of a snapshot.

    Raises UnreadableSourceError when the store has a later one.
    """
    if mapping.snapshot < former.date:
        raise UnreadableSourceError(
            f"{path}: it is the snapshot of {mapping.snapshot}, but the one of {former.date} is in "
            "already; take snapshots in by date, or retract the source and begin anew."
        )
    return Clock(mapping.snapshot, former.date, former.first)


def opened(path: Path, mapping: Mapping) -> list[SheetReading]:
    """Open the table, and find the columns that the mapping names."""
    workbook = open_workbook(path, mapping.encoding, mapping.separator)
    name = source_name(mapping, path)
    return [
        SheetReading(name, path, place(path, sheet, rule))
        for sheet, rule in chosen(path, workbook, mapping)
    ]


def chosen(path: Path, workbook: Workbook, mapping: Mapping) -> list[tuple[Sheet, SheetRule]]:
    """Return the sheets that the mapping speaks of.

    Raises UnreadableSourceError for one that is not there.
    """
    named = {sheet.name: sheet for sheet in workbook.sheets}
    if "" in mapping.sheets and workbook.sheets:
        return [(workbook.sheets[0], mapping.sheets[""])]
    missing = sorted(mapping.sheets.keys() - named.keys())
    if missing:
        there = ", ".join(filter(None, named)) or "none"
        raise UnreadableSourceError(
            f"{path}: it has no sheet {missing[0]!r}, which the mapping names; there are {there}."
        )
    return [(named[name], rule) for name, rule in mapping.sheets.items()]
