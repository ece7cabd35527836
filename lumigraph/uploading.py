"""Uploads of a graph: what is handed in over HTTP goes in as by the command line."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from graph.ledger.version import kept_version
from ingest.derived import hide, retract, sweep
from ingest.source_names import check_replaces
from ingest.uploads.entering import Prepared
from ingest.uploads.plan import Plan
from ingest.uploads.uploads import Uploads
from lumigraph.graph import Graph
from lumigraph.loading import format_of, put_in


def uploads_of(graph: Graph) -> Uploads:
    """Return the uploads of a graph: beside its store, or for one in memory in a new folder."""
    settings = graph.settings
    folder = settings.uploads_folder(graph.holdings.public.url)
    return Uploads(
        folder or Path(tempfile.gettempdir()) / f"lumigraph-uploads-{secrets.token_hex(8)}",
        graph.holdings,
        partial(prepared, graph),
        partial(taken_back, graph),
        settings.upload_limits(),
        settings.manner(),
    )


def prepared(graph: Graph, file: Path, plan: Plan, mapping: Path | None, *, sure: bool) -> Prepared:
    """Open a file as ``lumigraph ingest`` does; what the plan says goes before what it says.

    Raises UnreadableSourceError where it would replace what no file of its sort said.
    """
    settings = graph.settings
    reader = format_of(
        graph.holdings,
        file,
        "table" if mapping else "document",
        mapping,
        plan.source,
        visibility=plan.visibility,
        sure=sure,
        base_uri=settings.base_uri,
        manner=settings.manner(),
    )
    info = reader.info(file)
    info = replace(
        info,
        title=plan.title or info.title,
        licence=plan.licence or info.licence,
        visibility=plan.visibility,
    )
    check_replaces(info, (one.info for one in graph.holdings.whole.ledger.sources()))
    items = reader.read(file)
    return Prepared(info, lambda watch: put_in(graph.holdings, info, items, watch, watch.check))


def taken_back(graph: Graph, source: str, former: Path | None) -> None:
    """Let the ``former`` version of a source stand again; without one, do as ``retract`` does.

    The text of a former document is not kept any more.
    """
    texts = graph.settings.texts()
    if former is None:
        retract(graph.holdings, source, texts=texts)
        return
    info, units = kept_version(former)
    hide(graph.holdings, info)
    graph.holdings.ingest(info, units)
    sweep(graph.holdings, texts)
