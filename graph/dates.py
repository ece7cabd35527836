"""Partial ISO dates: ``2016``, ``2016-01`` and ``2016-06-08``.

A partial date stands for the whole span that it leaves open. An empty string is an unknown date
and excludes nothing.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from ontology.dates import is_date

__all__ = ["Period", "earliest", "is_date", "latest"]


def earliest(text: str) -> str:
    """Return the first day that ``text`` may mean, as a full ISO date."""
    return text + "-01-01"[len(text) - 4 :]


def latest(text: str) -> str:
    """Return the last day that ``text`` may mean, as a full ISO date."""
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return f"{text}-{calendar.monthrange(year, month)[1]:02d}"
    return text


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both ends included; an empty end is open."""

    start: str = ""
    end: str = ""

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2016``, ``2016-05..2018`` or ``..2018``; raises ``ValueError`` with the remedy."""
        start, dots, end = text.partition("..")
        if not dots:
            end = start
        for part in (start, end):
            if part and not is_date(part):
                raise ValueError(f"'{part}' is no date: write 2016, 2016-05, 2016-05-31 or A..B")
        found = cls(earliest(start) if start else "", latest(end) if end else "")
        if found.start and found.end and found.start > found.end:
            raise ValueError(f"'{text}' ends before it begins: write the earlier date first")
        return found

    def meets(self, since: str, until: str) -> bool:
        """Tell whether something that held from ``since`` to ``until`` may have held in here."""
        begins_late = bool(since and self.end and earliest(since) > self.end)
        ends_early = bool(until and self.start and latest(until) < self.start)
        return not (begins_late or ends_early)
