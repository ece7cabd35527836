"""The command about the audit log: who wrote what, and whether the log is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from graph.ledger.audit import Entry, faults
from graph.store import GraphStore
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table

COLUMNS = ("number", "at", "who", "through", "action", "what", "entities", "relations")


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of checking the log of a store; ``last`` is the hash of its last entry."""

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
        found = {one.url: list(one.audit.entries()) for one in graph.holdings.stores}
        checked = [_checked(one) for one in graph.holdings.stores] if verify else []
    if verify:
        _tell(checked, as_json=as_json)
        end(found=not any(one.faults for one in checked))
    elif as_json:
        print_json({"stores": [{"store": url, "entries": some} for url, some in found.items()]})
    else:
        for url, some in found.items():
            table(COLUMNS, map(_row, some), title=f"{url}: {len(some):,} entries")


def _checked(store: GraphStore) -> Checked:
    entries = list(store.audit.entries())
    last = entries[-1].hash if entries else ""
    return Checked(store.url, len(entries), last, list(faults(entries, store.revisions())))


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
