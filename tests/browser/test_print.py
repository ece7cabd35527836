"""A view on paper: light whatever the theme, with what its colours mean, nothing over another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_network import sentence

INK = [23, 33, 44]
"""That of the light theme."""
PRINTING = """ink => {
    window.print = () => {
        const canvas = document.querySelector("canvas.sigma-labels");
        const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const written = at => data[at + 3] === 255 && ink.every((part, n) => data[at + n] === part);
        window.inked = data.some((_, at) => at % 4 === 0 && written(at));
        window.dispatchEvent(new Event("afterprint"));
    };
}"""


@pytest.fixture
def dark(page: Page) -> Page:
    """The first screen in the dark."""
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(sentence(page)).to_contain_text("6 clusters")
    expect(page.locator("canvas.sigma-labels")).to_be_visible()
    return page


def by_button(page: Page) -> None:
    page.keyboard.press("s")
    page.get_by_role("dialog").get_by_role("button", name="Print or PDF").click()


def by_key(page: Page) -> None:
    page.keyboard.press("Control+p")


@pytest.mark.parametrize("ask", [by_button, by_key])
def test_names_are_dark_on_paper_and_the_page_stays_dark(
    dark: Page, ask: Callable[[Page], None]
) -> None:
    dark.evaluate(PRINTING, INK)
    ask(dark)
    dark.wait_for_function("() => window.inked !== undefined")
    assert dark.evaluate("window.inked"), "names are drawn in the ink of the light theme"
    assert dark.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"


@pytest.mark.parametrize("theme", ["", "dark"])
def test_the_legend_stands_below_the_picture_and_has_its_colours(dark: Page, theme: str) -> None:
    if theme:
        dark.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    dark.emulate_media(media="print", color_scheme="dark")
    canvas = dark.locator("canvas.sigma-labels").bounding_box()
    legend = dark.locator(".legend")
    below = legend.bounding_box()
    assert canvas
    assert below
    assert below["y"] >= canvas["y"] + canvas["height"] - 1
    root = "getComputedStyle(document.documentElement)"
    assert dark.evaluate(f"{root}.printColorAdjust") == "exact"
    assert dark.evaluate(f"{root}.colorScheme") == "light"


def test_an_answer_on_paper_is_what_was_found_without_what_can_be_pressed(page: Page) -> None:
    page.goto("/#tab=question&technology=lasers&region=LT&language=en")
    heading = page.get_by_role("heading", name="22 organisations work on lasers in Lithuania")
    expect(heading).to_be_visible()
    aside = page.locator("details.apart li").first
    expect(aside).not_to_be_visible()
    page.emulate_media(media="print")
    expect(heading).to_be_visible()
    assert page.get_by_role("row", name="Ekspla").first.is_visible()
    for what in ("Ask", "Why", "Show in the network", "CSV"):
        assert (
            page.get_by_role("button", name=what).or_(page.get_by_role("link", name=what)).all()
            == []
        )
    # What is folded on the screen is read on paper.
    expect(aside).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_of_an_entity_on_paper(page: Page, theme: str) -> None:
    page.emulate_media(media="print", color_scheme="dark" if theme == "dark" else "light")
    page.goto("/page/organisation/litek")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.get_by_role("rowheader", name="founded").is_visible()
    assert page.get_by_role("banner").all() == []
    assert page.get_by_role("link", name="Something wrong?").all() == []
    body = "getComputedStyle(document.body)"
    assert page.evaluate(f"{body}.backgroundColor") == "rgb(255, 255, 255)"
