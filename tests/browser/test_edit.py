"""Entries by hand on a page: by form, by mouse and by keyboard alone, undone again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from api.app import create_app
from api.curating.access import Curation
from api.site import EXPLORER
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.review.desk import Desk
from graph.review.proposal import Remark
from graph.sqlite_store import SqliteStore
from tests.browser.keys import Keys
from tests.browser.views import accessible, pictured
from tests.conformance.builders import graph_of, tell, thing, tie
from tests.conftest import require
from tests.serving import running

PAGE = "https://alpha.example/about"
REPORT = "Annual report 2025, page 4"
LATE = """
const later = window.setTimeout.bind(window);
window.requestAnimationFrame = (draw) => later(() => draw(performance.now()), 300);
window.setTimeout = (run, wait, ...rest) => later(run, Math.max(wait ?? 0, 300), ...rest);
"""
"""A page whose drawing comes late, as on a busy machine: somebody types before it."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A cluster with two members, in a file: a page asks for several things at once."""
    store = SqliteStore(str(tmp_path / "graph.db"))
    told = (thing("alpha", founded="2001"), thing("beta"), thing("cluster", "Cluster"))
    member = {"role": "member", "since": "2016"}
    ties = [tie(one, "MEMBER_OF", "cluster", **member) for one in ("alpha", "beta")]
    tell(store, "one", *told, *ties)
    yield store
    store.close()


WIDTH = 390
"""Of a telephone."""


@pytest.fixture
def served(store: SqliteStore) -> Iterator[str]:
    """The address of a server of it that curates."""
    built = (EXPLORER / "edit.html").is_file()
    require("the built page for entries", built, "`python run.py test` builds it")
    curation = Curation(Holdings(store), "curator")
    with running(lambda url: create_app(Reader(store), public_url=url, curation=curation)) as url:
        yield url


def entered(page: Page, what: str) -> Locator:
    """Return the line that tells of the last entry, once it is there."""
    found = page.get_by_role("group", name=f"Entered: {what}")
    expect(found).to_be_visible()
    return found


def founded(store: SqliteStore) -> object:
    """Return when alpha was founded, as the graph holds it."""
    return store.golden.entities(["alpha"])["alpha"].properties["founded"]


def test_a_value_is_corrected_by_mouse(page: Page, store: SqliteStore) -> None:
    before = graph_of(store)
    page.goto("/edit?entity=alpha")
    page.get_by_role("button", name="Correct: Founded").click()
    form = page.get_by_role("form", name="Correct: Founded")
    form.get_by_role("textbox", name="founded").fill("soon")
    form.get_by_role("button", name="See what it would change").click()
    expect(form.get_by_role("textbox", name="founded")).to_be_focused()
    expect(form.get_by_text("This is no date")).to_be_visible()
    expect(form.get_by_text("This is needed.")).to_be_visible()
    accessible(page)
    pictured(page, "edit-wrong")
    form.get_by_role("textbox", name="founded").fill("1999-05")
    expect(form.get_by_text("May 1999; the day is not stated")).to_be_visible()
    form.get_by_role("textbox", name="Where did you read it?").fill(REPORT)
    form.get_by_role("button", name="See what it would change").click()
    outlook = form.get_by_role("group", name="What it would change")
    expect(outlook).to_be_focused()
    expect(outlook.get_by_role("row", name="founded")).to_contain_text("May 1999")
    assert founded(store) == "2001"
    accessible(page)
    pictured(page, "edit-outlook")
    form.get_by_role("button", name="Enter it").click()
    line = entered(page, "Correct: Founded")
    assert founded(store) == "1999-05"
    line.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("group", name="Undone: Correct: Founded")).to_be_visible()
    assert graph_of(store) == before


def test_a_project_is_added_by_keyboard_alone(page: Page, store: SqliteStore) -> None:
    before = graph_of(store)
    keys = Keys(page)
    page.goto("/edit")
    keys.tab_to(page.get_by_label("Add something new").and_(page.get_by_role("combobox")))
    keys.type("Project")
    keys.press("Tab", "Enter")
    form = page.get_by_role("form", name="Add: Project")
    expect(form.get_by_role("textbox", name="name, text 1")).to_be_focused()
    keys.type("Laser Path")
    keys.tab_to(form.get_by_role("textbox", name="Where did you read it?"))
    keys.type(PAGE)
    keys.press("Enter")
    expect(form.get_by_role("group", name="What it would change")).to_be_focused()
    expect(form.get_by_text("Laser Path would be new.")).to_be_visible()
    keys.press("Tab", "Enter")
    line = entered(page, "Project: Laser Path")
    expect(line).to_be_focused()
    expect(page.get_by_role("article", name="Laser Path")).to_be_visible()
    assert store.golden.entities(["laser-path"])["laser-path"].type == "Project"
    pictured(page, "edit-added")
    keys.tab_to(line.get_by_role("button", name="Undo"))
    keys.press("Enter")
    expect(page.get_by_role("group", name="Undone: Project: Laser Path")).to_be_visible()
    expect(page.get_by_text("Nothing has been entered by hand yet.")).to_be_visible()
    assert graph_of(store) == before
    keys.check()


def test_a_membership_ends_by_keyboard_alone(page: Page, store: SqliteStore) -> None:
    before = graph_of(store)
    keys = Keys(page)
    page.goto("/edit?entity=alpha")
    keys.tab_to(page.get_by_role("button", name="End: Member of, cluster"))
    keys.press("Enter")
    form = page.get_by_role("form", name="It ended: Member of, cluster")
    expect(form.get_by_role("textbox", name="until")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_role("button", name="End: Member of, cluster")).to_be_focused()
    keys.press("Enter")
    expect(form.get_by_role("textbox", name="until")).to_be_focused()
    keys.type("2020")
    keys.press("Tab")
    keys.type(REPORT)
    keys.press("Enter")
    expect(form.get_by_role("group", name="What it would change")).to_be_focused()
    keys.press("Tab", "Enter")
    expect(entered(page, "It ended: Member of, cluster")).to_be_focused()
    (held,) = store.golden.relations(["alpha"], ["MEMBER_OF"])
    assert (held.since, held.until) == ("2016", "2020")
    keys.press("Tab", "Enter")
    expect(page.get_by_role("group", name="Undone")).to_be_visible()
    assert graph_of(store) == before
    keys.check()


def test_a_relation_is_added_and_a_value_denied_by_mouse(page: Page, store: SqliteStore) -> None:
    page.add_init_script(LATE)
    page.goto("/edit?entity=beta")
    page.get_by_label("Add a relation").and_(page.get_by_role("combobox")).select_option(
        label="Located in"
    )
    page.get_by_role("button", name="Go on: Located in").click()
    form = page.get_by_role("form", name="Add a relation: Located in")
    form.get_by_role("combobox", name="To").fill("Vilni")
    page.get_by_role("option", name="Vilnius County").click()
    form.get_by_text("more fields").click()
    form.get_by_role("textbox", name="street address").fill("Saulės g. 1")
    form.get_by_role("textbox", name="Where did you read it?").fill(PAGE)
    pictured(page, "edit-relation")
    form.get_by_role("button", name="See what it would change").click()
    form.get_by_role("button", name="Enter it").click()
    entered(page, "Add a relation: Located in")
    expect(page.get_by_text("street address: Saulės g. 1")).to_be_visible()
    (located,) = store.golden.relations(["beta"], ["LOCATED_IN"])
    assert (located.target, located.properties) == ("LT011", {"address": "Saulės g. 1"})
    page.goto("/edit?entity=alpha")
    page.get_by_role("button", name="This is wrong: Founded").click()
    form = page.get_by_role("form", name="This is wrong: Founded")
    where = form.get_by_role("textbox", name="Where did you read it?")
    where.fill("https://")
    where.press("Enter")
    expect(form.get_by_text("Write the address in full")).to_be_visible()
    expect(where).to_be_focused()
    where.fill(PAGE)
    where.press("Enter")
    form.get_by_role("button", name="Enter it").click()
    entered(page, "This is wrong: Founded")
    assert "founded" not in store.golden.entities(["alpha"])["alpha"].properties
    page.get_by_role("button", name="It does not exist").click()
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_text("alpha would go.")).to_be_visible()
    page.get_by_role("button", name="Enter it").click()
    entered(page, "alpha does not exist").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("group", name="Undone: alpha does not exist")).to_be_visible()
    page.get_by_role("button", name="Undo: Wrong: alpha: founded 2001").click()
    expect(page.get_by_role("group", name="Undone: Wrong")).to_be_visible()
    assert founded(store) == "2001"
    accessible(page)
    pictured(page, "edit-start")


def test_what_is_wrong_is_told_from_the_panel(page: Page, store: SqliteStore) -> None:
    page.goto("/#chosen=alpha")
    panel = page.get_by_role("complementary", name="What is known of the chosen one")
    panel.get_by_role("button", name="Something wrong? Founded").click()
    form = panel.get_by_role("form", name="What is wrong: Founded")
    expect(form.get_by_role("textbox", name="What is wrong?")).to_be_focused()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Say what is wrong.")).to_be_visible()
    form.get_by_role("textbox", name="What is wrong?").fill("It began earlier")
    form.get_by_role("textbox", name="What would be right?").fill("1999")
    accessible(page)
    pictured(page, "suggest-panel")
    form.get_by_role("button", name="Send").click()
    expect(panel.get_by_role("group", name="Thank you.")).to_be_focused()
    (entry,) = Desk(Holdings(store)).entries()
    assert (entry.proposal.kind, entry.state) == ("remark", "open")
    page.goto("/review")
    expect(page.get_by_role("article", name="alpha: It began earlier")).to_contain_text("1999")


def test_what_is_wrong_is_told_from_a_page_of_linked_data(page: Page, store: SqliteStore) -> None:
    keys = Keys(page)
    page.goto("/page/organisation/alpha?lang=de")
    pictured(page, "suggest-linked")
    keys.tab_to(page.get_by_role("link", name="Stimmt etwas nicht? cluster"))
    keys.press("Enter")
    form = page.get_by_role("form", name="Was nicht stimmt: alpha")
    expect(form.get_by_role("textbox", name="Was stimmt nicht?")).to_be_focused()
    accessible(page)
    pictured(page, "suggest-page")
    keys.type("Sie ging 2020")
    keys.tab_to(form.get_by_role("button", name="Senden"))
    keys.press("Enter")
    expect(page.get_by_role("group", name="Danke.")).to_be_focused()
    (entry,) = Desk(Holdings(store)).entries()
    assert entry.proposal.matter == Remark("alpha", "MEMBER_OF cluster", "Sie ging 2020")
    keys.check()


def test_a_telephone_is_wide_enough(page: Page) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 844})
    for address, name in (("/edit", "start"), ("/edit?entity=alpha", "entity")):
        page.goto(address)
        expect(page.get_by_role("button", name="Go on").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
        pictured(page, f"edit-{name}-narrow")
    page.goto("/edit?add=Agreement")
    expect(page.get_by_role("form", name="Add: Agreement")).to_be_visible()
    page.get_by_text("more fields").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    accessible(page)
    pictured(page, "edit-add-narrow")
