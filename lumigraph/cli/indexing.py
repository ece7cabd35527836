"""The command about the RDF index: index."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from graph.errors import UsageError
from graph.rdf.index import Index
from lumigraph.cli.app import Alongside, AsJson, Internal, Store, command, opened
from lumigraph.cli.output import print_json, say


@command("Keep", "index")
def index(
    store: Store = "",
    alongside: Alongside = False,
    internal: Internal = False,
    anew: Annotated[bool, typer.Option("--anew", help="Make it anew, whatever there is.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the RDF index behind /sparql up to date."""
    with opened(store, alongside=alongside, internal=internal) as graph:
        folder = graph.settings.index_folder(graph.store.url)
        if folder is None:
            raise UsageError("a store in memory has no index on disk: name another with --store")
        kept = Index(folder, graph.settings.base_uri)
        stamp = (kept.build if anew else kept.repair)(graph.store)
    if as_json:
        print_json({"folder": str(folder), **asdict(stamp)})
    else:
        say(f"{stamp.quads:,} statements of revision {stamp.revision} in {folder}")
