"""The explorer against pyvis and vis-network: the same entities and links in the same Chromium."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import isinf
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit
from urllib.request import url2pathname, urlopen

from playwright.sync_api import Browser

import lumigraph
from api.app import create_app
from api.site import EXPLORER
from bench.browser import Opened, chromium, opened
from bench.clock import LONG
from bench.peers.vis import HIDING, STILL, placed_page, pyvis_page
from bench.results import SQLITE, Line, unfinished
from bench.workshop import BenchError, Workshop, opened_sqlite
from graph.reader import Reader
from lumigraph.serving import running
from viz.network.atlas import Atlas
from viz.network.columns import Network
from viz.network.limits import Limits
from viz.network.selection import Selection

PYVIS = "pyvis as it comes"
VIS = "vis-network without physics"
HIDDEN = "the same, links hidden while it moves"
FEW, SOME, MANY = Limits(300, 60_000), Limits(1_500, 1_500), Limits(20_000, 60_000)
PATIENCE = 300
"""Seconds after which nobody waits for a picture any more."""
SOON = 1.5
"""Seconds within which the first screen tells its story."""
CORNER = 24
"""Pixels from the edge of a picture, where no node is."""


def run(workshop: Workshop, explorer: Path = EXPLORER) -> list[Line]:
    """Measure the time to the first screen and to pictures, panning many, and a page's weight.

    Raises BenchError where the page of ``explorer`` is not built: nothing would ever be drawn.
    """
    if not (explorer / "index.html").is_file():
        raise BenchError("the explorer is not built: `python run.py bench pictures` builds it")
    folder, runs = workshop.folder("pictures"), workshop.runs
    with opened_sqlite(workshop.stock("horizon-sqlite")) as store, chromium() as browser:
        reader = Reader(store)
        return [
            first_screen(browser, folder, runs),
            *few(browser, reader, folder, runs),
            some(browser, reader, folder, runs),
            *many(browser, reader, folder, runs),
        ]


def first_screen(browser: Browser, folder: Path, runs: int) -> Line:
    """Measure the story of the bundled data, on a server and in a browser that are warm."""
    with lumigraph.open(f"sqlite:///{folder / 'bundled.db'}") as graph:
        graph.ingest(lumigraph.bundled_data())
        with running(lambda url: create_app(graph.reader, public_url=url)) as address:
            in_turns(browser, {SQLITE: address}, "picture", 1)
            times, _ = in_turns(browser, {SQLITE: address}, "picture", runs)
    return Line("bundled data: the first screen's story", "s", times).most(SQLITE, SOON)


def few(browser: Browser, reader: Reader, folder: Path, runs: int) -> list[Line]:
    """Measure the first useful picture, and what comes over the network until it is there."""
    with served(reader, FEW) as (network, address):
        peer = pyvis_page(network, folder)
        times, weights = in_turns(browser, {SQLITE: address, PYVIS: peer}, "picture", runs)
    packed = len(gzip.compress(Path(url2pathname(urlsplit(peer).path)).read_bytes(), 9))
    return [
        Line(said(network, "first useful picture"), "s", times).faster(SQLITE, PYVIS, 3),
        Line(
            "what comes over the network for it, compressed",
            "KB",
            {SQLITE: weights[SQLITE] / 1000, PYVIS: packed / 1000},
        ).within(SQLITE, PYVIS, 1),
    ]


def some(browser: Browser, reader: Reader, folder: Path, runs: int) -> Line:
    """Measure how long it takes until the picture stands still; once where that is long."""
    with served(reader, SOME) as (network, address):
        ours, _ = in_turns(browser, {SQLITE: address}, "picture", runs)
        peer, _ = in_turns(browser, {PYVIS: pyvis_page(network, folder)}, "still", 1)
        if isinstance(once := peer[PYVIS], float) and once < LONG:
            peer, _ = in_turns(browser, {PYVIS: pyvis_page(network, folder)}, "still", runs)
    return Line(said(network, "still picture"), "s", {**ours, **peer}).faster(SQLITE, PYVIS, 20)


def many(browser: Browser, reader: Reader, folder: Path, runs: int) -> list[Line]:
    """Measure the time to a picture, and the time of scripts for each frame of a pan."""
    with served(reader, MANY) as (network, address):
        pages = {
            SQLITE: address,
            VIS: placed_page(network, STILL, folder, "vis"),
            HIDDEN: placed_page(network, HIDING, folder, "vis-hiding"),
        }
        frames: dict[str, list[float]] = {name: [] for name in pages}
        shown = {name: url for name, url in pages.items() if name != HIDDEN}

        def pan(name: str, page: Opened) -> None:
            frames[name].append(page.pan(corner(page)))

        times, _ = in_turns(browser, shown, "picture", runs, pan)
        in_turns(browser, {HIDDEN: pages[HIDDEN]}, "picture", runs, pan)
    panned = {name: median(some) for name, some in frames.items()}
    return [
        Line(said(network, "picture"), "s", times).faster(SQLITE, VIS, 5),
        Line("script a frame while panning", "ms", panned).faster(SQLITE, VIS, 5),
    ]


def in_turns(
    browser: Browser,
    pages: Mapping[str, str],
    mark: str,
    runs: int,
    then: Callable[[str, Opened], None] = lambda name, page: None,
) -> tuple[dict[str, float | str], dict[str, int]]:
    """Open each page ``runs`` times, in turns, and do something with it.

    Return the medians of the seconds until ``mark``, and the bytes that came over the network.
    """
    taken: dict[str, list[float]] = {name: [] for name in pages}
    weights: dict[str, int] = {}
    for _ in range(runs):
        for name, url in pages.items():
            with opened(browser, url, mark, PATIENCE) as page:
                print(f"  {name}, {mark}: {page.seconds:.2f} s", flush=True)
                taken[name].append(page.seconds)
                weights[name] = page.weight
                then(name, page)
    return {name: told(median(some)) for name, some in taken.items()}, weights


def told(seconds: float) -> float | str:
    """Return seconds, or that nobody waited that long."""
    return unfinished(PATIENCE, "s") if isinf(seconds) else seconds


def corner(page: Opened) -> tuple[float, float]:
    """Return where in a page a picture can be taken hold of."""
    box = page.page.locator("canvas").first.bounding_box()
    if box is None:
        raise BenchError(f"{page.page.url} has no picture")
    return box["x"] + CORNER, box["y"] + CORNER


def said(network: Network, what: str) -> str:
    """Return what is measured, with the numbers of what is drawn."""
    return f"{len(network.nodes.id):,} entities, {len(network.links.source):,} links: {what}"


@contextmanager
def served(reader: Reader, limits: Limits) -> Iterator[tuple[Network, str]]:
    """A server of a graph within limits, its layout made, and the address that shows all of it."""
    atlas = Atlas(reader, limits=limits)
    network = atlas.network(Selection())
    with running(lambda url: create_app(reader, public_url=url, atlas=atlas)) as address:
        for path in ("network?technologies=false&", "network/story?"):
            with urlopen(f"{address}/api/v1/{path}language=en"):  # noqa: S310 - our own server
                pass
        yield network, f"{address}/#scene=whole"
