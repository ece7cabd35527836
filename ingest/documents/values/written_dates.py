"""The dates that a text states: where they stand, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ingest.documents.values.caseless import small
from ingest.documents.values.date_context import date_context
from ingest.documents.values.date_forms import WrittenDate, date_forms
from ingest.documents.values.date_parts import period

Free = Callable[[WrittenDate], bool]
"""Whether nothing else stands where a date could."""


def dates_in(text: str, language: str, free: Free = lambda date: True) -> list[WrittenDate]:
    """Return the dates and periods of a text in their order; none overlaps another.

    Of a language without rules these are the dates in digits.
    """
    found: list[WrittenDate] = []
    for one in _dates(text, language, free):
        joined = _joined(text, language, found[-1], one) if found else None
        found[-1:] = [joined] if joined else [*found[-1:], one]
    return found


def _dates(text: str, language: str, free: Free) -> Iterator[WrittenDate]:
    forms, context = date_forms(language), date_context(language)
    lowered, place = small(text), 0
    while begin := forms.begins.search(text, place):
        dates = forms.at(lowered, begin.start())
        place = begin.end()
        if dates and context.names_street(text, dates[0]):
            place, dates = dates[0].end, []
        for one in dates:
            if free(one) and context.allows(text, one):
                yield one
                place = one.end
                break


def _joined(text: str, language: str, first: WrittenDate, last: WrittenDate) -> WrittenDate | None:
    """Return the period from one date to another if the text joins them."""
    if first.is_period or last.is_period or not date_context(language).join(text, first, last):
        return None
    value = period(first.parts, last.parts)
    return replace(first, end=last.end, value=value, alone=False) if value else None
