"""A graph whose every text is an attack, walked through: no script of a source runs anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect

import lumigraph
from api.app import create_app
from api.curating.access import Curation
from api.site import EXPLORER
from graph.reader import Reader
from graph.records import EntityRecord, Evidence, Record
from graph.review.desk import Desk
from graph.review.proposal import Fact, Pair, Proposal
from ingest.uploads.limits import Limits
from ingest.uploads.uploads import Uploads
from lumigraph.uploading import prepared, taken_back
from tests.browser.test_policy import strict
from tests.conformance.builders import optics, tell, thing, tie
from tests.conftest import require
from tests.ingest.web import Page as Answer
from tests.ingest.web import Web
from tests.serving import running
from viz.exports.exporting import Wish, export
from viz.network.atlas import Atlas
from viz.network.selection import Selection

RUN = "window.attacked = true"
ATTACKS = {
    "script": f"<script>{RUN}</script>",
    "image": f'"><img src=x onerror="{RUN}">',
    "drawing": f"'><svg onload='{RUN}'>",
    "address": f"javascript:{RUN}",
    "ending": f"</script></title></style></textarea><script>{RUN}</script><!-- ]]> & \u2028",
    "template": f"{{{{constructor.constructor('{RUN}')()}}}} ${{{RUN}}} <%= {RUN} %>",
    "turned": "\u202egnirts dednah thgir\u202c \u2067שלום\u2069",
    "long": "<b>" + "very" * 2_000,
}
PAGE = f"https://a.example/?x='\"><script>{RUN}</script>"
PATHS = (
    *("/", "/#tab=map", "/#tab=timeline", "/#tab=question", "/#tab=network&focus={id}"),
    *("/embed#embed=yes&focus={id}", "/page/organisation/{id}", "/page/technology/bad"),
    *("/ontology/technologies?q=script", "/review", "/review#queue=fact", "/edit", "/edit#of={id}"),
    *("/add", "/documents", "/sparql", "/docs", "/catalog.html"),
)


def hostile() -> Iterator[Record]:
    """Yield organisations, projects, a technology and relations with attacks in every text."""
    yield thing("bad", "Technology", name={"en": ATTACKS["script"], "lt": ATTACKS["image"]})
    yield tie("bad", "BROADER", "lasers")
    yield thing("project", "Project", name={"en": ATTACKS["ending"]}, start="2016-01")
    for key, text in ATTACKS.items():
        said = Evidence(text, (PAGE,), text, "en")
        named = thing(key, name={"en": text, "und": text}, acronym=[text[:90]], legalName=text)
        yield replace(named, evidence=said)
        for type_, target in (("PARTICIPATES_IN", "project"), ("WORKS_ON", "bad")):
            yield replace(tie(key, type_, target), evidence=said)
        yield replace(tie(key, "LOCATED_IN", "LT011", city=text[:90]), evidence=said)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[lumigraph.Graph]:
    """A graph of attacks, two of which wait for a person."""
    folder = tmp_path_factory.mktemp("hostile")
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as opened:
        tell(opened.store, "optics", *optics())
        report = tell(opened.store, f"list {ATTACKS['image']}", *hostile())
        assert not report.rejects, report.rejects
        quote = Evidence(ATTACKS["image"], (PAGE,), ATTACKS["script"], "en", 0.4)
        record = EntityRecord("script", "Company", {"acronym": [ATTACKS["drawing"]]}, quote)
        fact = Fact((record,), PAGE, ATTACKS["image"], ATTACKS["drawing"])
        desk = Desk(opened.holdings)
        desk.propose("post", [Proposal(fact, 0.4, "post")])
        desk.propose("linkage", [Proposal(Pair("script", "image", {"name": 4.5}), 0.8, "linkage")])
        yield opened


@pytest.fixture(scope="module")
def served(graph: lumigraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of it that curates and takes files."""
    built = (EXPLORER / "review.html").is_file()
    require("the built explorer", built, "`python run.py test` builds it")
    ways = partial(prepared, graph), partial(taken_back, graph)
    folder = tmp_path_factory.mktemp("uploads")
    uploads = Uploads(folder, graph.holdings, *ways, Limits(100_000))
    curation = Curation(graph.holdings, "curator")
    with running(
        lambda address: create_app(
            graph.reader, public_url=address, curation=curation, uploads=uploads
        )
    ) as address:
        yield address


@pytest.mark.parametrize("path", PATHS)
def test_no_page_runs_what_a_source_says(page: Page, path: str) -> None:
    """The fixture fails on what the console tells, a breach of the policy too."""
    answer = page.goto(path.format(id="image"))
    assert answer
    strict(answer)
    expect(page.locator("body")).not_to_be_empty()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.attacked") is None
    dangerous = page.locator("a[href^='javascript:' i], [onerror], [onload], [srcdoc]")
    assert dangerous.count() == 0


def test_what_a_source_says_is_text(page: Page) -> None:
    for id_ in ("script", "image", "address", "ending"):
        page.goto(f"/page/organisation/{id_}")
        expect(page.locator("h1")).to_have_text(ATTACKS[id_])


@pytest.mark.parametrize("form", ["svg", "pyvis"])
def test_no_file_runs_what_a_source_says(
    chromium: Browser, graph: lumigraph.Graph, web: Web, form: str
) -> None:
    file = BytesIO()
    export(Atlas(Reader(graph.store)), Selection(), form, file, Wish(title=ATTACKS["script"]))
    kind = "image/svg+xml" if form == "svg" else "text/html; charset=utf-8"
    address = web.put("/file", Answer(file.getvalue(), headers={"Content-Type": kind}))
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.attacked") is None
