"""A language model is believed only as far as the text bears it out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.documents.document import Document
from ingest.documents.findings import Mention
from ingest.documents.known import Known
from ingest.documents.manner import SURE
from ingest.documents.reading import Reading
from ingest.documents.steps.endpoint import SURE_OF_IT, Endpoint, EndpointError
from tests.ingest.documents.model import Model, model

TEXT = "LITEK met Nordlicht in Graz. LITEK is a member of Nordlicht."
SENTENCE = "LITEK is a member of Nordlicht."
NORDLICHT = {"kind": "organisation", "name": "Nordlicht", "start": 10}


@pytest.fixture
def stub() -> Iterator[Model]:
    """A model that answers what the test says."""
    with model() as running:
        yield running


def asked(stub: Model, key: str = "") -> Reading:
    reading = Reading(Document("a.txt", TEXT, "en"), Known({}))
    reading.mentions.append(Mention("organisation", 0, 5, id="litek"))
    Endpoint(stub.url, "small", key)(reading)
    return reading


def member(**other: object) -> dict[str, object]:
    said = {"subject": "litek", "predicate": "member_of", "object": "Nordlicht"}
    return {**said, "status": "stated", "quote": SENTENCE, "start": 29, **other}


def test_what_the_text_bears_out_is_taken_and_left_to_people(stub: Model) -> None:
    stub.claim([NORDLICHT], [member()])
    reading = asked(stub)
    new = reading.mentions[-1]
    assert (new.slug, new.start, new.end, new.rule) == ("nordlicht", 10, 19, "endpoint")
    (relation,) = reading.relations
    assert (relation.subject, relation.object) == ("litek", "nordlicht")
    assert TEXT[relation.start : relation.end] == SENTENCE
    assert new.confidence == relation.confidence == SURE_OF_IT < SURE
    assert not reading.dropped


@pytest.mark.parametrize(
    ("mention", "relation", "reason"),
    [
        ({"start": 11}, {}, "a name does not stand in the text at its place"),
        ({"start": -50}, {}, "a name does not stand in the text at its place"),
        ({"name": " ", "start": 5}, {}, "a name does not stand in the text at its place"),
        ({"kind": "person"}, {}, "a mention is of no kind that was asked for"),
        ({}, {"start": 28}, "a quote does not stand in the text at its place"),
        ({}, {"quote": "LITEK founded Nordlicht."}, "a quote does not stand"),
        ({}, {"object": "Südlicht"}, "an end of a relation was not found in the text"),
        ({}, {"predicate": "admires"}, "a relation is of no predicate that was asked for"),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(
    stub: Model, mention: dict[str, object], relation: dict[str, object], reason: str
) -> None:
    stub.claim([NORDLICHT | mention], [member(**relation)])
    dropped = asked(stub).dropped
    assert [count for said, count in dropped.items() if said.startswith(reason)] == [1]


def test_the_model_is_asked_for_strict_json_with_the_places_of_sentences(stub: Model) -> None:
    stub.claim([], [])
    asked(stub, key="secret")
    ((path, key, body),) = stub.asked
    assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    assert body["response_format"]["json_schema"]["strict"] is True
    material = body["messages"][1]["content"]
    assert "litek (organisation: LITEK)" in material
    assert f"29: {SENTENCE}" in material


def test_a_long_text_is_sent_in_pieces(stub: Model) -> None:
    stub.claim([], [])
    document = Document("a.txt", "Here is one more sentence to read. " * 1000, "en")
    Endpoint(stub.url, "small")(Reading(document, Known({})))
    sizes = [len(body["messages"][1]["content"]) for _, _, body in stub.asked]
    assert len(sizes) == 3
    assert max(sizes) < 20_000


@pytest.mark.parametrize("answer", ["", "{}", "no JSON", '{"choices": []}'])
def test_another_form_of_answer_is_an_error(stub: Model, answer: str) -> None:
    stub.answer = answer
    with pytest.raises(EndpointError, match="not in the form that was asked for"):
        asked(stub)


def test_a_claim_with_more_than_was_asked_is_an_error(stub: Model) -> None:
    stub.claim([NORDLICHT | {"person": "somebody"}], [])
    with pytest.raises(EndpointError, match="not in the form"):
        asked(stub)


def test_an_endpoint_that_fails_is_named(stub: Model) -> None:
    stub.status = 500
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1.*it said 500.*unset endpoint_url"):
        asked(stub, key="secret")


def test_nothing_at_the_address_is_an_error() -> None:
    reading = Reading(Document("a.txt", TEXT, "en"), Known({}))
    with pytest.raises(EndpointError, match="did not answer"):
        Endpoint("http://127.0.0.1:9/v1", "small")(reading)


def test_an_answer_that_does_not_end_is_an_error(
    stub: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.documents.steps.endpoint.LARGEST", 10)
    stub.claim([NORDLICHT], [])
    with pytest.raises(EndpointError, match="more than 10 bytes"):
        asked(stub)
