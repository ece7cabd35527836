"""Dates in full or in part (``2016``, ``2016-01``, ``2016-06-08``) and terms (``P3Y``)."""

from __future__ import annotations

import calendar
import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TERM = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 date, in full or in part, of the calendar."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = found[1], found[2] or "01", found[3] or "01"
    try:
        datetime.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def is_term(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 duration in years and months, as terms of agreements are."""
    return _TERM.fullmatch(text) is not None


def expected_end(begin: str, term: str) -> str | None:
    """Return ``begin`` plus ``term``, as exact as ``begin`` is.

    A 29 February becomes the 28th where the year has none. None when ``begin`` is a year and
    ``term`` is no whole number of years, for then the year is not certain, and for an end after the
    year 9999, which no date can tell.

    >>> expected_end("2019-06-26", "P3Y"), expected_end("2019-11", "P18M")
    ('2022-06-26', '2021-05')
    """
    if not is_date(begin) or (found := _TERM.fullmatch(term)) is None:
        raise ValueError(f"not a date and a term in years and months: {begin!r}, {term!r}")
    months = int(found[1] or 0) * 12 + int(found[2] or 0)
    year, *rest = (int(part) for part in begin.split("-"))
    if year * 12 + (rest[0] - 1 if rest else 0) + months >= 10_000 * 12:
        return None
    if not rest:
        return None if months % 12 else f"{year + months // 12:04}"
    years, month = divmod(rest[0] - 1 + months, 12)
    year, month = year + years, month + 1
    if len(rest) == 1:
        return f"{year:04}-{month:02}"
    day = min(rest[1], calendar.monthrange(year, month)[1])
    return f"{year:04}-{month:02}-{day:02}"
