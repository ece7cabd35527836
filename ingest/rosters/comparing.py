"""What a person changed in a workbook, and what the graph says otherwise since it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.records import Reject
from graph.roster.cells import Cells, Member, members
from graph.roster.columns import ID, TIE, Column
from graph.store import GraphStore
from ingest.rosters.workbook import Edited, EditedRow

MEMBERSHIP = "membership"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that a person changed; ``now`` is what the graph says today."""

    row: int
    id: str
    name: str
    column: str
    before: str
    after: str
    now: str


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row to be entered: ``member`` is None for a new one, ``changes`` are its cells."""

    row: EditedRow
    member: Member | None
    changes: Sequence[Change]


@dataclass(slots=True)
class Comparison:
    """A workbook against what it was written with, and against the graph.

    ``stale`` are cells that a person and the graph changed, each otherwise; ``left`` are members
    whose rows are gone.
    """

    edits: list[RowEdit] = field(default_factory=list)
    left: list[Member] = field(default_factory=list)
    stale: list[Change] = field(default_factory=list)
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)


def compare(store: GraphStore, of: str, edited: Edited, today: str) -> Comparison:
    """Compare the workbook of the members of ``of`` (an id) with ``store`` on a day."""
    return _Comparing(store, of, edited, today).compare()


class _Comparing:
    def __init__(self, store: GraphStore, of: str, edited: Edited, today: str) -> None:
        self._edited, self._today = edited, today
        self._before = edited.written.rows
        self._columns = [one for one in edited.written.columns if one.field != ID]
        ids = {*self._before, *(row.id for row in edited.rows)} - {""}
        self._now = _members(store, of, ids)
        self._found = Comparison()

    def compare(self) -> Comparison:
        seen: dict[str, int] = {}
        for row in self._edited.rows:
            if row.id in seen:
                self._refuse(row, f"row {seen[row.id]} has this id too", "keep one of the rows")
            else:
                self._compare_row(row)
            if row.id:
                seen.setdefault(row.id, row.number)
        there = {self._now[id_].entity.id for id_ in seen if id_ in self._now}
        for id_ in sorted(self._before.keys() - seen.keys()):
            self._miss(id_, there)
        self._found.left.sort(key=lambda one: one.entity.id)
        return self._found

    def _compare_row(self, row: EditedRow) -> None:
        member = self._now.get(row.id)
        if row.id and member is None:
            remedy = "leave the id empty for a new member, or correct it"
            self._refuse(row, "the graph has no such id", remedy)
            return
        changes = list(self._changes(row, member))
        stale = {one.column for one in changes if one.before != one.now}
        groups = {one.group for one in self._columns if one.heading in stale}
        group = {one.heading: one.group for one in self._columns}
        fresh = [one for one in changes if group[one.column] not in groups]
        self._found.stale += [one for one in changes if group[one.column] in groups]
        joins = member is not None and member.tie is None and row.id not in self._before
        if fresh or joins or member is None:
            self._found.edits.append(RowEdit(row, member, fresh))
        elif not changes:
            self._found.unchanged += 1

    def _changes(self, row: EditedRow, member: Member | None) -> Iterator[Change]:
        """Yield the cells that say something else than before, and than the graph says already.

        A row that the workbook was not written with says what is filled in, and nothing else.
        """
        now: Cells = member.cells(self._columns) if member else {}
        before = self._before.get(row.id)
        name = member.entity.label if member else ""
        for heading in (one.heading for one in self._columns if one.heading in row.cells):
            after, stands = row.cells[heading], now.get(heading, "")
            stood = stands if before is None else before[heading]
            told = after != stood if before is not None else bool(after) and after != stood
            if told and after != stands:
                yield Change(row.number, row.id, name, heading, stood, after, stands)

    def _miss(self, id_: str, there: set[str]) -> None:
        """Note that the row of a member is gone, if it is one still and as it was.

        One that was merged with a member who is still ``there`` has not left.
        """
        member = self._now.get(id_)
        if member is None or not member.belongs(self._today) or member.entity.id in there:
            return
        before, now = (_tie(cells) for cells in (self._before[id_], member.cells(TIE_COLUMNS)))
        if before == now:
            self._found.left.append(member)
        else:
            name = member.entity.label
            self._found.stale.append(Change(0, id_, name, MEMBERSHIP, before, "", now))

    def _refuse(self, row: EditedRow, reason: str, remedy: str) -> None:
        place = f"row {row.number}"
        self._found.rejects.append(Reject(self._edited.table, place, ID, row.id, reason, remedy))


TIE_COLUMNS = tuple(map(Column, TIE))


def _tie(cells: Cells) -> str:
    return " ".join(filter(None, (cells.get(name, "") for name in TIE)))


def _members(store: GraphStore, of: str, ids: set[str]) -> Mapping[str, Member]:
    """Return id → member; an id that was merged into another since means that one."""
    found = members(store, of, ids)
    merged = store.ledger.identities(ids - found.keys())
    others = members(store, of, set(merged.values()))
    moved = {old: others[new] for old, new in merged.items() if new in others}
    return {**found, **moved}
