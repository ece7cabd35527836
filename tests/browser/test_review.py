"""The page where people decide: by keyboard alone, by mouse, and after somebody who was faster."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph.ledger.holdings import Holdings
from graph.records import EntityRecord, Evidence
from graph.review.desk import Desk
from graph.review.proposal import Fact, Pair, Proposal, Remark
from graph.sqlite_store import SqliteStore
from tests.browser.keys import Keys
from tests.browser.reviewing import reviewing
from tests.browser.views import accessible, pictured
from tests.conformance.builders import graph_of, tell, thing, tie

PAGE = "https://alpha.example/about"
PAIR = Proposal(Pair("alpha", "beta", {"name": 4.5}), 0.8, "linkage")
QUOTE = Evidence("chars 3-17", (PAGE,), "įkurta 2003 m.", "lt", 0.6)
FOUNDED = EntityRecord("alpha", "Company", {"founded": "2003"}, QUOTE)
FACT = Proposal(
    Fact((FOUNDED,), PAGE, "Ji ", " Vilniuje.", "another source says 2001"), 0.6, "post"
)
REMARK = Proposal(Remark("beta", "", "<b>It closed</b> in 2020", PAGE), 0.5, "readers")


@pytest.fixture
def store() -> SqliteStore:
    """A graph of which three things are asked."""
    store = SqliteStore(":memory:")
    told = (thing("alpha", founded="2001"), thing("beta"), thing("cluster", "Cluster"))
    tell(store, "one", *told, tie("beta", "MEMBER_OF", "cluster", role="member", since="2016"))
    desk = Desk(Holdings(store))
    for one in (PAIR, FACT, REMARK):
        desk.propose(one.source, [one])
    return store


@pytest.fixture
def served(store: SqliteStore) -> Iterator[str]:
    """The address of a server of it that curates."""
    with reviewing(store) as address:
        yield address


def proposal(page: Page, title: str) -> Locator:
    """Return the proposal of this title, once it is shown."""
    found = page.get_by_role("article", name=title)
    expect(found).to_be_visible()
    return found


def test_the_queue_is_decided_by_keyboard_alone(page: Page, store: SqliteStore) -> None:
    before = graph_of(store)
    keys = Keys(page)
    page.goto("/review")
    proposal(page, "alpha = beta?")
    expect(page.get_by_text("0 of 3 decided")).to_be_visible()
    keys.press("w")
    keys.type("same street, as a registry says")
    keys.press("Enter", "a")
    proposal(page, "alpha: Founded 2003")
    expect(page.get_by_role("status")).to_have_text("Accepted: alpha = beta?")
    assert [one.reason for one in store.ledger.judgements()] == ["same street, as a registry says"]
    keys.press("u")
    proposal(page, "alpha = beta?")
    expect(page.get_by_text("0 of 3 decided")).to_be_visible()
    assert graph_of(store) == before
    keys.press("r")
    proposal(page, "alpha: Founded 2003")
    keys.press("s")
    proposal(page, "beta: <b>It closed</b> in 2020")
    keys.press("a")
    expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()
    expect(page.get_by_text("3 of 3 decided")).to_be_visible()
    states = {one.proposal.kind: one.state for one in Desk(Holdings(store)).entries()}
    assert states == {"pair": "rejected", "fact": "skipped", "remark": "accepted"}
    keys.check()


def test_the_queue_is_decided_by_mouse(page: Page, store: SqliteStore) -> None:
    page.goto("/review")
    pair = proposal(page, "alpha = beta?")
    differing = pair.get_by_role("table", name="Both sides").get_by_role("row", name="differs")
    expect(differing.filter(has_text="2001")).to_be_visible()
    expect(pair.get_by_text("beta would go.")).to_be_visible()
    accessible(page)
    pictured(page, "review-pair")
    page.get_by_role("button", name="Facts").click()
    fact = proposal(page, "alpha: Founded 2003")
    assert page.url.endswith("/review#queue=fact&language=en")
    expect(fact.locator("mark")).to_have_text("įkurta 2003 m.")
    expect(fact.get_by_role("blockquote")).to_have_text("Ji įkurta 2003 m. Vilniuje.")
    expect(fact.get_by_role("link", name=PAGE)).to_have_attribute("href", PAGE)
    accessible(page)
    pictured(page, "review-fact")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("1 of 1 decided")).to_be_visible()
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2003"
    page.get_by_role("button", name="Undo").click()
    proposal(page, "alpha: Founded 2003")
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2001"


def test_a_fact_is_corrected_by_keyboard_alone(page: Page, store: SqliteStore) -> None:
    keys = Keys(page)
    page.goto("/review#queue=fact")
    proposal(page, "alpha: Founded 2003")
    keys.press("e")
    form = page.get_by_role("form", name="Correct it, then accept")
    expect(form.get_by_role("textbox", name="founded")).to_be_focused()
    keys.press("Control+A")
    keys.type("soon")
    keys.press("Enter")
    expect(form.get_by_text("This is no date")).to_be_visible()
    accessible(page)
    pictured(page, "review-edit")
    keys.press("Control+A")
    keys.type("2004")
    keys.press("Enter")
    expect(page.get_by_text("1 of 1 decided")).to_be_visible()
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2004"
    keys.press("u")
    proposal(page, "alpha: Founded 2003")
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2001"
    keys.check()


def test_a_remark_leads_to_what_it_is_about(page: Page) -> None:
    page.goto("/review#queue=remark")
    proposal(page, "beta: <b>It closed</b> in 2020")
    page.keyboard.press("e")
    expect(page.get_by_role("article", name="beta")).to_be_visible()
    assert page.url.endswith("/edit?entity=beta")


def test_who_was_faster_is_shown(chromium: Browser, served: str, store: SqliteStore) -> None:
    desk = Desk(Holdings(store))
    with chromium.new_context(base_url=served, locale="en-GB") as context:
        page = context.new_page()
        page.goto("/review")
        proposal(page, "alpha = beta?")
        desk.decide(PAIR.id, "rejected", desk.find(PAIR.id).version, by="the other desk")
        page.keyboard.press("a")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("rejected by the other desk")
        expect(alert).not_to_contain_text(PAIR.id)
        # The server speaks English on a page in any language.
        expect(alert).to_have_attribute("lang", "en")
        expect(proposal(page, "alpha = beta?")).to_contain_text("Rejected by the other desk")
        assert [one.verdict for one in store.ledger.judgements()] == ["different"]
        page.keyboard.press("n")
        proposal(page, "alpha: Founded 2003")


def test_help_leads_to_the_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Help").click()
    page.get_by_role("link", name="Review").click()
    proposal(page, "alpha = beta?")


def test_on_a_telephone_the_decisions_leave_room_for_what_is_decided(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/review#language=de")
    proposal(page, "alpha = beta?")
    decisions = page.get_by_role("group", name="Entscheiden")
    expect(decisions.get_by_role("button", name="Zurücknehmen")).to_be_visible()
    box = decisions.bounding_box()
    assert box
    assert box["height"] < 740 / 3
    accessible(page)
    pictured(page, "review-narrow")


def test_a_fact_is_called_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/review#language=de")
    expect(page).to_have_title("Prüfen – Lumigraph")
    expect(page.get_by_role("article", name="alpha = beta?")).to_be_visible()
    page.get_by_role("button", name="alpha: Gegründet 2003").click()
    expect(page.get_by_role("heading", name="alpha: Gegründet 2003")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_have_text("Übersprungen: alpha: Gegründet 2003")
