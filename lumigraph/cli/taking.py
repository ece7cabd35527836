"""Commands that take sources in and out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from graph.shapes import source_shape
from graph.writing import Report
from ingest.formats import RejectsFile
from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.graph import Graph
from lumigraph.loading import FORMATS, take_in

COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}: {task.completed:,} units"),
    TextColumn("{task.fields[rate]}"),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)
COUNTS = (
    "records",
    "entities",
    "relations",
    "created",
    "updated",
    "unchanged",
    "removed",
    "rejected",
    "seconds",
)
SOURCE_COLUMNS = (
    "name",
    "title",
    "records",
    "entities",
    "relations",
    "date",
    "read_at",
    "licence",
    "visibility",
    "digest",
)


@command("Take in and out", "ingest data/ cordis-horizon-csv.zip")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders, each one source.")],
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            help="Read as this format instead of recognising it.",
            autocompletion=lambda: [one.name for one in FORMATS],
        ),
    ] = "",
    visibility: Annotated[
        str,
        typer.Option(
            help="Who may see it: public, internal, 'embargoed until 2027-01-01'. "
            "Default: as its format says."
        ),
    ] = "",
    rejects: Annotated[
        Path, typer.Option(help="Where rows that were set aside are written, as CSV.")
    ] = Path("rejects.csv"),
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take sources in: new ones, or new versions of those that the store has."""
    reports: list[Report] = []
    try:
        with (
            opened(store, alongside=alongside, new=True) as graph,
            RejectsFile(rejects) as file,
        ):
            for path in paths:
                reports.append(_ingest_one(graph, path, format_name, visibility))
                for reject in reports[-1].rejects:
                    file.add(reject)
    finally:  # what went in before an error is in
        if reports:
            _print_reports(reports, as_json=as_json)
    if file.count and not as_json:
        say(f"{file.count:,} rows were set aside: {rejects} says which and why.")


def _ingest_one(graph: Graph, path: Path, format_name: str, visibility: str) -> Report:
    """Take one source in, showing how far it is where a person looks on."""
    with Progress(*COLUMNS, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(path.name, total=None, rate="")

        def advance(done: int, expected: int) -> None:
            rate = f"{bar.tasks[task].speed or 0:,.0f} a second"
            bar.update(task, completed=done, total=expected or None, rate=rate)

        try:
            return take_in(graph.holdings, path, format_name, advance, visibility)
        except KeyboardInterrupt:
            say(f"Interrupted: nothing of {path} was taken in. The same command starts it again.")
            raise


def _print_reports(reports: Sequence[Report], *, as_json: bool) -> None:
    shapes = [
        {"source": one.source, **{name: getattr(one, name) for name in COUNTS}} for one in reports
    ]
    for one in shapes:
        one["seconds"] = round(float(one["seconds"]), 3)
    if as_json:
        cleaned = [{"withheld": one.withheld, "repaired": one.repaired} for one in reports]
        print_json([shape | more for shape, more in zip(shapes, cleaned, strict=True)])
    else:
        table(("source", *COUNTS), [list(one.values()) for one in shapes])
        for report in reports:
            _tell_of_cleaning(report)


def _tell_of_cleaning(report: Report) -> None:
    """Say what was left out and what was repaired, where there was something."""
    if report.withheld:
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in report.withheld.items())
        say(f"{report.source}: personal data were left out ({kinds}).")
    if report.repaired:
        say(f"{report.source}: {report.repaired:,} wrongly decoded texts were repaired.")


@command("Take in and out", "retract lumigraph-starter")
def retract(
    source: Annotated[str, typer.Argument(help="The name that `lumigraph sources` shows.")],
    purge: Annotated[bool, typer.Option(help="Erase its history too, for good.")] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take a source out: exactly what only it said goes."""
    with opened(store, alongside=alongside) as graph:
        report = graph.holdings.retract(source, purge=purge)
    _print_reports([report], as_json=as_json)


@command("Take in and out", "sources")
def sources(store: Store = "", alongside: Alongside = False, as_json: AsJson = False) -> None:
    """List the sources with counts, dates, hashes and licences."""
    with opened(store, alongside=alongside) as graph:
        ledger = graph.store.ledger
        found = [source_shape(one, ledger.tally(one.info.name)) for one in ledger.sources()]
    if as_json:
        print_json({"sources": found})
    elif found:
        table(SOURCE_COLUMNS, [[one[name] for name in SOURCE_COLUMNS] for one in found])
    else:
        say("There is no source in the store: `lumigraph ingest PATH` takes one in.")
    end(found=bool(found))
