"""`lumigraph ingest --preview` of a workbook of members that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.shapes import shape
from ingest.rosters.comparing import Change
from ingest.rosters.edits import Edits, Someone
from lumigraph.cli.output import say, table, typed
from lumigraph.cli.set_aside import show_set_aside

NAMED = 20
"""So many names of each sort are shown, and so many cells."""


def edits_shape(one: Edits) -> dict[str, Any]:
    """Return what a workbook would change as plain values; the records stay out."""
    whole: dict[str, Any] = shape(one)
    del whole["records"]
    return whole


def show_edits(one: Edits, path: Path) -> None:
    """Print what a workbook would change."""
    say(f"{one.table}: the members of {one.of}, as written on {one.written} ({one.visibility}).")
    _cells("Changed", one.changed)
    _people("new", one.added)
    _people("left (their rows are gone; ingest asks first)", one.left)
    _cells("Set aside, since the graph changed too", one.stale, now=True)
    say(f"{one.unchanged:,} rows unchanged")
    for added in one.added:
        if added.like:
            say(f"{added.name} may be there already: {', '.join(added.like)}")
    show_set_aside(one.rejects)
    say(f"Nothing was taken in: {typed('lumigraph', 'ingest', path)} does.")


def _cells(head: str, changes: Sequence[Change], *, now: bool = False) -> None:
    columns = ["row", "id", "column", "before", "after", *(["now"] if now else [])]
    rows = [[getattr(one, name) for name in columns] for one in changes[:NAMED]]
    table(columns, rows, f"{head} ({len(changes):,} cells)")


def _people(sort: str, some: Sequence[Someone]) -> None:
    names = "; ".join(one.name for one in some[:NAMED])
    more = "; …" if len(some) > NAMED else ""
    say(f"{len(some):,} {sort}" + (f": {names}{more}" if some else ""))
