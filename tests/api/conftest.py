"""A server over the bundled data, asked in the same process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shapely
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from lumigraph.bundled import bundled_data
from lumigraph.loading import take_in
from ontology.regions import load_regions
from viz.maps.outlines import Outline, write_outlines

Starter = Callable[[FastAPI], TestClient]


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The bundled data in a file, as a server has it: read by many threads."""
    store = SqliteStore(str(tmp_path_factory.mktemp("api") / "graph.db"))
    take_in(Holdings(store), bundled_data())
    yield Reader(store)
    store.close()


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page as Vite builds it."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Lumigraph</title>")
    (folder / "assets" / "index-1234.js").write_text("export {}")
    return folder


@pytest.fixture(scope="session")
def regions_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outlines as `lumigraph regions --geometry` keeps them: two halves of a square."""
    file = tmp_path_factory.mktemp("outlines") / "regions.geojson"
    regions = load_regions()
    halves = {"LT01": shapely.box(21, 54, 23, 56), "LT02": shapely.box(23, 54, 26, 56)}
    found = [(regions.get(code), half) for code, half in halves.items()]
    outlines = [Outline(region, 2, half) for region, half in found if region]
    write_outlines(outlines, "© EuroGeographics", file)
    return file


@pytest.fixture(scope="session")
def app(reader: Reader, page: Path, regions_file: Path) -> FastAPI:
    return create_app(reader, page=page, regions_file=regions_file)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    return TestClient(app)
