"""The command about the audit log: who wrote what, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

import typer

from graph.ledger.audit import Entry, faults
from graph.store import GraphStore
from lumigraph.admission import register_kept
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.graph import Graph

COLUMNS = ("number", "at", "who", "through", "action", "what", "entities", "relations")


@dataclass(frozen=True, slots=True)
class Log:
    """The log of a store, or of the register of tokens, and what is wrong with it."""

    store: str
    entries: Sequence[Entry]
    faults: Sequence[str]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of checking such a log; ``last`` is the hash of its last entry."""

    store: str
    entries: int
    last: str
    faults: Sequence[str]


@command("Keep", "audit --verify")
def audit(
    verify: Annotated[
        bool, typer.Option("--verify", help="Tell what was changed, removed or put elsewhere.")
    ] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """List who wrote what and when, or tell whether somebody tampered with that list."""
    with opened(store, alongside=alongside) as graph:
        logs = _logs(graph)
    if verify:
        checked = [_checked(one) for one in logs]
        _tell(checked, as_json=as_json)
        end(found=not any(one.faults for one in checked))
    elif as_json:
        print_json({"stores": [{"store": one.store, "entries": one.entries} for one in logs]})
    else:
        for one in logs:
            title = f"{one.store}: {len(one.entries):,} entries"
            table(COLUMNS, map(_row, one.entries), title=title)


def _logs(graph: Graph) -> list[Log]:
    """Return the log of each store, and that of the register of tokens."""
    logs = [_of_store(one) for one in graph.holdings.stores]
    if kept := register_kept(graph.settings):
        with closing(kept):
            logs.append(Log(str(kept.file), list(kept.log.entries()), list(kept.log.faults())))
    return logs


def _of_store(store: GraphStore) -> Log:
    entries = list(store.audit.entries())
    return Log(store.url, entries, list(faults(entries, store.revisions())))


def _checked(log: Log) -> Checked:
    last = log.entries[-1].hash if log.entries else ""
    return Checked(log.store, len(log.entries), last, log.faults)


def _tell(checked: Sequence[Checked], *, as_json: bool) -> None:
    if as_json:
        print_json({"stores": checked})
        return
    for one in checked:
        for fault in one.faults:
            say(f"{one.store}: {fault}")
        if not one.faults:
            say(f"{one.store}: {one.entries:,} entries, and nobody tampered with them.")
            say(f"The last hash is {one.last}: keep it elsewhere, and compare it later.")


def _row(one: Entry) -> list[object]:
    made, touched = one.revision, one.touched
    told = (made.number, made.at, one.who, one.through, made.action, made.note)
    return [*told, touched.entities, touched.relations]
