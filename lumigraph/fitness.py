"""Whether a server may start: each thing that forbids it raises an error that says the remedy."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import StoreError, UsageError
from lumigraph.admission import admission
from lumigraph.graph import Graph
from lumigraph.linking import tuned
from lumigraph.ports import listen
from lumigraph.serving import check_curating
from lumigraph.settings import Settings


def check(graph: Graph) -> None:
    """Raise ``UsageError`` or ``StoreError`` for the first thing that forbids to serve ``graph``.

    The settings fit together, those of linking too, the store answers, it can be published, and
    the folders can be written to. The register of tokens is made where there is none.
    """
    check_curating(graph.settings)
    check_workers(graph)
    graph.settings.manner()
    tuned(graph.settings, None, None)
    admission(graph.settings, graph.settings.public_url, graph.settings.workers)
    check_figures(graph.settings)
    if graph.settings.metrics:
        listen(graph.settings.metrics_host, graph.settings.metrics_port).close()
    graph.settings.publication(graph.settings.public_url)
    graph.store.revision()
    for name, folder in folders(graph).items():
        check_folder(name, folder)


def check_workers(graph: Graph) -> None:
    """Raise ``UsageError`` where several processes cannot serve a graph as the settings want it."""
    settings = graph.settings
    alone = settings.workers == 1
    if settings.curate and not alone:
        raise UsageError(
            f"workers is {settings.workers}: a server that curates is one process; "
            "set workers to 1, or curate to false"
        )
    if settings.store.endswith(":memory:") and not alone:
        raise UsageError("a store in memory is seen by one process: set workers to 1")
    if settings.sparql_queries < settings.workers:
        raise UsageError(
            f"sparql_queries is {settings.sparql_queries}, for {settings.workers} workers that "
            f"share them: set at least {settings.workers}"
        )


def check_figures(settings: Settings) -> None:
    """Raise ``UsageError`` where figures would be told at the port of the server."""
    if settings.metrics and settings.metrics_port == settings.port:
        raise UsageError(
            f"metrics_port is {settings.metrics_port}, where the server itself listens: "
            "set another, such as 9464"
        )


def folders(graph: Graph) -> dict[str, Path]:
    """Return where a server keeps what is derived and handed in, by the name of the setting."""
    settings, url = graph.settings, graph.store.url
    places = {
        "index": settings.index_folder(url),
        "dumps": settings.dumps_folder(graph.holdings.public.url),
        "layouts": settings.layouts_folder(url),
        "uploads": settings.uploads_folder(graph.holdings.public.url),
    }
    return {name: place for name, place in places.items() if place}


def check_folder(name: str, folder: Path) -> None:
    """Raise ``StoreError`` for a folder that cannot be written to, or cannot be made."""
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not there.is_dir():
        reason = "is no folder"
    elif not os.access(there, os.W_OK | os.X_OK):
        reason = "cannot be written to"
    else:
        return
    raise StoreError(
        f"the server is to write into {folder}, but {there} {reason}: "
        f"change that, or set `{name}` to another folder"
    )
