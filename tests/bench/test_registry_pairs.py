"""The pairs of registry and CORDIS that were judged by hand: which were drawn, what they count."""

from __future__ import annotations

import csv

import pytest

from bench.checked.registry_pairs import FILE, JUDGED, Crossing, drawn, verdicts
from bench.results import SQLITE
from bench.rows.link import across
from bench.workshop import BenchError

MANY = [Crossing(f"ror{number}", f"pic{number}") for number in range(2 * JUDGED)]


def test_each_judged_pair_has_a_verdict_and_a_reason() -> None:
    with FILE.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == len(verdicts()) == JUDGED
    assert {row["verdict"] for row in rows} == {"same", "different"}
    assert all(row["reason"] for row in rows)


def test_what_is_drawn_depends_on_the_pairs_and_not_on_their_order() -> None:
    assert len(drawn(MANY)) == JUDGED
    assert drawn(MANY) == drawn(MANY[::-1]) != MANY[:JUDGED]


def test_precision_is_over_the_merged_pairs_that_were_judged() -> None:
    judged = verdicts()
    wrong = next(pair for pair, same in judged.items() if not same)
    right = next(pair for pair, same in judged.items() if same)
    merged, precision = across([wrong, right, *MANY])
    assert merged.figures[SQLITE] == len(MANY) + 2
    assert precision.figures[SQLITE] == 0.5


def test_nothing_judged_is_said() -> None:
    with pytest.raises(BenchError, match="judge others by hand"):
        across(MANY)
