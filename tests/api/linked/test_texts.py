"""The pages of documents: what everybody sees, and what those see who may review."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from graph.documents.text import Mark, Text
from graph.documents.texts import Texts
from graph.documents.told import READER
from graph.ledger.holdings import Holdings
from graph.ledger.writing import ingest
from graph.reader import Reader
from graph.records import EntityRecord, Evidence, RelationRecord, Unit
from graph.review.desk import Desk
from graph.review.proposal import Fact, Proposal
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import info, tell, thing

HERE = "http://127.0.0.1:8000"
TEXT = (
    "<b>Alpha</b> & Beta\n\nAlpha is a member of Beta since 2016. It may be big.\nThe rest is ours."
)
PAGE = "/documents/news/post.html"


def evidence(quote: str) -> Evidence:
    """Return where a quote stands."""
    at = TEXT.index(quote)
    page = "https://news.example/post"
    return Evidence(f"chars {at}-{at + len(quote)}", (page,), quote, "en", 0.9)


@pytest.fixture
def holdings() -> Holdings:
    """A graph that has read one post."""
    store = SqliteStore(":memory:")
    tell(store, "list", thing("alpha"), thing("beta", "Cluster"))
    stated = evidence("Alpha is a member of Beta since 2016.")
    tie = RelationRecord("alpha", "MEMBER_OF", "beta", {"since": "2016"}, stated)
    source = replace(info("news", [tie]), extractor=f"{READER}1", title="A post", date="2016-05")
    ingest(store, load_schema(), source, [Unit("post.html", "ab12", lambda: [tie])])
    doubtful = EntityRecord("alpha", "Company", {"sme": False}, evidence("It may be big."))
    fact = Proposal(Fact((doubtful,), "post.html", doubt="planned"), 0.4, "news")
    Desk(Holdings(store)).propose("news", [fact])
    return Holdings(store)


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    """The text of that post, with its mentions."""
    kept = Texts(tmp_path)
    start = TEXT.index("Alpha is")
    beta, year = TEXT.index("Beta since"), TEXT.index("2016")
    marks = [
        Mark("organisation", start, start + 5, "alpha"),
        Mark("organisation", beta, beta + 4, "beta"),
        Mark("date", year, year + 4, value="2016"),
        Mark("organisation", year, year + 2, "nobody"),
    ]
    kept.keep("ab12", Text(TEXT, "en", marks))
    return kept


@pytest.fixture
def public(holdings: Holdings) -> TestClient:
    """Somebody who may only read."""
    return TestClient(create_app(Reader(holdings.public)), base_url=HERE)


@pytest.fixture
def curator(holdings: Holdings, texts: Texts) -> TestClient:
    """Somebody who reviews."""
    curation = Curation(holdings, "curator", texts=texts)
    return TestClient(create_app(Reader(holdings.public), curation=curation), base_url=HERE)


def test_everybody_sees_facts_and_quotes_and_no_text(public: TestClient) -> None:
    listed = public.get("/documents").text
    assert f'<a href="{HERE}{PAGE}">A post</a>' in listed
    shown = public.get(PAGE)
    assert shown.status_code == 200
    assert "Alpha is a member of Beta since 2016." in shown.text
    assert f'<a href="{HERE}/page/organisation/beta"' in shown.text
    for hidden in ("The rest is ours", "It may be big", "in the queue", "/review"):
        assert hidden not in shown.text
    assert public.get(PAGE, headers={"If-None-Match": shown.headers["etag"]}).status_code == 304


def test_a_reviewer_sees_the_text_with_its_marks(curator: TestClient) -> None:
    answer = curator.get(PAGE)
    assert answer.headers["cache-control"] == "no-store"
    page = answer.text
    assert "&lt;b&gt;Alpha&lt;/b&gt; &amp; Beta" in page
    assert "The rest is ours." in page
    link = f'<a class="mention" href="{HERE}/page/organisation/alpha" title="alpha">Alpha</a>'
    assert f'<mark class="entered">{link}</mark>' in page
    assert '<span class="mention" title="2016">2016</span>' in page
    assert '<mark class="open">It may be big.</mark>' in page
    assert re.search(
        r'id="quote-2" href="#fact-2"[^>]*aria-label="Fact 2: alpha company', page, re.I
    )
    assert "in the queue" in page
    assert "planned" in page
    assert "<script" not in page
    for number in (1, 2):
        assert page.count(f'id="fact-{number}"') == page.count(f'id="quote-{number}"') == 1


@pytest.mark.parametrize(
    ("language", "said"), [("lt", "eilėje"), ("fr", "dans la file"), ("de", "in der Warteschlange")]
)
def test_it_is_in_four_languages(curator: TestClient, language: str, said: str) -> None:
    page = curator.get(PAGE, params={"lang": language}).text
    assert f'<html lang="{language}">' in page
    assert said in page
    assert "The rest is ours." in page


def test_what_was_said_of_an_earlier_version_marks_no_words(
    holdings: Holdings, curator: TestClient
) -> None:
    moved = replace(evidence("It may be big."), locator="chars 0-14")
    fact = Fact((EntityRecord("beta", "Cluster", {"sme": True}, moved),), "post.html")
    Desk(holdings).propose("news", [Proposal(fact, 0.4, "news")])
    page = curator.get(PAGE).text
    assert page.count('id="fact-') == page.count('id="quote-') + 1
    assert page.count('href="#quote-') == page.count('id="quote-')


def test_a_text_that_is_not_kept_is_told_of(curator: TestClient, texts: Texts) -> None:
    texts.sweep(())
    page = curator.get(PAGE).text
    assert "The text is not kept here" in page
    assert "It may be big." in page


def test_what_is_no_document_is_not_found(curator: TestClient) -> None:
    for path in ("/documents/list/alpha", "/documents/news/other.html"):
        assert curator.get(path).status_code == 404


def test_another_site_does_not_read_the_text_by_a_name_of_its_own(curator: TestClient) -> None:
    answer = curator.get(PAGE, headers={"Host": "evil.example"})
    assert "The rest is ours" not in answer.text
