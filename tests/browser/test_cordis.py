"""The flows of the explorer on a real bundle: 807 projects of CORDIS beside the bundled data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import lumigraph
from api.app import create_app
from tests.browser.conftest import SIZE
from tests.browser.test_map import areas, points, region
from tests.browser.test_network import find, panel, sentence
from tests.browser.views import pictured
from tests.browser.watch import Watch
from tests.serving import running

BUNDLE = "cordis-horizon-photonics-health-csv.zip"
ORGANISATIONS = re.compile(r"2,\d\d\d organisations in \d\d countries")


@pytest.fixture(scope="module")
def cordis(bundled: str, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the bundled data and of the bundle."""
    file = tmp_path_factory.mktemp("cordis") / "graph.db"
    copy(urlsplit(bundled).path, file)
    with lumigraph.open(f"sqlite:///{file}") as graph:
        graph.ingest(shared / "data" / "cordis" / BUNDLE)
        with running(lambda address: create_app(graph.reader, public_url=address)) as address:
            with urlopen(f"{address}/api/v1/network?technologies=false"):  # noqa: S310 - ours
                pass
            yield address


@pytest.fixture(scope="module")
def whole(chromium: Browser, cordis: str) -> Iterator[Page]:
    """One page that all tests go on with, as one person does."""
    with chromium.new_context(base_url=cordis, viewport=SIZE, locale="en-GB") as context:
        watch = Watch(cordis, context)
        yield context.new_page()
        watch.check()


@pytest.fixture
def page(whole: Page) -> Page:
    """The whole graph beside the filters, of which none is set; only the first test loads it."""
    whole.goto("/#scene=whole")
    expect(sentence(whole)).to_contain_text(ORGANISATIONS)
    # Ways and communities take the room of the filters.
    if not filters(whole).is_visible():
        whole.get_by_role("button", name="Filters", exact=True).click()
    return whole


def filters(page: Page) -> Locator:
    return page.get_by_role("region", name="Filters")


def kind(page: Page, name: str) -> Locator:
    """The button of the legend that counts a kind and filters by it."""
    legend = page.get_by_role("group", name="Kinds that are shown")
    return legend.get_by_role("button", name=re.compile(name))


def test_the_whole_bundle_is_drawn_at_once(page: Page) -> None:
    expect(sentence(page)).not_to_contain_text("left out")
    expect(kind(page, "Project")).to_contain_text("892")
    expect(filters(page)).to_contain_text("Organisation2,244")
    pictured(page, "cordis-whole")


def test_one_is_found_opened_and_walked_from(page: Page) -> None:
    find(page, "Politechnico di Milanno", "POLITECNICO DI MILANO")
    facts = panel(page)
    facts.get_by_text("1 source").first.click()
    expect(facts).to_contain_text("cordis-horizon-photonics-health-csv · organization.csv")
    facts.get_by_role("button", name="Show all around it").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text("All around POLITECNICO DI MILANO is shown.")
    page.keyboard.press("Control+z")
    expect(status).to_contain_text("Undone")
    page.keyboard.press("Control+Shift+z")
    expect(status).to_contain_text("Done again")


def test_years_are_a_range_over_a_histogram(page: Page) -> None:
    expect(filters(page).get_by_role("img", name=re.compile("^Links a year"))).to_be_visible()
    first, last = (
        filters(page).get_by_role("slider", name=f"{end} year") for end in ("First", "Last")
    )
    begin, end = int(first.get_attribute("min") or 0), int(first.get_attribute("max") or 0)
    assert begin < 2014 < 2030 < end
    first.press("End")
    last.press("ArrowRight")
    expect(page.get_by_role("status")).to_contain_text(f"From {end} to {end}.")
    expect(sentence(page)).to_contain_text("Filters hide")
    assert f"years={end}-{end}" in page.url
    first.press("ArrowLeft")
    expect(page.get_by_role("status")).to_contain_text(f"From {end - 1} to {end}.")
    filters(page).get_by_role("button", name="Years ×").click()
    expect(sentence(page)).not_to_contain_text("Filters hide")
    filters(page).get_by_role("button", name="Play through time").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(f"^{begin} Now"))
    filters(page).get_by_role("button", name="Stop").click()


def test_every_filter_narrows_and_is_cleared_by_itself(page: Page) -> None:
    offered = {
        "Regions": "Lithuania",
        "Technologies": "natural sciences",
        "Roles": "Partner",
        "Programmes": "Horizon Europe",
    }
    for name, value in offered.items():
        filters(page).get_by_text(name, exact=True).click()
        filters(page).get_by_role("checkbox", name=re.compile(f"^{value}")).first.check()
        expect(filters(page).get_by_role("button", name=f"{name} ×")).to_be_visible()
    expect(page.get_by_role("button", name="Filters: 4 set")).to_be_visible()
    expect(sentence(page)).not_to_contain_text(ORGANISATIONS)
    for name in offered:
        filters(page).get_by_role("button", name=f"{name} ×").click()
        expect(filters(page).get_by_role("button", name=f"{name} ×")).to_be_hidden()
    expect(sentence(page)).to_contain_text(ORGANISATIONS)


def test_ways_between_two_of_the_bundle(page: Page) -> None:
    page.get_by_role("button", name="Ways", exact=True).click()
    ways = page.get_by_role("region", name="Ways between two")
    for end, typed, name in (("From", "LITEK", "Laser and Eng"), ("To", "CNRS", "CNRS")):
        ways.get_by_role("combobox", name=end).fill(typed)
        ways.get_by_role("option", name=re.compile(name)).first.click()
    expect(ways.get_by_role("button", name=re.compile("^Way 2"))).to_be_visible()
    ways.get_by_role("button", name="Next step").click()
    step = ways.get_by_role("listitem").filter(has_text="→").first
    step.get_by_text("source").first.click()
    expect(step.get_by_role("link").first).to_be_visible()


def test_communities_detected_and_declared_and_their_bridges(page: Page) -> None:
    page.get_by_role("button", name="Communities").click()
    listed = page.get_by_role("region", name="Communities")
    expect(listed.get_by_text(re.compile(r"\d+ members around")).first).to_be_visible()
    page.get_by_role("combobox", name="Colour by").select_option("cluster")
    expect(page.get_by_role("list", name="Groups in their colours")).to_contain_text("LITEK")
    listed.get_by_role("button").last.click()
    expect(panel(page)).to_be_visible()


def test_the_question_its_reasons_and_files(page: Page) -> None:
    page.goto("/#tab=question&technology=optics&region=Lithuania")
    found = page.get_by_role("region", name="Organisations found")
    found.get_by_role("button", name=re.compile("^Why ")).first.click()
    reasons = page.get_by_role("list", name=re.compile("^Why "))
    expect(reasons).to_contain_text("→")
    for name in ("CSV", "Excel", "JSON-LD"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.path().stat().st_size > 1000
    page.get_by_role("button", name=re.compile(r"Add \d+ to the shortlist")).click()
    page.get_by_role("tab", name="Shortlist").click()
    expect(page.get_by_role("region", name="Checklist")).to_contain_text("missing")
    expect(page.get_by_role("region", name="Who has worked with whom")).to_be_visible()


def test_a_briefing_of_projects(page: Page) -> None:
    page.goto("/#tab=briefing&brief=LT&brief-about=lasers")
    expect(page.get_by_role("heading", name=re.compile("^Briefing: Lithuania"))).to_be_visible()
    projects = page.get_by_role("region", name="Projects")
    expect(projects).to_contain_text("cordis-horizon-photonics-health-csv")


def opened_tab(page: Page, name: str) -> Locator:
    """Go on to a tab; return the sentence above its view."""
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    return sentence(page)


def test_the_map_counts_by_region_and_filters_by_one(page: Page) -> None:
    page.goto("/#scene=whole&tab=map&count=projects")
    germany = region(page, "Germany")
    expect(germany).to_have_attribute("aria-label", re.compile(r": [3-9]\d\d projects"))
    expect(page.get_by_role("list", name="What the colours mean: Projects")).to_be_visible()
    expect(points(page)).not_to_have_count(0)
    expect(page.locator(".arcs path")).not_to_have_count(0)
    before = areas(page).count()
    # A click by the mouse waits for two pictures of all paths, which take long without a card.
    germany.dispatch_event("click")
    expect(page.get_by_role("status")).to_contain_text("Only what is in Germany.")
    expect(germany).to_have_attribute("aria-pressed", "true")
    assert areas(page).count() == before, "the others can be chosen too"
    expect(opened_tab(page, "Network")).to_contain_text("in 1 country")


def test_the_timeline_has_what_is_dated_and_says_how_much_of_it_is_drawn(page: Page) -> None:
    said = opened_tab(page, "Timeline")
    expect(said).to_contain_text(re.compile(r"\b[4-9]\d\d projects.* have a date"))
    expect(said).to_contain_text("The 400 with the most links are drawn")
    projects = page.get_by_role("group", name="Projects")
    bar = projects.get_by_role("button", name=re.compile(r": \d+ \w+ 20\d\d – \d"))
    bar.first.press("Enter")
    expect(panel(page).get_by_role("heading", level=2)).to_be_visible()


def test_what_is_shown_is_shared_kept_and_written(page: Page, tmp_path: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    said = opened_tab(page, "Timeline")
    everything = said.inner_text()
    filters(page).get_by_text("Regions", exact=True).click()
    filters(page).get_by_role("checkbox", name=re.compile("^Lithuania")).first.check()
    expect(page.get_by_role("button", name="Filters: 1 set")).to_be_visible()
    expect(said).not_to_have_text(everything)
    shown = said.inner_text()
    page.get_by_role("button", name="Share and keep").click()
    dialog = page.get_by_role("dialog", name="Share and keep")
    dialog.get_by_label("Title").fill("Baltic")
    view, graph = (saved(page, dialog, name, tmp_path) for name in ("Save the view", "GraphML"))
    number = re.search(r"[\d,]+", dialog.get_by_text("Exactly the").inner_text())
    assert number
    assert graph.read_text(encoding="utf-8").count("<node ") == int(number[0].replace(",", ""))
    dialog.get_by_role("button", name="Copy: Address of this view").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    page.goto("about:blank")
    page.goto(copied)
    expect(said).to_have_text(shown)
    filters(page).get_by_role("button", name="Regions ×").click()
    expect(said).to_have_text(everything)
    page.get_by_role("button", name="Share and keep").click()
    dialog.get_by_label("Open a view …").set_input_files(view)
    expect(page.get_by_role("status")).to_contain_text("The view Baltic is open.")
    expect(said).to_have_text(shown)


def saved(page: Page, dialog: Locator, name: str, folder: Path) -> Path:
    """Press what writes a file; return where it was put."""
    with page.expect_download() as written:
        dialog.get_by_role("button", name=name).click()
    file = folder / written.value.suggested_filename
    written.value.save_as(file)
    return file
