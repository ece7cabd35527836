"""The query page: a question is written, asked, and answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.views import accessible, pictured

COUNT = "SELECT (COUNT(*) AS ?all) { ?one a <https://w3id.org/lumigraph/ontology#Project> }"


@pytest.fixture
def editor(page: Page) -> Locator:
    """Where a query is written."""
    page.goto("/sparql")
    return page.locator(".CodeMirror")


def write(page: Page, editor: Locator, query: str) -> None:
    """Write as a person does, over what is there."""
    editor.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(query)


def run(page: Page) -> None:
    page.keyboard.press("ControlOrMeta+Enter")


def test_a_query_is_written_and_run(page: Page, editor: Locator) -> None:
    write(page, editor, COUNT)
    run(page)
    expect(page.locator("#results td").last).to_have_text(re.compile(r"\d+"))
    expect(page.locator("#told")).to_contain_text("Revision")
    accessible(page)
    pictured(page, "sparql")


def test_tab_leads_into_the_editor_and_out_of_it(page: Page, editor: Locator) -> None:
    expect(editor).to_contain_text("SELECT")
    text = editor.inner_text()
    page.get_by_label("Examples").focus()
    page.keyboard.press("Tab")
    query = page.get_by_role("textbox", name="Query")
    expect(query).to_be_focused()
    page.keyboard.press("Tab")
    expect(query).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(query).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Examples")).to_be_focused()
    assert editor.inner_text() == text


def test_an_example_is_chosen_and_run(page: Page, editor: Locator) -> None:
    examples = page.get_by_label("Examples")
    expect(examples.locator("option")).not_to_have_count(1)
    examples.select_option(index=1)
    expect(editor).to_contain_text("SELECT")
    page.locator(".yasqe_queryButton").click()
    expect(page.locator("#results tbody tr").first).to_be_visible()
