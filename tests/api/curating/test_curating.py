"""Review and editing over HTTP: what works, who was faster, and who is refused, with the reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import bodies
from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.question.answer import cursor
from graph.reader import Reader
from graph.records import EntityRecord, Evidence
from graph.review.desk import Desk
from graph.review.proposal import Fact, Pair, Proposal
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import graph_of, tell, thing, tie

HERE = "http://127.0.0.1:8000"
OWN = {"Origin": HERE}
PAGE = "https://alpha.example/about"
PAIR = Proposal(Pair("alpha", "beta", {"name": 4.5}), 0.8, "linkage")
QUOTE = Evidence("chars 7-22", (PAGE,), "įkurta 2003 m.", "lt", 0.4)
FACT = Proposal(
    Fact((EntityRecord("alpha", "Company", {"founded": "2003"}, QUOTE),), PAGE, "Ji ", " mieste"),
    0.4,
    "post-1",
)


@pytest.fixture
def store() -> SqliteStore:
    store = SqliteStore(":memory:")
    told = (thing("alpha", founded="2001"), thing("beta"), thing("cluster", "Cluster"))
    tell(store, "one", *told, tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016"))
    tell(store, "two", thing("alpha", founded="2002"))
    desk = Desk(Holdings(store))
    for one in (PAIR, FACT):
        desk.propose(one.source, [one])
    return store


@pytest.fixture
def client(store: SqliteStore) -> TestClient:
    app = create_app(Reader(store), curation=Curation(Holdings(store), "curator"))
    return TestClient(app, base_url=HERE, headers=OWN)


def post(client: TestClient, path: str, **body: Any) -> Any:
    """Post to a path under ``/api/v1``; return the answer, which must be a good one."""
    answer = client.post(f"/api/v1/{path}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_queue_page_by_page(client: TestClient) -> None:
    first = client.get("/api/v1/review?limit=1").json()
    assert [one["title"] for one in first["proposals"]] == ["alpha = beta?"]
    assert first["tally"] == [
        {"kind": "fact", "state": "open", "count": 1},
        {"kind": "pair", "state": "open", "count": 1},
    ]
    second = client.get(f"/api/v1/review?limit=1&cursor={first['next']}").json()
    assert [one["id"] for one in second["proposals"]] == [FACT.id]
    assert second["next"] == ""
    for start, owner, status in ((-1, "review", 422), (1, "regions", 422), (10**15, "review", 200)):
        asked = {"cursor": cursor(owner, start)}
        assert client.get("/api/v1/review", params=asked).status_code == status
    assert client.get("/api/v1/review?kind=pears").status_code == 422


def test_one_in_full(client: TestClient) -> None:
    pair = client.get(f"/api/v1/review/{PAIR.id}").json()
    assert {row["property"]: row["same"] for row in pair["pair"]["rows"]} == {
        "founded": False,
        "name": False,
        "type": True,
    }
    assert {one["id"]: one["how"] for one in pair["effect"]["entities"]} == {
        "alpha": "changed",
        "beta": "gone",
    }
    fact = client.get(f"/api/v1/review/{FACT.id}").json()["fact"]
    assert (fact["before"], fact["quote"], fact["after"]) == ("Ji ", "įkurta 2003 m.", " mieste")
    assert client.get("/api/v1/review/x").status_code == 404


def test_a_stale_decision_is_refused_and_shown(client: TestClient, store: SqliteStore) -> None:
    before = graph_of(store)
    seen = client.get(f"/api/v1/review/{PAIR.id}").json()["asked"]["version"]
    path = f"review/{PAIR.id}/decision"
    done = post(client, path, state="accepted", version=seen, reason="same street", by="one")
    assert (done["state"], done["decision"]["by"]) == ("accepted", "one")
    assert [one.verdict for one in store.ledger.judgements()] == ["same"]
    late = client.post(f"/api/v1/{path}", json={"state": "rejected", "version": seen})
    assert (late.status_code, late.json()["title"]) == (409, "Somebody was faster")
    assert "was accepted by one at" in late.json()["detail"]
    post(client, f"review/{PAIR.id}/undo", version=done["version"])
    assert graph_of(store) == before


def test_a_fact_is_accepted_with_a_correction(client: TestClient, store: SqliteStore) -> None:
    version = client.get(f"/api/v1/review/{FACT.id}").json()["asked"]["version"]
    path = f"review/{FACT.id}/decision"
    post(client, path, state="accepted", version=version, properties={"founded": "2004"})
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "2004"


def test_contradictions(client: TestClient) -> None:
    (found,) = client.get("/api/v1/review/contradictions").json()["contradictions"]
    assert (found["entity"], found["property"], found["rule"]) == ("alpha", "founded", "content")


def test_entries_by_hand_and_back(client: TestClient, store: SqliteStore) -> None:
    before = graph_of(store)
    name = {"en": "Gamma Optics"}
    post(client, "edit/add", type="Company", properties={"name": name}, address=PAGE, by="two")
    ends = {"source": "gamma-optics", "relation": "MEMBER_OF", "target": "cluster"}
    role = {"role": "member"}
    post(client, "edit/relate", **ends, properties=role, address=PAGE)
    post(client, "edit/correct", entity="alpha", property="founded", value="1999", address=PAGE)
    post(client, "edit/end", **{**ends, "source": "alpha"}, until="2020", address=PAGE)
    post(client, "edit/deny-relation", **ends, address=PAGE)
    post(client, "edit/deny", entity="beta", address=PAGE, reason="never existed")
    held = store.golden.relations(["cluster"], ["MEMBER_OF"])
    assert [(one.source, one.until) for one in held] == [("alpha", "2020")]
    assert store.golden.entities(["alpha"])["alpha"].properties["founded"] == "1999"
    assert sorted(store.golden.entities(["beta", "gamma-optics"])) == ["gamma-optics"]
    entries = client.get("/api/v1/edit/entries").json()["entries"]
    assert [one["reason"] for one in entries][:2] == ["never existed", ""]
    assert entries[-1]["by"] == "two"
    assert [(one["says"], one["denies"]) for one in entries] == [
        ("beta", True),
        ("Gamma Optics member of cluster", True),
        ("alpha member of cluster, role member, since 2016, until 2020", False),
        ("alpha: founded 1999", False),
        ("Gamma Optics member of cluster, role member", False),
        ("Gamma Optics: name Gamma Optics", False),
    ]
    newest = client.get("/api/v1/edit/entries?limit=1&language=de").json()
    assert (len(newest["entries"]), newest["count"]) == (1, 6)
    for one in entries:
        post(client, "edit/undo", name=one["name"])
    assert graph_of(store) == before
    gone = client.post("/api/v1/edit/undo", json={"name": "one"})
    assert (gone.status_code, gone.json()["detail"]) == (404, "no entry by hand is called 'one'")


def test_an_entry_is_tried_out_first(client: TestClient, store: SqliteStore) -> None:
    before = store.revision()
    given = {"address": "Annual report 2025, page 4", "preview": True}
    ends = {"source": "alpha", "relation": "MEMBER_OF", "target": "cluster"}

    def effect(path: str, **body: Any) -> Any:
        tried = post(client, f"edit/{path}", **body, **given)
        assert tried["name"] == ""
        return tried["effect"]

    added = effect("add", type="Company", properties={"name": {"en": "Gamma"}})
    assert [(one["id"], one["how"]) for one in added["entities"]] == [("gamma", "new")]
    (changed,) = effect("correct", entity="alpha", property="founded", value="1999")["entities"]
    assert [(row["left"], row["right"]) for row in changed["rows"]] == [("2001", "1999")]
    ended = effect("end", **ends, until="2020-05")
    assert [one["until"] for one in ended["relations_new"]] == ["2020-05"]
    new = {"source": "beta", "relation": "LOCATED_IN", "target": "LT011"}
    related = [(one["source"], one["target"]) for one in effect("relate", **new)["relations_new"]]
    assert ("beta", "LT011") in related
    gone = effect("deny", entity="alpha")
    assert [(one["id"], one["how"]) for one in gone["entities"]] == [("alpha", "gone")]
    assert [one["source"] for one in gone["relations_gone"]] == ["alpha"]
    assert store.revision() == before


def test_what_lies_beside_a_new_relation_does_not_change(client: TestClient) -> None:
    new = {"relation": "LOCATED_IN", "target": "LT011", "address": PAGE}
    post(client, "edit/relate", source="beta", **new)
    effect = post(client, "edit/relate", source="alpha", **new, preview=True)["effect"]
    assert effect["entities"] == []
    assert [(one["source"], one["target"]) for one in effect["relations_new"]] == [
        ("alpha", "LT011")
    ]


def test_a_relation_is_corrected_and_back(client: TestClient, store: SqliteStore) -> None:
    before = graph_of(store)
    ends = {"source": "alpha", "relation": "MEMBER_OF", "target": "cluster"}
    properties = {"since": "2014-05", "role": "founder"}
    made = post(client, "edit/correct-relation", **ends, properties=properties, address=PAGE)
    held = store.golden.relations(["alpha"], ["MEMBER_OF"])
    assert [(one.role, one.since) for one in held] == [("founder", "2014-05")]
    post(client, "edit/undo", name=made["name"])
    assert graph_of(store) == before


def test_one_of_two_memberships_is_denied(client: TestClient, store: SqliteStore) -> None:
    first = {"role": "member", "since": "2001", "until": "2004"}
    tell(store, "three", tie("beta", "MEMBER_OF", "cluster", **first))
    tell(store, "four", tie("beta", "MEMBER_OF", "cluster", role="member", since="2010"))
    ends = {"source": "beta", "relation": "MEMBER_OF", "target": "cluster"}
    post(client, "edit/deny-relation", **ends, role="member", since="2001", address=PAGE)
    held = store.golden.relations(["beta"], ["MEMBER_OF"])
    assert [one.since for one in held] == ["2010"]


def test_what_was_read_on_no_page_is_named_in_words(client: TestClient) -> None:
    body = {"entity": "alpha", "property": "founded", "value": "1999"}
    said = "Annual report 2025, page 4"
    made = post(client, "edit/correct", **body, address=said)
    (evidence,) = [
        one
        for one in client.get("/api/v1/entities/alpha").json()["evidence"]["founded"]
        if one["source"] == made["name"]
    ]
    assert evidence["urls"] == []
    assert evidence["locator"].endswith(f"read in: {said}")
    for address, why in (
        ("", "nothing says"),
        (" 4 ", "nothing says"),
        ("ask a@b.example", "personal"),
    ):
        refused = client.post("/api/v1/edit/correct", json={**body, "address": address})
        assert (refused.status_code, why in refused.json()["detail"]) == (422, True)


def test_what_the_vocabulary_forbids_is_said(client: TestClient, store: SqliteStore) -> None:
    before = store.revision()
    body = {"entity": "alpha", "property": "founded", "value": "soon", "address": PAGE}
    wrong = client.post("/api/v1/edit/correct", json=body)
    assert wrong.status_code == 422
    assert "'soon' is no date" in wrong.json()["detail"]
    for address in (
        "javascript:alert(1)",
        "https://",
        "https://a.example/\0",
        "https://a.example\nb",
    ):
        nowhere = client.post("/api/v1/edit/correct", json={**body, "address": address})
        assert "is no web address" in nowhere.json()["detail"]
    new = {"type": "Company", "properties": {"name": {"en": "Gamma"}}, "address": PAGE}
    for key in (" ", "a\0b", "../..", "Gamma Optics", "ror:x"):
        keyless = client.post("/api/v1/edit/add", json={**new, "key": key})
        assert "is no key: write small letters" in keyless.json()["detail"]
    more = client.post("/api/v1/edit/correct", json={**body, "priority": 9})
    assert more.status_code == 422
    assert store.revision() == before


def test_forms_come_from_the_vocabulary(client: TestClient) -> None:
    forms = client.get("/api/v1/edit/forms?language=lt").json()
    assert {"value": "Cluster", "label": "klasteris"} in [
        {**one, "label": one["label"].lower()} for one in forms["kinds"]
    ]
    form = client.get("/api/v1/edit/form?of=MEMBER_OF").json()
    fields = {one["name"]: one for one in form["fields"]}
    assert {"role", "since", "until"} <= fields.keys()
    assert {"member"} <= {one["value"] for one in fields["role"]["values"]}
    assert "Organisation" in form["sources"]
    assert form["end"] == "until"
    company = client.get("/api/v1/edit/form?of=Company").json()
    name = company["fields"][0]
    assert (name["name"], name["required"], name["datatype"]) == ("name", True, "langString")
    assert [one["name"] for one in company["fields"] if one["required"]] == ["name"]
    assert company["end"] == "ended"
    assert client.get("/api/v1/edit/form?of=Document").json()["end"] == ""
    calls = [one["pairs"] for one in forms["relations"] if one["value"] == "UNDER_CALL"]
    assert calls == [[["Project", "Call"]]]
    assert client.get("/api/v1/edit/form?of=Unicorn").status_code == 422


def test_something_wrong_goes_into_the_queue(client: TestClient, store: SqliteStore) -> None:
    before = graph_of(store)
    said = {"about": "alpha", "fact": "founded", "text": "2002; ask jonas@alpha.example"}
    made = post(client, "suggestions", **said)
    assert (made["kind"], made["state"]) == ("remark", "open")
    assert "jonas" not in made["title"]
    assert graph_of(store) == before
    more = {"value": "2002", "address": "Annual report 2025"}
    other = post(client, "suggestions", **said, **more)
    assert other["id"] != made["id"]
    remark = client.get(f"/api/v1/review/{other['id']}").json()["remark"]
    assert (remark["value"], remark["address"]) == ("2002", "Annual report 2025")
    script = client.post("/api/v1/suggestions", json={**said, "address": "javascript:alert(1)"})
    assert script.status_code == 422
    blank = client.post("/api/v1/suggestions", json={**said, "text": " \n "})
    assert (blank.status_code, blank.json()["detail"][:21]) == (422, "text: it says nothing")


@pytest.mark.parametrize("path", ["review", "edit/forms", "review/contradictions"])
def test_a_server_that_does_not_curate_says_so(store: SqliteStore, path: str) -> None:
    client = TestClient(create_app(Reader(store)), base_url=HERE, headers=OWN)
    refused = client.get(f"/api/v1/{path}")
    assert refused.status_code == 403
    assert "start it with `lumigraph serve --curate`" in refused.json()["detail"]
    posted = client.post(f"/api/v1/review/{PAIR.id}/undo", json={"version": 1})
    assert posted.status_code == 403
    assert not [one for one in client.get("/api/v1/openapi.json").json()["paths"] if path in one]


@pytest.mark.parametrize(
    ("base", "headers", "says"),
    [
        ("http://evil.example", {"Origin": "http://evil.example"}, "for this machine alone"),
        (HERE, {"Origin": "https://evil.example"}, "comes from 'https://evil.example'"),
        (HERE, {"Origin": "http://127.0.0.1:9000"}, "comes from 'http://127.0.0.1:9000'"),
        (HERE, {"Origin": "null"}, "comes from 'null'"),
        (HERE, {"Origin": "http://["}, "comes from 'http://['"),
        (HERE, {**OWN, "X-Forwarded-For": "192.0.2.1"}, "a proxy asks for somebody else"),
        (HERE, {}, "send the header Origin: http://127.0.0.1:8000"),
        (HERE, {**OWN, "Content-Type": "text/plain"}, "what is posted is 'text/plain'"),
    ],
)
def test_who_may_not_write_is_told_why(
    client: TestClient, store: SqliteStore, base: str, headers: dict[str, str], says: str
) -> None:
    other = TestClient(client.app, base_url=base)
    given = {"Content-Type": "application/json", **headers}
    before = store.revision()
    body = b'{"about": "alpha", "text": "wrong"}'
    refused = other.post("/api/v1/suggestions", content=body, headers=given)
    assert refused.status_code == 403
    assert says in refused.json()["detail"]
    assert store.revision() == before


def test_no_other_site_may_read_the_queue(client: TestClient) -> None:
    answer = client.get("/api/v1/review", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers
    other = TestClient(client.app, base_url="http://evil.example")
    assert other.get("/api/v1/review").status_code == 403


@pytest.mark.parametrize(
    "host", ["", "[", "user@127.0.0.1", "127.0.0.1:x", "127.0.0.1.evil.example"]
)
def test_a_name_that_is_none_is_not_this_machines(client: TestClient, host: str) -> None:
    refused = client.get("/api/v1/review", headers={"Host": host})
    assert (refused.status_code, refused.json()["title"]) == (403, "This is not allowed here")


def test_half_a_character_is_no_json(client: TestClient) -> None:
    body = (
        b'{"type": "Company", "properties": {"\\ud800": "x"}, "address": "https://alpha.example"}'
    )
    given = {"Content-Type": "application/json"}
    refused = client.post("/api/v1/edit/add", content=body, headers=given)
    assert (refused.status_code, refused.json()["title"]) == (422, "The parameters are wrong")


def test_what_is_posted_has_a_limit_that_is_described(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    takes_json = [
        (method, path, one)
        for path, methods in paths.items()
        for method, one in methods.items()
        if "application/json" in one.get("requestBody", {}).get("content", {})
    ]
    monkeypatch.setattr(bodies, "LONGEST", 1_000)
    for method, path, operation in takes_json:
        assert client.request(method, path, json="x" * 1_000).status_code == 413, path
        assert "413" in operation["responses"], path
    assert len(takes_json) > 10


def test_everything_is_described(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    ours = [one for one in paths if re.match(r"/api/v1/(review|edit|suggestions)", one)]
    assert len(ours) == 17
    for operation in (one for path in ours for one in paths[path].values()):
        assert operation["summary"]
        assert operation["description"]
        assert all(one["description"] for one in operation.get("parameters", ()))
