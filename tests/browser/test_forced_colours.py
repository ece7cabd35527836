"""Who has the system choose all colours can read the picture, and sees what is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import SIZE
from tests.browser.test_network import opened
from tests.browser.views import pictured
from tests.browser.watch import Watch

BACKGROUND = "one => getComputedStyle(one).backgroundColor"
BORDER = "one => getComputedStyle(one).borderBottomColor"
SYSTEM = """name => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.backgroundColor = name;
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
}"""
"""What colour the system has for something."""
INKS = """() => {
    const canvas = document.querySelector('.sigma-labels');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const found = [];
    for (let at = 0; at < data.length; at += 4) if (data[at + 3] === 255) found.push(data[at]);
    return [Math.min(...new Set(found)), Math.max(...new Set(found))];
}"""
"""The darkest and the lightest red of what is drawn with names."""


@pytest.fixture
def forced(chromium: Browser, served: str) -> Iterator[Page]:
    """The first screen in colours that the system chooses."""
    with chromium.new_context(
        base_url=served, viewport=SIZE, locale="en-GB", forced_colors="active"
    ) as context:
        watch = Watch(served, context)
        page = context.new_page()
        opened(page, "/")
        yield page
        watch.check()


def backgrounds(found: Locator) -> set[str]:
    """Return the colours behind some elements."""
    return {one.evaluate(BACKGROUND) for one in found.all()}


def test_names_stand_out_from_their_ground(forced: Page) -> None:
    darkest, lightest = forced.evaluate(INKS)
    assert lightest - darkest > 180
    pictured(forced, "network-forced")


def test_kinds_have_their_colours(forced: Page) -> None:
    kinds = forced.get_by_role("group", name="Kinds that are shown")
    dots = kinds.locator(".kind-dot")
    assert len(backgrounds(dots)) == dots.count() > 2


def test_what_is_chosen_stands_out(forced: Page) -> None:
    highlight, canvas = (forced.evaluate(SYSTEM, name) for name in ("Highlight", "Canvas"))
    story = forced.get_by_role("button", name="Story")
    assert story.evaluate(BACKGROUND) == highlight
    tab = forced.get_by_role("tab", name="Map")
    assert tab.evaluate(BORDER) == canvas
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    assert tab.evaluate(BORDER) == highlight
    pictured(forced, "map-forced")
