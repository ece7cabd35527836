"""The registry, read in every form: what a record says, and what is refused."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.dates import is_date
from graph.records import (
    EntityRecord,
    Record,
    Reject,
    RelationRecord,
    Unit,
)
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


# --- what is asked for


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
