"""The application that commands join, and the options that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from graph.catalogue.profiles import NEWEST, load_profiles
from graph.errors import StoreError
from graph.opening import SQLITE, nothing_left
from lumigraph.configuration import load_settings
from lumigraph.graph import Graph
from lumigraph.graph import open as open_graph
from lumigraph.settings import Settings

NOTHING_FOUND = 1
PANELS = ("Ask", "Take in and out", "Judge identity", "Keep", "Serve")
Function = TypeVar("Function", bound=Callable[..., Any])

app = typer.Typer(
    name="lumigraph",
    help="The knowledge graph of photonics for health: who works on what, where, and who says so.",
    epilog='Example: lumigraph who "optical coherence tomography" Vienna',
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
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as docs/cli.md describes it.")]
Internal = Annotated[
    bool,
    typer.Option("--internal", help="With internal facts too: not for the public."),
]
Alongside = Annotated[
    bool,
    typer.Option("--alongside", help="Use a Neo4j database that holds other data too."),
]
Rejects = Annotated[
    Path, typer.Option("--rejects", help="Where what was set aside is written, as CSV.")
]
REJECTS = Path("rejects.csv")
Yes = Annotated[bool, typer.Option("--yes", help="Many members may leave with a snapshot.")]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        help=f"The catalogue's DCAT-AP: {' or '.join(load_profiles())}. Default: {NEWEST}.",
        autocompletion=lambda: [*load_profiles()],
    ),
]


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"lumigraph {version('lumigraph')}")
        raise typer.Exit


@app.callback()
def whole(
    _: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_tell_version, help="Tell the version and exit."
        ),
    ] = False,
) -> None:
    """Take what stands before the command."""


def command(panel: str, example: str) -> Callable[[Function], Function]:
    """Add a function to the application, with an example, in one of the ``PANELS`` of the help."""
    return app.command(rich_help_panel=panel, epilog=f"Example: lumigraph {example}")


def opened(store: str, *, alongside: bool = False, internal: bool = True) -> Graph:
    """Open the graph that ``--store`` or the settings name.

    This machine's user sees ``internal`` facts too, unless what is made is for others.
    Raises ``StoreError`` when there is none.
    """
    return open_graph(settings=present(store), alongside=alongside, internal=internal)


@contextmanager
def made(store: str, *, alongside: bool = False, internal: bool = True) -> Iterator[Graph]:
    """Open the same, or make it; of one that nothing went into nothing is left."""
    settings = settings_at(store)
    with (
        nothing_left(settings.store, settings.internal()),
        open_graph(settings=settings, alongside=alongside, internal=internal) as graph,
    ):
        yield graph


def present(store: str) -> Settings:
    """Return the settings with the graph that ``--store`` or they name.

    Raises ``StoreError`` when there is none.
    """
    settings = settings_at(store)
    if not is_there(store):
        raise StoreError(
            f"there is no graph at {settings.store} yet: `lumigraph ingest PATH` makes one, "
            "`lumigraph explore` one of the bundled data"
        )
    return settings


def is_there(store: str) -> bool:
    """Tell whether the graph that ``--store`` or the settings name has been made."""
    url = settings_at(store).store
    file = url.removeprefix(SQLITE)
    return not url.startswith(SQLITE) or file in ("", ":memory:") or Path(file).exists()


def settings_at(store: str) -> Settings:
    """Return the settings, of the graph that ``--store`` names where it does."""
    settings = load_settings()
    return settings.at(store) if store else settings


def end(*, found: bool) -> None:
    """End a reading command: exit code 0 when something was found, else 1."""
    if not found:
        raise typer.Exit(NOTHING_FOUND)
