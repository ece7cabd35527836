"""The network: what a person does there, by the words that stand on the page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.views import accessible, pictured

NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def network(page: Page) -> Page:
    """The first screen, with the whole graph loaded behind it."""
    opened(page, "/")
    return page


def opened(page: Page, address: str) -> None:
    """Go to an address and wait until the graph is there."""
    with page.expect_response(lambda answer: "/api/v1/network?" in answer.url):
        page.goto(address)
    expect(
        page.get_by_role("group", name="Kinds that are shown").get_by_role("button")
    ).not_to_have_count(0)


def sentence(page: Page) -> Locator:
    """The sentence above the picture."""
    return page.locator("p.summary")


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="What is known of the chosen one")


def find(page: Page, typed: str, name: str) -> None:
    """Choose a suggestion of the search box."""
    page.get_by_role("combobox", name="Find").fill(typed)
    page.get_by_role("option", name=re.compile(name)).first.click()
    expect(panel(page).get_by_role("heading", level=2)).to_contain_text(name)


def test_the_first_screen_tells_a_story(network: Page) -> None:
    expect(sentence(network)).to_contain_text("6 clusters from 5 countries joined in LASER-GO")
    expect(sentence(network)).to_contain_text("A memorandum leads on to Canada.")
    expect(sentence(network)).to_contain_text(re.compile(r"[\d,]+ more are in the graph"))
    network.wait_for_timeout(500)
    accessible(network)
    pictured(network, "network-story")


def test_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)
    opened(page, "/")
    expect(sentence(page)).to_contain_text("6 clusters")
    for part in ("html", "#view"):
        assert page.locator(part).evaluate("part => part.scrollWidth") <= NARROW["width"]
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("region", name="Filters")).to_be_visible()
    pictured(page, "network-narrow-filters")
    page.get_by_role("button", name="Close the filters").click()
    accessible(page)
    pictured(page, "network-narrow")


def test_every_tab_is_whole_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size(NARROW)
    opened(page, "/")
    for language in ("lt", "fr", "de", "en"):
        page.locator("select.language").select_option(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for tab in page.get_by_role("tab").all():
            expect(tab).to_be_in_viewport(ratio=1)


def test_members_open_on_the_picture_and_undo_folds_them(network: Page) -> None:
    network.get_by_role("button", name="Outline").click()
    network.get_by_role("button", name=re.compile("^Laser and Engineering")).click()
    network.get_by_role("button", name="Show 14", exact=True).first.click()
    status = network.get_by_role("status")
    expect(status).to_contain_text("14 neighbours of Laser and Engineering")
    kinds = network.get_by_role("group", name="Kinds that are shown")
    expect(kinds.get_by_role("button", name=re.compile("Organisation"))).to_contain_text("23")
    network.keyboard.press("Control+z")
    expect(status).to_contain_text("Undone: Members")
    expect(kinds.get_by_role("button", name=re.compile("Organisation"))).to_contain_text("9")
    network.keyboard.press("Control+Shift+z")
    expect(kinds.get_by_role("button", name=re.compile("Organisation"))).to_contain_text("23")
    pictured(network, "network-members")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What ties us to Canada?", "What joins Lithuania and Canada"),
        ("Which agreements have no known end?", "Agreements without a known end"),
        ("What joins Styria and Île-de-France?", "What joins Styria and Île-de-France"),
    ],
)
def test_a_question_shows_its_part_of_the_graph(network: Page, question: str, answer: str) -> None:
    network.get_by_role("button", name=question).click()
    expect(sentence(network)).to_contain_text(answer)
    expect(sentence(network)).to_contain_text("organisations in")
    network.get_by_role("button", name="Undo").click()
    expect(sentence(network)).to_contain_text("6 clusters")


def test_the_question_of_lasers_leads_to_the_answer(network: Page) -> None:
    network.get_by_role("button", name="Who works on lasers in Lithuania?").click()
    expect(network.get_by_role("tab", name="Answer")).to_have_attribute("aria-selected", "true")
    expect(network.get_by_role("heading", name=re.compile("lasers in Lithuania"))).to_be_visible()


def test_search_forgives_typos_and_leads_there(network: Page) -> None:
    find(network, "laser go globel", "Global Development")
    find(network, "Altechna", "Altechna")
    expect(sentence(network)).to_contain_text("Around Altechna")


@pytest.mark.parametrize(
    ("language", "box", "typed", "meant"),
    [
        ("lt", "Ieškoti", "biofotonka", "biofotonika Technologija"),
        ("fr", "Chercher", "biophotonque", "biophotonique Technologie"),
        ("de", "Suchen", "Biophotonk", "Biophotonik Technologie"),
    ],
)
def test_search_forgives_typos_and_answers_in_other_languages(
    page: Page, language: str, box: str, typed: str, meant: str
) -> None:
    page.goto(f"/#scene=story&language={language}")
    page.get_by_role("combobox", name=box).fill(typed)
    expect(page.get_by_role("option", name=meant, exact=True)).to_be_visible()


def test_every_fact_opens_its_evidence(network: Page) -> None:
    find(network, "LITEK", "Laser and Engineering")
    fact = panel(network).locator("dd", has_text="2011")
    fact.get_by_text("1 source").click()
    expect(fact.get_by_role("link").first).to_have_attribute("href", re.compile("^https?://"))
    expect(fact).to_contain_text("organisations.yaml: litek")
    accessible(network)
    pictured(network, "network-panel")


def test_hide_pin_and_collapse(network: Page) -> None:
    find(network, "LITEK", "Laser and Engineering")
    kinds = network.get_by_role("group", name="Kinds that are shown")
    organisations = kinds.get_by_role("button", name=re.compile("Organisation"))
    panel(network).get_by_role("button", name="Show all around it").click()
    expect(organisations).not_to_contain_text("9")
    panel(network).get_by_role("button", name="Hide what was opened from it").click()
    expect(organisations).to_contain_text("9")
    panel(network).get_by_role("button", name="Hide it", exact=True).click()
    expect(organisations).to_contain_text("8")
    pin = panel(network).get_by_role("button", name=re.compile("Keep it"))
    pin.click()
    expect(pin).to_have_attribute("aria-pressed", "true")
    expect(organisations).to_contain_text("9")


def test_the_legend_filters(network: Page) -> None:
    kinds = network.get_by_role("group", name="Kinds that are shown")
    agreement = kinds.get_by_role("button", name=re.compile("Agreement"))
    agreement.click()
    expect(agreement).to_have_attribute("aria-pressed", "false")
    expect(sentence(network)).to_contain_text("Filters hide 2")
    expect(agreement).to_be_focused()
    network.get_by_role("button", name="Kinds ×").click()
    expect(agreement).to_have_attribute("aria-pressed", "true")


def test_filters_combine_and_are_cleared_one_by_one(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    filters = network.get_by_role("region", name="Filters")
    filters.get_by_text("Technologies", exact=True).click()
    filters.get_by_role("textbox", name="Find: Technologies").fill("laser")
    filters.get_by_role("checkbox", name=re.compile(r"^lasers \d")).check()
    filters.get_by_text("Regions", exact=True).click()
    filters.get_by_role("checkbox", name=re.compile("Lithuania")).check()
    expect(sentence(network)).to_contain_text("in 1 country")
    expect(network.get_by_role("button", name="Filters: 2 set")).to_be_visible()
    accessible(network)
    pictured(network, "network-filtered")
    filters.get_by_role("button", name="Regions ×").click()
    expect(sentence(network)).not_to_contain_text("in 1 country")
    filters.get_by_role("button", name="Technologies ×").click()
    expect(filters).to_contain_text("Nothing is filtered.")


def test_least_links_leave_out_what_has_fewer(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    filters = network.get_by_role("region", name="Filters")
    least = filters.get_by_role("spinbutton", name="Least links")
    for number in ("20", "3"):
        least.fill(number)
        least.press("Enter")
        expect(network.get_by_role("status")).to_contain_text(f"at least {number} links. Now ")
        assert f"links={number}" in network.url
        expect(sentence(network)).to_contain_text("Filters hide")
    filters.get_by_role("button", name="Least links ×").click()
    expect(least).to_have_value("0")
    expect(sentence(network)).not_to_contain_text("Filters hide")


def test_undated_links_are_a_facet_of_their_own(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    filters = network.get_by_role("region", name="Filters")
    unknown = filters.get_by_role("checkbox", name=re.compile("Date unknown"))
    expect(unknown).to_be_checked()
    unknown.uncheck()
    expect(network.get_by_role("status")).to_contain_text("Links without a date are hidden.")
    expect(filters.get_by_role("button", name="Play through time")).to_be_visible()
    kinds = network.get_by_role("group", name="Kinds that are shown")
    for kind in ("Project", "Event", "Agreement"):
        kinds.get_by_role("button", name=re.compile(kind)).click()
    expect(filters).to_contain_text("played through time they would mislead")


def test_time_is_played_where_most_links_are_dated(page: Page) -> None:
    met = ("opticsvalley", "medec", "massmedic", "biocom", "photonics-quebec")
    others = "".join(f"&without={kind}" for kind in ("Project", "Event", "Agreement"))
    opened(page, "/#scene=picked" + "".join(f"&add={id_}" for id_ in met) + others)
    filters = page.get_by_role("region", name="Filters")
    filters.get_by_role("button", name="Play through time").click()
    expect(filters.get_by_role("button", name="Stop")).to_be_visible()
    for year in ("2016", "2017"):
        expect(page.get_by_role("status")).to_contain_text(re.compile(f"^{year} Now"))
        assert f"years={year}-{year}" in page.url
    expect(page.get_by_role("status")).to_contain_text("All years, from 2016 to 2017.")
    expect(filters.get_by_role("button", name="Play through time")).to_be_visible()
    assert "years=" not in page.url


def kept_at(url: str, id_: str) -> tuple[float, ...]:
    """Where an address keeps a node, as parts of the picture's width and height; () for nowhere."""
    found = re.search(rf"pin={id_}%7Epage%7E([\d.]+)%7E([\d.]+)", url)
    return (float(found[1]), float(found[2])) if found else ()


def test_what_is_dragged_stays_there_for_others_too(network: Page) -> None:
    find(network, "LITEK", "Laser and Engineering")
    network.wait_for_timeout(1000)  # the picture makes room for the panel
    network.locator("#view").focus()
    network.keyboard.press("Shift+ArrowLeft")
    network.wait_for_url(lambda url: bool(kept_at(url, "litek")))
    x, y = kept_at(network.url, "litek")
    box = network.get_by_role("img", name=re.compile("^The network")).bounding_box()
    assert box
    network.wait_for_timeout(1000)
    left, top = box["x"] + x * box["width"], box["y"] + y * box["height"]
    network.mouse.move(left, top)
    network.mouse.down()
    network.mouse.move(left - 50, top + 20, steps=5)
    network.mouse.up()
    there = pytest.approx((x - 50 / box["width"], y + 20 / box["height"]), abs=0.01)
    # The address follows the node while it moves.
    network.wait_for_url(lambda url: kept_at(url, "litek") == there)
    dragged = kept_at(network.url, "litek")
    pin = panel(network).get_by_role("button", name=re.compile("Keep it"))
    expect(pin).to_have_attribute("aria-pressed", "true")
    address = network.url
    network.goto("about:blank")
    opened(network, address)
    assert kept_at(network.url, "litek") == dragged
    pictured(network, "network-dragged")


def test_ways_with_the_evidence_of_each_step(network: Page) -> None:
    network.get_by_role("button", name="Ways", exact=True).click()
    ways = network.get_by_role("region", name="Ways between two")
    for end, typed, name in (
        ("From", "LITEK", "Laser and Engineering"),
        ("To", "CPIC", "Canadian"),
    ):
        ways.get_by_role("combobox", name=end).fill(typed)
        ways.get_by_role("option", name=re.compile(name)).first.click()
    expect(ways.get_by_role("button", name="Way 1: 2 steps")).to_be_visible()
    steps = ways.get_by_role("listitem").filter(has_text="→")
    expect(steps).to_have_count(2)
    expect(steps.first).to_contain_text("party to → Memorandum of understanding LITEK – CPIC")
    ways.get_by_role("button", name="Next step").click()
    expect(network.get_by_role("status")).to_contain_text("party to")
    steps.first.get_by_text("1 source").click()
    expect(steps.first.get_by_role("link").first).to_be_visible()
    accessible(network)
    pictured(network, "network-ways")


NAMED = """(canvases) => canvases.some((canvas) => {
    const drawn = canvas.getContext("2d");
    return drawn?.getImageData(0, 0, canvas.width, canvas.height).data.some((one) => one > 0);
})"""


def test_the_whole_graph_stays_when_its_room_changes(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    canvases = network.get_by_role("img", name="The network as a picture").locator("canvas")
    expect(canvases.first).to_be_visible()
    network.wait_for_function("() => performance.getEntriesByName('picture').length > 1")
    assert canvases.evaluate_all(NAMED)
    network.get_by_role("button", name="Close the filters").click()
    network.evaluate("new Promise((drawn) => setTimeout(drawn, 500))")
    assert canvases.evaluate_all(NAMED)


def test_communities_and_their_bridges(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    network.get_by_role("button", name="Communities").click()
    region = network.get_by_role("region", name="Communities")
    expect(region.get_by_text(re.compile(r"\d+ members around")).first).to_be_visible()
    region.get_by_role("button").last.click()
    expect(panel(network)).to_be_visible()
    accessible(network)
    pictured(network, "network-communities")


def test_the_address_shows_another_person_the_same(network: Page) -> None:
    network.get_by_role("button", name="Whole graph", exact=True).click()
    network.get_by_role("group", name="Kinds that are shown").get_by_text("Event").click()
    find(network, "CPIC", "Canadian")
    shown, address = sentence(network).inner_text(), network.url
    network.goto("about:blank")
    opened(network, address)
    expect(sentence(network)).to_have_text(shown)
    expect(panel(network)).to_contain_text("Canadian Photonic Industry Consortium")


@pytest.mark.parametrize(
    ("language", "said"),
    [("lt", "klasteriai"), ("fr", "grappes"), ("de", "Cluster aus 5 Ländern")],
)
def test_the_interface_in_other_languages(network: Page, language: str, said: str) -> None:
    network.get_by_role("combobox", name="Language").select_option(language)
    expect(sentence(network)).to_contain_text(said)
    expect(network.locator("html")).to_have_attribute("lang", language)
    accessible(network)
    pictured(network, f"network-{language}")


def test_a_lost_server_is_asked_again(network: Page) -> None:
    network.evaluate(
        "() => { window.kept = fetch; window.fetch = () => Promise.reject(TypeError('gone')); }"
    )
    network.get_by_role("button", name="Outline").click()
    network.get_by_role("button", name=re.compile("^Biocat")).click()
    expect(network.get_by_text("The server does not answer.")).to_be_visible()
    network.evaluate("() => { window.fetch = window.kept; }")
    expect(panel(network).get_by_role("heading", name="Biocat")).to_be_visible()
    expect(network.get_by_text("The server does not answer.")).to_be_hidden()
