"""The first day that is kept, from a date or a span of time."""

from __future__ import annotations

import pytest

from graph.ledger.retention import first_day


@pytest.mark.parametrize(
    ("keep", "today", "day"),
    [
        ("5 years", "2026-03-31", "2021-03-31"),
        ("5y", "2026-03-31", "2021-03-31"),
        ("18 months", "2026-03-31", "2024-09-30"),
        ("1 month", "2026-03-31", "2026-02-28"),
        ("1 month", "2026-01-31", "2025-12-31"),
        ("1 year", "2024-02-29", "2023-02-28"),
        ("90 days", "2026-03-31", "2025-12-31"),
        ("0 days", "2026-03-31", "2026-03-31"),
    ],
)
def test_a_span_ends_today(keep: str, today: str, day: str) -> None:
    assert first_day("", keep, today) == day


def test_a_partial_date_begins_with_its_first_day() -> None:
    assert first_day("2022-05", "", "2026-03-31") == "2022-05-01"
