"""What taking in a table would do, in lists that people can look through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.records import EntityRecord, Record, Reject, RelationRecord, Unit
from graph.store import GraphStore
from ingest.tables.changes import Changes
from ingest.tables.fields import known_fields
from ingest.tables.former import TIES
from ingest.tables.kinds import KINDS
from ingest.tables.preview import CHANGED, NEW, UNCHANGED, Preview, SheetView, preview
from ingest.tables.table_format import TableFormat
from ingest.uploads.likely import Newcomer, Possible, name_of, newcomer, possible_duplicates
from ingest.uploads.watch import Watch

LISTED = 1_000
"""So many of each sort are listed; the counts count all."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a list; ``before`` is the name until now, where it is another."""

    name: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """All that is ``new``, ``returned``, ``left``, ``renamed``, ``changed``, ``unchanged``."""

    sort: str
    count: int
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table would do.

    ``fields``: what a column may be, by the kind of rows. ``members``: how many there were before a
    snapshot; ``many_leave``: whether so many leave that somebody must say that the table is whole.
    ``hidden``: the sheets that are hidden in the workbook and not read.
    """

    encoding: str
    sheets: tuple[SheetView, ...]
    fields: Mapping[str, tuple[str, ...]]
    sorts: tuple[Sort, ...]
    duplicates: tuple[Possible, ...]
    rejected: int
    rejects: tuple[Reject, ...]
    withheld: Mapping[str, int]
    hidden: tuple[str, ...] = ()
    snapshot: str = ""
    members: int = 0
    many_leave: bool = False


@dataclass(slots=True)
class _Gathering:
    """What is noted of units while they pass."""

    watch: Watch
    names: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    fresh: list[Newcomer] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    done: int = 0

    def see(self, sort: str, unit: Unit, records: Sequence[Record]) -> None:
        """Note a unit, and tell of it."""
        self.done += 1
        self.watch(self.done)
        own = next((one for one in records if isinstance(one, EntityRecord)), None)
        if _is_there(records):
            self.keys |= {one.key for one in records if isinstance(one, EntityRecord)}
        if len(self.names[sort]) < LISTED:
            self.names[sort].append(name_of(own) if own else unit.key)
        if sort == NEW and len(self.fresh) < LISTED and (one := newcomer(records)):
            self.fresh.append(one)


def look_at_table(path: Path, mapping: Path, store: GraphStore, watch: Watch) -> TableLook:
    """Return what taking in the table at ``path`` would do to what ``store`` holds.

    Raises what reading it raises, and what ``watch`` does.
    """
    seen = _Gathering(watch)
    found = preview(path, TableFormat(mapping, store.ledger, sure=True), seen.see)
    duplicates = possible_duplicates(store, seen.fresh, frozenset(seen.keys))
    return TableLook(
        encoding=found.dialect.encoding if found.dialect else "",
        sheets=found.sheets,
        fields={kind: known_fields(KINDS[kind].type) for kind in KINDS},
        sorts=_of_snapshot(found.changes) if found.changes else _of_additions(found, seen),
        duplicates=tuple(duplicates),
        rejected=len(found.rejects),
        rejects=tuple(found.rejects[:LISTED]),
        withheld=found.withheld,
        hidden=found.hidden,
        snapshot=found.snapshot,
        members=found.changes.members if found.changes else 0,
        many_leave=found.changes is not None and found.changes.many_leave,
    )


def _is_there(records: Sequence[Record]) -> bool:
    """Whether a row names them: who left with a snapshot has nothing but ties that ended."""
    ties = [one for one in records if isinstance(one, RelationRecord) and one.type in TIES]
    return not ties or any("until" not in one.properties for one in ties)


def _of_additions(found: Preview, seen: _Gathering) -> tuple[Sort, ...]:
    counts = {
        NEW: found.new,
        "left": found.gone,
        CHANGED: found.changed,
        UNCHANGED: found.unchanged,
    }
    return tuple(_sort(sort, seen.names[sort], count) for sort, count in counts.items())


def _of_snapshot(changes: Changes) -> tuple[Sort, ...]:
    renamed = tuple(Listed(one.after, one.before) for one in changes.renamed)
    return (
        _sort(NEW, changes.joined),
        _sort("returned", changes.returned),
        _sort("left", changes.left),
        Sort("renamed", len(renamed), renamed[:LISTED]),
        _sort(CHANGED, changes.changed),
        _sort(UNCHANGED, changes.unchanged),
    )


def _sort(sort: str, names: Sequence[str], count: int | None = None) -> Sort:
    listed = tuple(Listed(one) for one in sorted(names)[:LISTED])
    return Sort(sort, len(names) if count is None else count, listed)
