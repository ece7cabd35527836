"""What a CORDIS bundle says."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.records import EntityRecord, Evidence, RelationRecord, Unit
from ingest.cordis import FIELD_CONFIDENCE, VARIANT_CONFIDENCE, CordisFormat
from tests.ingest.cordis.reading import GLIMMER, PAGE, entity, read, relations
from tests.ingest.cordis.sample import OBJECTIVE, Sample


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
