"""Commands about the graph as a whole: status, export, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.catalogue.profiles import NEWEST, load_profiles
from graph.errors import UsageError
from graph.export import WRITERS
from graph.export import export as export_graph
from lumigraph.cli.app import Alongside, AsJson, Internal, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.cli.progress import bars
from lumigraph.cli.reports import print_reports
from lumigraph.loading import restored
from lumigraph.publishing import DCAT, export_catalogue, hindrances

Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        help=f"The catalogue's DCAT-AP: {' or '.join(load_profiles())}. Default: {NEWEST}.",
        autocompletion=lambda: [*load_profiles()],
    ),
]


@command("Keep", "status --json")
def status(store: Store = "", alongside: Alongside = False, as_json: AsJson = False) -> None:
    """Count what is in the store."""
    with opened(store, alongside=alongside) as graph:
        kinds, relations = graph.store.golden.counts()
        revision = graph.store.revision()
        url = graph.store.url
    if as_json:
        print_json({"store": url, "revision": revision, "entities": kinds, "relations": relations})
    elif kinds:
        say(f"{url}: revision {revision.number} of {revision.at}")
        table(("kind", "entities"), list(kinds.items()))
        table(("relation", "number"), list(relations.items()))
    else:
        say(f"{url} is empty: `lumigraph ingest PATH` fills it.")
    end(found=bool(kinds))


@command("Keep", "export --output graph.jsonl")
def export(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="Where to; its ending names the form, .gz packs it."),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            help=f"One of {', '.join(WRITERS)}, whatever the ending says; {DCAT}: the catalogue.",
            autocompletion=lambda: [*WRITERS, DCAT],
        ),
    ] = "",
    profile: Profile = "",
    store: Store = "",
    alongside: Alongside = False,
    internal: Internal = False,
) -> None:
    """Write the whole graph to a file: JSON lines, CSV tables, or RDF.

    .nq and .trig hold the sources, their records, judgements and times too. With --format dcat it
    is the catalogue of what is public, in the form of RDF that the ending names.
    """
    if profile and form != DCAT:
        raise UsageError(f"--profile is for the catalogue: say --format {DCAT} too")
    with opened(store, alongside=alongside, internal=internal) as graph:
        if form == DCAT:
            count, hindered = export_catalogue(graph, output, profile), bool(hindrances(graph))
        else:
            count, hindered = (
                export_graph(graph.store, output, graph.settings.base_uri, form),
                False,
            )
    say(f"{count:,} facts written to {output}")
    if hindered:
        say("It may not be published yet: `lumigraph validate --catalog` says why.")


@command("Keep", "restore graph.nq.gz")
def restore(
    dump: Annotated[Path, typer.Argument(help="What `export` wrote as .nq or .trig.")],
    store: Store = "",
    alongside: Alongside = False,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal", help="A dump of `export --internal`, beside the public facts restored."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill an empty store from a dump: sources, records, judgements, times, and what follows."""
    with opened(store, alongside=alongside, new=True) as graph, bars() as begin:
        report = restored(graph.holdings, dump, begin(dump.name), internal=internal)
    print_reports([report], as_json=as_json)
