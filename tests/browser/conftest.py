"""A real browser on a real server of the bundled data.

A test takes ``page``, drives it, and looks at it by ``tests.browser.views``. Browser and driver are
those of the whole folder; each test has a page of its own, without cookies and local storage.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

import lumigraph
import run
from api.app import create_app
from api.site import EXPLORER
from tests.browser.watch import Watch
from tests.conftest import require
from tests.serving import running

ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    # Debian's package turns it on: without a graphics card a page would be painted through WebGL's
    # stand-in for one, a map in half a minute.
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
SIZE: ViewportSize = {"width": 1280, "height": 800}
# A busy machine is not a defect.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Chromium without a window. Its driver holds an event loop, hence not for the session."""
    found = run.find_chromium()
    require("Chromium", found is not None, "install it, or name it in LUMIGRAPH_CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(bundled: str) -> Iterator[str]:
    """The address of a server of the bundled data, with the explorer."""
    built = (EXPLORER / "index.html").is_file()
    require("the built explorer", built, "`python run.py test` builds it")
    with (
        lumigraph.open(bundled) as graph,
        running(lambda address: create_app(graph.reader, public_url=address)) as address,
        urlopen(f"{address}/sparql?query=ASK%7B%7D"),  # noqa: S310 - makes the index
    ):
        yield address


@pytest.fixture
def page(chromium: Browser, served: str) -> Iterator[Page]:
    """A fresh page; errors in its console and requests to other hosts fail the test."""
    with chromium.new_context(base_url=served, viewport=SIZE, locale="en-GB") as context:
        watch = Watch(served, context)
        yield context.new_page()
        watch.check()
