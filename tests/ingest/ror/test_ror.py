"""The registry: read in every form, matched to what a store knows, and taken in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import is_date
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
from ingest.errors import UnreadableSourceError
from ingest.ror import Rest, RorFormat
from ingest.ror.entry import EntryError, read_entry, words
from ingest.ror.records import SUCCESSION, entry_records
from ontology.model import load_model
from ontology.values.identifiers import registers
from tests.ingest.ror.samples import (
    array,
    dump,
    gzipped,
    lines,
    place,
    registry,
    ror_id,
    url,
    version_1,
    version_2,
)

ALL = Rest(added=True)
WRITERS = {"a.jsonl": lines, "a.json": array, "a.jsonl.gz": gzipped, "a.zip": dump}
LIGHT, LASERS, FORMER, CLINIC = (f"ror:{ror_id(number)}" for number in (1, 2, 3, 4))
Writer = Callable[[Path, list[dict[str, Any]]], Path]


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


def read(path: Path, rest: Rest = ALL) -> tuple[dict[str, list[Record]], list[Reject]]:
    """Return unit → records, and what was refused, of the registry without a store."""
    found = list(RorFormat(rest=rest).read(path))
    units = {one.key: list(one.records()) for one in found if isinstance(one, Unit)}
    return units, [one for one in found if isinstance(one, Reject)]


# --- every form of the file

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_gives_the_golden_records(name: str, tmp_path: Path) -> None:
    path = WRITERS[name](tmp_path / name, registry())
    units, _ = read(path)
    records = [record for unit in units.values() for record in unit]
    found = b"".join(orjson.dumps(one, option=orjson.OPT_SORT_KEYS) + b"\n" for one in records)
    file = GOLDEN / "registry.records.jsonl"
    if "GOLDEN" in os.environ:
        file.write_bytes(found)
    assert found == file.read_bytes(), "GOLDEN=1 writes the golden file anew"


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_is_recognised(name: str, tmp_path: Path) -> None:
    assert RorFormat().detect(WRITERS[name](tmp_path / name, registry()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"type": "FeatureCollection", "features": []}'),
        ("a.json", '{"@context": "https://schema.org", "id": "https://example.org"}'),
        ("a.jsonl", ""),
        ("a.txt", json.dumps(version_1(1, "Light"))),
    ],
)
def test_other_files_are_not_the_registry(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert not RorFormat().detect(tmp_path / name)
    assert not RorFormat().detect(tmp_path)


def test_a_broken_line_is_refused_alone(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", registry())
    with path.open("a", encoding="utf-8") as text:
        text.write('{"id": "https://ror.org/0\n\n17\n')
    units, rejects = read(path)
    assert len(units) == 4
    assert [one.place for one in rejects] == ["record 6", "record 7"]
    assert "one record a line" in rejects[0].remedy


@pytest.mark.parametrize(
    "cut", ["[", '[{"id": 1}', '[{"id": 1}, {"id":', '[{"id": 1}} ]', "[" * 99999]
)
def test_a_broken_list_is_an_error(cut: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(cut, encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="Download it again"):
        read(tmp_path / "a.json")


def test_text_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('[{"name": "Š"}]'.encode("cp1257"))
    with pytest.raises(UnreadableSourceError, match="UTF-8"):
        read(tmp_path / "a.json")


def test_a_list_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.ror.stream.CHUNK", 7)
    path = array(tmp_path / "a.json", registry())
    assert len(read(path)[0]) == 4


def test_a_record_that_never_ends_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.ror.stream.CHUNK", 100)
    monkeypatch.setattr("ingest.ror.stream.LONGEST", 1000)
    (tmp_path / "a.json").write_text('["' + "a" * 5000 + '"]', encoding="utf-8")
    with pytest.raises(UnreadableSourceError, match="longer than 1,000"):
        read(tmp_path / "a.json")


# --- what a record says


def test_version_2(tmp_path: Path) -> None:
    units, _ = read(lines(tmp_path / "a.jsonl", registry()))
    organisation, spot, *ties = units[f"ror/{ror_id(1)}"]
    assert isinstance(organisation, EntityRecord)
    assert (organisation.key, organisation.type) == (LIGHT, "University")
    further = ["fundref:100000001", "fundref:100000002", "grid:grid.1.2", "isni:0000000122432806"]
    assert sorted(organisation.identifiers) == [*further, "wikidata:Q1"]
    assert organisation.properties == {
        "name": {"en": "University of Light", "lt": "Šviesos universitetas"},
        "altName": {"en": ["Light University"], "und": ["Universitas Lucis"]},
        "acronym": ["UoL"],
        "founded": "1979",
        "website": "https://www.light.example.org/",
        "organisationStatus": "active",
        "identifier": [*further, LIGHT, "wikidata:Q1"],
    }
    assert organisation.evidence.urls == (url(1),)
    assert isinstance(spot, RelationRecord)
    assert (spot.type, spot.target) == ("LOCATED_IN", "LT011")
    assert spot.properties == {
        "city": "Vilnius",
        "regionCode": "LT-VL",
        "latitude": 54.7,
        "longitude": 25.3,
    }
    assert shape(ties) == {
        (LASERS, "PART_OF", LIGHT),
        (min(LIGHT, CLINIC), "ASSOCIATED_WITH", max(LIGHT, CLINIC)),
        ("change", "ORIGINAL_ORGANISATION", FORMER),
        ("change", "RESULTING_ORGANISATION", LIGHT),
    }


def shape(records: list[Record]) -> set[tuple[str, str, str]]:
    return {
        ("change" if one.source.startswith("ror-succession:") else one.source, one.type, one.target)
        for one in records
        if isinstance(one, RelationRecord)
    }


def test_version_1(tmp_path: Path) -> None:
    units, _ = read(lines(tmp_path / "a.jsonl", registry()))
    organisation, spot, tie = units[f"ror/{ror_id(2)}"]
    assert isinstance(organisation, EntityRecord)
    assert organisation.type == "ResearchOrganisation"
    assert organisation.identifiers == ("grid:grid.3.4",)
    assert organisation.properties["name"] == {
        "und": "Institute of Lasers",
        "lt": "Lazerių institutas",
    }
    assert organisation.properties["altName"] == {"und": ["Laser Institute"]}
    assert organisation.properties["acronym"] == ["IL"]
    assert isinstance(spot, RelationRecord)
    assert (spot.target, spot.properties["city"]) == ("LT", "Kaunas")
    assert shape([tie]) == {(LASERS, "PART_OF", LIGHT)}


def test_both_sides_tell_one_succession(tmp_path: Path) -> None:
    units, _ = read(lines(tmp_path / "a.jsonl", registry()))
    told = [
        {one.key for one in units[f"ror/{ror_id(number)}"] if isinstance(one, EntityRecord)}
        for number in (1, 3)
    ]
    assert told[0] & told[1] == {f"ror-succession:{ror_id(3)}-{ror_id(1)}"}


def test_its_words_mean_what_the_vocabulary_has() -> None:
    model = load_model()
    assert set(words()["types"].values()) <= model.subclasses("Organisation")
    assert set(words()["statuses"].values()) <= model.scheme("organisationStatus").values.keys()
    relations = {one["relation"] for one in words()["relations"].values()}
    assert relations - {SUCCESSION} <= model.relations.keys()
    assert set(words()["registers"].values()) <= registers().keys()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"external_ids": [{"type": "isni", "all": ["0000 0001 2243 2807"]}]}, "external_ids.isni"),
        ({"established": "long ago"}, "established"),
        ({"links": [{"type": "website", "value": "not an address"}]}, "links"),
        ({"status": "asleep"}, "status"),
        ({"types": ["circus"]}, "types"),
        ({"locations": [place("LT", lat=91)]}, "locations"),
        ({"relationships": [{"type": "cousin", "id": url(2)}]}, "relationships"),
        ({"relationships": [{"type": "parent", "id": "https://ror.org/000"}]}, "relationships.id"),
    ],
)
def test_a_wrong_value_is_refused_alone(wrong: Any, field: str, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [version_2(1, "Light", **wrong)])
    units, rejects = read(path)
    assert units.keys() == {f"ror/{ror_id(1)}"}
    assert [(one.place, one.column) for one in rejects] == [("record 1", field)]
    assert "went in without it" in rejects[0].reason


def test_a_record_without_id_or_name_or_said_twice_is_refused(tmp_path: Path) -> None:
    good, nameless = version_2(1, "Light"), version_2(2, "", names=[])
    strange = version_2(3, "Strange", id="https://ror.org/0abc")
    units, rejects = read(lines(tmp_path / "a.jsonl", [good, nameless, strange, good]))
    assert units.keys() == {f"ror/{ror_id(1)}"}
    assert [(one.place, one.column) for one in rejects] == [
        ("record 2", "names"),
        ("record 3", "id"),
        ("record 4", "id"),
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "value", "lang", "all", "lat", "lng", "types", "label", "id"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
FIELDS = sorted(version_1(1, "") | version_2(1, ""))


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4), st.sampled_from([1, 2]))
@settings(deadline=None)
def test_whatever_a_record_holds_its_records_are_valid(wrong: dict[str, Any], version: int) -> None:
    base = version_1(1, "Light") if version == 1 else version_2(1, "Light")
    refused: list[str] = []
    try:
        entry = read_entry({**base, **wrong}, lambda field, *_: refused.append(field))
    except EntryError:
        return
    for record in entry_records(entry, {ror_id(2)}, None):
        if isinstance(record, EntityRecord):
            said = {key: one for key, one in record.properties.items() if key != "email"}
            assert load_model().problems(record.type, said) == []
            assert is_date(str(said.get("founded", "2000")))


# --- what is taken


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


@pytest.mark.parametrize(
    ("countries", "numbers"),
    [((), (1, 2, 3, 4)), (("AT",), (4,)), (("Lietuva", "Austria"), (1, 2, 3, 4)), (("FR",), ())],
)
def test_the_rest_is_added_on_request(
    countries: tuple[str, ...], numbers: tuple[int, ...], tmp_path: Path
) -> None:
    records = registry()
    units, _ = read(lines(tmp_path / "a.jsonl", records), Rest.of(countries))
    assert units.keys() == {f"ror/{ror_id(number)}" for number in numbers}


def test_nothing_is_taken_unasked(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", registry())
    assert read(path, Rest()) == ({}, [])
    assert RorFormat().info(path).extra == {"unmatched": 5}
    assert RorFormat().info(path).date == "2026-01-31"


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
