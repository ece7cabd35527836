"""A kit on disk: all of it, or nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from graph.errors import UsageError
from lumigraph.graph import Graph
from lumigraph.harvest_kit.content import kit
from lumigraph.hosts import why_private
from lumigraph.publishing import catalogue_of, hindrances, publication_of


def write_kit(graph: Graph, folder: Path) -> list[Path]:
    """Write the kit of a graph into a new folder; return its files.

    Raises ``UsageError`` where the folder holds something, or the catalogue may not be published.
    """
    _check_folder(folder)
    _check_publication(graph)
    files = kit(catalogue_of(graph), publication_of(graph))
    _write(folder, files)
    return [folder / name for name in files]


def _check_folder(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already: name a folder that is new or empty")
    if not folder.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {folder.parent}: make it, or name another")


def _check_publication(graph: Graph) -> None:
    found = [*hindrances(graph), *filter(None, [why_private(publication_of(graph).base_uri)])]
    if found:
        raise UsageError(f"there is nothing to hand over yet: {'; '.join(found)}")


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    whole = folder.absolute()
    with tempfile.TemporaryDirectory(
        dir=whole.parent, prefix=f".{whole.name}-", ignore_cleanup_errors=True
    ) as made:
        part = Path(made) / whole.name
        for name, content in files.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if whole.exists():
            whole.rmdir()
        part.rename(whole)
