"""A session that ends while somebody writes: what was written stays, and is entered after all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.access.access import Access
from api.access.hosts import Hosts
from api.access.register import Register
from api.access.scopes import scopes_of
from api.app import create_app
from api.curating.access import Curation
from api.site import EXPLORER
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.browser.conftest import SIZE
from tests.browser.views import accessible, pictured
from tests.conformance.builders import tell, thing
from tests.conftest import require
from tests.serving import running

NAME = "Optics that took an hour to write down"


@pytest.fixture
def served(tmp_path: Path, register: Register) -> Iterator[str]:
    """The address of a server on which one signs in."""
    require("the built page", (EXPLORER / "edit.html").is_file(), "`python run.py test` builds it")
    store = SqliteStore(str(tmp_path / "graph.db"))
    tell(store, "one", thing("alpha"))
    holdings = Holdings(store)
    with running(
        lambda url: create_app(
            Reader(store),
            public_url=url,
            curation=Curation(holdings, ""),
            access=Access(register, Hosts(url)),
        )
    ) as url:
        yield url
    holdings.close()


def sign_in(page: Page, register: Register, name: str) -> None:
    """Sign in with a new token, on the page that asks for one."""
    page.get_by_label("Token").fill(register.create(name, scopes_of("review,read-internal")))
    page.get_by_role("button", name="Sign in").click()


@pytest.fixture
def context(chromium: Browser, served: str) -> Iterator[BrowserContext]:
    """A browser of its own; that it is refused is meant, and so are the errors that it tells."""
    with chromium.new_context(base_url=served, viewport=SIZE, locale="en-GB") as made:
        yield made


def test_what_was_written_outlives_the_session(context: BrowserContext, register: Register) -> None:
    page = context.new_page()
    page.goto("/edit?add=Company")
    sign_in(page, register, "first")
    page.get_by_role("textbox", name="name, text 1", exact=True).fill(NAME)
    page.get_by_label("Where did you read it?").fill("Annual report 2025, page 4")
    register.revoke("first")
    look = page.get_by_role("button", name="See what it would change")
    look.click()
    note = page.get_by_role("alert")
    expect(note).to_contain_text("You are no longer signed in. What you have written stays here")
    expect(page.get_by_text("Bearer")).to_have_count(0)
    accessible(page)
    pictured(page, "edit-signed-out")
    with context.expect_page() as opened:
        note.get_by_role("link", name="Sign in").click()
    sign_in(opened.value, register, "second")
    expect(opened.value.get_by_role("heading", name="Lumigraph")).to_be_visible()
    look.click()
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Enter it").click()
    expect(page.get_by_role("group", name=f"Entered: Company: {NAME}")).to_be_visible()
