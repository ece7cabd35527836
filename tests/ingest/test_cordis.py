"""CORDIS bundles: what is read, what is refused, and that the order of rows does not matter."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from collections.abc import Iterator
from operator import length_hint
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import EntityRecord, Evidence, Record, Reject, RelationRecord, Unit
from ingest.cordis import FIELD_CONFIDENCE, PRODUCES, VARIANT_CONFIDENCE, CordisFormat
from ingest.cordis.tables import Bundle
from ingest.errors import UnreadableSourceError
from ingest.matcher import LabelMatcher
from ontology.model import load_model
from tests.ingest.cordis_sample import OBJECTIVE, Sample

MATCHER = LabelMatcher(
    [
        ("laser", "en", "lasers"),
        ("OCT", "en", "optical-coherence-tomography"),
        ("optical coherence tomography", "en", "optical-coherence-tomography"),
        ("LED", "en", "leds"),
        ("sveikata", "lt", "health"),
    ]
)
CORDIS = CordisFormat(MATCHER)
GLIMMER = "cordis:900000001"
PAGE = ("https://cordis.europa.eu/project/id/900000001",)


def read(path: Path) -> tuple[dict[str, Unit], list[Reject]]:
    """Read a bundle: its units by key, and what was refused."""
    units: dict[str, Unit] = {}
    refused: list[Reject] = []
    for found in CORDIS.read(path):
        if isinstance(found, Reject):
            refused.append(found)
        else:
            assert found.key not in units
            units[found.key] = found
    return units, refused


def digests(path: Path) -> dict[str, str]:
    return {key: unit.digest for key, unit in read(path)[0].items()}


def records(path: Path) -> list[Record]:
    return [record for unit in read(path)[0].values() for record in unit.records()]


def entity(path: Path, key: str) -> EntityRecord:
    """Return the one record about an entity."""
    (found,) = (r for r in records(path) if isinstance(r, EntityRecord) and r.key == key)
    return found


def relations(path: Path, type_: str, source: str = "") -> Iterator[RelationRecord]:
    for record in records(path):
        if isinstance(record, RelationRecord) and record.type == type_:
            yield from [record] if source in ("", record.source) else []


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return Sample().write(tmp_path / "bundle")


# What a bundle says


def test_a_project_with_its_amounts_and_dates(bundle: Path) -> None:
    assert entity(bundle, GLIMMER) == EntityRecord(
        key=GLIMMER,
        type="Project",
        properties={
            "name": {"en": "A laser; for every eye clinic"},
            "acronym": ["GLIMMER"],
            "grantNumber": "900000001",
            "start": "2023-01-01",
            "end": "2026-12-31",
            "signed": "2022-11-30",
            "projectStatus": "signed",
            "totalCost": 2500000.0,
            "ecContribution": 2000000.5,
            "fundingScheme": "HORIZON-RIA",
            "keyword": ["OCT", "eye care", "laser"],
            "description": {"en": OBJECTIVE},
        },
        evidence=Evidence("project.csv id=900000001", PAGE),
        identifiers=("grant:900000001", "doi:10.3030/900000001"),
    )


def test_what_is_not_said_is_left_out(bundle: Path) -> None:
    properties = entity(bundle, "cordis:900000002").properties
    assert set(properties) == {
        *("name", "grantNumber", "start", "projectStatus", "ecContribution", "fundingScheme")
    }
    assert properties["ecContribution"] == 0.0


def test_participants_keep_role_and_amounts_and_rows_of_one_role_are_added(bundle: Path) -> None:
    found = {r.source: r for r in relations(bundle, "PARTICIPATES_IN") if r.target == GLIMMER}
    assert {key: r.properties["role"] for key, r in found.items()} == {
        "pic:910000001": "coordinator",
        "pic:910000002": "partner",
        "pic:910000003": "third-party",
        "pic:910000004": "associated-partner",
    }
    assert found["pic:910000003"].properties == {
        "role": "third-party",
        "order": 3,
        "ecContribution": 150.5,
        "netEcContribution": 150.5,
        "totalCost": 150.5,
        "endOfParticipation": False,
    }
    place = "organization.csv projectID=900000001 organisationID=910000003 order=3,4"
    assert found["pic:910000003"].evidence == Evidence(place, PAGE)
    assert "ecContribution" not in found["pic:910000004"].properties


def test_an_organisation_in_two_roles_takes_part_twice(tmp_path: Path) -> None:
    path = Sample().change("organization", 6, organisationID="910000002").write(tmp_path / "b")
    roles = [r.properties["role"] for r in relations(path, "PARTICIPATES_IN", "pic:910000002")]
    assert sorted(map(str, roles)) == ["associated-partner", "partner", "partner"]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("coordinator", "coordinator"),
        ("hostInstitution", "coordinator"),
        ("participant", "partner"),
        ("partner", "partner"),
        ("beneficiary", "partner"),
        ("associatedPartner", "associated-partner"),
        ("internationalPartner", "international-partner"),
        ("thirdParty", "third-party"),
    ],
)
def test_the_roles_of_every_release_are_known(tmp_path: Path, word: str, role: str) -> None:
    path = Sample().change("organization", 3, role=word).write(tmp_path / "b")
    parts = relations(path, "PARTICIPATES_IN", "pic:910000002")
    assert [one.properties["role"] for one in parts if one.target == GLIMMER] == [role]


def test_an_organisation(bundle: Path) -> None:
    found = entity(bundle, "pic:910000003")
    assert (found.type, found.properties) == (
        "PublicBody",
        {"name": {"und": "Nosokomeio Paradeigma"}},
    )
    assert entity(bundle, "pic:910000004").type == "ResearchOrganisation"


@pytest.mark.parametrize(
    ("pic", "target", "code", "city"),
    [
        ("910000001", "AT130", "AT130", "Wien"),
        ("910000003", "EL303", "EL303", "Athina"),
        ("910000004", "GB", "UK", "London"),
    ],
)
def test_where_an_organisation_is(
    bundle: Path, pic: str, target: str, code: str, city: str
) -> None:
    (found,) = relations(bundle, "LOCATED_IN", f"pic:{pic}")
    assert (found.target, found.properties["regionCode"]) == (target, code)
    assert found.properties["city"] == city


def test_na_is_namibia_and_an_organisation_may_be_in_two_cities(bundle: Path) -> None:
    places = list(relations(bundle, "LOCATED_IN", "pic:910000002"))
    assert [(p.target, p.properties["city"]) for p in places] == [
        ("NA", "Walvis Bay"),
        ("NA", "Windhoek"),
    ]
    assert places[0].properties == {
        "city": "Walvis Bay",
        "address": "LICHTGASSE 1",
        "postcode": "1010",
        "regionCode": "NA",
        "latitude": -22.56,
        "longitude": 17.08,
    }


def test_the_most_frequent_details_come_first_and_no_address_is_told_twice(bundle: Path) -> None:
    unit = read(bundle)[0]["organisation/910000001"]
    first, place, second = unit.records()
    assert isinstance(first, EntityRecord)
    assert isinstance(place, RelationRecord)
    assert first.properties == {
        "name": {"und": "UNIVERSITAT BEISPIEL"},
        "acronym": ["UB"],
        "sme": False,
        "vatNumber": "ATU12345678",
        "website": "https://beispiel.example",
    }
    assert place.properties["address"] == "LICHTGASSE 1"
    assert (first.evidence.confidence, second.evidence.confidence) == (1.0, VARIANT_CONFIDENCE)


def test_a_region_code_of_another_country_gives_way_to_the_country(tmp_path: Path) -> None:
    path = Sample().change("organization", 6, nutsCode="AT130").write(tmp_path / "b")
    (found,) = relations(path, "LOCATED_IN", "pic:910000004")
    assert (found.target, found.properties["regionCode"]) == ("GB", "AT130")


def test_a_region_that_only_cordis_knows_has_its_name_and_parent(tmp_path: Path) -> None:
    row = {"country": "EL", "nutsCode": "EL309", "nutsName": "Nea Periferia"}
    path = Sample().change("organization", 6, **row).write(tmp_path / "b")
    (located,) = relations(path, "LOCATED_IN", "pic:910000004")
    assert located.target == "EL309"
    assert entity(path, "EL309").properties["name"] == {"und": "Nea Periferia"}
    (above,) = relations(path, "PART_OF", "EL309")
    assert above.target == "EL30"


def test_programmes_and_calls_hang_together(bundle: Path) -> None:
    targets = {
        (type_, record.target)
        for type_ in ("FUNDED_BY", "UNDER_CALL")
        for record in relations(bundle, type_, GLIMMER)
    }
    assert targets == {
        ("FUNDED_BY", "horizon-europe"),
        ("FUNDED_BY", "programme:HORIZON.2.1"),
        ("FUNDED_BY", "programme:HORIZON.2.1.5"),
        ("UNDER_CALL", "call:HORIZON-TEST-2022-01"),
        ("UNDER_CALL", "call:HORIZON-TEST-2022-01-02"),
    }
    assert {(r.source, r.target) for r in relations(bundle, "PART_OF")} == {
        ("programme:HORIZON.2.1.5", "programme:HORIZON.2.1"),
        ("programme:HORIZON.2.1", "programme:HORIZON.2"),
        ("programme:HORIZON.2", "horizon-europe"),
        ("programme:HORIZON.1.1", "programme:HORIZON.1"),
        ("programme:HORIZON.1", "horizon-europe"),
        ("call:HORIZON-TEST-2022-01-02", "call:HORIZON-TEST-2022-01"),
        ("call:HORIZON-TEST-2022-01", "horizon-europe"),
        ("call:TEST-2020-STG", "horizon-europe"),
    }
    europe = entity(bundle, "horizon-europe")
    assert (europe.identifiers, europe.properties) == (
        ("programme:HORIZON",),
        {"name": {"en": "Horizon Europe"}, "code": ["HORIZON"]},
    )
    assert entity(bundle, "call:HORIZON-TEST-2022-01-02").properties["name"] == {
        "en": "Seeing better"
    }
    assert entity(bundle, "call:HORIZON-TEST-2022-01").properties["name"] == {
        "und": "HORIZON-TEST-2022-01"
    }


def test_euroscivoc_is_a_scheme_with_parents(bundle: Path) -> None:
    broader = {(r.source, r.target) for r in relations(bundle, "BROADER")}
    assert broader == {
        ("euroscivoc:/23/43/251", "euroscivoc:/23/43"),
        ("euroscivoc:/23/43", "euroscivoc:/23"),
    }
    top = entity(bundle, "euroscivoc:/23")
    assert top.type == "Technology"
    assert top.properties == {"name": {"en": "natural sciences"}, "code": ["/23"]}


def test_technologies_are_found_once_where_they_weigh_most(bundle: Path) -> None:
    found = {r.target: r.evidence for r in relations(bundle, "ABOUT", GLIMMER)}
    assert set(found) == {
        *("lasers", "optical-coherence-tomography", "leds"),
        *("euroscivoc:/23/43/251", "euroscivoc:/21"),
    }
    title = Evidence(
        locator="project.csv id=900000001 title chars 2-7",
        urls=PAGE,
        quote="laser",
        language="en",
        confidence=FIELD_CONFIDENCE["title"],
    )
    assert found["lasers"] == title
    assert found["optical-coherence-tomography"].quote == "OCT"
    assert found["leds"].confidence == FIELD_CONFIDENCE["objective"]
    start, _, end = found["leds"].locator.rpartition(" ")[2].partition("-")
    assert OBJECTIVE[int(start) : int(end)] == "LED" == found["leds"].quote
    assert found["euroscivoc:/21"].confidence == 1.0 > max(FIELD_CONFIDENCE.values())


def test_the_label_of_another_language_is_quoted_in_that_language(tmp_path: Path) -> None:
    path = Sample().change("project", 3, title="Šviesa, Sveikata ir OCT").write(tmp_path / "b")
    found = {r.target: r.evidence for r in relations(path, "ABOUT", "cordis:900000002")}
    assert (found["health"].quote, found["health"].language) == ("Sveikata", "lt")


def test_labels_that_mislead_in_english_are_not_looked_for(tmp_path: Path) -> None:
    objective = "Sensory cells; sensors; lazeriai"
    path = Sample().change("project", 3, objective=objective).write(tmp_path / "b")
    (unit,) = (
        unit
        for unit in CordisFormat().read(path)
        if isinstance(unit, Unit) and unit.key == "project/900000002"
    )
    told = [record for record in unit.records() if isinstance(record, RelationRecord)]
    quotes = {(record.target, record.evidence.quote) for record in told}
    assert {("sensors", "sensors"), ("lasers", "lazeriai")} <= quotes
    assert "Sensory" not in {quote for _, quote in quotes}


def test_names_are_taken_as_they_are(tmp_path: Path) -> None:
    name = '=HYPERLINK("x") <script> \u202eevil; O\'Neil & "Söhne"'
    path = Sample().change("organization", 6, name=name).write(tmp_path / "b")
    assert entity(path, "pic:910000004").properties["name"] == {"und": name}


# Recognition, and the source as a whole


def test_bundles_are_recognised_by_their_content(bundle: Path, tmp_path: Path) -> None:
    assert CORDIS.detect(bundle)
    assert CORDIS.detect(Sample().zip(tmp_path / "any name.zip", inside="csv/"))
    assert CORDIS.detect(Sample().zip(tmp_path / "without-suffix"))
    (bundle / "project.csv").unlink()
    assert CORDIS.detect(bundle)
    (bundle / "organization.csv").write_text("id;name\n1;x\n", "utf-8")
    assert not CORDIS.detect(bundle)


def test_a_bundle_says_about_how_many_units_are_to_come(shared: Path) -> None:
    found = CordisFormat().read(shared / "data/cordis/cordis-horizon-photonics-health-csv.zip")
    assert length_hint(found) == 0
    next(found)
    left = length_hint(found)
    assert left == pytest.approx(sum(isinstance(one, Unit) for one in found), rel=0.1)
    assert length_hint(found) == 0


def test_other_things_are_not_recognised(tmp_path: Path) -> None:
    text = tmp_path / "project.csv"
    text.write_text(Sample().text("project"), "utf-8")
    other, broken = tmp_path / "other.zip", tmp_path / "broken.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("project.csv", "id,title\n1,x\n")
    broken.write_bytes(Sample().zip(tmp_path / "whole.zip").read_bytes()[:-30])
    folder = tmp_path / "empty"
    folder.mkdir()
    assert not any(map(CORDIS.detect, (text, other, broken, folder)))


def test_info_names_the_bundle_and_dates_it_by_its_newest_entry(tmp_path: Path) -> None:
    info = CORDIS.info(Sample().zip(tmp_path / "cordis-test-csv.zip"))
    assert (info.name, info.date) == ("cordis-test-csv", "2024-05-06")
    folder = Sample().write(tmp_path / "cordis-test-csv")
    assert CORDIS.info(folder).name == info.name


TABLES = ["project", "organization", "euroSciVoc", "topics", "legalBasis"]


@pytest.mark.parametrize("table", TABLES)
def test_the_hash_tells_of_the_last_byte_of_each_table(bundle: Path, table: str) -> None:
    before = CORDIS.info(bundle).digest
    with (bundle / f"{table}.csv").open("a") as text:
        text.write(" ")
    after = CORDIS.info(bundle)
    assert (after.digest == before, after.date) == (False, "2024-05-06")


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_file_is_named(tmp_path: Path, table: str) -> None:
    sample = Sample()
    del sample.tables[table]
    with pytest.raises(UnreadableSourceError, match=rf"{table}\.csv is missing"):
        read(sample.write(tmp_path / "b"))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = Sample().rename("organization", {}, drop=["role"]).write(tmp_path / "b")
    with pytest.raises(UnreadableSourceError, match=r"organization\.csv has no column role"):
        read(path)


def test_damaged_files_are_refused_as_a_whole(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="cannot be read as a ZIP"):
        read(bundle / "project.csv")
    (bundle / "topics.csv").write_bytes("projectID;topic\n1;Ž\n".encode("cp1257"))
    with pytest.raises(UnreadableSourceError, match=r"topics\.csv cannot be read.*UTF-8"):
        read(bundle)
    whole = Sample().zip(tmp_path / "whole.zip")
    content = bytearray(whole.read_bytes())
    content[60:90] = b"\x00" * 30
    whole.write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=r"project\.csv"):
        read(whole)


def test_an_open_quote_is_no_endless_cell(bundle: Path) -> None:
    csv.field_size_limit(1 << 20)  # as a reader of another format leaves it
    text = (bundle / "topics.csv").read_text("utf-8")
    (bundle / "topics.csv").write_text(text + '900000001;"' + "x;" * 100_000, "utf-8")
    with pytest.raises(UnreadableSourceError, match=r"topics\.csv.*quotes"):
        read(bundle)


# The same content in another dress


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), comma=st.booleans(), packed=st.booleans())
def test_order_separator_and_packing_change_nothing(
    tmp_path: Path, seed: int, comma: bool, packed: bool
) -> None:
    plain = tmp_path / "plain"
    expected, refused = read(Sample().write(plain))
    sample, delimiter = Sample().shuffle(seed), "," if comma else ";"
    write = sample.zip if packed else sample.write
    found, _ = read(write(tmp_path / ("b.zip" if packed else "b"), delimiter))
    assert not refused
    assert {key: unit.digest for key, unit in found.items()} == {
        key: unit.digest for key, unit in expected.items()
    }
    for key, unit in found.items():
        assert list(unit.records()) == list(expected[key].records())


def test_older_column_sets_say_the_same(bundle: Path, tmp_path: Path) -> None:
    older = Sample()
    for row in older.tables["organization"]:
        row |= {"contactForm": "https://example.org/contact", "contentUpdateDate": "2020-01-01"}
        row["SME"] = row["SME"].title()
        row["netEcContribution"] = row["netEcContribution"].replace(".", ",")
    for row in older.tables["project"]:
        row["startDate"] += " 00:00:00"
        row["legalBasis"] = ";".join(f"{code}." for code in row["legalBasis"].split(","))
    older.rename("project", {"masterCall": "call", "legalBasis": "programme"}, drop=["subCall"])
    older.rename(
        "organization", {"organisationID": "id", "organizationURL": "organizationUrl"}, ["rcn"]
    )
    assert digests(older.write(tmp_path / "older", ",")) == digests(bundle)


def test_missing_optional_columns_are_no_error(tmp_path: Path) -> None:
    sample = Sample()
    sample.rename("project", {}, drop=["keywords", "grantDoi", "ecSignatureDate", "totalCost"])
    sample.rename("organization", {}, drop=["nutsCode", "nutsName", "geolocation", "order"])
    path = sample.write(tmp_path / "b")
    assert read(path)[1] == []
    (place,) = relations(path, "LOCATED_IN", "pic:910000001")
    assert place.target == "AT"


@pytest.mark.parametrize(
    ("table", "row", "cells", "changed"),
    [
        ("organization", 2, {"netEcContribution": "1"}, {"project/900000001"}),
        ("organization", 6, {"city": "Leeds"}, {"organisation/910000004"}),
        ("project", 3, {"objective": "New."}, {"project/900000002"}),
        ("project", 3, {"rcn": "77", "contentUpdateDate": "2030-01-01 00:00:00"}, set()),
        ("topics", 2, {"title": "Other"},
         {"project/900000001", "call/HORIZON-TEST-2022-01-02"}),
        ("euroSciVoc", 3, {"euroSciVocCode": "/23", "euroSciVocPath": "/natural sciences"},
         {"project/900000001", "euroscivoc//21"}),
    ],
)  # fmt: skip
def test_a_change_touches_its_units_alone(
    bundle: Path, tmp_path: Path, table: str, row: int, cells: dict[str, str], changed: set[str]
) -> None:
    before = set(digests(bundle).items())
    after = set(digests(Sample().change(table, row, **cells).write(tmp_path / "new")).items())
    assert {key for key, _ in before ^ after} == changed


def test_other_labels_make_projects_new(bundle: Path) -> None:
    others = {
        unit.key: unit.digest
        for unit in CordisFormat(LabelMatcher([])).read(bundle)
        if isinstance(unit, Unit)
    }
    before = digests(bundle)
    assert {key.partition("/")[0] for key in before if before[key] != others[key]} == {"project"}


# What is refused


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "reason"),
    [
        ("organization", 3, "organisationID", "", "the cell is empty"),
        ("organization", 3, "organisationID", "12E4", "no participant identification code"),
        ("organization", 3, "projectID", "", "the cell is empty"),
        ("organization", 3, "projectID", "999", "project.csv has no such project"),
        ("organization", 3, "role", "onlooker", "no role of a participant"),
        ("organization", 3, "role", "", "no role of a participant"),
        ("organization", 3, "ecContribution", "1,000,000", "no amount in euros"),
        ("organization", 3, "netEcContribution", "-5", "no amount in euros"),
        ("organization", 3, "totalCost", "NaN", "no amount in euros"),
        ("organization", 3, "endOfParticipation", "perhaps", "neither true nor false"),
        ("organization", 3, "SME", "2", "neither true nor false"),
        ("organization", 3, "activityType", "Project", "no type of organisation"),
        ("organization", 3, "country", "Namibia", "no country code"),
        ("organization", 3, "name", " ", "the cell is empty"),
        ("organization", 3, "name", "a\ufffdb", "control character U+0007"),
        ("organization", 3, "order", "first", "no whole number"),
        ("euroSciVoc", 3, "euroSciVocCode", "21", "no EuroSciVoc code"),
        ("euroSciVoc", 3, "euroSciVocPath", "/medical/", "its parts are not those of the code"),
        ("euroSciVoc", 3, "projectID", "999", "project.csv has no such project"),
        ("topics", 3, "topic", "", "the cell is empty"),
        ("legalBasis", 3, "projectID", "a b", "no project number"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_and_the_rest_goes_in(
    bundle: Path, tmp_path: Path, table: str, row: int, column: str, value: str, reason: str
) -> None:
    if column == "euroSciVocPath":
        value = "/medical and health/sciences"
    path = Sample().change(table, row, **{column: value.replace("\ufffd", "\x07")})
    (refused,) = read(path.write(tmp_path / "b"))[1]
    assert (refused.file, refused.place) == (f"{table}.csv", f"row {row}")
    assert (refused.column, refused.value) == (column, value.strip())
    assert reason in refused.reason
    assert refused.remedy
    sample = Sample()
    del sample.tables[table][row - 2]
    assert digests(tmp_path / "b") == digests(sample.write(tmp_path / "without"))


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "the cell is empty"),
        ("id", "900000002", "row 3 is about this project too"),
        ("title", "", "the cell is empty"),
        ("startDate", "2023-02-30", "no date of the calendar"),
        ("endDate", "soon", "no date of the calendar"),
        ("totalCost", "a lot", "no amount in euros"),
    ],
)
def test_a_refused_project_takes_its_rows_with_it(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    path = Sample().change("project", 4, **{column: value}).write(tmp_path / "b")
    units, refused = read(path)
    (first,) = (one for one in refused if one.file == "project.csv")
    assert (first.place, first.column, first.value) == ("row 4", column, value)
    assert reason in first.reason
    others = {(one.file, one.place, one.value) for one in refused if one is not first}
    assert others == {
        ("organization.csv", "row 8", "900000003"),
        ("organization.csv", "row 9", "900000003"),
        ("topics.csv", "row 4", "900000003"),
    }
    assert "project/900000001" in units


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("organization", 2, "organizationURL", "javascript:alert(1)"),
        ("organization", 2, "geolocation", "91,200"),
        ("organization", 6, "nutsCode", "Wien"),
        ("project", 2, "grantDoi", "see web"),
        ("project", 2, "status", "DREAMT"),
    ],
)
def test_a_row_goes_in_without_a_cell_that_only_adds(
    tmp_path: Path, table: str, row: int, column: str, value: str
) -> None:
    path = Sample().change(table, row, **{column: value}).write(tmp_path / "b")
    (refused,) = read(path)[1]
    assert (refused.place, refused.column, refused.value) == (f"row {row}", column, value)
    assert refused.reason.endswith("the row went in without it")
    empty = Sample().change(table, row, **{column: ""}).write(tmp_path / "empty")
    assert digests(path) == digests(empty)


def test_a_web_address_without_its_scheme_is_completed(tmp_path: Path) -> None:
    path = Sample().change("organization", 6, organizationURL="www.clinic.example/en")
    found = entity(path.write(tmp_path / "b"), "pic:910000004")
    assert found.properties["website"] == "http://www.clinic.example/en"


def test_the_same_row_twice_counts_once(tmp_path: Path, bundle: Path) -> None:
    sample = Sample()
    for rows in sample.tables.values():
        rows.append(rows[0])
    path = sample.write(tmp_path / "b")
    refused = read(path)[1]
    assert {(one.file, one.place) for one in refused} == {
        ("project.csv", "row 5"),
        ("organization.csv", "row 10"),
        ("euroSciVoc.csv", "row 5"),
        ("topics.csv", "row 5"),
        ("legalBasis.csv", "row 5"),
    }
    assert all(one.reason.startswith("row 2 ") for one in refused)
    assert digests(path) == digests(bundle)


def test_uneven_rows_are_refused_and_empty_lines_are_not_rows(bundle: Path) -> None:
    text = (bundle / "topics.csv").read_text("utf-8")
    (bundle / "topics.csv").write_text(f"{text}\n900000003;HORIZON;a;b\n\n", "utf-8")
    (refused,) = read(bundle)[1]
    assert (refused.file, refused.place) == ("topics.csv", "row 6")
    assert refused.reason == "the row has 4 cells, the header 3"


def test_columns_are_called_as_in_the_file(tmp_path: Path) -> None:
    sample = Sample().rename("organization", {"organisationID": "id"})
    sample.tables["organization"][0]["id"] = "x"
    (refused,) = read(sample.write(tmp_path / "b"))[1]
    assert refused.column == "id"


# Real bundles


def test_every_row_of_the_photonics_bundle_is_read(shared: Path) -> None:
    path = shared / "data/cordis/cordis-horizon-photonics-health-csv.zip"
    units, refused = read(path)
    assert refused == []
    kinds = Counter(key.partition("/")[0] for key in units)
    assert kinds["project"] == 807
    rows = {r.evidence.locator for r in relations(path, "PARTICIPATES_IN")}
    orders = (place.partition("order=")[2].split(",") for place in rows)
    assert sum(map(len, orders)) == 3494


def test_everything_of_the_photonics_bundle_is_as_the_vocabulary_says(shared: Path) -> None:
    model = load_model()
    told = records(shared / "data/cordis/cordis-horizon-photonics-health-csv.zip")
    types = {record.key: record.type for record in told if isinstance(record, EntityRecord)}
    expected = {"LOCATED_IN": "Region", "ABOUT": "Technology", "PART_OF": "Region"}
    names: set[str] = set()
    for record in told:
        names |= set(record.properties)
        if isinstance(record, EntityRecord):
            assert model.problems(record.type, record.properties) == []
        else:
            names.add(record.type)
            target = types[record.target] if record.target in types else expected[record.type]
            problems = model.relation_problems(
                record.type, types[record.source], target, record.properties
            )
            assert problems == []
    assert names <= PRODUCES


def test_the_sample_produces_what_is_declared(tmp_path: Path) -> None:
    sample = Sample().change("organization", 6, country="EL", nutsCode="EL309", nutsName="Nea")
    told = records(sample.write(tmp_path / "b"))
    names = {name for record in told for name in record.properties}
    names |= {record.type for record in told if isinstance(record, RelationRecord)}
    assert names == PRODUCES


def test_original_columns_are_read(shared: Path) -> None:
    path = shared / "data/cordis/original-columns-100-rows"
    units, refused = read(path)
    rows = {table: sum(1 for _ in Bundle(path).rows(table, [])) for table in Bundle(path).files}
    projects = [key for key in units if key.startswith("project/")]
    assert len(projects) + sum(one.file == "project_100.csv" for one in refused) == 100
    parts = sum(r.type == "PARTICIPATES_IN" for r in records(path))
    refused_parts = sum(one.file == "organization_100.csv" for one in refused)
    assert parts + refused_parts == rows["organization"] == 100
