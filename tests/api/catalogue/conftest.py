"""Catalogues of small graphs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.catalogue.assembly import make_catalogue
from graph.catalogue.model import Catalogue
from graph.catalogue.publication import Publication
from graph.catalogue.shelf import Shelf
from graph.ledger.writing import ingest
from graph.records import Record
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, info, units

BY = Publication(
    public_url="https://data.lumigraph.eu",
    publisher_name="Photonics Alliance",
    publisher_url="https://alliance.lumigraph.eu",
    contact_name="Data desk",
    contact_email="data@lumigraph.eu",
)
"""A publisher that stands for none."""


def catalogue_of(store: GraphStore, folder: Path, by: Publication = BY) -> Catalogue:
    """The catalogue of a store as it is; its dumps go into ``folder``."""
    return make_catalogue(store, Shelf(store, folder, by.base_uri).make(), by)


def tell_licensed(
    store: GraphStore, name: str, *records: Record, title: str = "", licence: str = "CC0-1.0"
) -> None:
    """Take in a source that may be published."""
    said = replace(info(name, records), title=title or name, licence=licence)
    ingest(store, SCHEMA, said, units(records))
