"""Dates in part, and the end that follows from a term."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.dates import expected_end, is_date, is_term

DATES = st.dates(datetime.date(1000, 1, 1), datetime.date(8000, 12, 31)).map(str)


@given(DATES, st.sampled_from([4, 7, 10]))
def test_every_calendar_date_is_one_in_full_and_in_part(date: str, length: int) -> None:
    assert is_date(date[:length])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "16",
        "2016-1",
        "2016-13",
        "2016-02-30",
        "2016-06-08T00:00",
        " 2016",
        "٢٠١٦",
        "0000",
        "2016\n",
    ],
)
def test_other_text_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(("text", "is_one"), [("P3Y", True), ("P1Y6M", True), ("P18M", True)])
def test_terms(text: str, is_one: bool) -> None:
    assert is_term(text) is is_one


@pytest.mark.parametrize("text", ["", "P", "3Y", "P3D", "PT1H", "P1M2Y", "P-1Y", "P3Y ", "P12345Y"])
def test_other_text_is_no_term(text: str) -> None:
    assert not is_term(text)


@pytest.mark.parametrize(
    ("begin", "term", "end"),
    [
        ("2019-06-26", "P3Y", "2022-06-26"),
        ("2020-02-29", "P1Y", "2021-02-28"),
        ("2020-02-29", "P4Y", "2024-02-29"),
        ("2019-12", "P1M", "2020-01"),
        ("2019-01-31", "P1M", "2019-02-28"),
        ("2016", "P5Y", "2021"),
        ("2016", "P24M", "2018"),
        ("2016", "P18M", None),
        ("9998-12-31", "P1Y", "9999-12-31"),
        ("9999-12", "P1M", None),
        ("2019", "P9999Y", None),
    ],
)
def test_expected_end(begin: str, term: str, end: str | None) -> None:
    assert expected_end(begin, term) == end


@given(DATES, st.integers(1, 1200))
def test_expected_end_is_a_later_date_as_exact_as_the_begin(begin: str, months: int) -> None:
    end = expected_end(begin, f"P{months}M")
    assert end is not None
    assert is_date(end)
    assert end > begin
    assert len(end) == len(begin)


@pytest.mark.parametrize(("begin", "term"), [("spring", "P1Y"), ("2016", "a year")])
def test_expected_end_refuses_what_is_neither(begin: str, term: str) -> None:
    with pytest.raises(ValueError, match=r"not a date and a term"):
        expected_end(begin, term)
