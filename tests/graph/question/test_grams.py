"""Which runs of three characters are looked up."""

from __future__ import annotations

from string import ascii_lowercase

from graph.question.grams import BUDGET, FEWEST, MOST, telling

MANY = [f"{letter}{letter}{letter}" for letter in ascii_lowercase]


def test_the_rarest_come_first_after_those_that_are_in_no_name() -> None:
    assert telling({"aaa", "bbb", "ccc", "ddd"}, {"aaa": 9, "bbb": 3, "ccc": 5}) == [
        *("ddd", "bbb", "ccc", "aaa")
    ]


def test_the_budget_ends_it_but_not_before_the_fewest() -> None:
    dear, cheap = dict.fromkeys(MANY, BUDGET), dict.fromkeys(MANY, 1)
    assert telling(MANY, dear) == MANY[:FEWEST]
    assert telling(MANY, cheap) == MANY[:MOST]
    assert telling([*MANY, "new"], dear) == ["new", *MANY[:FEWEST]]
    assert telling(MANY, {}) == MANY[:MOST]
