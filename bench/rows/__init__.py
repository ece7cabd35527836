"""The rows of the table, one module each: ``run(workshop)`` measures and returns the lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bench.results import Line
from bench.rows import (
    change,
    dump,
    filters,
    growth,
    hidden,
    ingest,
    link,
    link_new,
    load,
    load_busy,
    load_served,
    load_shed,
    pictures,
    rdf_in,
    rdf_index,
    reconcile,
    records,
    registry,
    reingest,
    sparql,
    tables,
    walk,
    who,
    widest,
)
from bench.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what its table heading says, what measures it, and whether the bundle is its data."""

    title: str
    run: Callable[[Workshop], list[Line]]
    on_bundle: bool = False


ROWS = {
    "who": Row("Who works on X in region Y, 200 random pairs", who.run),
    "widest": Row("The widest question: the largest technology branch in Germany", widest.run),
    "load": Row("Loading the million nodes, golden graph only", load.run),
    "records": Row("Loading the million nodes with records and evidence", records.run),
    "change": Row("1,000 changed organisations", change.run),
    "walk": Row("Names with typing errors, neighbours, shortest paths", walk.run),
    "ingest": Row("Taking in the Horizon bundle", ingest.run, on_bundle=True),
    "reingest": Row("Taking in the Horizon bundle again", reingest.run, on_bundle=True),
    "tables": Row("Reading a table of 100,000 members", tables.run),
    "registry": Row("Reading the Research Organization Registry", registry.run, on_bundle=True),
    "rdf_in": Row("Reading RDF in our own vocabulary", rdf_in.run, on_bundle=True),
    "sparql": Row("Who works on X in region Y in SPARQL, 200 random pairs", sparql.run),
    "reconcile": Row("Matching 1,000 names in batches", reconcile.run),
    "link": Row("Which records are one organisation", link.run, on_bundle=True),
    "link_new": Row(
        "1,000 new organisations among 500,000 linked ones", link_new.run, on_bundle=True
    ),
    "rdf_index": Row("The RDF index of the Horizon bundle", rdf_index.run, on_bundle=True),
    "dump": Row("Writing the million nodes as RDF, without and with evidence", dump.run),
    "pictures": Row("Networks as pictures in Chromium", pictures.run, on_bundle=True),
    "served": Row("A server asked over 32 connections", load_served.run),
    "busy": Row("The same while the Horizon bundle is taken in", load_busy.run),
    "shed": Row("Twice the load that the server can take", load_shed.run),
    "hidden": Row("Public answers of a graph with as many internal facts", hidden.run),
    "filters": Row("The question with role and period filters, and facets", filters.run),
    "growth": Row("The Horizon bundle once, three and ten times over", growth.run, on_bundle=True),
}
