"""Who works on what, where: the question, its answer, the reasons and the shortlist."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.views import accessible, pictured

NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def answered(page: Page) -> Page:
    """The answer to: who works on lasers in Lithuania?"""
    page.goto("/#tab=question&technology=lasers&region=LT")
    expect(page.get_by_role("heading", name=re.compile("lasers in Lithuania"))).to_be_visible()
    return page


def rows(page: Page) -> Locator:
    return page.get_by_role("region", name="Organisations found").get_by_role("rowheader")


def test_a_question_is_asked_by_keyboard_and_answered_with_reasons(page: Page) -> None:
    page.goto("/#tab=question")
    page.get_by_role("combobox", name="Technology").fill("lazeriai")
    page.get_by_role("option", name="lasers", exact=True).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Litauen")
    page.get_by_role("option", name=re.compile("Lithuania")).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("lasers in Lithuania")
    why = page.get_by_role("button", name="Why Ekspla")
    why.focus()
    page.keyboard.press("Enter")
    expect(why).to_be_focused()
    reasons = page.get_by_role("list", name="Why Ekspla")
    expect(reasons).to_contain_text("Ekspla – works on → lasers")
    reasons.get_by_text("source").first.click()
    expect(reasons.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    accessible(page)
    pictured(page, "question-why")


def test_the_table_is_sorted_and_narrowed(answered: Page) -> None:
    first = rows(answered).first
    best = first.get_by_role("button").text_content() or ""
    answered.get_by_role("button", name="Organisation", exact=True).click()
    expect(first).to_contain_text("Altechna")
    answered.get_by_role("button", name="Rank").click()
    expect(first).to_contain_text(best)
    answered.get_by_text("Narrow the answer").click()
    answered.get_by_role("group", name="Kind").get_by_role("button", name="Cluster").click()
    expect(answered.get_by_role("heading", name=re.compile("^2 organisations"))).to_be_visible()
    expect(rows(answered)).to_have_count(2)
    assert "who-kind=Cluster" in answered.url


def test_an_answer_has_pages(page: Page) -> None:
    page.goto("/#tab=question&technology=photonics&region=EU27")
    expect(rows(page)).to_have_count(25)
    page.get_by_role("button", name="Show more").click()
    expect(rows(page)).to_have_count(50)
    expect(page.get_by_text("only by membership")).to_be_visible()


def test_a_name_that_may_mean_several_things_shows_them(page: Page) -> None:
    page.goto("/#tab=question&technology=optical&region=LT")
    expect(page.get_by_text("“optical” was read as photonics.")).to_be_visible()
    page.goto("/#tab=question&technology=OCT&region=Vienna")
    page.get_by_role("group", name="Not Vienna?").get_by_role("button", name="us").click()
    expect(page.get_by_text("Nobody is known.")).to_be_visible()
    assert "region=city-us-vienna" in page.url


def test_an_answer_is_taken_along(answered: Page) -> None:
    for name, ending in (("CSV", "zip"), ("Excel", "xlsx"), ("JSON-LD", "jsonld")):
        with answered.expect_download() as download:
            answered.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(f".{ending}")
        assert download.value.path().stat().st_size > 1000


def test_the_hits_are_shown_in_the_network(answered: Page) -> None:
    answered.get_by_role("button", name="Show in the network").click()
    expect(answered.locator("p.summary")).to_contain_text("Those picked, and what joins them")
    expect(answered.locator("p.summary")).to_contain_text("22 organisations")


def test_hits_are_noted_down_and_held_against_the_checklist(answered: Page) -> None:
    star = answered.get_by_role("button", name="On the shortlist: Ekspla")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    answered.goto("/#tab=shortlist&short=ekspla&short=litek&short=cpic&short=opticsvalley")
    expect(answered.get_by_role("heading", name="4 organisations on the shortlist")).to_be_visible()
    checklist = answered.get_by_role("region", name="Checklist")
    expect(checklist).to_contain_text("A university, research organisation or hospital: missing")
    expect(checklist).to_contain_text("Lithuania (2)")
    pairs = answered.get_by_role("region", name="Who has worked with whom")
    expect(pairs).to_contain_text("Memorandum of understanding LITEK – CPIC since 2019-06-26")
    accessible(answered)
    pictured(answered, "shortlist")
    with answered.expect_download() as download:
        answered.get_by_role("link", name="Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    answered.get_by_role("button", name="On the shortlist: Ekspla").click()
    expect(answered.get_by_role("heading", name="3 organisations on the shortlist")).to_be_visible()
    expect(checklist).to_contain_text("A company: missing")


def test_the_question_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.goto("/#tab=question&technology=lasers&region=LT")
    expect(rows(page).first).to_be_visible()
    assert page.locator("#view").evaluate("part => part.scrollWidth") <= NARROW["width"]
    accessible(page)
    pictured(page, "question-narrow")
