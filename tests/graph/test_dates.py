"""Partial dates stand for the whole span they leave open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Period, earliest, is_date, latest

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
CUTS = st.sampled_from([4, 7, 10])


@given(DAYS, CUTS)
def test_a_date_lies_within_what_its_beginning_leaves_open(day: date, cut: int) -> None:
    partial = day.isoformat()[:cut]
    assert is_date(partial)
    assert earliest(partial) <= day.isoformat() <= latest(partial)


@given(DAYS, CUTS)
def test_the_span_is_no_wider_than_the_partial_date(day: date, cut: int) -> None:
    partial = day.isoformat()[:cut]
    before = date.fromisoformat(earliest(partial)) - timedelta(days=1)
    after = date.fromisoformat(latest(partial)) + timedelta(days=1)
    assert not before.isoformat().startswith(partial)
    assert not after.isoformat().startswith(partial)


@pytest.mark.parametrize("text", ["", "16", "2016-13", "2016-02-30", "2016-1-1", "June 2016"])
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("period", "since", "until", "meets"),
    [
        ("2016", "2016-12", "", True),
        ("2016", "2017", "", False),
        ("2016..2018", "", "2016", True),
        ("2016..2018", "", "2015-12-31", False),
        ("2019..", "2016", "2018", False),
        ("..2016", "2016-05", "", True),
        ("2016", "", "", True),
    ],
)
def test_a_period_meets_what_may_have_held_within_it(
    period: str, since: str, until: str, meets: bool
) -> None:
    assert Period.parse(period).meets(since, until) is meets


def test_a_period_that_is_none_says_what_to_write() -> None:
    with pytest.raises(ValueError, match=r"'soon' is no date: write 2016"):
        Period.parse("soon")
