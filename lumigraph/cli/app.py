"""The application that commands join, and the options that they share."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from lumigraph.graph import Graph
from lumigraph.graph import open as open_graph
from lumigraph.settings import load_settings

app = typer.Typer(
    name="lumigraph",
    help="The knowledge graph of photonics for health: who works on what, where, and who says so.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Store = Annotated[
    str,
    typer.Option(
        "--store",
        help="Where the graph is: sqlite:///file.db, bolt://host:7687. "
        "Default: LUMIGRAPH_STORE, lumigraph.toml, or the platform's data folder.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in the documented shape.")]
Alongside = Annotated[
    bool,
    typer.Option("--alongside", help="Use a Neo4j database that holds other data too."),
]
NOTHING_FOUND = 1


def opened(store: str, *, alongside: bool = False) -> Graph:
    """Open the graph that ``--store`` or the settings name."""
    settings = load_settings()
    if store:
        settings = replace(settings, store=store)
    return open_graph(settings=settings, alongside=alongside)


def end(*, found: bool) -> None:
    """End a reading command: exit code 0 when something was found, else 1."""
    if not found:
        raise typer.Exit(NOTHING_FOUND)
