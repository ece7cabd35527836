"""Whatever a client sends, the service answers or says why not; it never breaks."""

from __future__ import annotations

import json

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXTS = st.text(max_size=30)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda some: st.lists(some, max_size=4) | st.dictionaries(TEXTS, some, max_size=4),
    max_leaves=12,
)
CLUES = st.fixed_dictionaries({}, optional={"pid": JSON | st.just("country"), "v": JSON})
QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "query": JSON | st.just("litek"),
        "type": JSON | st.sampled_from(["Organisation", ["Project"], {"id": "Region"}]),
        "limit": JSON,
        "properties": JSON | st.lists(CLUES, max_size=3),
    },
)
BATCHES = st.dictionaries(TEXTS, QUERIES | JSON, max_size=4)
EXTENSIONS = st.fixed_dictionaries(
    {}, optional={"ids": JSON | st.just(["organisation/litek"]), "properties": JSON}
)
SENT = st.one_of(
    st.fixed_dictionaries({"queries": BATCHES.map(json.dumps) | TEXTS}),
    st.fixed_dictionaries({"extend": EXTENSIONS.map(json.dumps) | TEXTS}),
)


@given(SENT)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_batch_is_answered_or_refused(client: TestClient, sent: dict[str, str]) -> None:
    answer = client.post("/reconcile", data=sent)
    assert answer.status_code in {200, 400, 413}, answer.text
    found = answer.json()
    if answer.status_code == 200 and "queries" in sent:
        assert found.keys() == json.loads(sent["queries"]).keys()


@given(
    st.sampled_from(
        ["suggest/entity", "suggest/type", "suggest/property", "preview", "extend/propose"]
    ),
    st.dictionaries(st.sampled_from(["prefix", "id", "type", "limit", "cursor"]) | TEXTS, TEXTS),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_parameter_is_taken_or_refused(
    client: TestClient, route: str, sent: dict[str, str]
) -> None:
    assert client.get(f"/reconcile/{route}", params=sent).status_code < 500
