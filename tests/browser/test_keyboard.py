"""The explorer without a mouse: every step here is a key."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.views import accessible, pictured


@pytest.fixture
def ready(page: Page) -> Page:
    """The first screen, with the whole graph loaded behind it."""
    with page.expect_response(lambda answer: "/api/v1/network?" in answer.url):
        page.goto("/")
    expect(page.get_by_role("button", name=re.compile("Organisation"))).to_be_visible()
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys one after another, wherever the focus is."""
    for key in keys:
        page.keyboard.press(key)


def type_and_choose(page: Page, text: str, name: str) -> None:
    """Type into the box that has the focus, and take the suggestion of this name."""
    page.keyboard.type(text)
    expect(page.get_by_role("option", name=re.compile(name)).first).to_be_visible()
    press(page, "ArrowDown", "Enter")


def test_search_and_panel(ready: Page) -> None:
    press(ready, "/")
    expect(ready.get_by_role("combobox", name="Find")).to_be_focused()
    type_and_choose(ready, "ekspla", "Ekspla")
    expect(ready.get_by_role("heading", name="Ekspla")).to_be_visible()
    expect(ready.get_by_role("combobox", name="Find")).to_be_focused()


def test_the_outline_walks_along_links_and_back(ready: Page) -> None:
    press(ready, "o")
    outline = ready.get_by_role("region", name="Outline")
    outline.get_by_role("button", name=re.compile("^Global Development")).focus()
    press(ready, "ArrowRight")
    expect(outline).to_contain_text("You are at Global Development")
    press(ready, "ArrowDown", "ArrowUp")
    outline.get_by_role("button", name=re.compile("Participants: Laser and Engineering")).focus()
    press(ready, "ArrowRight")
    expect(outline).to_contain_text("You came here: Global Development")
    press(ready, ".")
    expect(ready.get_by_role("status")).to_contain_text("You are at Laser and Engineering")
    press(ready, "ArrowLeft")
    expect(outline).to_contain_text("You are at Global Development")
    expect(outline.locator(":focus")).to_contain_text("Laser and Engineering")
    accessible(ready)
    pictured(ready, "network-outline")


def test_the_way_from_litek_to_cpic(ready: Page) -> None:
    press(ready, "w")
    ways = ready.get_by_role("region", name="Ways between two")
    ways.get_by_role("combobox", name="From").focus()
    type_and_choose(ready, "LITEK", "Laser and Engineering")
    press(ready, "Tab")
    expect(ways.get_by_role("combobox", name="To")).to_be_focused()
    type_and_choose(ready, "CPIC", "Canadian")
    expect(ways.get_by_role("button", name="Way 1: 2 steps")).to_be_visible()
    ways.get_by_role("button", name="Next step").focus()
    press(ready, "Enter")
    expect(ready.get_by_role("status")).to_contain_text(
        "Laser and Engineering Technologies Cluster – party to → Memorandum"
    )
    press(ready, "Enter")
    expect(ready.get_by_role("status")).to_contain_text("Canadian Photonic Industry Consortium")
    expect(ways.get_by_role("button", name="Next step")).to_be_focused()


def test_the_palette_finds_and_does(ready: Page) -> None:
    press(ready, "Control+k")
    palette = ready.get_by_role("dialog", name="Commands")
    expect(palette.get_by_role("combobox")).to_be_focused()
    press(ready, "ArrowUp")  # to the last one
    expect(palette.get_by_role("option", selected=True)).to_be_in_viewport(ratio=1)
    ready.keyboard.type("outline")
    press(ready, "Enter")
    expect(ready.get_by_role("region", name="Outline")).to_be_visible()
    press(ready, "Control+k")
    expect(palette.get_by_role("combobox")).to_be_focused()
    ready.keyboard.type("nothing like it")
    expect(palette).to_contain_text("No command is called that.")
    press(ready, "Escape")
    expect(palette).to_be_hidden()


def test_help_lists_the_keys(ready: Page) -> None:
    press(ready, "?")
    dialog = ready.get_by_role("dialog", name="Keyboard and help")
    expect(dialog.get_by_role("row", name=re.compile("Find something by name"))).to_be_visible()
    accessible(ready)
    pictured(ready, "help")
    press(ready, "Escape")
    expect(dialog).to_be_hidden()


def test_tabs_and_theme(ready: Page) -> None:
    ready.get_by_role("tab", name="Network").focus()
    press(ready, "ArrowRight")
    expect(ready.get_by_role("tab").nth(1)).to_be_focused()
    press(ready, "1")
    expect(ready.get_by_role("tab", name="Network")).to_have_attribute("aria-selected", "true")
    theme = ready.get_by_role("button", name=re.compile("Theme"))
    theme.focus()
    press(ready, "Enter", "Enter")
    expect(ready.locator("html")).to_have_attribute("data-theme", "dark")
    expect(ready.get_by_role("button", name="Theme: dark")).to_be_focused()


def test_the_focus_stays_when_what_had_it_goes(ready: Page) -> None:
    press(ready, "o")
    outline = ready.get_by_role("region", name="Outline")
    outline.get_by_role("button", name=re.compile("^Biocat")).focus()
    press(ready, "Enter")
    hide = ready.get_by_role("button", name="Hide it", exact=True)
    hide.focus()
    press(ready, "Enter")
    expect(hide).to_be_focused()
    press(ready, "Control+z")
    expect(hide).to_be_focused()
    ready.get_by_role("complementary").get_by_role("button", name="Close").focus()
    press(ready, "Enter")
    expect(ready.get_by_role("tabpanel")).to_be_focused()


def test_the_title_says_which_view_is_open_of_whom_and_in_the_language_of_the_page(
    page: Page,
) -> None:
    page.goto("/#language=en")
    expect(page).to_have_title("Network – Lumigraph")
    page.get_by_role("tab", name="Timeline").click()
    expect(page).to_have_title("Timeline – Lumigraph")
    page.goto("/#tab=question&language=de&chosen=litek")
    expect(page).to_have_title("Laser and Engineering Technologies Cluster – Antwort – Lumigraph")
