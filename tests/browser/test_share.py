"""Taking a view along: its address, files of what is shown, the view as a file, another page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.views import accessible, pictured


@pytest.fixture
def dialog(page: Page) -> Locator:
    """The dialog over the first screen."""
    with page.expect_response(lambda answer: "/api/v1/network?" in answer.url):
        page.goto("/")
    expect(page.get_by_role("button", name=re.compile("Organisation"))).to_be_visible()
    page.keyboard.press("s")
    return page.get_by_role("dialog", name="Share and keep")


@pytest.mark.parametrize(
    ("form", "ending", "holds"),
    [
        ("SVG picture", "svg", "LITEK"),
        ("Web page (works offline)", "html", "LITEK"),
        ("GraphML", "graphml", "mou-litek-cpic-2019"),
        ("JSON-LD", "jsonld", "laser-go-global"),
    ],
)
def test_what_is_shown_as_a_file(
    page: Page, dialog: Locator, form: str, ending: str, holds: str
) -> None:
    dialog.get_by_label("Title").fill("Laser & Go!")
    with page.expect_download() as written:
        dialog.get_by_role("button", name=form).click()
    assert written.value.suggested_filename == f"laser-go.{ending}"
    text = Path(written.value.path()).read_text(encoding="utf-8")
    assert holds in text
    assert "ekspla" not in text.lower()


def test_a_view_is_saved_and_opened_again(page: Page, dialog: Locator, tmp_path: Path) -> None:
    accessible(page)
    pictured(page, "share")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Whole graph", exact=True).click()
    page.keyboard.press("s")
    dialog.get_by_label("Title").fill("Everything")
    with page.expect_download() as written:
        dialog.get_by_role("button", name="Save the view").click()
    file = tmp_path / written.value.suggested_filename
    written.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["name"] == "Everything"
    page.goto("/")
    page.get_by_role("button", name="Share and keep").click()
    dialog.get_by_label("Open a view …").set_input_files(file)
    expect(page.locator("p.summary")).to_contain_text("organisations in 30 countries")


def test_a_file_that_is_no_view_is_refused(dialog: Locator, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text("{}", encoding="utf-8")
    dialog.get_by_label("Open a view …").set_input_files(file)
    expect(dialog.get_by_role("alert")).to_contain_text("This file holds no view")


def test_an_address_is_marked_where_the_browser_lets_no_page_copy(
    page: Page, dialog: Locator
) -> None:
    """As over plain http from another machine: there is no clipboard for pages."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    dialog.get_by_role("button", name="Copy: Address of this view").click()
    expect(dialog.get_by_label("Address of this view", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    page.goto("/#tab=shortlist&short=litek")
    page.reload()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy the link").click()
    expect(dialog).to_be_visible()


def test_inside_another_page(page: Page) -> None:
    page.goto("/embed#focus=litek&embed=yes")
    expect(page.locator("p.summary")).to_contain_text("Around Laser and Engineering")
    expect(page.get_by_role("tab")).to_have_count(0)
    link = page.get_by_role("link", name="Open in Lumigraph")
    expect(link).to_have_attribute("href", re.compile("focus=litek"))
    expect(link).not_to_have_attribute("href", re.compile("embed"))
    accessible(page)
    pictured(page, "embedded")
    page.goto("/embed#embed=yes")
    page.reload()  # what changes in the address alone is no new page
    expect(link).not_to_have_attribute("href", re.compile("embed"))
