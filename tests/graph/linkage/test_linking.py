"""Linking a table: what is merged, what is asked, what is left apart, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graph.errors import UsageError
from graph.linkage.comparison import load_comparisons
from graph.linkage.grouping import Conflict, Tie, group
from graph.linkage.learning import learn
from graph.linkage.linking import link
from graph.linkage.model import FILE, Model
from graph.linkage.organisation import Organisation
from graph.linkage.row import rows
from graph.linkage.scoring import Pairs, compare, reasons

PIC, OTHER = frozenset({"pic:999643492"}), frozenset({"pic:999989976"})
MODEL = Model.load()


def records(*names: str, city: str = "Graz") -> list[Organisation]:
    return [Organisation(str(n), (name,), country="AT", city=city) for n, name in enumerate(names)]


def pairs(*some: tuple[int, int, float]) -> Pairs:
    left, right, weight = zip(*some, strict=True)
    levels = np.zeros((len(some), len(load_comparisons())), dtype=np.int64)
    return Pairs(np.array(left), np.array(right), np.array(weight), levels)


def test_two_spellings_are_one_and_a_stranger_is_none() -> None:
    some = records("Lichtwerk Optik GmbH", "LICHTWERK OPTIK GESELLSCHAFT M.B.H.", "Bäckerei Huber")
    assert link(some, MODEL).grouping.groups == [[0, 1], [2]]


def test_what_is_merged_may_weigh_less_than_what_would_be_asked() -> None:
    some = records("Lichtwerk Optik GmbH", "Lichtwerk Optics AG")
    lenient = replace(MODEL, automatic=-100.0, queue=100.0)
    assert link(some, lenient).grouping.groups == [[0, 1]]


def test_a_pair_is_explained_by_weights_that_add_up_to_its_own() -> None:
    found = compare(rows(records("Lichtwerk Optik GmbH", "Lichtwerk Optics AG")), MODEL)
    told = reasons(found, 0, MODEL)
    assert len(told) == len(load_comparisons())
    assert MODEL.base + sum(one.weight for one in told) == pytest.approx(found.weight[0], abs=0.01)


def test_an_identifier_binds_what_no_name_would() -> None:
    some = [replace(one, identifiers=PIC) for one in records("Ascatron AB", "Kista Wafers")]
    grouping = link(some, MODEL).grouping
    assert grouping.groups == [[0, 1]]
    assert grouping.ties == [Tie(0, 1, key="pic:999643492")]


def test_different_identifiers_part_what_the_names_would_bind() -> None:
    one, other = records("Lichtwerk Optik GmbH", "LICHTWERK OPTIK GMBH")
    some = [replace(one, identifiers=PIC), replace(other, identifiers=OTHER)]
    grouping = link(some, MODEL).grouping
    assert grouping.groups == [[0], [1]]
    assert [one.register for one in grouping.conflicts] == ["pic"]


def test_names_with_different_numbers_are_asked_however_alike_they_are() -> None:
    some = records("Laser Labor 7 GmbH", "Laser Labor 8 GmbH", "Laser Labor 7")
    linked = link(some, MODEL)
    assert linked.grouping.groups == [[0, 2], [1]]
    (asked,) = linked.grouping.queued
    assert reasons(linked.pairs, asked, MODEL)[0][:2] == ("numbers in the name", "different")


def test_a_name_without_a_number_does_not_bind_two_that_differ() -> None:
    some = records("Laser Labor 7 GmbH", "Laser Labor 8 GmbH", "Laser Labor GmbH")
    grouping = link(some, MODEL).grouping
    assert grouping.groups == [[0, 2], [1]]
    assert grouping.queued == [0]


def test_an_identifier_binds_names_with_different_numbers() -> None:
    some = [replace(one, identifiers=PIC) for one in records("Labor 7 GmbH", "Labor 8 GmbH")]
    assert link(some, MODEL).grouping.groups == [[0, 1]]


def test_no_organisation_joins_a_conflict_by_a_third_record() -> None:
    found = group([PIC, frozenset(), OTHER], pairs((0, 1, 9.0), (1, 2, 8.0)), MODEL)
    assert found.groups == [[0, 1], [2]]
    assert found.conflicts == [
        Conflict(Tie(1, 2, pair=1), "pic", ("pic:999643492",), ("pic:999989976",))
    ]


def test_a_pair_between_the_thresholds_is_asked_unless_it_is_one_already() -> None:
    model = replace(MODEL, automatic=5.0, queue=1.0)
    found = group(
        [frozenset()] * 4, pairs((0, 1, 6.0), (1, 2, 6.0), (0, 2, 3.0), (2, 3, 2.0)), model
    )
    assert found.groups == [[0, 1, 2], [3]]
    assert found.queued == [3]


def test_new_records_are_compared_with_the_old_and_not_the_old_with_each_other() -> None:
    some = records("Lichtwerk Optik", "LICHTWERK OPTIK GMBH", "Lichtwerk-Optik AG")
    found = compare(rows(some), MODEL, new_from=2)
    assert sorted(zip(found.left.tolist(), found.right.tolist(), strict=True)) == [(0, 2), (1, 2)]


@pytest.mark.parametrize(
    ("said", "like", "unlike"),
    [
        ({"website": "https://www.lichtwerk.at"}, "http://lichtwerk.at/en", "optics.example"),
        ({"address": "Hauptstraße 5"}, "Hauptstraße 5, Graz", "Ringweg 17"),
    ],
)
def test_what_is_stated_beside_the_name_weighs_for_or_against(
    said: dict[str, Any], like: str, unlike: str
) -> None:
    one, other = records("Lichtwerk Optik GmbH", "Lichtwerk Optics AG")
    (field,) = said
    beside: list[dict[str, Any]] = [{field: text} for text in (like, "", unlike)]
    weights = [
        compare(rows([replace(one, **said), replace(other, **told)]), MODEL).weight[0]
        for told in beside
    ]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > weights[1]


def test_one_street_is_enough_to_be_compared() -> None:
    one, other = records("Lichtwerk Optik GmbH", "Sonnenschein Holding", city="Wien")
    there: dict[str, Any] = {"address": "Hauptstr. 5", "postcode": "1010"}
    assert not len(compare(rows([one, replace(other, city="Graz")]), MODEL))
    some = [replace(one, **there), replace(other, city="Graz", **there)]
    assert len(compare(rows(some), MODEL)) == 1


def test_learning_needs_pairs() -> None:
    with pytest.raises(UsageError, match="no two of these records share an identifier"):
        learn([replace(one, identifiers=PIC) for one in records("Lichtwerk")])


def test_a_file_that_holds_no_weights_is_named() -> None:
    with pytest.raises(UsageError, match=r"comparisons\.yaml: it holds no weights"):
        Model.load(FILE.with_name("comparisons.yaml"))
