"""Every record of every source is cleaned on its way in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.ledger.cleaning import Cleaning
from graph.ledger.writing import ingest
from graph.opening import open_store
from graph.records import (
    EntityRecord,
    Evidence,
    Properties,
    Reject,
    RelationRecord,
    SourceInfo,
    Unit,
)
from graph.schema import load_schema
from graph.store import GraphStore

HERE = Evidence("row 1")


@pytest.fixture
def store() -> Iterator[GraphStore]:
    opened = open_store("sqlite:///:memory:")
    yield opened
    opened.close()


def cleaned(properties: Properties) -> tuple[Properties, Cleaning]:
    cleaning = Cleaning(load_schema().model, "members")
    return cleaning.clean(EntityRecord("a", "Company", properties, HERE)).properties, cleaning


def test_a_clean_record_is_itself() -> None:
    record = EntityRecord("a", "Company", {"name": {"en": "Café Licht"}, "founded": "1999"}, HERE)
    assert Cleaning(load_schema().model, "members").clean(record) is record


def test_personal_fields_and_values_are_left_out_and_counted() -> None:
    said: Properties = {
        "name": {"en": "Ekspla"},
        "contactPerson": "A. B.",
        "email": "info@example.org",
        "altName": {"en": ["Ekspla Lasers", "ask info@example.org"], "lt": ["info@example.org"]},
        "note": ["info@example.org", "tel. 8 5 236 6045"],
        "description": {"en": "Lasers. Call +370 5 236 6045."},
    }
    left, cleaning = cleaned(said)
    assert left == {
        "name": {"en": "Ekspla"},
        "altName": {"en": ["Ekspla Lasers", "ask […]"]},
        "description": {"en": "Lasers. Call […]."},
    }
    assert cleaning.withheld == {"person": 1, "e-mail": 4, "telephone": 2}


def test_numbers_identifiers_and_amounts_stay() -> None:
    said: Properties = {
        "identifier": ["pic:999643492", "isni:0000000122432806"],
        "memberCount": 123456789,
        "vatNumber": "LT119511515",
        "website": "https://example.org/@us",
    }
    assert cleaned(said)[0] == said


def test_text_is_repaired_or_flagged() -> None:
    left, cleaning = cleaned({"name": {"de": "UniversitÃ¤t"}, "altName": {"de": ["M\ufffdnchen"]}})
    assert left == {"name": {"de": "Universität"}, "altName": {"de": ["M\ufffdnchen"]}}
    assert cleaning.repaired == 1
    assert [(one.column, one.place, one.value) for one in cleaning.suspects] == [
        ("altName", "row 1", "M\ufffdnchen")
    ]


def test_quotes_are_cleaned_too() -> None:
    evidence = Evidence("chars 1-9", quote="write to info@example.org about lasers")
    record = RelationRecord("a", "WORKS_ON", "lasers", {}, evidence)
    found = Cleaning(load_schema().model, "news").clean(record)
    assert found.evidence.quote == "write to […] about lasers"


def test_an_ingest_tells_what_it_left_out(store: GraphStore) -> None:
    said: Properties = {"name": {"en": "Ekspla"}, "phone": "+370 5 236 6045"}
    record = EntityRecord("ekspla", "Company", said, HERE)
    refused = Reject("members.csv", "row 2", "Contact e-mail", "a@example.org", "no such", "fix")
    wrong = Reject("members.csv", "row 3", "Founded", "ask a@example.org", "no date", "fix")
    units: list[Unit | Reject] = [Unit("1", "1", lambda: [record]), refused, wrong]
    report = ingest(store, load_schema(), SourceInfo("members", "", "1", "test 1"), units)
    assert report.withheld == {"telephone": 1}
    assert [reject.value for reject in report.rejects] == ["", "ask […]"]
    assert store.golden.entities(["ekspla"])["ekspla"].properties == {"name": {"en": "Ekspla"}}
