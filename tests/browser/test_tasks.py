"""Three whole tasks by keyboard alone, and what the page then says to those who hear it.

What it says is kept in ``golden``; ``--regenerate`` keeps it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import Keys
from tests.browser.trees import Trees


@pytest.fixture
def keys(page: Page) -> Iterator[Keys]:
    """A person on the first screen, with the whole graph loaded behind it."""
    hands = Keys(page)
    with page.expect_response(lambda answer: "/api/v1/network?" in answer.url):
        page.goto("/")
    expect(page.get_by_role("button", name=re.compile("Organisation"))).to_be_visible()
    yield hands
    hands.check()


@pytest.fixture
def trees(request: pytest.FixtureRequest) -> Trees:
    """What the pages have said before."""
    return Trees(request.config.getoption("--regenerate"))


def test_who_works_on_lasers_in_lithuania_and_who_says_so(keys: Keys, trees: Trees) -> None:
    page = keys.page
    keys.press("2")
    keys.tab_to(page.get_by_role("combobox", name="Technology"))
    keys.choose("lasers", "^lasers")
    keys.tab_to(page.get_by_role("combobox", name="Region"))
    keys.choose("Lithuania", "Lithuania")
    keys.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("organisations work on lasers in Lithuania")
    expect(page.get_by_role("combobox", name="Region")).to_be_focused()
    keys.tab_to(page.get_by_role("button", name=re.compile("^Why ")).first)
    keys.press("Enter")
    reasons = page.get_by_role("list", name=re.compile("^Why "))
    keys.tab_to(reasons.get_by_text("source").first)
    keys.press("Enter")
    keys.tab_to(reasons.get_by_role("link").first)
    trees.check(page, "question")


def test_the_way_from_litek_to_cpic_and_who_says_so(keys: Keys, trees: Trees) -> None:
    page = keys.page
    keys.press("w")
    ways = page.get_by_role("region", name="Ways between two")
    expect(ways).to_be_focused()
    keys.tab_to(ways.get_by_role("combobox", name="From"))
    keys.choose("LITEK", "Laser and Engineering")
    keys.tab_to(ways.get_by_role("combobox", name="To"))
    keys.choose("CPIC", "Canadian")
    expect(ways.get_by_role("button", name="Way 1: 2 steps")).to_be_visible()
    for step in ways.get_by_role("listitem").filter(has_text="→").all():
        keys.tab_to(step.get_by_text("1 source"))
        keys.press("Enter")
        expect(step.get_by_role("link").first).to_be_visible()
    trees.check(page, "ways")


def test_a_briefing_on_canada_until_it_is_printed(keys: Keys, trees: Trees) -> None:
    page = keys.page
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    keys.press("6")
    keys.tab_to(page.get_by_role("combobox", name="Region"))
    keys.choose("Kanada", "Canada")
    keys.tab_to(page.get_by_role("combobox", name="My cluster"))
    keys.choose("LITEK", "Laser and Engineering")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Briefing: Canada")).to_be_visible()
    keys.tab_to(page.get_by_role("button", name="Print or PDF"))
    keys.press("Enter")
    page.wait_for_function("() => window.printed")  # the key opens the browser's print dialog
    page.emulate_media(media="print")
    trees.check(page, "briefing")
