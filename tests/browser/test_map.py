"""The map: counts by region, points, collaborations, and the same as tables."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.test_network import NARROW, panel, sentence
from tests.browser.views import accessible, pictured

WHOLE = "/#scene=whole&tab=map&language=en"


@pytest.fixture
def map_(page: Page) -> Page:
    """The map of the whole graph."""
    opened(page)
    return page


def opened(page: Page) -> None:
    """Go to the map and wait until the whole graph stands on it."""
    page.goto(WHOLE)
    expect(sentence(page)).to_contain_text(re.compile(r"\d+ organisations in \d\d countries"))
    expect(areas(page).first).to_be_visible()


def areas(page: Page) -> Locator:
    """The regions on the map in which there is something."""
    return page.get_by_role("group", name="Regions: press one").get_by_role("button")


def region(page: Page, name: str) -> Locator:
    return areas(page).and_(page.get_by_role("button", name=re.compile(f"^{name}:")))


def points(page: Page) -> Locator:
    return page.get_by_role("group", name="Organisations", exact=True).get_by_role("button")


def opened_tables(page: Page) -> Locator:
    page.get_by_text("The map as tables").click()
    return page.get_by_role("table", name="Numbers by region")


def test_the_map_says_in_words_what_it_shows(map_: Page) -> None:
    expect(sentence(map_)).to_contain_text(re.compile(r"\d+ organisations in \d+ countries\."))
    expect(sentence(map_)).to_contain_text("Lithuania")
    expect(map_.get_by_role("list", name="What the colours mean")).to_contain_text("none")
    accessible(map_)
    pictured(map_, "map")


def test_the_table_has_the_numbers_of_the_map(map_: Page) -> None:
    shown = region(map_, "Lithuania").get_attribute("aria-label") or ""
    line = opened_tables(map_).get_by_role("row", name=re.compile("^Lithuania"))
    number = line.get_by_role("cell").first.inner_text()
    assert shown == f"Lithuania: {number} organisations"
    expect(map_.get_by_role("table", name="Collaborations")).to_contain_text("Lithuania")
    accessible(map_)


def test_a_region_filters_every_view(map_: Page) -> None:
    before = areas(map_).count()
    region(map_, "Lithuania").press("Enter")
    expect(region(map_, "Lithuania")).to_have_attribute("aria-pressed", "true")
    expect(map_.get_by_role("status")).to_contain_text("Only what is in Lithuania.")
    expect(map_.get_by_role("button", name="Regions ×")).to_be_visible()
    assert areas(map_).count() == before, "the others can be chosen too"
    pictured(map_, "map-lithuania")
    map_.get_by_role("tab", name="Network").click()
    expect(sentence(map_)).to_contain_text("in 1 country.")


def test_arrows_go_from_region_to_region(map_: Page) -> None:
    first, second = areas(map_).nth(0), areas(map_).nth(1)
    first.focus()
    map_.keyboard.press("ArrowRight")
    expect(second).to_be_focused()
    map_.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()


def test_a_mark_opens_its_organisations_and_they_are_chosen(map_: Page) -> None:
    points(map_).filter(has_text=re.compile(r"\d")).first.press("Enter")
    here = map_.get_by_role("region", name="organisations here")
    expect(here.get_by_role("heading")).to_be_focused()
    accessible(map_)
    one = here.get_by_role("listitem").get_by_role("button").first
    name = one.inner_text()
    one.click()
    expect(panel(map_).get_by_role("heading", level=2)).to_contain_text(name)


def test_who_has_a_region_but_no_point_is_listed(map_: Page) -> None:
    button = map_.get_by_role("button", name=re.compile(r"\d+ organisations have a region but no"))
    number = button.inner_text().split()[0]
    button.press("Enter")
    listed = map_.get_by_role("region", name="have a region but no point")
    expect(listed.get_by_role("heading")).to_contain_text(number)
    expect(listed.get_by_role("listitem")).to_have_count(int(number.replace(",", "")))


def test_what_is_counted_and_where_stands_in_the_address(map_: Page) -> None:
    map_.get_by_label("Count").select_option("Projects")
    map_.get_by_label("in", exact=True).select_option("Lithuania")
    map_.get_by_role("button", name="Collaborations").click()
    expect(sentence(map_)).to_contain_text("projects in")
    pictured(map_, "map-projects")
    map_.reload()
    expect(map_.get_by_label("Count")).to_have_value("projects")
    expect(map_.get_by_label("in", exact=True)).to_have_value("LT")
    collaborations = map_.get_by_role("button", name="Collaborations")
    expect(collaborations).to_have_attribute("aria-pressed", "false")


def test_without_outlines_regions_are_a_table(map_: Page) -> None:
    map_.get_by_label("by", exact=True).select_option("NUTS 2 region")
    expect(map_.get_by_text("are not loaded on this server")).to_be_visible()
    expect(opened_tables(map_)).to_contain_text("Styria")


def test_the_world(map_: Page) -> None:
    expect(map_.get_by_text("Beside this part of the map: Canada")).to_be_visible()
    map_.get_by_label("in", exact=True).select_option("the world")
    expect(region(map_, "Canada")).to_be_visible()
    pictured(map_, "map-world")


def test_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)
    opened(page)
    assert page.locator("#view").evaluate("part => part.scrollWidth") <= NARROW["width"]
    accessible(page)
    pictured(page, "map-narrow")


# A name's box is taller than its letters, and wider by nothing.
COVERED = """() => {
    const marks = [...document.querySelectorAll(".mark circle:not(.reach)")];
    const discs = marks.map(one => one.getBoundingClientRect());
    const away = (at, from, to) => Math.max(from - at, 0, at - to);
    return [...document.querySelectorAll(".area-names text")].filter(name => {
        const {left, right, top, bottom} = name.getBoundingClientRect();
        return discs.some(({x, y, width}) => {
            const [middle, centre] = [x + width / 2, y + width / 2];
            const [across, down] = [away(middle, left, right), away(centre, top + 4, bottom - 4)];
            return Math.hypot(across, down) < width / 2;
        });
    }).map(name => name.textContent);
}"""


@pytest.mark.parametrize("language", ["en", "lt", "de"])
def test_no_mark_covers_a_name(page: Page, language: str) -> None:
    covered: dict[tuple[int, str], list[str]] = {}
    for width in (NARROW["width"], 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/")
        page.goto(f"/#scene=whole&tab=map&language={language}")
        expect(page.locator(".mark").first).to_be_visible()
        for part in ("europe", "world", "FR", "RU"):
            page.locator(".pick select").last.select_option(part)
            expect(page.locator(".area-names text").first).to_be_visible()
            covered[width, part] = page.evaluate(COVERED)
    assert {at: names for at, names in covered.items() if names} == {}


def test_a_view_whose_code_is_on_its_way_is_said_to_be(page: Page) -> None:
    held: list[Route] = []
    let_go: list[bool] = []

    def hold(route: Route) -> None:
        if let_go:
            route.continue_()
        else:
            held.append(route)

    page.route("**/TimelineView*.js", hold)
    page.goto("/#language=en")
    expect(sentence(page)).to_contain_text("6 clusters")
    page.get_by_role("tab", name="Timeline").click()
    timeline = page.get_by_role("tabpanel", name="Timeline")
    expect(timeline).to_have_text("Loading …")
    let_go.append(True)
    for route in held:
        route.continue_()
    expect(timeline.locator("p.summary")).to_contain_text("have a date")
    page.get_by_role("tab", name="Network").click()
    expect(page.get_by_role("tabpanel", name="Network")).to_contain_text("6 clusters")


def test_the_timeline_counts_only_what_there_is(page: Page) -> None:
    page.goto("/#scene=whole&tab=timeline&without=Agreement&language=en")
    expect(sentence(page)).to_contain_text(re.compile(r"^\d+ projects and \d+ events have a date"))


def test_the_histogram_of_years_is_as_wide_beside_the_timeline(page: Page) -> None:
    """What the style sheet of the timeline says of its bars held for the histogram's too."""
    page.goto("/#scene=whole&tab=timeline&language=en")
    expect(page.get_by_role("group", name="Agreements")).to_be_visible()
    histogram = page.get_by_role("img", name=re.compile("Links a year"))
    assert histogram.evaluate("one => getComputedStyle(one).padding") == "0px"


def test_the_years_stand_in_line_for_every_kind(page: Page) -> None:
    """Each kind's frame took of its height, and its picture shrank by as much of its width."""
    page.goto("/#scene=whole&tab=timeline&language=en")
    kinds = page.locator(".bars").filter(has=page.locator(".years text"))
    expect(kinds).to_have_count(3)
    places = kinds.evaluate_all(
        """all => all.map(kind => [...kind.querySelectorAll(".years line")]
             .map(line => Math.round(10 * line.getBoundingClientRect().x)))"""
    )
    assert len(set(map(tuple, places))) == 1, places


def test_the_timeline_says_what_is_certain(page: Page) -> None:
    page.goto("/#scene=whole&tab=timeline&language=en")
    expect(sentence(page)).to_contain_text(re.compile(r"\d+ agreements.*have a date"))
    agreements = page.get_by_role("group", name="Agreements").get_by_role("button")
    memorandum = agreements.and_(page.get_by_role("button", name=re.compile("LITEK – CPIC")))
    expect(memorandum).to_have_attribute(
        "aria-label", re.compile("since 26 June 2019, end unknown; stage: ")
    )
    accessible(page)
    pictured(page, "timeline")
    memorandum.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text("LITEK – CPIC")
    page.locator("summary", has_text="The timeline as a table").click()
    line = page.get_by_role("row", name=re.compile("LITEK – CPIC"))
    expect(line).to_contain_text("since 26 June 2019, end unknown")
    expect(line.get_by_role("button")).to_have_attribute("aria-pressed", "true")


def test_the_timeline_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.goto("/#scene=whole&tab=timeline&language=en")
    expect(sentence(page)).to_contain_text(re.compile(r"\d+ agreements.*have a date"))
    page.get_by_text("Date unknown: ").click()
    assert page.locator("#view").evaluate("part => part.scrollWidth") <= NARROW["width"]
    accessible(page)
    pictured(page, "timeline-narrow")
