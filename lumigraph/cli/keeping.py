"""Commands about the graph as a whole: status, backup, restore, migrate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.keeping.backup import Backup, is_backup
from graph.ledger.retention import known_from
from graph.opening import SQLITE
from graph.stored import Revision
from lumigraph.backing import backed_up, brought_back, verified
from lumigraph.cli.app import (
    Alongside,
    AsJson,
    Store,
    command,
    end,
    made,
    opened,
    present,
    settings_at,
)
from lumigraph.cli.output import note, print_json, say, table
from lumigraph.cli.progress import bars
from lumigraph.cli.reports import print_reports
from lumigraph.loading import restored
from lumigraph.migrating import migrated

GROWTH_COLUMNS = ("month", "revisions", "records opened", "records closed")


@command("Keep", "status --json")
def status(store: Store = "", alongside: Alongside = False, as_json: AsJson = False) -> None:
    """Count what is in the store, and how it grew month by month."""
    with opened(store, alongside=alongside) as graph:
        kinds, relations = graph.store.golden.counts()
        revision = graph.store.revision()
        growth = graph.store.ledger.growth()
        since = _known_from(graph.store.revisions())
        url = graph.store.url
    size = _size(url)
    if as_json:
        counts = {"entities": kinds, "relations": relations}
        months = [one._asdict() for one in growth]
        whole = {"store": url, "revision": revision, "bytes": size, "known_from": since}
        print_json({**whole, **counts, "growth": months})
    elif kinds:
        say(f"{url}: revision {revision.number} of {revision.at}{_in_words(size)}")
        table(("kind", "entities"), list(kinds.items()))
        table(("relation", "number"), list(relations.items()))
        table(GROWTH_COLUMNS, growth)
        say(f"What was known can be asked from {since} on.")
    else:
        say(f"{url} is empty: `lumigraph ingest PATH` fills it.")
    end(found=bool(kinds))


def _known_from(revisions: Sequence[Revision]) -> str:
    """Return the first day (ISO) of which the store knows what it held; '' for an empty one."""
    return known_from(revisions).day or "".join(one.at[:10] for one in revisions[:1])


def _size(url: str) -> int | None:
    """Return the bytes of the store's file; None for a store that is no file of this machine."""
    file = Path(url.removeprefix(SQLITE))
    return file.stat().st_size if url.startswith(SQLITE) and file.exists() else None


def _in_words(size: int | None) -> str:
    return "" if size is None else f", {size / 1e6:,.1f} MB"


@command("Keep", "backup backups/ --keep 30")
def backup(
    target: Annotated[
        Path,
        typer.Argument(help="A folder of backups, or a file .zip; with --verify what to check."),
    ],
    store: Store = "",
    alongside: Alongside = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="The internal store too: keep it in the house.")
    ] = False,
    keep: Annotated[
        int | None, typer.Option("--keep", min=1, help="Keep so many newest in the folder.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Check what was written, and write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Copy the graph, while others write, to a file with a sum of all that is in it."""
    if verify:
        made = verified(target)
    else:
        with opened(store, alongside=alongside) as graph:
            made = [backed_up(graph, target, internal=internal, keep=keep or 0)]
            if graph.holdings.internal and not internal:
                note("The internal store is not in it: --internal takes it along.")
    _print_backups(made, "as it was written" if verify else "written, and read again", as_json)


def _print_backups(backups: Sequence[Backup], state: str, as_json: bool) -> None:
    if as_json:
        print_json({"backups": [{**asdict(one), "path": str(one.path)} for one in backups]})
        return
    for one in backups:
        held = [f"{name} at revision {each.revision}" for name, each in one.members.items()]
        say(f"{one.path}: {', '.join(held)}, of {one.at}: {state}")


@command("Keep", "restore graph.nq.gz")
def restore(
    dump: Annotated[Path, typer.Argument(help="What `backup` wrote, or `export` as .nq or .trig.")],
    store: Store = "",
    alongside: Alongside = False,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal",
            help="The internal store of a backup too; or a dump of `export --internal`, beside the "
            "public facts restored.",
        ),
    ] = False,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="From a backup: what the store holds goes. SQLite only."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill an empty store from a backup or a dump, with all of its history."""
    if is_backup(dump):
        with made(store, alongside=alongside) as graph:
            found = brought_back(graph, dump, internal=internal, replace=replace)
        _print_backups([found], "brought back", as_json)
        return
    if replace:
        raise UsageError(f"{dump} is no backup: only a backup replaces what is there")
    with made(store, alongside=alongside) as graph, bars() as begin:
        report = restored(graph.holdings, dump, begin(dump.name), internal=internal)
    print_reports([report], as_json=as_json)


@command("Keep", "migrate sqlite:///graph.db bolt://localhost:7687")
def migrate(
    origin: Annotated[str, typer.Argument(help="The store that holds the graph.")],
    target: Annotated[str, typer.Argument(help="An empty store, of whichever kind.")],
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Move the whole graph to another store: history, judgements, the queue, what is internal."""
    settings, there = present(origin), settings_at(target)
    with bars() as begin:
        moved = migrated(settings, there, begin(target), alongside=alongside)
    if as_json:
        print_json({"stores": [{"store": url, **asdict(one)} for url, one in moved.items()]})
        return
    for url, one in moved.items():
        say(
            f"{url}: {one.revisions:,} revisions, {one.records:,} records of {one.sources:,} "
            f"versions of sources, {one.judgements:,} judgements, {one.proposals:,} proposals"
        )
    both = settings.internal_store and not there.internal_store
    further = f" and `internal_store` to {there.internal()}" if both else ""
    say(f"Both stores hold the same. Set `store` to {target}{further}; {origin} is as it was.")
