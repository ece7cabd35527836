"""Commands that start the server: serve, explore."""

from __future__ import annotations

import threading
import webbrowser
from dataclasses import replace
from typing import Annotated

import typer
import uvicorn

from lumigraph.cli.app import Alongside, Internal, Store, command, opened
from lumigraph.cli.output import say
from lumigraph.graph import Graph
from lumigraph.loading import bundled_data, take_in
from lumigraph.ports import LAST_PORT, next_free_port
from lumigraph.serving import application, check_curating

Port = Annotated[
    int,
    typer.Option(
        min=0, max=LAST_PORT, help="Where to listen; one in use chooses the next, 0 the default."
    ),
]
Curate = Annotated[
    bool,
    typer.Option("--curate", help="Review and edit in the browser of this machine: docs/review.md"),
]


@command("Serve", "serve --port 8000")
def serve(
    store: Store = "",
    port: Port = 0,
    alongside: Alongside = False,
    internal: Internal = False,
    curate: Curate = False,
) -> None:
    """Serve the graph over HTTP on this machine."""
    with opened(store, alongside=alongside, internal=internal) as graph:
        if curate:
            graph.settings = replace(graph.settings, curate=True)
        _run(graph, port, browser=False)


@command("Serve", "explore")
def explore(
    store: Store = "",
    port: Port = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    alongside: Alongside = False,
    internal: Internal = False,
) -> None:
    """Load the bundled data, serve it, and open the page."""
    with opened(store, alongside=alongside, new=True, internal=internal) as graph:
        say(f"Taking the bundled data into {graph.store.url} …")
        report = take_in(graph.holdings, bundled_data())
        say(f"{report.entities:,} entities and {report.relations:,} relations of the bundled set")
        _run(graph, port, browser=browser)


def _run(graph: Graph, port: int, *, browser: bool) -> None:
    """Serve until interrupted."""
    settings = graph.settings
    check_curating(settings)
    chosen = next_free_port(port or settings.port, settings.host)
    address = f"http://{settings.host}:{chosen}/"
    app = application(graph, settings.public_url or address.rstrip("/"))
    say(f"{graph.store.url} is served at {address}  (Ctrl-C ends it)")
    if browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    state = app.state
    with state.dataset.following(), state.catalogue.following(), state.atlas.warming():
        uvicorn.run(app, host=settings.host, port=chosen, log_level="warning")
