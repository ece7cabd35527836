"""Pages: in four languages, with sources, and no hostile name does harm."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from api.linked.language import FILE, LANGUAGES, Language, preferred
from graph.catalogue.publication import Publication
from graph.curating.archived import Copy, enter_copy
from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.records import EntityRecord, Evidence, Properties, RelationRecord
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from ontology.model import load_model
from tests.conformance.builders import tell, thing, tie

EVIL = '</script><script>alert("x")</script><img src=x onerror=alert(1)> " \' {{ 7*7 }} \u2028'
SCRIPT_URL = "javascript:alert(1)"


class Reading(HTMLParser):
    """The elements of a page, and the texts in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data.append(data)


def structured(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    document: dict[str, object] = json.loads(found[1])
    return document


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_each_language(client: TestClient, reader: Reader, language: str) -> None:
    answer = client.get("/page/organisation/litek", headers={"Accept-Language": language})
    assert answer.headers["content-language"] == language
    assert "Accept-Language" in answer.headers["vary"]
    assert f'<html lang="{language}">' in answer.text
    model = load_model()
    assert f">{model.label('founded', language)}</th>" in answer.text
    assert model.kinds["Cluster"].label[language] in answer.text
    names = reader.store.golden.entities(["litek"])["litek"].properties["name"]
    assert isinstance(names, dict)
    assert f"{names.get(language, names['en'])}</h1>" in answer.text
    assert client.get(f"/page/organisation/litek?lang={language}").text.count("lang=") > 4


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("pl, fr;q=0.3, lt;q=0.4", "lt"),
        ("fr;q=0, de;q=0.1", "de"),
        ("xx;q=1.5.5, ;;;, lt", "lt"),
        ("ja, *;q=0.5", "en"),
        ("de;q=², lt;q=0.1", "lt"),
    ],
)
def test_the_language_that_is_liked_best(header: str, language: str) -> None:
    assert preferred(header) == language


def test_the_words_are_there_in_every_language() -> None:
    for word, texts in yaml.safe_load(FILE.read_text("utf-8")).items():
        assert texts.keys() == LANGUAGES.keys(), word
        assert len({text.count("{}") for text in texts.values()}) == 1, word


def test_each_fact_and_relation_names_its_sources(client: TestClient) -> None:
    text = client.get("/page/organisation/litek").text
    rows = text.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    assert len(rows) > 5
    assert all("Photonics for health, starter set" in row for row in rows)
    links = text.split('<li>\n            <span class="link">')[1:]
    assert len(links) > 10
    assert all('<details class="said">' in link for link in links)


def test_identifiers_lead_to_their_registers() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("a", identifiers=["ror:03nadee84", "pic:999643492"]))
    text = TestClient(create_app(Reader(store))).get("/page/organisation/a").text
    assert '<a href="https://ror.org/03nadee84">ror:03nadee84</a>' in re.sub(r"\s+>", ">", text)
    assert "pic:999643492" in text
    assert text.count('<details class="said">') == 2


@pytest.mark.parametrize(("language", "text"), [("en", "48.8478191"), ("de", "48,8478191")])
def test_numbers_are_whole(language: str, text: str) -> None:
    assert Language(language).number(48.8478191) == text


def test_structured_data(client: TestClient) -> None:
    found = structured(client.get("/page/organisation/litek").text)
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Organization")
    assert found["url"] == "https://litek.lt"
    assert found["foundingDate"] == "2011"


def test_a_page_leads_to_the_data_and_the_explorer(client: TestClient) -> None:
    text = client.get("/page/project/laser-go").text
    for ending in ("ttl", "jsonld", "rdf", "nt"):
        assert f'href="http://127.0.0.1:8000/data/project/laser-go.{ending}"' in text
    assert 'href="http://127.0.0.1:8000/#focus=laser-go"' in text


def hostile(store: GraphStore) -> None:
    evidence = Evidence(EVIL, (SCRIPT_URL, "https://fine.example/<b>"), EVIL, "en")
    values: Properties = {
        "name": {"en": EVIL, "lt": EVIL},
        "description": {"en": EVIL},
        "acronym": [EVIL],
    }
    tell(
        store,
        "one",
        EntityRecord("a", "Company", {**values, "website": SCRIPT_URL}, evidence),
        thing("b", name={"en": EVIL}),
        EntityRecord("a", "Company", values, evidence),
        RelationRecord("a", "PART_OF", "b", {"note": EVIL}, evidence),
    )


@pytest.mark.parametrize("path", ["/page/organisation/a", "/page/organisation/b?lang=lt"])
def test_hostile_texts_stay_texts(path: str) -> None:
    store = SqliteStore(":memory:")
    hostile(store)
    answer = TestClient(create_app(Reader(store))).get(path)
    assert answer.status_code == 200
    page = Reading(answer.text)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in [tag for tag, _ in page.tags]
    for _, attributes in page.tags:
        assert not any(name.startswith("on") for name in attributes)
        address = attributes.get("href") or ""
        assert not address.lower().startswith("javascript:")
    assert "{{ 7*7 }}" in answer.text
    name = structured(answer.text)["name"]
    assert isinstance(name, str)
    assert "</script>" in name
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_page_that_is_not_there_is_a_page(client: TestClient) -> None:
    answer = client.get("/page/organisation/litekk?lang=de")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Meinten Sie" in answer.text
    assert 'href="http://127.0.0.1:8000/page/organisation/litek?lang=de"' in answer.text


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    page = Reading(client.get("/page/organisation/litek").text)
    loaded = [
        attributes.get("src") or attributes.get("href") or ""
        for tag, attributes in page.tags
        if tag in ("img", "iframe") or "src" in attributes or attributes.get("rel") == "stylesheet"
    ]
    assert loaded == ["http://127.0.0.1:8000/linked/style.css"]
    style = client.get("/linked/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_what_is_wrong_can_be_told_where_somebody_reads_it() -> None:
    store = SqliteStore(":memory:")
    cluster = thing("cluster", "Cluster")
    tell(
        store, "one", thing("alpha", founded="2001"), cluster, tie("alpha", "MEMBER_OF", "cluster")
    )

    def told(page: str, **settings: Any) -> list[str]:
        app = create_app(Reader(store), **settings)
        answer = TestClient(app).get(page, headers={"Accept-Language": "de"})
        tags = Reading(answer.text).tags
        return [str(one["href"]) for _, one in tags if one.get("class") == "wrong"]

    alpha = "/page/organisation/alpha"
    assert told(alpha) == []
    publisher = Publication("", contact_email="data@cluster.example")
    assert told(alpha, publication=publisher)[0] == (
        "mailto:data@cluster.example?subject=alpha%20founded"
    )
    curating = {"curation": Curation(Holdings(store), "curator")}
    here = "http://127.0.0.1:8000/edit?suggest=alpha"
    assert told(alpha, **curating) == [
        f"{here}&fact=founded&language=de",
        f"{here}&fact=name&language=de",
        f"{here}&fact=MEMBER_OF+cluster&language=de",
        f"{here}&language=de",
    ]
    assert f"{here}&fact=MEMBER_OF+cluster&language=de" in told(
        "/page/organisation/cluster", **curating
    )


def test_the_copy_of_a_dead_page_stands_beside_it(own: TestClient, store: GraphStore) -> None:
    page, copy = "https://gone.example/a", "https://web.archive.org/web/2021/https://gone.example/a"
    read = Evidence("of alpha", (page, "https://there.example"))
    tell(store, "one", EntityRecord("alpha", "Company", {"name": {"en": "alpha"}}, read))
    hand = Hand(Holdings(store), "a curator", copy)
    enter_copy(hand, page, Copy(copy, "2021-05-04"))
    text = own.get("/page/organisation/alpha", headers={"Accept-Language": "fr"}).text
    shown = re.search(
        rf'<a href="{page}"[^>]*>{page}</a> <span class="copy">(.*?)</span>', text, re.S
    )
    assert shown
    assert f'<a href="{copy}" rel="nofollow noopener">copie archivée</a>' in shown[1]
    assert '<time datetime="2021-05-04">' in shown[1]
    assert text.count('class="copy"') == 1
