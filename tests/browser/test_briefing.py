"""A briefing on paper: what a person who goes to Canada takes along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.views import PICTURES, accessible, pictured

NARROW: ViewportSize = {"width": 390, "height": 844}
LITEK = "Laser and Engineering Technologies Cluster"


@pytest.fixture
def canada(page: Page) -> Page:
    """The briefing on Canada from the side of LITEK."""
    page.goto("/#tab=briefing&brief=CA&brief-for=litek")
    expect(page.get_by_role("heading", name="Briefing: Canada")).to_be_visible()
    return page


def test_a_briefing_is_asked_by_keyboard(page: Page) -> None:
    page.goto("/#tab=briefing")
    page.get_by_role("combobox", name="Region").fill("Kanada")
    page.get_by_role("option", name=re.compile("Canada")).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Briefing: Canada")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Briefing: Canada")
    assert "brief=CA" in page.url


def test_the_printed_briefing_on_canada_holds_what_is_known(canada: Page) -> None:
    canada.emulate_media(media="print")
    agreements = canada.get_by_role("region", name="Agreements")
    own = agreements.get_by_role("listitem").filter(has_text="LITEK – CPIC")
    expect(own).to_contain_text("signed (26 June 2019)")
    expect(own).to_contain_text("expected end: not known")
    expect(own).to_contain_text("joint R&D")
    expect(own).to_contain_text("with us")
    expect(own).to_contain_text(re.compile(r"Photonics for health, starter set, .* \[\d+"))
    visits = canada.get_by_role("region", name="Missions, fairs and visits")
    visit = visits.get_by_role("listitem").filter(has_text="Opticsvalley visit to Quebec")
    expect(visit).to_contain_text("May 2016")
    expect(visit).to_contain_text("Québec International (host)")
    ties = canada.get_by_role("region", name=f"Shortest ties from {LITEK}")
    expect(ties.get_by_role("listitem").first).to_contain_text("Memorandum of understanding LITEK")
    expect(canada.get_by_role("region", name="15 organisations there")).to_be_visible()
    expect(canada.get_by_role("region", name="What no source says")).to_contain_text("Expected end")
    expect(canada.get_by_role("button", name="Print or PDF")).to_be_hidden()
    expect(canada.get_by_role("button", name="Brief me")).to_be_hidden()
    expect(canada.get_by_role("tab", name="Briefing")).to_be_hidden()


def test_every_line_of_the_briefing_has_source_and_date(canada: Page) -> None:
    for part in ("Agreements", "Missions, fairs and visits", "Projects", "Other contacts"):
        for line in canada.get_by_role("region", name=part).get_by_role("listitem").all():
            expect(line).to_contain_text(re.compile(r"starter set, read \d+ \w+ \d{4} \[\d+"))


def test_names_are_those_of_the_interface(page: Page) -> None:
    page.goto("/#tab=briefing&brief=LT&language=lt")
    there = page.get_by_role("heading", level=4)
    expect(there.filter(has_text="Lazeriai").first).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Fizinių ir technologijos mokslų centras")
    expect(page.get_by_role("article")).not_to_contain_text("Center for Physical Sciences")


def test_the_briefing_becomes_a_pdf(canada: Page) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    paper = canada.pdf(path=PICTURES / "briefing-canada.pdf", format="A4")
    assert paper.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 2 <= pages <= 8, "the whole briefing is printed, not what fits the screen"


def test_the_briefing_is_for_everybody(canada: Page) -> None:
    accessible(canada)
    pictured(canada, "briefing")
    canada.set_viewport_size(NARROW)
    assert canada.locator("#view").evaluate("part => part.scrollWidth") <= NARROW["width"]
    pictured(canada, "briefing-narrow")
