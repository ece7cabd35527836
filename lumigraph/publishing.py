"""The catalogue of a graph, without a server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.catalogue.assembly import make_catalogue
from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import profile_named
from graph.catalogue.publication import Publication
from graph.catalogue.publishable import problems
from graph.catalogue.rendering import catalogue_statements, written
from graph.catalogue.shelf import Shelf
from graph.destination import check_destination
from graph.errors import EmptyGraphError, UsageError
from graph.export import whole
from graph.rdf.forms import FORMS
from lumigraph.graph import Graph

DCAT = "dcat"
"""What `lumigraph export --format` calls the catalogue."""


def publication_of(graph: Graph) -> Publication:
    """Return who publishes a graph, and where: at this machine's server unless it is set."""
    settings = graph.settings
    return settings.publication(settings.public_url or f"http://{settings.host}:{settings.port}")


def catalogue_of(graph: Graph) -> Catalogue:
    """Return the catalogue of what is public; its dumps are made where there are none.

    Raises ``EmptyGraphError`` for an empty graph.
    """
    store, by = graph.holdings.public, publication_of(graph)
    if store.revision().number == 0:
        raise EmptyGraphError(f"{store.url} is empty: `lumigraph ingest PATH` fills it")
    with _room(graph.settings.dumps_folder(store.url)) as folder:
        return make_catalogue(store, Shelf(store, folder, by.base_uri).make(), by)


def hindrances(graph: Graph) -> list[str]:
    """Return what forbids to publish the catalogue, one sentence each."""
    return problems(graph.holdings.public, publication_of(graph))


@contextmanager
def _room(folder: Path | None) -> Iterator[Path]:
    """Open a folder, one that lasts only as long as needed where there is none."""
    if folder:
        yield folder
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def export_catalogue(graph: Graph, output: Path, profile: str = "") -> int:
    """Write the catalogue in a profile of DCAT-AP to a file; return how many statements.

    The file's ending names its form, ``.gz`` packs it; it appears whole or not at all. Raises
    ``UsageError`` for another ending or profile, and what ``check_destination`` raises.
    """
    form = output.name.removesuffix(".gz").rpartition(".")[2]
    if form not in FORMS:
        listed = ", ".join(f".{name}" for name in FORMS)
        raise UsageError(f"'{output.name}' has no ending of a catalogue: write one of {listed}")
    check_destination(output)
    chosen = profile_named(profile)
    statements = list(catalogue_statements(catalogue_of(graph), chosen))
    with whole(output) as file:
        file.write(written(statements, form))
    return len(statements)
