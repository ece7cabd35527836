"""How things grow is told by the number of records, whatever the bundle was multiplied by."""

from __future__ import annotations

import pytest

from bench.results import NEO4J, SQLITE
from bench.rows.growth import RECORDS, SIZES, Found, exponents, lines

GROWN: Found = {
    SQLITE: {times: {RECORDS: 5.0 + times, "file (MB)": (5.0 + times) ** 2} for times in SIZES},
    NEO4J: {times: {"file (MB)": (5.0 + times) ** 0.5} for times in SIZES},
}


def test_powers_are_those_of_the_records() -> None:
    told = {line.what: line.figures for line in exponents(GROWN)}
    assert told[f"{RECORDS}: exponent"] == {SQLITE: pytest.approx(1)}
    assert told["file (MB): exponent"] == {SQLITE: pytest.approx(2), NEO4J: pytest.approx(0.5)}


def test_each_thing_has_a_line_a_size_with_the_stores_that_tell_it() -> None:
    told = [line.figures for line in lines(GROWN)]
    assert [[*figures] for figures in told] == [[SQLITE]] * len(SIZES) + [[SQLITE, NEO4J]] * len(
        SIZES
    )
