"""The model answers what exists and finds what is wrong."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS

from ontology import vocabulary
from ontology.errors import UnknownTermError, VocabularyError
from ontology.model import Model, load_model

MODEL = load_model()


def test_cluster_is_an_organisation() -> None:
    assert MODEL.top("Cluster") == "Organisation"
    assert MODEL.kinds["Cluster"].path == "organisation"
    assert MODEL.kinds["Organisation"].parent is None
    assert MODEL.ancestors("Consultancy") == ("Consultancy", "Company", "Organisation")
    assert MODEL.subclasses("Company") == {"Company", "Consultancy"}
    assert MODEL.top("Call") == "Programme"


def test_top_kinds_are_those_of_the_design() -> None:
    top = {kind.name for kind in MODEL.kinds.values() if kind.parent is None}
    assert top == {
        "Organisation", "Project", "Programme", "Agreement", "Technology", "Region",
        "Event", "Product", "Document", "ChangeEvent", "Grant",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("HES", "University"),
        ("REC", "ResearchOrganisation"),
        ("PRC", "Company"),
        ("PUB", "PublicBody"),
        ("OTH", "Organisation"),
        ("research_institute", "ResearchOrganisation"),
        ("Cluster", "Cluster"),
        ("ChangeEvent", "ChangeEvent"),
        ("Relation", None),
        ("tribe", None),
    ],
)
def test_source_words_name_kinds(word: str, kind: str | None) -> None:
    assert MODEL.kind_named(word) == kind


def test_scheme_finds_source_words_and_widest_values() -> None:
    kinds = MODEL.scheme("agreementKind")
    assert kinds.find("memorandum_of_understanding") == "memorandum-of-understanding"
    assert kinds.find("cooperative_agreement") == "cooperation-agreement"
    assert kinds.find("marriage") is None
    assert MODEL.scheme("role").widest("keynote") == "participant"
    with pytest.raises(UnknownTermError, match="name"):
        MODEL.scheme("name")


def test_labels_fall_back_to_english() -> None:
    assert MODEL.label("Cluster", "lt") == "klasteris"
    assert MODEL.label("MEMBER_OF", "de") == "Mitglied von"
    assert MODEL.label("founded", "ja") == "founded"
    with pytest.raises(UnknownTermError, match="Tribe"):
        MODEL.label("Tribe")


def test_unknown_kinds_are_named() -> None:
    with pytest.raises(UnknownTermError, match="'Tribe'"):
        MODEL.top("Tribe")
    with pytest.raises(UnknownTermError, match="'Tribe'"):
        MODEL.properties_of("Tribe")
    assert "'Tribe'" in MODEL.problems("Tribe", {})[0]


GOOD: dict[str, dict[str, object]] = {
    "Cluster": {
        "name": {"en": "LITEK", "lt": "LITEK", "und": "LITEK"},
        "altName": {"en": ["A", "B"], "zh-Hans": ["C"]},
        "acronym": ["LITEK"],
        "founded": "2011",
        "website": "https://litek.lt/ą?x=1#y",
        "memberCount": 16,
        "sme": False,
    },
    "Project": {"totalCost": 100, "ecContribution": 99.5, "durationMonths": 18, "acronym": "X"},
    "Agreement": {
        "term": "P3Y",
        "signed": "2019-06-26",
        "stage": "unknown",
        "stageChange": ["2019-06-26 signed", "unknown in-force"],
        "scope": ["joint-rd", "missions"],
    },
    "Region": {"country": "LT", "level": "nuts3", "code": ["LT011"]},
}


@pytest.mark.parametrize("kind", GOOD)
def test_good_values_have_no_problem(kind: str) -> None:
    assert MODEL.problems(kind, GOOD[kind]) == []


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        ("Cluster", "founded", "2011-13", "write 2016, 2016-01 or 2016-06-08"),
        ("Cluster", "founded", 2011, "is no date"),
        ("Cluster", "founded", ["2011", "2012"], "one at most"),
        ("Cluster", "name", "LITEK", "has no language"),
        ("Cluster", "name", {"en": ["A", "B"]}, "altName"),
        ("Cluster", "name", {"english": "A"}, "no language tag"),
        ("Cluster", "name", {"en": " "}, "empty"),
        ("Cluster", "altName", {"en": ["A", 1]}, "is no text"),
        ("Cluster", "altName", {"en": 1}, "is no text"),
        ("Cluster", "acronym", ["A\x00"], "control character"),
        ("Cluster", "acronym", ["\ud800"], "control character"),
        ("Cluster", "memberCount", "16", "no whole number"),
        ("Cluster", "memberCount", True, "no whole number"),
        ("Cluster", "sme", 1, "true nor false"),
        ("Cluster", "website", "www.litek.lt", "https://"),
        ("Cluster", "website", "javascript:alert(1)", "https://"),
        ("Cluster", "website", 'https://a.lt/"><script>', "https://"),
        ("Cluster", "stage", "signed", "no such property"),
        ("Cluster", "shoeSize", 44, "unknown property"),
        ("Project", "totalCost", "1 000", "is no number"),
        ("Project", "totalCost", math.nan, "is no number"),
        ("Project", "since", "2016", "no such property"),
        ("Agreement", "term", "three years", "P3Y"),
        ("Agreement", "stage", "signd", "use signed,"),
        ("Agreement", "stageChange", ["signed 2019"], "does not match"),
        ("Agreement", "stageChange", ["2019-13 signed"], "does not match"),
        ("Agreement", "stageChange", ["2019 sealed"], "does not match"),
        ("Region", "country", "LTU", "does not match"),
    ],
)
def test_a_bad_value_is_named_with_its_remedy(
    kind: str, name: str, value: object, said: str
) -> None:
    (problem,) = MODEL.problems(kind, {name: value})
    assert problem.startswith(f"{name}: ")
    assert said in problem


def test_an_agreement_may_have_reached_each_stage() -> None:
    changes = [f"2019-12-31 {stage}" for stage in MODEL.scheme("stage").values]
    assert MODEL.problems("Agreement", {"stageChange": changes}) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(MODEL.properties)), VALUES)
def test_any_value_is_judged_without_an_error(name: str, value: object) -> None:
    for kind in ("Organisation", "Agreement"):
        assert all(p.startswith(f"{name}: ") for p in MODEL.problems(kind, {name: value}))


def test_relations_join_the_kinds_they_may() -> None:
    assert MODEL.relation_problems("MEMBER_OF", "Company", "Cluster", {"role": "member"}) == []
    assert MODEL.relation_problems("PART_OF", "Event", "Project", {}) == []
    (wrong_pair,) = MODEL.relation_problems("PART_OF", "Event", "Region", {})
    assert "Event → Project" in wrong_pair
    (wrong_kind,) = MODEL.relation_problems("UNDER_CALL", "Project", "Programme", {})
    assert "Project → Call" in wrong_kind
    assert "'LOVES'" in MODEL.relation_problems("LOVES", "Cluster", "Cluster", {})[0]


def test_relations_carry_what_they_may() -> None:
    place = {"city": "Vilnius", "latitude": 54.7, "regionCode": "LT011", "since": "2011"}
    assert MODEL.relation_problems("LOCATED_IN", "Cluster", "Region", place) == []
    (problem,) = MODEL.relation_problems("MEMBER_OF", "Company", "Cluster", {"city": "Vilnius"})
    assert problem.startswith("city: ")
    (problem,) = MODEL.relation_problems("MEMBER_OF", "Company", "Cluster", {"role": "fan"})
    assert problem.startswith("role: 'fan'")


def test_symmetry() -> None:
    symmetric = {name for name, relation in MODEL.relations.items() if relation.symmetric}
    assert symmetric == {
        "COOPERATES_WITH", "IN_CONTACT_WITH", "RELATED", "EXACT_MATCH", "CLOSE_MATCH",
    }  # fmt: skip


def test_a_vocabulary_that_lacks_a_range_says_so() -> None:
    source = vocabulary.read()
    source.graph.remove((vocabulary.LG.founded, RDFS.range, None))
    with pytest.raises(VocabularyError, match="founded"):
        Model(source)


def test_the_vocabulary_is_read_once() -> None:
    assert load_model() is MODEL
