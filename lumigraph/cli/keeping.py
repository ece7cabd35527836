"""Commands about the graph as a whole: status, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumigraph.cli.app import Alongside, AsJson, Store, command, end, opened
from lumigraph.cli.output import print_json, say, table
from lumigraph.cli.progress import bars
from lumigraph.cli.reports import print_reports
from lumigraph.loading import restored


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
