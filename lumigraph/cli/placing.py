"""The command that puts organisations into regions by polygons."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import UsageError
from graph.records import Reject
from ingest.derived import forget
from ingest.formats import RejectsFile
from ingest.geometry import TOLERANCE
from lumigraph.cli.app import REJECTS, Alongside, AsJson, Rejects, Store, command, opened
from lumigraph.cli.output import note, print_json, say, table
from lumigraph.graph import Graph

if TYPE_CHECKING:
    from lumigraph.placing import Placed, Placing

COLUMNS = ("source", "coordinates", "placed", "known", "abroad", "off")


@command("Take in and out", "regions --geometry NUTS_RG_01M_2024_4326.geojson")
def regions(
    more: Annotated[
        list[Path] | None, typer.Argument(help="More files like that of --geometry.")
    ] = None,
    geometry: Annotated[
        list[Path] | None,
        typer.Option("--geometry", help="GISCO's GeoJSON of NUTS regions: a file, folder or ZIP."),
    ] = None,
    tolerance: Annotated[
        float,
        typer.Option(min=0, max=100, help="How many kilometres a point may lie off its polygon."),
    ] = TOLERANCE,
    forgotten: Annotated[
        bool, typer.Option("--forget", help="Take out all that polygons said.")
    ] = False,
    rejects: Rejects = REJECTS,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Give organisations with coordinates their region, by point in polygon."""
    paths = [*(geometry or ()), *(more or ())]
    if forgotten == bool(paths):
        raise UsageError("name the polygons with --geometry FILE…, or say --forget")
    file = RejectsFile(rejects)
    with opened(store, alongside=alongside) as graph:
        if forgotten:
            _forget([one.source for one in forget(graph.holdings)], as_json=as_json)
            return
        from lumigraph.placing import place  # shapely is slow to import

        found = place(graph.holdings, paths, tolerance)
        drawn = _draw(graph, found)
    with file:
        for reject in rejects_of(found):
            file.add(reject)
    _print(found, drawn, as_json=as_json)
    if file.count:
        (note if as_json else say)(
            f"{file.count:,} could not be placed or read: {rejects} says which and why."
        )


def rejects_of(found: Placing) -> Iterator[Reject]:
    """Yield the features, places and records that were set aside."""
    yield from found.rejects
    for one in found.sources:
        yield from one.placements.off
        yield from one.report.rejects


def _forget(names: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"retracted": names})
    else:
        say(f"Taken out: {', '.join(names)}." if names else "Polygons have said nothing so far.")


def _draw(graph: Graph, found: Placing) -> int:
    """Keep the outlines for maps; return how many there are."""
    from ingest.geometry.placements import ATTRIBUTION
    from viz.maps.outlines import write_outlines

    file = graph.settings.outlines_file(graph.holdings.public.url)
    return write_outlines(found.outlines, ATTRIBUTION, file) if file else 0


def _print(found: Placing, drawn: int, *, as_json: bool) -> None:
    rows = [_row(one) for one in found.sources]
    if as_json:
        sources = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        retracted = [one.source for one in found.gone]
        print_json(
            {"areas": found.areas, "outlines": drawn, "sources": sources, "retracted": retracted}
        )
    elif rows:
        table(COLUMNS, rows, f"{found.areas:,} polygons")
    else:
        say("No source states the coordinates of an organisation.")
    if drawn and not as_json:
        say(f"Outlines for maps: {drawn:,}.")


def _row(one: Placed) -> tuple[str, int, int, int, int, int]:
    made = one.placements
    return (one.source, made.stated, made.placed, made.known, made.abroad, len(made.off))
