"""The page of a document: its marks are links, its facts are beside it, by keyboard too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import lumigraph
from api.app import create_app
from api.curating.access import Curation
from graph.review.queue import Wanted
from lumigraph.graph import Graph
from tests.browser.keys import Keys
from tests.browser.views import accessible, pictured
from tests.serving import running

POST = """Naujas narys – New member in the photonics cluster

12 March 2024

EKSPLA UAB is a member of Beta Photonics Cluster e.V. since 2016.
The company plans to join Gamma Photonics Network e.V. next year. Everybody was glad.
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph that has read a post."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "post.txt").write_text(POST, "utf-8")
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as graph:
        graph.ingest(folder / "post.txt")
        yield graph


@pytest.fixture(scope="module")
def served(read: Graph) -> Iterator[str]:
    """The address of a server of it that curates."""
    curation = Curation(read.holdings, "curator", texts=read.settings.texts())
    with running(
        lambda address: create_app(read.reader, public_url=address, curation=curation)
    ) as address:
        yield address


def test_a_document_is_read_with_its_marks(page: Page, read: Graph) -> None:
    asked = curation_of(read)
    assert asked, "the post must leave something to be decided"
    page.goto("/documents?lang=en")
    page.get_by_role("link", name="Naujas narys").click()
    text = page.get_by_role("region", name="The text")
    expect(text).to_contain_text("Everybody was glad.")
    expect(text.locator("mark.entered").first).to_be_visible()
    expect(text.locator("mark.open").first).to_be_visible()
    told = page.get_by_role("region", name="What it told")
    expect(told.get_by_text("in the queue").first).to_be_visible()
    accessible(page)
    pictured(page, "document")
    page.set_viewport_size({"width": 390, "height": 800})
    accessible(page)
    pictured(page, "document-narrow")


def curation_of(read: Graph) -> list[str]:
    """Return what is asked of the post."""
    return [one.proposal.id for one in read.holdings.whole.queue.entries(Wanted(kind="fact"))]


def test_by_keyboard_from_a_mark_to_its_fact_and_back(page: Page) -> None:
    keys = Keys(page)
    page.goto("/documents/post/post.txt?lang=lt")
    note = page.locator("#quote-1")
    note.focus()
    keys.press("Enter")
    expect(page.locator("#fact-1:target")).to_be_in_viewport()
    page.locator("#fact-1").get_by_role("link", name="1 faktas: tekste").focus()
    keys.press("Enter")
    expect(page.locator("#quote-1:target")).to_be_in_viewport()
    page.locator("#fact-1").get_by_role("link").first.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/page/" in page.url
