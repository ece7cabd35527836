"""Commands that take sources in and out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.ledger.writing import Report
from graph.shapes import source_shape
from ingest.derived import retract as retract_source
from ingest.formats import RejectsFile, check_there
from ingest.ror import Rest
from ingest.tables import TableFormat
from ingest.tables.changes import ManyLeaveError
from lumigraph.cli.app import (
    REJECTS,
    Alongside,
    AsJson,
    Rejects,
    Store,
    Yes,
    command,
    end,
    made,
    opened,
)
from lumigraph.cli.links import MOST_LINKS, show_links
from lumigraph.cli.output import note, print_json, say, table
from lumigraph.cli.previewing import show_previews, slips, tell_of_guesses
from lumigraph.cli.progress import bars
from lumigraph.cli.reports import print_reports, settle_rejects, tell_of_rejects
from lumigraph.graph import Graph
from lumigraph.known import known_sources
from lumigraph.loading import FORMATS, take_in
from lumigraph.stopping import EndedError

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
    mapping: Annotated[
        Path | None,
        typer.Option(
            help="What the columns of a table or a network, or the terms of RDF, are. "
            "Default: FILE.mapping.yaml beside it."
        ),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview",
            help="Only show what would be read of a table and what it would change; "
            "write its mapping where there is none.",
        ),
    ] = False,
    yes: Yes = False,
    add_unmatched: Annotated[
        bool,
        typer.Option("--add-unmatched", help="Of a register: add what is not in the graph too."),
    ] = False,
    country: Annotated[
        list[str] | None,
        typer.Option(help="With --add-unmatched: only what is in this country; may be repeated."),
    ] = None,
    rejects: Rejects = REJECTS,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take sources in: new ones, or new versions of those that the store has."""
    if country and not add_unmatched:
        raise UsageError("--country says which entries --add-unmatched adds: give both")
    rest = Rest.of(country or ()) if add_unmatched else None
    if preview:
        show_previews(
            paths, format_name, mapping, store, visibility, alongside=alongside, as_json=as_json
        )
        return
    for path in paths:
        check_there(path)  # no graph is made for a slip of the pen
    reports: list[Report] = []
    file = RejectsFile(rejects)
    try:
        with made(store, alongside=alongside) as graph, file:
            for path in paths:
                intake = partial(_ingest_one, graph, path, format_name, visibility, mapping, rest)
                reports.append(_unless_many_leave(intake, sure=yes))
                for reject in reports[-1].rejects:
                    file.add(reject)
            as_tables = format_name in ("", TableFormat().name)
            doubts = list(slips(graph.store, paths, mapping)) if as_tables else []
    finally:  # what went in before an error is in
        if reports:
            print_reports(reports, as_json=as_json)
        if reports and not as_json:
            tell_of_guesses(paths[: len(reports)], mapping)
        tell_of_rejects(file, as_json=as_json)
        _tell_of_the_rest(paths[len(reports) + 1 :])
    for doubt in doubts:
        note(doubt)
    settle_rejects(file, read=any(one.read for one in reports), as_json=as_json)


def _tell_of_the_rest(paths: Sequence[Path]) -> None:
    """Say what was not come to, because a source before it failed."""
    if paths:
        note(f"Not looked at any more: {', '.join(map(str, paths))}.")


def _unless_many_leave(intake: Callable[[bool], Report], *, sure: bool) -> Report:
    """Take one source in; where many members would leave, ask whoever looks on."""
    try:
        return intake(sure)
    except ManyLeaveError as error:
        if not sys.stdin.isatty():
            raise
        say(str(error))
        if not typer.confirm("Take it in all the same?"):
            raise
        return intake(True)


def _ingest_one(
    graph: Graph,
    path: Path,
    format_name: str,
    visibility: str,
    mapping: Path | None,
    rest: Rest | None,
    sure: bool,
) -> Report:
    """Take one source in, showing how far it is where a person looks on."""
    with bars() as begin:
        advance = begin(path.name)
        try:
            return take_in(
                graph.holdings,
                path,
                format_name,
                advance,
                visibility,
                mapping,
                sure=sure,
                rest=rest,
                base_uri=graph.settings.base_uri,
                manner=graph.settings.manner(),
                by=graph.settings.curator,
            )
        except (KeyboardInterrupt, EndedError):
            say(f"Interrupted: nothing of {path} was taken in. The same command starts it again.")
            raise


@command("Take in and out", "retract lumigraph-starter")
def retract(
    source: Annotated[str, typer.Argument(help="The name that `lumigraph sources` shows.")],
    purge: Annotated[bool, typer.Option(help="Erase its history too, for good.")] = False,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Take a source out: exactly what only it said goes, and what followed from it alone."""
    with opened(store, alongside=alongside) as graph:
        texts = graph.settings.texts()
        reports = retract_source(graph.holdings, source, purge=purge, texts=texts)
    print_reports(reports, as_json=as_json)


@command("Take in and out", "sources")
def sources(
    known: Annotated[
        bool, typer.Option("--known", help="Where official downloads are found, instead.")
    ] = False,
    links: Annotated[
        bool, typer.Option("--links", help="What is known of addresses given as evidence, instead.")
    ] = False,
    check_links: Annotated[
        bool, typer.Option("--check-links", help="Ask for these addresses; a public network only.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="With --check-links: ask for so many.")
    ] = MOST_LINKS,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """List the sources with counts, dates, hashes and licences."""
    if known:
        _print_known(as_json=as_json)
        return
    if links or check_links:
        show_links(store, limit if check_links else 0, alongside=alongside, as_json=as_json)
        return
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


def _print_known(*, as_json: bool) -> None:
    found = known_sources()
    if as_json:
        print_json({"known": found})
        return
    for one in found:
        say(one.name)
        for what in ("address", "page", "size", "licence", "command"):
            if text := getattr(one, what):
                say(f"  {what}: {text}")
