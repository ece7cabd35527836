"""`lumigraph ingest --preview`: what would be read of tables, before anything is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from graph.dates import earliest
from graph.question.search import search
from graph.records import EntityRecord, Record, RelationRecord
from graph.shapes import shape
from graph.store import GraphStore
from ingest.rosters.edits import Edits
from ingest.rosters.workbook import is_roster
from ingest.tables.changes import Changes
from ingest.tables.fields import IGNORE
from ingest.tables.mapping import Mapping, mapping_beside, read_mapping
from ingest.tables.preview import Preview, SheetView
from ingest.tables.table_format import anchors
from ingest.tables.workbook import is_table
from lumigraph.cli.app import is_there, opened
from lumigraph.cli.edits_preview import edits_shape, show_edits
from lumigraph.cli.output import cell, note, print_json, say, table, typed
from lumigraph.cli.set_aside import short, show_set_aside
from lumigraph.loading import dry_run, dry_run_edits

NAMED = 20
"""So many names of each sort are shown."""
NEAREST = 3
"""So many organisations are named that may be meant."""


def show_previews(
    paths: Sequence[Path],
    format_name: str,
    mapping: Path | None,
    store: str,
    visibility: str,
    *,
    alongside: bool,
    as_json: bool,
) -> None:
    """Show what would be read of each table, and what it would change in the store."""
    found: list[Preview | Edits]
    edited = not format_name and any(map(is_roster, paths))
    if edited or is_there(store):
        with opened(store, alongside=alongside) as graph:
            ledger = graph.store.ledger
            found = [
                (None if format_name else dry_run_edits(graph.holdings, path, visibility))
                or dry_run(ledger, path, format_name, mapping)
                for path in paths
            ]
            doubts = list(slips(graph.store, paths, mapping))
    else:
        found = [dry_run(None, path, format_name, mapping) for path in paths]
        doubts = list(slips(None, paths, mapping))
    if as_json:
        print_json([_shape(one) for one in found])
    else:
        for path, one in zip(paths, found, strict=True):
            if isinstance(one, Edits):
                show_edits(one, path)
            else:
                _print(one, path, mapping)
    for doubt in doubts:
        note(doubt)


def tell_of_guesses(paths: Sequence[Path], mapping: Path | None) -> None:
    """Say of which tables the columns were guessed, since no mapping says what they are."""
    for path in paths:
        if is_roster(path):
            continue
        if mapping is None and is_table(path) and not mapping_beside(path).exists():
            command = typed("lumigraph", "ingest", path, "--preview")
            say(
                f"{path} has no mapping: its columns were taken as guessed. {command} shows how, "
                "and writes a mapping to correct."
            )


def slips(store: GraphStore | None, paths: Sequence[Path], mapping: Path | None) -> Iterator[str]:
    """Yield what may be a slip in the mappings of tables that go into ``store``."""
    tables = (one for one in paths if is_table(one) and not is_roster(one))
    for file in (mapping or mapping_beside(one) for one in tables):
        read = read_mapping(file) if file.exists() else Mapping()
        if read.snapshot and earliest(read.snapshot) > date.today().isoformat():
            yield (
                f"{file}: the snapshot's day, {read.snapshot}, is still to come. Once it is in, "
                "no snapshot of an earlier day can follow."
            )
        for anchor in anchors(read):
            if not anchor.name and not (store and _is_named(store, anchor.key)):
                yield (
                    f"{file}: nothing in the graph tells what `{anchor.key}` is called, to which "
                    f"the rows are tied. If it is a slip, correct `of`"
                    f"{_nearest(store, anchor.key)}. If not, write "
                    f"`of: {{id: {anchor.key}, type: Cluster, name: …}}`."
                )


def _is_named(store: GraphStore, key: str) -> bool:
    id_ = store.ledger.identities([key]).get(key, key)
    return any(one.properties.get("name") for one in store.golden.entities([id_]).values())


def _nearest(store: GraphStore | None, key: str) -> str:
    found = search(store, key, ["Organisation"], NEAREST) if store else []
    near = ", ".join(f"{one.name} ({one.id})" for one in found)
    return f"; nearest: {near}" if near else ""


def _shape(one: Preview | Edits) -> dict[str, Any]:
    return edits_shape(one) if isinstance(one, Edits) else preview_shape(one)


def preview_shape(one: Preview) -> dict[str, Any]:
    """Return a preview as plain values; the keys are always there."""
    whole: dict[str, Any] = shape(one)
    whole["dialect"] = whole["dialect"] or {}
    whole["changes"] = whole["changes"] or {}
    return whole


def _print(one: Preview, path: Path, mapping: Path | None) -> None:
    written = (
        f", {one.dialect.encoding}, separated by {one.dialect.separator!r}" if one.dialect else ""
    )
    kind = f"the snapshot of {one.snapshot}" if one.snapshot else "additions"
    say(f"{one.table}{written}: {kind} to the source {one.source}.")
    for sheet in one.sheets:
        _print_sheet(sheet)
    for name in one.hidden:
        say(f"Sheet {name} is hidden in the workbook, and is not read: the mapping may name it.")
    if one.others:
        say(f"Not read, since the mapping does not name them: {'; '.join(one.others)}.")
    for records in one.first:
        _print_records(records)
    _print_effect(one)
    show_set_aside(one.rejects)
    verb = "was written: correct it" if one.written else "says how the table is read"
    command = typed("lumigraph", "ingest", path, *(("--mapping", mapping) if mapping else ()))
    say(f"{one.mapping} {verb}, then {command}. Nothing was taken in.")


def _print_sheet(sheet: SheetView) -> None:
    name = f"Sheet {sheet.name}" if sheet.name else "The table"
    rows = " and ".join(map(str, sheet.header))
    say("")
    say(
        f"{name}: {sheet.read:,} rows of {sheet.rows_are}, {sheet.refused:,} of them refused; "
        f"header in row {rows or '–'}."
    )
    columns = [(c.header, c.read_as, c.language, short(c.example), c.why) for c in sheet.columns]
    table(("column", "read as", "language", "first value", "why"), columns)


def _print_records(records: Sequence[Record]) -> None:
    for one in records:
        said = "; ".join(f"{name}: {cell(value)}" for name, value in one.properties.items())
        if isinstance(one, EntityRecord):
            say(f"{one.key}  {one.type}  {said}")
        elif isinstance(one, RelationRecord):
            say(f"    {one.source} {one.type} {one.target}  {said}")


def _print_effect(one: Preview) -> None:
    say("")
    say(
        f"Against the store: {one.new:,} new, {one.changed:,} changed, {one.unchanged:,} "
        f"unchanged, {one.gone:,} gone."
    )
    columns = [column for sheet in one.sheets for column in sheet.columns]
    if not any(sheet.read for sheet in one.sheets) and any(c.read_as != IGNORE for c in columns):
        say("No row below the header says anything.")
    elif not one.new + one.changed + one.unchanged:
        say("No row names anything: let a column of the mapping be `name` or an identifier.")
    if one.withheld:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in one.withheld.items())
        say(f"Personal data are left out: {kinds}.")
    for line in _changes(one.changes) if one.changes else ():
        say(line)


def _changes(changes: Changes) -> Iterator[str]:
    renamed = [f"{one.before} → {one.after}" for one in changes.renamed]
    changed = [f"{name} ({', '.join(changes.differing[name])})" for name in changes.changed]
    sorts: dict[str, Sequence[str]] = {
        "joined": changes.joined,
        "came back": changes.returned,
        "left": changes.left,
        "renamed": renamed,
        "changed": changed,
    }
    for sort, names in sorts.items():
        yield f"{len(names):,} {sort}{': ' if names else ''}{_named(names)}"
    if changes.kept:
        names = _named(changes.kept)
        yield f"{len(changes.kept):,} kept as they were, whose rows cannot be read: {names}"
    if changes.many_leave:
        yield f"More than a fifth of {changes.members:,} members would leave: ingest asks first."


def _named(names: Sequence[str]) -> str:
    return "; ".join(names[:NAMED]) + ("; …" if len(names) > NAMED else "")
