"""A workbook of members that comes back: everything that it would change, and what it did."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph.curating.entry import HandEntry, enter
from graph.errors import StaleError
from graph.ledger.holdings import Holdings
from graph.ledger.visibility import Visibility
from graph.ledger.writing import Report
from graph.question.search import entity_named
from graph.records import EntityRecord, Record, Reject, RelationRecord
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.formats import name_of
from ingest.rosters.comparing import Change, RowEdit, compare
from ingest.rosters.entering import Entering
from ingest.rosters.workbook import read_roster
from ingest.tables.changes import NAMED, ManyLeaveError


@dataclass(frozen=True, slots=True)
class Someone:
    """A member, by id and name; ``like`` are organisations of the same name, by id."""

    id: str
    name: str
    like: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Edits:
    """What a workbook says otherwise than the graph.

    ``changed`` cells and ``added`` rows go in as one entry by hand; whose row is gone has ``left``,
    on the day before; ``stale`` cells were changed in the graph too and are set aside, as are
    ``rejects``. ``unchanged`` rows say nothing. ``revision`` is that of the graph compared with.
    """

    table: str
    of: str
    written: str
    visibility: str
    changed: Sequence[Change]
    added: Sequence[Someone]
    left: Sequence[Someone]
    stale: Sequence[Change]
    unchanged: int
    rejects: Sequence[Reject]
    records: Sequence[Record]
    revision: int

    def check(self) -> None:
        """Raise ManyLeaveError when rows are gone."""
        if self.left:
            names = [one.name for one in self.left]
            named = "; ".join(names[:NAMED]) + ("; …" if len(names) > NAMED else "")
            raise ManyLeaveError(
                f"{self.table}: the rows of {len(names)} members are gone: {named}. See them with "
                "--preview; if they have left, say so with --yes, else put the rows back."
            )


def edits_of(holdings: Holdings, path: Path, visibility: str = "", today: str = "") -> Edits:
    """Return what taking in the workbook at ``path`` would change.

    ``visibility`` is who may see it, by default as when it was written; members whose rows are gone
    left on the day before ``today`` (ISO, by default this day).
    """
    edited = read_roster(path)
    seen_by = visibility or edited.written.visibility
    store, schema = holdings.known_to(seen_by), load_schema()
    now, of = store.revision().number, entity_named(store, edited.written.of)
    day = date.fromisoformat(today) if today else date.today()
    found = compare(store, of.id, edited, day.isoformat())
    entering = Entering(store, schema, edited.table, of, edited.written.columns)
    told = [(one, entering.records(one)) for one in found.edits]
    entered = [(edit, records) for edit, records in told if records]
    until = (day - timedelta(days=1)).isoformat()
    leaving = [(one, record) for one in found.left for record in entering.leave(one, until)]
    return Edits(
        table=edited.table,
        of=of.id,
        written=edited.written.date,
        visibility=str(Visibility.parse(seen_by)),
        changed=[one for edit, _ in entered if edit.member for one in edit.changes],
        added=[_added(store, edit, records) for edit, records in entered if _joins(edit)],
        left=[Someone(one.entity.id, one.entity.label) for one, _ in leaving],
        stale=found.stale,
        unchanged=found.unchanged,
        rejects=[
            *(_unknown(edited.table, heading) for heading in edited.unknown),
            *found.rejects,
            *entering.rejects,
            *(_set_aside(edited.table, one) for one in found.stale),
        ],
        records=[*(one for _, records in entered for one in records), *(one for _, one in leaving)],
        revision=now,
    )


def take_in_edits(
    holdings: Holdings,
    path: Path,
    by: str,
    visibility: str = "",
    today: str = "",
    *,
    sure: bool = False,
) -> Report:
    """Enter what the workbook at ``path`` says otherwise than the graph, as one entry by hand.

    Nothing is changed where it says nothing new. Raises ManyLeaveError when rows are gone and
    nobody is ``sure`` that their members left, and ``StaleError`` when somebody wrote meanwhile.
    """
    started = time.perf_counter()
    edits = edits_of(holdings, path, visibility, today)
    if not sure:
        edits.check()
    report = Report(name_of(path), unchanged=edits.unchanged, rejects=list(edits.rejects))
    if edits.records:
        report.source = _enter(holdings, edits, by)
        report.created = report.records = len(edits.records)
        about = {one.key for one in edits.records if isinstance(one, EntityRecord)}
        ties = [one for one in edits.records if isinstance(one, RelationRecord)]
        report.entities, report.relations = len(about), len(ties)
    report.seconds = time.perf_counter() - started
    return report


def _enter(holdings: Holdings, edits: Edits, by: str) -> str:
    store = holdings.home(edits.visibility)
    entry = HandEntry(tuple(edits.records), by, edits.table, "", edits.visibility)
    with holdings.turn():
        with store.writing("curate", edits.table):
            if store.revision().number != edits.revision:
                said = f"somebody changed the graph meanwhile: take {edits.table} in again"
                raise StaleError(said)
            name = enter(store, load_schema(), entry).name
        holdings.settle()
    return name


def _joins(edit: RowEdit) -> bool:
    return edit.member is None or edit.member.tie is None


def _added(store: GraphStore, edit: RowEdit, records: Sequence[Record]) -> Someone:
    """Return who joins; a new organisation with those of the same name."""
    if edit.member:
        return Someone(edit.member.entity.id, edit.member.entity.label)
    first = next(one for one in records if isinstance(one, EntityRecord))
    names = first.properties.get("name")
    texts = [str(one) for one in names.values()] if isinstance(names, dict) else [first.key]
    like = {id_ for text in texts for id_ in store.names.exact(text)}
    return Someone(first.key, texts[0], sorted(like))


def _set_aside(table: str, one: Change) -> Reject:
    return Reject(
        table,
        f"row {one.row}" if one.row else one.id,
        one.column,
        one.after,
        f"it was '{one.before}' when the workbook was written, and is '{one.now}' since",
        "export the workbook anew, or correct it on its page",
    )


def _unknown(table: str, heading: str) -> Reject:
    reason = "the workbook was written without this column"
    return Reject(table, "header", heading, "", reason, "take it in as a table, or leave it out")
