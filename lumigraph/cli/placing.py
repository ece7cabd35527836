"""The command that puts organisations into regions, by polygons and by cities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import UsageError
from graph.records import Reject
from ingest.cities import PREFIX as CITIES
from ingest.derived import forget
from ingest.formats import RejectsFile
from ingest.geometry import TOLERANCE
from ingest.located import PREFIXES
from lumigraph.cli.app import REJECTS, Alongside, AsJson, Rejects, Store, command, opened
from lumigraph.cli.output import note, print_json, say, table
from lumigraph.cli.reports import settle_rejects
from lumigraph.graph import Graph

if TYPE_CHECKING:
    from ingest.cities.placements import ByCities
    from ingest.geometry.placements import ByPolygons
    from lumigraph.placing import Placed, Placing

CITY_COLUMNS = ("source", "cities", "placed", "known", "open")
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
    cities: Annotated[
        bool,
        typer.Option(
            "--cities",
            help="Where a source states a city alone: the region that others state with it.",
        ),
    ] = False,
    forgotten: Annotated[
        bool,
        typer.Option(
            "--forget",
            help="Take out all that polygons and cities said; with --cities what cities said.",
        ),
    ] = False,
    rejects: Rejects = REJECTS,
    store: Store = "",
    alongside: Alongside = False,
    as_json: AsJson = False,
) -> None:
    """Give organisations their region: by coordinates in polygons, by what others of the graph
    state of their city.
    """
    paths = [*(geometry or ()), *(more or ())]
    if (forgotten and paths) or not (forgotten or paths or cities):
        raise UsageError("name the polygons with --geometry FILE…, or say --cities, or --forget")
    file = RejectsFile(rejects)
    with opened(store, alongside=alongside) as graph:
        if forgotten:
            gone = forget(graph.holdings, CITIES if cities else PREFIXES)
            _forget([one.source for one in gone], as_json=as_json)
            return
        from lumigraph.placing import place  # shapely is slow to import

        found = place(graph.holdings, paths, tolerance, cities=cities)
        drawn = _draw(graph, found) if paths else 0
    with file:
        for reject in rejects_of(found):
            file.add(reject)
    if as_json:
        print_json(_shape(found, drawn))
    else:
        _print(found, drawn, paths=bool(paths), cities=cities)
    if file.count:
        (note if as_json else say)(
            f"{file.count:,} could not be placed or read: {rejects} says which and why."
        )
    settle_rejects(file, read=True, as_json=as_json)


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
        say(f"Taken out: {', '.join(names)}." if names else "There is nothing to take out.")


def _draw(graph: Graph, found: Placing) -> int:
    """Keep the outlines for maps; return how many there are."""
    from ingest.geometry.placements import ATTRIBUTION
    from viz.maps.outlines import write_outlines

    file = graph.settings.outlines_file(graph.holdings.public.url)
    return write_outlines(found.outlines, ATTRIBUTION, file) if file else 0


def _shape(found: Placing, drawn: int) -> dict[str, object]:
    return {
        "areas": found.areas,
        "outlines": drawn,
        "sources": [dict(zip(COLUMNS, _row(one), strict=True)) for one in found.sources],
        "cities": [
            dict(zip(CITY_COLUMNS, _city_row(one), strict=True)) for one in found.cities.sources
        ],
        "retracted": [one.source for one in (*found.gone, *found.cities.gone)],
    }


def _print(found: Placing, drawn: int, *, paths: bool, cities: bool) -> None:
    if found.sources:
        table(COLUMNS, [_row(one) for one in found.sources], f"{found.areas:,} polygons")
    elif paths:
        say("No source states the coordinates of an organisation.")
    if drawn:
        say(f"Outlines for maps: {drawn:,}.")
    if found.cities.sources:
        table(CITY_COLUMNS, [_city_row(one) for one in found.cities.sources], "By cities")
    elif cities:
        say("No source states a city without its region.")


def _row(one: Placed[ByPolygons]) -> tuple[str, int, int, int, int, int]:
    made = one.placements
    return (one.source, made.stated, made.placed, made.known, made.abroad, len(made.off))


def _city_row(one: Placed[ByCities]) -> tuple[str, int, int, int, int]:
    made = one.placements
    return (one.source, made.stated, made.placed, made.known, made.open)
