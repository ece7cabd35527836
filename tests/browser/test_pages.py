"""The pages that the server writes itself, as people see them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.views import accessible, pictured

LITEK = "/page/organisation/litek"


@pytest.mark.parametrize(
    ("language", "facts"), [("en", "Facts"), ("lt", "Faktai"), ("fr", "Faits"), ("de", "Angaben")]
)
def test_an_entity_in_four_languages(page: Page, language: str, facts: str) -> None:
    page.goto(f"{LITEK}?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", name=facts)).to_be_visible()
    accessible(page)
    pictured(page, f"entity-{language}")


def test_who_says_so_opens_by_keyboard(page: Page) -> None:
    page.goto(LITEK)
    first = page.locator("details.said").first
    first.locator("summary").press("Enter")
    expect(first.locator("li").first).to_be_visible()


def test_the_vocabulary(page: Page) -> None:
    page.goto("/ontology")
    expect(page.locator("#Organisation")).to_be_visible()
    accessible(page)
    pictured(page, "ontology")


def test_the_tree_of_technologies(page: Page) -> None:
    page.goto("/ontology/technologies")
    page.get_by_role("searchbox").fill("lasers")
    page.get_by_role("button").click()
    expect(page.get_by_role("link", name="lasers").first).to_be_visible()
    page.get_by_label(re.compile("Narrower than photonics$")).press("Enter")
    expect(page.locator("#lasers > a")).to_be_visible()
    accessible(page)
    pictured(page, "technologies")


def test_the_documentation_of_the_api(page: Page) -> None:
    page.goto("/docs")
    expect(page.get_by_text("/api/v1/who", exact=True).first).to_be_visible()
    pictured(page, "docs")


def test_the_explorer_loads(page: Page) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    pictured(page, "explorer")


def test_the_explorer_says_that_it_comes_before_its_code_is_here(page: Page) -> None:
    page.route("**/*.js", lambda _: None)
    page.goto("/", wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Lumigraph …")
    page.unroute_all(behavior="ignoreErrors")


def test_the_explorer_says_that_it_waits_for_an_answer(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/who?*", lambda route: held.append(route))
    page.goto("/#tab=question&technology=lasers&region=LT&language=en")
    waits = page.get_by_text("Waiting for the server …")
    expect(waits).to_be_visible()
    for one in held:
        one.continue_()
    expect(page.get_by_role("heading", name="22 organisations")).to_be_visible()
    expect(waits).to_be_hidden()
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("language", ["en", "lt", "fr", "de"])
def test_name_and_tools_stand_on_one_line_of_a_telephone(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/#language={language}")
    brand = page.get_by_role("heading", level=1).bounding_box()
    tools = page.locator(".tools").bounding_box()
    assert brand
    assert tools
    assert tools["y"] < brand["y"] + brand["height"]
    assert tools["x"] + tools["width"] <= 360
