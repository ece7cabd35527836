"""The registry matched to what a store knows, and taken in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph.ledger.writing import Report, ingest
from graph.opening import open_store
from graph.records import (
    EntityRecord,
    Evidence,
    Properties,
    Record,
    Reject,
    RelationRecord,
    SourceInfo,
    Unit,
)
from graph.schema import load_schema
from graph.store import GraphStore
from ingest.ror import Rest, RorFormat
from tests.ingest.ror.samples import lines, registry, ror_id, version_1

ALL = Rest(added=True)
LIGHT, LASERS = (f"ror:{ror_id(number)}" for number in (1, 2))


@pytest.fixture
def store() -> Iterator[GraphStore]:
    opened = open_store("sqlite:///:memory:")
    yield opened
    opened.close()


def know(store: GraphStore, *records: Record, source: str = "members") -> None:
    units = [Unit(str(n), repr(one), partial(iter, [one])) for n, one in enumerate(records)]
    assert not ingest(
        store, load_schema(), SourceInfo(source, "", repr(records), "t"), units
    ).rejects


def company(key: str, *identifiers: str, **said: Any) -> EntityRecord:
    properties: Properties = {"name": {"en": key}, **said}
    return EntityRecord(key, "Company", properties, Evidence("row 1"), identifiers)


def located(key: str, region: str) -> RelationRecord:
    return RelationRecord(key, "LOCATED_IN", region, {}, Evidence("row 1"))


def take(store: GraphStore, path: Path, rest: Rest | None = None) -> Report:
    chosen = RorFormat().into(store, rest)
    return ingest(store, load_schema(), chosen.info(path), chosen.read(path))


@pytest.mark.parametrize(
    "identifiers",
    [
        (LIGHT,),
        ("grid:grid.1.2",),
        ("isni:0000000122432806",),
        ("wikidata:Q1",),
        ("fundref:100000002",),
    ],
)
def test_an_organisation_is_known_by_any_identifier(
    identifiers: tuple[str, ...], store: GraphStore, tmp_path: Path
) -> None:
    know(store, company("licht", *identifiers))
    report = take(store, lines(tmp_path / "a.jsonl", registry()))
    assert report.rejects == []
    assert [one.id for one in store.golden.all_entities("Organisation")] == ["licht"]
    found = store.golden.entities(["licht"])["licht"]
    assert found.properties["founded"] == "1979"
    assert found.properties["organisationStatus"] == "active"
    assert not any(one.type == "PART_OF" for one in store.golden.all_relations())


def test_an_organisation_is_known_by_its_site(store: GraphStore, tmp_path: Path) -> None:
    know(store, company("licht", website="http://light.example.org/en"), located("licht", "LT011"))
    take(store, lines(tmp_path / "a.jsonl", registry()))
    found = store.golden.entities(["licht"])["licht"]
    assert LIGHT in found.keys
    tie = [one.record for one in store.ledger.entity_records([LIGHT])]
    evidence = [one.evidence for one in tie if isinstance(one, EntityRecord) and not one.properties]
    assert [(one.locator, one.confidence) for one in evidence] == [
        (f"ror {ror_id(1)}, site light.example.org", 0.9)
    ]


@pytest.mark.parametrize(
    "others",
    [
        [company("light-shop", website="https://light.example.org")],
        [located("licht", "AT130")],
    ],
    ids=["another has the site too", "it is in another country"],
)
def test_a_site_that_proves_nothing(
    others: list[Record], store: GraphStore, tmp_path: Path
) -> None:
    know(store, company("licht", website="http://light.example.org/"), *others)
    assert take(store, lines(tmp_path / "a.jsonl", registry())).records == 0


def test_a_page_deep_in_a_site_proves_nothing(store: GraphStore, tmp_path: Path) -> None:
    know(store, company("licht", website="http://light.example.org/people/shop"))
    assert take(store, lines(tmp_path / "a.jsonl", registry())).records == 0


def test_a_site_of_two_records_proves_nothing(store: GraphStore, tmp_path: Path) -> None:
    know(store, company("licht", website="http://light.example.org"))
    twin = version_1(7, "Twin", links=["https://light.example.org"])
    assert take(store, lines(tmp_path / "a.jsonl", [*registry(), twin])).records == 0


def test_two_keys_of_one_organisation_share_a_site(store: GraphStore, tmp_path: Path) -> None:
    know(store, company("licht", "pic:999643492", website="http://light.example.org"))
    again = company("pic:999643492", website="https://www.light.example.org")
    know(store, again, source="others")
    assert take(store, lines(tmp_path / "a.jsonl", registry())).records > 0


def test_related_organisations_are_tied_when_both_are_known(
    store: GraphStore, tmp_path: Path
) -> None:
    know(store, company("licht", LIGHT), company("lasers", "grid:grid.3.4"))
    take(store, lines(tmp_path / "a.jsonl", registry()))
    ties = [one for one in store.golden.all_relations() if one.type == "PART_OF"]
    assert ("lasers", "licht") in {(one.source, one.target) for one in ties}


def test_taking_in_twice_changes_nothing(store: GraphStore, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", registry())
    know(store, company("licht", website="http://light.example.org"), company("l", LASERS))
    before = take(store, path)
    revision = store.revision().number
    after = take(store, path)
    assert (after.changed, after.records) == (False, before.records)
    assert store.revision().number == revision
    assert RorFormat().into(store).info(path).digest == RorFormat().into(store).info(path).digest


def test_the_same_file_says_more_when_more_is_known(store: GraphStore, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", registry())
    know(store, company("licht", LIGHT))
    take(store, path)
    know(store, company("lasers", LASERS), source="others")
    assert take(store, path).created > 0


def test_an_e_mail_address_is_withheld(store: GraphStore, tmp_path: Path) -> None:
    report = take(store, lines(tmp_path / "a.jsonl", registry()), ALL)
    assert report.rejects == []
    assert report.withheld == {"e-mail": 1}
    assert report.entities == 5


def test_the_whole_registry_is_read_and_counted(shared: Path, store: GraphStore) -> None:
    path = shared / "data" / "ror" / "ror-records.jsonl.gz"
    chosen = RorFormat().into(store, ALL)
    info = chosen.info(path)
    found = list(chosen.read(path))
    units = [one.key for one in found if isinstance(one, Unit)]
    unmatched = info.extra["unmatched"]
    assert len(set(units)) == len(units)
    assert isinstance(unmatched, int)
    assert len(units) + unmatched == 51_370
    refused = {one.column for one in found if isinstance(one, Reject)}
    assert refused <= {"external_ids.grid", "external_ids.isni", "external_ids.fundref"}
