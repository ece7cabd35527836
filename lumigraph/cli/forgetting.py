"""The command that lets history go: what only a look at an earlier day could show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.in_turn import in_turn
from graph.ledger.retention import ALL, Forgotten, first_day, forget_history, forgettable
from lumigraph.cli.app import Alongside, AsJson, Store, command, opened
from lumigraph.cli.output import print_json, say
from lumigraph.settings import Settings


@command("Keep", "forget --keep '5 years' --preview")
def forget(
    before: Annotated[
        str, typer.Option("--before", help="A date: what was known on it is the first that stays.")
    ] = "",
    keep: Annotated[
        str,
        typer.Option("--keep", help="How far back to keep: 5 years. Default: the setting history."),
    ] = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Tell how much would go, and change nothing.")
    ] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Let history go that is older than a day; the graph as it is stays, and what vouches for it.

    Nothing brings it back but a backup.
    """
    with opened(store, alongside=alongside) as graph:
        day = _first_day(before, keep, graph.settings)
        let_go = forgettable if preview else forget_history
        found = in_turn(graph.holdings.stores, lambda one: let_go(one, day))
    if as_json:
        stores = [{"store": url, **one._asdict()} for url, one in found.items()]
        print_json({"first_day": day, "preview": preview, "stores": stores})
    else:
        _tell(found, day, preview=preview)


def _first_day(before: str, keep: str, settings: Settings) -> str:
    """Return from when on history is kept. Raises ``UsageError`` where nobody says."""
    if not (before or keep) and settings.history == ALL:
        raise UsageError(
            "all history is kept: say how far back with --keep '5 years' or --before 2022, "
            'or once for all with the setting history = "5 years"'
        )
    today = datetime.now(UTC).date().isoformat()
    return first_day(before, keep or ("" if before else settings.history), today)


def _tell(found: Mapping[str, Forgotten], day: str, *, preview: bool) -> None:
    for url, one in found.items():
        if not one:
            say(f"{url}: nothing is known from before {day} alone, so nothing goes.")
            continue
        told = f"{one.records:,} records and {one.changes:,} lines of the change log"
        say(f"{url}: {told} {'would go' if preview else 'are gone'}.")
        say(f"What was known can be asked from {day} on.")
