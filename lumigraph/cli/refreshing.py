"""The command that brings a listed graph up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import UsageError
from ingest.formats import RejectsFile
from lumigraph.cli.app import (
    REJECTS,
    Alongside,
    AsJson,
    Rejects,
    Store,
    Yes,
    command,
    made,
    opened,
)
from lumigraph.cli.output import print_json, say, table
from lumigraph.cli.progress import bars
from lumigraph.cli.reports import details, settle_rejects, tell_details, tell_of_rejects
from lumigraph.listing import FILE, Listing, read_listing

if TYPE_CHECKING:
    from lumigraph.refreshing import Outcome, Wish

WANTS_A_LOOK, FAILED = 1, 3
COLUMNS = ("source", "state", "new", "changed", "gone", "rejected", "seconds")


@command("Take in and out", "refresh --sources sources.toml")
def refresh(
    sources: Annotated[
        Path, typer.Option("--sources", help="The list of what the graph is made of.")
    ] = FILE,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Only say what would change, and write to --rejects what would be set aside: the "
            "graph stays as it is, no address is asked.",
        ),
    ] = False,
    now: Annotated[
        bool, typer.Option("--now", help="Ask every address, whatever `every` says.")
    ] = False,
    retract_gone: Annotated[
        bool, typer.Option("--retract-gone", help="Take out what is there no more.")
    ] = False,
    yes: Yes = False,
    rejects: Rejects = REJECTS,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take in what changed of the sources that sources.toml lists, and say what did.

    Exit code 0: all is well; 1: something is gone, has moved, or was set aside; 3: one failed.
    """
    from lumigraph.refreshing import Wish  # shapely is slow to import

    listing = read_listing(sources)
    if not listing.sources:
        raise UsageError(f"{sources} lists no source: docs/sources.md shows what to write into it")
    wish = Wish(now, retract_gone, yes, dry_run)
    outcomes: list[Outcome] = []
    file = RejectsFile(rejects)
    try:
        _run(outcomes, listing, wish, file, store, alongside=alongside)
    finally:  # what went in before an error is in
        if outcomes and as_json:
            print_json({"sources": [_shape(one) for one in outcomes], "dry_run": dry_run})
        elif outcomes:
            _print(outcomes)
        tell_of_rejects(file, as_json=as_json)
    if not dry_run:
        settle_rejects(file, read=any(one.report.read for one in outcomes), as_json=as_json)
    if any(one.state == "failed" for one in outcomes):
        raise typer.Exit(FAILED)
    if any(one.wants_a_look for one in outcomes):
        raise typer.Exit(WANTS_A_LOOK)


def _run(
    outcomes: list[Outcome],
    listing: Listing,
    wish: Wish,
    file: RejectsFile,
    store: str,
    *,
    alongside: bool,
) -> None:
    from ingest.fetching import Cache
    from lumigraph.refreshing import Refreshing

    opening = opened if wish.dry else made
    with (
        opening(store, alongside=alongside) as graph,
        file,
        bars() as begin,
    ):
        settings = graph.settings
        wish = replace(wish, base_uri=settings.base_uri, manner=settings.manner())
        cache = Cache(Path(settings.cache), listing.limits)
        for outcome in Refreshing(graph.holdings, cache, wish, begin).run(listing):
            outcomes.append(outcome)
            for reject in outcome.rejects:
                file.add(reject)


def _shape(one: Outcome) -> dict[str, Any]:
    return {
        **dict(zip(COLUMNS, _row(one), strict=True)),
        "seconds": round(one.seconds, 3),
        "notes": one.notes,
        **details(one.report),
    }


def _row(one: Outcome) -> tuple[object, ...]:
    seconds = f"{one.seconds:.1f}"
    return (one.name, one.state, one.created, one.updated, one.removed, one.rejected, seconds)


def _print(outcomes: Sequence[Outcome]) -> None:
    table(COLUMNS, [_row(one) for one in outcomes])
    for one in outcomes:
        tell_details(one.report)
        for note in one.notes:
            say(f"{one.name}: {note}")
