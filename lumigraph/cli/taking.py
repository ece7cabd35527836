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

from graph.schema import load_schema
from graph.writing import Report
from graph.writing import retract as retract_source
from ingest.formats import RejectsFile
from lumigraph.cli.app import Alongside, AsJson, Store, app, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.graph import Graph
from lumigraph.loading import take_in

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


@app.command(epilog="Example: lumigraph ingest data/ cordis-horizon-csv.zip")
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders, each one source.")],
    format_name: Annotated[
        str, typer.Option("--format", help="Read as this format instead of recognising it.")
    ] = "",
    rejects: Annotated[
        Path, typer.Option(help="Where rows that were set aside are written, as CSV.")
    ] = Path("rejects.csv"),
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take sources in: new ones, or new versions of those that the store has."""
    with opened(store, alongside=alongside) as graph, RejectsFile(rejects) as file:
        reports = []
        for path in paths:
            report = _ingest_one(graph, path, format_name)
            for reject in report.rejects:
                file.add(reject)
            reports.append(report)
    _print_reports(reports, as_json=as_json)
    if file.count and not as_json:
        say(f"{file.count} rows were set aside: {rejects} says which and why.")


def _ingest_one(graph: Graph, path: Path, format_name: str) -> Report:
    """Take one source in, showing how far it is where a person looks on."""
    with Progress(*COLUMNS, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(path.name, total=None, rate="")

        def advance(done: int, expected: int) -> None:
            rate = f"{bar.tasks[task].speed or 0:,.0f} a second"
            bar.update(task, completed=done, total=expected or None, rate=rate)

        try:
            return take_in(graph.store, path, format_name, advance)
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
        print_json(shapes)
    else:
        table(("source", *COUNTS), (list(one.values()) for one in shapes))


@app.command(epilog="Example: lumigraph retract starter")
def retract(
    source: str,
    purge: Annotated[bool, typer.Option(help="Erase its history too, for good.")] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take a source out: exactly what only it said goes."""
    with opened(store, alongside=alongside) as graph:
        report = retract_source(graph.store, load_schema(), source, purge=purge)
    _print_reports([report], as_json=as_json)


@app.command(epilog="Example: lumigraph sources")
def sources(store: Store = "", as_json: AsJson = False) -> None:
    """List the sources with counts, dates, hashes and licences."""
    with opened(store) as graph:
        versions = graph.store.ledger.sources()
    if as_json:
        print_json({"sources": versions})
    else:
        rows = (
            (
                one.info.name,
                one.info.title,
                one.records,
                one.read_at,
                one.info.licence,
                one.info.digest,
            )
            for one in versions
        )
        table(("source", "title", "records", "read", "licence", "hash"), rows)
    end(found=bool(versions))
