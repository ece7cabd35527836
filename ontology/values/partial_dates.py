"""Dates as people write them, with the precision that they write them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal as Choice
from typing import TypeAlias

from babel import Locale
from rdflib import XSD, Literal

from ontology.dates import is_date
from ontology.fold import fold
from ontology.values.cleaner import Cleaner, UnparsedError

Precision: TypeAlias = Choice["year", "month", "day"]
PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
TYPES = {"year": XSD.gYear, "month": XSD.gYearMonth, "day": XSD.date}
# The languages whose names of months are read.
LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it"),
    *("lt", "lv", "mt", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "tr", "uk"),
)
MONTHS = 12
REMEDY = "write it as 2016-06-08, 2016-06 or 2016"
_CLOCK = re.compile(r"[ T]\d\d?:\d\d.*", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d\d?)(?:[-/. ](\d\d?))?\.?", re.ASCII)
_YEAR_LAST = re.compile(r"(?:(\d\d?)[-/. ]+)?(\d\d?)[-/. ]+(\d{4})", re.ASCII)
# What stands between the parts of a written date, or behind it, and means nothing: "d." and "m."
# are Lithuanian, "r." and "roku" Polish.
_FILLERS = frozenset(
    {"of", "de", "del", "m", "d", "men", "th", "st", "nd", "rd", "gada", "den", "r", "roku"}
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|er|o|a|e)?")


class AmbiguousDateError(UnparsedError):
    """A date of which nobody said whether its day or its month comes first."""


class PartialDate(Cleaner[str]):
    """A date in full or in part, as ISO 8601 writes it.

    ``day_first`` says what 03/04/2016 means; where it is None, such a text is refused, since
    both are seen. So are months that two languages call by one word (listopad is Polish for
    November and Croatian for October), unless ``language`` says which is meant.

    >>> PartialDate().parse("8 June 2016"), PartialDate().parse("2016 m. birželio 8 d.")
    ('2016-06-08', '2016-06-08')
    """

    name = "date"

    def __init__(self, *, day_first: bool | None = None, language: str = "") -> None:
        self.day_first = day_first
        self.language = language

    def parse(self, raw: str) -> str:
        """Return the date; a time of day is left out."""
        text = " ".join(_CLOCK.sub("", raw).split())
        if is_date(text):
            return text
        found = self._in_digits(raw, text) or _in_words(text, _months(self.language))
        if found is None or not is_date(found):
            raise UnparsedError(raw, "it is no date of the calendar", REMEDY)
        return found

    def _in_digits(self, raw: str, text: str) -> str | None:
        if parts := _YEAR_FIRST.fullmatch(text):
            return _iso(parts[1], parts[2], parts[3])
        parts = _YEAR_LAST.fullmatch(text)
        if parts is None:
            return None
        day, month = parts[1], parts[2]
        if day is None or "." in text:
            return _iso(parts[3], month, day)
        if int(month) > MONTHS or (int(day) <= MONTHS and self._month_first(raw, day, month)):
            day, month = month, day
        return _iso(parts[3], month, day)

    def _month_first(self, raw: str, day: str, month: str) -> bool:
        if self.day_first is None and int(day) != int(month):
            raise AmbiguousDateError(raw, "day and month cannot be told apart", REMEDY)
        return self.day_first is False

    def compare(self, left: str, right: str) -> float:
        """Return 1 for one date, and a part of it where one leaves open what the other says."""
        short, long = sorted((left, right), key=len)
        return len(short) / len(long) if long.startswith(short) else 0.0

    def rdf(self, value: str) -> Literal:
        """Return a literal of the datatype that its precision asks for."""
        return Literal(value, datatype=TYPES[precision(value)])


def order_of(text: str) -> str:
    """Return the one order in which a date in digits can be; '' where both or neither may be meant.

    >>> order_of("25/04/2020"), order_of("04/25/2020"), order_of("05/04/2020")
    ('DMY', 'MDY', '')
    """
    parts = _YEAR_LAST.fullmatch(text.strip())
    if parts is None or parts[1] is None or "." in text:
        return ""
    first, second = int(parts[1]), int(parts[2])
    if second <= MONTHS < first:
        return "DMY"
    return "MDY" if first <= MONTHS < second else ""


def precision(value: str) -> Precision:
    """Return how much of a partial ISO date is said.

    >>> precision("2016-06")
    'month'
    """
    return PRECISIONS[len(value)]


def _in_words(text: str, months: Mapping[str, int]) -> str | None:
    """Return the date in a text with a month's name, whatever the order of its parts."""
    year = month = day = ""
    for word in fold(text).split():
        number = _ORDINAL.fullmatch(word)
        if word in months and not month:
            month = str(months[word])
        elif number and len(number[1]) == 4 and not year:
            year = number[1]
        elif number and len(number[1]) <= 2 and not day:
            day = number[1]
        elif word not in _FILLERS:
            return None
    return _iso(year, month, day or None) if year and month else None


def _iso(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


@cache
def _months(language: str) -> Mapping[str, int]:
    """Return the number of a month by its folded name, without names that mean two months."""
    found: dict[str, set[int]] = {}
    for one in (language,) if language else LANGUAGES:
        for word, number in _month_names(one):
            found.setdefault(word, set()).add(number)
    return {word: min(numbers) for word, numbers in found.items() if len(numbers) == 1}


def _month_names(language: str) -> Iterator[tuple[str, int]]:
    forms = Locale.parse(language).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in forms[context][width].items():
                if (word := fold(str(name))) and not word.isdigit():
                    yield word, number
