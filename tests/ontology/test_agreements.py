"""The expected end of an agreement is worked out, never stated; its stage where none is."""

from __future__ import annotations

import pytest

from ontology.agreements import computed
from ontology.model import load_model


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"signed": "2016-11-08", "term": "P2Y"}, {"expectedEnd": "2018-11-08"}),
        (
            {"signed": "2016-12-08", "effective": "2017-01-01", "term": "P1Y"},
            {"expectedEnd": "2018-01-01"},
        ),
        ({"signed": "2016-11-08", "term": "P2Y", "end": "2017"}, {}),
        ({"signed": "2016", "term": "P18M"}, {}),
        ({"announced": "2016-11-08", "term": "P2Y"}, {}),
        ({"signed": "2016-11-08"}, {}),
        ({}, {}),
    ],
)
def test_expected_end(stated: dict[str, object], expected: dict[str, str]) -> None:
    assert computed({**stated, "stage": "signed"}) == expected


@pytest.mark.parametrize(
    ("changes", "stage"),
    [
        ([], "unknown"),
        (["2019-06-26 signed"], "unknown"),
        (["2019-06-26 signed", "2021-07 ended", "2020 in-force"], "ended"),
        (["unknown terminated", "2020 in-force"], "in-force"),
        ("unknown renewed", "renewed"),
    ],
)
def test_how_far_it_has_come_follows_from_what_is_stated_later(changes: object, stage: str) -> None:
    assert computed({"stageChange": changes}) == {"stage": stage}
    assert computed({"stageChange": changes, "stage": "replaced"}) == {}


def test_what_is_computed_is_marked_so_in_the_vocabulary() -> None:
    model = load_model()
    assert {p.name for p in model.properties.values() if p.computed} == {"expectedEnd"}
    assert model.problems("Agreement", computed({"signed": "2016-11", "term": "P2Y"})) == []
