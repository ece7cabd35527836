"""Commands that start the server: serve, explore."""

from __future__ import annotations

import os
import threading
import webbrowser
from dataclasses import replace
from typing import Annotated

import typer

from lumigraph.bundled import bundled_data
from lumigraph.cli.app import Alongside, Internal, Store, command, made, opened
from lumigraph.cli.output import say, table
from lumigraph.configuration import Configuration, read_configuration
from lumigraph.fitness import check
from lumigraph.graph import Graph
from lumigraph.loading import take_in
from lumigraph.ports import LAST_PORT, listen
from lumigraph.summary import changed, doubts, shown

Port = Annotated[
    int,
    typer.Option(
        min=0,
        max=LAST_PORT,
        help="Where to listen. 0 is the default, from which one in use chooses the next.",
    ),
]
Curate = Annotated[
    bool,
    typer.Option("--curate", help="Review and edit in the browser of this machine: docs/review.md"),
]
Workers = Annotated[int, typer.Option(min=0, help="Processes that answer. 0 is the default, one.")]
Check = Annotated[
    bool, typer.Option("--check", help="Tell whether the server could start, and end.")
]


@command("Serve", "serve --port 8000")
def serve(
    store: Store = "",
    port: Port = 0,
    alongside: Alongside = False,
    internal: Internal = False,
    curate: Curate = False,
    workers: Workers = 0,
    check_only: Check = False,
) -> None:
    """Serve the graph over HTTP: docs/operations.md."""
    said = read_configuration().flagged(
        store=store, port=port or None, curate=curate or None, workers=workers or None
    )
    with opened(store, alongside=alongside, internal=internal) as graph:
        graph.settings = said.settings
        _run(graph, said, alongside=alongside, check_only=check_only)


@command("Serve", "explore")
def explore(
    store: Store = "",
    port: Port = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    alongside: Alongside = False,
    internal: Internal = False,
) -> None:
    """Load the bundled data, serve it, and open the page."""
    said = read_configuration().flagged(store=store, port=port or None)
    with made(store, alongside=alongside, internal=internal) as graph:
        say(f"Taking the bundled data into {graph.store.url} …")
        report = take_in(graph.holdings, bundled_data())
        say(f"{report.entities:,} entities and {report.relations:,} relations of the bundled set")
        if "log_level" not in said.origins:  # who looks at the page reads no log
            said = replace(said, settings=replace(said.settings, log_level="warning"))
        graph.settings = said.settings
        _run(graph, said, alongside=alongside, browser=browser, else_next=True)


def _run(
    graph: Graph,
    said: Configuration,
    *,
    alongside: bool,
    check_only: bool = False,
    browser: bool = False,
    else_next: bool = False,
) -> None:
    """Serve until interrupted; a port that nobody named may be the next, as any ``else_next``."""
    from lumigraph.hosting import host  # slow to import, and only servers need it

    settings = said.settings
    check(graph)
    named = "port" in said.origins
    with listen(settings.host, settings.port, else_next=else_next or not named) as listener:
        address = _url(settings.host, listener.getsockname()[1])
        _tell(graph, said, address)
        if check_only:
            say("A server can start so.")
            return
        if browser:
            threading.Timer(1.0, webbrowser.open, [address]).start()
        public_url = settings.public_url or address.rstrip("/")
        host(graph, listener, public_url, alongside=alongside)


def _tell(graph: Graph, said: Configuration, address: str) -> None:
    """Print what is served, where, and what was set and by what; no secrets."""
    url = shown("store", graph.store.url)
    facts = "public facts" if graph.store is graph.holdings.public else "internal facts too"
    say(f"{url} ({facts}, revision {graph.store.revision().number}) is served at {address}")
    if said.settings.metrics:
        figures = _url(said.settings.metrics_host, said.settings.metrics_port)
        say(f"Prometheus finds figures at {figures}metrics")
    if rows := list(changed(said)):
        table(("setting", "value", "set by"), rows)
    for doubt in doubts(said.settings, address, os.environ):
        say(f"Note: {doubt}.")


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
