"""Who asked for less movement sees everything arrive at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import SIZE
from tests.browser.test_network import opened
from tests.browser.watch import Watch

Wish = Literal["reduce", "no-preference"]
Step = Callable[[Page], None]
NAMES = "() => document.querySelector('.sigma-labels').toDataURL()"


def by_key(key: str) -> Step:
    return lambda page: page.keyboard.press(key)


def by_wheel(page: Page) -> None:
    page.mouse.move(SIZE["width"] / 2, SIZE["height"] / 2)
    page.mouse.wheel(0, -300)


def by_hiding(page: Page) -> None:
    page.get_by_role("group", name="Kinds that are shown").get_by_text("Agreement").click()


STEPS: dict[str, Step] = {
    "zoomed": by_key("+"),
    "wheeled": by_wheel,
    "filtered": by_hiding,
}


@pytest.fixture(params=("reduce", "no-preference"))
def asked(
    request: pytest.FixtureRequest, chromium: Browser, served: str
) -> Iterator[tuple[Wish, Page]]:
    """The first screen of somebody who asked for less movement, or for none; its time stands."""
    wish: Wish = request.param
    with chromium.new_context(
        base_url=served, viewport=SIZE, locale="en-GB", reduced_motion=wish
    ) as context:
        watch = Watch(served, context)
        page = context.new_page()
        page.clock.install()
        opened(page, "/")
        page.clock.pause_at(page.evaluate("Date.now() / 1000 + 10"))
        page.clock.run_for(2_000)
        yield wish, page
        watch.check()


def test_the_picture_moves_only_for_those_who_did_not_ask(asked: tuple[Wish, Page]) -> None:
    wish, page = asked
    for name, step in STEPS.items():
        before = page.evaluate(NAMES)
        step(page)
        page.clock.run_for(60)
        early = page.evaluate(NAMES)
        page.clock.run_for(2_000)
        late = page.evaluate(NAMES)
        assert late != before, f"{name}: nothing changed"
        assert (early == late) == (wish == "reduce"), name
