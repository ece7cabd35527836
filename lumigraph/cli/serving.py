"""Commands that start the server: serve, explore."""

from __future__ import annotations

import os
import threading
import webbrowser
from dataclasses import replace
from typing import Annotated

import typer

from api.traffic.metrics import Metrics
from lumigraph.answering import answer, end_within
from lumigraph.cli.app import Alongside, Internal, Store, command, opened
from lumigraph.cli.output import say, table
from lumigraph.configuration import Configuration, read_configuration
from lumigraph.fitness import check
from lumigraph.graph import Graph
from lumigraph.loading import bundled_data, take_in
from lumigraph.logs import configure_logs
from lumigraph.ports import LAST_PORT, listen
from lumigraph.serving import application, kept_up
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
    check_only: Check = False,
) -> None:
    """Serve the graph over HTTP: docs/operations.md."""
    said = read_configuration().flagged(store=store, port=port or None, curate=curate or None)
    with opened(store, alongside=alongside, internal=internal) as graph:
        graph.settings = said.settings
        _run(graph, said, check_only=check_only)


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
    with opened(store, alongside=alongside, new=True, internal=internal) as graph:
        say(f"Taking the bundled data into {graph.store.url} …")
        report = take_in(graph.holdings, bundled_data())
        say(f"{report.entities:,} entities and {report.relations:,} relations of the bundled set")
        if "log_level" not in said.origins:  # who looks at the page reads no log
            said = replace(said, settings=replace(said.settings, log_level="warning"))
        graph.settings = said.settings
        _run(graph, said, browser=browser, else_next=True)


def _run(
    graph: Graph,
    said: Configuration,
    *,
    check_only: bool = False,
    browser: bool = False,
    else_next: bool = False,
) -> None:
    """Serve until interrupted; a port that nobody named may be the next, as any ``else_next``."""
    settings = said.settings
    check(graph)
    named = "port" in said.origins
    with listen(settings.host, settings.port, else_next=else_next or not named) as listener:
        address = f"http://{_host(settings.host)}:{listener.getsockname()[1]}/"
        _tell(graph, said, address)
        if check_only:
            say("A server can start so.")
            return
        configure_logs(settings.log_level, settings.log_format)
        app = application(graph, settings.public_url or address.rstrip("/"))
        if browser:
            threading.Timer(1.0, webbrowser.open, [address]).start()
        with kept_up(app):
            answer(app, settings, Metrics(), listener)
            end_within()


def _tell(graph: Graph, said: Configuration, address: str) -> None:
    """Print what is served, where, and what was set and by what; no secrets."""
    url = shown("store", graph.store.url)
    facts = "public facts" if graph.store is graph.holdings.public else "internal facts too"
    say(f"{url} ({facts}, revision {graph.store.revision().number}) is served at {address}")
    if rows := list(changed(said)):
        table(("setting", "value", "set by"), rows)
    for doubt in doubts(said.settings, address, os.environ):
        say(f"Note: {doubt}.")


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
