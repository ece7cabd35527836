"""Pages in Chromium, and how long they take: until there is a picture, and a frame while one pans.

A page says ``performance.mark("picture")`` when it has drawn one, and ``"still"`` when nothing
moves any more. Counted is from the navigation to the frame after, which is when a person sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

import run
from bench.workshop import BenchError

ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",  # WebGL without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
SIZE: ViewportSize = {"width": 1280, "height": 800}
STEPS = 12
FAR = 8
"""A pan is so many steps of so many pixels."""
WATCH = """
window.seen = {};
const after = (told) => requestAnimationFrame(() => requestAnimationFrame(told));
new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) after(() => window.seen[name] ??= performance.now());
}).observe({ type: "mark", buffered: true });
"""
# A browser that draws nothing more is not waited for.
FRAME = """() => new Promise((drawn) => {
    requestAnimationFrame(drawn);
    setTimeout(drawn, 5000);
})"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page that was opened: seconds until its mark, and bytes that came over the network."""

    page: Page
    seconds: float
    weight: int

    def pan(self, corner: tuple[float, float]) -> float:
        """Move the picture by its ``corner``; return the milliseconds of script a frame."""
        page, mouse = self.page, self.page.mouse
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        mouse.move(*corner)
        mouse.down()
        before = script_seconds(session)
        for step in range(STEPS):
            mouse.move(corner[0] + FAR * step, corner[1] + FAR * step / 2)
            page.evaluate(FRAME)
        taken = script_seconds(session) - before
        mouse.up()
        return 1000 * taken / STEPS


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window.

    Raises BenchError where there is none.
    """
    found = run.find_chromium()
    if found is None:
        raise BenchError("Chromium is missing: install it, or name it in LUMIGRAPH_CHROMIUM")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, url: str, mark: str, patience: float = 600) -> Iterator[Opened]:
    """Open a page of its own, nothing cached, and wait for its mark.

    Infinitely many seconds where that takes longer than ``patience``.
    """
    with browser.new_context(viewport=SIZE, locale="en-GB") as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        weight = [0]
        network = context.new_cdp_session(page)
        network.on(
            "Network.loadingFinished",
            lambda told: weight.append(told["encodedDataLength"]),
        )
        network.send("Network.enable")
        page.goto(url, wait_until="commit")
        yield Opened(page, seconds_until(page, mark, patience), round(sum(weight)))


def seconds_until(page: Page, mark: str, patience: float) -> float:
    """Return the seconds from the navigation to the frame after ``mark``."""
    try:
        seen = page.wait_for_function(
            "mark => window.seen[mark]", arg=mark, timeout=1000 * patience
        )
    except TooLate:
        return float("inf")
    return float(seen.json_value()) / 1000


def script_seconds(session: CDPSession) -> float:
    """Return how long scripts of the page have run so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "ScriptDuration")
