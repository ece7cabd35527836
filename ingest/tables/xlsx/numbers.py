"""What a number in a cell means: a number, or a day, a time, a length of time by its format.

It is read as exactly as the format shows it: who types "March 2019" has the first of March in the
cell, and who types a postcode a number without its zeros.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from enum import Enum
from xml.etree.ElementTree import Element

from ingest.office import named

Number = float | datetime.date | datetime.time | datetime.timedelta | str
"""A ``datetime`` is a ``date`` too; a text is a year, a month, or digits with zeros before."""
Styles = Sequence[Callable[[float], Number]]
"""What turns the number of a cell into its value, by the cell's format."""


class Meaning(Enum):
    """What numbers of a format are."""

    NUMBER = "number"
    MOMENT = "moment"
    MONTH = "month"
    YEAR = "year"
    LENGTH = "length"


# ECMA-376 part 1, 18.8.30: the formats that a workbook need not spell out, by number.
_MOMENTS = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_MONTH = 17
_LENGTH = 46
_ASIDE = re.compile(r'"[^"]*"|[\\_*].|General', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_PARTS_OF_DATES = re.compile(r"[dmyhs]|a/p", re.IGNORECASE)

_PADDED = re.compile("0{2,}")
SHOWN = {Meaning.YEAR: len("2019"), Meaning.MONTH: len("2019-03")}
"""So much of an ISO date a format shows."""

DAY_ZERO = datetime.datetime(1899, 12, 30)
DAY_ZERO_1904 = datetime.datetime(1904, 1, 1)
FIRST_TRUE_DAY = 60
"""The 29 February 1900 of the older calendar, which never was: days before it count from 1."""
MOST_DAYS = 3_000_000
"""More than up to the year 9999."""
_MILLISECONDS = 86_400_000


def meaning(number: int, code: str = "") -> Meaning:
    """Return what numbers are under a format of this number, or with this ``code``.

    >>> meaning(14), meaning(164, "yyyy\\\\-mm"), meaning(164, '[h]:mm'), meaning(164, '0 "days"')
    (<Meaning.MOMENT: 'moment'>, <Meaning.MONTH: 'month'>, \
<Meaning.LENGTH: 'length'>, <Meaning.NUMBER: 'number'>)
    """
    first = _ASIDE.sub("", code).partition(";")[0]
    if number == _LENGTH or _ELAPSED.search(first):
        return Meaning.LENGTH
    parts = {one.lower() for one in _PARTS_OF_DATES.findall(_BRACKETS.sub("", first))}
    if number == _MONTH or parts == {"y", "m"}:
        return Meaning.MONTH
    if parts == {"y"}:
        return Meaning.YEAR
    return Meaning.MOMENT if number in _MOMENTS or parts else Meaning.NUMBER


def styles_of(root: Element, from_1904: bool) -> Styles:
    """Return what reads the numbers of each cell format, by ``root`` of the styles.

    ``from_1904`` says that days count from 1904, as on old Macs.
    """
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in named(root, "numFmt")}
    formats = (one for group in named(root, "cellXfs") for one in group)
    used = (one.get("numFmtId", "0") for one in formats)
    return [_reader(number, codes.get(number, ""), from_1904) for number in used]


def _reader(number: str, code: str, from_1904: bool) -> Callable[[float], Number]:
    means = meaning(int(number) if number.isdecimal() else 0, code)
    if means in SHOWN:
        return lambda days: _partly(_moment(days, from_1904), SHOWN[means])
    if means is Meaning.MOMENT:
        return lambda days: _moment(days, from_1904)
    if _PADDED.fullmatch(code):
        return lambda value: _padded(value, len(code))
    return _length if means is Meaning.LENGTH else float


def _padded(value: float, width: int) -> Number:
    return f"{int(value):0{width}}" if value >= 0 and value.is_integer() else value


def _partly(moment: Number, length: int) -> Number:
    """Return the year or the month of a day that is the first one of it."""
    text = moment.isoformat() if type(moment) is datetime.date else ""
    return text[:length] if text[length:] in ("-01", "-01-01") else moment


def _moment(days: float, from_1904: bool) -> Number:
    """Return a time for less than a day, a day for a whole number, else both.

    What is before day 0 or after the year 9999 stays a number.
    """
    if not 0 <= days < MOST_DAYS:
        return days
    early = not from_1904 and days < FIRST_TRUE_DAY
    try:
        moment = (DAY_ZERO_1904 if from_1904 else DAY_ZERO) + _days(days + 1 if early else days)
    except OverflowError:
        return days
    if days < 1:
        return moment.time()
    return moment.date() if moment.time() == datetime.time() else moment


def _length(days: float) -> Number:
    return _days(days) if abs(days) < MOST_DAYS else days


def _days(days: float) -> datetime.timedelta:
    return datetime.timedelta(milliseconds=round(days * _MILLISECONDS))
