"""The list of contradictions: both sides, the rule, and a decision by hand that can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from graph.sqlite_store import SqliteStore
from tests.browser.keys import Keys
from tests.browser.reviewing import reviewing
from tests.browser.views import accessible, pictured
from tests.conformance.builders import graph_of, tell, thing, tie

OWN = "alpha: Founded"
TIE = "alpha member of cluster (member): Until"


@pytest.fixture
def store() -> SqliteStore:
    """A graph of which two sources tell two things otherwise."""
    store = SqliteStore(":memory:")
    first, second = (
        tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016", until=year)
        for year in ("2019", "2021")
    )
    tell(store, "one", thing("alpha", founded="2001"), thing("cluster", "Cluster"), first)
    tell(store, "two", thing("alpha", founded="2003"), second, priority=1)
    return store


@pytest.fixture
def served(store: SqliteStore) -> Iterator[str]:
    """The address of a server of it that curates."""
    with reviewing(store) as address:
        yield address


def founded(store: SqliteStore) -> object:
    """Return when the graph says that alpha was founded."""
    return store.golden.entities(["alpha"])["alpha"].properties["founded"]


def test_a_contradiction_is_decided_by_mouse_and_undone(page: Page, store: SqliteStore) -> None:
    before = graph_of(store)
    page.goto("/review")
    page.get_by_role("button", name="Contradictions").click()
    own, other = (page.get_by_role("article", name=name) for name in (OWN, TIE))
    expect(own.get_by_text("Chosen because its source goes first.")).to_be_visible()
    expect(own.get_by_role("listitem").filter(has_text="does not stand").first).to_contain_text(
        "2001"
    )
    expect(other).to_contain_text("2019")
    accessible(page)
    pictured(page, "contradictions")
    own.get_by_role("button", name="2001 is right").click()
    form = own.get_by_role("form")
    expect(form.get_by_label("Where did you read it?")).to_have_value("one, of alpha")
    accessible(page)
    form.get_by_label("Where did you read it?").fill("https://alpha.example/about")
    form.get_by_role("button", name="Enter").click()
    expect(page.get_by_role("heading", name="Decided by hand")).to_be_visible()
    assert founded(store) == "2001"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Decided by hand")).to_have_count(0)
    assert graph_of(store) == before


def test_a_relation_is_decided_by_keyboard_alone(page: Page, store: SqliteStore) -> None:
    keys = Keys(page)
    page.goto("/review#queue=contradictions")
    page.get_by_role("article", name=TIE).get_by_role("button", name="2019 is right").focus()
    keys.press("Enter")
    expect(page.get_by_label("Where did you read it?")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_label("Where did you read it?")).to_have_count(0)
    keys.check()
    page.get_by_role("article", name=TIE).get_by_role("button", name="2019 is right").focus()
    keys.press("Enter")
    expect(page.get_by_label("Where did you read it?")).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_role("article", name=TIE)).to_have_count(0)
    [relation] = store.golden.relations(["alpha"], ["MEMBER_OF"], "out")
    assert relation.until == "2019"
