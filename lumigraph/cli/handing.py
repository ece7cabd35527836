"""The command that writes what is handed over to portals: harvest-kit."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lumigraph.cli.app import Alongside, Store, command, opened
from lumigraph.cli.output import say
from lumigraph.harvest_kit.writing import write_kit


@command("Serve", "harvest-kit kit/")
def harvest_kit(
    folder: Annotated[Path, typer.Argument(help="A new folder for it.")],
    store: Store = "",
    alongside: Alongside = False,
) -> None:
    """Write what portals need to harvest the catalogue: answers, endpoints, redirect, files."""
    with opened(store, alongside=alongside) as graph:
        files = write_kit(graph, folder)
    for file in files:
        say(str(file))
    say(f"Begin with {folder / 'checklist.md'}.")
