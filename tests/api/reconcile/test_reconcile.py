"""``/reconcile`` over the bundled data, each answer checked against the protocol's shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.reconcile.batch import BATCH
from api.reconcile.identifiers import properties, types
from graph.errors import GraphError, StoreError
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from ontology.vocabulary import LG as VOCABULARY
from tests.conformance.builders import tell, thing

SCHEMAS = yaml.safe_load(Path(__file__).with_name("schemas.yaml").read_text(encoding="utf-8"))
ENDPOINT = "/reconcile"
LG = str(VOCABULARY)
HOSTILE = "\"'><script>alert(1)</script>"


def checked(answer: Any, shape: str) -> Any:
    """Return the JSON of an answer once it has this shape."""
    said = answer.json()
    schema = {"$ref": f"#/$defs/{shape}", **SCHEMAS}
    jsonschema.Draft202012Validator(schema).validate(said)
    assert answer.status_code == 200 or shape == "error"
    return said


def asked(client: TestClient, **queries: Any) -> dict[str, Any]:
    """Ask a batch by a form; return key → candidates."""
    answer = client.post(ENDPOINT, data={"queries": json.dumps(queries)})
    return {key: one["result"] for key, one in checked(answer, "results").items()}


def first(client: TestClient, text: str, *kinds: str, **clues: Any) -> dict[str, Any]:
    said = [{"pid": name, "v": value} for name, value in clues.items()]
    query = {"query": text, "type": list(kinds), "properties": said}
    found: dict[str, Any] = asked(client, q=query)["q"][0]
    return found


def refusal(answer: Any, status: int = 400) -> str:
    assert answer.status_code == status
    return str(checked(answer, "error")["message"])


def test_the_manifest_names_all_services(client: TestClient) -> None:
    said = checked(client.get(ENDPOINT), "manifest")
    assert said["identifierSpace"] + "organisation/litek" == (
        "https://w3id.org/lumigraph/id/organisation/litek"
    )
    local = said["preview"]["url"].replace("{{id}}", "organisation%2Flitek")
    assert client.get(local.removeprefix("http://127.0.0.1:8000")).status_code == 200
    view = said["view"]["url"].replace("{{id}}", "organisation%2Flitek")
    seen = client.get(view.removeprefix("http://127.0.0.1:8000"), follow_redirects=False)
    assert seen.status_code == 303
    assert seen.headers["location"].endswith("/page/organisation/litek")


@pytest.mark.parametrize(
    ("text", "kind", "right"),
    [
        ("LITEK", "", "organisation/litek"),
        ("Lazerinių ir inžinerinių technologijų klasteris", "Cluster", "organisation/litek"),
        ("lazeriniu ir inzineriniu technologiju klasteris", "Cluster", "organisation/litek"),
        ("UAB „Ekspla“", "Organisation", "organisation/ekspla"),
        ("Ekspla", "Company", "organisation/ekspla"),
        ("Laser and Enginering Tecnologies Cluster", "", "organisation/litek"),
        ("optische Kohärenztomographie", "Technology", "technology/optical-coherence-tomography"),
        ("Steiermark", "Region", "region/AT22"),
        ("Štirija", "", "region/AT22"),
        ("AT22", "Region", "region/AT22"),
        ("Vienna", "Region", "region/AT13"),
        ("ABLADE", "Project", "project/ablade"),
    ],
)
def test_names_as_people_write_them(client: TestClient, text: str, kind: str, right: str) -> None:
    found = first(client, text, *filter(None, [kind]))
    assert (found["id"], found["match"]) == (right, True)
    assert kind in ("", *(one["id"] for one in found["type"]))


@pytest.mark.parametrize(
    "kind",
    ["Cluster", "cluster", "lg:Cluster", LG + "Cluster", "klasteris", "grappe", {"id": "cluster"}],
)
def test_a_type_is_meant_by_its_identifier_uri_or_label(client: TestClient, kind: Any) -> None:
    query = {"query": "LITEK", "type": kind, "properties": [{"pid": LG + "country", "v": "LT"}]}
    found = asked(client, q=query)["q"][0]
    assert found["id"] == "organisation/litek"
    assert "country" in {one["id"] for one in found["features"]}


@pytest.mark.parametrize("kind", ["cluster", LG + "Cluster", "Organisation"])
def test_services_beside_know_types_by_uri_and_label_too(client: TestClient, kind: str) -> None:
    told = client.get(f"{ENDPOINT}/suggest/entity", params={"prefix": "litek", "type": kind})
    assert checked(told, "suggestions")["result"][0]["id"] == "organisation/litek"
    shown = client.get(f"{ENDPOINT}/flyout/type", params={"id": kind})
    assert checked(shown, "flyout")["id"] == kind
    offered = client.get(f"{ENDPOINT}/properties", params={"type": kind})
    assert "country" in {one["id"] for one in checked(offered, "proposal")["properties"]}
    unknown = client.get(f"{ENDPOINT}/suggest/entity", params={"prefix": "litek", "type": "laser"})
    assert "'laser' is no type" in refusal(unknown, 404)


def test_types_are_suggested_in_any_language_of_the_vocabulary(client: TestClient) -> None:
    told = client.get(f"{ENDPOINT}/suggest/type", params={"prefix": "klast"})
    assert checked(told, "suggestions")["result"][0]["id"] == "Cluster"


def test_a_column_of_entities_tells_their_type(client: TestClient) -> None:
    said = {
        "ids": ["organisation/litek"],
        "properties": [{"id": "participatesIn"}, {"id": "country"}],
    }
    answer = client.post(ENDPOINT, data={"extend": json.dumps(said)})
    meta = checked(answer, "extension")["meta"]
    assert [one.get("type", {}).get("id") for one in meta] == ["Project", None]


def test_who_bears_the_name_with_a_legal_form_is_meant_and_not_who_is_called_nearly_so() -> None:
    store = SqliteStore(":memory:")
    names = ("Northern Optics GmbH", "Northern Optic", "Northern Optics Institute")
    tell(store, "one", *(thing(f"n{at}", name={"en": name}) for at, name in enumerate(names)))
    found = first(TestClient(create_app(Reader(store))), "Northern Optics")
    assert (found["id"], found["match"], found["score"]) == ("organisation/n0", True, 98)


def test_of_names_that_hold_all_words_the_shortest_comes_first(client: TestClient) -> None:
    assert first(client, "Medicen Paris")["id"] == "organisation/medicen"


@pytest.mark.parametrize(
    "text", ["organisation/litek", "https://w3id.org/lumigraph/id/organisation/litek"]
)
def test_an_identifier_is_its_entity(client: TestClient, text: str) -> None:
    assert first(client, text)["id"] == "organisation/litek"


def test_a_place_tells_names_apart(client: TestClient) -> None:
    here = first(client, "litek", country="Lietuva", city="Wilna", region="LT")
    assert {one["id"]: one["value"] for one in here["features"]} == {
        "name": 100,
        "country": 100,
        "city": 100,
        "region": 100,
    }
    there = first(client, "litek", "Organisation", country="FR")
    assert (there["match"], there["score"]) == (False, 83.3)


def test_a_register_number_that_is_stated_without_naming_the_entity_counts_too() -> None:
    store = SqliteStore(":memory:")
    stated = thing(
        "metu", "University", name={"en": "Technical University"}, vatNumber="LT119511515"
    )
    tell(store, "one", stated)
    client = TestClient(create_app(Reader(store)))
    here = first(client, "Technical University", vat="LT 119511515")
    assert (here["id"], here["score"], here["match"]) == ("organisation/metu", 100, True)
    there = first(client, "Technical University", vat="LT100001919017")
    assert {"id": "vat", "value": 0} in there["features"]


def test_a_website_decides(client: TestClient) -> None:
    assert first(client, "", website="litek.lt")["match"]
    other = first(client, "Laser technology cluster", website="www.litek.lt/en")
    assert (other["id"], other["match"]) == ("organisation/litek", True)


def test_what_nothing_is_like_has_no_candidates(client: TestClient) -> None:
    assert asked(client, a={"query": "qqqqqqqqqqq"}, b={"query": "---"}) == {"a": [], "b": []}


def test_limit_and_get_and_one_type_as_text(client: TestClient) -> None:
    queries = {"q": {"query": "laser", "type": "Organisation", "limit": 3}}
    answer = client.get(ENDPOINT, params={"queries": json.dumps(queries)})
    assert len(checked(answer, "results")["q"]["result"]) == 3


@pytest.mark.parametrize(
    ("queries", "told"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ("NaN", "no number"),
        ("[" * 100_000, "no JSON"),
        ('{"q": []}', "query 'q' is no object"),
        ('{"q": {}}', "asks nothing"),
        ('{"q": {"query": 1}}', "is no text"),
        ('{"q": {"query": "a", "type": "Laser"}}', "'Laser' is no type"),
        ('{"q": {"query": "a", "limit": 0}}', "no positive number"),
        ('{"q": {"query": "a", "properties": [{"pid": "colour", "v": 1}]}}', "is no property"),
        ('{"q": {"query": "a", "properties": {}}}', "is no array"),
        ('{"q": {"query": "' + "a" * 501 + '"}}', "at most 500"),
    ],
)
def test_a_bad_batch_is_told_in_the_protocols_form(
    client: TestClient, queries: str, told: str
) -> None:
    assert told in refusal(client.post(ENDPOINT, data={"queries": queries}))


def test_too_much_and_not_a_form(client: TestClient) -> None:
    many = json.dumps({str(number): {"query": "a"} for number in range(BATCH + 1)})
    assert str(BATCH) in refusal(client.post(ENDPOINT, data={"queries": many}), 413)
    assert refusal(client.post(ENDPOINT, data={"queries": "x" * 1_000_001}), 413)
    assert "form" in refusal(client.post(ENDPOINT, json={"queries": {}}))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert "UTF-8" in refusal(client.post(ENDPOINT, content=b"queries=\xff", headers=kind))
    assert refusal(client.get(f"{ENDPOINT}/suggest/nothing"), 404)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
CLUES = st.fixed_dictionaries(
    {"pid": st.sampled_from([*properties()]) | st.text(max_size=5), "v": JSON}
)
QUERY = st.fixed_dictionaries(
    {},
    optional={
        "query": st.text(max_size=40) | JSON,
        "type": st.sampled_from([*types()]) | JSON,
        "limit": st.integers(-1, 200) | JSON,
        "properties": st.lists(CLUES, max_size=3) | JSON,
        "type_strict": JSON,
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(queries=st.dictionaries(st.text(max_size=5), QUERY | JSON, max_size=3) | JSON)
def test_any_batch_is_answered_or_refused(client: TestClient, queries: Any) -> None:
    answer = client.post(ENDPOINT, data={"queries": json.dumps(queries)})
    checked(answer, "results" if answer.status_code == 200 else "error")
    assert answer.status_code in (200, 400)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(ids=st.lists(st.text(max_size=20)) | JSON, columns=st.lists(CLUES) | JSON)
def test_any_extension_is_answered_or_refused(client: TestClient, ids: Any, columns: Any) -> None:
    said = json.dumps({"ids": ids, "properties": columns})
    answer = client.post(ENDPOINT, data={"extend": said})
    checked(answer, "extension" if answer.status_code == 200 else "error")
    assert answer.status_code in (200, 400)


def test_suggestions(client: TestClient) -> None:
    def suggested(what: str, **said: Any) -> list[Any]:
        answer = client.get(f"{ENDPOINT}/suggest/{what}", params=said)
        return [one["id"] for one in checked(answer, "suggestions")["result"]]

    assert suggested("entity", prefix="lite")[0] == "organisation/litek"
    assert suggested("entity", prefix="organisation/litek")[0] == "organisation/litek"
    assert suggested("type", prefix="clust")[0] == "Cluster"
    assert suggested("property", prefix="count")[0] == "country"
    some = suggested("entity", prefix="laser")
    assert suggested("entity", prefix="laser", cursor=5)[:5] == some[5:]
    assert suggested("type")[:2] == ["Organisation", "Cluster"]
    assert refusal(client.get(f"{ENDPOINT}/suggest/entity", params={"cursor": "x"}))


@pytest.mark.parametrize(
    ("what", "id_"), [("entity", "organisation/litek"), ("type", "Cluster"), ("property", "pic")]
)
def test_flyouts(client: TestClient, what: str, id_: str) -> None:
    answer = client.get(f"{ENDPOINT}/flyout/{what}", params={"id": id_})
    assert checked(answer, "flyout")["id"] == id_
    assert refusal(client.get(f"{ENDPOINT}/flyout/{what}", params={"id": "<b>"}), 404)


def test_columns_are_proposed_and_filled(client: TestClient) -> None:
    answer = client.get(f"{ENDPOINT}/properties", params={"type": "Cluster", "limit": 60})
    offered = [one["id"] for one in checked(answer, "proposal")["properties"]]
    assert {"website", "country", "city", "pic", "founded", "memberOf", "locatedIn"} <= {*offered}
    columns = ["country", "city", "website", "founded", "locatedIn", "acronym"]
    said = {"ids": ["organisation/litek", "nobody"], "properties": [{"id": one} for one in columns]}
    answer = client.post(ENDPOINT, data={"extend": json.dumps(said)})
    rows = checked(answer, "extension")["rows"]
    assert rows["nobody"] == {one: [] for one in columns}
    assert rows["organisation/litek"] == {
        "country": [{"str": "LT"}],
        "city": [{"str": "Vilnius"}],
        "website": [{"str": "https://litek.lt"}],
        "founded": [{"str": "2011"}],
        "locatedIn": [
            {"id": "region/LT011", "name": rows["organisation/litek"]["locatedIn"][0]["name"]}
        ],
        "acronym": [{"str": "LITEK"}],
    }


def test_pages_of_other_sites_may_ask(client: TestClient) -> None:
    answer = client.get(ENDPOINT, headers={"Origin": "http://127.0.0.1:3333"})
    assert answer.headers["access-control-allow-origin"] == "*"
    frame = client.get(f"{ENDPOINT}/preview", params={"id": "organisation/litek"})
    assert "frame-ancestors *" in frame.headers["content-security-policy"]
    assert "script-src" not in frame.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_hostile_text_is_text() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("evil", name={"en": HOSTILE}, description={"en": HOSTILE}))
    client = TestClient(create_app(Reader(store)))
    for address in ("preview", "flyout/entity"):
        answer = client.get(f"{ENDPOINT}/{address}", params={"id": "organisation/evil"})
        assert answer.status_code == 200
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize(("error", "status"), [(StoreError, 503), (GraphError, 500)])
def test_a_store_that_fails_is_told_without_its_insides(
    monkeypatch: pytest.MonkeyPatch, error: type[GraphError], status: int
) -> None:
    def search(*_: object) -> None:
        raise error("/somewhere/private.db")

    monkeypatch.setattr("api.reconcile.suggest.search", search)
    app = create_app(Reader(SqliteStore(":memory:")))
    asking = TestClient(app, raise_server_exceptions=False)
    answer = asking.get(f"{ENDPOINT}/suggest/entity?prefix=litek")
    assert answer.status_code == status
    assert "private" not in answer.text
    assert ("retry-after" in answer.headers) == (status == 503)


def test_no_refusal_is_kept(client: TestClient) -> None:
    """What is not there today may be tomorrow."""
    answer = client.get(f"{ENDPOINT}/preview?id=organisation/nobody-of-this-name")
    assert refusal(answer, 404)
    assert answer.headers["cache-control"] == "no-store"
