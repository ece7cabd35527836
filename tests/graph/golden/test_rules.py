"""Golden entities and relations from what records say."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.golden.rules import Said, golden_entity, golden_relations
from graph.records import EntityRecord, Evidence, Properties, RelationRecord
from graph.schema import load_schema

SCHEMA = load_schema()


def said(
    properties: Properties, *, type_: str = "Company", priority: int = 0, date: str = ""
) -> Said:
    return Said(priority, date, EntityRecord("a", type_, properties, Evidence("row 1")))


def tie(properties: Properties, place: str = "row 1") -> Said:
    return Said(0, "", RelationRecord("a", "MEMBER_OF", "b", properties, Evidence(place)))


def test_the_source_of_higher_priority_decides_a_single_value() -> None:
    entity = golden_entity(
        ["a"],
        [
            said({"website": "http://old.example"}),
            said({"website": "http://new.example"}, priority=1),
        ],
        SCHEMA,
    )
    assert entity is not None
    assert entity.properties["website"] == "http://new.example"


def test_the_newer_source_decides_between_equals() -> None:
    entity = golden_entity(
        ["a"],
        [said({"founded": "1990"}, date="2026"), said({"founded": "1991"}, date="2020")],
        SCHEMA,
    )
    assert entity is not None
    assert entity.properties["founded"] == "1990"


def test_a_name_that_loses_stays_as_another_name() -> None:
    entity = golden_entity(
        ["a"],
        [said({"name": {"en": "Alpha"}}, priority=1), said({"name": {"en": "Alfa", "lt": "Alfa"}})],
        SCHEMA,
    )
    assert entity is not None
    assert entity.properties["name"] == {"en": "Alpha", "lt": "Alfa"}
    assert entity.properties["altName"] == {"en": ["Alfa"]}


def test_the_most_specific_class_is_kept() -> None:
    entity = golden_entity(
        ["a"], [said({}, type_="Organisation", priority=1), said({}, type_="Cluster")], SCHEMA
    )
    assert entity is not None
    assert (entity.kind, entity.type) == ("Organisation", "Cluster")


@pytest.mark.parametrize("priority", [0, 9])
def test_a_technology_stays_one_whoever_bears_its_id(priority: int) -> None:
    scheme = said({"name": {"en": "lasers"}}, type_="Technology")
    other = said({"name": {"en": "Lasers Ltd"}, "founded": "1990"}, priority=priority, date="2026")
    entity = golden_entity(["lasers"], [other, scheme], SCHEMA)
    assert entity == golden_entity(["lasers"], [scheme], SCHEMA)


def test_what_others_say_of_another_kind_is_left_out() -> None:
    cluster = said({"name": {"en": "Alpha"}}, priority=1, type_="Cluster")
    project = said({"name": {"en": "Alpha 2"}, "start": "2020"}, type_="Project")
    entity = golden_entity(["a"], [cluster, project], SCHEMA)
    assert entity == golden_entity(["a"], [cluster], SCHEMA)


def test_nothing_said_is_no_entity() -> None:
    assert golden_entity(["a"], [], SCHEMA) is None


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "acronym": st.lists(st.sampled_from("ABC"), min_size=1, unique=True),
                "founded": st.sampled_from(["1990", "1991"]),
            }
        ),
        min_size=1,
        max_size=4,
    ),
    st.randoms(),
)
def test_the_order_of_records_does_not_matter(
    many: list[Properties], chance: random.Random
) -> None:
    records = [said(properties) for properties in many]
    expected = golden_entity(["a"], records, SCHEMA)
    chance.shuffle(records)
    assert golden_entity(["a"], records, SCHEMA) == expected


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ([{}], [("", "")]),
        ([{"since": "2011"}, {}], [("2011", "")]),
        ([{"since": "2011"}, {"since": "2012"}], [("2011", "")]),
        ([{"since": "2011", "until": "2013"}, {"since": "2015"}], [("2011", "2013"), ("2015", "")]),
    ],
)
def test_times_that_cannot_overlap_are_spells_of_their_own(
    spells: list[Properties], expected: list[tuple[str, str]]
) -> None:
    found = golden_relations("a", "MEMBER_OF", "b", [tie(spell) for spell in spells], SCHEMA)
    assert [(one.since, one.until) for one in found] == expected
    assert [one.nth for one in found] == list(range(len(expected)))


def test_each_role_is_a_relation_of_its_own() -> None:
    found = golden_relations(
        "a", "MEMBER_OF", "b", [tie({"role": "member"}), tie({"role": "founding-member"})], SCHEMA
    )
    assert [one.role for one in found] == ["founding-member", "member"]
